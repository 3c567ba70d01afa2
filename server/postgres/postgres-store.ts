import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { z } from '../../lib/model/zod.ts'
import { makeLog } from '../rows/log-row.ts'
import type { RandomBytes } from '../secrets.ts'
import type { EventStore } from '../store.ts'
import { type Directory, storeOver } from '../store-over.ts'
import { StoreRefusal } from '../store-refusal.ts'
import { migrate, NEWEST_SCHEMA, newerSchema } from './migrate.ts'
import { isTaken } from './postgres-faults.ts'
import { runSteps } from './postgres-steps.ts'
import { askOnce, isWorkspaceId, type Limits, openingFor, type Transacting, transact } from './transact.ts'

export interface PostgresSettings {
  /** Connection address of the role that serves. It must not own the tables. */
  readonly url: string
  /** Of the role that owns them, to migrate; null: somebody else has migrated. */
  readonly migrateUrl: string | null
  /** Connections that this process may hold open. */
  readonly connections?: number
  readonly limits?: Limits
  readonly random?: RandomBytes
  /** Of the pauses between tries, from 0 to 1. */
  readonly chance?: () => number
}

const CONNECTIONS = 10
const CONNECT_MS = 5_000
/** A log of a million events is verified in some seconds; nothing else comes near. */
const LIMITS: Limits = { statementMs: 30_000, lockMs: 5_000 }
const KEY_BYTES = 32

/**
 * The store in PostgreSQL 15 or newer, or Citus: row-level security and a predicate in every query, one by one
 * enough to keep workspaces apart.
 * @throws StoreRefusal when the role could see past row-level security, or the schema is not this server's.
 */
export async function createPostgresStore(settings: PostgresSettings): Promise<EventStore> {
  const { url, migrateUrl, random = randomBytes } = settings
  if (migrateUrl !== null) await migrate(migrateUrl, roleOf(url))
  const pool = openPool(settings)
  try {
    await refuseUnsafe(pool)
    const transacting: Transacting = {
      pool,
      limits: settings.limits ?? LIMITS,
      citus: await isCitus(pool),
      chance: settings.chance ?? Math.random,
    }
    return storeOver(
      {
        knows: async (id) => isWorkspaceId(id),
        read: (workspaceId, steps) =>
          transact(transacting, { workspaceId, steps, mode: 'read', repeatable: true }),
        write: (workspaceId, steps, repeatable = false) =>
          transact(transacting, { workspaceId, steps, mode: 'write', repeatable }),
      },
      directoryIn(pool, transacting, random),
      {
        copyTo: async () => false,
        restoreFrom: async () => null,
        damage: async () => [],
        ping: async () => {
          await pool.query('select 1')
        },
        close: () => pool.end(),
      },
    )
  } catch (error) {
    await pool.end()
    throw error
  }
}

function openPool({ url, connections = CONNECTIONS }: PostgresSettings): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // What needs no answer of what went before is sent right behind it.
    pipeline: true,
    types: { getTypeParser: numbersFromBigints },
  })
  // A connection that breaks while idle is replaced at its next use; without this it would end the process.
  pool.on('error', () => undefined)
  // …and a client that is in use has its own: without this the death of the database ended the server.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

const BIGINT: number = pg.types.builtins.INT8

/** Times, seqs and counts are all far below 2⁵³. */
function numbersFromBigints(type: number, format?: 'text' | 'binary') {
  return type === BIGINT ? Number : pg.types.getTypeParser(type, format)
}

function roleOf(url: string): string {
  const role = URL.canParse(url) ? decodeURIComponent(new URL(url).username) : ''
  if (role === '')
    throw new StoreRefusal('EARSHOT_POSTGRES_URL: name the role, as in postgres://earshot_app@host/earshot.')
  return role
}

async function refuseUnsafe(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ schema: string | null; past: boolean; owns: boolean }>(
    `select to_regclass('earshot_schema')::text as schema, rolsuper or rolbypassrls as past,
       exists (select from pg_class where relname in ('event', 'log') and relnamespace = current_schema()::regnamespace
         and pg_has_role(current_user, relowner, 'member')) as owns
       from pg_roles where rolname = current_user`,
  )
  const [found] = rows
  if (found === undefined || found.schema === null)
    throw new StoreRefusal(
      'The database has no tables of Earshot. Set EARSHOT_POSTGRES_MIGRATE_URL to the role that shall own them.',
    )
  if (found.past || found.owns)
    throw new StoreRefusal(
      'EARSHOT_POSTGRES_URL names a role that owns the tables or may see past row-level security, so one wall between workspaces would be missing. Use a role of its own for serving, and the owner in EARSHOT_POSTGRES_MIGRATE_URL.',
    )
  const versions = await pool.query<{ version: number | null }>(
    'select max(version) as version from earshot_schema',
  )
  const version = versions.rows[0]?.version ?? 0
  if (version > NEWEST_SCHEMA) throw newerSchema(version)
  if (version < NEWEST_SCHEMA)
    throw new StoreRefusal(
      `The schema is version ${version}, this server needs ${NEWEST_SCHEMA}. Set EARSHOT_POSTGRES_MIGRATE_URL to the role that owns the tables.`,
    )
}

async function isCitus(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query("select 1 from pg_extension where extname = 'citus'")
  return rowCount === 1
}

const POINT = 'insert into pointer (hash, workspace_id) values ($1, $2)'
const NamedSchema = z.object({ id: z.string(), name: z.string() })

function directoryIn(pool: pg.Pool, transacting: Transacting, random: RandomBytes): Directory {
  const named = async (sql: string, ...values: unknown[]) => {
    const { rows } = await askOnce(transacting, () => pool.query(sql, values))
    return z.array(NamedSchema).parse(rows)
  }
  return {
    createWorkspace: async (workspace, epoch, now) => {
      const { id, name } = workspace
      const opening = openingFor(transacting, { workspaceId: id, mode: 'write' })
      const client = await pool.connect()
      try {
        await client.query(opening)
        await client.query('insert into workspace (id, name, created_at) values ($1, $2, $3)', [
          id,
          name,
          now,
        ])
        const asking = { client, workspaceId: id, citus: transacting.citus }
        await runSteps(asking, makeLog({ name, epoch, erasureKey: random(KEY_BYTES), now }))
        await client.query('commit')
        return workspace
      } catch (error) {
        await client.query('rollback').catch(() => undefined)
        if (isTaken(error)) return null
        throw error
      } finally {
        client.release()
      }
    },
    findWorkspace: async (idOrName) => {
      const asked = idOrName.trim()
      const [found = null] = isWorkspaceId(asked)
        ? await named('select id, name from workspace where id = $1', asked)
        : await named('select id, name from workspace where lower(name) = lower($1)', asked)
      return found
    },
    workspaces: () => named('select id, name from workspace order by name'),
    point: async (hashes, workspaceId) => {
      for (const hash of hashes) {
        try {
          await askOnce(transacting, () => pool.query(POINT, [hash, workspaceId]))
        } catch (error) {
          // Pointed to already, by a try whose answer was lost.
          if (!isTaken(error)) throw error
        }
      }
    },
    pointed: async (hash) => {
      const [found = null] = await named(
        'select id, name from workspace where id = (select workspace_id from pointer where hash = $1)',
        hash,
      )
      return found
    },
  }
}
