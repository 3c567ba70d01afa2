/** The one reducer: local and remote events, first time or again, in any order. */
import { Dexie } from 'dexie'
import type { Contact, InteractionRow, MemberRow, Note } from '../model/contact.ts'
import type { EventOf, KnownEvent, SyncEvent } from '../model/event.ts'
import { byClock } from './by-clock.ts'
import type { EarshotDatabase } from './database.ts'
import { type ContactEvent, type FoldedContact, foldContact } from './fold-contact.ts'
import { foldInteraction, type InteractionEvent } from './fold-interaction.ts'
import { foldNote, type NoteEvent } from './fold-note.ts'
import { aboutOf, NEWER, recogniseEvent } from './recognise-event.ts'
import type { EventRow } from './rows.ts'
import { rowsWith } from './rows-with.ts'

/** Applies one event; see `applyEvents`. */
export function applyEvent(db: EarshotDatabase, event: SyncEvent): Promise<void> {
  return applyEvents(db, [event])
}

/**
 * Keeps the events in the log and makes anew each row that they are about. Call it in a transaction
 * over `db.logTables` (its scope an `async` function), with events that `recogniseEvent` did not find unreadable. A row is a function of the set
 * of events about it, so neither their order nor their repetition matters: an amendment may come before
 * what it amends. Of two copies of one event the server's (with `seq`) stays: its clock stamp is the
 * one that every device compares.
 */
export async function applyEvents(db: EarshotDatabase, events: readonly SyncEvent[]): Promise<void> {
  if (events.length === 0) return
  const rows = new Map<string, EventRow>()
  const ids = [...new Set(events.map(({ id }) => id))]
  for (const row of await db.events.bulkGet(ids)) if (row !== undefined) rows.set(row.id, row)
  for (const event of events) {
    const kept = rows.get(event.id)
    if (kept !== undefined && (event.seq === undefined || kept.event.seq === event.seq)) continue
    rows.set(event.id, { id: event.id, about: aboutOf(event, db.workspaceId), event })
  }
  await db.events.bulkPut([...rows.values()])
  await rebuild(db, new Set([...rows.values()].map(({ about }) => about)))
}

/** Applies what an older version kept and this one understands. Same transaction as `applyEvents`. */
export async function applyNewlyUnderstood(db: EarshotDatabase): Promise<void> {
  const kept = await db.events.where('about').startsWith(NEWER).toArray()
  const rows = kept.map((row) => ({ ...row, about: aboutOf(row.event, db.workspaceId) }))
  const understood = rows.filter(({ about }) => !about.startsWith(NEWER))
  if (understood.length === 0) return
  await db.events.bulkPut(understood)
  await rebuild(db, new Set(understood.map(({ about }) => about)))
}

/** Makes rows anew from the log. `abouts` as in `EventRow.about`. Same transaction as `applyEvents`. */
export async function rebuild(db: EarshotDatabase, abouts: ReadonlySet<string>): Promise<void> {
  const wanted = [...abouts].filter((about) => !about.startsWith(NEWER))
  const groups = new Map<string, KnownEvent[]>()
  for (const row of await rowsWith<EventRow>(db.table('events'), 'about', wanted)) {
    const recognised = recogniseEvent(row.event, db.workspaceId)
    if (recognised.kind !== 'known') continue
    const group = groups.get(row.about)
    if (group === undefined) groups.set(row.about, [recognised.known])
    else group.push(recognised.known)
  }
  // Folded first and written together: Dexie loses track of a transaction after a hundred awaits
  // without a request (its ZONE_ECHO_LIMIT), and one bulk write is faster than many.
  const made = foldAll(groups)
  await db.interactions.bulkPut(made.interactions)
  await db.notes.bulkPut(made.notes)
  await db.members.bulkPut(made.members)
  await putContacts(db, made)
}

/** The rows that groups of events make; `groups` by `EventRow.about`. */
function foldAll(groups: ReadonlyMap<string, readonly KnownEvent[]>): Made {
  const made: Made = { contacts: [], interactions: [], notes: [], members: [] }
  for (const [about, events] of groups) {
    const id = about.slice(about.indexOf(':') + 1)
    const { contact, interaction, note, member } = byKind(events)
    const folded = foldContact(id, contact)
    if (folded !== null) made.contacts.push(folded)
    const met = foldInteraction(interaction)
    if (met !== null) made.interactions.push(met)
    const written = foldNote(id, note)
    if (written !== null) made.notes.push(written)
    const joined = [...member].sort(byClock).at(-1)?.data.member
    if (joined !== undefined) made.members.push({ id: joined.id, name: joined.name, revokedDevices: [] })
  }
  return made
}

interface Made {
  readonly contacts: FoldedContact[]
  readonly interactions: InteractionRow[]
  readonly notes: Note[]
  readonly members: MemberRow[]
}

interface ByKind {
  contact: ContactEvent[]
  interaction: InteractionEvent[]
  note: NoteEvent[]
  member: EventOf<'member.joined'>[]
}

function byKind(events: readonly KnownEvent[]): ByKind {
  const kinds: ByKind = { contact: [], interaction: [], note: [], member: [] }
  for (const event of events) {
    switch (event.type) {
      case 'interaction.logged':
      case 'interaction.amended':
      case 'interaction.retracted':
        kinds.interaction.push(event)
        break
      case 'contact.created':
      case 'contact.fields_set':
      case 'contact.handle_linked':
        kinds.contact.push(event)
        break
      case 'note.revised':
      case 'note.deleted':
        kinds.note.push(event)
        break
      case 'member.joined':
        kinds.member.push(event)
        break
    }
  }
  return kinds
}

/** Contacts made anew, and those whose interactions or notes came, went or changed. */
async function putContacts(db: EarshotDatabase, { contacts, interactions, notes }: Made): Promise<void> {
  await db.identities.bulkPut(
    contacts.flatMap(({ contact, identities }) =>
      identities.map(({ identity: { site, key, stableId }, hlc }) => ({
        contactId: contact.id,
        site,
        key,
        stableId,
        hlc,
      })),
    ),
  )
  const made = new Map(contacts.map(({ contact }) => [contact.id, contact]))
  const touched = [...interactions, ...notes].map(({ contactId }) => contactId)
  const others = [...new Set(touched)].filter((id) => !made.has(id))
  for (const row of await db.contacts.bulkGet(others)) if (row !== undefined) made.set(row.id, row)
  const rows = await Promise.all(
    [...made.values()].map(async (contact): Promise<Contact> => {
      return { ...contact, lastAt: await lastTimeWith(db, contact.id, contact.firstAt) }
    }),
  )
  await db.contacts.bulkPut(rows)
}

async function lastTimeWith(db: EarshotDatabase, contactId: string, firstAt: number): Promise<number> {
  const met = await db.interactions
    .where('[contactId+at]')
    .between([contactId, Dexie.minKey], [contactId, Dexie.maxKey])
    .reverse()
    .filter(({ retracted }) => !retracted)
    .first()
  const notes = await db.notes.where('contactId').equals(contactId).toArray()
  const written = notes.filter(({ deleted }) => !deleted).map(({ lastAt }) => lastAt)
  return Math.max(firstAt, met?.at ?? 0, ...written)
}
