import type { RunningExtension } from '../../scripts/browser/launch-extension.ts'
import { joinTeam } from '../../scripts/browser/steps.ts'
import { expect, joinSample, type TestServer, test } from './support/earshot.ts'
import { startGate } from './support/gate.ts'
import { logWith, openBeside, openInTeam, openMention } from './support/panel.ts'
import { hackerNews } from './support/social-pages.ts'

test('two members in two browsers see each other’s interaction', async ({ browse, server }) => {
  const [ines, jo] = [await browse(), await browse()]
  await joinSample(ines, server, 'Ines Duarte')
  await joinSample(jo, server, 'Jo Brandt')

  const first = await openBeside(ines, hackerNews())
  await openMention(first.panel)
  await logWith(first.panel, '5', 'Answered')
  await expect(first.panel.getByText('All sent')).toBeVisible()

  const second = await openBeside(jo, hackerNews())
  const card = second.panel.locator('article.mention')
  await expect(card.getByText(/Ines Duarte met them/)).toBeVisible({ timeout: 45_000 })
  await openMention(second.panel)
  await logWith(second.panel, '1', 'Listened')

  await expect(first.panel.getByText(/Jo Brandt/).first()).toBeVisible({ timeout: 60_000 })
})

test('offline, everything works and says what waits; back online, it is sent once', async ({
  browse,
  server,
}) => {
  const { panel } = await openInTeam(browse, server)
  await openMention(panel)
  await expect(panel.getByText('All sent')).toBeVisible()
  const before = await server.count()
  await server.stop()

  await logWith(panel, '3', 'Thanked')
  await expect(panel.getByText(/waiting/).first()).toBeVisible()
  await panel.getByRole('textbox', { name: 'Note' }).fill('Sails in spring')
  await expect(panel.getByText(/Saved/).first()).toBeVisible()

  await server.startAgain()
  await expect.poll(() => server.count(), { timeout: 80_000 }).toBeGreaterThanOrEqual(before + 2)
  await expect(panel.getByText('All sent')).toBeVisible({ timeout: 60_000 })
  const logged = (await server.types()).slice(before).filter((type) => type === 'interaction.logged')
  expect(logged).toEqual(['interaction.logged'])
})

test('the worker is killed after the server stored the event and before it heard so: exactly one is stored', async ({
  browse,
  server,
}) => {
  const { gate, earshot, panel, before } = await openThroughGate(browse, server)

  gate.holdAnswers(true)
  await logWith(panel, '1', 'Listened')
  await expect.poll(() => server.count()).toBe(before + 2)
  // The server has it before the gate has the server's answer.
  await expect.poll(() => gate.held()).toBeGreaterThan(0)
  await earshot.killWorker()
  gate.holdAnswers(false)

  await expect(panel.getByText('All sent')).toBeVisible({ timeout: 85_000 })
  expect(gate.pushes()).toBeGreaterThan(1)
  expect(await server.count()).toBe(before + 2)
  await gate.close()
})

test('while something else answers with a web page nothing is lost, and it is sent when the server is back', async ({
  browse,
  server,
}) => {
  const { gate, panel, before } = await openThroughGate(browse, server)
  gate.answerHtml(true)
  await logWith(panel, '1', 'Listened')
  await expect(panel.getByText(/waiting/).first()).toBeVisible()
  gate.answerHtml(false)
  await expect.poll(() => server.count(), { timeout: 85_000 }).toBe(before + 2)
  await gate.close()
})

/** A member whose server is behind a gate, with a mention open and everything sent so far. */
async function openThroughGate(browse: () => Promise<RunningExtension>, server: TestServer) {
  const gate = await startGate(server.url)
  const earshot = await browse()
  await joinTeam(earshot, { server: gate.url, code: server.invitation(), name: 'Robin Vale' })
  const { panel } = await openBeside(earshot, hackerNews())
  await openMention(panel)
  await expect(panel.getByText('All sent')).toBeVisible()
  return { gate, earshot, panel, before: await server.count() }
}
