import { type SyncEvent, SyncEventSchema } from '../model/event.ts'
import type { Result } from '../model/problem.ts'
import { z } from '../model/zod.ts'
import { applyEvents } from './apply-event.ts'
import { attempt } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { recordLost } from './read-sync-status.ts'
import { recogniseEvent } from './recognise-event.ts'
import { eventBytes, readClock, waiting } from './write-events.ts'

/** The newest unsent entries that are kept a second time, at most. */
const ENTRIES = 200
/** …and of their bytes: notes are long. */
const BYTES = 4 * 1024 * 1024

const MirrorSchema = z.object({
  /** Which database it is of: another one, or none, and it was wiped. */
  dbId: z.string(),
  /** The number of its last event: one with a lower number went back in time. */
  devicen: z.int().nonnegative(),
  hlc: z.string().nullable(),
  /** Events that waited, also those that are not in `tail`. */
  unsent: z.int().nonnegative(),
  /** The newest of these, oldest first. Parsed one by one. */
  tail: z.array(z.unknown()),
})

/** What tells a wiped database from an empty one, and the newest of what only this device has. */
export type Mirror = z.infer<typeof MirrorSchema>

/**
 * What is to be kept in another store, now. Null: the same as in `before`, or this database has no name yet, or went
 * back to an older state and is not mended: then `before` is all there is.
 */
export function makeMirror(db: EarshotDatabase, before: unknown): Promise<Result<Mirror | null>> {
  return attempt(() =>
    db.transaction('r', [db.outbox, db.syncState], async () => {
      const dbId = await readDatabaseId(db)
      if (dbId === null) return null
      const { devicen, hlc } = await readClock(db)
      const kept = MirrorSchema.safeParse(before).data
      if (kept?.dbId === dbId && kept.devicen > devicen) return null
      const unsent = await db.outbox.count()
      const rows = await db.outbox.orderBy('n').reverse().limit(ENTRIES).toArray()
      const tail: SyncEvent[] = []
      let bytes = 0
      for (const { event } of rows) {
        bytes += eventBytes(event)
        if (bytes > BYTES) break
        tail.unshift(event)
      }
      const mirror: Mirror = { dbId, devicen, hlc, unsent, tail }
      return sameMirror(before, mirror) ? null : mirror
    }),
  )
}

export interface Mended {
  /** Entries that were queued again. */
  readonly again: number
  /** Unsent entries that are gone for good. */
  readonly lost: number
}

/**
 * Compares the database with its mirror, of unproven shape. Where it was wiped, or went back to an older state, the
 * mirrored entries are queued again under their own ids, the device's counters go on where they were, and what is
 * gone is counted for the status. A database that has no name yet gets `newId`.
 */
export function mendFromMirror(
  db: EarshotDatabase,
  kept: unknown,
  { now, newId }: { now(): number; newId(): string },
): Promise<Result<Mended>> {
  const mirror = MirrorSchema.safeParse(kept).data ?? null
  return attempt(() =>
    db.transaction('rw', [...db.logTables, db.outbox, db.syncState], async () => {
      const dbId = await readDatabaseId(db)
      if (dbId === null) await db.syncState.put({ key: 'dbId', value: newId() })
      const clock = await readClock(db)
      if (mirror === null || (mirror.dbId === dbId && clock.devicen >= mirror.devicen))
        return { again: 0, lost: 0 }
      const again = await queueAgain(db, mirror, now())
      await db.syncState.bulkPut([
        { key: 'devicen', value: Math.max(clock.devicen, mirror.devicen) },
        { key: 'hlc', value: [clock.hlc ?? '', mirror.hlc ?? ''].sort().at(-1) },
      ])
      // Of a wiped database nothing else is left; one that went back has its older entries still.
      const wiped = mirror.dbId !== dbId
      const there = wiped
        ? mirror.tail.length
        : await db.outbox.filter(({ n }) => n <= mirror.devicen).count()
      const lost = Math.max(0, mirror.unsent - there)
      await recordLost(db, lost, now())
      return { again, lost }
    }),
  )
}

async function queueAgain(db: EarshotDatabase, { tail }: Mirror, now: number): Promise<number> {
  const events = tail.flatMap((raw) => {
    const recognised = recogniseEvent(raw, db.workspaceId)
    return recognised.kind === 'unreadable' ? [] : [recognised.event]
  })
  const ids = events.map(({ id }) => id)
  const known = await db.events.bulkGet(ids)
  const queued = await db.outbox.bulkGet(ids)
  const gone = events.filter((_, at) => queued[at] === undefined && known[at]?.event.seq === undefined)
  await applyEvents(db, gone)
  await db.outbox.bulkPut(gone.map((event) => waiting(event, now)))
  return gone.length
}

async function readDatabaseId(db: EarshotDatabase): Promise<string | null> {
  const kept: unknown = (await db.syncState.get('dbId'))?.value
  return typeof kept === 'string' ? kept : null
}

function sameMirror(before: unknown, now: Mirror): boolean {
  const parsed = MirrorSchema.safeParse(before)
  if (!parsed.success) return false
  const { dbId, devicen, hlc, unsent, tail } = parsed.data
  const ids = (events: readonly unknown[]) =>
    events.map((event) => SyncEventSchema.safeParse(event).data?.id).join(' ')
  const sameCounts = dbId === now.dbId && devicen === now.devicen && unsent === now.unsent && hlc === now.hlc
  return sameCounts && ids(tail) === ids(now.tail)
}
