import { DatabaseSync } from 'node:sqlite'
import { z } from '../lib/model/zod.ts'

/** Waiting for another process that writes to the same file: the command line beside the running server. */
const BUSY_TIMEOUT_MS = 5_000

/**
 * Eight megabytes of cache: a group of appends changes more than a page an entry, and what has no place in SQLite's own
 * two megabytes is written in the middle of the transaction, read again and written again. Two thousand pages (8 MB) in
 * the write-ahead log before they are brought into the file, twice as many as SQLite's own: pages of an index that change
 * again and again are brought there half as often. Together a group takes a sixth less time; with four thousand another
 * tenth less, but whoever comes while they are brought over waits a half longer.
 */
const ROOM = 'pragma cache_size = -8000; pragma wal_autocheckpoint = 2000'

/** The file was written by a newer server: opening it could lose what this one does not understand. */
export class NewerFileError extends Error {
  override name = 'NewerFileError'
}

/**
 * Opens a database file with the durability that an acknowledgement promises, and brings it to the
 * newest of `migrations` (SQL texts; the n-th leads to `user_version` n).
 *
 * WAL with `synchronous = FULL`: with NORMAL the last acknowledged transactions are lost when the power
 * goes (https://sqlite.org/pragma.html#pragma_synchronous).
 */
export function openSqliteFile(path: string, migrations: readonly string[]): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true })
  try {
    db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma trusted_schema = off')
    db.exec(ROOM)
    migrate(db, path, migrations)
  } catch (error) {
    db.close()
    throw error
  }
  return db
}

function migrate(db: DatabaseSync, path: string, migrations: readonly string[]): void {
  const VersionSchema = z.object({ user_version: z.int() })
  const version = () => VersionSchema.parse(db.prepare('pragma user_version').get()).user_version
  if (version() === migrations.length) return
  transaction(db, () => {
    // Read again under the lock: another process may have migrated meanwhile.
    const from = version()
    if (from > migrations.length) {
      throw new NewerFileError(`${path} is of version ${from}, this server knows ${migrations.length}`)
    }
    for (const sql of migrations.slice(from)) db.exec(sql)
    db.exec(`pragma user_version = ${migrations.length}`)
  })
}

/** Runs `work` under the write lock: committed when it returns, undone when it throws. Must be synchronous. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('begin immediate')
  try {
    const value = work()
    db.exec('commit')
    return value
  } catch (error) {
    // After a full disk or an I/O error SQLite has rolled back by itself, and a second rollback would hide the cause.
    if (db.isTransaction) db.exec('rollback')
    throw error
  }
}

/** Runs reads on one state of the file, without keeping a writer out. Must be synchronous. */
export function readTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('begin')
  try {
    return work()
  } finally {
    if (db.isTransaction) db.exec('commit')
  }
}
