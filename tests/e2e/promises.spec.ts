import { expect, serve, storedText, test } from './support/earshot.ts'
import { logWith, openBeside, openInTeam, openMention } from './support/panel.ts'
import { ABOUT_US, hackerNews, UNRELATED } from './support/social-pages.ts'

test('of a post that matches nothing no word, name or address is stored', async ({ browse, server }) => {
  const { earshot, panel } = await openInTeam(browse, server)
  await openMention(panel)
  await logWith(panel, '1', 'Listened')
  const stored = await storedText(earshot)
  expect(stored).toContain(ABOUT_US.text)
  for (const said of UNRELATED) {
    expect(stored).not.toContain(said.text)
    expect(stored).not.toContain(said.by)
    expect(stored).not.toContain(said.id)
  }
  expect(stored).not.toContain('zanzibarflakes')
})

test('browsing alone makes no request: the server hears of nothing while a thread is read', async ({
  browse,
}) => {
  const earshot = await browse()
  const asked: string[] = []
  earshot.context.on('request', (request) => asked.push(request.url()))
  const { page, panel } = await openBeside(earshot, hackerNews())
  await expect(panel.getByText('Nothing to listen for yet')).toBeVisible()
  await expect(panel.getByText('4 posts read')).toBeVisible()
  const more = { id: '48100004', by: 'deck_dora', text: 'Rusks, mostly.', ago: 30 }
  await serve(earshot, hackerNews([ABOUT_US, ...UNRELATED, more]))
  await page.reload()
  await expect(panel.getByText('5 posts read')).toBeVisible()
  const outside = asked.filter(
    (url) => !url.startsWith('chrome-extension://') && !url.startsWith('https://news.ycombinator.com/'),
  )
  expect(outside).toEqual([])
})

test('a page cannot tell that Earshot is there: its document, its globals and what it can load are as without', async ({
  browse,
}) => {
  const social = hackerNews()
  const earshot = await browse()
  const look = () => ({
    html: document.documentElement.outerHTML,
    globals: Object.getOwnPropertyNames(window).sort().join(' '),
    // The browser asks for the icon of a site when it likes.
    loaded: performance
      .getEntriesByType('resource')
      .map((entry) => entry.name)
      .filter((name) => !name.endsWith('/favicon.ico')),
    highlights:
      'highlights' in CSS ? (CSS as unknown as { highlights: Map<string, unknown> }).highlights.size : 0,
  })
  const without = await earshot.context.newPage()
  await earshot.context.route(social.pattern, (route) =>
    route.request().resourceType() === 'document'
      ? route.fulfill({ contentType: 'text/html', body: social.html })
      : route.abort(),
  )
  await without.goto(social.url)
  const before = await without.evaluate(look)
  const { page, panel } = await openBeside(earshot, social)
  await expect(panel.getByText('Nothing to listen for yet')).toBeVisible()
  const after = await page.evaluate(look)
  expect(after).toEqual(before)
  expect(after.html).not.toContain('extension://')
  const reachable = await page.evaluate(
    async (files) =>
      Promise.all(
        files.map((file) =>
          fetch(file).then(
            () => true,
            () => false,
          ),
        ),
      ),
    ['manifest.json', 'sidepanel.html', 'content-scripts/reader.js', 'icon/48.png'].map((file) =>
      earshot.page(file),
    ),
  )
  expect(reachable).toEqual([false, false, false, false])
})

test('a page hears nothing of Earshot: no message, none of the events by which extensions announce themselves', async ({
  browse,
}) => {
  const earshot = await browse()
  await earshot.context.addInitScript(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    addEventListener('message', (event) => heard.push(`message ${JSON.stringify(event.data)}`), true)
    for (const target of [window, document])
      for (const name of ['wxt:content-script-started', 'wxt:locationchange', 'wxt:reader:started'])
        target.addEventListener(name, () => heard.push(name), true)
  })
  const { page, panel } = await openBeside(earshot, hackerNews())
  await expect(panel.getByText('4 posts read')).toBeVisible()
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard)
  await page.evaluate(() => {
    history.pushState(null, '', '/item?id=48200000')
    document.querySelector('tr.comtr')?.remove()
  })
  await expect(panel.getByText('3 posts read')).toBeVisible()
  expect(await heard()).toEqual([])
  await page.reload()
  await expect(panel.getByText('4 posts read')).toBeVisible()
  expect(await heard()).toEqual([])
})

test('at install no site can be read', async ({ browse }) => {
  const earshot = await browse()
  const worker = await earshot.worker()
  const { origins } = await worker.evaluate(() => chrome.permissions.getAll())
  expect(origins).toEqual([])
})

test('taking a site’s permission back stops the reading at once', async ({ browse, server }) => {
  const { earshot, page, panel } = await openInTeam(browse, server)
  await expect(panel.locator('article.mention')).toHaveCount(1)
  const worker = await earshot.worker()
  await worker.evaluate(() => chrome.permissions.remove({ origins: ['https://news.ycombinator.com/*'] }))
  await page.reload()
  await expect(panel.locator('article.mention')).toHaveCount(0)
  await expect(panel.getByText('Earshot can’t see this page')).toBeVisible()
})
