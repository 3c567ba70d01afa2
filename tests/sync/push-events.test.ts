import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { tickHlc } from '../../lib/model/hlc.ts'
import { readSetAside } from '../../lib/store/quarantine.ts'
import { findContacts } from '../../lib/store/read-people.ts'
import { readSyncStatus } from '../../lib/store/read-sync-status.ts'
import { eventOf } from '../store/any-event.ts'
import { MAYA, MORNING, must, SAM } from '../store/quillon.ts'
import { device, deviceOf, failing, fill, HOUR, pair } from './device.ts'

test('what was logged offline is at the server after one round, each once, and the outbox is empty', async () => {
  const { server, one } = pair()
  await one.log('brewbert')
  const report = await one.round()
  expect(report).toMatchObject({ pushed: 2, problem: null, nextTryAt: null, setAside: 0 })
  expect(server.log.map(({ type }) => type)).toEqual(['contact.created', 'interaction.logged'])
  expect(await readSyncStatus(one.db, 'team')).toMatchObject({
    waiting: 0,
    oldestAt: null,
    lastOkAt: one.clock.now,
  })
  expect(await one.round()).toMatchObject({ pushed: 0, received: 0, problem: null })
})

test("a colleague's interaction arrives with their name", async () => {
  const { server, one } = pair()
  await one.log('brewbert')
  await one.round()
  server.log.push({
    ...eventOf(40, { type: 'member.joined', data: { member: { id: MAYA, name: 'Maya Osei' } } }),
    workspaceid: one.db.workspaceId,
    seq: server.log.length + 1,
  })
  const log = server.log.splice(0)
  await one.db.delete()
  const other = device(server, one.db.workspaceId, SAM)
  server.log.push(...log)
  server.state.pageSize = 1
  expect(await other.round()).toMatchObject({ received: 3, problem: null })
  const [found] = await findContacts(other.db, 'brewbert', SAM)
  expect(found?.last).toMatchObject({ outcome: 'answered', by: { name: 'Maya Osei', me: false } })
})

test('a reply lost after the server stored is made good by a duplicate: exactly one', async () => {
  const { server, one } = pair()
  await one.log('brewbert')
  server.state.fault = ({ path }, answer) => {
    if (path !== '/push') return null
    answer()
    throw new TypeError('connection reset')
  }
  expect(await one.round()).toMatchObject({ pushed: 0, problem: { code: 'offline' } })
  expect(await one.db.outbox.count()).toBe(2)
  server.state.fault = () => null
  one.later(HOUR)
  expect(await one.round()).toMatchObject({ pushed: 2, problem: null })
  expect(server.log).toHaveLength(2)
})

test('a worker that dies between claiming and settling loses nothing: the lease runs out', async () => {
  const { server, one } = pair()
  await one.log('brewbert')
  must(await one.store.claimBatch(one.clock.now, 200, 1e6))
  const reborn = deviceOf(one.db, one.actor, server)
  expect(await reborn.round()).toMatchObject({ pushed: 0, nextTryAt: one.clock.now + 60_000 })
  reborn.later(60_001)
  expect(await reborn.round()).toMatchObject({ pushed: 2 })
  expect(server.log).toHaveLength(2)
})

test('one poison event in 200 is set aside, and the other 199 arrive', async () => {
  const { server, one } = pair()
  const ids = await fill(one.db, one.actor, 200)
  const poison = ids[137]
  server.state.fault = ({ events }) => (events.some(({ id }) => id === poison) ? failing(400)() : null)
  expect(await one.round()).toMatchObject({ pushed: 199, setAside: 1, problem: null })
  expect(server.ids().sort()).toEqual(ids.filter((id) => id !== poison).sort())
  const [aside] = await readSetAside(one.db)
  expect(aside).toMatchObject({ origin: 'refused', raw: { id: poison } })
  expect(await one.db.outbox.count()).toBe(0)
})

test('a poison event that breaks the server is looked for only when it has failed three times', async () => {
  const { server, one } = pair()
  const ids = await fill(one.db, one.actor, 20)
  server.state.fault = ({ events }) => (events.some(({ id }) => id === ids[3]) ? failing(500)() : null)
  for (const expected of [0, 0]) {
    expect(await one.round()).toMatchObject({
      pushed: expected,
      setAside: 0,
      problem: { code: 'bad-answer' },
    })
    one.later(HOUR)
  }
  expect(await one.round()).toMatchObject({ pushed: 19, setAside: 1, problem: null })
})

test('a server that refuses everything makes nobody lose an entry, and is not asked 400 times', async () => {
  const { server, one } = pair()
  await fill(one.db, one.actor, 200)
  server.state.fault = ({ path }) => (path === '/push' ? failing(400)() : null)
  for (let hour = 0; hour < 3; hour++) {
    const before = server.asked.length
    expect(await one.round()).toMatchObject({ pushed: 0, setAside: 0, problem: { code: 'invalid' } })
    expect(server.asked.length - before).toBeLessThan(16)
    one.later(HOUR)
  }
  expect(await one.db.outbox.count()).toBe(200)
})

