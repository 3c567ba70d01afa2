import type { SyncEvent } from '../model/event.ts'
import type { Receipt } from '../model/wire.ts'
import { applyEvents, withdrawEvents } from './apply-event.ts'
import type { EarshotDatabase } from './database.ts'
import { endLeasesOf, readLeases } from './leases.ts'
import { recogniseEvent } from './recognise-event.ts'
import type { OutboxRow, SetAside } from './rows.ts'
import { deleteNear, rowsNear } from './rows-near.ts'
import { saveHeard } from './sync-place.ts'
import { takeRepeated } from './void-revisions.ts'

/** How long an event waits that the server could not take yet, in milliseconds. */
const RETRY_AFTER = 60_000
/** …and one that the server is too old for. */
const HELD_FOR = 15 * 60_000
/** So often a reused id is taken for an event of ours that a pull will bring back. */
const CONFLICT_TRIES = 3

/** What becomes of the rows of one answer. */
interface Settled {
  readonly gone: string[]
  /** Stored under another stamp than ours, or where the server's order decides: their rows are made anew. */
  readonly stored: SyncEvent[]
  /** Stored as they were: only their `seq` is new. */
  readonly numbered: SyncEvent[]
  readonly waiting: OutboxRow[]
  readonly refused: SetAside[]
  /** Refused in a way that makes what this device shows wrong: somebody else's claim, an erased person. */
  readonly withdrawn: string[]
  /** Revisions that were stored before, with their `seq`. */
  readonly repeated: SyncEvent[]
}

/** Refusals after which the entry may not stay in this device's own log either. */
const WITHDRAWN = new Set(['claimed_by', 'erased'])

/**
 * Does what the receipts of one push say, in one transaction and few requests, however many they are. Only a row
 * that was claimed can be settled. Answers how many went to quarantine.
 */
export function settleReceipts(
  db: EarshotDatabase,
  receipts: readonly Receipt[],
  now: number,
  said: { readonly epoch: string | null; readonly head: number },
): Promise<{ setAside: number }> {
  return db.transaction('rw', [...db.logTables, db.outbox, db.quarantine, db.syncState], async () => {
    await saveHeard(db, said)
    const rows = byId(
      await rowsNear(
        db.outbox,
        'id',
        receipts.map(({ id }) => id),
      ),
    )
    const leases = await readLeases(db)
    const settled: Settled = {
      ...{ gone: [], stored: [], numbered: [], waiting: [], refused: [], withdrawn: [] },
      repeated: [],
    }
    for (const receipt of receipts) {
      const row = rows.get(receipt.id)
      if (row !== undefined && leases.has(row.id)) settleOne(settled, db.workspaceId, row, receipt, now)
    }
    // Few awaits, and each with a request: Dexie bears no hundred idle ones in a transaction.
    await endLeasesOf(
      db,
      receipts.map(({ id }) => id),
    )
    await db.quarantine.bulkPut(settled.refused)
    await db.outbox.bulkPut(settled.waiting)
    await deleteNear(db.outbox, settled.gone)
    await applyEvents(db, [...settled.stored, ...(await numberEvents(db, settled.numbered))])
    await takeRepeated(db, settled.repeated)
    if (settled.withdrawn.length > 0) await withdrawEvents(db, settled.withdrawn)
    return { setAside: settled.refused.length }
  })
}

function settleOne(into: Settled, workspaceId: string, row: OutboxRow, receipt: Receipt, now: number): void {
  switch (receipt.status) {
    case 'accepted': {
      into.gone.push(row.id)
      const stored: SyncEvent = { ...row.event, seq: receipt.seq, hlc: receipt.hlc }
      if (receipt.hlc === row.event.hlc && !row.event.type.startsWith('claim.')) into.numbered.push(stored)
      else if (recogniseEvent(stored, workspaceId).kind !== 'unreadable') into.stored.push(stored)
      return
    }
    case 'duplicate':
      into.gone.push(row.id)
      if (row.event.type === 'note.revised') into.repeated.push({ ...row.event, seq: receipt.seq })
      return
    case 'rejected': {
      // After a restore on another device the server may hold our event under the old device: the next
      // pull brings it and clears the row. Only what stays is a true conflict.
      if (receipt.code === 'id_conflict' && row.attempts + 1 < CONFLICT_TRIES) {
        into.waiting.push({ ...row, attempts: row.attempts + 1, leaseUntil: now + RETRY_AFTER })
        return
      }
      const reason = receipt.detail ? `${receipt.code}: ${receipt.detail}` : receipt.code
      into.gone.push(row.id)
      if (WITHDRAWN.has(receipt.code) || isClaim(row.event)) into.withdrawn.push(row.id)
      const raw = receipt.code === 'erased' ? withoutContent(row.event) : row.event
      into.refused.push({ id: `refused:${row.id}`, origin: 'refused', reason, raw, at: now })
      return
    }
    case 'retry':
    case 'held': {
      const wait = receipt.status === 'held' ? HELD_FOR : RETRY_AFTER
      into.waiting.push({ ...row, leaseUntil: now + wait })
      return
    }
    default:
      receipt satisfies never
  }
}

/**
 * Gives events of the log their `seq`, without making their rows anew: no row but a claim's depends on it, and a
 * receipt is the most frequent thing there is. Answers those that are not in the log.
 */
async function numberEvents(db: EarshotDatabase, stored: readonly SyncEvent[]): Promise<SyncEvent[]> {
  const rows = byId(
    await rowsNear(
      db.events,
      'id',
      stored.map(({ id }) => id),
    ),
  )
  const numbered = stored.flatMap((event) => {
    const row = rows.get(event.id)
    return row === undefined ? [] : [{ ...row, event }]
  })
  await db.events.bulkPut(numbered)
  return stored.filter(({ id }) => !rows.has(id))
}

function byId<T extends { id: string }>(rows: readonly T[]): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * What may be kept of an entry about somebody who was erased: a person sees that one of theirs is gone, and not of whom
 * it spoke. No erasure may ever come to clear it away: its names are forgotten once every device has heard them.
 */
function withoutContent({ id, type, time }: SyncEvent): Pick<SyncEvent, 'id' | 'type' | 'time'> {
  return { id, type, time }
}

/** A claim that the server did not take, whatever the reason, is none: colleagues never see it. */
function isClaim({ type }: SyncEvent): boolean {
  return type.startsWith('claim.')
}

/** Sets one waiting event aside, with the reason. */
export function refuseEvent(db: EarshotDatabase, id: string, reason: string, at: number): Promise<null> {
  return db.transaction('rw', [...db.logTables, db.outbox, db.quarantine], async () => {
    const row = await db.outbox.get(id)
    if (row === undefined) return null
    await db.quarantine.put({ id: `refused:${id}`, origin: 'refused', reason, raw: row.event, at })
    await db.outbox.delete(id)
    if (isClaim(row.event)) await withdrawEvents(db, [id])
    return null
  })
}
