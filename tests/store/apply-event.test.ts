import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import type { SyncEvent } from '../../lib/model/event.ts'
import { tickHlc } from '../../lib/model/hlc.ts'
import { applyEvents, applyNewlyUnderstood } from '../../lib/store/apply-event.ts'
import type { EarshotDatabase } from '../../lib/store/database.ts'
import { recogniseEvent } from '../../lib/store/recognise-event.ts'
import { eventOf, identity, interaction, uuid, WORKSPACE } from './any-event.ts'
import { freshDatabase, MORNING } from './quillon.ts'

async function applied(batches: readonly (readonly SyncEvent[])[]): Promise<EarshotDatabase> {
  const db = freshDatabase(WORKSPACE)
  opened.add(db)
  for (const events of batches) await inTransaction(db, () => applyEvents(db, events))
  return db
}

function inTransaction(db: EarshotDatabase, work: () => Promise<void>): Promise<void> {
  return db.transaction('rw', db.tables, async () => {
    await work()
  })
}

const opened = new Set<EarshotDatabase>()
afterEach(async () => {
  for (const db of opened) await db.delete()
  opened.clear()
})

test('an amendment and a contact may arrive before the interaction they belong to', async () => {
  const amended = eventOf(9, {
    type: 'interaction.amended',
    data: { interactionId: uuid('e', 1), changes: { learned: 'uses it on the train' } },
  })
  const db = await applied([[amended], [eventOf(1, { type: 'interaction.logged', data: interaction(1) })]])
  expect(await db.interactions.get(uuid('e', 1))).toMatchObject({
    learned: 'uses it on the train',
    retracted: false,
  })
  expect(await db.contacts.count()).toBe(0)
  const created = {
    type: 'contact.created',
    data: { contactId: uuid('c', 1), identity: identity('brewbert') },
  }
  await inTransaction(db, () => applyEvents(db, [eventOf(0, created)]))
  expect(await db.contacts.get(uuid('c', 1))).toMatchObject({
    words: ['brewbert', 'unal'],
    firstAt: MORNING,
    lastAt: MORNING + 1_000,
  })
})

test('of two writers of one field the later by clock wins, not the later to arrive', async () => {
  const created = {
    type: 'contact.created',
    data: { contactId: uuid('c', 1), identity: identity('brewbert') },
  }
  const named = (n: number, value: string, at: number) =>
    eventOf(n, {
      type: 'contact.fields_set',
      data: { contactId: uuid('c', 1), fields: { name: { value, base: null } } },
      hlc: tickHlc(null, at, uuid('dd', 0)),
    })
  const db = await applied([[eventOf(0, created)], [named(1, 'Bert', 500)], [named(2, 'Robert', 100)]])
  expect((await db.contacts.get(uuid('c', 1)))?.fields.name?.value).toBe('Bert')
})

const revised = (n: number, base: number | null, body: string, joins?: number[]) =>
  eventOf(n, {
    type: 'note.revised',
    data: {
      noteId: uuid('b', 1),
      contactId: uuid('c', 1),
      base: base === null ? null : uuid('e', base),
      body,
      ...(joins ? { joins: joins.map((one) => uuid('e', one)) } : {}),
    },
  })

test('two edits of one note made offline both stand, newest first, until somebody joins them', async () => {
  const db = await applied([
    [revised(3, 1, 'by Sam')],
    [revised(2, 1, 'by Maya')],
    [revised(1, null, 'first')],
  ])
  const bodies = async () => (await db.notes.get(uuid('b', 1)))?.heads.map(({ body }) => body)
  expect(await bodies()).toEqual(['by Sam', 'by Maya'])
  await inTransaction(db, () => applyEvents(db, [revised(4, 3, 'by both', [2])]))
  expect(await bodies()).toEqual(['by both'])
})

test('what is newer is told by the clock, not by the order of ids', async () => {
  const at = (ms: number) => ({ hlc: tickHlc(null, ms, uuid('dd', 0)) })
  const early = { ...revised(2, null, 'early'), ...at(1) }
  const late = { ...revised(1, null, 'late'), ...at(2) }
  const db = await applied([[early, late]])
  expect((await db.notes.get(uuid('b', 1)))?.heads.map(({ body }) => body)).toEqual(['late', 'early'])
  const gone = { type: 'note.deleted', data: { noteId: uuid('b', 1), contactId: uuid('c', 1) } }
  await inTransaction(db, () => applyEvents(db, [{ ...eventOf(9, gone), ...at(0) }]))
  expect((await db.notes.get(uuid('b', 1)))?.deleted).toBe(false)
})

