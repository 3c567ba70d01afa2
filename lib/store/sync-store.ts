import type { SyncEvent } from '../model/event.ts'
import { clampHlc } from '../model/hlc.ts'
import { LIMITS } from '../model/limits.ts'
import type { Problem, Result } from '../model/problem.ts'
import type { Receipt } from '../model/wire.ts'
import { z } from '../model/zod.ts'
import { applyEvents, applyNewlyUnderstood, recogniseEvent } from './apply-event.ts'
import { attempt } from './attempt.ts'
import { claimBatch } from './claim-batch.ts'
import type { EarshotDatabase } from './database.ts'
import { asProblem, playbookTag, savePlaybook } from './playbook.ts'
import { ProblemSchema, type SetAside } from './rows.ts'
import { readClock, waiting } from './write-events.ts'

/** How long an event waits that the server could not take yet, in milliseconds. */
const RETRY_AFTER = 60_000
/** …and one that the server is too old for. */
const HELD_FOR = 15 * 60_000
/** A colleague's clock may run so far ahead of ours before we stop following it. */
const CLOCK_LEAD = 60_000
/** So often a reused id is taken for an event of ours that a pull will bring back. */
const CONFLICT_TRIES = 3

const RetrySchema = z.object({
  attempt: z.int().nonnegative(),
  nextTryAt: z.number(),
  problem: ProblemSchema.nullable(),
  lastOkAt: z.number().nullable(),
  batchLimit: z.int().min(1).max(LIMITS.batchEvents),
})

/** How the last rounds went; the shape of RetryState in lib/sync/ports.ts. */
export interface StoredRetry {
  readonly attempt: number
  readonly nextTryAt: number
  readonly problem: Problem | null
  readonly lastOkAt: number | null
  readonly batchLimit: number
}

/** The local database as a round of sync sees it: SyncStore of lib/sync/ports.ts, one transaction a method. */
export function createSyncStore(db: EarshotDatabase, deviceId: string) {
  return {
    claimBatch: (now: number, limit: number, maxBytes: number) =>
      attempt(() => claimBatch(db, deviceId, { now, limit, maxBytes })),

    settle: (receipts: readonly Receipt[], now: number) =>
      attempt(() =>
        db.transaction('rw', [...db.logTables, db.outbox, db.quarantine], async () => {
          let setAside = 0
          for (const receipt of receipts) if (await settleOne(db, receipt, now)) setAside += 1
          return { setAside }
        }),
      ),

    release: (ids: readonly string[]) =>
      attempt(async () => {
        await db.outbox
          .where('id')
          .anyOf([...ids])
          .modify({ state: 'pending', leaseUntil: 0 })
        return null
      }),

    setAside: (id: string, reason: string, now: number) =>
      attempt(() =>
        db.transaction('rw', [db.outbox, db.quarantine], async () => {
          await refuse(db, id, reason, now)
          return null
        }),
      ),

    cursor: () =>
      attempt(async () =>
        z
          .string()
          .nullable()
          .catch(null)
          .parse((await db.syncState.get('cursor'))?.value),
      ),

    receive: (events: readonly unknown[], cursor: string, now: number) =>
      attempt(() => receive(db, events, cursor, now)),

    rewind: (now: number) => attempt(() => rewind(db, deviceId, now)),

    playbookTag: () => attempt(() => playbookTag(db)),
    savePlaybook: (playbook: unknown, tag: string | null, now: number) =>
      savePlaybook(db, playbook, tag, now),

    retryState: () => attempt(() => readRetry(db)),
    saveRetryState: (value: StoredRetry): Promise<Result<null>> =>
      attempt(async () => {
        await db.syncState.put({ key: 'retry', value })
        return null
      }),

    nextClaimAt: () =>
      attempt(async () => {
        const rows = await db.outbox.orderBy('n').limit(LIMITS.pullEvents).toArray()
        return rows.length === 0 ? null : Math.min(...rows.map(({ leaseUntil }) => leaseUntil))
      }),
  }
}

/** Before the first round, or when the row is unreadable: as if nothing had failed. */
export async function readRetry(db: EarshotDatabase): Promise<StoredRetry> {
  const parsed = RetrySchema.safeParse((await db.syncState.get('retry'))?.value)
  if (!parsed.success)
    return { attempt: 0, nextTryAt: 0, problem: null, lastOkAt: null, batchLimit: LIMITS.batchEvents }
  const { problem } = parsed.data
  return { ...parsed.data, problem: problem === null ? null : asProblem(problem) }
}

