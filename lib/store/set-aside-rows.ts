import type { z } from '../model/zod.ts'
import { attempt } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { rebuild } from './rebuild.ts'

type DrawnTable =
  | 'contacts'
  | 'interactions'
  | 'notes'
  | 'members'
  | 'facts'
  | 'claims'
  | 'mentions'
  | 'pages'
  | 'unsavedNotes'
  | 'drafts'
  | 'playbook'
  | 'awaitedReplies'
  | 'verdicts'

/** Tables whose rows can be made anew from the log, with the prefix of `EventRow.about`. */
const FROM_LOG: Partial<Record<DrawnTable, string>> = {
  contacts: 'contact',
  interactions: 'interaction',
  notes: 'note',
  members: 'member',
  facts: 'fact',
  claims: 'claim',
}

/**
 * The rows that follow their schema, in order; missing ones are left out. An unreadable row is moved to
 * quarantine a moment later (a live query may read and not write) and, where the log has its events, made anew.
 */
export function readable<T>(
  db: EarshotDatabase,
  table: DrawnTable,
  schema: z.ZodType<T>,
  rows: readonly unknown[],
): T[] {
  const parsed: T[] = []
  const broken: unknown[] = []
  for (const row of rows) {
    if (row === undefined) continue
    const result = schema.safeParse(row)
    if (result.success) parsed.push(result.data)
    else broken.push(row)
  }
  if (broken.length > 0) setTimeout(() => void moveAside(db, table, schema, broken), 0)
  return parsed
}

async function moveAside(
  db: EarshotDatabase,
  name: DrawnTable,
  schema: z.ZodType,
  rows: readonly unknown[],
): Promise<void> {
  const table = db.table(name)
  const keyPath = table.schema.primKey.keyPath
  await attempt(() =>
    db.transaction('rw', [table, db.quarantine, ...db.logTables], async () => {
      for (const row of rows) {
        const key = (row as Record<string, string | number>)[String(keyPath)]
        if (key === undefined) continue
        const now: unknown = await table.get(key)
        if (now === undefined || schema.safeParse(now).success) continue
        const id = `row:${name}:${key}`
        await db.quarantine.put({
          id,
          origin: 'row',
          reason: reasonOf(schema, now),
          raw: now,
          at: Date.now(),
        })
        await table.delete(key)
        const kind = FROM_LOG[name]
        if (kind !== undefined) await rebuild(db, new Set([`${kind}:${key}`]))
      }
    }),
  )
}

function reasonOf(schema: z.ZodType, row: unknown): string {
  const issue = schema.safeParse(row).error?.issues[0]
  return `${issue?.path.map(String).join('.') ?? ''}: ${issue?.code ?? ''}`
}
