import { fail, type Problem, type Result } from '../model/problem.ts'
import { attempt } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'

/** How long a browser may take to open a database, in milliseconds: some never answer, and a worker lives for 30 s. */
const OPEN_WITHIN = 10_000

const HANGS = 'open hangs'

/** Between two tries of a database that was refused, in milliseconds. */
const TRY_EVERY = 2_000

/** Opens a database, or says within ten seconds that it can't be: `store-failed`, detail `open hangs`, among others. */
export async function openInTime(db: EarshotDatabase, within = OPEN_WITHIN): Promise<Result<null>> {
  const slow = fail('store-failed', { detail: HANGS })
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

/** The browser has not answered yet, and may still. */
export function isHanging({ code, detail }: Problem): boolean {
  return code === 'store-failed' && detail === HANGS
}

/**
 * Ends when a database that was refused, or that took too long, is open after all: a slow disk answers late, and a
 * browser that starts may refuse at first. Tries for as long as the page lives.
 */
export async function openAfterAll(
  db: EarshotDatabase,
  wait: (milliseconds: number) => Promise<unknown>,
): Promise<void> {
  while (!(await attempt(() => db.open().then(() => null))).ok) await wait(TRY_EVERY)
}
