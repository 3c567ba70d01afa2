import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { StoreRefusal } from '../store-refusal.ts'
import { isTaken } from './postgres-faults.ts'

const DIRECTORY = join(import.meta.dirname, 'schema')
/** A server that dies while it migrates keeps the others waiting for so long. */
const LEASE_MS = 60_000
const PATIENCE_MS = 180_000

interface Migration {
  readonly version: number
  readonly sql: string
}

/** `001-….sql` leads to version 1. One that was released is never changed. */
function readMigrations(): readonly Migration[] {
  return readdirSync(DIRECTORY)
    .filter((name) => /^\d{3}-[\w-]+\.sql$/.test(name))
    .sort()
    .map((name) => ({ version: Number(name.slice(0, 3)), sql: readFileSync(join(DIRECTORY, name), 'utf8') }))
}

/** The version of the schema that this server speaks. */
export const NEWEST_SCHEMA = readMigrations().at(-1)?.version ?? 0

/**
 * Brings the database to the newest schema, as the role that owns it, and lets `appRole` use the tables. Of
 * several servers that start at once one migrates and the others wait: a row is leased, because advisory locks
 * are not everywhere (decision 18).
 * @throws StoreRefusal when the schema is newer than this server.
 */
export async function migrate(ownerUrl: string, appRole: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 })
  // A connection that breaks makes the query reject; this event would end the process beside it.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await prepareLease(client)
    const holder = randomUUID()
    await takeLease(client, holder)
    try {
      await bringUp(client, holder)
      await permit(client, appRole)
    } finally {
      await client.query('update earshot_migrating set holder = null where holder = $1', [holder])
    }
  } finally {
    await client.end()
  }
}

async function prepareLease(client: pg.Client): Promise<void> {
  await unlessMadeMeanwhile(() =>
    client.query(
      'create table if not exists earshot_migrating (one integer primary key, holder uuid, until timestamptz)',
    ),
  )
  await unlessMadeMeanwhile(() =>
    client.query(
      'create table if not exists earshot_schema (version integer primary key, applied_at timestamptz not null)',
    ),
  )
  await unlessMadeMeanwhile(() => client.query('insert into earshot_migrating (one) values (1)'))
}

/** Two at once: `if not exists` looks before it takes the name, and one of them stumbles. */
async function unlessMadeMeanwhile(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    // The table, or the type that comes with each table.
    const exists = error instanceof pg.DatabaseError && (error.code === '42P07' || error.code === '42710')
    if (!exists && !isTaken(error)) throw error
  }
}

async function takeLease(client: pg.Client, holder: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (!(await extendLease(client, holder))) {
    if (performance.now() > deadline)
      throw new StoreRefusal('Another server has been migrating the database for too long. Look at that one.')
    await wait(100)
  }
}

/** By the database's clock; servers disagree about theirs. */
async function extendLease(client: pg.Client, holder: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `update earshot_migrating set holder = $1, until = now() + $2 * interval '1 millisecond'
       where one = 1 and (holder is null or holder = $1 or until < now())`,
    [holder, LEASE_MS],
  )
  return rowCount === 1
}

async function bringUp(client: pg.Client, holder: string): Promise<void> {
  const { rows } = await client.query<{ version: number | null }>(
    'select max(version) as version from earshot_schema',
  )
  const from = rows[0]?.version ?? 0
  if (from > NEWEST_SCHEMA) throw newerSchema(from)
  for (const { version, sql } of readMigrations().filter((one) => one.version > from)) {
    if (!(await extendLease(client, holder)))
      throw new StoreRefusal('Another server has begun to migrate the database. Start this one again.')
    await client.query('begin')
    try {
      // Its key is the wall behind the lease: the same migration is never made twice.
      await client.query('insert into earshot_schema (version, applied_at) values ($1, now())', [version])
      await client.query(sql)
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw error
    }
  }
}

/** In words, for a database that a newer server has migrated. */
export function newerSchema(version: number): StoreRefusal {
  return new StoreRefusal(
    `The database was written by a newer server: its schema is version ${version}, this server knows ${NEWEST_SCHEMA}. Update this one.`,
  )
}

async function permit(client: pg.Client, appRole: string): Promise<void> {
  const role = client.escapeIdentifier(appRole)
  await client.query(
    `grant select, insert, update, delete on all tables in schema ${await schemaOf(client)} to ${role}`,
  )
  await client.query(`revoke all on earshot_migrating from ${role}`)
  await client.query(`revoke insert, update, delete on earshot_schema from ${role}`)
}

async function schemaOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ schema: string }>('select current_schema() as schema')
  return client.escapeIdentifier(rows[0]?.schema ?? 'public')
}
