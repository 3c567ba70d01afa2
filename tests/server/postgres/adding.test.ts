import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Speaker } from '../../../server/people-store.ts'
import type { EventStore, NewEvent } from '../../../server/store.ts'
import { entry, NOW } from '../store/store-under-test.ts'
import { type Database, makeDatabase } from './database.ts'

let database: Database
let maya: Speaker
let stores: EventStore[]

beforeAll(async () => {
  database = await makeDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.clear()
  stores = []
  maya = { workspaceId: randomUUID(), memberId: randomUUID(), deviceId: randomUUID() }
  await (await open()).createWorkspace({ id: maya.workspaceId, name: 'Quillon' }, randomUUID(), NOW)
})
afterEach(async () => {
  vi.restoreAllMocks()
  for (const store of stores) await store.close()
})

async function open(): Promise<EventStore> {
  const store = await database.open()
  stores.push(store)
  return store
}

const entries = (count: number): NewEvent[] => Array.from({ length: count }, () => entry(maya))

/** Every statement goes through `change` on its way; `before` is waited for. */
function watch(change: (text: string) => string, before: (client: pg.Client, text: string) => unknown): void {
  const { query } = pg.Client.prototype
  const watched = async function (this: pg.Client, first: unknown, ...rest: unknown[]) {
    if (typeof first !== 'string') return Reflect.apply(query, this, [first, ...rest])
    await before(this, first)
    return Reflect.apply(query, this, [change(first), ...rest])
  }
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(watched as typeof query)
}

/** How many rows of the log each transaction looks at, in the order of their commits. */
function countRowsRead(): readonly number[] {
  const ask = pg.Client.prototype.query
  const read: number[] = []
  watch(
    (text) => text,
    async (client, text) => {
      if (text !== 'commit') return
      const sql = `select seq_tup_read + idx_tup_fetch as rows from pg_stat_xact_user_tables where relname = 'event'`
      const { rows } = await Reflect.apply(ask, client, [sql])
      read.push(Number(rows[0]?.rows))
    },
  )
  return read
}

it('looks at no more of the log than the entries that come again, before anybody has analysed it', async () => {
  const known = entries(400)
  const first = await open()
  await first.append(maya.workspaceId, known, NOW)
  for (let n = 0; n < 10; n++) await first.append(maya.workspaceId, entries(400), NOW)
  const store = await open()
  const read = countRowsRead()
  const { outcomes } = await store.append(maya.workspaceId, known, NOW)
  expect(outcomes.every(({ status }) => status === 'duplicate')).toBe(true)
  expect(read).toHaveLength(1)
  expect(read[0]).toBeGreaterThanOrEqual(400)
  expect(read[0]).toBeLessThan(1_000)
})

it('looks at no more of the log than a page holds, before anybody has analysed it', async () => {
  const length = 40_000
  await (await open()).append(maya.workspaceId, entries(1), NOW)
  const { fields } = await database.all.query('select * from event limit 0')
  const copied = fields.map(({ name }) => ({ seq: 'n', id: 'gen_random_uuid()' })[name] ?? name)
  await database.all.query(
    `insert into event select ${copied} from event, generate_series(2, ${length}) as n`,
  )
  await database.all.query(`update log set head = ${length}`)
  const store = await open()
  const read = countRowsRead()
  const request = { after: null, reader: maya.memberId, limit: 50, maxBytes: 1_000_000 }
  const page = await store.page(maya.workspaceId, request)
  expect(page).toMatchObject({ status: 'page', head: length, hasMore: true, next: { seq: 50 } })
  // A page is answered before its transaction has ended.
  await vi.waitFor(() => expect(read).toHaveLength(1))
  // Their sizes, with one more, then their texts, then the last one's place.
  expect(read[0]).toBeGreaterThanOrEqual(100)
  expect(read[0]).toBeLessThan(150)
})

it('stores the same on Citus, which takes no list of columns', async () => {
  const texts: string[] = []
  watch(
    // What this asks is whether the database is Citus.
    (text) => (text.includes('pg_extension') ? 'select 1' : text),
    (_client, text) => texts.push(text),
  )
  const store = await open()
  const { outcomes, head } = await store.append(maya.workspaceId, entries(1_201), NOW)
  expect(outcomes.map((outcome) => outcome.status === 'accepted' && outcome.seq)).toEqual(
    Array.from({ length: 1_201 }, (_, n) => n + 1),
  )
  expect(texts.filter((text) => text.startsWith('insert into event')).length).toBe(2)
  expect(texts.some((text) => text.includes('unnest'))).toBe(false)
  expect(texts.some((text) => text.includes("citus.propagate_set_commands = 'local'"))).toBe(true)
  expect(await store.verify(maya.workspaceId)).toMatchObject({ events: head, gaps: 0, hashMismatches: 0 })
})

it('keeps every byte of a text, whatever stands in it', async () => {
  const store = await open()
  const excerpts = ['"\\{},NULL', '\u0000\uD800', 'ä€😀\n\t', '']
  const odd = excerpts.map((excerpt) => entry(maya, {}, { excerpt }))
  await store.append(maya.workspaceId, odd, NOW)
  const { rows } = await database.all.query<{ payload: string }>('select payload from event order by seq')
  expect(rows.map(({ payload }) => JSON.parse(payload).data.excerpt)).toEqual(excerpts)
  expect(await store.verify(maya.workspaceId)).toMatchObject({ events: 4, hashMismatches: 0 })
})

it('sends what needs no answer without waiting, and commits only what was answered', async () => {
  const store = await open()
  const texts: string[] = []
  let refuse = true
  watch(
    (text) => {
      texts.push(text.slice(0, 6))
      return refuse && text.startsWith('insert') ? 'select 1 / 0' : text
    },
    () => undefined,
  )
  await expect(store.append(maya.workspaceId, entries(3), NOW)).rejects.toThrow()
  expect(texts).not.toContain('commit')
  refuse = false
  expect((await store.append(maya.workspaceId, entries(3), NOW)).head).toBe(3)
})

it('knows again what was committed while it waited for its turn', async () => {
  const [first, second] = [await open(), await open()]
  const same = entries(2)
  const { promise: mayCommit, resolve: letCommit } = Promise.withResolvers<void>()
  watch(
    (text) => text,
    (_client, text) => (text === 'commit' ? mayCommit : undefined),
  )
  const appended = first.append(maya.workspaceId, same, NOW)
  const again = second.append(maya.workspaceId, [...same, ...entries(1)], NOW)
  const waiting =
    "select count(*)::int as count from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
  await vi.waitFor(async () => expect((await database.all.query(waiting)).rows).toEqual([{ count: 1 }]))
  letCommit()
  const outcomes = [...(await appended).outcomes, ...(await again).outcomes]
  const statuses = outcomes.map(({ status }) => status).sort()
  expect(statuses).toEqual(['accepted', 'accepted', 'accepted', 'duplicate', 'duplicate'])
  expect(await first.verify(maya.workspaceId)).toMatchObject({ events: 3, gaps: 0, hashMismatches: 0 })
})

it('answers what was read though the transaction ends badly, and reads on', async () => {
  const store = await open()
  await store.append(maya.workspaceId, entries(1), NOW)
  let refused = 0
  watch(
    (text) => {
      if (text !== 'commit') return text
      refused += 1
      return 'select 1 / 0'
    },
    () => undefined,
  )
  // More often than there are connections.
  for (let n = 0; n < 12; n++) expect((await store.head(maya.workspaceId)).head).toBe(1)
  await vi.waitFor(() => expect(refused).toBe(12))
})
