import type { SyncEvent } from '../model/event.ts'
import { LIMITS } from '../model/limits.ts'
import type { Problem, Result } from '../model/problem.ts'
import { z } from '../model/zod.ts'
import { attempt } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { asProblem } from './playbook.ts'
import { type DeliveryRow, DeliverySchema, ProblemSchema } from './rows.ts'
import { eventBytes } from './write-events.ts'

const StateSchema = z.object({
  url: z.string(),
  attempt: z.int().nonnegative(),
  failingSince: z.number().nullable(),
  nextTryAt: z.number(),
  problem: ProblemSchema.nullable(),
  gone: z.boolean(),
  lastOkAt: z.number().nullable(),
  batchLimit: z.int().min(1).max(LIMITS.batchEvents),
})

/** How delivering went; the shape of DeliveryState in lib/sync/deliver-ports.ts. */
export interface StoredDeliveryState {
  readonly url: string
  readonly attempt: number
  readonly failingSince: number | null
  readonly nextTryAt: number
  readonly problem: Problem | null
  readonly gone: boolean
  readonly lastOkAt: number | null
  readonly batchLimit: number
}

/** What a screen says about the collector. */
export interface DeliveryStatus {
  readonly waiting: number
  /** When the oldest of these was written; milliseconds since the epoch. */
  readonly oldestAt: number | null
  readonly setAside: number
  /** The collector wants no more: only a person goes on from here. */
  readonly gone: boolean
  readonly problem: Problem | null
  readonly lastOkAt: number | null
}

/** How things stand with a workspace's collector at this address. */
export async function readDeliveryStatus(db: EarshotDatabase, url: string): Promise<DeliveryStatus> {
  return db.transaction('r', [db.deliveries, db.quarantine, db.syncState], async () => {
    const oldest = await db.deliveries.orderBy('n').first()
    const state = await readState(db)
    const known = state?.url === url ? state : null
    return {
      waiting: await db.deliveries.count(),
      oldestAt: oldest?.queuedAt ?? null,
      setAside: await db.quarantine.where('id').startsWith('collector:').count(),
      gone: known?.gone ?? false,
      problem: known?.problem ?? null,
      lastOkAt: known?.lastOkAt ?? null,
    }
  })
}

/** The local database as delivering sees it: DeliveryStore of lib/sync/deliver-ports.ts. */
export function createDeliveryStore(db: EarshotDatabase, { now, newId }: { now(): number; newId(): string }) {
  return {
    claim: (claim: { limit: number; maxBytes: number; skip: readonly string[] }) =>
      attempt(() =>
        db.transaction('rw', [db.deliveries, db.quarantine], () =>
          claimDelivery(db, { ...claim, newId, now }),
        ),
      ),

    split: (batchId: string): Promise<Result<null>> =>
      attempt(() =>
        db.transaction('rw', db.deliveries, async () => {
          const rows = await rowsOf(db, batchId)
          const [first, second] = [newId(), newId()]
          const half = Math.ceil(rows.length / 2)
          await db.deliveries.bulkPut(rows.map((row, at) => ({ ...row, batch: at < half ? first : second })))
          return null
        }),
      ),

    delivered: (batchId: string): Promise<Result<null>> =>
      attempt(() =>
        db.transaction('rw', db.deliveries, async () => {
          await db.deliveries.bulkDelete((await rowsOf(db, batchId)).map(({ id }) => id))
          return null
        }),
      ),

    setAside: (batchId: string, reason: string, at: number): Promise<Result<null>> =>
      attempt(() =>
        db.transaction('rw', [db.deliveries, db.quarantine], async () => {
          const rows = await rowsOf(db, batchId)
          await db.quarantine.bulkPut(
            rows.map(({ id, event }) => ({
              id: `collector:${id}`,
              origin: 'collector' as const,
              reason,
              raw: event,
              at,
            })),
          )
          await db.deliveries.bulkDelete(rows.map(({ id }) => id))
          return null
        }),
      ),

    state: () => attempt(() => readState(db)),
    saveState: (value: StoredDeliveryState): Promise<Result<null>> =>
      attempt(async () => {
        await db.syncState.put({ key: 'delivery', value })
        return null
      }),
  }
}

/** In the order of writing, also over batches: the oldest row says whether a batch is to be sent again or made. */
async function claimDelivery(
  db: EarshotDatabase,
  claim: { limit: number; maxBytes: number; skip: readonly string[]; newId(): string; now(): number },
): Promise<{ id: string; events: SyncEvent[] } | null> {
  const rows = await readRows(db, claim)
  const [first] = rows
  if (first === undefined) return null
  if (first.batch !== null)
    return {
      id: first.batch,
      events: rows.filter(({ batch }) => batch === first.batch).map(({ event }) => event),
    }
  const id = claim.newId()
  const taken: DeliveryRow[] = []
  let bytes = 0
  for (const row of rows) {
    bytes += eventBytes(row.event) + 1
    if (row.batch !== null || taken.length === claim.limit || (taken.length > 0 && bytes > claim.maxBytes))
      break
    taken.push({ ...row, batch: id })
  }
  await db.deliveries.bulkPut(taken)
  return { id, events: taken.map(({ event }) => event) }
}

/** The oldest rows, at most a full batch of them; unreadable ones go to quarantine. */
async function readRows(
  db: EarshotDatabase,
  { skip, now }: { skip: readonly string[]; now(): number },
): Promise<DeliveryRow[]> {
  const rows = await db.deliveries
    .orderBy('n')
    .filter(({ batch }) => batch === null || !skip.includes(batch))
    .limit(LIMITS.batchEvents)
    .toArray()
  const read: DeliveryRow[] = []
  const broken: DeliveryRow[] = []
  for (const row of rows) {
    const parsed = DeliverySchema.safeParse(row)
    if (parsed.success) read.push(parsed.data)
    else broken.push(row)
  }
  await db.quarantine.bulkPut(
    broken.map((raw) => ({
      id: `row:deliveries:${raw.id}`,
      origin: 'row' as const,
      reason: 'unreadable',
      raw,
      at: now(),
    })),
  )
  await db.deliveries.bulkDelete(broken.map(({ id }) => id))
  return read.length === 0 && broken.length > 0 ? readRows(db, { skip, now }) : read
}

/** A batch has at most `LIMITS.batchEvents` rows, and they are the oldest but for a few. */
function rowsOf(db: EarshotDatabase, batchId: string): Promise<DeliveryRow[]> {
  return db.deliveries
    .orderBy('n')
    .filter(({ batch }) => batch === batchId)
    .limit(LIMITS.batchEvents)
    .toArray()
}

async function readState(db: EarshotDatabase): Promise<StoredDeliveryState | null> {
  const parsed = StateSchema.safeParse((await db.syncState.get('delivery'))?.value)
  if (!parsed.success) return null
  const { problem } = parsed.data
  return { ...parsed.data, problem: problem === null ? null : asProblem(problem) }
}
