import { z } from '../lib/model/zod.ts'
import { DEFAULT_LIVE } from './live-hub.ts'
import { LOG_LEVELS } from './log.ts'
import { DEFAULT_RATES } from './rate-limits.ts'

const whole = (least: number, most: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'not a whole number')
    .transform(Number)
    .pipe(z.int().min(least).max(most))
    .default(fallback)

const postgresAddress = z.url({ protocol: /^postgres(ql)?$/ }).max(2_048)

const word = z.string().trim().min(1).max(1_000)

const list = (each: RegExp, fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text) =>
      text
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    )
    .pipe(z.array(z.string().regex(each)).max(100))

interface Variable {
  readonly schema: z.ZodType
  /** For `--help` and the reference. */
  readonly says: string
  /** What to do about a value that does not fit. */
  readonly mend: string
  readonly fallback: string
}

/** Every variable of the environment that the server reads: what it may hold, and what it says. */
export const VARIABLES = {
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
  EARSHOT_ERASURES_DIR: {
    schema: z.string().trim().min(1).optional(),
    says: 'directory of the list of erasures, which restoring reads; put it where backups of the databases are not',
    mend: 'the path of a directory that the server may write to',
    fallback: 'erasures in EARSHOT_DATA_DIR',
  },
  EARSHOT_POSTGRES_URL: {
    schema: postgresAddress.optional(),
    says: 'address of a PostgreSQL database (15 or newer) to keep everything in; its role owns nothing',
    mend: 'postgres://role:password@host:5432/database, or leave it unset for SQLite',
    fallback: 'unset: SQLite in EARSHOT_DATA_DIR',
  },
  EARSHOT_POSTGRES_MIGRATE_URL: {
    schema: postgresAddress.optional(),
    says: 'the same database as the role that owns the tables, to bring them to the newest schema at start',
    mend: 'postgres://owner:password@host:5432/database, or leave it unset when somebody else migrates',
    fallback: 'unset: nothing is migrated',
  },
  EARSHOT_METRICS_PORT: {
    schema: whole(0, 65_535, 0),
    says: 'port of its own for /metrics; 0: no metrics',
    mend: 'a whole number from 0 to 65535',
    fallback: '0',
  },
  EARSHOT_METRICS_HOST: {
    schema: z
      .string()
      .regex(/^[\w.:-]+$/)
      .default('127.0.0.1'),
    says: 'address for /metrics; let nobody but your own Prometheus reach it',
    mend: 'an IP address or a host name, such as 127.0.0.1',
    fallback: '127.0.0.1',
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
  EARSHOT_EVENTS_PER_DAY: {
    schema: whole(1, 100_000_000, DEFAULT_RATES.eventsPerDay),
    says: 'events that one member adds in a day, on all devices together',
    mend: 'a whole number from 1 to 100000000',
    fallback: String(DEFAULT_RATES.eventsPerDay),
  },
  EARSHOT_LIVE_STREAMS: {
    schema: whole(0, 100_000, DEFAULT_LIVE.streams),
    says: 'streams of hints that this process keeps open; the others ask from time to time instead',
    mend: 'a whole number from 0 to 100000',
    fallback: String(DEFAULT_LIVE.streams),
  },
  EARSHOT_OIDC_ISSUER: {
    schema: z
      .url({ protocol: /^https?$/ })
      .max(2_048)
      .optional(),
    says: 'address of the identity provider that people may sign in with, as it stands in its own tokens',
    mend: 'an https address such as https://login.example.com, or leave it unset',
    fallback: 'unset: invitations alone',
  },
  EARSHOT_OIDC_CLIENT_ID: {
    schema: word.optional(),
    says: 'the name under which the identity provider knows Earshot',
    mend: 'the client id that the identity provider gave',
    fallback: 'unset',
  },
  EARSHOT_OIDC_CLIENT_SECRET: {
    schema: word.optional(),
    says: 'the secret of that client, if it has one',
    mend: 'the client secret, or leave it unset for a public client with PKCE',
    fallback: 'unset: a public client',
  },
  EARSHOT_OIDC_SCOPES: {
    schema: list(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/, 'openid,profile,email'),
    says: 'scopes to ask for, with commas between them; openid is among them',
    mend: 'words with commas between them, openid among them',
    fallback: 'openid,profile,email',
  },
  EARSHOT_OIDC_JOIN: {
    schema: list(/^.{1,300}$/, ''),
    says: 'workspaces, by name or id, that somebody may join who signs in for the first time; commas between them',
    mend: 'names or ids of workspaces with commas between them',
    fallback: 'unset: only whom an owner linked before',
  },
  EARSHOT_OIDC_DOMAINS: {
    schema: list(/^[a-z0-9.-]{1,253}$/i, ''),
    says: 'domains of verified e-mail addresses that may sign in, with commas between them',
    mend: 'domains such as example.com with commas between them',
    fallback: 'unset: everybody whom the identity provider lets in',
  },
  EARSHOT_OIDC_CLAIM: {
    schema: z
      .string()
      .regex(/^[^=]{1,100}=.{1,300}$/)
      .optional(),
    says: 'a claim that who signs in must have, such as groups=earshot',
    mend: 'name=value, or leave it unset',
    fallback: 'unset',
  },
  EARSHOT_OIDC_PRIVATE: {
    schema: z.enum(['yes', 'no']).default('no'),
    says: 'yes: the identity provider stands in your own network, and may be asked over http',
    mend: 'yes or no',
    fallback: 'no',
  },
  EARSHOT_NOTICE_SECONDS: {
    schema: whole(0, 600, 0),
    says: 'time that the server goes on serving when it is told to stop, while /ready says no: longer than your proxy takes to notice',
    mend: 'a whole number from 0 to 600',
    fallback: '0',
  },
  EARSHOT_STOP_SECONDS: {
    schema: whole(0, 600, 10),
    says: 'time that open requests get when the server is told to stop',
    mend: 'a whole number from 0 to 600',
    fallback: '10',
  },
} as const satisfies Record<string, Variable>
