import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Speaker } from '../../../server/people-store.ts'
import { createPostgresStore } from '../../../server/postgres/postgres-store.ts'
import type { EventStore } from '../../../server/store.ts'
import { unavailable } from '../../../server/unavailable.ts'
import { entry, NOW, pageOf } from '../store/store-under-test.ts'
import { type Database, makeDatabase } from './database.ts'

let database: Database
let store: EventStore
let maya: Speaker

beforeAll(async () => {
  database = await makeDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.clear()
  const limits = { statementMs: 5_000, lockMs: 100 }
  store = await createPostgresStore({ url: database.urls.app, migrateUrl: null, limits, chance: () => 0.1 })
  maya = { workspaceId: randomUUID(), memberId: randomUUID(), deviceId: randomUUID() }
  await store.createWorkspace({ id: maya.workspaceId, name: 'Quillon' }, randomUUID(), NOW)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await store.close()
})

/** The `count` next statements that begin so fail; `after`: only when the database has done them. */
function failOn(begins: string, code: string, count: number, after = false): () => number {
  let failed = 0
  const { query } = pg.Client.prototype
  const failing = async function (this: pg.Client, first: unknown, ...rest: unknown[]) {
    const meant = failed < count && typeof first === 'string' && first.startsWith(begins)
    if (meant) failed += 1
    const answer = meant && !after ? undefined : await Reflect.apply(query, this, [first, ...rest])
    if (meant) throw Object.assign(new Error('made to fail'), { code })
    return answer
  }
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(failing as typeof query)
  return () => failed
}

it.each([
  ['40001', 'a serialisation failure'],
  ['40P01', 'a deadlock'],
  ['08006', 'a broken connection'],
  ['57P01', 'a shutdown'],
  ['XX000', 'a worker that is being replaced'],
  ['ECONNRESET', 'a connection cut by the network'],
])('tries again after %s, %s, and stores each event once', async (code) => {
  for (const statement of ['begin', 'select', 'insert', 'update', 'commit']) {
    const one = entry(maya)
    const failures = failOn(statement, code, 2)
    const { outcomes } = await store.append(maya.workspaceId, [one], NOW)
    expect(failures()).toBe(2)
    vi.restoreAllMocks()
    expect(outcomes).toMatchObject([{ status: 'accepted' }])
  }
  expect(await store.verify(maya.workspaceId)).toMatchObject({ events: 5, head: 5, gaps: 0, duplicates: 0 })
})

it('gives up after some tries, and says that it is a matter of time', async () => {
  failOn('insert', '40001', 1_000)
  const failure = await store.append(maya.workspaceId, [entry(maya)], NOW).catch((error: unknown) => error)
  expect(unavailable(failure)).toMatchObject({ status: 503, code: 'unavailable' })
})

it('knows an event again whose commit was not confirmed', async () => {
  failOn('commit', '08006', 1, true)
  const one = entry(maya)
  expect((await store.append(maya.workspaceId, [one], NOW)).outcomes).toEqual([
    { status: 'duplicate', seq: 1 },
  ])
  expect((await pageOf(store, maya)).events).toHaveLength(1)
})

it('does not do again what may have been done, when doing it twice would be twice', async () => {
  failOn('commit', '08006', 1, true)
  const entryOf = { actorId: null, action: 'workspace.restored', detail: {}, at: NOW }
  await expect(store.audit(maya.workspaceId, entryOf)).rejects.toThrow()
  vi.restoreAllMocks()
  expect(await store.auditTrail(maya.workspaceId, { before: null, limit: 9 })).toHaveLength(1)
})

it('goes on when every connection is cut from the other side', async () => {
  await store.append(maya.workspaceId, [entry(maya)], NOW)
  const cut = `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'earshot_app' and datname = current_database()`
  for (let round = 0; round < 3; round++) {
    expect((await database.all.query(cut)).rowCount).toBeGreaterThan(0)
    expect((await store.append(maya.workspaceId, [entry(maya)], NOW)).outcomes[0]?.status).toBe('accepted')
  }
  expect((await store.head(maya.workspaceId)).head).toBe(4)
})

it('answers 503 instead of waiting for ever for a row that somebody holds', async () => {
  const holder = await database.all.connect()
  await holder.query('begin')
  await holder.query('select * from log for update')
  const failure = await store.append(maya.workspaceId, [entry(maya)], NOW).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: '55P03' })
  expect(unavailable(failure)).toMatchObject({ status: 503, retryAfter: expect.any(Number) })
  await holder.query('rollback')
  holder.release()
  expect((await store.append(maya.workspaceId, [entry(maya)], NOW)).head).toBe(1)
})

it('answers 503 when nobody listens at the address, and 500 for what is a mistake of ours', async () => {
  const nobody = createPostgresStore({ url: 'postgres://earshot_app@127.0.0.1:1/earshot', migrateUrl: null })
  const failure = await nobody.catch((error: unknown) => error)
  expect(unavailable(failure)).toMatchObject({ status: 503 })
  const mistake = await database.all.query('select nonsense').catch((error: unknown) => error)
  expect(unavailable(mistake)).toMatchObject({ status: 500 })
})
