import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { findPostgres, type RunAs } from './find-postgres.ts'

/** The role that serves; it owns nothing, so that row-level security binds it. */
export const APP_ROLE = 'earshot_app'
/** The role that owns the tables and migrates them. */
const OWNER_ROLE = 'earshot_owner'
const PATIENCE_MS = 120_000

export interface PostgresOptions {
  /** False, for tests: nothing is flushed, and a crash of the computer may lose it. */
  readonly durable: boolean
  readonly say?: (line: string) => void
}

export interface RunningPostgres {
  readonly port: number
  /** What the version says of itself. */
  readonly version: string
  /** Addresses of an empty database, made now: `owner` for migrations, `app` for serving, `super` for everything. */
  createDatabase(name: string): Promise<PostgresUrls>
  /** Ends the server as a power cut would, without a checkpoint. */
  kill(): Promise<void>
  /** Starts it again after `kill`, on the same port and files. */
  restart(): Promise<void>
  /** Ends the server and removes its files. */
  stop(): Promise<void>
}

export interface PostgresUrls {
  readonly owner: string
  readonly app: string
  readonly super: string
}

/** A PostgreSQL of one's own in a temporary directory, on a free port of this computer, without passwords. */
export async function startPostgres({ durable, say = () => {} }: PostgresOptions): Promise<RunningPostgres> {
  const runAs = anotherAccount()
  const home = mkdtempSync(join(tmpdir(), 'earshot-postgres-'))
  if (runAs !== null) chownSync(home, runAs.uid, runAs.gid)
  try {
    const { bin, from } = findPostgres(home, runAs, say)
    say(`PostgreSQL: ${bin} (${from})`)
    const dataDir = join(home, 'cluster')
    initialise(bin, dataDir, runAs)
    const port = await freePort()
    const launch = () => launchServer({ bin, home, dataDir, port, runAs, durable })
    let server = await launch()
    const version = await asSuper(port, 'postgres', async (client) => {
      await client.query(`create role ${OWNER_ROLE} login; create role ${APP_ROLE} login`)
      const { rows } = await client.query<{ server_version: string }>('show server_version')
      return rows[0]?.server_version ?? ''
    })
    return {
      port,
      version,
      createDatabase: (name) => createDatabase(port, name),
      kill: () => end(server, 'SIGQUIT'),
      restart: async () => {
        server = await launch()
      },
      stop: async () => {
        await end(server, 'SIGINT')
        rmSync(home, { recursive: true, force: true })
      },
    }
  } catch (error) {
    rmSync(home, { recursive: true, force: true })
    throw error
  }
}

/** For root, who may not run PostgreSQL: the account that is there for what needs no rights. */
function anotherAccount(): RunAs | null {
  if (process.getuid?.() !== 0) return null
  const nobody = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m)
  if (nobody === null) throw new Error('PostgreSQL does not run as root, and there is no account "nobody".')
  return { uid: Number(nobody[1]), gid: Number(nobody[2]) }
}

/** No locale of the computer, no rights of the account that calls: the same cluster everywhere. */
const environment = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' }

function initialise(bin: string, dataDir: string, runAs: RunAs | null): void {
  const run = spawnSync(
    join(bin, 'initdb'),
    ['-D', dataDir, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    { encoding: 'utf8', env: environment, cwd: join(dataDir, '..'), timeout: PATIENCE_MS, ...runAs },
  )
  if (run.status !== 0) throw new Error(`initdb failed: ${run.stderr || run.error?.message}`)
}

interface Launch {
  readonly bin: string
  readonly home: string
  readonly dataDir: string
  readonly port: number
  readonly runAs: RunAs | null
  readonly durable: boolean
}

async function launchServer({ bin, home, dataDir, port, runAs, durable }: Launch): Promise<ChildProcess> {
  const flush = durable ? 'on' : 'off'
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    fsync: flush,
    synchronous_commit: flush,
    full_page_writes: flush,
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(join(bin, 'postgres'), ['-D', dataDir, ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environment,
    cwd: home,
    ...runAs,
  })
  // Held back for the message below; a pipe that nobody reads would stop the server when it is full.
  let said = ''
  server.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-2_000)
  })
  // A test run that is interrupted leaves no server behind.
  const sweep = () => server.kill('SIGQUIT')
  process.once('exit', sweep)
  server.once('exit', () => process.removeListener('exit', sweep))
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    if (server.exitCode !== null || Date.now() > deadline) {
      server.kill('SIGQUIT')
      throw new Error(`PostgreSQL did not start: ${said}`)
    }
    try {
      await asSuper(port, 'postgres', (client) => client.query('select 1'))
      return server
    } catch {
      await new Promise((wake) => setTimeout(wake, 50))
    }
  }
}

/** Addresses of an empty database, made now in the PostgreSQL on that port of this computer. */
export async function createDatabase(port: number, name: string): Promise<PostgresUrls> {
  await asSuper(port, 'postgres', async (client) => {
    await client.query(`create database ${client.escapeIdentifier(name)} owner ${OWNER_ROLE}`)
  })
  return {
    owner: addressFor(port, OWNER_ROLE, name),
    app: addressFor(port, APP_ROLE, name),
    super: addressFor(port, 'postgres', name),
  }
}

async function asSuper<T>(port: number, database: string, work: (client: pg.Client) => Promise<T>) {
  const client = new pg.Client({ connectionString: addressFor(port, 'postgres', database) })
  // The server may end while a connection is open: the query then rejects, and this says it a second time.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function addressFor(port: number, role: string, database: string): string {
  return `postgres://${role}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((listening, failed) => {
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', listening)
  })
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}

function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve()
  return new Promise((ended) => {
    server.once('exit', () => ended())
    server.kill(signal)
  })
}
