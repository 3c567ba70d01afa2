import type { EarshotDatabase } from './database.ts'
import { playbookProblem } from './playbook.ts'
import { readRetry } from './sync-store.ts'
import type { SyncStatus } from './views.ts'

/** How sync stands, told from what waits and never from a connection. */
export async function readSyncStatus(db: EarshotDatabase, kind: SyncStatus['kind']): Promise<SyncStatus> {
  const waiting = await db.outbox.count()
  const oldest = await db.outbox.orderBy('n').first()
  const { problem, lastOkAt, nextTryAt } = await readRetry(db)
  return {
    kind,
    waiting,
    oldestAt: oldest?.queuedAt ?? null,
    setAside: await db.quarantine.count(),
    lastOkAt,
    problem: problem ?? (await playbookProblem(db)),
    nextTryAt: nextTryAt === 0 ? null : nextTryAt,
  }
}
