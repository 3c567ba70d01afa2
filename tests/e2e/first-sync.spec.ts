import { createDeviceEntries, inBatches } from '../../bench/sync/write-entries.ts'
import type { RunningExtension } from '../../scripts/browser/launch-extension.ts'
import { joinTeam } from '../../scripts/browser/steps.ts'
import { admitMember } from '../../server/admit-member.ts'
import { contentHash } from '../../server/content-hash.ts'
import { realPorts } from '../../server/ports.ts'
import { expect, type TestServer, test } from './support/earshot.ts'
import { startGate } from './support/gate.ts'
import { logWith, openBeside, openMention } from './support/panel.ts'
import { hackerNews } from './support/social-pages.ts'

/** Five pages of a snapshot, and a few entries of the sample itself. */
const ENTRIES = 5_000

/** A colleague in the sample's team has logged for years. Answers with their id. */
async function makeLong(server: TestServer): Promise<string> {
  const { store } = server.running()
  const ports = realPorts(store)
  const deviceId = ports.newRandomId()
  const admitted = await admitMember(ports, { code: server.invitation(), name: 'Sam Lindqvist', deviceId })
  if (!admitted.ok) throw new Error('not admitted')
  const device = { memberId: admitted.answer.member.id, deviceId, token: admitted.answer.token }
  for (const batch of inBatches(createDeviceEntries(server.workspaceId, device)(ENTRIES), 1_000)) {
    const hashed = batch.map((event) => ({ event, contentHash: contentHash(event) }))
    await store.append(server.workspaceId, hashed, Date.now())
  }
  return device.memberId
}

test('a newcomer sees how far the first sync is, works meanwhile, and a killed worker goes on where it was', async ({
  browse,
  server,
}) => {
  const colleague = await makeLong(server)
  const gate = await startGate(server.url)
  gate.holdSnapshot(2)
  const earshot = await browse()
  await joinTeam(earshot, { server: gate.url, code: server.invitation(), name: 'Robin Vale' })
  const { panel } = await openBeside(earshot, hackerNews())
  await expect(panel.getByRole('progressbar')).toHaveAccessibleName(/2,000 of 5,\d{3}/)

  // The third page is on its way for as long as the test likes; nobody has to wait for it.
  await openMention(panel)
  const began = Date.now()
  await logWith(panel, '5', 'Answered')
  await earshot.killWorker()
  gate.holdSnapshot(null)
  await wake(earshot)
  await expect(panel.getByText('All sent')).toBeVisible({ timeout: 90_000 })
  await expect(panel.getByRole('progressbar')).toHaveCount(0)

  // What came before the worker died is not asked for again.
  const asked = gate.snapshots()
  expect(asked.filter((place) => place === null)).toHaveLength(1)
  expect(asked.filter((place) => place === asked[1])).toHaveLength(1)
  expect(asked.filter((place) => place === asked[2]).length).toBeGreaterThan(1)
  const interactions = await readInteractions(earshot, server.workspaceId)
  expect(interactions.filter(({ actorId }) => actorId === colleague)).toHaveLength(ENTRIES)
  expect(interactions.filter(({ actorId, at }) => actorId !== colleague && at >= began)).toHaveLength(1)
  await gate.close()
})

async function wake(earshot: RunningExtension): Promise<void> {
  const page = await earshot.context.newPage()
  await page.goto(earshot.page('options.html'))
  await page.evaluate(() => chrome.runtime.sendMessage({ earshot: 'sync.poke', request: { now: true } }))
  await page.close()
}

async function readInteractions(
  earshot: RunningExtension,
  workspaceId: string,
): Promise<readonly { readonly actorId: string; readonly at: number }[]> {
  const page = await earshot.context.newPage()
  await page.goto(earshot.page('options.html'))
  return page.evaluate(async (name) => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const database = await asked(indexedDB.open(name))
    const rows = await asked(database.transaction('interactions').objectStore('interactions').getAll())
    database.close()
    return rows.map(({ actorId, at }) => ({ actorId, at }))
  }, `earshot-${workspaceId}`)
}
