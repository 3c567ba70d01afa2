import type { SyncEvent } from '../model/event.ts'
import { LIMITS } from '../model/limits.ts'
import type { Problem, Result } from '../model/problem.ts'
import type { Erasure, Receipt, SnapshotAnswer } from '../model/wire.ts'
import { z } from '../model/zod.ts'
import { withdrawEvents } from './apply-event.ts'
import { attempt } from './attempt.ts'
import { claimBatch } from './claim-batch.ts'
import type { EarshotDatabase } from './database.ts'
import { endLeasesOf, readLeases } from './leases.ts'
import { asProblem, playbookTag, savePlaybook } from './playbook.ts'
import { receivePage, receiveSnapshotPage } from './receive-events.ts'
import { ProblemSchema } from './rows.ts'
import { refuseEvent, settleReceipts } from './settle-receipts.ts'
import { forgetPlace, readPlace } from './sync-place.ts'
import { waiting } from './write-events.ts'

const RetrySchema = z.object({
  attempt: z.int().nonnegative(),
  nextTryAt: z.number(),
  problem: ProblemSchema.nullable(),
  lastOkAt: z.number().nullable(),
  batchLimit: z.int().min(1).max(LIMITS.batchEvents),
  pushAfter: z.number().default(0),
  stalls: z.object({ since: z.number(), count: z.int().nonnegative() }).nullable().default(null),
})

/** How the last rounds went; the shape of RetryState in lib/sync/ports.ts. */
export interface StoredRetry {
  readonly attempt: number
  readonly nextTryAt: number
  readonly problem: Problem | null
  readonly lastOkAt: number | null
  readonly batchLimit: number
  readonly pushAfter: number
  readonly stalls: { readonly since: number; readonly count: number } | null
}

/** The local database as a round of sync sees it: SyncStore of lib/sync/ports.ts, one transaction a method. */
export function createSyncStore(db: EarshotDatabase, deviceId: string) {
  return {
    claimBatch: (now: number, limit: number, maxBytes: number) =>
      attempt(() => claimBatch(db, deviceId, { now, limit, maxBytes })),

    settle: (
      receipts: readonly Receipt[],
      now: number,
      said: { readonly epoch: string | null; readonly head: number },
    ) => attempt(() => settleReceipts(db, receipts, now, said)),

    release: (ids: readonly string[]) =>
      attempt(() => db.transaction('rw', db.syncState, () => endLeasesOf(db, ids).then(() => null))),

    setAside: (id: string, reason: string, now: number) => attempt(() => refuseEvent(db, id, reason, now)),

    place: () => attempt(() => db.transaction('r', db.syncState, () => readPlace(db))),

    receive: (
      events: readonly unknown[],
      cursor: string,
      now: number,
      more?: {
        readonly erasures: readonly Erasure[]
        readonly erasureKey?: string | undefined
        readonly head: number
        readonly epoch?: string | undefined
      },
    ) => attempt(() => receivePage(db, { erasures: [], head: null, ...more, events, cursor }, now)),
    receiveSnapshot: (page: SnapshotAnswer, now: number) => attempt(() => receiveSnapshotPage(db, page, now)),

    resync: () =>
      attempt(() =>
        db.transaction('rw', db.syncState, () => forgetPlace(db, { plain: false }).then(() => null)),
      ),
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
      attempt(() =>
        db.transaction('r', [db.outbox, db.syncState], async () => {
          const leases = await readLeases(db)
          const rows = await db.outbox.orderBy('n').limit(LIMITS.pullEvents).toArray()
          const ends = rows.map(({ id, leaseUntil }) => Math.max(leaseUntil, leases.get(id) ?? 0))
          return ends.length === 0 ? null : Math.min(...ends)
        }),
      ),
  }
}

/** Before the first round, or when the row is unreadable: as if nothing had failed. */
export async function readRetry(db: EarshotDatabase): Promise<StoredRetry> {
  const parsed = RetrySchema.safeParse((await db.syncState.get('retry'))?.value)
  if (parsed.success) {
    const { problem } = parsed.data
    return { ...parsed.data, problem: problem === null ? null : asProblem(problem) }
  }
  return {
    attempt: 0,
    nextTryAt: 0,
    problem: null,
    lastOkAt: null,
    batchLimit: LIMITS.batchEvents,
    pushAfter: 0,
    stalls: null,
  }
}

/**
 * What only a server says of its members: nobody sends it again, so it holds as the log has it now. That somebody
 * joined stays, or colleagues would be without names until the log is read.
 */
const SAID_BY_SERVER: ReadonlySet<string> = new Set(['member.changed', 'device.revoked'])
/** …and what it decides anew: a colleague's claim that it took may be refused when it is sent again. */
const DECIDED_BY_SERVER: ReadonlySet<string> = new Set(['claim.taken', 'claim.released'])

/**
 * The server went back in time: what this device wrote is queued once more (the ids make it harmless)
 * and the log is read from its beginning. `events` keeps every event for as long as the workspace is here, so
 * what the server lost is there, however old.
 */
function rewind(db: EarshotDatabase, deviceId: string, now: number): Promise<null> {
  const tables = [...db.logTables, db.outbox, db.quarantine, db.syncState]
  return db.transaction('rw', tables, async () => {
    const said = await db.events
      .filter(
        ({ event: { type, deviceid } }) =>
          SAID_BY_SERVER.has(type) || (DECIDED_BY_SERVER.has(type) && deviceid !== deviceId),
      )
      .primaryKeys()
    await withdrawEvents(db, said)
    const own = await db.events.filter(({ event }) => event.deviceid === deviceId).toArray()
    const queued = new Set(await db.outbox.toCollection().primaryKeys())
    // What the server refused once waits for a person.
    const refused = new Set(await db.quarantine.where('id').startsWith('refused:').primaryKeys())
    const again = own.filter(({ id }) => !queued.has(id) && !refused.has(`refused:${id}`))
    await db.outbox.bulkAdd(
      again.map(({ event: { seq: _, receivedat: __, ...event } }) => waiting(event as SyncEvent, now)),
    )
    await forgetPlace(db, { plain: true })
    return null
  })
}
