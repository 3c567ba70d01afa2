import { LIMITS } from '../model/limits.ts'
import { fail, ok, type Result } from '../model/problem.ts'
import type { z } from '../model/zod.ts'
import { BACKUP_FORMAT, type BackupOwner, HeaderSchema, sha256, TrailerSchema } from './backup-format.ts'

export interface Backup {
  readonly owner: BackupOwner
  /** Each as JSON text of `{table, row}`, not yet parsed. */
  readonly lines: readonly string[]
}

/**
 * Checks a backup whole, and answers with its lines. Fails with `too-large`; with `store-newer` when a newer
 * Earshot wrote it; with `invalid` and the path `header` (not a backup) or `end` (cut short, or changed).
 */
export async function readBackup(file: Blob): Promise<Result<Backup>> {
  if (file.size > LIMITS.backupBytes) return fail('too-large')
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
  } catch {
    return fail('unreadable', { detail: 'the file cannot be read' })
  }
  const text = new TextDecoder().decode(bytes)
  const first = text.slice(0, Math.max(0, text.indexOf('\n')))
  const header = parseLine(HeaderSchema, first)
  if (header === null) return fail('invalid', { path: 'header', detail: 'not a backup' })
  if (header.format > BACKUP_FORMAT) return fail('store-newer', { path: 'format' })
  const trailerAt = bytes.lastIndexOf(10, bytes.length - 2) + 1
  const trailer = parseLine(TrailerSchema, new TextDecoder().decode(bytes.subarray(trailerAt)))
  if (trailer === null) return fail('invalid', { path: 'end', detail: 'cut short' })
  if ((await sha256(bytes.slice(0, trailerAt))) !== trailer.end.sha256)
    return fail('invalid', { path: 'end.sha256', detail: 'changed' })
  const lines = text.split('\n').slice(1, -2)
  const counted = Object.values(trailer.end.rows).reduce((sum, count) => sum + count, 0)
  if (counted !== lines.length) return fail('invalid', { path: 'end.rows', detail: 'rows missing' })
  return ok({ owner: header.workspace, lines })
}

/** Null when the line does not follow the schema. */
export function parseLine<T>(schema: z.ZodType<T>, line: string): T | null {
  try {
    const parsed = schema.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
