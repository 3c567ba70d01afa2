/** Reading and deleting by stretches: the same rows as one by one, however the keys lie. */
import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterAll, expect, test, vi } from 'vitest'
import type { EarshotDatabase } from '../../lib/store/database.ts'
import { deleteNear, rowsNear } from '../../lib/store/rows-near.ts'
import { rowsWith } from '../../lib/store/rows-with.ts'
import { runs } from '../support/runs.ts'
import { freshDatabase } from './quillon.ts'

const db: EarshotDatabase = freshDatabase()
afterAll(() => db.delete())

const keyOf = (n: number) => n.toString().padStart(6, '0')

/** Numbers in clusters, as ids of pages made at different times are, with a few that lie anywhere. */
const anyNumbers = fc
  .array(
    fc.oneof(
      fc.nat(200_000).map((n) => [n]),
      fc
        .record({
          from: fc.nat(200_000),
          count: fc.integer({ min: 1, max: 120 }),
          step: fc.constantFrom(1, 1, 3),
        })
        .map(({ from, count, step }) => Array.from({ length: count }, (_, at) => from + at * step)),
    ),
    { maxLength: 12 },
  )
  .map((clusters) => [...new Set(clusters.flat())])

const anyCase = fc.record({ stored: anyNumbers, asked: anyNumbers }).chain(({ stored, asked }) =>
  fc.record({
    stored: fc.constant(stored.map(keyOf)),
    asked: fc.subarray(stored).map((some) => [...some, ...asked].map(keyOf)),
    perKey: fc.constantFrom(1, 1, 2, 45),
  }),
)

async function fill(rows: readonly { id: string; about: string }[]): Promise<void> {
  await db.events.clear()
  await db.events.bulkPut(rows as never)
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort()

test('whatever was asked for is found, once each, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(anyCase, async ({ stored, asked, perKey }) => {
      await fill(
        stored.flatMap((about) => Array.from({ length: perKey }, (_, n) => ({ id: `${about}-${n}`, about }))),
      )
      const near = await rowsNear(db.events, 'about', asked)
      expect(idsOf(near)).toEqual(idsOf(await rowsWith(db.events, 'about', asked)))
    }),
    runs(60),
  )
})

test('only what was named is deleted', async () => {
  await fc.assert(
    fc.asyncProperty(anyCase, async ({ stored, asked }) => {
      await fill(stored.map((id) => ({ id, about: id })))
      await deleteNear(db.events, asked)
      const left = stored.filter((id) => !asked.includes(id)).sort()
      expect(await db.events.toCollection().primaryKeys()).toEqual(left)
    }),
    runs(60),
  )
})

/** Requests that reach the database while `work` runs. */
async function requestsOf(work: () => Promise<unknown>): Promise<number> {
  const asked = [
    ...(['get', 'getAll', 'getAllKeys', 'put', 'delete', 'count', 'openCursor'] as const).map((name) =>
      vi.spyOn(IDBObjectStore.prototype, name),
    ),
    ...(['get', 'getAll', 'getAllKeys', 'count', 'openCursor'] as const).map((name) =>
      vi.spyOn(IDBIndex.prototype, name),
    ),
  ]
  try {
    await work()
    return asked.reduce((sum, spy) => sum + spy.mock.calls.length, 0)
  } finally {
    for (const spy of asked) spy.mockRestore()
  }
}

test('a thousand neighbours among ten thousand take a handful of requests, to read and to delete', async () => {
  const stored = Array.from({ length: 10_000 }, (_, n) => keyOf(n * 2))
  await fill(stored.map((id) => ({ id, about: `interaction:${id}` })))
  const asked = stored.slice(4_000, 5_000)
  const about = asked.map((id) => `interaction:${id}`)
  expect(await requestsOf(() => rowsNear(db.events, 'about', about))).toBeLessThan(10)
  // One old entry among them, as when somebody corrects what they wrote last year.
  expect(await requestsOf(() => rowsNear(db.events, 'id', [keyOf(0), ...asked]))).toBeLessThan(12)
  expect(await requestsOf(() => deleteNear(db.events, asked))).toBeLessThan(6)
  expect(await db.events.count()).toBe(9_000)
})

test('keys that lie far apart cost hardly more than asking for each', async () => {
  const stored = Array.from({ length: 10_000 }, (_, n) => keyOf(n))
  await fill(stored.map((id) => ({ id, about: id })))
  const asked = stored.filter((_, at) => at % 100 === 0)
  expect(await requestsOf(() => rowsNear(db.events, 'id', asked))).toBeLessThan(asked.length + 10)
})
