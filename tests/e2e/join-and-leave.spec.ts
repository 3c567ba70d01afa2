import { expect, test } from './support/earshot.ts'
import { logWith, openBeside, openMention } from './support/panel.ts'
import { hackerNews } from './support/social-pages.ts'

test('what was logged alone goes to the team when asked to, and comes back when the team is left', async ({
  browse,
  server,
}) => {
  const earshot = await browse()
  const { page, panel } = await openBeside(earshot, hackerNews())
  const options = await earshot.context.newPage()
  await options.goto(earshot.page('options.html#topics'))
  await options.getByRole('button', { name: 'Add a topic' }).click()
  const form = options.getByRole('form', { name: 'Topic' })
  await form.getByLabel('Name').fill('Our grinders')
  await form.getByLabel('Any of these').fill('quillon')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(options.getByText('Our grinders').first()).toBeVisible()
  await page.bringToFront()
  await openMention(panel)
  await logWith(panel, '3', 'Thanked')

  await options.goto(earshot.page('options.html#workspaces'))
  await options.getByLabel('Server address').fill(server.url)
  await options.getByLabel('Invitation code').fill(server.invitation())
  await options.getByLabel('Your name').fill('Robin Vale')
  await options.getByRole('button', { name: 'Ask to join' }).click()
  await options.getByRole('button', { name: 'I have read this: join' }).click()
  await expect(options.getByText(/On this computer you have 1 outcome/)).toBeVisible()
  const before = (await server.types()).filter((type) => type === 'interaction.logged').length
  await options.getByRole('radio', { name: /^All of it/ }).check()
  await options.getByRole('button', { name: /^Take what is about 1 person along/ }).click()
  await expect(options.getByText(/taken along to/)).toBeVisible()
  await expect
    .poll(async () => (await server.types()).filter((type) => type === 'interaction.logged').length, {
      timeout: 45_000,
    })
    .toBe(before + 1)

  // The question tells what was so when it was asked, and the server's receipt may still be on its way.
  await expect(async () => {
    await options.reload()
    await options.getByRole('button', { name: /^Leave / }).click()
    const sent = options.getByText('Everything you wrote has reached the server.')
    await expect(sent).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await expect(options.getByRole('checkbox', { name: /^Keep my 1 entry/ })).toBeChecked()
  await options.getByRole('button', { name: 'Leave the team' }).click()
  await expect(options.getByText(/Earshot looked: nothing of .+ is left on this computer/)).toBeVisible({
    timeout: 20_000,
  })
  const left = await options.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
  expect(left.filter((name) => name?.includes(server.workspaceId))).toEqual([])
})
