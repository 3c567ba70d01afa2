import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import { acknowledgeLost, readSyncStatus } from '../../lib/store/read-sync-status.ts'
import { must } from '../store/quillon.ts'
import { deviceOf, failing, HOUR, pair } from './device.ts'

const refusing = (status: number, code: string) => () =>
  Response.json({ error: { code, message: code } }, { status })

describe('where sync stands', () => {
  test('a new device is idle, and so is one whose entries have all arrived', async () => {
    const { one } = pair()
    expect((await readSyncStatus(one.db, 'team')).engine).toEqual({ kind: 'idle', progress: null })
    await one.log('brewbert')
    await one.round()
    expect((await readSyncStatus(one.db, 'team')).engine.kind).toBe('idle')
  })

  test('a server that breaks is left alone for a while, and tried again afterwards', async () => {
    const { server, one } = pair()
    await one.log('brewbert')
    server.state.fault = failing(503)
    await one.round()
    const status = await readSyncStatus(one.db, 'team')
    expect(status).toMatchObject({ waiting: 2, engine: { kind: 'backing-off' } })
    expect(status.nextTryAt).toBeGreaterThan(one.clock.now)
    server.state.fault = () => null
    one.later(HOUR)
    await one.round()
    expect(await readSyncStatus(one.db, 'team')).toMatchObject({ waiting: 0, engine: { kind: 'idle' } })
  })

  test('a token that is refused for good pauses sync; a new invitation sends what waited', async () => {
    const { server, one } = pair()
    await one.log('brewbert')
    server.state.fault = refusing(401, 'unauthorised')
    await one.round()
    expect(await readSyncStatus(one.db, 'team')).toMatchObject({
      waiting: 2,
      engine: { kind: 'paused-auth' },
    })
    server.state.fault = () => null
    const joinedAgain = { ...one.actor, deviceId: crypto.randomUUID() }
    const again = deviceOf(one.db, joinedAgain, server)
    expect(await again.round(true)).toMatchObject({ pushed: 2, problem: null })
    expect(server.log.every(({ deviceid }) => deviceid === joinedAgain.deviceId)).toBe(true)
    expect((await readSyncStatus(one.db, 'team')).engine.kind).toBe('idle')
  })

  test('a device that was shut out says so, keeps its entries and comes back rarely', async () => {
    const { server, one } = pair()
    await one.log('brewbert')
    server.state.fault = refusing(403, 'device_revoked')
    await one.round()
    expect(await readSyncStatus(one.db, 'team')).toMatchObject({
      waiting: 2,
      engine: { kind: 'paused-revoked' },
      problem: { code: 'revoked' },
    })
    const asked = server.asked.length
    one.later(60_000)
    await one.round()
    expect(server.asked).toHaveLength(asked)
  })

  test('a server that wants a newer Earshot gets nothing, but colleagues are still read', async () => {
    const { server, one } = pair()
    await one.log('brewbert')
    await one.round()
    const colleague = server.log[1]
    server.log.push({ ...colleague, id: crypto.randomUUID(), seq: 3 })
    await one.log('slowpour_ana')
    server.state.fault = ({ path }) => (path === '/push' ? refusing(426, 'client_too_old')() : null)
    expect(await one.round()).toMatchObject({ received: 1, problem: null })
    expect(await readSyncStatus(one.db, 'team')).toMatchObject({
      waiting: 2,
      engine: { kind: 'too-old' },
      problem: { code: 'too-old' },
    })
    const pushes = () => server.paths().filter((path) => path === '/push').length
    const before = pushes()
    one.later(60_000)
    await one.round()
    expect(pushes()).toBe(before)
    server.state.fault = () => null
    one.later(HOUR)
    expect(await one.round()).toMatchObject({ pushed: 2 })
    expect((await readSyncStatus(one.db, 'team')).engine.kind).toBe('idle')
  })

  test('a full disk while receiving is a state of its own, and nothing was half taken in', async () => {
    const { server, one } = pair()
    const other = pair().one
    await other.log('brewbert')
    for (const { event } of await other.db.outbox.toArray())
      server.log.push({ ...event, workspaceid: one.db.workspaceId, seq: server.log.length + 1 })
    const real = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given) {
      if (this.name === 'interactions') throw new DOMException('no space', 'QuotaExceededError')
      return real.apply(this, given)
    }
    await one.round()
    IDBObjectStore.prototype.put = real
    expect(await readSyncStatus(one.db, 'team')).toMatchObject({ engine: { kind: 'store-full' } })
    expect(must(await one.store.place()).cursor).toBeNull()
    expect(await one.db.events.count()).toBe(0)
    one.later(HOUR)
    await one.round()
    expect((await readSyncStatus(one.db, 'team')).engine.kind).toBe('idle')
    expect(await one.db.events.count()).toBe(2)
  })

  test('a loss is told until a person has seen it', async () => {
    const { one } = pair()
    await one.db.syncState.put({ key: 'lost', value: { count: 4, at: one.clock.now } })
    expect(await readSyncStatus(one.db, 'team')).toMatchObject({ lost: 4, lostAt: one.clock.now })
    must(await acknowledgeLost(one.db))
    expect(await readSyncStatus(one.db, 'team')).toMatchObject({ lost: 0, lostAt: null })
  })

  test('a browser that refuses every database is told apart from one that is broken', async () => {
    const { one } = pair()
    one.db.close({ disableAutoOpen: false })
    const real = indexedDB.open
    indexedDB.open = () => {
      throw new DOMException('A mutation operation was attempted', 'InvalidStateError')
    }
    const status = await readSyncStatus(one.db, 'team')
    indexedDB.open = real
    expect(status).toMatchObject({ engine: { kind: 'minimal' }, problem: { code: 'store-failed' } })
  })
})

