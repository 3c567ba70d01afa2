const FIRST = 2_000
const LONGEST = 15 * 60_000
const LONGEST_FLOOR = 60 * 60_000

interface Failure {
  readonly now: number
  /** Rounds that failed in a row, this one included. */
  readonly attempt: number
  /** 0 ≤ x < 1. */
  readonly random: number
  /** The earliest time that the server allows, if it said one. */
  readonly notBefore: number | null
}

/**
 * When to try again, milliseconds since the epoch: full jitter over a doubling span of at most 15 minutes
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). What the server asked for
 * is a floor, believed up to an hour.
 */
export function nextTry({ now, attempt, random, notBefore }: Failure): number {
  const span = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 20))
  const floor = Math.min(notBefore ?? now, now + LONGEST_FLOOR)
  return Math.max(now + Math.floor(random * span), floor)
}

/** `Retry-After`, in seconds or as a date, as milliseconds since the epoch; null when it is neither. */
export function readRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return now + Number(text) * 1_000
  // Only a written-out date: Date.parse would take "-5" for a year.
  const at = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : at
}