test('a lone event that the server never takes is set aside after five rounds and an hour', async () => {
  const { server, one } = pair()
  await fill(one.db, one.actor, 1)
  server.state.fault = ({ path }) => (path === '/push' ? failing(400)() : null)
  for (let n = 1; n <= 4; n++) {
    expect(await one.round()).toMatchObject({ setAside: 0 })
    one.later(HOUR)
  }
  expect(await one.round()).toMatchObject({ setAside: 1, problem: null })
})

test('a batch that is too large is halved, and the size that worked is remembered', async () => {
  const { server, one } = pair()
  await fill(one.db, one.actor, 200)
  server.state.fault = ({ events }) => (events.length > 60 ? failing(413)() : null)
  expect(await one.round()).toMatchObject({ pushed: 200, problem: null })
  expect(must(await one.store.retryState()).batchLimit).toBe(50)
})

test('rejected entries go to quarantine with the reason, held and retried ones wait, a missing receipt too', async () => {
  const { server, one } = pair()
  const [rejected, held, retried, forgotten, accepted] = await fill(one.db, one.actor, 5)
  server.state.fault = ({ path }) =>
    path !== '/push'
      ? null
      : Response.json({
          receipts: [
            { id: rejected, status: 'rejected', code: 'not_yours', detail: 'logged by somebody else' },
            { id: held, status: 'held' },
            { id: retried, status: 'retry' },
            { id: accepted, status: 'accepted', seq: 1, hlc: eventOf(4, { type: 'a.b', data: {} }).hlc },
            { id: crypto.randomUUID(), status: 'accepted', seq: 2, hlc: '' },
          ],
          head: 1,
          serverTime: 0,
        })
  const report = await one.round()
  expect(report).toMatchObject({ pushed: 1, setAside: 1, problem: { code: 'bad-answer' } })
  expect(server.asked.filter(({ path }) => path === '/push')).toHaveLength(1)
  expect((await readSetAside(one.db))[0]?.reason).toBe('not_yours: logged by somebody else')
  const waiting = await one.db.outbox.toCollection().primaryKeys()
  expect(waiting.sort()).toEqual([held, retried, forgotten].sort())
})

test('a receipt for something that was not sent empties no outbox', async () => {
  const { server, one } = pair()
  const ids = await fill(one.db, one.actor, 201)
  server.state.fault = ({ path, events }) => {
    if (path !== '/push' || events.length < 200) return null
    const receipts = [{ id: ids[200], status: 'duplicate', seq: 1 }]
    return Response.json({ receipts, head: 1, serverTime: 0 })
  }
  await one.round()
  expect(await one.db.outbox.get(ids[200] ?? '')).toBeDefined()
})

test('the stamp that the server gives in its receipt takes the place of ours', async () => {
  const { server, one } = pair()
  const { interactionId } = await one.log('brewbert')
  const effective = tickHlc(null, MORNING - HOUR, one.actor.deviceId)
  server.state.fault = ({ path, events }) => {
    if (path !== '/push') return null
    const receipts = events.map(({ id }, n) => ({ id, status: 'accepted', seq: n + 1, hlc: effective }))
    return Response.json({ receipts, head: 2, serverTime: 0 })
  }
  await one.round()
  expect((await one.db.interactions.get(interactionId))?.hlc).toBe(effective)
  expect((await one.db.events.get(interactionId))?.event.seq).toBe(2)
})

test('a reused id waits for a pull that may explain it, and is set aside when none does', async () => {
  const { server, one } = pair()
  const [id] = await fill(one.db, one.actor, 1)
  const receipts = [{ id, status: 'rejected', code: 'id_conflict' }]
  server.state.fault = ({ path }) =>
    path === '/push' ? Response.json({ receipts, head: 0, serverTime: 0 }) : null
  for (let n = 0; n < 2; n++) {
    expect(await one.round()).toMatchObject({ setAside: 0, problem: null })
    one.later(HOUR)
  }
  expect(await one.round()).toMatchObject({ setAside: 1 })
})

test('an entry about somebody who was erased is set aside without what it says, and with what kind it was', async () => {
  const { server, one } = pair()
  const [id] = await fill(one.db, one.actor, 1)
  const said = JSON.stringify((await one.db.outbox.get(id ?? ''))?.event.data)
  const receipts = [{ id, status: 'rejected', code: 'erased', detail: 'about somebody who was erased' }]
  server.state.fault = ({ path }) =>
    path === '/push' ? Response.json({ receipts, head: 0, serverTime: 0 }) : null
  expect(await one.round()).toMatchObject({ setAside: 1 })
  const [row] = await one.db.quarantine.toArray()
  expect(row).toMatchObject({ origin: 'refused', raw: { id, type: 'interaction.logged' } })
  expect(Object.keys(row?.raw ?? {}).sort()).toEqual(['id', 'time', 'type'])
  const everything = JSON.stringify(await Promise.all(one.db.tables.map((table) => table.toArray())))
  expect(everything).not.toContain(said)
})
