import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { contactIdFor } from '../../lib/model/contact-id.ts'
import type { SyncEvent } from '../../lib/model/event.ts'
import { applyEvents } from '../../lib/store/apply-event.ts'
import { awaitReply } from '../../lib/store/awaiting-reply.ts'
import { exportBackup } from '../../lib/store/backup.ts'
import type { EarshotDatabase } from '../../lib/store/database.ts'
import { saveDraft } from '../../lib/store/drafts.ts'
import { setFields } from '../../lib/store/edit-contact.ts'
import { applyErasures } from '../../lib/store/erase-contacts.ts'
import { addFact } from '../../lib/store/facts.ts'
import { logInteraction } from '../../lib/store/log-interaction.ts'
import { mergeContacts } from '../../lib/store/merge-contacts.ts'
import { keepUnsavedNote, publishNote } from '../../lib/store/notes.ts'
import { findContacts } from '../../lib/store/read-people.ts'
import { readPerson } from '../../lib/store/read-person.ts'
import { restoreBackup } from '../../lib/store/restore-backup.ts'
import { addTag } from '../../lib/store/tags.ts'
import { setVerdict } from '../../lib/store/verdicts.ts'
import { eventOf, uuid } from './any-event.ts'
import { actorIn, everyRow, freshDatabase, MAYA, MORNING, mentionBy, must, TODAY } from './quillon.ts'

const opened: EarshotDatabase[] = []
afterEach(async () => {
  for (const db of opened.splice(0)) await db.delete()
})

function fresh(): EarshotDatabase {
  const db = freshDatabase()
  opened.push(db)
  return db
}

function erase(db: EarshotDatabase, contactIds: readonly string[]): Promise<void> {
  return db.transaction('rw', db.tables, async () => applyErasures(db, [{ contactIds }]))
}

/** Whatever of this person's marks is left, by table. */
async function traces(db: EarshotDatabase, marks: readonly string[]): Promise<string[]> {
  const rows = Object.entries(await everyRow(db))
  return rows.flatMap(([table, of]) => {
    const text = JSON.stringify(of)
    return marks.filter((mark) => text.includes(mark)).map((mark) => `${table}: ${mark}`)
  })
}

/** Ana, about whom something is kept in every place where something can be, and Bert, who stays. */
async function town() {
  const db = fresh()
  const actor = { ...actorIn(db), delivers: true }
  const bert = must(await logInteraction(db, actor, await mentionBy(db, 'brewbert'), { outcome: 'thanked' }))
  const mention = await mentionBy(db, 'slowpour_ana')
  const draft = { outcome: 'answered', learned: 'marked-learned' } as const
  const { contactId, interactionId } = must(await logInteraction(db, actor, mention, draft))
  must(await setFields(db, actor, contactId, { name: { value: 'marked-name', base: null } }))
  must(await addTag(db, actor, contactId, 'marked-tag'))
  const fact = {
    kind: 'interest',
    text: 'marked-fact',
    source: null,
    expires: null,
    audience: 'team',
  } as const
  must(await addFact(db, actor, contactId, fact))
  for (const [n, text] of ['marked-note', 'marked-typing'].entries()) {
    const noteId = uuid('b', n)
    must(await keepUnsavedNote(db, { noteId, contactId, text, audience: 'team' }))
    if (n === 0) must(await publishNote(db, actor, noteId))
  }
  must(await saveDraft(db, mention.post.permalink ?? '', 'marked-draft', MORNING))
  must(await awaitReply(db, mention, 'marked-reply', null, MORNING))
  must(await setVerdict(db, { mentionKey: mention.key, topic: 'brand' }, 'us', MORNING))
  await db.quarantine.put({
    id: 'remote:1',
    origin: 'remote',
    reason: '',
    raw: { contactId, x: 'marked-raw' },
    at: 1,
  })
  const marks = [contactId, 'slowpour_ana', 'marked-', interactionId]
  return { db, actor, contactId, bert, marks, mention }
}

