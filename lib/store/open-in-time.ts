import { fail, type Result } from '../model/problem.ts'
import { attempt } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'

/** How long a browser may take to open a database, in milliseconds: some never answer, and a worker lives for 30 s. */
const OPEN_WITHIN = 10_000

/** Opens a database, or says within ten seconds that it can't be: `store-failed`, detail `open hangs`, among others. */
export async function openInTime(db: EarshotDatabase, within = OPEN_WITHIN): Promise<Result<null>> {
  const slow = fail('store-failed', { detail: 'open hangs' })
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Result<null>>((resolve) => {
    timer = setTimeout(() => resolve(slow), within)
  })
  try {
    return await Promise.race([attempt(() => db.open().then(() => null)), late])
  } finally {
    clearTimeout(timer)
  }
}
