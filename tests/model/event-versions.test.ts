import 'fake-indexeddb/auto'
import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { KnownEventSchema, NEWEST, type SyncEvent, SyncEventSchema } from '../../lib/model/event.ts'
import { type Upcasters, upcast } from '../../lib/model/upcast.ts'
import { z } from '../../lib/model/zod.ts'
import { applyEvents } from '../../lib/store/apply-event.ts'
import { type EarshotDatabase, openDatabase } from '../../lib/store/database.ts'

/**
 * One event of every type and version that was ever shipped, as it lies in somebody's log: a file is never changed once
 * it was released. `makes`: the row that `event` makes after `before`; null: none.
 */
const CORPUS = new URL('./events/', import.meta.url)
const EntrySchema = z.object({
  before: z.array(SyncEventSchema),
  event: SyncEventSchema,
  makes: z.object({ table: z.string(), key: z.string(), row: z.record(z.string(), z.unknown()).nullable() }),
})

const files = readdirSync(CORPUS).sort()
const entryIn = (file: string) => EntrySchema.parse(JSON.parse(readFileSync(new URL(file, CORPUS), 'utf8')))

let db: EarshotDatabase | null = null
afterEach(() => db?.delete())

async function logOf(events: readonly SyncEvent[]): Promise<EarshotDatabase> {
  const fresh = openDatabase('aaaa0000-0000-4000-8000-000000000001')
  db = fresh
  for (const event of events)
    await fresh.transaction('rw', fresh.tables, async () => applyEvents(fresh, [event]))
  return fresh
}

test('every type has a file for each of its versions, and no file is of another', () => {
  const shipped = Object.entries(NEWEST).flatMap(([type, newest]) =>
    Array.from({ length: newest }, (_, version) => `${type}.v${version + 1}.json`),
  )
  expect(files).toEqual(shipped.sort())
})

test.each(files)('%s is read, raised to the newest version and folded into its row', async (file) => {
  const { before, event, makes } = entryIn(file)
  expect(file).toBe(`${event.type}.v${event.ev}.json`)
  expect(KnownEventSchema.safeParse(upcast(event)).success).toBe(true)
  const log = await logOf([...before, event])
  const row: unknown = await log.table(makes.table).get(makes.key)
  if (makes.row === null) expect(row).toBeUndefined()
  else expect(row).toMatchObject(makes.row)
})

test('what a newer Earshot added to an event is still there when the log gives it back', async () => {
  const { event } = entryIn('interaction.logged.v1.json')
  const log = await logOf([event])
  expect((await log.events.get(event.id))?.event).toEqual(event)
  expect(event).toMatchObject({ weather: 'rain', data: { mood: 'curious' } })
})

const steps: Upcasters = {
  'tag.added': [
    (data) => ({ ...data, tags: [data.tag] }),
    ({ tags, ...data }) => ({ ...data, labels: tags }),
  ],
}

test('an old event climbs one version at a time, and what it holds beside stays', () => {
  const { event } = entryIn('tag.added.v1.json')
  const raised = upcast(event, steps, { 'tag.added': 3 })
  expect(raised).toEqual({ ...event, ev: 3, data: { ...event.data, labels: ['regular'] } })
  expect(upcast({ ...event, ev: 2, data: { tags: ['a'] } }, steps, { 'tag.added': 3 }).data).toEqual({
    labels: ['a'],
  })
})

test.each([
  ['as new as we know', 3, { 'tag.added': 3 }],
  ['newer than we know', 4, { 'tag.added': 3 }],
  ['of a type that we do not know', 1, {}],
])('an event that is %s stays as it is', (_, ev, newest) => {
  const event = { ...entryIn('tag.added.v1.json').event, ev }
  expect(upcast(event, steps, newest)).toBe(event)
})
