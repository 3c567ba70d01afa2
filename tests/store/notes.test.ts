import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import {
  contactForMention,
  deleteNote,
  joinNoteSiblings,
  keepUnsavedNote,
  publishNote,
} from '../../lib/store/notes.ts'
import { readPerson } from '../../lib/store/read-person.ts'
import { writeEvents } from '../../lib/store/write-events.ts'
import { actorIn, everyRow, freshDatabase, MAYA, mentionBy, must, SAM, TODAY } from './quillon.ts'

const noteId = '0190a000-0000-7000-8000-000000000001'

async function begun() {
  const db = freshDatabase()
  const actor = actorIn(db)
  const mention = await mentionBy(db, 'slowpour_ana')
  const contactId = must(await contactForMention(db, actor, mention.key))
  const type = async (text: string) =>
    must(await keepUnsavedNote(db, { noteId, contactId, text, audience: 'team' }))
  const notes = async () => (await readPerson(db, contactId, MAYA, TODAY))?.notes ?? []
  const types = async () => (await db.outbox.orderBy('n').toArray()).map(({ event }) => event.type)
  return { db, actor, contactId, type, notes, types }
}

test('a note is kept from the first letter, before it is published', async () => {
  const { type, notes, types } = await begun()
  await type('Uses a Q2')
  expect((await notes()).map(({ unsaved, note }) => [unsaved, note.heads.length])).toEqual([['Uses a Q2', 0]])
  expect(await types()).toEqual(['contact.created'])
})

test('publishing makes one revision, and publishing the same again makes none', async () => {
  const { db, actor, type, notes, types } = await begun()
  await type('Uses a Q2 Travel')
  must(await publishNote(db, actor, noteId))
  must(await publishNote(db, actor, noteId))
  await type('Uses a Q2 Travel')
  must(await publishNote(db, actor, noteId))
  expect(await types()).toEqual(['contact.created', 'contact.created', 'note.revised'])
  const [note] = await notes()
  expect(note).toMatchObject({
    unsaved: null,
    note: { heads: [{ body: 'Uses a Q2 Travel', actorId: MAYA }] },
  })
})

test('a note typed while a colleague changed it stands beside theirs', async () => {
  const { db, actor, contactId, type, notes } = await begun()
  await type('first')
  must(await publishNote(db, actor, noteId))
  await type('first, and mine')
  const sam = actorIn(db, { memberId: SAM })
  await db.unsavedNotes.update(noteId, { text: 'kept aside' })
  const mine = await db.unsavedNotes.get(noteId)
  await db.unsavedNotes.delete(noteId)
  must(await keepUnsavedNote(db, { noteId, contactId, text: "first, and Sam's", audience: 'team' }))
  must(await publishNote(db, sam, noteId))
  if (mine !== undefined) await db.unsavedNotes.put({ ...mine, text: 'first, and mine' })
  must(await publishNote(db, actor, noteId))
  const heads = (await notes())[0]?.note.heads ?? []
  expect(heads.map(({ body }) => body).sort()).toEqual(["first, and Sam's", 'first, and mine'].sort())
  expect((await notes())[0]?.base).toMatchObject({ body: 'first', by: { id: MAYA } })
  must(await joinNoteSiblings(db, actor, noteId, 'first, and ours'))
  expect((await notes())[0]?.note.heads.map(({ body }) => body)).toEqual(['first, and ours'])
  expect((await notes())[0]?.base).toBeNull()
})

test('what stood before several texts is left open where this device never had it', async () => {
  const { db, actor, contactId, notes } = await begun()
  const revised = (body: string, base: string | null) => ({
    type: 'note.revised' as const,
    subject: contactId,
    audience: 'team' as const,
    data: { noteId, contactId, base, body },
  })
  // As after a snapshot: both name a revision that is not in this device's log.
  const gone = '0190a000-0000-7000-8000-0000000000aa'
  await db.transaction('rw', db.writingTables, async () =>
    writeEvents(db, actor, [revised('hers', gone), revised('his', gone)]),
  )
  expect(await notes()).toMatchObject([{ note: { heads: [{ body: 'his' }, { body: 'hers' }] }, base: null }])
})

test('an emptied note is deleted; one never published just goes away', async () => {
  const { db, actor, type, notes, types } = await begun()
  await type('x')
  await type('')
  must(await publishNote(db, actor, noteId))
  expect(await types()).toEqual(['contact.created'])
  await type('to stay')
  must(await publishNote(db, actor, noteId))
  await type('  ')
  must(await publishNote(db, actor, noteId))
  expect((await types()).at(-1)).toBe('note.deleted')
  expect(await notes()).toEqual([])
})

test('deleting a note takes its published and its unpublished text', async () => {
  const { db, actor, type, notes } = await begun()
  await type('published')
  must(await publishNote(db, actor, noteId))
  await type('published, and more')
  must(await deleteNote(db, actor, noteId))
  expect(await notes()).toEqual([])
  expect(await db.unsavedNotes.count()).toBe(0)
  expect((await db.notes.get(noteId))?.heads).toEqual([])
})

test('a note about somebody whom only I knew tells the team who it is', async () => {
  const { db, actor, type } = await begun()
  await type('for all of us')
  must(await publishNote(db, actor, noteId))
  const queued = await db.outbox.orderBy('n').toArray()
  expect(queued.map(({ event }) => [event.type, event.audience])).toEqual([
    ['contact.created', 'me'],
    ['contact.created', 'team'],
    ['note.revised', 'team'],
  ])
})

test('a note too long to publish stays typed', async () => {
  const { db, contactId, type, notes } = await begun()
  await type('short')
  const text = 'x'.repeat(50_001)
  expect(await keepUnsavedNote(db, { noteId, contactId, text, audience: 'me' })).toMatchObject({
    problem: { code: 'too-large' },
  })
  expect((await notes())[0]?.unsaved).toBe('short')
})

test('the longest note in any script can be published', async () => {
  const { db, actor, type, notes } = await begun()
  const text = '豆'.repeat(50_000)
  await type(text)
  must(await publishNote(db, actor, noteId))
  expect((await notes())[0]?.note.heads[0]?.body).toBe(text)
})

test('a note to a mention that is forgotten changes nothing', async () => {
  const { db, actor } = await begun()
  const before = await everyRow(db)
  expect(await contactForMention(db, actor, 'gone')).toMatchObject({ problem: { code: 'not-found' } })
  expect(await everyRow(db)).toEqual(before)
})
