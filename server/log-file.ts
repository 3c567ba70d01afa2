import { z } from '../lib/model/zod.ts'
import type { Waiting } from './control-file.ts'
import { makeLog } from './rows/log-row.ts'
import { bytes, type Steps } from './rows/step.ts'
import { openSqliteFile, readTransaction, transaction } from './sqlite-file.ts'
import { LOG_MIGRATIONS } from './sqlite-schema.ts'
import { createStepRunner } from './sqlite-steps.ts'
import type { WorkspaceRecord } from './store.ts'
import { takeIn } from './take-in.ts'

/** One workspace, whole, in one file: the unit of isolation, of backup and of erasure. */
export type LogFile = ReturnType<typeof openLogFile>

export function openLogFile(path: string) {
  const db = openSqliteFile(path, LOG_MIGRATIONS)
  // What is erased or deleted is overwritten, and not only no longer pointed at.
  db.exec('pragma secure_delete = on')
  const run = createStepRunner(db)
  return {
    read: <T>(steps: () => Steps<T>): T => readTransaction(db, () => run(steps())),
    write: <T>(steps: () => Steps<T>): T => transaction(db, () => run(steps())),
    /** Makes the log, unless the file has one. */
    make: (workspace: WorkspaceRecord, epoch: string, erasureKey: Uint8Array, now: number) =>
      transaction(db, () => {
        if (db.prepare('select 1 from log').get() !== undefined) return
        run(makeLog({ name: workspace.name, epoch, erasureKey, now }))
        db.prepare('update log set workspace_id = ?').run(workspace.id)
      }),
    /** Adds what a file of the first version lacks. */
    complete: (workspace: WorkspaceRecord, erasureKey: Uint8Array, waiting: Waiting | null) => {
      const lacks = db.prepare('select 1 from log where workspace_id is null or erasure_key is null').get()
      if (lacks === undefined && waiting === null) return
      transaction(db, () => {
        db.prepare(
          `update log set workspace_id = coalesce(workspace_id, ?), name = coalesce(name, ?),
             erasure_key = coalesce(erasure_key, ?)`,
        ).run(workspace.id, workspace.name, erasureKey)
        if (waiting !== null) takeIn(db, waiting)
      })
    },
    /** Whose file it is; null for one of the first version that was not completed. */
    owner: (): WorkspaceRecord | null => {
      const OwnerSchema = z.object({ workspace_id: z.string().nullable(), name: z.string().nullable() })
      const { workspace_id: id, name } = OwnerSchema.parse(
        db.prepare('select workspace_id, name from log').get(),
      )
      return id === null || name === null ? null : { id, name }
    },
    /** Hashes that lead to this workspace from the control file. */
    pointers: (): readonly Uint8Array[] =>
      db
        .prepare(
          "select code_hash as hash from invitation union select hash from token where kind = 'device'",
        )
        .all()
        .map((row) => z.object({ hash: bytes }).parse(row).hash),
    /** Writes everything into the file itself, so that no older text of an erased row is left beside it. */
    settle: () => {
      db.exec('pragma wal_checkpoint(truncate)')
    },
    damage: (): readonly string[] =>
      db
        .prepare('pragma integrity_check')
        .all()
        .map((row) => z.object({ integrity_check: z.string() }).parse(row).integrity_check)
        .filter((line) => line !== 'ok'),
    close: () => db.close(),
  }
}
