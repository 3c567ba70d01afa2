/** The laws of the one reducer: it is a function of the set of events, and a slow one agrees with it. */
import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { SyncEvent } from '../../lib/model/event.ts'
import { applyEvents } from '../../lib/store/apply-event.ts'
import type { EarshotDatabase } from '../../lib/store/database.ts'
import { runs } from '../support/runs.ts'
import { anyEvents, WORKSPACE } from './any-event.ts'
import { naiveFold } from './naive-fold.ts'
import { everyRow, freshDatabase } from './quillon.ts'

// One database emptied for each example: opening one costs more than all that is asked of it.
const db: EarshotDatabase = freshDatabase(WORKSPACE)
afterAll(() => db.delete())

/** Every row of every table, after these lists were applied in turn, each in a transaction of its own. */
async function tablesAfter(batches: readonly (readonly SyncEvent[])[]): Promise<Record<string, unknown[]>> {
  await db.transaction('rw', db.tables, async () => {
    await Promise.all(db.tables.map((table) => table.clear()))
  })
  for (const events of batches) await db.transaction('rw', db.tables, async () => applyEvents(db, events))
  return everyRow(db)
}

/** A set of events, the same in another order, and where that order is cut into batches. */
const anySplit = anyEvents.chain((events) =>
  fc.record({
    events: fc.constant(events),
    shuffled: fc.shuffledSubarray(events, { minLength: events.length }),
    again: fc.subarray(events),
    cut: fc.integer({ min: 0, max: events.length }),
  }),
)

test('whatever the order in which events arrive, how often and in which batches, every device ends with the same rows', async () => {
  await fc.assert(
    fc.asyncProperty(anySplit, async ({ events, shuffled, again, cut }) => {
      const once = await tablesAfter([events])
      expect(await tablesAfter(shuffled.map((event) => [event]))).toEqual(once)
      expect(await tablesAfter([shuffled.slice(0, cut), again, shuffled.slice(cut), again])).toEqual(once)
    }),
    runs(25),
  )
})

test('the rows are those that a slow and plain reading of the whole log gives', async () => {
  await fc.assert(
    fc.asyncProperty(anyEvents, async (events) => {
      const tables = await tablesAfter([events])
      expect(simplified(tables)).toEqual(naiveFold(events))
    }),
    runs(60),
  )
})

test('handles lead to the person who stands for them, and to nobody who is gone', async () => {
  await fc.assert(
    fc.asyncProperty(anyEvents, async (events) => {
      const { identities = [], contacts = [] } = await tablesAfter(events.map((event) => [event]))
      const held = (contacts as { id: string; identities: { site: string; key: string }[] }[]).flatMap(
        (one) => one.identities.map(({ site, key }) => `${one.id} ${site} ${key}`),
      )
      const rows = identities as { contactId: string; site: string; key: string }[]
      expect(rows.map(({ contactId, site, key }) => `${contactId} ${site} ${key}`).sort()).toEqual(
        held.sort(),
      )
    }),
    runs(30),
  )
})

// biome-ignore lint/suspicious/noExplicitAny: rows of many tables
function simplified(tables: Record<string, any[]>): ReturnType<typeof naiveFold> {
  const { contacts = [], interactions = [], notes = [], facts = [] } = tables
  return {
    contacts: contacts.map(({ id, identities, tags, fields, lost, lastAt, deleted }) => ({
      id,
      handles: identities.map(({ key }: { key: string }) => key).sort(),
      tags,
      name: fields.name?.value ?? null,
      lost: lost.map(({ value }: { value: string }) => value).sort(),
      lastAt,
      deleted,
    })),
    interactions: interactions.map(({ id, contactId, learned, retracted, at, hlc }) => {
      return { id, contactId, learned, retracted, at, hlc }
    }),
    notes: notes.map(({ id, contactId, deleted, heads, lastAt, hlc }) => {
      return { id, contactId, deleted, heads: heads.map(({ body }: { body: string }) => body), lastAt, hlc }
    }),
    facts: facts.map(({ id, contactId, expires, retracted, hlc }) => {
      return { id, contactId, expires, retracted, hlc }
    }),
  }
}
