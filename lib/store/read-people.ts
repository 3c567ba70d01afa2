import { summariseHistory } from '../listening/summarise-history.ts'
import {
  type Contact,
  ContactSchema,
  type InteractionRow,
  InteractionRowSchema,
  type Member,
  MemberSchema,
} from '../model/contact.ts'
import type { EarshotDatabase } from './database.ts'
import { readGroups } from './merged-contacts.ts'
import { rowsWith } from './rows-with.ts'
import { searchWords } from './search-words.ts'
import { readable } from './set-aside-rows.ts'
import type { ContactSummary } from './views.ts'

/** How long a deletion can be taken back, milliseconds. */
const RESTORABLE_FOR = 30 * 24 * 3_600_000
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

/** One line for each of these people, in order; unknown ones are left out, and who is one person comes once. */
export async function readSummaries(
  db: EarshotDatabase,
  contactIds: readonly string[],
  me: string,
): Promise<ContactSummary[]> {
  const groups = await readGroups(db, contactIds)
  const ids = [...new Set(contactIds.map((id) => groups.survivorOf(id)))]
  return summaries(db, await db.contacts.bulkGet(ids), me)
}

/** Who was deleted in the 30 days before `now` and can be restored; the last one first. */
export async function readDeleted(db: EarshotDatabase, me: string, now: number): Promise<ContactSummary[]> {
  const rows = await db.contacts.filter(({ deleted }) => deleted).toArray()
  const deletedAt = ({ deletion }: Contact) => deletion?.at ?? 0
  const recent = readable(db, 'contacts', ContactSchema, rows)
    .filter((contact) => deletedAt(contact) >= now - RESTORABLE_FOR)
    .sort((one, other) => deletedAt(other) - deletedAt(one))
  return lines(db, recent, me)
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
  return lines(db, contacts, me)
}

async function lines(
  db: EarshotDatabase,
  contacts: readonly Contact[],
  me: string,
): Promise<ContactSummary[]> {
  const members = await readMembers(db)
  const survivors = new Map(
    contacts.flatMap(({ id, mergedIds }) => [id, ...mergedIds].map((one) => [one, id])),
  )
  const all = await rowsWith<InteractionRow>(db.table('interactions'), 'contactId', [...survivors.keys()])
  const met = Map.groupBy(readable(db, 'interactions', InteractionRowSchema, all), ({ contactId }) =>
    survivors.get(contactId),
  )
  return contacts.map((contact) => summariseHistory(contact, met.get(contact.id) ?? [], members, me))
}
