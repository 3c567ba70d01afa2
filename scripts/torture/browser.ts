import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { v7 } from 'uuid'
import { z } from '../../lib/model/zod.ts'
import { startServer } from '../../server/start-server.ts'
import type { EventStore, Position } from '../../server/store.ts'
import { launchExtension, type RunningExtension } from '../browser/launch-extension.ts'
import { joinTeam, openPracticeThread } from '../browser/steps.ts'
import { chanceFrom } from '../simulate/chance.ts'
import { type Tally, tallyOf } from './tally.ts'

const BUILD = join(import.meta.dirname, '..', '..', '.output', 'chrome-mv3')
/** Entries that wait when the worker wakes: one batch and a half. */
const WAITING = 300
/** The worker dies so long after it was woken, at most: by then it is done. */
const WITHIN_MS = 400
/** An alarm wakes it every half minute while anything waits. */
const PATIENCE_MS = 120_000

/**
 * The real extension in the real browser: three hundred entries wait, a person asks to send them, which wakes the worker,
 * and the worker is killed somewhere in the middle of pushing them; so many times. At the end everything must have gone.
 */
export async function tortureBrowser(rounds: number, say: (line: string) => void): Promise<Tally> {
  if (!existsSync(BUILD)) throw new Error('Build first: npm run build:chrome')
  const chance = chanceFrom(rounds)
  const dataDir = mkdtempSync(join(tmpdir(), 'earshot-torture-'))
  const server = await startServer({ dataDir, sample: true })
  const extension = await launchExtension({
    extensionDir: BUILD,
    headless: true,
    granted: ['http://*/*', 'https://*/*'],
  })
  try {
    const { code = '', workspaceId = '' } = server.invitation ?? {}
    await joinTeam(extension, { server: server.url, code, name: 'Robin Vale' })
    const panel = await openMention(extension)
    const inside = await extension.context.newPage()
    await inside.goto(extension.page('options.html'))
    await logOne(panel)
    const queued = new Set<string>()
    for (let round = 1; round <= rounds; round++) {
      for (const id of await queueCopies(inside, workspaceId, WAITING)) queued.add(id)
      void wake(inside)
      await wait(chance.below(WITHIN_MS))
      await extension.killWorker()
      if (round % 10 === 0) say(`browser ${round}/${rounds}`)
    }
    await wake(inside)
    await untilSent(inside, workspaceId)
    const acknowledged = await loggedIds(inside, workspaceId, queued)
    return tallyOf(
      'worker in Chromium',
      rounds,
      acknowledged,
      await idsAt(server.store, workspaceId, acknowledged),
    )
  } finally {
    await extension.close()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** What the button "Send now" says to the background. A worker that dies of it answers nothing. */
async function wake(page: Page): Promise<void> {
  await page
    .evaluate(() => chrome.runtime.sendMessage({ earshot: 'sync.poke', request: { now: true } }))
    .catch(() => {})
}

/** The side panel with a mention open, where a digit logs an outcome. */
export async function openMention(extension: RunningExtension): Promise<Page> {
  await openPracticeThread(extension, /Third burr set/)
  const panel = await extension.openPanel()
  await panel.locator('article.mention').first().getByRole('button').first().click()
  await panel.getByRole('button', { name: 'Listened' }).waitFor()
  return panel
}

/** A person logs once more. */
export async function logOne(panel: Page): Promise<void> {
  await panel.keyboard.press('1')
  await panel.getByText('Logged: Listened').first().waitFor()
}

/** Copies of an entry that was written in earnest, under ids of their own, as if they had waited for the network. */
export function queueCopies(page: Page, workspaceId: string, count: number): Promise<string[]> {
  return page.evaluate(
    async ({ name, ids }) => {
      const asked = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        })
      const database = await asked(indexedDB.open(name))
      const transaction = database.transaction(['events', 'outbox', 'syncState'], 'readwrite')
      const [events, outbox, state] = ['events', 'outbox', 'syncState'].map((table) =>
        transaction.objectStore(table),
      )
      if (events === undefined || outbox === undefined || state === undefined) throw new Error('no tables')
      const number = (await asked(state.get('devicen'))) as { value: number }
      const clock = (await asked(state.get('hlc'))) as { value: string }
      const rows = (await asked(events.getAll())) as { event: Record<string, unknown> }[]
      // A stamp ends with the device that gave it; the entries of colleagues are here too.
      const pattern = rows.find(
        ({ event }) => event.type === 'interaction.logged' && clock.value.endsWith(String(event.deviceid)),
      )
      if (pattern === undefined) throw new Error('nothing was logged yet')
      const { seq: _, receivedat: __, ...said } = pattern.event
      for (const [at, id] of ids.entries()) {
        const devicen = number.value + at + 1
        const event = { ...said, id, devicen }
        events.add({ id, about: `interaction:${id}`, event })
        outbox.add({
          id,
          n: devicen,
          state: 'pending',
          leaseUntil: 0,
          attempts: 0,
          queuedAt: Date.now(),
          event,
        })
      }
      state.put({ key: 'devicen', value: number.value + ids.length })
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve()
        transaction.onabort = () => reject(transaction.error)
      })
      database.close()
      return ids
    },
    { name: `earshot-${workspaceId}`, ids: Array.from({ length: count }, () => v7()) },
  )
}

