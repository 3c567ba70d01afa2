/**
 * An expected failure, as data: it crosses messages, storage and the wire unchanged, and a screen
 * turns `code` into words. A bug is thrown instead.
 */
export interface Problem {
  readonly code: ProblemCode
  /** For a developer or a log: never shown alone, never holds text that a person or a page wrote. */
  readonly detail?: string
  /** Where in the input, for input that was refused: `topics.2.query`. */
  readonly path?: string
  /** Earliest time at which a new try makes sense, milliseconds since the epoch. */
  readonly retryAt?: number
}

export const PROBLEM_CODES = [
  /** Input that does not follow its schema. */
  'invalid',
  /** The browser's store refused a read or a write. Nothing was changed. */
  'store-failed',
  /** The disk or the quota is full. */
  'store-full',
  /** An older copy of Earshot met a newer database. */
  'store-newer',
  /** No network, or the server did not answer in time. */
  'offline',
  /** The server answered something that is not the protocol: HTML, half a body, another status. */
  'bad-answer',
  /** The token or the invitation is not accepted. */
  'not-authorised',
  /** This device was shut out of the team. */
  'revoked',
  /** The server takes entries from a newer Earshot only. */
  'too-old',
  /** The server asked for fewer requests. */
  'too-many',
  /** The batch was too large. */
  'too-large',
  /** A message from a sender that may not send it. */
  'foreign-sender',
  /** The browser did not give the permission. */
  'not-permitted',
  /** The page could not be read. */
  'unreadable',
  /** The reader in this page belongs to an older copy of Earshot: reload the page. */
  'stale-page',
  /** Nothing by that name. */
  'not-found',
  /** What was to be changed is no longer as it was read. */
  'changed-since',
  /** Nothing may be kept about this person: they were erased. */
  'erased',
  /** A colleague is on this thread already; `detail` is their member id. */
  'claimed',
  /** The same id was used with other content. */
  'id-conflict',
  /** Caught at the outermost edge; the one code that means a bug. */
  'unexpected',
] as const

export type ProblemCode = (typeof PROBLEM_CODES)[number]

export type Result<T, E = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: E }

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function fail(
  code: ProblemCode,
  more: Omit<Problem, 'code'> = {},
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { code, ...more } }
}
