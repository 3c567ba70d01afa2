/** The one reducer: local and remote events, first time or again, in any order. */
import { type KnownEvent, NEWEST, type SyncEvent } from '../model/event.ts'
import type { EarshotDatabase } from './database.ts'
import { applyErasures, erasedAmong, withoutNames } from './erase-contacts.ts'
import { rebuild } from './rebuild.ts'
import { aboutOf, NEWER, recogniseEvent } from './recognise-event.ts'
import type { EventRow } from './rows.ts'
import { rowsNear } from './rows-near.ts'

/** What this build understands, as text: kept beside the log, so that it is not looked through at every page. */
const UNDERSTOOD = JSON.stringify(NEWEST)

/**
 * Keeps the events in the log and makes anew each row that they are about. Call it in a transaction
 * over `db.logTables`, or over all tables when one of the events is `subject.erased` (its scope an `async`
 * function), with events that `recogniseEvent` did not find unreadable. A row is a function of the set
 * of events about it, so neither their order nor their repetition matters: an amendment may come before
 * what it amends. Of two copies of one event the server's (with `seq`) stays: its clock stamp is the
 * one that every device compares. An event that names an erased contact is dropped, whenever it comes.
 */
export async function applyEvents(db: EarshotDatabase, events: readonly SyncEvent[]): Promise<void> {
  if (events.length === 0) return
  const parsed = new Map<string, KnownEvent>()
  const kept = await keptAmong(db, events)
  const rows = new Map<string, EventRow>()
  for (const event of kept) {
    rows.set(event.id, { id: event.id, about: aboutOf(event, db.workspaceId), event })
    const recognised = recogniseEvent(event, db.workspaceId)
    if (recognised.kind === 'known') parsed.set(event.id, recognised.known)
  }
  await db.events.bulkPut([...rows.values()])
  await rebuild(db, new Set([...rows.values()].map(({ about }) => about)), parsed)
}

/** Those that change the log: new, or the server's copy of one that was kept without it; and about nobody erased. */
async function keptAmong(db: EarshotDatabase, events: readonly SyncEvent[]): Promise<SyncEvent[]> {
  const named = events.map((event) => withoutNames(event))
  const erasures = events.filter(({ type }) => type === 'subject.erased')
  if (erasures.length > 0) await applyErasures(db, erasures.map(namedIn))
  const erased = await erasedAmong(db, named)
  const stored = new Map<string, SyncEvent>()
  const ids = events.map(({ id }) => id)
  for (const row of await rowsNear(db.events, 'id', ids)) stored.set(row.id, row.event)
  const changed = new Map<string, SyncEvent>()
  for (const event of named) {
    if (erased.has(event.id)) continue
    const kept = changed.get(event.id) ?? stored.get(event.id)
    if (kept !== undefined && (event.seq === undefined || isSameCopy(kept, event))) continue
    changed.set(event.id, event)
  }
  return [...changed.values()]
}

/**
 * After a restore an event may come back under the same number with another stamp; and what waited while this browser
 * was let in again as somebody else was sent by them, whom only the server's copy names.
 */
function isSameCopy(kept: SyncEvent, event: SyncEvent): boolean {
  return kept.seq === event.seq && kept.hlc === event.hlc && kept.actorid === event.actorid
}

function namedIn({ data }: SyncEvent): { contactIds: readonly string[] } {
  const { contactIds } = data
  return { contactIds: Array.isArray(contactIds) ? contactIds.filter((id) => typeof id === 'string') : [] }
}

/** Takes events out of the log, as if they had never come, and makes their rows anew. Same transaction as `applyEvents`. */
export async function withdrawEvents(db: EarshotDatabase, ids: readonly string[]): Promise<void> {
  const rows = (await db.events.bulkGet([...ids])).filter((row) => row !== undefined)
  await db.events.bulkDelete(rows.map(({ id }) => id))
  await rebuild(db, new Set(rows.map(({ about }) => about)))
}

/**
 * Applies what an older version kept and this one understands; looks only once a version. Same transaction as
 * `applyEvents`, over `db.syncState` too.
 */
export async function applyNewlyUnderstood(db: EarshotDatabase): Promise<void> {
  if ((await db.syncState.get('understood'))?.value === UNDERSTOOD) return
  const kept = await db.events.where('about').startsWith(NEWER).toArray()
  const rows = kept.map((row) => ({ ...row, about: aboutOf(row.event, db.workspaceId) }))
  const understood = rows.filter(({ about }) => !about.startsWith(NEWER))
  await db.events.bulkPut(understood)
  await rebuild(db, new Set(understood.map(({ about }) => about)))
  await db.syncState.put({ key: 'understood', value: UNDERSTOOD })
}
