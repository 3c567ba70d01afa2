import { join } from 'node:path'
import { z } from '../lib/model/zod.ts'
import { DEFAULT_LIVE } from './live-hub.ts'
import { nearest } from './nearest-word.ts'
import type { OidcSettings } from './oidc.ts'
import { DEFAULT_RATES } from './rate-limits.ts'
import { VARIABLES } from './variables.ts'

/** Addresses that only this computer reaches. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/

type Given = { readonly [Name in keyof typeof VARIABLES]: z.output<(typeof VARIABLES)[Name]['schema']> }

/** The table's own schemas, one a variable; `fromEntries` forgets which name has which. */
const GivenSchema = z.object(
  Object.fromEntries(Object.entries(VARIABLES).map(([name, { schema }]) => [name, schema])),
) as unknown as z.ZodType<Given>

const ConfigSchema = GivenSchema.transform((given) => ({
  host: given.EARSHOT_HOST,
  port: given.EARSHOT_PORT,
  dataDir: given.EARSHOT_DATA_DIR,
  erasuresDir: given.EARSHOT_ERASURES_DIR ?? join(given.EARSHOT_DATA_DIR, 'erasures'),
  postgresUrl: given.EARSHOT_POSTGRES_URL ?? null,
  postgresMigrateUrl: given.EARSHOT_POSTGRES_MIGRATE_URL ?? null,
  metrics:
    given.EARSHOT_METRICS_PORT === 0
      ? null
      : { host: given.EARSHOT_METRICS_HOST, port: given.EARSHOT_METRICS_PORT },
  logLevel: given.EARSHOT_LOG_LEVEL,
  tlsProxy: given.EARSHOT_TLS_PROXY === 'yes',
  addressHeader: given.EARSHOT_ADDRESS_HEADER ?? null,
  rates: {
    ...DEFAULT_RATES,
    pushesPerMinute: given.EARSHOT_PUSHES_PER_MINUTE,
    workspacePushesPerMinute: given.EARSHOT_PUSHES_PER_MINUTE * 10,
    joinTriesPerMinute: given.EARSHOT_JOIN_TRIES_PER_MINUTE,
    eventsPerDay: given.EARSHOT_EVENTS_PER_DAY,
  },
  live: { ...DEFAULT_LIVE, streams: given.EARSHOT_LIVE_STREAMS },
  identity: identityOf(given),
  noticeSeconds: given.EARSHOT_NOTICE_SECONDS,
  stopSeconds: given.EARSHOT_STOP_SECONDS,
}))

/** Null when no issuer is named. What is missing beside one is a fault of its own. */
function identityOf(given: Given): OidcSettings | null {
  const { EARSHOT_OIDC_ISSUER: issuer, EARSHOT_OIDC_CLIENT_ID: clientId } = given
  if (issuer === undefined || clientId === undefined) return null
  const [name = '', ...value] = (given.EARSHOT_OIDC_CLAIM ?? '').split('=')
  return {
    issuer,
    clientId,
    clientSecret: given.EARSHOT_OIDC_CLIENT_SECRET ?? null,
    scopes: [...new Set(['openid', ...given.EARSHOT_OIDC_SCOPES])],
    joinable: given.EARSHOT_OIDC_JOIN,
    domains: given.EARSHOT_OIDC_DOMAINS.map((domain) => domain.toLowerCase()),
    claim: name === '' ? null : { name, value: value.join('=') },
    isPrivate: given.EARSHOT_OIDC_PRIVATE === 'yes',
  }
}

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
  if (config.postgresMigrateUrl !== null && config.postgresUrl === null)
    faults.push(
      'EARSHOT_POSTGRES_MIGRATE_URL: says nothing without EARSHOT_POSTGRES_URL. Set both, or leave it unset',
    )
  faults.push(...identityFaults(environment))
  return faults.length > 0 ? { ok: false, faults } : { ok: true, config }
}

/** An issuer that is half described would leave people outside, or let in whom nobody meant. */
function identityFaults(environment: Readonly<Record<string, string | undefined>>): string[] {
  const has = (name: keyof typeof VARIABLES) => environment[name] !== undefined
  const issuer = environment.EARSHOT_OIDC_ISSUER
  const faults: string[] = []
  if (issuer !== undefined && !has('EARSHOT_OIDC_CLIENT_ID'))
    faults.push('EARSHOT_OIDC_CLIENT_ID: EARSHOT_OIDC_ISSUER needs it. Set it to the client id it gave you')
  const without = (['CLIENT_ID', 'CLIENT_SECRET', 'JOIN', 'DOMAINS', 'CLAIM'] as const)
    .map((name) => `EARSHOT_OIDC_${name}` as const)
    .filter((name) => issuer === undefined && has(name))
  for (const name of without)
    faults.push(`${name}: says nothing without EARSHOT_OIDC_ISSUER. Set both or neither`)
  if (issuer?.startsWith('http:') && environment.EARSHOT_OIDC_PRIVATE !== 'yes')
    faults.push(
      'EARSHOT_OIDC_ISSUER: over http anybody on the way could sign in as anybody. Set it to an https address, or set EARSHOT_OIDC_PRIVATE=yes if it stands in your own network',
    )
  return faults
}

/** A misspelt name would otherwise be a default in silence. Names that resemble none of ours are somebody else's. */
function misspeltVariables(environment: Readonly<Record<string, string | undefined>>): string[] {
  const names = Object.keys(VARIABLES)
  return Object.keys(environment).flatMap((given) => {
    if (names.includes(given)) return []
    const meant = nearest(given.toUpperCase(), names)
    return meant === undefined
      ? []
      : [`${given}: not a variable of this server. If you mean ${meant}, write that; else unset it`]
  })
}

/** Every variable with its default, for `--help`. */
export function describeVariables(): string {
  return Object.entries(VARIABLES)
    .map(([name, { says, fallback }]) => `  ${name} (default ${fallback})\n      ${says}`)
    .join('\n')
}
