import type { Page } from '@playwright/test'
import { changeMember } from '../../server/change-member.ts'
import { realPorts } from '../../server/ports.ts'
import { expect, joinSample, test } from './support/earshot.ts'
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
  await expectNoTrace(options, server.workspaceId)
})

/** Nothing in any store of the browser names the workspace, and the button and the alarm are those of somebody alone. */
async function expectNoTrace(page: Page, workspaceId: string): Promise<void> {
  const kept = await page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    local: await chrome.storage.local.get(),
    session: await chrome.storage.session.get(),
    scratch: { ...localStorage },
  }))
  const text = JSON.stringify(kept)
  expect(text).not.toContain(workspaceId)
  // As a server's tokens name it.
  expect(text).not.toContain(workspaceId.replaceAll('-', ''))
  expect(text).not.toMatch(/"(?:tokens|access|mirror):/)
  const shown = async () => ({
    badge: await page.evaluate(() => chrome.action.getBadgeText({})),
    minutes: await page.evaluate(async () => (await chrome.alarms.get('sync'))?.periodInMinutes),
  })
  await expect.poll(shown, { timeout: 45_000 }).toEqual({ badge: '', minutes: 5 })
}

test('a browser that was shut out says so in panel and options, lets what is unsent be saved, and sends it when it joins again', async ({
  browse,
  server,
}) => {
  const earshot = await browse()
  await joinSample(earshot, server, 'Robin Vale')
  const { panel } = await openBeside(earshot, hackerNews())
  await openMention(panel)
  await server.stop()
  await logWith(panel, '3', 'Thanked')
  await server.startAgain()
  const { store } = server.running()
  const robin = (await store.members(server.workspaceId)).find(({ name }) => name === 'Robin Vale')
  await changeMember(realPorts(store), server.workspaceId, {
    memberId: robin?.id ?? '',
    actorId: null,
    disabled: true,
  })
  // The alarm may be quicker than the hand, and take the button away.
  await expect(async () => {
    const now = panel.getByRole('button', { name: /^(Try now|Send now)$/ })
    await now.click({ timeout: 1_000 }).catch(() => undefined)
    const shutOut = panel.getByText('This browser was shut out of the team.')
    await expect(shutOut).toBeVisible({ timeout: 3_000 })
  }).toPass({ timeout: 60_000 })

  const options = await earshot.context.newPage()
  await options.goto(earshot.page('options.html#workspaces'))
  await expect(options.getByText(/^This browser was shut out of /)).toBeVisible()
  const saved = options.waitForEvent('download')
  await options.getByRole('button', { name: /^Save \d unsent entr/ }).click()
  // Where the file lies is known to the connection that drives the panel.
  expect((await saved).suggestedFilename()).toMatch(/^earshot-unsent-\d{4}-\d\d-\d\d\.json$/)

  const before = (await server.types()).filter((type) => type === 'interaction.logged').length
  await options.getByLabel('Server address').fill(server.url)
  await options.getByLabel('Invitation code').fill(server.invitation())
  await options.getByLabel('Your name').fill('Robin Vale')
  await options.getByRole('button', { name: 'Ask to join' }).click()
  await options.getByRole('button', { name: 'I have read this: join again' }).click()
  await expect(options.getByText(/^This browser was shut out of /)).toBeHidden({ timeout: 45_000 })
  const logged = async () => (await server.types()).filter((type) => type === 'interaction.logged').length
  await expect.poll(logged, { timeout: 45_000 }).toBe(before + 1)
  await expect(panel.getByText('All sent')).toBeVisible({ timeout: 45_000 })

  await options.reload()
  await options.getByRole('button', { name: /^Leave / }).click()
  await options.getByRole('button', { name: 'Leave the team' }).click()
  await expect(options.getByText(/Earshot looked: nothing of .+ is left on this computer/)).toBeVisible({
    timeout: 45_000,
  })
  // The device that it was before it was shut out has left no token either.
  await expectNoTrace(options, server.workspaceId)
})
