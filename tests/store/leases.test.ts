import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import { exportBackup } from '../../lib/store/backup.ts'
import { createSyncStore } from '../../lib/store/sync-store.ts'
import { fill } from '../sync/device.ts'
import { eventOf } from './any-event.ts'
import { actorIn, freshDatabase, MAYA, MORNING, must } from './quillon.ts'

const MINUTE = 60_000
const SAID = { epoch: null, head: 0 }

/** A device with so many entries to send. */
async function waitingWith(count: number) {
  const db = freshDatabase()
  const actor = actorIn(db)
  const ids = await fill(db, actor, count)
  const store = createSyncStore(db, actor.deviceId)
  const claim = async (now = MORNING, limit = 200) =>
    must(await store.claimBatch(now, limit, 1e6)).map(({ id }) => id)
  return { db, ids, store, claim }
}

const accepted = (id: string, seq: number) => {
  const { hlc } = eventOf(seq - 1, { type: 'a.b', data: {} })
  return { id, status: 'accepted' as const, seq, hlc }
}

describe('an entry that is on its way', () => {
  test('is not sent a second time, and what was given back is, before what came after it', async () => {
    const { ids, store, claim } = await waitingWith(6)
    expect(await claim(MORNING, 4)).toEqual(ids.slice(0, 4))
    must(await store.release(ids.slice(1, 3)))
    expect(await claim()).toEqual([ids[1], ids[2], ids[4], ids[5]])
    expect(await claim()).toEqual([])
  })

  test('is asked for again after a minute, each by its own', async () => {
    const { ids, store, claim } = await waitingWith(4)
    await claim(MORNING, 2)
    await claim(MORNING + MINUTE / 2, 2)
    expect(must(await store.nextClaimAt())).toBe(MORNING + MINUTE)
    expect(await claim(MORNING + MINUTE)).toEqual(ids.slice(0, 2))
    expect(await claim(MORNING + 1.5 * MINUTE)).toEqual(ids.slice(2))
  })

  test('is not held up for longer by a clock that was put back', async () => {
    const { ids, claim } = await waitingWith(2)
    await claim(MORNING)
    expect(await claim(MORNING - 2 * 60 * MINUTE)).toEqual(ids)
  })

  test.each([
    ['a word', 'soon'],
    ['half a pair', [['an id']]],
    ['times that are none', [['an id', 'soon']]],
    ['nothing', null],
  ])('may be sent when what says so cannot be read: %s', async (_what, value) => {
    const { db, ids, claim } = await waitingWith(2)
    await claim()
    await db.syncState.put({ key: 'lease', value })
    expect(await claim()).toEqual(ids)
  })

  test('leaves with its receipt, and nothing is kept of its having been on its way', async () => {
    const { db, ids, store, claim } = await waitingWith(2)
    await claim()
    must(await store.settle([accepted(ids[0] ?? '', 1)], MORNING, SAID))
    expect(await db.outbox.toCollection().primaryKeys()).toEqual([ids[1]])
    expect((await db.syncState.get('lease'))?.value).toEqual([[ids[1], MORNING + MINUTE]])
    must(await store.settle([accepted(ids[1] ?? '', 2)], MORNING, SAID))
    expect(await db.outbox.count()).toBe(0)
    expect(await db.syncState.get('lease')).toBeUndefined()
  })

  test('is in a backup as one that waits', async () => {
    const { db, claim } = await waitingWith(1)
    await claim()
    const owner = {
      kind: 'team',
      id: db.workspaceId,
      name: 'Quillon',
      member: { id: MAYA, name: 'Maya Osei' },
    } as const
    const lines = (await must(await exportBackup(db, owner)).text()).trim().split('\n')
    const rows = lines.map((line): { table?: string; row?: { key?: string; leaseUntil?: number } } =>
      JSON.parse(line),
    )
    expect(rows.filter(({ table }) => table === 'outbox')).toMatchObject([{ row: { leaseUntil: 0 } }])
    expect(rows.filter(({ row }) => row?.key === 'lease')).toEqual([])
  })
})

test('a receipt for an entry that was never on its way changes nothing', async () => {
  const { db, ids, store } = await waitingWith(1)
  must(await store.settle([accepted(ids[0] ?? '', 1)], MORNING, SAID))
  expect(await db.outbox.toCollection().primaryKeys()).toEqual(ids)
})

test('an entry that an older Earshot had on its way is sent when its minute is over', async () => {
  const { db, ids, store, claim } = await waitingWith(1)
  const [row] = await db.outbox.toArray()
  await db.table('outbox').put({ ...row, state: 'inflight', leaseUntil: MORNING + MINUTE, attempts: 1 })
  expect(await claim()).toEqual([])
  expect(await claim(MORNING + MINUTE)).toEqual(ids)
  must(await store.settle([accepted(ids[0] ?? '', 1)], MORNING, SAID))
  expect(await db.outbox.count()).toBe(0)
})

test('claiming a batch changes none of the entries that wait', async () => {
  const { db, claim } = await waitingWith(200)
  const before = await db.outbox.toArray()
  await claim()
  expect(await db.outbox.toArray()).toEqual(before)
})
