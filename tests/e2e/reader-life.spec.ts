import type { Page } from '@playwright/test'
import type { RunningExtension } from '../../scripts/browser/launch-extension.ts'
import { expect, type TestServer, test } from './support/earshot.ts'
import { openInTeam } from './support/panel.ts'
import { countCalls, findReaders } from './support/profiler.ts'
import { ABOUT_US } from './support/social-pages.ts'

/** The page that opens at install takes the front when it comes, and a tab behind it draws nothing that could be clicked. */
async function started(browse: (options: { plain: true }) => Promise<RunningExtension>) {
  const earshot = await browse({ plain: true })
  const open = () => earshot.context.pages().map((page) => page.url())
  await expect.poll(open).toContain(earshot.page('welcome.html'))
  return earshot
}

/** A browser as a person has it: a tab behind another is hidden, and an extension can be turned off under its pages. */
async function open(browse: (options: { plain: true }) => Promise<RunningExtension>, server: TestServer) {
  const opened = await openInTeam(() => started(browse), server)
  await opened.earshot.context.route('https://elsewhere.example/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Elsewhere</title><p>Nothing.' }),
  )
  await expect(opened.panel.locator('article.mention')).toHaveCount(1)
  return opened
}

const visibility = (page: Page) => page.evaluate(() => document.visibilityState)

/** As the site would: somebody posts below. */
async function post(page: Page, id: number): Promise<void> {
  await page.evaluate(
    ({ id, text }) => {
      const row = document.querySelector('tr.comtr')?.cloneNode(true) as HTMLElement
      row.id = `${id}`
      row.querySelector('.age a')?.setAttribute('href', `item?id=${id}`)
      const words = row.querySelector('.commtext')
      if (words) words.textContent = `${text} Asked for the ${id}th time.`
      document.querySelector('.comment-tree')?.append(row)
    },
    { id, text: ABOUT_US.text },
  )
}

/** Keeps the addresses of the pages that the background hears of from here on, one for each message. */
async function listenInBackground(earshot: RunningExtension): Promise<() => Promise<readonly string[]>> {
  const worker = await earshot.worker()
  await worker.evaluate(() => {
    const heard: string[] = []
    Object.assign(globalThis, { heard })
    chrome.runtime.onMessage.addListener((message: { earshot?: string }, { url }) => {
      if (message.earshot === 'thread.seen' || message.earshot === 'site.wanted') heard.push(url ?? '')
      return undefined
    })
  })
  return () => worker.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)
}

test('a page behind another tab is left alone, however much it changes, until it is shown again', async ({
  browse,
  server,
}) => {
  const { earshot, page, panel } = await open(browse, server)
  const called = await countCalls(page, earshot)
  const heard = await listenInBackground(earshot)
  const front = await earshot.context.newPage()
  await front.goto('https://elsewhere.example/')
  await expect.poll(() => visibility(page)).toBe('hidden')
  let id = 48_100_010
  const postAndWait = async () => {
    await post(page, id++)
    // The page's own timers still run, once a second: longer than any rest between two looks at a page in view.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 3_000)))
    return called()
  }
  // What was under way when the tab went behind, and the first change after it, are still heard of.
  await expect.poll(postAndWait).toEqual([])
  const before = (await heard()).length
  for (let more = 0; more < 3; more++) expect(await postAndWait()).toEqual([])
  expect((await heard()).slice(before)).toEqual([])

  await page.bringToFront()
  await expect.poll(() => visibility(page)).toBe('visible')
  await expect(panel.locator('article.mention')).toHaveCount(1 + id - 48_100_010)
  expect(await called()).not.toEqual([])
  expect((await heard()).slice(before)).toContain(page.url())
})

test('a page opened behind another is not read before it is shown', async ({ browse, server }) => {
  const { earshot, page, panel } = await open(browse, server)
  const address = 'https://news.ycombinator.com/item?id=48100777'
  const heard = await listenInBackground(earshot)
  const behind = await earshot.context.newPage()
  await page.bringToFront()
  await behind.goto(address)
  await expect(behind.locator('.comment-tree')).toBeAttached()
  await expect.poll(() => visibility(behind)).toBe('hidden')
  // The page in front is read meanwhile: what comes behind it would have been heard of before.
  await post(page, 48_100_010)
  await expect(panel.locator('article.mention')).toHaveCount(2)
  expect(await heard()).not.toContain(address)
  await behind.bringToFront()
  await expect.poll(heard).toContain(address)
  await expect(panel.locator('article.mention')).toHaveCount(1)
})

/** What an update does too: the old scripts stay in the page, and nobody hears them any more. */
test('when Earshot is turned off and on again, its old reader rests for ever, and a new one reads the open page', async ({
  browse,
  server,
}) => {
  const { earshot, page, panel } = await open(browse, server)
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
  const manager = await earshot.context.newPage()
  await manager.goto('chrome://extensions')
  await page.bringToFront()
  const readers = await findReaders(page, earshot)
  await expect.poll(readers).toEqual(['reads'])
  await post(page, 48_100_010)
  await expect(panel.locator('article.mention')).toHaveCount(2)

  const closed = panel.waitForEvent('close')
  await manager.evaluate(async (id) => {
    await chrome.management.setEnabled(id, false)
    await chrome.management.setEnabled(id, true)
  }, earshot.id)
  await closed
  // It takes a moment until its pages are there again.
  await expect(() => manager.goto(earshot.page('options.html'))).toPass()
  const next = await earshot.openPanel()
  await page.bringToFront()
  await expect(next.locator('article.mention')).toHaveCount(2)
  await post(page, 48_100_011)
  await expect(next.locator('article.mention')).toHaveCount(3)
  // The first change after its end is the last that the old one hears of.
  await expect.poll(readers).toEqual(['ended', 'reads'])
  await post(page, 48_100_012)
  await expect(next.locator('article.mention')).toHaveCount(4)
  // Each post once, by its words.
  for (const id of [48_100_010, 48_100_011, 48_100_012])
    await expect(next.locator('article.mention', { hasText: `for the ${id}th time` })).toHaveCount(1)
  expect(complaints).toEqual([])
})
