import { Dexie } from 'dexie'
import type { Contact } from '../model/contact.ts'
import type { KnownEvent } from '../model/event.ts'
import { byClock } from './by-clock.ts'
import type { EarshotDatabase } from './database.ts'
import { CONTACT_TYPES, type FoldedContact, foldContact } from './fold-contact.ts'
import { only } from './fold-log.ts'
import { type Groups, readGroups } from './merged-contacts.ts'
import type { IdentityRow } from './rows.ts'
import { rowsWith } from './rows-with.ts'

/** How one interaction, note or fact of a contact counted towards `lastAt`, and counts now; null: not. */
export interface Change {
  readonly contactId: string
  readonly before: number | null
  readonly now: number | null
}

interface Touched {
  /** Contacts that events say something about. */
  readonly said: ReadonlySet<string>
  /** Contacts that may be one person with others than before. */
  readonly regrouped: readonly string[]
  readonly changes: readonly Change[]
  /** By `contact:<id>`. */
  readonly readEvents: (contactIds: readonly string[]) => Promise<ReadonlyMap<string, readonly KnownEvent[]>>
}

/** One person: the rows there were, what the log makes of them, and what has changed around them. */
interface Person {
  readonly id: string
  readonly before: Contact | undefined
  readonly now: FoldedContact['contact'] | null
  readonly changes: readonly Change[]
  readonly regrouped: boolean
}

/**
 * Makes contacts anew: those that events speak about, those whose group is another, and those whose interactions,
 * notes or facts came, went or changed. Same transaction as `applyEvents`.
 */
export async function rebuildContacts(db: EarshotDatabase, touched: Touched): Promise<void> {
  const ids = [...new Set([...touched.said, ...touched.changes.map(({ contactId }) => contactId)])]
  if (ids.length === 0) return
  const groups = await readGroups(db, ids)
  const changed = Map.groupBy(touched.changes, ({ contactId }) => groups.survivorOf(contactId))
  const folded = await fold(groups, touched)
  const survivors = new Set(ids.map((id) => groups.survivorOf(id)))
  const before = await rowsBefore(db, [...survivors, ...touched.regrouped])
  const regrouped = new Set(touched.regrouped.map((id) => groups.survivorOf(id)))
  const people = [...survivors].map((id): Person => {
    const row = before.get(id)
    const now = folded.has(id) ? (folded.get(id)?.contact ?? null) : (row ?? null)
    return { id, before: row, now, changes: changed.get(id) ?? [], regrouped: regrouped.has(id) }
  })
  const rows = await finish(db, people, groups)
  // Who was only met again keeps their handles; whom another stands for now gives them up.
  await putIdentities(db, folded, before, (id) => folded.has(id) || !survivors.has(id))
  const kept = new Set(rows.map(({ id }) => id))
  const gone = [...before.keys()].filter((id) => !kept.has(id))
  await db.contacts.bulkPut(rows)
  if (gone.length > 0) await db.contacts.bulkDelete(gone)
}

async function rowsBefore(db: EarshotDatabase, ids: readonly string[]): Promise<Map<string, Contact>> {
  const rows = await db.contacts.bulkGet([...new Set(ids)])
  return new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.id, row]])))
}

/** What the log makes of the groups that events speak about, by the survivor's id. */
async function fold(
  groups: Groups,
  { said, readEvents }: Touched,
): Promise<Map<string, FoldedContact | null>> {
  const survivors = [...new Set([...said].map((id) => groups.survivorOf(id)))]
  const events = await readEvents(survivors.flatMap((id) => [...groups.membersOf(id)]))
  return new Map(
    survivors.map((id) => {
      const members = groups.membersOf(id)
      const all = members.flatMap((member) => only(events.get(`contact:${member}`) ?? [], ...CONTACT_TYPES))
      return [
        id,
        foldContact(
          id,
          members.filter((member) => member !== id),
          all,
        ),
      ]
    }),
  )
}

