import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { appendingAside } from './append-aside.ts'
import { createPostgresStore } from './postgres/postgres-store.ts'
import { createSqliteStore } from './sqlite-store.ts'
import type { EventStore } from './store.ts'

export interface StoreSettings {
  /** Where the SQLite files are; made if missing. Not used with PostgreSQL. */
  readonly dataDir: string
  /** Connection address of the role that serves; null: SQLite. */
  readonly postgresUrl: string | null
  /** Of the role that owns the tables, to migrate them; null: somebody else has. */
  readonly postgresMigrateUrl: string | null
}

/**
 * Opens the store that the configuration names, brought to this server's newest schema.
 * @throws NewerFileError, StoreRefusal: in words for the person who starts the server.
 */
export async function openStore(settings: StoreSettings): Promise<EventStore> {
  const { dataDir, postgresUrl, postgresMigrateUrl } = settings
  if (postgresUrl === null) {
    const directory = resolve(dataDir)
    return createSqliteStore(directory, randomBytes, appendingAside(directory))
  }
  return createPostgresStore({ url: postgresUrl, migrateUrl: postgresMigrateUrl })
}
