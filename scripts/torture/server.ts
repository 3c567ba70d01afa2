import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openStore } from '../../server/open-store.ts'
import { type RunningPostgres, startPostgres } from '../postgres/start-postgres.ts'
import { type Chance, chanceFrom } from '../simulate/chance.ts'
import type { Admission } from '../simulate/server.ts'
import { admitDevices } from './admit-devices.ts'
import { startProcess } from './server-process.ts'
import { type Tally, tallyOf } from './tally.ts'
import { createWriters, storedIds } from './writers.ts'

const DEVICES = 4
/** One round in so many runs on a disk that is nearly full. */
const FULL_DISK_ONE_IN = 5
/** One round in so many ends in order. */
const DRAINED_ONE_IN = 6
/** One round in so many kills the database too, where it is a process of its own. */
const DATABASE_ONE_IN = 3

/** At most so many more are acknowledged in a round before its end. */
const ENOUGH = 4_000
/** A disk that is full acknowledges nothing more. */
const PATIENCE_MS = 5_000

export type StoreKind = 'sqlite' | 'postgres'

interface Place {
  readonly environment: Readonly<Record<string, string>>
  readonly dataDir: string
  readonly postgres: RunningPostgres | null
}

/**
 * Devices push without a pause while the server is killed in the middle of it and begun again, so many times. Some
 * rounds have a disk that fills up, a database that dies too, or an end in order. Afterwards the log is read whole.
 */
export async function tortureServer(
  kind: StoreKind,
  rounds: number,
  seed: number,
  say: (line: string) => void,
): Promise<Tally> {
  const chance = chanceFrom(seed)
  const place = await setUp(kind, say)
  try {
    const { workspaceId, devices } = await admit(place)
    const writers = createWriters(chance, workspaceId, devices)
    for (let round = 1; round <= rounds; round++) {
      await oneRound(place, chance, writers)
      say(
        `${kind} ${round}/${rounds}: acknowledged ${writers.acknowledged.size}, tried again ${writers.failures()}`,
      )
    }
    const last = await startProcess({ environment: place.environment })
    await writers.drain(last.url)
    const [reader] = devices
    if (reader === undefined) throw new Error('nobody to read')
    const stored = await storedIds(fetch, last.url, workspaceId, reader)
    await last.drain()
    return tallyOf(`server on ${kind}`, rounds, writers.acknowledged, stored)
  } finally {
    await place.postgres?.stop()
    rmSync(place.dataDir, { recursive: true, force: true })
  }
}

async function setUp(kind: StoreKind, say: (line: string) => void): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'earshot-torture-'))
  const common = {
    EARSHOT_DATA_DIR: dataDir,
    EARSHOT_PUSHES_PER_MINUTE: '100000',
    EARSHOT_EVENTS_PER_DAY: '100000000',
  }
  if (kind === 'sqlite') return { environment: common, dataDir, postgres: null }
  const postgres = await startPostgres({ durable: true, say })
  const { app, owner } = await postgres.createDatabase('torture')
  const environment = { ...common, EARSHOT_POSTGRES_URL: app, EARSHOT_POSTGRES_MIGRATE_URL: owner }
  return { environment, dataDir, postgres }
}

async function admit({
  environment,
  dataDir,
}: Place): Promise<{ workspaceId: string; devices: Admission[] }> {
  const store = await openStore({
    dataDir,
    postgresUrl: environment.EARSHOT_POSTGRES_URL ?? null,
    postgresMigrateUrl: environment.EARSHOT_POSTGRES_MIGRATE_URL ?? null,
  })
  const admitted = await admitDevices(store, 'Quillon', DEVICES)
  await store.close()
  return admitted
}

async function oneRound(
  place: Place,
  chance: Chance,
  writers: ReturnType<typeof createWriters>,
): Promise<void> {
  const full = place.postgres === null && chance.oneIn(FULL_DISK_ONE_IN)
  const server = await startProcess({
    environment: place.environment,
    ...(full ? { fileBytes: largestFile(place.dataDir) + 64 * 1024 + chance.below(256 * 1024) } : {}),
  })
  const stop = new AbortController()
  const writing = writers.write(server.url, stop.signal)
  // Into the middle of it, however fast or slow the computer is just now.
  const enough = writers.acknowledged.size + chance.below(ENOUGH)
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until && writers.acknowledged.size < enough; )
    await wait(20)
  await wait(chance.below(50))
  const killsDatabase = place.postgres !== null && chance.oneIn(DATABASE_ONE_IN)
  if (killsDatabase) await place.postgres.kill()
  await (chance.oneIn(DRAINED_ONE_IN) ? server.drain() : server.kill())
  stop.abort()
  await writing
  if (killsDatabase) await place.postgres.restart()
}

function largestFile(directory: string): number {
  const workspaces = join(directory, 'workspaces')
  const names = readdirSync(workspaces).map((name) => join(workspaces, name))
  return Math.max(0, ...[join(directory, 'control.sqlite'), ...names].map((path) => statSync(path).size))
}
