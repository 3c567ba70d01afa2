import { nameMember, summariseHistory } from '../listening/summarise-history.ts'
import {
  ContactSchema,
  type Fact,
  FactSchema,
  type InteractionRow,
  InteractionRowSchema,
  type Member,
  type Note,
  NoteSchema,
} from '../model/contact.ts'
import type { EarshotDatabase } from './database.ts'
import { CONTACT_TYPES, foldContact } from './fold-contact.ts'
import { only } from './fold-log.ts'
import { readGroups } from './merged-contacts.ts'
import { commonBase } from './note-base.ts'
import { concurrentOf } from './read-concurrent.ts'
import { readMembers } from './read-people.ts'
import { knownEvents, NEWER } from './recognise-event.ts'
import { type UnsavedNote, UnsavedNoteSchema } from './rows.ts'
import { rowsWith } from './rows-with.ts'
import { readable } from './set-aside-rows.ts'
import type { FactView, MemberName, NoteView, PersonView, TimelineEntry } from './views.ts'

/**
 * One person with everything that we know, also what was taken back, and also what was written about a contact
 * that was merged into them; by the id of any of these. Null when there is none, or deleted. `today`: YYYY-MM-DD, local.
 */
export async function readPerson(
  db: EarshotDatabase,
  contactId: string,
  me: string,
  today: string,
): Promise<PersonView | null> {
  const groups = await readGroups(db, [contactId])
  const id = groups.survivorOf(contactId)
  const [contact] = readable(db, 'contacts', ContactSchema, [await db.contacts.get(id)])
  if (contact === undefined || contact.deleted) return null
  const ids = groups.membersOf(id)
  const members = await readMembers(db)
  const found = await rowsWith<InteractionRow>(db.table('interactions'), 'contactId', [...ids])
  const interactions = readable(db, 'interactions', InteractionRowSchema, found)
  const { revived } = contact
  return {
    contact,
    summary: summariseHistory(contact, interactions, members, me),
    timeline: await timelineOf(db, interactions, members, me),
    notes: await readNotes(db, ids, members, me),
    mergedContacts: await namesOfMerged(db, contact.mergedIds),
    facts: await readFactsAbout(db, ids, { members, me, today }),
    concurrent: concurrentOf(contact, { members, me, today }),
    newer: await countNewer(db, ids),
    revivedBy: revived === null ? null : { by: nameMember(revived.actorId, members, me), at: revived.at },
  }
}

async function timelineOf(
  db: EarshotDatabase,
  interactions: readonly InteractionRow[],
  members: readonly Member[],
  me: string,
): Promise<TimelineEntry[]> {
  const newestFirst = interactions.toSorted((a, b) => b.at - a.at)
  const ids = newestFirst.map(({ id }) => id)
  const [waiting, logged] = [await db.outbox.bulkGet(ids), await db.events.bulkGet(ids)]
  return newestFirst.map((interaction, at) => ({
    interaction,
    by: nameMember(interaction.actorId, members, me),
    waiting: waiting[at] !== undefined,
    seq: logged[at]?.event.seq ?? null,
    receivedAt: timeOf(logged[at]?.event.receivedat),
  }))
}

function timeOf(text: string | undefined): number | null {
  return text === undefined ? null : Date.parse(text)
}

/** Under which name each was known before. */
async function namesOfMerged(
  db: EarshotDatabase,
  contactIds: readonly string[],
): Promise<PersonView['mergedContacts']> {
  const abouts = contactIds.map((id) => `contact:${id}`)
  const rows = Map.groupBy(await rowsWith(db.events, 'about', abouts), ({ about }) => about)
  return contactIds.map((id) => {
    const events = knownEvents(rows.get(`contact:${id}`) ?? [], db.workspaceId)
    const folded = foldContact(id, [], only(events, ...CONTACT_TYPES))?.contact
    const [identity] = folded?.identities ?? []
    return { id, name: folded?.fields.name?.value || identity?.name || identity?.handle || '' }
  })
}

/** Facts that stand, those that hold first, then the newest. */
async function readFactsAbout(
  db: EarshotDatabase,
  contactIds: readonly string[],
  { members, me, today }: { members: readonly Member[]; me: string; today: string },
): Promise<FactView[]> {
  const rows = await rowsWith<Fact>(db.table('facts'), 'contactId', [...contactIds])
  return readable(db, 'facts', FactSchema, rows)
    .filter(({ retracted }) => !retracted)
    .map((fact) => {
      const { actorId, confirmed, expires } = fact
      return {
        fact,
        by: nameMember(actorId, members, me),
        confirmedBy:
          confirmed === null ? null : { by: nameMember(confirmed.actorId, members, me), at: confirmed.at },
        expired: expires !== null && expires < today,
      }
    })
    .sort((a, b) => Number(a.expired) - Number(b.expired) || b.fact.at - a.fact.at)
}

async function countNewer(db: EarshotDatabase, contactIds: readonly string[]): Promise<number> {
  const counts = contactIds.map((id) => db.events.where('about').equals(`${NEWER}${id}`).count())
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}

/** Notes that stand, newest first, with what is typed and not yet published. */
async function readNotes(
  db: EarshotDatabase,
  contactIds: readonly string[],
  members: readonly Member[],
  me: string,
): Promise<NoteView[]> {
  const rows = await rowsWith<Note>(db.table('notes'), 'contactId', [...contactIds])
  const typedRows = await rowsWith<UnsavedNote>(db.table('unsavedNotes'), 'contactId', [...contactIds])
  const typed = new Map(
    readable(db, 'unsavedNotes', UnsavedNoteSchema, typedRows).map((note) => [note.noteId, note]),
  )
  const kept = readable(db, 'notes', NoteSchema, rows)
  const known = new Set(kept.map(({ id }) => id))
  const begun = [...typed.values()].filter(({ noteId }) => !known.has(noteId)).map(unpublished)
  const bases = await readBases(db, kept)
  return [...begun, ...kept.sort((a, b) => b.lastAt - a.lastAt)]
    .filter(({ id, deleted }) => !deleted || typed.has(id))
    .map((note) => {
      const base = bases.get(note.id) ?? null
      return {
        note,
        unsaved: typed.get(note.id)?.text ?? null,
        names: namesOf(note, members, me),
        base:
          base === null
            ? null
            : {
                body: base.data.body,
                by: nameMember(base.actorid, members, me),
                at: Date.parse(base.time),
              },
      }
    })
}

/** Of those with siblings, by the note's id. */
async function readBases(db: EarshotDatabase, notes: readonly Note[]) {
  const several = notes.filter(({ heads }) => heads.length > 1)
  const abouts = several.map(({ id }) => `note:${id}`)
  const rows = Map.groupBy(await rowsWith(db.events, 'about', abouts), ({ about }) => about)
  return new Map(
    several.map(({ id, heads }) => {
      const events = knownEvents(rows.get(`note:${id}`) ?? [], db.workspaceId)
      const revs = heads.map(({ rev }) => rev)
      return [id, commonBase(revs, only(events, 'note.revised'))]
    }),
  )
}

function unpublished({ noteId, contactId, audience }: UnsavedNote): Note {
  return { id: noteId, contactId, audience, heads: [], superseded: [], deleted: false, lastAt: 0, hlc: '' }
}

function namesOf(note: Note, members: readonly Member[], me: string): Record<string, MemberName> {
  return Object.fromEntries(note.heads.map(({ actorId }) => [actorId, nameMember(actorId, members, me)]))
}
