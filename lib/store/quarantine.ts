import type { Result } from '../model/problem.ts'
import { attempt } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { type SetAside, SetAsideSchema } from './rows.ts'

/** What could not be used, newest first. */
export async function readSetAside(db: EarshotDatabase): Promise<SetAside[]> {
  const rows = await db.quarantine.orderBy('at').reverse().toArray()
  return rows.flatMap((row) => {
    const parsed = SetAsideSchema.safeParse(row)
    return parsed.success ? [parsed.data] : []
  })
}

/** Forgets one for good, when a person says so. */
export function discardSetAside(db: EarshotDatabase, id: string): Promise<Result<void>> {
  return attempt(() => db.quarantine.delete(id))
}

/** All of it as JSON text in a file, for a report or for safe keeping. */
export async function exportSetAside(db: EarshotDatabase): Promise<Blob> {
  const text = JSON.stringify(await db.quarantine.orderBy('at').toArray(), null, 2)
  return new Blob([text], { type: 'application/json' })
}
