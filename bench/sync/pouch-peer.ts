import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import PouchDB from 'pouchdb'
import type { SyncEvent } from '../../lib/model/event.ts'
import { LIMITS } from '../../lib/model/limits.ts'
import { z } from '../../lib/model/zod.ts'
import { timed } from './spread.ts'

const SaidSchema = z.object({ url: z.url() })

/**
 * Milliseconds in which PouchDB replicates the entries from a database on this computer to a server of its own in
 * another process, both on LevelDB, in batches as large as ours. LevelDB does not flush, so that its server
 * promises less than ours does with a receipt.
 */
export async function timePouch(entries: readonly SyncEvent[]): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'earshot-pouch-'))
  mkdirSync(join(directory, 'served'))
  const server = spawn(
    process.execPath,
    [join(import.meta.dirname, 'serve-pouch.ts'), join(directory, 'served')],
    // Its configuration and its log are files where it runs.
    { cwd: directory, stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  try {
    const url = await addressSaid(server)
    const local = new PouchDB(join(directory, 'local'))
    await local.bulkDocs(entries.map((entry) => ({ _id: entry.id, ...entry })))
    const ms = await timed(async () => {
      const { ok, docs_written } = await local.replicate.to(`${url}/log`, { batch_size: LIMITS.batchEvents })
      if (!ok || docs_written !== entries.length) throw new Error(`PouchDB wrote ${docs_written} documents`)
    })
    await local.close()
    return ms
  } finally {
    server.kill('SIGTERM')
    await ended
    rmSync(directory, { recursive: true, force: true })
  }
}

function addressSaid(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('exit', () => reject(new Error('the server of PouchDB did not begin')))
    if (server.stdout !== null)
      createInterface(server.stdout).on('line', (line) => {
        if (line.startsWith('{')) resolve(SaidSchema.parse(JSON.parse(line)).url)
      })
  })
}
