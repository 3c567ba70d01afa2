import { resolve } from 'node:path'
import { createSqliteStore } from './sqlite-store.ts'
import type { EventStore } from './store.ts'

export interface StoreSettings {
  /** Where the SQLite files are; made if missing. Not used with PostgreSQL. */
  readonly dataDir: string
  /** Connection address of the application's role; null: SQLite. */
  readonly postgresUrl: string | null
  /** Of the role that owns the tables and migrates them; null: the same as `postgresUrl`, and nothing is migrated. */
  readonly postgresMigrateUrl: string | null
}

/**
 * Opens the store that the configuration names, brought to this server's newest schema.
 * @throws NewerFileError, StoreRefusal: in words for the person who starts the server.
 */
export async function openStore(settings: StoreSettings): Promise<EventStore> {
  if (settings.postgresUrl !== null) throw new Error('not yet')
  return createSqliteStore(resolve(settings.dataDir))
}
