import { expect, joinSample, openSocialPage, test } from './support/earshot.ts'
import { logWith, openInTeam, openMention } from './support/panel.ts'
import { ABOUT_US, hackerNews } from './support/social-pages.ts'

/** Longer than the alarm, which is the last resort of what waits. */
const ALARM = { timeout: 45_000 }

test('one tap allows a site; its thread is read; a mention is shown with its reason and guidance; one key logs it', async ({
  browse,
  server,
}) => {
  const earshot = await browse()
  await joinSample(earshot, server, 'Robin Vale')
  const page = await openSocialPage(earshot, hackerNews())
  const panel = await earshot.openPanel()
  await page.bringToFront()

  await test.step('the panel asks before it reads', async () => {
    await expect(panel.getByText('Earshot can’t see this page')).toBeVisible()
    await expect(panel.locator('article.mention')).toHaveCount(0)
    await panel.getByRole('button', { name: 'Hacker News' }).click()
  })

  const card = panel.locator('article.mention')
  await test.step('the mention, its words and its reason', async () => {
    await expect(card).toHaveCount(1)
    await expect(card).toContainText(ABOUT_US.by)
    await expect(card.locator('mark').first()).toHaveText(/Quillon/)
    await expect(card.locator('.reason')).toContainText('Quillon')
    await expect(card.locator('.needs')).toContainText(/question/i)
    await expect(panel.getByText('4 posts read')).toBeVisible()
  })

  await test.step('log with the keyboard alone', async () => {
    const before = await server.count()
    await panel.bringToFront()
    await panel.keyboard.press('j')
    await expect(card.getByRole('button').first()).toBeFocused()
    await panel.keyboard.press('Enter')
    await expect(panel.getByRole('heading', { name: 'Guidance' }).first()).toBeVisible()
    await expect(panel.getByText('Listen for').first()).toBeVisible()
    await expect(panel.getByText('New to us. Nobody of us has met them yet.')).toBeVisible()
    await logWith(panel, '1', 'Listened')
    await expect.poll(() => server.types(), ALARM).toContain('interaction.logged')
    // The contact and the interaction, and nothing twice.
    await expect.poll(() => server.count(), ALARM).toBe(before + 2)
    await expect(panel.getByText('All sent')).toBeVisible()
  })
})

test('undo takes a logged outcome back, here and at the server', async ({ browse, server }) => {
  const { panel } = await openInTeam(browse, server)
  await openMention(panel)
  await logWith(panel, '2', 'Let stand')
  await panel.getByRole('button', { name: 'Undo' }).click()
  await expect(panel.getByText('Logged: Let stand')).toHaveCount(0)
  await expect.poll(async () => (await server.types()).slice(-1), ALARM).toEqual(['interaction.retracted'])
})

test('what was learned, given and promised is added after the one gesture', async ({ browse, server }) => {
  const { panel } = await openInTeam(browse, server)
  await openMention(panel)
  await logWith(panel, '5', 'Answered')
  await panel.getByLabel('What did we learn?').fill('The handle slips when it is cold')
  await panel.getByLabel('What did you promise?').fill('Ask the workshop')
  await panel.getByLabel('By when?').fill('2031-05-04')
  await panel.getByRole('heading', { level: 1 }).click()
  await expect(panel.getByText('Learned').first()).toBeVisible()
  await expect(panel.getByText('The handle slips when it is cold').first()).toBeVisible()
  await expect.poll(() => server.types(), ALARM).toContain('interaction.amended')
})
