import { isUtf8 } from 'node:buffer'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import type { Reading } from '../../lib/sites/site.ts'
import { findBrowser } from '../find-browser.ts'
import { buildForPage } from './build-for-page.ts'

export interface PageReader<T = Reading> {
  /** Opens a saved page under an address and reads it. Null: no site knows the page. */
  read(html: Buffer, address: string): Promise<T | null>
  close(): Promise<void>
}

/** A module of ours that runs in the page, and which of its functions: it is given the address. */
interface InPage {
  readonly entry: string
  readonly call: string
}

const READER: InPage = { entry: join(import.meta.dirname, 'in-page.ts'), call: 'readHere' }

/** Scripts don't run; blocks of structured data are no scripts and stay. Nothing is loaded. */
const INERT = "default-src 'none'; style-src 'unsafe-inline'"

/**
 * Starts a Chromium that opens saved pages as if they came from the web, with the network closed and their
 * scripts inert, and reads each in a world of its own, as the extension does.
 * @param addresses those that will be opened: ports that browsers refuse must be allowed at start
 */
export async function openPageReader<T = Reading>(
  addresses: readonly string[],
  inPage: InPage = READER,
): Promise<PageReader<T>> {
  const ports = addresses.map((address) => URL.parse(address)?.port).filter(Boolean)
  const script = await buildForPage(inPage.entry, 'earshot')
  const browser = await chromium.launch({
    executablePath: findBrowser('chromium', console.error).path,
    args: [
      '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
      ...(ports.length > 0 ? [`--explicitly-allowed-ports=${ports.join(',')}`] : []),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
  return {
    read: (html, address) => {
      const call = `JSON.stringify(earshot.${inPage.call}(${JSON.stringify(address)}))`
      return readPage<T>(browser, `${script};${call}`, html, address)
    },
    close: () => browser.close(),
  }
}

async function readPage<T>(
  browser: Browser,
  script: string,
  html: Buffer,
  address: string,
): Promise<T | null> {
  const context = await browser.newContext({ serviceWorkers: 'block', javaScriptEnabled: false })
  try {
    const page = await context.newPage()
    await serve(page, html)
    await page.goto(address, { waitUntil: 'domcontentloaded' })
    return await evaluateApart<T>(page, script)
  } finally {
    await context.close()
  }
}

/** The first request is the page; every other, a redirect in the page included, is refused. */
async function serve(page: Page, html: Buffer): Promise<void> {
  let served = false
  await page.route('**/*', async (route) => {
    if (served || !route.request().isNavigationRequest()) return route.abort()
    served = true
    const contentType = isUtf8(html) ? 'text/html; charset=utf-8' : 'text/html'
    return route.fulfill({ body: html, contentType, headers: { 'content-security-policy': INERT } })
  })
}

/** In an isolated world, like a content script: the page's own globals are not seen, its elements are. */
async function evaluateApart<T>(page: Page, expression: string): Promise<T | null> {
  const session = await page.context().newCDPSession(page)
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'earshot',
  })
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    contextId: executionContextId,
    returnByValue: true,
  })
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return JSON.parse(String(result.value)) as T | null
}
