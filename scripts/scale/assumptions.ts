import { DEFAULT_LIVE } from '../../server/live-hub.ts'

export interface Assumption {
  readonly value: number
  readonly unit: string
  /** Where the number comes from. */
  readonly why: string
}

/**
 * Everything that the simulation takes for granted. Change a number, run `npm run scale`, and the tables,
 * the chart and docs/scale-figures.json follow. "Measured" points to docs/scale.md, where the machine is named.
 */
export const ASSUMPTIONS = {
  seed: { value: 20_261_122, unit: '', why: 'any; the same seed gives the same figures' },
  members: { value: 1_000_000, unit: 'members', why: 'the question' },
  workspaces: { value: 10_000, unit: 'workspaces', why: 'the question' },
  zipf: {
    value: 1,
    unit: 'exponent',
    why: 'Zipf’s law as found for sizes of firms (Axtell, Science 2001: 1.06)',
  },
  activeShare: {
    value: 0.6,
    unit: 'of members on a working day',
    why: 'assumed: many are invited, some listen',
  },
  logsPerActiveDay: {
    value: 6,
    unit: 'logged interactions',
    why: 'assumed: one an hour beside other work',
  },
  eventsPerLog: {
    value: 2.4,
    unit: 'events',
    why: 'an interaction; half the time a new contact; a tag, note or fact',
  },
  pushesPerLog: {
    value: 1,
    unit: 'pushes',
    why: 'the outbox is drained after each log; a batch when it was offline',
  },
  panelOpen: { value: 0.5, unit: 'of active members, at the busiest hour', why: 'assumed' },
  pollSeconds: {
    value: 30,
    unit: 's',
    why: 'the shortest alarm of both browsers; for panels without a stream',
  },
  hintsPerSecond: {
    value: 4,
    unit: 'hints',
    why: 'a stream gets at most one hint in 250 ms (server/live-hub.ts)',
  },
  streamsPerWorkspace: {
    value: DEFAULT_LIVE.streamsPerWorkspace,
    unit: 'streams',
    why: 'the server’s limit (server/live-hub.ts); the others poll',
  },
  workingDays: { value: 21, unit: 'days a month', why: '252 a year' },
  shards: { value: 32, unit: 'shards', why: 'what `create_distributed_table` makes unless told' },
  storedBytes: { value: 660, unit: 'B an event', why: 'measured: PostgreSQL 15, indexes included' },
  wireBytes: {
    value: 900,
    unit: 'B an event',
    why: 'an event of ~500 B of content as JSON with its envelope',
  },
  emptyPullBytes: { value: 600, unit: 'B', why: 'an answer without events, with its headers and TLS' },
  deviceBytes: {
    value: 1_100,
    unit: 'B an event',
    why: 'in IndexedDB: the event, what is folded from it, two indexes',
  },
  lockedPushes: {
    value: 243,
    unit: 'pushes/s in one workspace',
    why: 'measured: PostgreSQL 15, one event a push, 8 clients',
  },
  lockedPushesCitus: {
    value: 90,
    unit: 'pushes/s in one workspace',
    why: 'measured: Citus 13.2, three servers on two cores',
  },
  appMsPerPush: { value: 1.6, unit: 'core ms', why: 'measured: 617 pushes/s over HTTP on one core' },
  appMsPerPull: {
    value: 1,
    unit: 'core ms',
    why: 'measured: pull of 100 events, 0.3 to 0.7 ms, and HTTP around it',
  },
  storeMsPerPush: {
    value: 7.5,
    unit: 'core ms',
    why: 'measured: Citus, 266 pushes/s over 16 workspaces on two cores',
  },
  storeMsPerPull: { value: 2.8, unit: 'core ms', why: 'measured: Citus, p50' },
  load: {
    value: 0.5,
    unit: 'of a core at the busiest minute',
    why: 'room for a server that is down, and for a bad day',
  },
  copies: { value: 2, unit: 'copies', why: 'each worker with a standby' },
  slack: { value: 1.3, unit: 'times the rows', why: 'write-ahead log, dead rows, room to grow' },
  backups: {
    value: 5,
    unit: 'full copies',
    why: 'weekly for 30 days; the write-ahead log between them is small beside',
  },
  dollarsPerCore: {
    value: 35,
    unit: '$ a month, with 4 GiB',
    why: 'assumed: round list price of a large cloud, on demand',
  },
  dollarsPerDiskGb: { value: 0.12, unit: '$ a month', why: 'assumed: network SSD, same' },
  dollarsPerBackupGb: { value: 0.023, unit: '$ a month', why: 'assumed: object storage, same' },
  dollarsPerEgressGb: { value: 0.05, unit: '$', why: 'assumed: between list price and what volume brings' },
  deviceDailyMb: { value: 50, unit: 'MB a day', why: 'a limit we set: about what a news site costs' },
  deviceYearGb: {
    value: 2,
    unit: 'GB after a year',
    why: 'a limit we set: what a browser profile bears unnoticed',
  },
} as const satisfies Record<string, Assumption>

export type AssumptionName = keyof typeof ASSUMPTIONS

/** The value alone. */
export function given(name: AssumptionName): number {
  return ASSUMPTIONS[name].value
}

/** How a working day's load spreads over its hours, local time; sums to 1. */
export const HOURS: readonly number[] = [
  0, 0, 0, 0, 0, 0, 0.01, 0.03, 0.08, 0.12, 0.13, 0.11, 0.08, 0.1, 0.11, 0.1, 0.07, 0.03, 0.02, 0.01, 0, 0, 0,
  0,
]

/** Where companies are: share, and hours from UTC. A company's members keep one office day: the harder case. */
export const REGIONS: readonly { readonly share: number; readonly offset: number }[] = [
  { share: 0.4, offset: 1 },
  { share: 0.35, offset: -6 },
  { share: 0.25, offset: 8 },
]
