import { z } from '../lib/model/zod.ts'
import { LOG_LEVELS } from './log.ts'
import { DEFAULT_RATES } from './rate-limits.ts'

/** Addresses that only this computer reaches. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/

const whole = (least: number, most: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'not a whole number')
    .transform(Number)
    .pipe(z.int().min(least).max(most))
    .default(fallback)

interface Variable {
  readonly schema: z.ZodType
  /** For `--help`. */
  readonly says: string
  /** What to do about a value that does not fit. */
  readonly mend: string
  readonly fallback: string
}

const VARIABLES = {
  EARSHOT_HOST: {
    schema: z
      .string()
      .regex(/^[\w.:-]+$/)
      .default('127.0.0.1'),
    says: 'address to listen on; anything but this computer needs EARSHOT_TLS_PROXY',
    mend: 'an IP address or a host name, such as 127.0.0.1',
    fallback: '127.0.0.1',
  },
  EARSHOT_PORT: {
    schema: whole(0, 65_535, 8787),
    says: 'port to listen on; 0 takes a free one and prints it',
    mend: 'a whole number from 0 to 65535',
    fallback: '8787',
  },
  EARSHOT_DATA_DIR: {
    schema: z.string().trim().min(1).default('.earshot/server'),
    says: 'directory of the databases, made if missing',
    mend: 'the path of a directory that the server may write to',
    fallback: '.earshot/server',
  },
  EARSHOT_LOG_LEVEL: {
    schema: z.enum(LOG_LEVELS).default('info'),
    says: `one of ${LOG_LEVELS.join(', ')}`,
    mend: `one of ${LOG_LEVELS.join(', ')}`,
    fallback: 'info',
  },
  EARSHOT_TLS_PROXY: {
    schema: z.enum(['yes', 'no']).default('no'),
    says: 'yes: a proxy in front ends TLS, and nobody reaches this server around it',
    mend: 'yes or no',
    fallback: 'no',
  },
  EARSHOT_ADDRESS_HEADER: {
    schema: z
      .string()
      .regex(/^[A-Za-z-]{1,60}$/)
      .optional(),
    says: 'header in which that proxy puts the client address, such as x-forwarded-for; its last entry counts',
    mend: 'the name of one header, or leave it unset',
    fallback: 'unset: the connection itself',
  },
  EARSHOT_PUSHES_PER_MINUTE: {
    schema: whole(1, 100_000, DEFAULT_RATES.pushesPerMinute),
    says: 'pushes of one device; of a whole workspace ten times as many',
    mend: 'a whole number from 1 to 100000',
    fallback: String(DEFAULT_RATES.pushesPerMinute),
  },
  EARSHOT_JOIN_TRIES_PER_MINUTE: {
    schema: whole(1, 1_000, DEFAULT_RATES.joinTriesPerMinute),
    says: 'failed joins of one address',
    mend: 'a whole number from 1 to 1000',
    fallback: String(DEFAULT_RATES.joinTriesPerMinute),
  },
  EARSHOT_STOP_SECONDS: {
    schema: whole(0, 600, 10),
    says: 'time that open requests get when the server is told to stop',
    mend: 'a whole number from 0 to 600',
    fallback: '10',
  },
} as const satisfies Record<string, Variable>

const ConfigSchema = z
  .object({
    EARSHOT_HOST: VARIABLES.EARSHOT_HOST.schema,
    EARSHOT_PORT: VARIABLES.EARSHOT_PORT.schema,
    EARSHOT_DATA_DIR: VARIABLES.EARSHOT_DATA_DIR.schema,
    EARSHOT_LOG_LEVEL: VARIABLES.EARSHOT_LOG_LEVEL.schema,
    EARSHOT_TLS_PROXY: VARIABLES.EARSHOT_TLS_PROXY.schema,
    EARSHOT_ADDRESS_HEADER: VARIABLES.EARSHOT_ADDRESS_HEADER.schema,
    EARSHOT_PUSHES_PER_MINUTE: VARIABLES.EARSHOT_PUSHES_PER_MINUTE.schema,
    EARSHOT_JOIN_TRIES_PER_MINUTE: VARIABLES.EARSHOT_JOIN_TRIES_PER_MINUTE.schema,
    EARSHOT_STOP_SECONDS: VARIABLES.EARSHOT_STOP_SECONDS.schema,
  })
  .transform((given) => ({
    host: given.EARSHOT_HOST,
    port: given.EARSHOT_PORT,
    dataDir: given.EARSHOT_DATA_DIR,
    logLevel: given.EARSHOT_LOG_LEVEL,
    tlsProxy: given.EARSHOT_TLS_PROXY === 'yes',
    addressHeader: given.EARSHOT_ADDRESS_HEADER ?? null,
    rates: {
      ...DEFAULT_RATES,
      pushesPerMinute: given.EARSHOT_PUSHES_PER_MINUTE,
      workspacePushesPerMinute: given.EARSHOT_PUSHES_PER_MINUTE * 10,
      joinTriesPerMinute: given.EARSHOT_JOIN_TRIES_PER_MINUTE,
    },
    stopSeconds: given.EARSHOT_STOP_SECONDS,
  }))

export type Config = z.infer<typeof ConfigSchema>

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  /** One line a variable: its name, and how to mend it. */
  | { readonly ok: false; readonly faults: readonly string[] }

/**
 * Reads the configuration. It is whole or it is refused: a server that starts with half of what was
 * meant keeps the log in the wrong place, or shows it to the wrong network.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ConfigResult {
  const parsed = ConfigSchema.safeParse(environment)
  const faults = misspeltVariables(environment)
  if (!parsed.success) {
    for (const [name, { mend }] of Object.entries(VARIABLES))
      if (parsed.error.issues.some((issue) => issue.path[0] === name))
        faults.push(`${name}: set it to ${mend}`)
    return { ok: false, faults }
  }
  const config = parsed.data
  if (!LOOPBACK.test(config.host) && !config.tlsProxy)
    faults.push(
      'EARSHOT_TLS_PROXY: EARSHOT_HOST is not this computer alone, and the server speaks plain HTTP. Put a TLS proxy in front and set EARSHOT_TLS_PROXY=yes, or set EARSHOT_HOST=127.0.0.1',
    )
  if (config.addressHeader !== null && !config.tlsProxy)
    faults.push(
      'EARSHOT_ADDRESS_HEADER: without a proxy every client could write this header. Set EARSHOT_TLS_PROXY=yes, or leave it unset',
    )
  return faults.length > 0 ? { ok: false, faults } : { ok: true, config }
}

/** A misspelt name would otherwise be a default in silence. Names that resemble none of ours are somebody else's. */
function misspeltVariables(environment: Readonly<Record<string, string | undefined>>): string[] {
  const names = Object.keys(VARIABLES)
  return Object.keys(environment).flatMap((given) => {
    if (names.includes(given)) return []
    const meant = names.find((name) => distance(given.toUpperCase(), name) <= 2)
    return meant === undefined
      ? []
      : [`${given}: not a variable of this server. If you mean ${meant}, write that; else unset it`]
  })
}

/** Levenshtein distance: letters to add, drop or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** Every variable with its default, for `--help`. */
export function describeVariables(): string {
  return Object.entries(VARIABLES)
    .map(([name, { says, fallback }]) => `  ${name} (default ${fallback})\n      ${says}`)
    .join('\n')
}
