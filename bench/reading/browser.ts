import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { findBrowser } from '../../scripts/find-browser.ts'
import { buildForPage } from '../../scripts/read/build-for-page.ts'

/** A Chromium for measuring, and the script that measures. */
export interface BenchBrowser {
  /** Opens a page of its own with this body, as if it came from `address`. */
  open(address: string, body: string): Promise<Page>
  /** Calls a function of bench/reading/in-page.ts there. */
  call<T>(page: Page, expression: string): Promise<T>
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
    close: () => browser.close(),
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
