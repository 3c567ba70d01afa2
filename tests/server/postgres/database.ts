import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { createDatabase } from '../../../scripts/postgres/start-postgres.ts'
import { createPostgresStore } from '../../../server/postgres/postgres-store.ts'
import type { EventStore } from '../../../server/store.ts'

/** In an order in which nothing refers to what went before. */
const TABLES = [
  ...['token', 'subject', 'invitation', 'device', 'member', 'claim', 'erasure_mark', 'erasure', 'audit'],
  ...['playbook', 'event', 'log', 'pointer', 'workspace'],
]

/** A migrated database for one test file, seen as each of its three roles. */
export async function makeDatabase() {
  const urls = await createDatabase(inject('postgresPort'), `earshot_${randomUUID().replaceAll('-', '')}`)
  const all = new pg.Pool({ connectionString: urls.super, max: 2 })
  const open = (migrateUrl: string | null = null): Promise<EventStore> =>
    createPostgresStore({ url: urls.app, migrateUrl, connections: 10 })
  await (await open(urls.owner)).close()
  return {
    urls,
    /** As the superuser, whom no policy binds. */
    all,
    open,
    clear: () => all.query(TABLES.map((table) => `delete from ${table}`).join('; ')),
    close: () => all.end(),
  }
}
export type Database = Awaited<ReturnType<typeof makeDatabase>>
