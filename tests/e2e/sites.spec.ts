import { expect, joinSample, openSocialPage, test } from './support/earshot.ts'
import { openInTeam } from './support/panel.ts'
import {
  ABOUT_US,
  hackerNews,
  mastodon,
  oldReddit,
  reddit,
  structuredForum,
  x,
} from './support/social-pages.ts'

for (const social of [hackerNews(), oldReddit(), reddit(), x()])
  test(`${social.url.split('/')[2]}: after one tap its mention is shown with author, time and reason`, async ({
    browse,
    server,
  }) => {
    const { panel } = await openInTeam(browse, server, social)
    const card = panel.locator('article.mention')
    await expect(card).toHaveCount(1)
    await expect(card).toContainText(ABOUT_US.by)
    await expect(card).toContainText(/ago/)
    await expect(card.locator('.reason')).toContainText('Quillon')
  })

for (const social of [mastodon(), structuredForum()])
  test(`${social.url.split('/')[2]}: a host that no list names is allowed in the options and read`, async ({
    browse,
    server,
  }) => {
    const earshot = await browse()
    await joinSample(earshot, server, 'Robin Vale')
    const options = await earshot.context.newPage()
    await options.goto(earshot.page('options.html#sites'))
    await options.getByLabel('Add a server or a forum').fill(new URL(social.url).host)
    await options.getByRole('button', { name: 'Allow this site' }).click()
    await expect(options.getByRole('switch', { name: new URL(social.url).host })).toBeChecked()
    await openSocialPage(earshot, social).then((page) => page.bringToFront())
    const panel = await earshot.openPanel()
    const card = panel.locator('article.mention')
    await expect(card).toHaveCount(1)
    await expect(card).toContainText(ABOUT_US.by)
  })