test('after an erasure nothing is left of somebody in any table, and everybody else is as before', async () => {
  const { db, contactId, bert, marks } = await town()
  const places = new Set((await traces(db, marks)).map((trace) => trace.split(':')[0]))
  expect([...places].sort()).toEqual(
    [
      'awaitedReplies',
      'contacts',
      'deliveries',
      'drafts',
      'events',
      'facts',
      'identities',
      'interactions',
      'mentions',
      'notes',
      'outbox',
      'pages',
      'quarantine',
      'unsavedNotes',
      'verdicts',
    ].sort(),
  )
  const before = await readPerson(db, bert.contactId, MAYA, TODAY)
  await erase(db, [contactId])
  expect(await traces(db, marks)).toEqual([])
  expect(await findContacts(db, 'slowpour', MAYA)).toEqual([])
  expect(await readPerson(db, bert.contactId, MAYA, TODAY)).toEqual(before)
})

test('what comes about them later, late or from an old device, is not kept', async () => {
  const { db, contactId, marks } = await town()
  const log = (await db.events.toArray()).map(({ event }) => event)
  await erase(db, [contactId])
  const newer = { type: 'thanks.given', data: { to: [contactId], text: 'marked-thanks' } }
  const late: SyncEvent[] = [...log, { ...eventOf(70, newer), workspaceid: db.workspaceId }]
  await db.transaction('rw', db.tables, async () => applyEvents(db, late))
  expect(await traces(db, marks)).toEqual([])
})

test('the server’s word in the log erases as well, and does not keep the id that it names', async () => {
  const { db, contactId, marks } = await town()
  const erased = { type: 'subject.erased', data: { contactIds: [contactId], marks: ['ab'.repeat(32)] } }
  const event = { ...eventOf(60, erased), workspaceid: db.workspaceId, seq: 9 }
  await db.transaction('rw', db.tables, async () => applyEvents(db, [event]))
  expect(await traces(db, marks)).toEqual([])
  expect((await db.events.get(event.id))?.event.data).toEqual({ contactIds: [], marks: ['ab'.repeat(32)] })
})

test('nothing new can be written about somebody erased', async () => {
  const { db, actor, contactId, marks, mention } = await town()
  await erase(db, [contactId])
  const tried = await logInteraction(db, actor, mention, { outcome: 'listened' })
  expect(tried).toMatchObject({ ok: false, problem: { code: 'erased' } })
  expect(await traces(db, marks)).toEqual([])
})

test('a stranger whose post was only met is forgotten too, when a colleague’s contact of them is erased', async () => {
  const db = fresh()
  const mention = await mentionBy(db, 'tamper_tom')
  await erase(db, [await contactIdFor(db.workspaceId, mention.site, 'tamper_tom')])
  expect(await traces(db, ['tamper_tom'])).toEqual([])
})

test.each(['the one who stands for both', 'the other'])(
  'of two who were merged, %s is erased and the other stays with what is theirs',
  async (which) => {
    const { db, actor, contactId, bert } = await town()
    const survivor = must(await mergeContacts(db, actor, contactId, bert.contactId))
    const swapped = (survivor === contactId) !== (which === 'the one who stands for both')
    const [gone, stays] = swapped ? [bert.contactId, contactId] : [contactId, bert.contactId]
    await erase(db, [gone])
    expect(await traces(db, [gone])).toEqual([])
    const person = await readPerson(db, stays, MAYA, TODAY)
    expect(person).toMatchObject({ contact: { id: stays, mergedIds: [] }, timeline: [{ seq: null }] })
    expect(person?.contact.identities).toHaveLength(1)
  },
)

test('a backup from before does not bring them back', async () => {
  const { db, actor, contactId, marks } = await town()
  const owner = {
    kind: 'team',
    id: db.workspaceId,
    name: 'Quillon',
    member: { id: actor.memberId, name: '' },
  } as const
  const file = must(await exportBackup(db, owner))
  await erase(db, [contactId])
  must(await restoreBackup(db, file, owner))
  expect(await traces(db, marks)).toEqual([])
  expect(await db.contacts.count()).toBe(1)
})
