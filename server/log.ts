import { createHash } from 'node:crypto'
import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger } from 'pino'

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Second wall: no line of ours names these, and if one ever does the value is struck out. */
const STRUCK = [
  'authorization',
  'token',
  'code',
  'name',
  'handle',
  'text',
  'body',
  'event',
  'events',
  'playbook',
  'url',
]

/**
 * Structured log: one JSON object a line. A line holds route patterns, statuses, counts, times and
 * shortened hashes of ids; never text, a name, a handle, a query string or a token.
 */
export function createLog(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: STRUCK.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[struck out]' },
    serializers: { err: describeError },
  }
  return destination === undefined
    ? pino(options, pino.destination({ sync: true }))
    : pino(options, destination)
}

/** Enough of an id to follow it through a log, too little to find it in the database. */
export function shortHash(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 12)
}

/** Kind and place of an error, without its message: a parser's message quotes its input. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    kind: error.name,
    ...('code' in error ? { errorCode: error.code } : {}),
    ...('errcode' in error ? { sqliteCode: error.errcode } : {}),
    at: frames.slice(0, 8).map((line) => line.trim()),
  }
}
