import type { SyncEvent } from '../model/event.ts'
import type { EarshotDatabase } from './database.ts'
import { type OutboxRow, OutboxRowSchema } from './rows.ts'
import { eventBytes, readClock } from './write-events.ts'

/** Three times the deadline of a request: an answer that is still to come comes before that. */
const LEASE = 60_000
/** No lease is longer than this; a later one was given by a clock that has since been put back. */
const LONGEST_LEASE = 60 * 60_000

/** Rows among which the leases of a round that ended without an answer are looked for. */
const LEASED = 1_000

interface Claim {
  readonly now: number
  /** Events. */
  readonly limit: number
  /** Of their JSON, commas included. One event is always claimed, however large. */
  readonly maxBytes: number
}

/**
 * Takes waiting events for one push, oldest first, and leases them for a minute. Unreadable rows go to
 * quarantine. Events that a restored backup brought from another device become this device's.
 */
export function claimBatch(
  db: EarshotDatabase,
  deviceId: string,
  { now, limit, maxBytes }: Claim,
): Promise<readonly SyncEvent[]> {
  return db.transaction('rw', [db.outbox, db.events, db.quarantine, db.syncState], async () => {
    const rows = await claimable(db, now, limit)
    const claimed: OutboxRow[] = []
    let bytes = 0
    for (const row of rows) {
      const parsed = OutboxRowSchema.safeParse(row)
      // Only here an await, and each with a request: Dexie bears no hundred idle ones in a transaction.
      if (!parsed.success) {
        await setRowAside(db, row, parsed.error.issues[0]?.path.map(String).join('.') ?? '', now)
        continue
      }
      const own = parsed.data.event.deviceid === deviceId
      const mine = own ? parsed.data : await adopt(db, deviceId, parsed.data)
      bytes += eventBytes(mine.event) + 1
      if (bytes > maxBytes && claimed.length > 0) break
      claimed.push({ ...mine, state: 'inflight', leaseUntil: now + LEASE, attempts: mine.attempts + 1 })
    }
    await db.outbox.bulkPut(claimed)
    return claimed.map(({ event }) => event)
  })
}

/** A filter walks a cursor row by row, which is only needed where some of the oldest are leased or wait. */
async function claimable(db: EarshotDatabase, now: number, limit: number): Promise<OutboxRow[]> {
  const isFree = ({ leaseUntil }: OutboxRow) => !(leaseUntil > now) || leaseUntil > now + LONGEST_LEASE
  const oldest = await db.outbox.orderBy('n').limit(limit).toArray()
  return oldest.every(isFree) ? oldest : db.outbox.orderBy('n').filter(isFree).limit(limit).toArray()
}

/**
 * Ends every lease of a request; what waits because the server asked for it goes on waiting. For whoever holds the sync lock: the lock is freed when its holder dies, so a lease
 * that is still there belongs to a round that ended without an answer, and need not be waited out.
 */
export function endLeases(db: EarshotDatabase): Promise<void> {
  return db.transaction('rw', db.outbox, async () => {
    // A round claims the oldest, a few hundred at a time; what lies deeper ends by itself after a minute.
    const oldest = await db.outbox.orderBy('n').limit(LEASED).toArray()
    const leased = oldest.filter(({ state }) => state === 'inflight')
    await db.outbox.bulkPut(leased.map((row) => ({ ...row, state: 'pending', leaseUntil: 0 })))
  })
}

async function setRowAside(db: EarshotDatabase, row: OutboxRow, reason: string, at: number): Promise<void> {
  await db.quarantine.put({ id: `row:outbox:${row.id}`, origin: 'row', reason, raw: row, at })
  await db.outbox.delete(row.id)
}

/** The server takes from a device only what names that device. The id stays, so that a repeat is known. */
async function adopt(db: EarshotDatabase, deviceId: string, row: OutboxRow): Promise<OutboxRow> {
  const n = (await readClock(db)).devicen + 1
  const event = { ...row.event, deviceid: deviceId, source: `urn:device:${deviceId}`, devicen: n }
  await db.events.where('id').equals(row.id).modify({ event })
  await db.syncState.put({ key: 'devicen', value: n })
  return { ...row, n, event }
}
