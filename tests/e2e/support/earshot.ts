import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import {
  type LaunchOptions,
  launchExtension,
  type RunningExtension,
} from '../../../scripts/browser/launch-extension.ts'
import { joinTeam } from '../../../scripts/browser/steps.ts'
import { type RunningServer, startServer } from '../../../server/start-server.ts'
import type { SocialPage } from './social-pages.ts'

export const CHROME_BUILD = join(import.meta.dirname, '..', '..', '..', '.output', 'chrome-mv3')

/** A sync server with the sample workspace, which a test may stop and start again on the same port. */
export interface TestServer {
  readonly url: string
  readonly workspaceId: string
  invitation(): string
  running(): RunningServer
  /** Events in the sample workspace's log. */
  count(): Promise<number>
  /** Their types, in the log's order. */
  types(): Promise<readonly string[]>
  stop(): Promise<void>
  startAgain(): Promise<void>
}

interface Fixtures {
  /** Starts a browser of its own with the production build; closed when the test ends. */
  browse: (options?: Partial<LaunchOptions>) => Promise<RunningExtension>
  server: TestServer
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  browse: async ({}, use, testInfo) => {
    if (!existsSync(CHROME_BUILD)) throw new Error('Build first: npm run build')
    const open: RunningExtension[] = []
    const panels: Page[] = []
    await use(async (options = {}) => {
      const launched = await launchExtension({
        extensionDir: CHROME_BUILD,
        headless: true,
        granted: ['https://*/*', 'http://*/*'],
        ...options,
      })
      open.push(launched)
      return {
        ...launched,
        openPanel: async () => {
          const panel = await launched.openPanel()
          panels.push(panel)
          return panel
        },
      }
    })
    if (testInfo.status !== testInfo.expectedStatus)
      for (const page of [...open.flatMap(({ context }) => context.pages()), ...panels])
        console.log(`${page.url()} showed:\n${await wordsOf(page)}\n`)
    for (const extension of open) await extension.close()
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  server: async ({}, use) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'earshot-server-'))
    let running = await startServer({ dataDir, sample: true })
    const port = Number(new URL(running.url).port)
    const workspaceId = running.invitation?.workspaceId ?? ''
    await use({
      url: running.url,
      workspaceId,
      invitation: () => running.invitation?.code ?? '',
      running: () => running,
      count: async () => (await running.store.head(workspaceId)).head,
      types: async () => {
        const page = await running.store.page(workspaceId, {
          after: null,
          reader: workspaceId,
          limit: 500,
          maxBytes: 10_000_000,
        })
        return page.status === 'page' ? page.events.map((event) => (event as { type: string }).type) : []
      },
      stop: () => running.stop(),
      startAgain: async () => {
        running = await startServer({ dataDir, port, sample: true })
      },
    })
    await running.stop()
    await rm(dataDir, { recursive: true, force: true })
  },
})

export { expect }

/** What stands on a page. A fault that only another machine shows is found by what the panel said there. */
function wordsOf(page: Page): Promise<string> {
  return page
    .locator('body')
    .innerText({ timeout: 5_000 })
    .then((text) => text.slice(0, 1_500), String)
}

/** Serves the page under its real address, refusing everything else on that site, and opens it. */
export async function openSocialPage(extension: RunningExtension, social: SocialPage): Promise<Page> {
  await serve(extension, social)
  const page = await extension.context.newPage()
  await page.goto(social.url)
  return page
}

export async function serve(extension: RunningExtension, social: SocialPage): Promise<void> {
  await extension.context.route(social.pattern, (route) =>
    route.request().resourceType() === 'document'
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: social.html })
      : route.abort(),
  )
}

export async function joinSample(
  extension: RunningExtension,
  server: TestServer,
  name: string,
): Promise<void> {
  await joinTeam(extension, { server: server.url, code: server.invitation(), name })
}

/** Everything that the extension's databases hold, as text: to ask whether a word is in there. */
export async function storedText(extension: RunningExtension): Promise<string> {
  const page = await extension.context.newPage()
  await page.goto(extension.page('options.html'))
  const text = await page.evaluate(async () => {
    const rows: unknown[] = []
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      for (const store of database.objectStoreNames)
        rows.push(
          await new Promise((resolve, reject) => {
            const request = database.transaction(store).objectStore(store).getAll()
            request.onsuccess = () => resolve({ store, rows: request.result })
            request.onerror = () => reject(request.error)
          }),
        )
      database.close()
    }
    rows.push(await chrome.storage.local.get(), await chrome.storage.session.get())
    return JSON.stringify(rows)
  })
  await page.close()
  return text
}
