import type { Page } from '@playwright/test'
import { expect, test } from './support/earshot.ts'
import { openBeside, openInTeam } from './support/panel.ts'
import { hackerNews, type Said } from './support/social-pages.ts'
import { openTopicLine } from './support/topic-line.ts'

const SAID: readonly Said[] = [
  { id: '48100002', by: 'slowpour_ana', text: 'My Quillon jams on light roasts.', ago: 90 },
  {
    id: '48100003',
    by: 'keel_hauler',
    text: 'A bent quillon block on my sabre. Can a smith straighten it?',
    ago: 60,
  },
  { id: '48100004', by: 'crema_kai', text: 'I carried the Quillon in a sock, over two passes.', ago: 30 },
]

const authors = (panel: Page) => panel.locator('article.mention h3').getByRole('button')
const openSword = async (panel: Page) => {
  await authors(panel).getByText('keel_hauler').click()
  await expect(panel.getByRole('button', { name: 'Not about us' })).toBeHidden()
  await openTopicLine(panel, 'Our grinders')
  await panel.getByRole('button', { name: 'Not about us' }).click()
  await expect(panel.getByText('Leave out posts with “quillon block”.')).toBeVisible()
}

test('“not about us” proposes one change with its counts; the rule changes, the post goes, and undo brings it back', async ({
  browse,
}) => {
  const earshot = await browse()
  const { page, panel } = await openBeside(earshot, hackerNews(SAID))
  const options = await earshot.context.newPage()
  await options.goto(earshot.page('options.html#topics'))
  await options.getByRole('button', { name: 'Add a topic' }).click()
  const form = options.getByRole('form', { name: 'Topic' })
  await form.getByLabel('Name').fill('Our grinders')
  await form.getByLabel('Any of these').fill('quillon')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(options.getByRole('heading', { name: 'Our grinders' })).toBeVisible()
  await page.bringToFront()
  await expect(authors(panel)).toHaveCount(3)

  await test.step('the counts, and the rule as it would read', async () => {
    await openSword(panel)
    await expect(panel.getByText('Of 3 mentions seen here, 2 would stay and 1 would go.')).toBeVisible()
    await panel.getByText('How the rule would read').click()
    await expect(panel.getByText('quillon AND NOT "quillon block"')).toBeVisible()
  })

  await test.step('the rule is changed: the post is gone, the others stay', async () => {
    await panel.getByRole('button', { name: 'Change the rule' }).click()
    await expect(panel.getByText('The rule is changed.')).toBeVisible()
    await expect(authors(panel)).toHaveText(['slowpour_ana', 'crema_kai'])
    await expect(options.getByText('quillon AND NOT "quillon block"')).toBeVisible()
    // Nothing of the post is kept, so there is nothing to set aside.
    await expect(panel.getByText('set aside as not about us')).toHaveCount(0)
  })

  await test.step('undo puts the rule and the post back', async () => {
    await panel.getByRole('button', { name: 'Undo' }).click()
    await expect(authors(panel)).toHaveText(['slowpour_ana', 'keel_hauler', 'crema_kai'])
    await expect(options.getByText('quillon AND NOT')).toHaveCount(0)
  })

  await test.step('only this post is hidden, counted in a line, and brought back', async () => {
    await openSword(panel)
    await panel.getByRole('button', { name: 'Only hide this post' }).click()
    await expect(authors(panel)).toHaveText(['slowpour_ana', 'crema_kai'])
    // A page that is read again, and a panel that is opened again, do not bring it back.
    await page.reload()
    await panel.reload()
    await expect(authors(panel)).toHaveText(['slowpour_ana', 'crema_kai'])
    await panel.getByText('1 set aside as not about us').click()
    await panel.getByRole('button', { name: 'Bring back the post of keel_hauler' }).click()
    await expect(authors(panel)).toHaveText(['slowpour_ana', 'keel_hauler', 'crema_kai'])
  })

  await test.step('“this is us” is noted, and no proposal loses the post any more', async () => {
    await authors(panel).getByText('keel_hauler').click()
    await openTopicLine(panel, 'Our grinders')
    await panel.getByRole('button', { name: 'This is us' }).click()
    await expect(panel.getByText('You said: this is about us.')).toBeVisible()
    await panel.getByRole('button', { name: 'Undo' }).click()
    await expect(panel.getByRole('button', { name: 'This is us' })).toBeVisible()
  })
})

test('in a team the rule is the keeper’s: the proposal is copied, and the post can be hidden', async ({
  browse,
  server,
}) => {
  const { panel } = await openInTeam(browse, server, hackerNews(SAID))
  await expect(authors(panel)).toHaveCount(3)
  await authors(panel).getByText('keel_hauler').click()
  const lines = panel.getByRole('list', { name: 'What it is about' }).locator('summary')
  await lines.first().click()
  await panel.getByRole('button', { name: /^Not about/ }).click()
  await expect(panel.getByRole('button', { name: 'Copy the proposal' })).toBeVisible()
  await expect(panel.getByText(/keeps this rule\. Copy the proposal/)).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Change the rule' })).toHaveCount(0)
  await panel.getByRole('button', { name: /^Only (hide|take) this post/ }).click()
  await expect(panel.getByText('Set aside. The rule stays as it is.')).toBeVisible()
})
