import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Browser, type BrowserContext, chromium, type Page, type Worker } from '@playwright/test'
import { findBrowser } from '../find-browser.ts'
import { debuggingAddress, type StartedChromium, startChromium } from './start-chromium.ts'

/** Chromium's number for an extension named on its command line. */
const COMMAND_LINE = 8

export interface RunningExtension {
  readonly context: BrowserContext
  readonly id: string
  /** Address of one of the extension's own pages: `page('options.html')`. */
  page(path: string): string
  /** The background; asked for anew each time, since the browser stops and starts it. */
  worker(): Promise<Worker>
  /** Opens the real side panel (a page of the extension gives the gesture) and returns it as a page. */
  openPanel(): Promise<Page>
  /** Ends the background worker, as the browser does at any moment. */
  killWorker(): Promise<void>
  close(): Promise<void>
}

export interface LaunchOptions {
  readonly extensionDir: string
  readonly headless: boolean
  /** A profile to keep; without one a new profile is made and removed again. */
  readonly profile?: string
  readonly locale?: string
  /** Match patterns that the browser grants without a prompt when the extension asks for them. Only for a profile that is new. */
  readonly granted?: readonly string[]
  readonly args?: readonly string[]
  /** Keeps pages that were left for "back", as every browser of a person does and Playwright's do not. */
  readonly backForwardCache?: boolean
  /**
   * Nothing emulated, as a person has it: a tab behind another is hidden, and the browser outlives the end of
   * the extension's pages. Without it every page stays visible and focused, and tests need not think of which is in front.
   */
  readonly plain?: boolean
}

/**
 * Starts Chromium with the built extension in it. The side panel is no page of a persistent context
 * (https://github.com/microsoft/playwright/issues/26693); a second connection over the debugging port
 * sees it as one.
 */
export async function launchExtension(options: LaunchOptions): Promise<RunningExtension> {
  const { path } = findBrowser('chromium')
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'earshot-profile-')))
  await rm(join(profile, 'DevToolsActivePort'), { force: true })
  if (options.granted) await rememberGrants(profile, options.extensionDir, options.granted)
  const { context, stop } = await (options.plain ? startPlain : startWatched)(path, profile, options)
  const worker = async () => context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker')
  const id = new URL((await worker()).url()).host
  const page = (file: string) => `chrome-extension://${id}/${file}`
  const connections: Browser[] = []
  // It opens in front of all others: a page that is opened before it would be behind it a moment later.
  if (options.profile === undefined) await seePage(context, page('welcome.html'))
  return {
    context,
    id,
    page,
    worker,
    openPanel: async () => {
      await openPanel(context, page)
      const { browser, panel } = await findPanel(profile, page('sidepanel.html'), options.plain)
      connections.push(browser)
      return panel
    },
    killWorker: async () => {
      const browser = await chromium.connectOverCDP(await debuggingAddress(profile))
      const session = await browser.newBrowserCDPSession()
      const { targetInfos } = await session.send('Target.getTargets')
      for (const target of targetInfos)
        if (target.type === 'service_worker' && target.url.includes(id))
          await session.send('Target.closeTarget', { targetId: target.targetId })
      await browser.close()
    },
    close: async () => {
      for (const browser of connections) await browser.close().catch(() => {})
      await stop()
      if (!options.profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function seePage(context: BrowserContext, address: string): Promise<void> {
  const isThere = (candidate: Page) => candidate.url() === address
  for (let tries = 0; tries < 300 && !context.pages().some(isThere); tries++) await wait(100)
  if (!context.pages().some(isThere)) throw new Error(`${address} did not open within 30 seconds.`)
}

function startPlain(path: string, profile: string, options: LaunchOptions): Promise<StartedChromium> {
  const headless = options.headless ? ['--headless=new'] : []
  return startChromium(path, profile, [...headless, ...switchesFor(options)])
}

async function startWatched(path: string, profile: string, options: LaunchOptions): Promise<StartedChromium> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: path,
    headless: options.headless,
    viewport: null,
    ...(options.backForwardCache ? { ignoreDefaultArgs: ['--disable-back-forward-cache'] } : {}),
    ...(options.locale ? { locale: options.locale } : {}),
    args: switchesFor(options),
  })
  return { context, stop: () => context.close() }
}

function switchesFor({ extensionDir, locale, args = [] }: LaunchOptions): string[] {
  return [
    `--disable-extensions-except=${extensionDir}`,
    `--load-extension=${extensionDir}`,
    '--remote-debugging-port=0',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
    '--window-size=1280,900',
    // Chromium refuses its sandbox to root, which is what containers run as.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(locale ? [`--lang=${locale}`] : []),
    ...args,
  ]
}

/**
 * A permission prompt is a window of the browser itself, which no test can answer
 * (https://github.com/microsoft/playwright/issues/32755). Chromium does not ask again for what a person
 * granted before and the extension gave back, so the profile begins by remembering that.
 */
async function rememberGrants(
  profile: string,
  extensionDir: string,
  granted: readonly string[],
): Promise<void> {
  const preferences = join(profile, 'Default', 'Preferences')
  if (existsSync(preferences)) return
  const path = await realpath(extensionDir)
  // The id of an unpacked extension: its path's SHA-256, the first 128 bits, written with a to p.
  const id = createHash('sha256')
    .update(path)
    .digest('hex')
    .slice(0, 32)
    .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
  const grants = { api: [], explicit_host: granted, manifest_permissions: [], scriptable_host: [] }
  const settings = {
    [id]: { location: COMMAND_LINE, path, granted_permissions: grants, runtime_granted_permissions: grants },
  }
  await mkdir(join(profile, 'Default'), { recursive: true })
  // Pinned, so that the button is in the toolbar and not behind the puzzle piece.
  await writeFile(preferences, JSON.stringify({ extensions: { settings, pinned_extensions: [id] } }))
}

/** `page.evaluate` on a page of the extension counts as a gesture, which `sidePanel.open` asks for. */
async function openPanel(context: BrowserContext, address: (file: string) => string): Promise<void> {
  const own = context.pages().find((candidate) => candidate.url().startsWith(address('')))
  const opener = own ?? (await context.newPage())
  if (!own) await opener.goto(address('options.html'))
  await opener.evaluate(async () => {
    const current = await chrome.windows.getCurrent()
    if (current.id !== undefined) await chrome.sidePanel.open({ windowId: current.id })
  })
  if (!own) await opener.close()
}

/** A connection sees only the panel that was open when it was made, so a new one is made until it does. */
async function findPanel(
  profile: string,
  panelAddress: string,
  noDefaults = false,
): Promise<{ browser: Browser; panel: Page }> {
  const port = await debuggingAddress(profile)
  for (let tries = 0; tries < 40; tries++) {
    const browser = await chromium.connectOverCDP(port, { noDefaults })
    const pages = browser.contexts().flatMap((seen) => seen.pages())
    const panel = pages.find((candidate) => candidate.url().startsWith(panelAddress))
    if (panel) return { browser, panel }
    await browser.close()
    await wait(250)
  }
  throw new Error('The side panel did not open within 10 seconds.')
}
