/**
 * `npm run pictures`: takes the pictures of the README from the built extension, beside the practice town,
 * with the sample workspace joined. Writes to docs/pictures. Build first: `npm run build:chrome`.
 */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import { startServer } from '../server/start-server.ts'
import { launchExtension, type RunningExtension } from './browser/launch-extension.ts'
import { joinTeam, openPracticeThread } from './browser/steps.ts'
import { frame } from './pictures/frame.ts'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({
  options: {
    extension: { type: 'string', default: join(root, '.output', 'chrome-mv3') },
    to: { type: 'string', default: join(root, 'docs', 'pictures') },
  },
})

/** A README is read on slow lines too. */
const MOST_BYTES = 300_000

/** CSS pixels: what the page and the panel get of the framed picture. */
const PAGE = { width: 819, height: 712 }
const PANEL = { width: 380, height: 680 }
const PANEL_ALONE = { width: 400, height: 860 }

if (!existsSync(values.extension)) throw new Error('Build first: npm run build:chrome')
await mkdir(values.to, { recursive: true })
const dataDir = await mkdtemp(join(tmpdir(), 'earshot-pictures-'))
const server = await startServer({ dataDir, sample: true })
const extension = await launchExtension({
  extensionDir: values.extension,
  headless: true,
  locale: 'en-GB',
  granted: ['http://127.0.0.1/*'],
})
try {
  const code = server.invitation?.code
  if (code === undefined) throw new Error('The server made no invitation to the sample workspace.')
  await joinTeam(extension, { server: server.url, code, name: 'Robin Vale' })
  await takeAll(extension)
} finally {
  await extension.close()
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}

async function takeAll(running: RunningExtension): Promise<void> {
  const page = await openPracticeThread(running, /Third burr set/)
  const panel = await running.openPanel()
  await look(page, PAGE, 'light')
  await look(panel, PANEL, 'light')
  const card = panel.locator('article.mention', { hasText: 'slowpour_ana' }).first()
  await card.getByText('Maya Osei').waitFor({ timeout: 30_000 })
  await panel.getByText('All sent').waitFor()
  await beside(running, page, panel)

  // The page that put the two side by side was in front of the thread.
  await page.bringToFront()
  await look(panel, PANEL_ALONE, 'dark')
  await card.waitFor()
  await save(panel, 'panel-dark')

  await look(panel, PANEL_ALONE, 'light')
  await card.getByRole('button').first().click()
  await panel.locator('.guidance').waitFor()
  await panel.locator('.five').waitFor()
  await save(panel, 'mention')
}

/** The browser takes no picture of a page and its side panel together, so two are put side by side. */
async function beside(running: RunningExtension, page: Page, panel: Page): Promise<void> {
  const [pagePicture, panelPicture] = [await page.screenshot(), await panel.screenshot()]
  const composed = await running.context.newPage()
  await composed.setViewportSize({ width: PAGE.width + 1 + PANEL.width, height: PAGE.height + 48 })
  await composed.setContent(
    frame({
      title: await page.locator('h1').innerText(),
      address: 'Practice town',
      page: { ...PAGE, png: pagePicture },
      panel: { ...PANEL, png: panelPicture },
    }),
  )
  await save(composed, 'panel-beside-page')
  await composed.close()
}

async function look(
  page: Page,
  size: { readonly width: number; readonly height: number },
  scheme: 'light' | 'dark',
): Promise<void> {
  await page.setViewportSize({ ...size })
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
}

/** @throws when the picture is too heavy for a README. */
async function save(page: Page, name: string): Promise<void> {
  const path = join(values.to, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled' })
  const { size } = await stat(path)
  if (size > MOST_BYTES) throw new Error(`${name}.png has ${size} bytes, more than ${MOST_BYTES}.`)
  console.log(`${name}.png ${Math.round(size / 1_000)} kB`)
}
