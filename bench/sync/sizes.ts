import { z } from '../../lib/model/zod.ts'

const EventsSchema = z.coerce.number().int().min(5_000).max(100_000_000).default(1_000_000)

export interface Sizes {
  /** Entries of the longest log. */
  readonly long: number
  /** Entries of the log that it is measured against. */
  readonly short: number
  /** Entries that a new browser reads. */
  readonly firstSync: number
  /** Entries that wait in a browser's outbox. */
  readonly outbox: number
  /** Entries in one round of the measurement of adding, in batches of more than one. */
  readonly round: number
}

/** All from `EARSHOT_BENCH_EVENTS`, the entries of the longest log: a million unless told. */
export function readSizes(environment: NodeJS.ProcessEnv): Sizes {
  const long = EventsSchema.parse(environment.EARSHOT_BENCH_EVENTS)
  return {
    long,
    short: Math.round(long / 100),
    firstSync: Math.round(long / 10),
    outbox: Math.round(long / 100),
    round: Math.max(1, Math.round(long / 200_000)) * 3_200,
  }
}