test('a deleted note gives up its text, and a later edit brings the note back', async () => {
  const gone = eventOf(2, { type: 'note.deleted', data: { noteId: uuid('b', 1), contactId: uuid('c', 1) } })
  const db = await applied([[revised(1, null, 'first'), gone]])
  expect(await db.notes.get(uuid('b', 1))).toMatchObject({ deleted: true, heads: [] })
  await inTransaction(db, () => applyEvents(db, [revised(3, 1, 'after all')]))
  expect((await db.notes.get(uuid('b', 1)))?.heads.map(({ body }) => body)).toEqual(['after all'])
})

test('an event of a newer type or version is kept whole and makes no row', async () => {
  const newer = eventOf(1, { type: 'idea.raised', data: { text: 'a lid' }, mood: 'merry' })
  const later = eventOf(2, { type: 'interaction.logged', ev: 2, data: { shape: 'unknown' } })
  const db = await applied([[newer, later]])
  expect((await db.events.toArray()).map(({ event }) => event)).toEqual([newer, later])
  expect(await db.interactions.count()).toBe(0)
})

test('what an older version could not understand is applied once it is understood', async () => {
  const db = await applied([])
  const event = eventOf(1, { type: 'interaction.logged', data: interaction(1) })
  await db.events.put({ id: event.id, about: 'newer:', event })
  await inTransaction(db, () => applyNewlyUnderstood(db))
  expect(await db.interactions.get(event.id)).toMatchObject({ outcome: 'answered' })
})

test("the server's copy of an event takes the place of ours, and is not replaced by ours again", async () => {
  const ours = eventOf(1, {
    type: 'interaction.logged',
    data: interaction(1),
    hlc: tickHlc(null, 9e12, uuid('dd', 1)),
  })
  const theirs = { ...ours, hlc: tickHlc(null, MORNING, uuid('dd', 1)), seq: 4 }
  const db = await applied([[ours], [theirs], [ours]])
  expect((await db.interactions.get(ours.id))?.hlc).toBe(theirs.hlc)
})

test('whoever the server names has written an event, also where its receipt came before its copy', async () => {
  const waiting = eventOf(1, { type: 'interaction.logged', data: interaction(1) })
  const taken = { ...waiting, seq: 4 }
  const db = await applied([[waiting], [taken], [{ ...taken, actorid: uuid('b', 2) }]])
  expect((await db.interactions.get(waiting.id))?.actorId).toBe(uuid('b', 2))
})

test.each([
  ['nothing', null],
  ['text', 'hello'],
  ['no id', { ...eventOf(1, { type: 'a.b', data: {} }), id: undefined }],
  ['a known type with other content', eventOf(1, { type: 'interaction.logged', data: { contactId: 'x' } })],
  ['another workspace', { ...eventOf(1, { type: 'a.b', data: {} }), workspaceid: uuid('bad', 1) }],
  ['markup for a clock', { ...eventOf(1, { type: 'a.b', data: {} }), hlc: '<script>' }],
])('%s is not taken for an event', (_, raw) => {
  expect(recogniseEvent(raw, WORKSPACE).kind).toBe('unreadable')
})

test('a field named like a part of every object is a field like any other', async () => {
  const created = eventOf(0, {
    type: 'contact.created',
    data: { contactId: uuid('c', 1), identity: identity('brewbert') },
  })
  const set = eventOf(1, { type: 'contact.fields_set', data: {} })
  const fields = JSON.parse(
    '{"__proto__": {"value": "polluted", "base": null}, "constructor": {"value": "x", "base": null}}',
  )
  const db = await applied([[created, { ...set, data: { contactId: uuid('c', 1), fields } }]])
  expect(({} as Record<string, unknown>).value).toBeUndefined()
  expect(Object.keys((await db.contacts.get(uuid('c', 1)))?.fields ?? {})).toContain('constructor')
})
