import type { Page } from '@playwright/test'
import { expect, storedText, type TestServer, test } from './support/earshot.ts'
import { openInTeam, openMention } from './support/panel.ts'
import { hackerNews, type SocialPage } from './support/social-pages.ts'

const REPLY = 'Thank you for telling us! Does the handle slip when it is cold, or also in a warm kitchen?'

/** A thread with a reply form whose script shows what was posted, as the site would, in the person's name. */
function withForm(): SocialPage {
  const social = hackerNews()
  const script = `
    document.querySelector('form.own').addEventListener('submit', (event) => {
      event.preventDefault()
      post('48100099', 'robin_vale', document.querySelector('form.own textarea').value)
    })
    function post(id, by, text) {
      const row = document.querySelector('tr.comtr').cloneNode(true)
      row.id = id
      row.querySelector('.hnuser').textContent = by
      row.querySelector('.hnuser').href = 'user?id=' + by
      row.querySelector('.age a').href = 'item?id=' + id
      row.querySelector('.age').title = new Date().toISOString().slice(0, 19)
      row.querySelector('.commtext').textContent = text
      document.querySelector('.comment-tree').append(row)
    }`
  const form =
    '<form class="own" action="comment"><textarea name="text"></textarea><button>add comment</button></form>'
  return { ...social, html: social.html.replace('</body>', `${form}<script>${script}</script></body>`) }
}

/** As the site would: somebody posts below. */
async function post(page: Page, id: string, by: string, text: string): Promise<void> {
  await page.evaluate(
    ([at, who, words]) =>
      (globalThis as unknown as { post(id: string, by: string, text: string): void }).post(
        at ?? '',
        who ?? '',
        words ?? '',
      ),
    [id, by, text],
  )
}

/**
 * Waits until so many posts were read and looked through for a reply. The list counts them before that, so one more is
 * posted: what is read of one tab is taken in turn.
 */
async function readWhole(page: Page, panel: Page, posts: number): Promise<void> {
  await expect(panel.getByText(`${posts} posts read`)).toBeVisible()
  await post(page, '48100097', 'keel_hauler', 'And a pot of tea.')
  await expect(panel.getByText(`${posts + 1} posts read`)).toBeVisible()
}

async function logged(server: TestServer): Promise<readonly Record<string, unknown>[]> {
  const page = await server.running().store.page(server.workspaceId, {
    after: null,
    reader: server.workspaceId,
    limit: 500,
    maxBytes: 10_000_000,
  })
  const events = page.status === 'page' ? page.events : []
  return (events as { type: string; data: Record<string, unknown> }[])
    .filter(({ type }) => type === 'interaction.logged')
    .map(({ data }) => data)
}

test('a reply put into the box and posted is noticed, offered, and logged with its address', async ({
  browse,
  server,
}) => {
  const { earshot, page, panel } = await openInTeam(browse, server, withForm())
  await openMention(panel)
  await panel.getByRole('textbox', { name: 'Your reply' }).fill(REPLY)
  await panel.getByRole('button', { name: 'Put it into the reply box' }).click()
  await expect(panel.getByText('It is in the reply box.')).toBeVisible()

  const offer = panel.getByRole('heading', { name: 'Your reply is on the page. Log it as answered?' })
  await test.step('what others say is not taken for it, and none of their words are kept', async () => {
    await post(page, '48100090', 'galley_gus', 'Thank you for the porridge, zanzibarflakes again?')
    await panel.getByRole('button', { name: 'Back' }).click()
    await readWhole(page, panel, 5)
    await openMention(panel)
    await expect(offer).toHaveCount(0)
    expect(await storedText(earshot)).not.toContain('zanzibarflakes')
  })

  await test.step('the person posts it on the site, a word changed', async () => {
    await page.locator('form.own textarea').fill(REPLY.replace('telling us', 'writing'))
    await page.locator('form.own button').click()
    await expect(offer).toBeVisible()
  })

  await test.step('the offer outlives the panel, and the list says so quietly', async () => {
    await panel.reload()
    await page.bringToFront()
    await expect(panel.locator('article.mention').first()).toContainText('Your reply is there: log it?')
    await openMention(panel)
    await panel.getByRole('button', { name: 'Later' }).click()
    await expect(offer).toHaveCount(0)
    await panel.getByRole('button', { name: 'Back' }).click()
    await openMention(panel)
    await expect(offer).toBeVisible()
  })

  await panel.getByRole('button', { name: 'Log as answered' }).press('Enter')
  await expect(panel.getByText('Logged: Answered').first()).toBeVisible()
  await expect(offer).toHaveCount(0)
  // Longer than the alarm, which is the last resort of what waits.
  await expect.poll(async () => (await logged(server)).at(-1)?.outcome, { timeout: 45_000 }).toBe('answered')
  expect((await logged(server)).at(-1)).toMatchObject({
    postKey: '48100002',
    replyPermalink: 'https://news.ycombinator.com/item?id=48100099',
  })
  await expect(panel.getByRole('link', { name: 'Our reply' })).toHaveAttribute(
    'href',
    'https://news.ycombinator.com/item?id=48100099',
  )
  await page.reload()
  await expect(panel.getByText('Logged: Answered').first()).toBeVisible()
  await expect(offer).toHaveCount(0)
})

test('a copied reply is noticed after the thread was loaded anew; one that is not mine is not offered again', async ({
  browse,
  server,
}) => {
  const social = withForm()
  const { earshot, page, panel } = await openInTeam(browse, server, social)
  await openMention(panel)
  await panel.getByRole('textbox', { name: 'Your reply' }).fill(REPLY)
  await panel.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(panel.getByText('Copied.', { exact: false })).toBeVisible()
  // The site answers the next load with the reply in the thread.
  const withReply = social.html.replace(
    '</script></body>',
    () => `;post('48100098', 'robin_vale', ${JSON.stringify(REPLY)})</script></body>`,
  )
  await earshot.context.route(social.url, (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: withReply }),
  )
  await page.reload()
  const offer = panel.getByRole('heading', { name: 'Your reply is on the page. Log it as answered?' })
  await expect(offer).toBeVisible()
  await panel.getByRole('button', { name: 'Not mine' }).press('Enter')
  await expect(offer).toHaveCount(0)
  await panel.getByRole('button', { name: 'Back' }).click()
  await post(page, '48100096', 'galley_gus', 'Porridge again.')
  await expect(panel.getByText('6 posts read')).toBeVisible()
  await page.reload()
  await readWhole(page, panel, 5)
  await openMention(panel)
  await expect(panel.getByRole('button', { name: 'Copy', exact: true })).toBeVisible()
  await expect(offer).toHaveCount(0)
})
