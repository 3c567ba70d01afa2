import type { SyncEvent } from '../model/event.ts'
import type { EarshotDatabase } from './database.ts'
import { type Leases, lease, readLeases, waits } from './leases.ts'
import { type OutboxRow, OutboxRowSchema } from './rows.ts'
import { eventBytes, readClock } from './write-events.ts'

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
    const leases = await readLeases(db)
    const rows = await claimable(db, leases, now, limit)
    const claimed: OutboxRow[] = []
    const adopted: OutboxRow[] = []
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
      if (!own) adopted.push(mine)
      if (bytes > maxBytes && claimed.length > 0) break
      claimed.push(mine)
    }
    if (adopted.length > 0) await db.outbox.bulkPut(adopted)
    if (claimed.length > 0)
      await lease(
        db,
        leases,
        claimed.map(({ id }) => id),
        now,
      )
    return claimed.map(({ event }) => event)
  })
}

/** A filter walks a cursor row by row, which is only needed where some of the oldest are leased or wait. */
async function claimable(
  db: EarshotDatabase,
  leases: Leases,
  now: number,
  limit: number,
): Promise<OutboxRow[]> {
  const isFree = ({ id, leaseUntil }: OutboxRow) =>
    !waits(leaseUntil, now) && !waits(leases.get(id) ?? 0, now)
  const oldest = await db.outbox.orderBy('n').limit(limit).toArray()
  return oldest.every(isFree) ? oldest : db.outbox.orderBy('n').filter(isFree).limit(limit).toArray()
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