/** True when the event went to quarantine. Only a row that was claimed can be settled. */
async function settleOne(db: EarshotDatabase, receipt: Receipt, now: number): Promise<boolean> {
  const row = await db.outbox.get(receipt.id)
  if (row?.state !== 'inflight') return false
  switch (receipt.status) {
    case 'accepted': {
      const { seq, hlc } = receipt
      await db.outbox.delete(row.id)
      const stored: SyncEvent = { ...row.event, seq, hlc }
      if (recogniseEvent(stored, db.workspaceId).kind !== 'unreadable') await applyEvents(db, [stored])
      return false
    }
    case 'duplicate':
      await db.outbox.delete(row.id)
      return false
    case 'rejected':
      // After a restore on another device the server may hold our event under the old device: the next
      // pull brings it and clears the row. Only what stays is a true conflict.
      if (receipt.code === 'id_conflict' && row.attempts < CONFLICT_TRIES) {
        await db.outbox.put({ ...row, state: 'pending', leaseUntil: now + RETRY_AFTER })
        return false
      }
      await refuse(db, row.id, receipt.detail ? `${receipt.code}: ${receipt.detail}` : receipt.code, now)
      return true
    case 'retry':
    case 'held': {
      const wait = receipt.status === 'held' ? HELD_FOR : RETRY_AFTER
      await db.outbox.put({ ...row, state: 'pending', leaseUntil: now + wait })
      return false
    }
    default:
      return receipt satisfies never
  }
}

async function refuse(db: EarshotDatabase, id: string, reason: string, at: number): Promise<void> {
  const row = await db.outbox.get(id)
  if (row === undefined) return
  await db.quarantine.put({ id: `refused:${id}`, origin: 'refused', reason, raw: row.event, at })
  await db.outbox.delete(id)
}

function receive(
  db: EarshotDatabase,
  raws: readonly unknown[],
  cursor: string,
  now: number,
): Promise<{ applied: number; setAside: number }> {
  const events: SyncEvent[] = []
  const broken: SetAside[] = []
  for (const [at, raw] of raws.entries()) {
    const recognised = recogniseEvent(raw, db.workspaceId)
    if (recognised.kind !== 'unreadable') events.push(recognised.event)
    else {
      // The same event in a second pull takes the same place.
      const id = `remote:${idOf(raw) ?? `${cursor}#${at}`}`
      broken.push({ id, origin: 'remote', reason: recognised.reason, raw, at: now })
    }
  }
  const tables = [...db.logTables, db.outbox, db.quarantine, db.syncState]
  return db.transaction('rw', tables, async () => {
    await applyNewlyUnderstood(db)
    await applyEvents(db, events)
    // What the server sends back it has stored, even if its receipt was lost.
    await db.outbox.bulkDelete(events.map(({ id }) => id))
    await db.quarantine.bulkPut(broken)
    await followClock(db, events, now)
    await db.syncState.put({ key: 'cursor', value: cursor })
    return { applied: events.length, setAside: broken.length }
  })
}

/** An edit made after reading a colleague's must count as newer, also where their clock is ahead. */
async function followClock(db: EarshotDatabase, events: readonly SyncEvent[], now: number): Promise<void> {
  const { hlc } = await readClock(db)
  const stamps = events.map((event) => clampHlc(event.hlc, now + CLOCK_LEAD))
  const newest = [hlc ?? '', ...stamps].sort().at(-1) ?? ''
  if (newest !== '' && newest !== hlc) await db.syncState.put({ key: 'hlc', value: newest })
}

/**
 * The server went back in time: what this device wrote is queued once more (the ids make it harmless)
 * and the log is read from its beginning.
 */
function rewind(db: EarshotDatabase, deviceId: string, now: number): Promise<null> {
  return db.transaction('rw', [db.events, db.outbox, db.syncState], async () => {
    const own = await db.events.filter(({ event }) => event.deviceid === deviceId).toArray()
    const queued = new Set(await db.outbox.toCollection().primaryKeys())
    const again = own.filter(({ id }) => !queued.has(id))
    await db.outbox.bulkAdd(
      again.map(({ event: { seq: _, receivedat: __, ...event } }) => waiting(event as SyncEvent, now)),
    )
    await db.syncState.delete('cursor')
    return null
  })
}

function idOf(raw: unknown): string | null {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : null
  return typeof id === 'string' && id.length <= 100 ? id : null
}
