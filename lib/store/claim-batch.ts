import type { SyncEvent } from '../model/event.ts'
import type { EarshotDatabase } from './database.ts'
import { type OutboxRow, OutboxRowSchema } from './rows.ts'
import { eventBytes, readClock } from './write-events.ts'

/** Three times the deadline of a request: an answer that is still to come comes before that. */
const LEASE = 60_000
/** No lease is longer than this; a later one was given by a clock that has since been put back. */
const LONGEST_LEASE = 60 * 60_000

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
    const rows = await db.outbox
      .orderBy('n')
      .filter(({ leaseUntil }) => !(leaseUntil > now) || leaseUntil > now + LONGEST_LEASE)
      .limit(limit)
      .toArray()
    const claimed: OutboxRow[] = []
    let bytes = 0
    for (const row of rows) {
      const readable = await own(db, deviceId, row, now)
      if (readable === null) continue
      bytes += eventBytes(readable.event) + 1
      if (bytes > maxBytes && claimed.length > 0) break
      claimed.push({
        ...readable,
        state: 'inflight',
        leaseUntil: now + LEASE,
        attempts: readable.attempts + 1,
      })
    }
    await db.outbox.bulkPut(claimed)
    return claimed.map(({ event }) => event)
  })
}

async function own(
  db: EarshotDatabase,
  deviceId: string,
  row: OutboxRow,
  now: number,
): Promise<OutboxRow | null> {
  const parsed = OutboxRowSchema.safeParse(row)
  if (!parsed.success) {
    const reason = parsed.error.issues[0]?.path.map(String).join('.') ?? ''
    await db.quarantine.put({ id: `row:outbox:${row.id}`, origin: 'row', reason, raw: row, at: now })
    await db.outbox.delete(row.id)
    return null
  }
  if (parsed.data.event.deviceid === deviceId) return parsed.data
  const { devicen } = await readClock(db)
  const n = devicen + 1
  const event = { ...parsed.data.event, deviceid: deviceId, source: `urn:device:${deviceId}`, devicen: n }
  const mine: OutboxRow = { ...parsed.data, n, event }
  await db.events.where('id').equals(row.id).modify({ event })
  await db.syncState.put({ key: 'devicen', value: n })
  return mine
}