async function putIdentities(
  db: EarshotDatabase,
  folded: ReadonlyMap<string, FoldedContact | null>,
  before: ReadonlyMap<string, Contact>,
  isNew: (contactId: string) => boolean,
): Promise<void> {
  const rows = [...folded].flatMap(([contactId, person]) =>
    (person?.identities ?? []).map(({ identity: { site, key, stableId }, hlc }): IdentityRow => {
      return { contactId, site, key, stableId, hlc }
    }),
  )
  const kept = new Set(rows.map(({ contactId, site, key }) => `${contactId} ${site} ${key}`))
  const stale = [...before.values()]
    .filter(({ id }) => isNew(id))
    .flatMap(({ id, identities }) =>
      identities.map(({ site, key }): [string, string, string] => [id, site, key]),
    )
    .filter(([id, site, key]) => !kept.has(`${id} ${site} ${key}`))
  if (rows.length > 0) await db.identities.bulkPut(rows)
  if (stale.length > 0) await db.identities.bulkDelete(stale)
}

/** The rows as they will stand; a person without events about themselves has none. */
async function finish(db: EarshotDatabase, people: readonly Person[], groups: Groups): Promise<Contact[]> {
  const found = people.filter(
    (person): person is Person & { now: FoldedContact['contact'] } => person.now !== null,
  )
  const times = await Promise.all(
    found.map(async (person) => knownTime(person) ?? (await lastTime(db, groups.membersOf(person.id)))),
  )
  const gone = found.filter(({ now }) => now.deletion !== null)
  const newest = await newestWriting(
    db,
    gone.map(({ id }) => id),
    groups,
  )
  return found.map(({ id, now }, at) => {
    const row = { ...now, lastAt: Math.max(now.firstAt, times[at] ?? 0) }
    if (now.deletion === null) return { ...row, deleted: false }
    const later = newest.get(id)
    const back = later !== undefined && later.hlc > now.deletion.hlc
    return { ...row, deleted: !back, revived: back ? { actorId: later.actorId, at: later.at } : null }
  })
}

/**
 * When they were last in touch, where the row and what changed tell; null where only the tables can: for a
 * row that is new, and when what counted most counts less.
 */
function knownTime({ before, now, changes, regrouped }: Person): number | null {
  if (before === undefined || regrouped) return null
  if (before.lastAt === before.firstAt && before.firstAt !== now?.firstAt) return null
  const lapsed = changes.some(
    (change) => change.before === before.lastAt && (change.now ?? -1) < before.lastAt,
  )
  return lapsed ? null : Math.max(before.lastAt, ...changes.map(({ now: time }) => time ?? 0))
}

/** Of the newest interaction or note that stands; 0 without one. */
async function lastTime(db: EarshotDatabase, contactIds: readonly string[]): Promise<number> {
  const times = contactIds.map(async (contactId) => {
    const met = db.interactions
      .where('[contactId+at]')
      .between([contactId, Dexie.minKey], [contactId, Dexie.maxKey])
      .reverse()
      .filter(({ retracted }) => !retracted)
      .first()
    const notes = db.notes.where('contactId').equals(contactId).toArray()
    const written = (await notes).filter(({ deleted }) => !deleted).map(({ lastAt }) => lastAt)
    return Math.max(0, (await met)?.at ?? 0, ...written)
  })
  return Math.max(0, ...(await Promise.all(times)))
}

interface Writing {
  readonly id: string
  readonly hlc: string
  readonly actorId: string
  readonly at: number
}

/** The newest interaction, note or fact of each of these people that stands, by the clock of edits. */
async function newestWriting(
  db: EarshotDatabase,
  survivors: readonly string[],
  groups: Groups,
): Promise<Map<string, Writing>> {
  const newest = new Map<string, Writing>()
  if (survivors.length === 0) return newest
  const ids = survivors.flatMap((id) => [...groups.membersOf(id)])
  const consider = (contactId: string, one: Writing) => {
    const survivor = groups.survivorOf(contactId)
    const best = newest.get(survivor)
    if (best === undefined || byClock(one, best) > 0) newest.set(survivor, one)
  }
  for (const row of await rowsWith(db.interactions, 'contactId', ids))
    if (!row.retracted) consider(row.contactId, row)
  for (const row of await rowsWith(db.facts, 'contactId', ids))
    if (!row.retracted) consider(row.contactId, { ...row, ...row.confirmed })
  for (const { id, contactId, deleted, hlc, heads, lastAt } of await rowsWith(db.notes, 'contactId', ids)) {
    const actorId = heads[0]?.actorId
    if (!deleted && actorId !== undefined) consider(contactId, { id, hlc, actorId, at: lastAt })
  }
  return newest
}
