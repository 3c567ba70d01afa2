import type { SyncEvent } from '../model/event.ts'
import { clampHlc } from '../model/hlc.ts'
import type { Erasure, SnapshotAnswer } from '../model/wire.ts'
import { applyEvents, applyNewlyUnderstood } from './apply-event.ts'
import type { EarshotDatabase } from './database.ts'
import { applyErasures } from './erase-contacts.ts'
import { recogniseEvent } from './recognise-event.ts'
import type { SetAside } from './rows.ts'
import { deleteNear } from './rows-near.ts'
import { readPlace, saveReached, saveSnapshotPlace } from './sync-place.ts'
import { unseenRevisions, withdrawUnseen } from './void-revisions.ts'
import { readClock } from './write-events.ts'

/** A colleague's clock may run so far ahead of ours before we stop following it. */
const CLOCK_LEAD = 60_000

interface Erasing {
  readonly erasures: readonly Erasure[]
  /** Of the marks of those that name nobody any more. */
  readonly erasureKey?: string | undefined
}

export interface Received {
  readonly applied: number
  readonly setAside: number
}

interface PulledPage extends Erasing {
  readonly events: readonly unknown[]
  readonly cursor: string
  /** Null: the server did not say. */
  readonly head: number | null
  readonly epoch?: string | undefined
}

/** Takes in a page of the log and moves the cursor, in one transaction. Erasures come first. */
export function receivePage(db: EarshotDatabase, page: PulledPage, now: number): Promise<Received> {
  const sorted = sortPage(db, page.events, page.cursor, now)
  return inOneTransaction(db, page.erasures, sorted, async () => {
    const place = await readPlace(db)
    await take(db, page, sorted, now)
    const seq = Math.max(place.seq, newestSeq(sorted.events))
    const head = Math.max(page.head ?? 0, place.head)
    await saveReached(db, { cursor: page.cursor, seq, head, epoch: page.epoch })
    return { applied: sorted.events.length, setAside: sorted.broken.length }
  })
}

/** Takes in a page of a snapshot. After the last one, pulling goes on from where the snapshot was made. */
export function receiveSnapshotPage(
  db: EarshotDatabase,
  page: SnapshotAnswer,
  now: number,
): Promise<Received> {
  const { events, erasures = [], erasureKey, snapshotCursor, pullCursor, done, count, at, epoch } = page
  const sorted = sortPage(db, events, snapshotCursor ?? pullCursor, now)
  return inOneTransaction(db, erasures, sorted, async () => {
    const { snapshot } = await readPlace(db)
    await take(db, { erasures, erasureKey }, sorted, now)
    const unseen = await unseenRevisions(db, snapshot?.unseen ?? null, events, at)
    if (done || snapshotCursor === null) {
      await saveReached(db, { cursor: pullCursor, seq: at, head: at, epoch })
      await withdrawUnseen(db, unseen, at)
    } else {
      const read = (snapshot?.done ?? 0) + events.length
      const of = Math.max(read, count)
      await saveSnapshotPlace(db, { cursor: snapshotCursor, done: read, of, unseen })
    }
    return { applied: sorted.events.length, setAside: sorted.broken.length }
  })
}

/**
 * An erasure looks into every table. Any other page leaves alone what browsing keeps, so that a person can go on
 * working while a long log comes in.
 */
function inOneTransaction<T>(
  db: EarshotDatabase,
  erasures: readonly Erasure[],
  { events }: SortedPage,
  work: () => Promise<T>,
): Promise<T> {
  const everywhere = erasures.length > 0 || events.some(({ type }) => type === 'subject.erased')
  const tables = everywhere ? db.tables : [...db.logTables, db.outbox, db.quarantine, db.syncState]
  return db.transaction('rw', tables, work)
}

interface SortedPage {
  readonly events: readonly SyncEvent[]
  readonly broken: readonly SetAside[]
}

function sortPage(db: EarshotDatabase, raws: readonly unknown[], place: string, now: number): SortedPage {
  const events: SyncEvent[] = []
  const broken: SetAside[] = []
  for (const [at, raw] of raws.entries()) {
    const recognised = recogniseEvent(raw, db.workspaceId)
    if (recognised.kind !== 'unreadable') events.push(recognised.event)
    else {
      // The same event in a second pull takes the same place.
      const id = `remote:${idOf(raw) ?? `${place}#${at}`}`
      broken.push({ id, origin: 'remote', reason: recognised.reason, raw, at: now })
    }
  }
  return { events, broken }
}

async function take(
  db: EarshotDatabase,
  { erasures, erasureKey }: Erasing,
  { events, broken }: SortedPage,
  now: number,
): Promise<void> {
  await applyNewlyUnderstood(db)
  if (erasures.length > 0) await applyErasures(db, erasures, erasureKey)
  await applyEvents(db, events)
  // What the server sends back it has stored, even if its receipt was lost.
  if ((await db.outbox.count()) > 0)
    await deleteNear(
      db.outbox,
      events.map(({ id }) => id),
    )
  if (broken.length > 0) await db.quarantine.bulkPut(broken)
  await followClock(db, events, now)
}

/** An edit made after reading a colleague's must count as newer, also where their clock is ahead. */
async function followClock(db: EarshotDatabase, events: readonly SyncEvent[], now: number): Promise<void> {
  const { hlc } = await readClock(db)
  const stamps = events.map((event) => clampHlc(event.hlc, now + CLOCK_LEAD))
  const newest = [hlc ?? '', ...stamps].sort().at(-1) ?? ''
  if (newest !== '' && newest !== hlc) await db.syncState.put({ key: 'hlc', value: newest })
}

function newestSeq(events: readonly SyncEvent[]): number {
  return events.reduce((most, { seq = 0 }) => Math.max(most, seq), 0)
}

function idOf(raw: unknown): string | null {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : null
  return typeof id === 'string' && id.length <= 100 ? id : null
}
