import { join } from 'node:path'
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test'
import { findBrowser } from '../../scripts/find-browser.ts'
import { buildForPage } from '../../scripts/read/build-for-page.ts'

/** A Chromium for measuring, and the script that measures. */
export interface BenchBrowser {
  /** Opens a page of its own with this body, as if it came from `address`. */
  open(address: string, body: string): Promise<Page>
  /** Calls a function of bench/reading/in-page.ts there. */
  call<T>(page: Page, expression: string): Promise<T>
  /**
   * The same, with the milliseconds that the page's main thread was at work for it. Not those on the clock: a busy
   * machine takes the thread off its processor for longer than either side of a ratio needs.
   */
  measure<T>(page: Page, expression: string): Promise<{ readonly ms: number; readonly answer: T }>
  close(): Promise<void>
}

/** With clocks as fine as the browser has them: pages that are isolated from all others get 5 µs instead of 100. */
const HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
}

export async function openBenchBrowser(): Promise<BenchBrowser> {
  const script = await buildForPage(join(import.meta.dirname, 'in-page.ts'), 'earshot')
  const browser: Browser = await chromium.launch({
    executablePath: findBrowser('chromium', console.error).path,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  return {
    async open(address, body) {
      const page = await browser.newPage()
      await page.route('**/*', (route) =>
        route.request().isNavigationRequest()
          ? route.fulfill({ body, contentType: 'text/html; charset=utf-8', headers: HEADERS })
          : route.abort(),
      )
      // Laying out 387,000 nodes takes a busy machine more than half a minute.
      await page.goto(address, { waitUntil: 'load', timeout: 180_000 })
      await page.evaluate(`${script};globalThis.earshot = earshot;0`)
      return page
    },
    call: (page, expression) => page.evaluate(expression),
    async measure(page, expression) {
      const session = await page.context().newCDPSession(page)
      await session.send('Performance.enable', { timeDomain: 'threadTicks' })
      const before = await threadTime(session)
      const answer = await page.evaluate(expression)
      return { ms: (await threadTime(session)) - before, answer: answer as never }
    },
    close: () => browser.close(),
  }
}

/** Milliseconds of processor that the main thread has had so far. */
async function threadTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  const seconds = metrics.find(({ name }) => name === 'ThreadTime')?.value
  if (seconds === undefined) throw new Error('The browser tells no time of threads')
  return seconds * 1_000
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
