import { fail, ok, type Problem, type ProblemCode, type Result } from '../model/problem.ts'

/**
 * Thrown inside a transaction to undo it and end in a Problem: a transaction can be rolled back in no
 * other way. Never leaves the store, because every write runs in `attempt`.
 */
export class Refusal extends Error {
  readonly problem: Problem
  constructor(code: ProblemCode, more: Omit<Problem, 'code'> = {}) {
    super(code)
    this.problem = { code, ...more }
  }
}

/** The connection died under us: seen after sleep, and when a worker wakes (dexie/Dexie.js#613, #2098). */
const LOST_CONNECTION = new Set(['DatabaseClosedError', 'InvalidStateError', 'UnknownError'])

/** What the world can do to a store. Any other error is a mistake of ours and is thrown on. */
const FAILURES: Readonly<Record<string, ProblemCode>> = {
  QuotaExceededError: 'store-full',
  VersionError: 'store-newer',
  AbortError: 'store-failed',
  DatabaseClosedError: 'store-failed',
  InvalidStateError: 'store-failed',
  MissingAPIError: 'store-failed',
  NotFoundError: 'store-failed',
  OpenFailedError: 'store-failed',
  TimeoutError: 'store-failed',
  TransactionInactiveError: 'store-failed',
  UnknownError: 'store-failed',
}

/**
 * Runs one piece of work on the store and turns what the browser refused into a Problem: `store-full`,
 * `store-newer` or `store-failed`, or the one that a `Refusal` carries. `work` is one transaction, so that a
 * failure leaves nothing half-written and a lost connection can be tried once more.
 */
export async function attempt<T>(work: () => PromiseLike<T>): Promise<Result<T>> {
  for (let first = true; ; first = false) {
    try {
      return ok(await work())
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, problem: error.problem }
      const names = [...errorNames(error)]
      const code = problemCode(names)
      if (code === null) throw error
      if (first && code === 'store-failed' && names.some((name) => LOST_CONNECTION.has(name))) continue
      return fail(code, { detail: names.join(' < ') })
    }
  }
}

/** Dexie wraps: a full disk arrives as AbortError with QuotaExceededError inside, a bulk write as a list. */
function* errorNames(error: unknown, depth = 0): Generator<string> {
  if (typeof error !== 'object' || error === null || depth > 5) return
  const { name, inner, failures } = error as { name?: unknown; inner?: unknown; failures?: unknown }
  if (typeof name === 'string') yield name
  yield* errorNames(inner, depth + 1)
  if (Array.isArray(failures))
    for (const failure of failures.slice(0, 3)) yield* errorNames(failure, depth + 1)
}

function problemCode(names: readonly string[]): ProblemCode | null {
  for (const special of ['QuotaExceededError', 'VersionError'])
    if (names.includes(special)) return FAILURES[special] ?? null
  const innermost = names.filter((name) => name !== 'BulkError' && name !== 'ModifyError').at(-1)
  return innermost === undefined ? null : (FAILURES[innermost] ?? null)
}
