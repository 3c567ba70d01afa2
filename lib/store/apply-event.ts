/** The one reducer: local and remote events, first time or again, in any order. */
import { Dexie } from 'dexie'
import type { Contact, Member } from '../model/contact.ts'
import {
  type EventOf,
  KNOWN_TYPES,
  type KnownEvent,
  KnownEventSchema,
  type SyncEvent,
  SyncEventSchema,
} from '../model/event.ts'
import { byClock } from './by-clock.ts'
import type { EarshotDatabase } from './database.ts'
import { type ContactEvent, foldContact } from './fold-contact.ts'
import { foldInteraction, type InteractionEvent } from './fold-interaction.ts'
import { foldNote, type NoteEvent } from './fold-note.ts'
import type { EventRow } from './rows.ts'

/** The versions of event types (`ev`) that this build understands. */
const KNOWN_VERSION = 1
const NEWER = 'newer:'

/** What an event of unproven origin turned out to be. */
export type Recognised =
  | { readonly kind: 'known'; readonly event: SyncEvent; readonly known: KnownEvent }
  /** Well-formed, of a type or version that only a newer Earshot understands: kept and not applied. */
  | { readonly kind: 'newer'; readonly event: SyncEvent }
  | { readonly kind: 'unreadable'; readonly reason: string }

/** Parses an event that came from a server, a file or a row. */
export function recogniseEvent(raw: unknown, workspaceId: string): Recognised {
  const envelope = SyncEventSchema.safeParse(raw)
  if (!envelope.success) return unreadable(envelope.error.issues[0])
  const event = envelope.data
  if (event.workspaceid !== workspaceId) return { kind: 'unreadable', reason: 'of another workspace' }
  if (!KNOWN_TYPES.has(event.type) || event.ev !== KNOWN_VERSION) return { kind: 'newer', event }
  const known = KnownEventSchema.safeParse(event)
  return known.success ? { kind: 'known', event, known: known.data } : unreadable(known.error.issues[0])
}

function unreadable(issue: { path: PropertyKey[]; code?: string } | undefined): Recognised {
  return { kind: 'unreadable', reason: `${issue?.path.map(String).join('.') ?? ''}: ${issue?.code ?? ''}` }
}

/** Applies one event; see `applyEvents`. */
export function applyEvent(db: EarshotDatabase, event: SyncEvent): Promise<void> {
  return applyEvents(db, [event])
}

/**
 * Keeps the events in the log and makes anew each row that they are about. Call it in a transaction
 * over `db.logTables`, with events that `recogniseEvent` did not find unreadable. A row is a function of the set
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
  for (const row of await db.events.where('about').anyOf(wanted).toArray()) {
    const recognised = recogniseEvent(row.event, db.workspaceId)
    if (recognised.kind !== 'known') continue
    const group = groups.get(row.about)
    if (group === undefined) groups.set(row.about, [recognised.known])
    else group.push(recognised.known)
  }
  const met = new Set<string>()
  const contacts = new Map<string, ContactEvent[]>()
  for (const [about, events] of groups) {
    const id = about.slice(about.indexOf(':') + 1)
    const { contact, interaction, note, member } = byKind(events)
    if (contact.length > 0) contacts.set(id, contact)
    if (interaction.length > 0) await putInteraction(db, interaction, met)
    if (note.length > 0) await putNote(db, id, note, met)
    if (member.length > 0) await putMember(db, member)
  }
  for (const [id, events] of contacts) await putContact(db, id, events)
  for (const id of met) if (!contacts.has(id)) await touchContact(db, id)
}

/** Which row an event makes. A new type is a case here and in `byKind`; the compiler says so. */
function aboutOf(event: SyncEvent, workspaceId: string): string {
  const recognised = recogniseEvent(event, workspaceId)
  if (recognised.kind !== 'known') return `${NEWER}${event.subject ?? ''}`
  const { known } = recognised
  switch (known.type) {
    case 'interaction.logged':
      return `interaction:${known.id}`
    case 'interaction.amended':
    case 'interaction.retracted':
      return `interaction:${known.data.interactionId}`
    case 'contact.created':
    case 'contact.fields_set':
    case 'contact.handle_linked':
      return `contact:${known.data.contactId}`
    case 'note.revised':
    case 'note.deleted':
      return `note:${known.data.noteId}`
    case 'member.joined':
      return `member:${known.data.member.id}`
    default:
      return known satisfies never
  }
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
      default:
        event satisfies never
    }
  }
  return kinds
}

async function putInteraction(db: EarshotDatabase, events: InteractionEvent[], met: Set<string>) {
  const row = foldInteraction(events)
  if (row === null) return
  await db.interactions.put(row)
  met.add(row.contactId)
}

async function putNote(db: EarshotDatabase, id: string, events: NoteEvent[], met: Set<string>) {
  const note = foldNote(id, events)
  if (note === null) return
  await db.notes.put(note)
  met.add(note.contactId)
}

async function putMember(db: EarshotDatabase, events: readonly EventOf<'member.joined'>[]) {
  const newest = [...events].sort(byClock).at(-1)
  if (newest === undefined) return
  const { id, name } = newest.data.member
  await db.members.put({ id, name } satisfies Member)
}

async function putContact(db: EarshotDatabase, id: string, events: ContactEvent[]): Promise<void> {
  const folded = foldContact(id, events)
  if (folded === null) return
  await db.identities.bulkPut(
    folded.identities.map(({ identity: { site, key, stableId }, hlc }) => ({
      contactId: id,
      site,
      key,
      stableId,
      hlc,
    })),
  )
  await db.contacts.put({ ...folded.contact, lastAt: await lastTimeWith(db, id, folded.contact.firstAt) })
}

/** An interaction or a note came, went or changed. */
async function touchContact(db: EarshotDatabase, id: string): Promise<void> {
  const contact: Contact | undefined = await db.contacts.get(id)
  if (contact === undefined) return
  const lastAt = await lastTimeWith(db, id, contact.firstAt)
  if (lastAt !== contact.lastAt) await db.contacts.put({ ...contact, lastAt })
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
