/** Faults of the background worker. */
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { alarmMinutes } from '../../../lib/background/sync-workspaces.ts'
import { pokeSync } from '../../../lib/panel/poke-sync.ts'
import { logInteraction } from '../../../lib/store/log-interaction.ts'
import { readHere } from '../../../lib/store/read-here.ts'
import { readSyncStatus } from '../../../lib/store/read-sync-status.ts'
import { chanceFrom } from '../../../scripts/simulate/chance.ts'
import { createDevice } from '../../../scripts/simulate/device.ts'
import { startSimulatedServer } from '../../../scripts/simulate/server.ts'
import { mentionBy, must } from '../../store/quillon.ts'
import { startTeam, type Team } from './team.ts'

vi.mock('../../../lib/platform/browser.ts', () => ({
  browser: { runtime: { sendMessage: () => new Promise(() => undefined) } },
}))
const { send } = await import('../../../lib/platform/send.ts')

let team: Team

beforeEach(async () => {
  team = await startTeam()
})
afterEach(async () => {
  vi.useRealTimers()
  await team.close()
})

test('the worker is killed at any instant of a round: nothing is lost, nothing stands twice, and the alarm wakes the next one within 30 seconds', async () => {
  const clock = { now: Date.parse('2026-11-20T08:00:00Z') }
  const chance = chanceFrom(1)
  const server = await startSimulatedServer(
    chance,
    () => clock.now,
    (store) => store,
  )
  let instants = 0
  for (let stillBusy = true; stillBusy; instants++) {
    const { device, log } = await newDevice(instants)
    await log('brewbert')
    const { head } = await server.verify()
    await device.begin(false)
    for (let stop = 0; stop < instants && device.busy(); stop++) await device.goOn()
    stillBusy = device.busy()
    device.die()
    const status = await readSyncStatus(device.db(), 'team')
    if (status.waiting > 0) expect(alarmMinutes([status])).toBe(0.5)
    clock.now += 30_000
    expect(await device.round(false)).toMatchObject({ problem: null })
    expect(await device.db().outbox.count()).toBe(0)
    expect(await device.db().interactions.count()).toBeGreaterThan(0)
    const after = await server.verify()
    expect(after).toMatchObject({ gaps: 0, duplicates: 0, events: after.head })
    expect([head, head + 2]).toContain(after.head)
    expect(await ownSeqs(device)).not.toContain(undefined)
  }
  // A round stops before and after each of its calls; one that had none to be killed in would prove nothing.
  expect(instants).toBeGreaterThan(20)
  await server.close()

  async function newDevice(number: number) {
    const admission = await server.admit(`Maya ${number}`, null)
    const device = createDevice({
      admission,
      workspaceId: server.workspaceId,
      chance,
      now: () => clock.now,
      fetch: async (input, init) => {
        const { cache: _, referrerPolicy: __, credentials: ___, signal: ____, ...sent } = init ?? {}
        return server.handle(new Request(String(input), sent))
      },
      plantApi: (api) => api,
      plantStore: (store) => store,
    })
    const log = async (handle: string) => {
      const mention = await mentionBy(device.db(), handle)
      must(await logInteraction(device.db(), device.actor(), mention, { outcome: 'answered' }))
    }
    return { device, log }
  }

  async function ownSeqs({ db, actor }: ReturnType<typeof createDevice>) {
    const rows = await db().events.toArray()
    return rows.flatMap(({ event }) => (event.deviceid === actor().deviceId ? [event.seq] : []))
  }
})

test('the panel waits on a dead worker: the call ends after five seconds, and everything shown is read from the database', async () => {
  const maya = await team.browser('Maya Osei')
  await maya.log('brewbert')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const ended = vi.fn()
  const poke = pokeSync({ send }).then(ended)
  const direct = send('sync.poke', { now: true })
  await vi.advanceTimersByTimeAsync(4_999)
  expect(ended).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  await poke
  expect(await direct).toMatchObject({ ok: false, problem: { code: 'not-found' } })
  vi.useRealTimers()
  expect(await readSyncStatus(maya.db(), 'team')).toMatchObject({ waiting: 2 })
  const here = await readHere(maya.db(), 900, maya.team.member.id)
  expect(here.mentions).toHaveLength(1)
  expect(maya.asked).toEqual(['/v1/join'])
})

test('two contexts start sync at once: one holds the lock and works, the other returns at once, and nothing is sent twice', async () => {
  const maya = await team.browser('Maya Osei')
  await maya.log('brewbert')
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  maya.network.passes = async (path, reach) => {
    if (path === '/push') await gate
    return reach()
  }
  const first = maya.sync()
  await vi.waitFor(() => expect(maya.asked).toContain('/push'))
  const asked = maya.asked.length
  expect(await maya.sync()).toMatchObject({ waiting: 2 })
  expect(maya.asked).toHaveLength(asked)
  open()
  expect(await first).toMatchObject({ waiting: 0, problem: null })
  expect(maya.asked.filter((path) => path === '/push')).toHaveLength(1)
  expect(await team.verify()).toMatchObject({ head: 3, duplicates: 0 })
})