test('five pulls that promise more and bring nothing, within ten seconds, are a fault', async () => {
  const { server, one } = pair()
  await one.log('brewbert')
  await one.round()
  await one.round()
  let head = 5
  server.state.fault = ({ path }) => {
    if (path !== '/pull') return null
    head += 1
    return Response.json({ events: [], cursor: 'at-2', hasMore: false, head })
  }
  for (let n = 0; n < 4; n++) {
    expect(await one.round()).toMatchObject({ problem: null })
    one.later(1_000)
  }
  expect(await one.round()).toMatchObject({
    problem: { code: 'bad-answer', detail: 'the cursor stands still' },
  })
})

test('an answer that a cache has kept is thrown away, and the server is asked again later', async () => {
  const { server, one } = pair()
  const old = Response.json({ events: [], cursor: 'at-0', hasMore: false, head: 0 })
  await one.log('brewbert')
  await one.round()
  server.state.fault = ({ path }) => (path === '/pull' ? old.clone() : null)
  await one.log('slowpour_ana')
  expect(await one.round()).toMatchObject({ pushed: 2, problem: { code: 'bad-answer' } })
  expect(must(await one.store.place()).cursor).toBe('at-2')
  server.state.fault = () => null
  one.later(HOUR)
  expect(await one.round()).toMatchObject({ problem: null })
  expect(must(await one.store.place()).cursor).toBe('at-4')
})

test('an older head that stays is a server that went back in time without saying so', async () => {
  const { server, one } = pair()
  await one.log('brewbert')
  await one.round()
  await one.round()
  const ids = server.ids()
  // A copy that kept the place of our cursor in its memory, but not what is beyond.
  server.restore(0)
  server.state.fault = ({ path, url }) =>
    path === '/pull' && url.searchParams.get('cursor') === 'at-2'
      ? Response.json({ events: [], cursor: 'at-2', hasMore: false, head: 0 })
      : null
  for (let n = 0; n < 4; n++) {
    await one.round()
    one.later(HOUR)
  }
  expect(server.ids()).toEqual(ids)
  expect(await one.db.outbox.count()).toBe(0)
})
