import { writeFile } from 'node:fs/promises'
import { expect, openSocialPage, test } from './support/earshot.ts'
import { logWith, openBeside, openMention } from './support/panel.ts'
import { hackerNews } from './support/social-pages.ts'

test('alone: a topic in three boxes and a guidance card, and the open page shows them without a reload', async ({
  browse,
}) => {
  const earshot = await browse()
  const { page, panel } = await openBeside(earshot, hackerNews())
  await expect(panel.locator('article.mention')).toHaveCount(0)

  const options = await earshot.context.newPage()
  await options.goto(earshot.page('options.html#topics'))
  await options.getByRole('button', { name: 'Add a topic' }).click()
  const form = options.getByRole('form', { name: 'Topic' })
  await form.getByLabel('Name').fill('Our grinders')
  await form.getByLabel('Any of these').fill('quillon\n@quillon')
  await form.getByLabel('But none of these').fill('sword\nhilt')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(options.getByText('Our grinders').first()).toBeVisible()

  await options.goto(earshot.page('options.html#guidance'))
  await options.getByRole('button', { name: /Add a card/ }).click()
  const card = options.getByRole('form', { name: 'Guidance card' })
  await card.getByLabel('Title').fill('Someone needs a hand')
  await card.getByLabel('Our grinders').check()
  await card.getByLabel('Listen for').fill('How cold it was when it slipped')
  await card.getByRole('button', { name: 'Save' }).click()
  await expect(options.getByText('Someone needs a hand').first()).toBeVisible()
  await options.close()

  await page.bringToFront()
  await expect(panel.locator('article.mention')).toHaveCount(1)
  await openMention(panel)
  await expect(panel.getByText('How cold it was when it slipped')).toBeVisible()
  await logWith(panel, '1', 'Listened')
  await expect(panel.getByText(/Kept on this computer/i)).toBeVisible()
})

test('a query with a fault names the place and what to do, and nothing is saved', async ({ browse }) => {
  const earshot = await browse()
  const options = await earshot.context.newPage()
  await options.goto(earshot.page('options.html#topics'))
  await options.getByRole('button', { name: 'Add a topic' }).click()
  const form = options.getByRole('form', { name: 'Topic' })
  await form.getByLabel('Name').fill('Broken')
  await form.getByText('Query', { exact: true }).click()
  await form.getByRole('textbox', { name: 'Query' }).fill('(quillon OR "burr')
  await expect(form.getByText(/At character/).first()).toBeVisible()
  await form.getByRole('button', { name: 'Save' }).click()
  await options.reload()
  // What was typed is still there, and nothing of it is in force.
  await expect(form.getByLabel('Name')).toHaveValue('Broken')
  await form.getByRole('button', { name: 'Cancel' }).click()
  await expect(options.getByText('No topic yet')).toBeVisible()
})

test('a server that is not there, and a wrong code, are each named at joining, and nothing changes', async ({
  browse,
  server,
}) => {
  const earshot = await browse()
  const options = await earshot.context.newPage()
  await options.goto(earshot.page('options.html'))
  await options.getByLabel('Server address').fill('http://127.0.0.1:9')
  await options.getByLabel('Invitation code').fill('ABCD-EFGH')
  await options.getByLabel('Your name').fill('Robin Vale')
  await options.getByRole('button', { name: 'Ask to join' }).click()
  await expect(options.getByText(/You have not joined/).first()).toBeVisible()
  await options.getByLabel('Server address').fill(server.url)
  await options.getByRole('button', { name: 'Ask to join' }).click()
  await expect(options.getByText(/did not take this invitation code/).first()).toBeVisible()
})

test('everything is exported, the browser is lost, and the file brings back people, log, notes and topics', async ({
  browse,
}, testInfo) => {
  const first = await browse()
  await openSocialPage(first, hackerNews())
  const options = await first.context.newPage()
  await options.goto(first.page('options.html#sites'))
  await options.getByRole('switch', { name: 'Hacker News' }).click()
  await options.goto(first.page('options.html#topics'))
  await options.getByRole('button', { name: 'Add a topic' }).click()
  const form = options.getByRole('form', { name: 'Topic' })
  await form.getByLabel('Name').fill('Our grinders')
  await form.getByLabel('Any of these').fill('quillon')
  await form.getByRole('button', { name: 'Save' }).click()
  // In a tab of its own: the second connection that the real panel needs takes the downloads for itself.
  const tab = await options.evaluate(async () => {
    const [found] = await chrome.tabs.query({ url: 'https://news.ycombinator.com/*' })
    return found?.id
  })
  const panel = await first.context.newPage()
  await panel.goto(first.page(`sidepanel.html?tab=${tab}`))
  await openMention(panel)
  await panel.getByRole('textbox', { name: 'Note' }).fill('Sails in spring')
  await expect(panel.getByText('Saved on this computer').first()).toBeVisible()
  await panel.getByRole('button', { name: 'Answered' }).click()
  await expect(panel.getByText('Logged: Answered').first()).toBeVisible()
  await options.bringToFront()
  await options.goto(first.page('options.html#backup'))
  const saving = options.waitForEvent('download')
  await options.getByRole('button', { name: 'Save everything to a file' }).click()
  const file = testInfo.outputPath('mine.earshot-backup')
  await (await saving).saveAs(file)
  await first.close()

  const second = await browse()
  const restore = await second.context.newPage()
  await restore.goto(second.page('options.html#backup'))
  const broken = testInfo.outputPath('half.earshot-backup')
  const whole = await import('node:fs/promises').then((fs) => fs.readFile(file))
  await writeFile(broken, whole.subarray(0, whole.length / 2))
  const choose = restore.locator('input[type=file]').first()
  await choose.setInputFiles(broken)
  await expect(restore.getByRole('alert').first()).toBeVisible()
  await choose.setInputFiles(file)
  await expect(restore.getByText(/entries restored/)).toBeVisible()

  const page = await openSocialPage(second, hackerNews())
  const again = await second.openPanel()
  await page.bringToFront()
  await again.getByRole('button', { name: 'Hacker News' }).click()
  await expect(again.locator('article.mention')).toContainText('You met them')
  await again
    .getByRole('link', { name: 'People' })
    .or(again.getByRole('button', { name: 'People' }))
    .first()
    .click()
  await again
    .getByRole('button', { name: /slowpour_ana/ })
    .first()
    .click()
  await expect(again.getByText('Sails in spring').first()).toBeVisible()
  await expect(again.getByText('Answered').first()).toBeVisible()
})
