/** Erasing: what a device keeps about somebody goes, and nothing about them comes back. */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { Dexie } from 'dexie'
import type { SyncEvent } from '../model/event.ts'
import type { EarshotDatabase } from './database.ts'
import { eraseTraces } from './erase-traces.ts'
import { readGroups } from './merged-contacts.ts'
import { rebuild } from './rebuild.ts'
import type { EventRow } from './rows.ts'
import { rowsWith } from './rows-with.ts'

/** Events read at a time. */
const CHUNK = 2_000
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

/**
 * Erases these contacts for ever: their events, every row made of them, what waits to be sent or was set
 * aside, and what browsing left about them. Call it in a transaction over `db.tables`, before the
 * events that came with it. Those erased before are passed over. An erasure that names nobody any more is known by
 * its marks, which take the server's key.
 */
export async function applyErasures(
  db: EarshotDatabase,
  erasures: readonly { readonly contactIds: readonly string[]; readonly marks?: readonly string[] }[],
  key?: string,
): Promise<void> {
  await eraseNamed(db, erasures)
  if (key === undefined) return
  const nameless = erasures.flatMap(({ contactIds, marks = [] }) => (contactIds.length > 0 ? [] : marks))
  const known = await db.erased.bulkGet(nameless)
  const fresh = nameless.filter((_, at) => known[at] === undefined)
  if (fresh.length === 0) return
  await db.erased.bulkPut(fresh.map((mark) => ({ mark, key })))
  await eraseAgain(db)
}

async function eraseNamed(
  db: EarshotDatabase,
  erasures: readonly { readonly contactIds: readonly string[] }[],
): Promise<void> {
  const named = [...new Set(erasures.flatMap(({ contactIds }) => contactIds.map((id) => id.toLowerCase())))]
  if (named.length === 0) return
  const marks = named.map((id) => markOf(db.workspaceId, id))
  const known = await db.erased.bulkGet(marks)
  const fresh = new Set(named.filter((_, at) => known[at] === undefined))
  if (fresh.size === 0) return
  await db.erased.bulkPut(marks.map((mark) => ({ mark })))
  await erase(db, fresh)
}

/** Erases whoever is here although they were erased: after a backup from before was restored. Over `db.tables`. */
export async function eraseAgain(db: EarshotDatabase): Promise<void> {
  const wasErased = await readErased(db)
  if (wasErased === null) return
  const ids = new Set<string>()
  await eachEvent(db, ({ event }) => {
    for (const id of namesIn(event)) ids.add(id)
  })
  for (const table of [db.contacts, db.merged])
    for (const id of await table.toCollection().primaryKeys()) ids.add(id)
  for (const table of [db.interactions, db.notes, db.facts, db.unsavedNotes, db.mentions])
    await table.each(({ contactId }) => {
      if (contactId !== null) ids.add(contactId)
    })
  for (const table of [db.outbox, db.deliveries])
    await table.each(({ event }) => {
      for (const id of namesIn(event)) ids.add(id)
    })
  await db.quarantine.each(({ raw }) => {
    for (const id of JSON.stringify(raw)?.match(UUID) ?? []) ids.add(id.toLowerCase())
  })
  const back = [...ids].filter(wasErased)
  if (back.length > 0) await erase(db, new Set(back))
}

/** Ids of those of the events that name somebody who was erased. */
export async function erasedAmong(
  db: EarshotDatabase,
  events: readonly SyncEvent[],
): Promise<ReadonlySet<string>> {
  const wasErased = await readErased(db)
  if (wasErased === null) return new Set()
  return new Set(events.filter((event) => namesIn(event).some(wasErased)).map(({ id }) => id))
}

/** Nothing may be kept about this contact. */
export async function isErased(db: EarshotDatabase, contactId: string): Promise<boolean> {
  return (await readErased(db))?.(contactId.toLowerCase()) ?? false
}

/** An erasure as the log keeps it: an id can be worked out from a handle, so it must not stay. */
export function withoutNames(event: SyncEvent): SyncEvent {
  return event.type === 'subject.erased' ? { ...event, data: { ...event.data, contactIds: [] } } : event
}

/**
 * By what an erased contact is known again here: SHA-256 over workspace and id. It takes someone's handle to work it
 * out; the server's own marks take its key too.
 */
function markOf(workspaceId: string, contactId: string): string {
  return bytesToHex(sha256(utf8ToBytes(`${workspaceId}\u001f${contactId.toLowerCase()}`)))
}

/** As `erasureMark` of the server has it. */
function markUnder(key: Uint8Array, contactId: string): string {
  return bytesToHex(hmac(sha256, key, utf8ToBytes(contactId.toLowerCase())))
}

/** Tells of an id whether it was erased; null: nobody was. */
async function readErased(db: EarshotDatabase): Promise<((contactId: string) => boolean) | null> {
  const rows = await db.erased.toArray()
  if (rows.length === 0) return null
  const marks = new Set(rows.map(({ mark }) => mark))
  const keys = [...new Set(rows.flatMap(({ key }) => (key === undefined ? [] : [key])))].map(hexToBytes)
  const verdicts = new Map<string, boolean>()
  return (id) => {
    const verdict =
      verdicts.get(id) ??
      (marks.has(markOf(db.workspaceId, id)) || keys.some((key) => marks.has(markUnder(key, id))))
    verdicts.set(id, verdict)
    return verdict
  }
}

/** Every id that an event speaks of, also one of a type that we do not understand. */
function namesIn({ subject, data }: SyncEvent): string[] {
  return [subject ?? '', ...(JSON.stringify(data).match(UUID) ?? [])].map((id) => id.toLowerCase())
}

async function erase(db: EarshotDatabase, ids: ReadonlySet<string>): Promise<void> {
  const groups = await readGroups(db, [...ids])
  const relatives = [...ids].flatMap((id) => [...groups.membersOf(groups.survivorOf(id))])
  const met = await rowsWith(db.interactions, 'contactId', [...ids])
  const made = [
    ...met.map(({ id }) => `interaction:${id}`),
    ...(await rowsWith(db.notes, 'contactId', [...ids])).map(({ id }) => `note:${id}`),
    ...(await rowsWith(db.facts, 'contactId', [...ids])).map(({ id }) => `fact:${id}`),
  ]
  const theirs = new Set(made)
  const gone: EventRow[] = []
  await eachEvent(db, (row) => {
    if (theirs.has(row.about) || namesIn(row.event).some((id) => ids.has(id))) gone.push(row)
  })
  const people = (await db.contacts.bulkGet([...ids])).filter((row) => row !== undefined)
  await eraseTraces(db, {
    ids,
    posts: met,
    identities: [
      ...people.flatMap(({ identities }) => identities),
      ...gone.map(({ event }) => event.data.identity),
    ],
    isAbout: (event) => namesIn(event).some((id) => ids.has(id)),
  })
  await db.events.bulkDelete(gone.map(({ id }) => id))
  await db.contacts.bulkDelete([...ids])
  await Promise.all(
    [...ids].map((id) =>
      db.identities.where('[contactId+site+key]').between([id], [id, Dexie.maxKey]).delete(),
    ),
  )
  const abouts = [...made, ...gone.map(({ about }) => about), ...relatives.map((id) => `contact:${id}`)]
  await rebuild(db, new Set(abouts))
}

async function eachEvent(db: EarshotDatabase, visit: (row: EventRow) => void): Promise<void> {
  for (let last = ''; ; ) {
    const rows = await db.events.where('id').above(last).limit(CHUNK).toArray()
    for (const row of rows) visit(row)
    const end = rows.at(-1)
    if (end === undefined) return
    last = end.id
  }
}
