import type { Page } from '@playwright/test'
import type { RunningExtension } from '../../scripts/browser/launch-extension.ts'
import { publishPlaybook } from '../../server/publish-playbook.ts'
import { expect, joinSample, type TestServer, test } from './support/earshot.ts'
import { openBeside } from './support/panel.ts'
import { hackerNews, type SocialPage } from './support/social-pages.ts'

/** Hacker News after a redesign: every name that its built-in recipe stands on is another. */
function redesigned(): SocialPage {
  const social = hackerNews()
  const html = social.html
    .replaceAll('class="athing', 'class="row')
    .replaceAll('class="hnuser"', 'class="account"')
    .replaceAll('class="age"', 'class="when"')
    .replaceAll('class="commtext', 'class="words')
    .replaceAll('class="default"', 'class="reply"')
  return { ...social, html }
}

/** As the built-in one, with what the redesign changed. */
const REPAIRED = {
  version: 901,
  selectors: {
    row: 'tr.row[id]',
    comment: 'td.reply',
    author: 'a.account',
    age: '.when',
    body: '.words',
    comment_place: '.comment',
    nav: '.navs a, .par a',
    indent: 'td.ind',
    title: '.titleline > a',
    selfText: '.toptext',
    more: 'a.morelink',
    root: 'table.fatitem',
  },
  expects: [{ selector: 'tr.row[id]', least: 1, on: ['thread'] }],
  watches: ['class'],
}

async function ship(server: TestServer, ...recipes: readonly unknown[]): Promise<void> {
  const { store } = server.running()
  const inForce = await store.playbook(server.workspaceId)
  const playbook = JSON.parse(inForce?.text ?? '{}') as Record<string, unknown>
  const published = await publishPlaybook({ store, now: Date.now }, server.workspaceId, {
    ...playbook,
    recipes: recipes.map((recipe) => ({ site: 'hackernews', hosts: ['news.ycombinator.com'], recipe })),
  })
  expect(published).toMatchObject({ status: 'published' })
}

/** What the panel does whenever it is opened or something was written. */
async function syncNow(panel: Page): Promise<void> {
  await panel.evaluate(() => chrome.runtime.sendMessage({ earshot: 'sync.poke', request: { now: true } }))
}

async function openRecipes(earshot: RunningExtension): Promise<Page> {
  const options = await earshot.context.newPage()
  await options.goto(earshot.page('options.html#recipes'))
  await expect(options.getByRole('heading', { name: 'Recipes', exact: true })).toBeVisible()
  return options
}

test('a site that changed is read again once the team’s server ships a repaired recipe', async ({
  browse,
  server,
}) => {
  const earshot = await browse()
  await joinSample(earshot, server, 'Robin Vale')
  const { page, panel } = await openBeside(earshot, redesigned())
  await expect(panel.getByText('This site has changed')).toBeVisible({ timeout: 30_000 })
  await expect(panel.locator('article.mention')).toHaveCount(0)

  await ship(server, REPAIRED)
  await syncNow(panel)

  const card = panel.locator('article.mention')
  await expect(card).toHaveCount(1, { timeout: 30_000 })
  await expect(card).toContainText('slowpour_ana')
  await expect(panel.getByText('Read with a repaired recipe from your team, version 901')).toBeVisible()
  await expect(panel.getByText('This site has changed')).toHaveCount(0)

  const options = await openRecipes(earshot)
  await expect(options.getByText('From your team, version 901')).toBeVisible()
  await options.getByRole('switch', { name: 'Use repaired recipes for Hacker News, version 901' }).click()
  await expect(options.getByText('You chose the built-in one.')).toBeVisible()
  // The panel follows the page in front.
  await page.bringToFront()
  await expect(panel.getByText('This site has changed')).toBeVisible({ timeout: 30_000 })
  await options.bringToFront()
  await options.getByRole('switch', { name: 'Use repaired recipes for Hacker News, version 901' }).click()
  await expect(options.getByText('Tried on each page')).toBeVisible()
  await page.bringToFront()
  await expect(card).toHaveCount(1, { timeout: 30_000 })
})

test('a repaired recipe that reads less than the built-in one is rolled back, and both places say so', async ({
  browse,
  server,
}) => {
  const earshot = await browse()
  await joinSample(earshot, server, 'Robin Vale')
  const { page, panel } = await openBeside(earshot, hackerNews())
  const card = panel.locator('article.mention')
  await expect(card).toHaveCount(1)
  const selectors = { ...REPAIRED.selectors, row: 'tr.athing[id]', comment: 'td.default', body: '.commtext' }
  await ship(server, {
    ...REPAIRED,
    version: 902,
    selectors: { ...selectors, author: 'a.nobody', age: '.age' },
    expects: [],
  })
  await syncNow(panel)

  const line = panel.getByText('A repaired recipe read less here, so the built-in one is used')
  await expect(line).toBeVisible({ timeout: 30_000 })
  await expect(card).toHaveCount(1)
  await expect(card).toContainText('slowpour_ana')

  const options = await openRecipes(earshot)
  await expect(options.getByText('It read less than the built-in one on a page')).toBeVisible()
  await options.close()
  await page.bringToFront()
  await page.reload()
  await expect(line).toBeVisible({ timeout: 30_000 })
  await expect(card).toContainText('slowpour_ana')

  await ship(server, {
    ...REPAIRED,
    version: 903,
    selectors: { ...selectors, author: 'a.hnuser', age: '.age' },
    expects: [],
  })
  await syncNow(panel)
  await expect(panel.getByText('Read with a repaired recipe from your team, version 903')).toBeVisible({
    timeout: 30_000,
  })
})

test('a page is never asked for but by the button, and what comes back must be signed', async ({
  browse,
}) => {
  const earshot = await browse()
  const asked: string[] = []
  let answer: 'none' | 'junk' | 'foreign key' = 'none'
  await earshot.context.route('https://earshot.example/**', (route) => {
    asked.push(route.request().url())
    if (answer === 'none') return route.abort()
    const list = '{"version":1,"issued":"2026-11-22","recipes":[]}'
    const signed = { list, key: 'somebody-else', signature: `${'A'.repeat(86)}==` }
    return route.fulfill({ json: answer === 'junk' ? { list } : signed })
  })
  const options = await openRecipes(earshot)
  await expect(options.getByText('No release list was taken yet.')).toBeVisible()
  expect(asked).toEqual([])

  const check = options.getByRole('button', { name: 'Check for repaired recipes' })
  await check.click()
  await expect(options.getByText('The server can’t be reached.')).toBeVisible()
  answer = 'junk'
  await check.click()
  await expect(options.getByText('This is not a list of recipes that Earshot can read.')).toBeVisible()
  answer = 'foreign key'
  await check.click()
  await expect(
    options.getByText('signed with a key that this version of Earshot does not know'),
  ).toBeVisible()
  expect(asked).toEqual(Array(3).fill('https://earshot.example/recipes.json'))

  await options
    .getByLabel('Import a list from a file')
    .setInputFiles({ name: 'list.json', mimeType: 'application/json', buffer: Buffer.from('no list') })
  await expect(options.getByText('This is not a list of recipes that Earshot can read.')).toBeVisible()
  await expect(options.getByText('No release list was taken yet.')).toBeVisible()
})
