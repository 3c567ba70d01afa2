import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, openSocialPage, test } from './support/earshot.ts'
import { openBeside, openInTeam } from './support/panel.ts'
import { hackerNews, type SocialPage } from './support/social-pages.ts'

const CHANGED: SocialPage = {
  ...hackerNews(),
  html: '<!doctype html><title>Hacker News</title><main><article>Everything is new here.</article></main>',
}

const NO_POSTS: SocialPage = {
  site: 'blank.example',
  url: 'https://blank.example/about',
  pattern: 'https://blank.example/**',
  html: '<!doctype html><title>About</title><p>We make blank pages.</p>',
}

test('not permitted: the panel says what it may not see, and one tap mends it', async ({ browse }) => {
  const earshot = await browse()
  const { panel } = await openBeside(earshot, hackerNews())
  await expect(panel.getByText('4 posts read')).toBeVisible()
})

test('degraded: a site that was rebuilt is named as changed, with a way to log by hand', async ({
  browse,
  server,
}) => {
  const { panel } = await openInTeam(browse, server, CHANGED)
  await expect(panel.getByText('This site has changed')).toBeVisible()
  await panel.getByRole('button', { name: 'Log by hand' }).click()
  await panel.getByLabel('Name', { exact: true }).fill('Dora from the deck')
  await panel.getByLabel('What they said (optional)').fill('The handle slips in the cold')
  await panel.reload()
  await panel.getByRole('button', { name: 'Log by hand' }).click()
  await expect(panel.getByLabel('What they said (optional)')).toHaveValue('The handle slips in the cold')
  await panel.getByRole('button', { name: 'Log it' }).click()
  await expect(panel.getByText(/^Logged/).first()).toBeVisible()
})

test('not known: a page without a conversation says so and offers to log by hand', async ({ browse }) => {
  const earshot = await browse()
  const options = await earshot.context.newPage()
  await options.goto(earshot.page('options.html#sites'))
  await options.getByLabel('Add a server or a forum').fill('blank.example')
  await options.getByRole('button', { name: 'Allow this site' }).click()
  await expect(options.getByRole('switch', { name: 'blank.example' })).toBeChecked()
  const page = await openSocialPage(earshot, NO_POSTS)
  const panel = await earshot.openPanel()
  await page.bringToFront()
  await expect(panel.getByText('No conversation found')).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Log by hand' })).toBeVisible()
})

test('the panel follows the tab in front, and goes back to asking on a site that is not allowed', async ({
  browse,
  server,
}) => {
  const { earshot, page, panel } = await openInTeam(browse, server)
  await expect(panel.locator('article.mention')).toHaveCount(1)
  const other = await openSocialPage(earshot, NO_POSTS)
  await other.bringToFront()
  await expect(panel.getByText('Earshot can’t see this page')).toBeVisible()
  await page.bringToFront()
  await expect(panel.locator('article.mention')).toHaveCount(1)
})

test('offline: what was read stays, and the status line says what waits', async ({ browse, server }) => {
  const { panel } = await openInTeam(browse, server)
  await expect(panel.locator('article.mention')).toHaveCount(1)
  await server.stop()
  await panel.locator('article.mention').first().getByRole('button').first().click()
  await expect(panel.getByRole('button', { name: 'Listened' })).toBeVisible()
  await panel.keyboard.press('1')
  await expect(panel.getByText(/1 waiting|2 waiting/).first()).toBeVisible()
  await server.startAgain()
})

test('a page that is slow to come is waited for, and one that did not come is said to be the browser’s', async ({
  browse,
}) => {
  const earshot = await browse()
  const [beginning, rest] = hackerNews().html.split('</head>') as [string, string]
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.write(`${beginning}</head>`)
    // Longer than the panel waits for any answer.
    setTimeout(() => response.end(rest), 9_000)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const panel = await earshot.openPanel()
  await panel.evaluate(() => chrome.permissions.request({ origins: ['http://127.0.0.1/*'] }))
  // Every word that stood in the panel meanwhile.
  await panel.evaluate(() => {
    const stood = new Set<string>()
    Object.assign(globalThis, { stood })
    new MutationObserver(() => stood.add(document.body.innerText)).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    })
  })
  const page = await earshot.context.newPage()
  await page.goto(address, { waitUntil: 'commit' })
  await page.bringToFront()
  await expect(panel.getByText('Reading this page…')).toBeVisible()
  await expect(panel.getByText('Nothing to listen for yet')).toBeVisible()
  const stood = await panel.evaluate(() =>
    [...(globalThis as unknown as { stood: Set<string> }).stood].join('\n'),
  )
  expect(stood).not.toContain('Nobody answers there')

  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await page.close()
  const gone = await earshot.context.newPage()
  await gone.goto(address).catch(() => undefined)
  await gone.bringToFront()
  await expect(panel.getByRole('heading', { name: 'The browser keeps this page to itself' })).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Log by hand' })).toBeVisible()
})

test('in-page navigation: the panel leaves the old thread at once and shows the new one', async ({
  browse,
  server,
}) => {
  const { page, panel } = await openInTeam(browse, server)
  await expect(panel.locator('article.mention')).toHaveCount(1)
  await page.evaluate(() => {
    history.pushState(null, '', '/item?id=48200000')
    for (const row of document.querySelectorAll('.comment-tree tr.athing')) row.remove()
    document.title = 'Another thread | Hacker News'
  })
  await expect(panel.locator('article.mention')).toHaveCount(0)
})
