import type { Result } from '../model/problem.ts'
import { attempt } from './attempt.ts'
import { BACKED_UP, BACKUP_FORMAT, type BackupOwner, sha256 } from './backup-format.ts'
import type { EarshotDatabase } from './database.ts'
import { isLease } from './leases.ts'
import type { OutboxRow, SyncStateRow } from './rows.ts'

/** Rows read at a time. */
const CHUNK = 2_000

/**
 * Everything in the database as one file, read in one transaction: nothing written meanwhile is half in
 * it. `workspace` says whose it is; its token is not written. The form is that of backup-format.ts.
 */
export async function exportBackup(db: EarshotDatabase, workspace: BackupOwner): Promise<Result<Blob>> {
  const { kind, id, name, member } = workspace
  const owner: BackupOwner = { kind, id, name, member: { id: member.id, name: member.name } }
  const rows: Record<string, number> = {}
  const parts = [`${JSON.stringify({ earshot: 'backup', format: BACKUP_FORMAT, workspace: owner })}\n`]
  const read = await attempt(() =>
    db.transaction('r', BACKED_UP, async () => {
      parts.length = 1
      for (const table of BACKED_UP) {
        rows[table] = 0
        let chunk = await chunkAfter(db, table, undefined)
        while (chunk.rows.length > 0) {
          rows[table] += chunk.rows.length
          parts.push(chunk.rows.map((row) => `${JSON.stringify({ table, row })}\n`).join(''))
          chunk = await chunkAfter(db, table, chunk.last)
        }
      }
    }),
  )
  if (!read.ok) return read
  return attempt(async () => {
    const body = new Blob(parts)
    const trailer = { end: { rows, sha256: await sha256(new Uint8Array(await body.arrayBuffer())) } }
    return new Blob([body, `${JSON.stringify(trailer)}\n`], { type: 'application/jsonl' })
  })
}

/** By primary key, each chunk after the last key of the one before: an offset would walk from the start. */
async function chunkAfter(
  db: EarshotDatabase,
  name: string,
  last: unknown,
): Promise<{ rows: readonly unknown[]; last: unknown }> {
  const table = db.table(name)
  const from = last === undefined ? table.toCollection() : table.where(':id').above(last)
  const keys = await from.limit(CHUNK).primaryKeys()
  const rows: unknown[] = await table.bulkGet(keys)
  return { rows: withoutLeases(name, rows), last: keys.at(-1) }
}

function withoutLeases(name: string, rows: readonly unknown[]): readonly unknown[] {
  if (name === 'outbox') return rows.map((row) => unleased(row as OutboxRow))
  return name === 'syncState' ? rows.filter((row) => !isLease(row as SyncStateRow)) : rows
}

function unleased(row: OutboxRow): OutboxRow {
  return { ...row, state: 'pending', leaseUntil: 0 }
}
