import type { Refusal } from './answer.ts'
import { isPassingFault } from './postgres/postgres-faults.ts'

/** SQLite's primary result codes that may be over in a while: busy, locked, I/O error, full (https://sqlite.org/rescode.html). */
const PASSING = new Set([5, 6, 10, 13])

/** What a client is told of an unforeseen error: nothing but whether to come again. */
export function unavailable(error: unknown): Refusal {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
  if (PASSING.has(code) || isPassingFault(error)) {
    const message = 'The server cannot use its storage at the moment. Try again.'
    return { status: 503, code: 'unavailable', message, retryAfter: 30 }
  }
  return { status: 500, code: 'unexpected', message: 'Something went wrong at the server. Try again.' }
}
