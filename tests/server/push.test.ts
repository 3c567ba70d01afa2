import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SyncEventSchema } from '../../lib/model/event.ts'
import { hlcTime, tickHlc } from '../../lib/model/hlc.ts'
import { ErrorAnswerSchema } from '../../lib/model/wire.ts'
import { runs } from '../support/runs.ts'
import { loggedEvent, noteEvent } from './make-events.ts'
import { type Device, type InMemoryServer, serveInMemory } from './serve-in-memory.ts'

// Every commit here is flushed to a real disk, which may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let server: InMemoryServer
let maya: Device
let sam: Device

beforeEach(async () => {
  server = serveInMemory()
  const { id } = await server.newWorkspace('Quillon')
  maya = await server.join(id, 'Maya Osei')
  sam = await server.join(id, 'Sam Lindqvist')
})
afterEach(() => server.close())

const pushOne = async (device: Device, event: unknown) => (await server.push(device, [event])).receipts[0]
const storedTexts = async () => JSON.stringify((await server.pull(maya)).events)

describe('pushing events', () => {
  it('gives each event its receipt, in order, and what was accepted is there', async () => {
    const events = [loggedEvent(maya), noteEvent(maya, 'call first'), loggedEvent(maya)]
    const { receipts, head, serverTime } = await server.push(maya, events)
    expect(receipts.map(({ id, status }) => [id, status])).toEqual(events.map(({ id }) => [id, 'accepted']))
    expect(head).toBe(5)
    expect(serverTime).toBe(server.clock.now)
    const pulled = await server.pull(sam)
    expect(pulled.events.slice(2)).toEqual(
      events.map((event, at) => ({
        ...event,
        seq: at + 3,
        receivedat: new Date(server.clock.now).toISOString(),
      })),
    )
  })

  it('answers the same push a month later with duplicates and the same seq', async () => {
    const event = loggedEvent(maya)
    const accepted = await pushOne(maya, event)
    server.clock.now += 31 * 86_400_000
    expect(await pushOne(maya, event)).toEqual({ id: event.id, status: 'duplicate', seq: 3 })
    expect(accepted).toMatchObject({ status: 'accepted', seq: 3 })
  })

  it('takes an event with the clamped stamp of its receipt for the same event', async () => {
    const event = loggedEvent(maya, { hlc: tickHlc(null, server.clock.now + 1e10, maya.deviceId) })
    const receipt = await pushOne(maya, event)
    if (receipt?.status !== 'accepted') throw new Error('not accepted')
    expect(await pushOne(maya, { ...event, hlc: receipt.hlc })).toMatchObject({ status: 'duplicate' })
  })

  it('rejects an id that was used for something else, and keeps what was first', async () => {
    const event = loggedEvent(maya)
    await pushOne(maya, event)
    const other = loggedEvent(maya, { id: event.id }, { learned: 'replaced' })
    expect(await pushOne(maya, other)).toMatchObject({ status: 'rejected', code: 'id_conflict' })
    expect(await storedTexts()).not.toContain('replaced')
  })

  it('lets good neighbours of a bad event in', async () => {
    const events = Array.from({ length: 200 }, () => loggedEvent(maya))
    events[77] = loggedEvent(maya, {}, { outcome: 'shouted' })
    const { receipts } = await server.push(maya, events)
    expect(receipts.filter(({ status }) => status === 'accepted')).toHaveLength(199)
    expect(receipts[77]).toEqual({
      id: events[77]?.id,
      status: 'rejected',
      code: 'invalid',
      detail: 'data.outcome: invalid_value',
    })
  })

  it('writes the actor from the token, whatever the event says', async () => {
    await pushOne(maya, loggedEvent(maya, { actorid: sam.memberId }))
    const stored = SyncEventSchema.parse((await server.pull(sam)).events.at(-1))
    expect(stored.actorid).toBe(maya.memberId)
  })

  it.each([
    ['another device', { deviceid: randomUUID() }, 'foreign_device'],
    ['another device as its source', { source: `urn:device:${randomUUID()}` }, 'foreign_device'],
    ['the server as its source', { source: 'urn:earshot:server' }, 'foreign_device'],
    ['another workspace', { workspaceid: randomUUID() }, 'foreign_workspace'],
  ])('rejects an event that names %s', async (_what, over, code) => {
    expect(await pushOne(maya, loggedEvent(maya, over))).toMatchObject({ status: 'rejected', code })
  })

  it.each(['member.joined', 'member.removed', 'device.revoked', 'playbook.published', 'subject.erased'])(
    'rejects %s: only the server says that',
    async (type) => {
      const data = { member: { id: sam.memberId, name: 'Not Sam' } }
      expect(await pushOne(maya, loggedEvent(maya, { type, data }))).toMatchObject({ code: 'not_permitted' })
      expect(await storedTexts()).not.toContain('Not Sam')
    },
  )

  it('lets only who logged an interaction amend or retract it', async () => {
    const event = loggedEvent(maya)
    await pushOne(maya, event)
    const amended = (device: Device) =>
      loggedEvent(device, {
        type: 'interaction.amended',
        data: { interactionId: event.id, changes: { learned: 'more' } },
      })
    const retracted = (device: Device) =>
      loggedEvent(device, { type: 'interaction.retracted', data: { interactionId: event.id } })
    expect(await pushOne(sam, amended(sam))).toMatchObject({ status: 'rejected', code: 'not_yours' })
    expect(await pushOne(sam, retracted(sam))).toMatchObject({ status: 'rejected', code: 'not_yours' })
    expect(await pushOne(maya, amended(maya))).toMatchObject({ status: 'accepted' })
    expect(await pushOne(maya, retracted(maya))).toMatchObject({ status: 'accepted' })
  })

  it('keeps a type that it does not know, whole', async () => {
    const event = loggedEvent(maya, {
      type: 'idea.raised',
      data: { words: 'a card with clicks' },
      extra: [1],
    })
    expect(await pushOne(maya, event)).toMatchObject({ status: 'accepted' })
    expect((await server.pull(sam)).events.at(-1)).toMatchObject(event)
  })

  it('holds a newer version of a type that it knows', async () => {
    const event = loggedEvent(maya, { ev: 2 }, { outcome: 'sung' })
    expect(await pushOne(maya, event)).toEqual({ id: event.id, status: 'held' })
    expect(await storedTexts()).not.toContain(event.id)
  })

  it('brings a stamp from the future back to a minute from now, and leaves the past alone', async () => {
    const year = 365 * 86_400_000
    const stamps = [-year, 59_000, 61_000, year].map((ahead) =>
      tickHlc(null, server.clock.now + ahead, maya.deviceId),
    )
    const { receipts } = await server.push(
      maya,
      stamps.map((hlc) => loggedEvent(maya, { hlc })),
    )
    const effective = receipts.map((receipt) => (receipt.status === 'accepted' ? receipt.hlc : ''))
    expect(effective.slice(0, 2)).toEqual(stamps.slice(0, 2))
    expect(effective.slice(2).map(hlcTime)).toEqual([server.clock.now + 60_000, server.clock.now + 60_000])
    const pulled = (await server.pull(sam)).events.map((event) => SyncEventSchema.parse(event).hlc)
    expect(pulled.slice(2)).toEqual(effective)
  })

  it('takes a long note whole, and rejects an event beyond its size', async () => {
    const note = noteEvent(maya, '長'.repeat(50_000))
    expect(await pushOne(maya, note)).toMatchObject({ status: 'accepted' })
    const fat = loggedEvent(maya, { padding: 'x'.repeat(33_000) })
    expect(await pushOne(maya, fat)).toEqual({ id: fat.id, status: 'rejected', code: 'too_large' })
  })

  it('keeps seq gapless and unique under many pushes at once, in any mixture', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 8 })), { minLength: 2, maxLength: 12 }),
        async (plan) => {
          const before = (await server.store.head(maya.workspaceId)).head
          const answers = await Promise.all(
            plan.map(([byMaya, count]) => {
              const device = byMaya ? maya : sam
              return server.push(
                device,
                Array.from({ length: count }, () => loggedEvent(device)),
              )
            }),
          )
          const seqs = answers.flatMap(({ receipts }) =>
            receipts.map((receipt) => (receipt.status === 'accepted' ? receipt.seq : 0)),
          )
          const total = plan.reduce((sum, [, count]) => sum + count, 0)
          expect(seqs.sort((a, b) => a - b)).toEqual(
            Array.from({ length: total }, (_, at) => before + at + 1),
          )
        },
      ),
      runs(15),
    )
  })

  it('asks a device that pushes too often to wait, and lets its colleague go on', async () => {
    const strict = serveInMemory({ rates: { pushesPerMinute: 2 } })
    const { id } = await strict.newWorkspace('Quillon')
    const [one, other] = [await strict.join(id, 'Maya Osei'), await strict.join(id, 'Sam Lindqvist')]
    await strict.push(one, [loggedEvent(one)])
    await strict.push(one, [loggedEvent(one)])
    const refused = await strict.rawPush(one, { batchId: randomUUID(), deviceId: one.deviceId, events: [{}] })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(ErrorAnswerSchema.parse(await refused.json()).error.code).toBe('too_many')
    expect((await strict.push(other, [loggedEvent(other)])).receipts).toHaveLength(1)
    await strict.close()
  })
})
