import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../../scripts/postgres/start-postgres.ts'
import { type ServerProcess, startProcess } from '../../scripts/torture/server-process.ts'
import { openStore } from '../../server/open-store.ts'
import type { EventStore } from '../../server/store.ts'
import { openRawPostgres, openRawSqlite, type RawTable } from './raw-inserts.ts'

export type StoreKind = 'sqlite' | 'postgres'

/** One database with the server over it in a process of its own, and beside it the same store in this process. */
export interface Place {
  readonly kind: StoreKind
  readonly server: ServerProcess
  readonly store: EventStore
  readonly raw: RawTable
  close(): Promise<void>
}

/** Nothing is measured here that a limit on one member would stop. */
const UNLIMITED = { EARSHOT_PUSHES_PER_MINUTE: '100000', EARSHOT_EVENTS_PER_DAY: '100000000' }

export async function openPlace(kind: StoreKind): Promise<Place> {
  const closing: (() => unknown)[] = []
  const close = async () => {
    for (const one of closing.splice(0).reverse()) await one()
  }
  try {
    const dataDir = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
    closing.push(() => rmSync(dataDir, { recursive: true, force: true }))
    const urls = kind === 'postgres' ? await openDatabase(closing) : null
    const store = await openStore({
      dataDir,
      postgresUrl: urls?.app ?? null,
      postgresMigrateUrl: urls?.owner ?? null,
    })
    closing.push(() => store.close())
    const raw = urls === null ? openRawSqlite(dataDir) : await openRawPostgres(urls.owner)
    closing.push(() => raw.close())
    const server = await startProcess({
      environment: {
        ...UNLIMITED,
        EARSHOT_DATA_DIR: dataDir,
        ...(urls === null ? {} : { EARSHOT_POSTGRES_URL: urls.app }),
      },
    })
    closing.push(() => server.drain())
    return { kind, server, store, raw, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openDatabase(closing: (() => unknown)[]) {
  const postgres = await startPostgres({ durable: true, say: console.error })
  closing.push(() => postgres.stop())
  return postgres.createDatabase('bench')
}