async function untilSent(page: Page, workspaceId: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    // Only their number: taking out ten thousand rows twice a second leaves the engine no turn at the table.
    const waiting = await countOf(page, workspaceId, 'outbox')
    if (waiting === 0) return
    if (Date.now() > until) {
      const engine = JSON.stringify(await rowsOf(page, workspaceId, 'syncState'))
      throw new Error(`${waiting} entries were not sent within two minutes: ${engine}`)
    }
    await wait(500)
  }
}

const EventRow = z.looseObject({
  id: z.string(),
  event: z.looseObject({ type: z.string(), deviceid: z.string() }),
})

/** What this browser logged. Its outbox is empty and nothing was set aside, so it was told of each that it is stored. */
async function loggedIds(
  page: Page,
  workspaceId: string,
  queued: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const aside = await rowsOf(page, workspaceId, 'quarantine')
  if (aside.length > 0) throw new Error(`set aside: ${JSON.stringify(aside[0])}`)
  const rows = (await rowsOf(page, workspaceId, 'events')).map((row) => EventRow.parse(row))
  const own = rows.find(({ id }) => queued.has(id))?.event.deviceid
  const logged = rows.filter(({ event }) => event.type === 'interaction.logged' && event.deviceid === own)
  return new Set([...queued, ...logged.map(({ id }) => id)])
}

/** Those of `wanted` that the server's log holds, as often as it holds them. */
async function idsAt(store: EventStore, workspaceId: string, wanted: ReadonlySet<string>): Promise<string[]> {
  const ids: string[] = []
  for (let after: Position | null = null; ; ) {
    const page = await store.page(workspaceId, {
      after,
      reader: workspaceId,
      limit: 500,
      maxBytes: 16_000_000,
    })
    if (page.status !== 'page') throw new Error(page.status)
    for (const event of page.events) ids.push(z.looseObject({ id: z.string() }).parse(event).id)
    if (!page.hasMore) return ids.filter((id) => wanted.has(id))
    after = page.next
  }
}

/** How many rows a table of the extension's database has; no row is taken out for it. */
export function countOf(page: Page, workspaceId: string, table: string): Promise<number> {
  return page.evaluate(
    async ({ name, table }) => {
      const asked = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        })
      const database = await asked(indexedDB.open(name))
      const count = await asked(database.transaction(table).objectStore(table).count())
      database.close()
      return count
    },
    { name: `earshot-${workspaceId}`, table },
  )
}

function rowsOf(page: Page, workspaceId: string, table: string): Promise<unknown[]> {
  return page.evaluate(
    async ({ name, table }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      const rows = await new Promise<unknown[]>((resolve, reject) => {
        const request = database.transaction(table).objectStore(table).getAll()
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      database.close()
      return rows
    },
    { name: `earshot-${workspaceId}`, table },
  )
}
