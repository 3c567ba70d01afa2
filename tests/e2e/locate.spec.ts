import { expect, test } from './support/earshot.ts'
import { openInTeam, openMention } from './support/panel.ts'
import { ABOUT_US, hackerNews, x } from './support/social-pages.ts'

const tall = '<div style="block-size: 4000px"></div>'

test('"Show in page" scrolls to the post, to the fold that hides it, and says when the page dropped it', async ({
  browse,
  server,
}) => {
  const social = hackerNews()
  const spaced = { ...social, html: social.html.replace('<table id="hnmain">', `${tall}$&`) }
  const { page, panel } = await openInTeam(browse, server, spaced)
  await openMention(panel)
  const show = panel.getByRole('button', { name: 'Show in page' })
  const words = page.getByText(ABOUT_US.text)
  await expect(words).not.toBeInViewport()
  await show.click()
  await expect(words).toBeInViewport()

  await test.step('in a part that is folded up', async () => {
    await page.evaluate(() => {
      const fold = document.createElement('details')
      const label = document.createElement('summary')
      label.textContent = 'Three more'
      const whole = document.getElementById('hnmain')
      whole?.before(fold)
      if (whole) fold.append(label, whole)
      scrollTo(0, 0)
    })
    await expect(page.getByText('Three more')).not.toBeInViewport()
    await expect(async () => {
      await show.click()
      await expect(page.getByText('Three more')).toBeInViewport({ timeout: 2_000 })
    }).toPass()
  })

  await page.evaluate(() => document.getElementById('hnmain')?.remove())
  await expect(async () => {
    await show.click()
    await expect(panel.getByText('The page no longer shows this post.')).toBeVisible({ timeout: 2_000 })
  }).toPass()
})

test('a list that gives the post’s element to another post is not scrolled to', async ({
  browse,
  server,
}) => {
  const { page, panel } = await openInTeam(browse, server, x())
  await openMention(panel)
  await page.evaluate((id) => {
    const link = document.querySelector(`a[href*="${id}"]`)
    const article = link?.closest('article')
    link?.setAttribute('href', '/tamper_tom/status/190000000000')
    const text = article?.querySelector('[data-testid="tweetText"] span')
    if (text) text.textContent = 'Another post stands here now.'
  }, ABOUT_US.id)
  await expect(async () => {
    await panel.getByRole('button', { name: 'Show in page' }).click()
    await expect(panel.getByText('The page no longer shows this post.')).toBeVisible({ timeout: 2_000 })
  }).toPass()
})
