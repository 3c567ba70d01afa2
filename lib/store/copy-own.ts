/**
 * What one member wrote, taken from one workspace into another: from the personal one into a team at joining, from
 * a team into the personal one at leaving.
 */
import type { Contact } from '../model/contact.ts'
import { contactIdFor } from '../model/contact-id.ts'
import type { KnownEvent, SyncEvent } from '../model/event.ts'
import { tickHlc } from '../model/hlc.ts'
import { ok, type Result } from '../model/problem.ts'
import { applyEvents } from './apply-event.ts'
import { attempt } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { type Move, movedId, moveEvent } from './move-event.ts'
import { queueDeliveries } from './queue-deliveries.ts'
import { recogniseEvent } from './recognise-event.ts'
import type { Actor } from './views.ts'
import { readClock, waiting } from './write-events.ts'

/** Events in one transaction. */
const CHUNK = 500

/** What one member wrote, counted; `people`: about whom, with how many entries each. */
export interface OwnCounts {
  readonly contacts: number
  readonly interactions: number
  readonly notes: number
  readonly facts: number
  readonly tags: number
  readonly people: readonly { readonly contactId: string; readonly name: string; readonly entries: number }[]
}

interface TakeAlong {
  /** Whose entries: the member's id in the workspace they are taken from. */
  readonly memberId: string
  /** Who writes in the workspace they are taken into. */
  readonly actor: Actor
  readonly contacts: 'all' | readonly string[]
}

/** Counts what `takeAlong` would take, for the question beforehand. */
export async function countOwn(db: EarshotDatabase, memberId: string): Promise<Result<OwnCounts>> {
  return attempt(async () => {
    const own = (await ownEvents(db, memberId)).filter(({ known }) => known.actorid === memberId)
    const entries = new Map<string, number>()
    const notes = new Set<string>()
    const counts = { interactions: 0, facts: 0, tags: 0 }
    for (const { known, contactId } of own) {
      if (!entries.has(contactId)) entries.set(contactId, 0)
      if (known.type === 'interaction.logged') counts.interactions += 1
      else if (known.type === 'fact.added') counts.facts += 1
      else if (known.type === 'tag.added') counts.tags += 1
      else if (known.type === 'note.revised' && !notes.has(known.data.noteId)) notes.add(known.data.noteId)
      else continue
      entries.set(contactId, (entries.get(contactId) ?? 0) + 1)
    }
    const ids = [...entries.keys()]
    const contacts = await db.contacts.bulkGet(ids)
    const people = ids.map((contactId, at) => ({
      contactId,
      name: nameOf(contacts[at]) ?? '',
      entries: entries.get(contactId) ?? 0,
    }))
    return { ...counts, contacts: people.length, notes: notes.size, people }
  })
}

/**
 * Writes anew, in `to`, what one member wrote in `from`: interactions, notes, facts, tags and fields, with the
 * handles of those they are about, whoever found them. Ids are derived from the old ones and contacts from their
 * handles, so that taking the same along twice, or after a colleague met the same person, makes nothing twice. When
 * something was said stays as it was. Claims stay behind. Answers how many entries came, and how many were there.
 */
