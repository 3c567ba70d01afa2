import { Dexie } from 'dexie'
import { nameMember, summariseHistory } from '../listening/summarise-history.ts'
import {
  type Contact,
  ContactSchema,
  type InteractionRow,
  InteractionRowSchema,
  type Member,
  MemberSchema,
  type Note,
  NoteSchema,
} from '../model/contact.ts'
import type { EarshotDatabase } from './database.ts'
import { type UnsavedNote, UnsavedNoteSchema } from './rows.ts'
import { rowsWith } from './rows-with.ts'
import { searchWords } from './search-words.ts'
import { readable } from './set-aside-rows.ts'
import type { ContactSummary, MemberName, NoteView, PersonView } from './views.ts'

/** Matches of one word that are looked at before going by the newest contacts instead. */
const CANDIDATES = 500

/**
 * Contacts of whom every word of `text` begins a word of a name or handle; without words, everybody.
 * Those met last come first. Case and accents do not matter.
 */
export async function findContacts(
  db: EarshotDatabase,
  text: string,
  me: string,
  limit = 50,
): Promise<ContactSummary[]> {
  const words = searchWords(text).sort((a, b) => b.length - a.length)
  const [longest] = words
  const matches = ({ words: own, deleted }: Contact) =>
    !deleted && words.every((word) => own.some((one) => one.startsWith(word)))
  const newest = () => db.contacts.orderBy('lastAt').reverse().filter(matches).limit(limit).toArray()
  if (longest === undefined) return summaries(db, await newest(), me)
  const few = await db.contacts.where('words').startsWith(longest).distinct().limit(CANDIDATES).toArray()
  // A beginning that very many share: its matches are frequent among the newest, too.
  if (few.length === CANDIDATES) return summaries(db, await newest(), me)
  const found = few.filter(matches).sort((a, b) => b.lastAt - a.lastAt)
  return summaries(db, found.slice(0, limit), me)
}

/** One contact with everything that we know, also what was taken back; null when there is none. */
export async function readPerson(
  db: EarshotDatabase,
  contactId: string,
  me: string,
): Promise<PersonView | null> {
  const [contact] = readable(db, 'contacts', ContactSchema, [await db.contacts.get(contactId)])
  if (contact === undefined || contact.deleted) return null
  const members = await readMembers(db)
  const interactions = await interactionsWith(db, contactId)
  const newestFirst = interactions.toSorted((a, b) => b.at - a.at)
  const waiting = await db.outbox.bulkGet(newestFirst.map(({ id }) => id))
  return {
    contact,
    summary: summariseHistory(contact, interactions, members, me),
    timeline: newestFirst.map((interaction, at) => ({
      interaction,
      by: nameMember(interaction.actorId, members, me),
      waiting: waiting[at] !== undefined,
    })),
    notes: await readNotes(db, contactId, members, me),
  }
}

/** One line for each of these contacts, in order; unknown ones are left out. */
export async function readSummaries(
  db: EarshotDatabase,
  contactIds: readonly string[],
  me: string,
): Promise<ContactSummary[]> {
  return summaries(db, await db.contacts.bulkGet([...contactIds]), me)
}

export async function readMembers(db: EarshotDatabase): Promise<Member[]> {
  return readable(db, 'members', MemberSchema, await db.members.toArray())
}

async function summaries(
  db: EarshotDatabase,
  rows: readonly (Contact | undefined)[],
  me: string,
): Promise<ContactSummary[]> {
  const contacts = readable(db, 'contacts', ContactSchema, rows).filter(({ deleted }) => !deleted)
  const members = await readMembers(db)
  const ids = contacts.map(({ id }) => id)
  const met = new Map<string, InteractionRow[]>(ids.map((id) => [id, []]))
  const all = await rowsWith<InteractionRow>(db.table('interactions'), 'contactId', ids)
  for (const row of readable(db, 'interactions', InteractionRowSchema, all)) met.get(row.contactId)?.push(row)
  return contacts.map((contact) => summariseHistory(contact, met.get(contact.id) ?? [], members, me))
}

async function interactionsWith(db: EarshotDatabase, contactId: string): Promise<InteractionRow[]> {
  const rows = await db.interactions
    .where('[contactId+at]')
    .between([contactId, Dexie.minKey], [contactId, Dexie.maxKey])
    .toArray()
  return readable(db, 'interactions', InteractionRowSchema, rows)
}

/** Notes that stand, newest first, with what is typed and not yet published. */
async function readNotes(
  db: EarshotDatabase,
  contactId: string,
  members: readonly Member[],
  me: string,
): Promise<NoteView[]> {
  const rows = await db.notes.where('contactId').equals(contactId).toArray()
  const typedRows = await db.unsavedNotes.where('contactId').equals(contactId).toArray()
  const typed = new Map(
    readable(db, 'unsavedNotes', UnsavedNoteSchema, typedRows).map((note) => [note.noteId, note]),
  )
  const kept = readable(db, 'notes', NoteSchema, rows)
  const known = new Set(kept.map(({ id }) => id))
  const begun = [...typed.values()].filter(({ noteId }) => !known.has(noteId)).map(unpublished)
  return [...begun, ...kept.sort((a, b) => b.lastAt - a.lastAt)]
    .filter(({ id, deleted }) => !deleted || typed.has(id))
    .map((note) => ({
      note,
      unsaved: typed.get(note.id)?.text ?? null,
      names: namesOf(note, members, me),
    }))
}

function unpublished({ noteId, contactId, audience }: UnsavedNote): Note {
  return { id: noteId, contactId, audience, heads: [], superseded: [], deleted: false, lastAt: 0, hlc: '' }
}

function namesOf(note: Note, members: readonly Member[], me: string): Record<string, MemberName> {
  return Object.fromEntries(note.heads.map(({ actorId }) => [actorId, nameMember(actorId, members, me)]))
}
