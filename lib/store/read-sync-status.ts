import type { Problem, Result } from '../model/problem.ts'
import { z } from '../model/zod.ts'
import { attempt } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { playbookProblem } from './playbook.ts'
import { readPlace } from './sync-place.ts'
import { readRetry, type StoredRetry } from './sync-store.ts'
import type { EngineState, SyncStatus } from './views.ts'

const LostSchema = z.object({ count: z.int().positive(), at: z.number() })

/** How sync stands, told from what waits and never from a connection. */
export async function readSyncStatus(db: EarshotDatabase, kind: SyncStatus['kind']): Promise<SyncStatus> {
  const status = await attempt(() => statusOf(db, kind))
  return status.ok ? status.value : statusWithoutDatabase(kind, status.problem)
}

/** What there is to say while the database can't be read; `problem` says why. */
export function statusWithoutDatabase(kind: SyncStatus['kind'], problem: Problem): SyncStatus {
  return {
    kind,
    waiting: 0,
    oldestAt: null,
    setAside: 0,
    lastOkAt: null,
    problem,
    nextTryAt: null,
    engine: isRefused(problem) ? { kind: 'minimal', progress: null } : IDLE,
    lost: 0,
    lostAt: null,
  }
}

/** The browser lets us keep no database, now or later: nothing that is written can be stored. */
export function isRefused({ code, detail = '' }: Problem): boolean {
  return code === 'store-failed' && REFUSALS.test(detail)
}

/** Firefox refuses every database where it is told to remember nothing; others may have none at all. */
const REFUSALS = /InvalidStateError|MissingAPIError|SecurityError|OpenFailedError/

/** Forgets the loss of a wipe, once a person was told of it. */
export function acknowledgeLost(db: EarshotDatabase): Promise<Result<void>> {
  return attempt(() => db.syncState.delete('lost'))
}

/** Counts unsent entries that are gone, beside those that were lost before and nobody was told of. */
export async function recordLost(db: EarshotDatabase, count: number, at: number): Promise<void> {
  if (count === 0) return
  const before = await readLost(db)
  await db.syncState.put({ key: 'lost', value: { count: count + (before?.count ?? 0), at } })
}

/** In one transaction: each one more would have to wait for the batch that is being sent, and hold up the next. */
function statusOf(db: EarshotDatabase, kind: SyncStatus['kind']): Promise<SyncStatus> {
  return db.transaction('r', [db.outbox, db.quarantine, db.syncState, db.playbook], async () => {
    const waiting = await db.outbox.count()
    const oldest = await db.outbox.orderBy('n').first()
    const retry = await readRetry(db)
    const lost = await readLost(db)
    return {
      kind,
      waiting,
      oldestAt: oldest?.queuedAt ?? null,
      setAside: await db.quarantine.count(),
      lastOkAt: retry.lastOkAt,
      problem: retry.problem ?? (await playbookProblem(db)),
      nextTryAt: retry.nextTryAt === 0 ? null : retry.nextTryAt,
      engine: kind === 'team' ? await engineOf(db, retry) : IDLE,
      lost: lost?.count ?? 0,
      lostAt: lost?.at ?? null,
    }
  })
}

const IDLE: EngineState = { kind: 'idle', progress: null }

/** Problems that are a state of their own, whatever else goes on. */
const PAUSES: Readonly<Record<string, EngineState['kind']>> = {
  'not-authorised': 'paused-auth',
  revoked: 'paused-revoked',
  'too-old': 'too-old',
  'store-full': 'store-full',
}

async function engineOf(
  db: EarshotDatabase,
  { problem, nextTryAt }: Pick<StoredRetry, 'problem' | 'nextTryAt'>,
): Promise<EngineState> {
  const pause = problem === null ? undefined : PAUSES[problem.code]
  if (pause !== undefined) return { kind: pause, progress: null }
  const { snapshot } = await readPlace(db)
  if (snapshot !== null) return { kind: 'resyncing', progress: { done: snapshot.done, of: snapshot.of } }
  return nextTryAt > 0 ? { kind: 'backing-off', progress: null } : IDLE
}

async function readLost(db: EarshotDatabase): Promise<z.infer<typeof LostSchema> | null> {
  return LostSchema.safeParse((await db.syncState.get('lost'))?.value).data ?? null
}