export async function takeAlong(
  from: EarshotDatabase,
  to: EarshotDatabase,
  { memberId, actor, contacts }: TakeAlong,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<Result<{ copied: number; already: number }>> {
  const read = await attempt(() => ownEvents(from, memberId))
  if (!read.ok) return read
  const wanted = contacts === 'all' ? null : new Set(contacts)
  const own = read.value.filter(({ contactId }) => wanted === null || wanted.has(contactId))
  const move: Move = { actor, contactIds: await newContactIds(own, actor.workspaceId) }
  let copied = 0
  for (let at = 0; at < own.length; at += CHUNK) {
    const chunk = own.slice(at, at + CHUNK)
    // Digests are awaited outside of the transaction, which would not wait for them.
    const moved = await Promise.all(chunk.map(({ known }) => moveEvent(known, move)))
    const written = await attempt(() => writeMoved(to, actor, moved))
    if (!written.ok) return written
    copied += written.value
    onProgress(Math.min(at + CHUNK, own.length), own.length)
  }
  return ok({ copied, already: own.length - copied })
}

interface Own {
  readonly known: KnownEvent
  readonly contactId: string
}

/** The member's events about contacts in order of writing, each after the events that say who the contact is. */
async function ownEvents(db: EarshotDatabase, memberId: string): Promise<Own[]> {
  const all: Own[] = []
  await db.events.each(({ event }) => {
    const recognised = recogniseEvent(event, db.workspaceId)
    if (recognised.kind !== 'known') return
    const contactId = contactOf(recognised.known)
    if (contactId !== null) all.push({ known: recognised.known, contactId })
  })
  const met = new Set(all.filter(({ known }) => isSaying(known, memberId)).map(({ contactId }) => contactId))
  return all
    .filter(({ known, contactId }) => (isHandle(known) ? met.has(contactId) : isSaying(known, memberId)))
    .sort((a, b) =>
      isHandle(a.known) === isHandle(b.known) ? order(a.known, b.known) : isHandle(a.known) ? -1 : 1,
    )
}

/** Who wrote down that a handle exists does not matter: it is public, and an entry without it has no name. */
function isHandle({ type }: KnownEvent): boolean {
  return type === 'contact.created' || type === 'contact.handle_linked'
}

function isSaying({ actorid }: KnownEvent, memberId: string): boolean {
  return actorid === memberId
}

function order(one: KnownEvent, other: KnownEvent): number {
  return one.hlc < other.hlc ? -1 : one.hlc > other.hlc ? 1 : 0
}

/** The contact an event is about; null: it is about none, or belongs to its workspace alone. */
function contactOf(event: KnownEvent): string | null {
  switch (event.type) {
    case 'claim.taken':
    case 'claim.released':
    case 'member.joined':
    case 'member.changed':
    case 'device.revoked':
    case 'subject.erased':
      return null
    case 'interaction.amended':
    case 'interaction.retracted':
      return event.subject ?? null
    default:
      return event.data.contactId
  }
}

/** A contact's id in the other workspace: derived from the handle it was first met under. */
async function newContactIds(own: readonly Own[], workspaceId: string): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const { known, contactId } of own) {
    if (known.type !== 'contact.created' || ids.has(contactId)) continue
    const { site, key } = known.data.identity
    ids.set(contactId, await contactIdFor(workspaceId, site, key))
  }
  for (const { contactId } of own)
    if (!ids.has(contactId)) ids.set(contactId, await movedId(contactId, workspaceId))
  return ids
}

/** Writes those that are not there yet; answers how many. */
function writeMoved(db: EarshotDatabase, actor: Actor, moved: readonly SyncEvent[]): Promise<number> {
  return db.transaction('rw', db.writingTables, async () => {
    const there = await db.events.bulkGet(moved.map(({ id }) => id))
    const clock = await readClock(db)
    const fresh = moved
      .filter((_, at) => there[at] === undefined)
      .map((event, at) => ({ ...event, devicen: clock.devicen + at + 1 }))
    if (fresh.length === 0) return 0
    await applyEvents(db, fresh)
    const now = actor.now()
    if (actor.queued) await db.outbox.bulkPut(fresh.map((event) => waiting(event, now)))
    if (actor.delivers === true) await queueDeliveries(db, fresh, now)
    await db.syncState.bulkPut([
      { key: 'devicen', value: clock.devicen + fresh.length },
      { key: 'hlc', value: tickHlc(clock.hlc, now, actor.deviceId) },
    ])
    return fresh.length
  })
}

function nameOf(row: Contact | undefined): string | null {
  const name = row?.fields.name?.value
  if (name !== undefined && name !== '') return name
  const [identity] = row?.identities ?? []
  return identity?.name ?? identity?.handle ?? null
}
