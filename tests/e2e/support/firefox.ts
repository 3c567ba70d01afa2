import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import puppeteer, { type Page } from 'puppeteer-core'
import { findBrowser } from '../../../scripts/find-browser.ts'

const EXTENSION = 'earshot@earshot.example'
/** Firefox draws a random one at each install; fixed here, so that a test can name a page. */
const HOST = '5f1c2f1e-8f3b-4c55-9a7e-0c0ffee00001'

export interface RunningFirefox {
  /** The page that the extension opened at install. WebDriver BiDi may drive it, though it may not navigate to one. */
  readonly welcome: Page
  /** On Welcome: the invented company's playbook, and `site` may be read. Returns when both hold. */
  begin(site: string): Promise<void>
  /** Opens a page of the extension in a tab of its own. `path` may end in a fragment. */
  open(path: string): Promise<Page>
  /** The page whose address begins so, once there is one: what a window shows that the browser itself opened. */
  pageAt(address: string): Promise<Page>
  /**
   * Opens the panel beside `page`, in a tab of its own, since WebDriver cannot drive the sidebar. Returns once it shows
   * a mention, with the panel in front. Until then the page is in front: a page behind another tab is not read.
   */
  openPanel(page: Page): Promise<Page>
  /** Opens a web page whose answer is `html`; every other request of it is refused. */
  openServed(url: string, html: string): Promise<Page>
  close(): Promise<void>
}

/** A Firefox started for the first time on a machine takes longer for its first page than for all others together. */
function patient(page: Page): Page {
  page.setDefaultTimeout(60_000)
  return page
}

/** Firefox with the built extension in it, driven over WebDriver BiDi. Permission prompts are granted silently. */
export async function launchFirefox(extensionDir: string): Promise<RunningFirefox> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findBrowser('firefox').path,
    headless: true,
    extraPrefsFirefox: {
      'extensions.webextOptionalPermissionPrompts': false,
      'extensions.webextensions.uuids': JSON.stringify({ [EXTENSION]: HOST }),
    },
  })
  await browser.installExtension(extensionDir)
  const pageAt = async (address: string): Promise<Page> => {
    for (let tries = 0; tries < 400; tries++) {
      // BiDi lists these pages as about:blank; only the page itself knows its address.
      for (const page of await browser.pages())
        if ((await page.evaluate(() => location.href).catch(() => '')).startsWith(address))
          return patient(page)
      await wait(100)
    }
    throw new Error(`Firefox did not show ${address} within 40 seconds.`)
  }
  const own = (path: string): Promise<Page> => pageAt(`moz-extension://${HOST}/${path}`)
  const welcome = await own('welcome.html')
  const openOwn = async (path: string): Promise<Page> => {
    await welcome.evaluate(async (address) => {
      const api = (
        globalThis as unknown as { browser: { tabs: { create(tab: { url: string }): Promise<unknown> } } }
      ).browser
      await api.tabs.create({ url: address })
    }, `/${path}`)
    return own(path)
  }
  const tabOf = async (address: string): Promise<number> => {
    for (let tries = 0; tries < 400; tries++) {
      const id = await welcome.evaluate(newestTab, address)
      if (id !== null) return id
      await wait(100)
    }
    throw new Error(`No tab of Firefox shows ${address}.`)
  }
  return {
    welcome,
    begin: async (site) => {
      await welcome.locator('::-p-text(Use Quillon, the invented company)').click()
      await shows(welcome, '::-p-text(Listening for Quillon)')
      await welcome.locator(`::-p-aria(Earshot may read ${site})`).click()
      // The click returns before the browser has given the permission; a page opened in between has no address for us.
      await shows(welcome, '[role="switch"][aria-checked="true"]')
    },
    open: openOwn,
    pageAt,
    openPanel: async (page) => {
      const panel = await openOwn(`sidepanel.html?tab=${await tabOf(page.url())}`)
      await page.bringToFront()
      await shows(panel, 'article.mention')
      await panel.bringToFront()
      return panel
    },
    openServed: async (url, html) => {
      const page = patient(await browser.newPage())
      await page.setRequestInterception(true)
      page.on('request', (request) => {
        const answer =
          request.url() === url
            ? request.respond({ status: 200, contentType: 'text/html; charset=utf-8', body: html })
            : request.abort()
        answer.catch(() => {})
      })
      await page.goto(url)
      return page
    },
    close: () => browser.close(),
  }
}

/** Runs in a page of the extension. Without a permission for its page a tab has no address. */
async function newestTab(address: string): Promise<number | null> {
  const api = (
    globalThis as unknown as {
      browser: { tabs: { query(of: object): Promise<{ id: number; url?: string }[]> } }
    }
  ).browser
  const tabs = await api.tabs.query({})
  return tabs.filter(({ url }) => url === address).at(-1)?.id ?? null
}

/**
 * Waits until `selector` is in the page. Asks again and again from outside: a wait that was put into a page of the
 * extension while it was still loading stayed with the document before it, and saw nothing for a minute.
 */
export async function shows(page: Page, selector: string): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await wait(100)) {
    const found = await page.$(selector).catch(() => null)
    if (found !== null) return found.dispose()
  }
  const seen = await page.$eval('body', ({ innerText }) => innerText).catch(() => 'nothing')
  throw new Error(`Firefox did not show ${selector} within a minute, but: ${seen.slice(0, 1_000)}`)
}

export const FIREFOX_BUILD = join(import.meta.dirname, '..', '..', '..', '.output', 'firefox-mv3')
