import { ASSUMPTIONS, given } from './assumptions.ts'
import { type Day, expected } from './simulate.ts'

const SIZES = [10, 100, 1_000, 10_000, 100_000]
const GB = 1e9

/** Where a limit is reached first, by the size of a workspace. */
interface Bend {
  readonly what: string
  readonly limit: string
  /** Smallest size of a workspace at which it is reached, to two digits. */
  readonly members: number
}

export type Figures = ReturnType<typeof reckon>

/** All that the documents say, from one simulated day. Three digits: more would claim too much. */
export function reckon(day: Day) {
  const stored = day.events * given('workingDays') * given('storedBytes')
  const cores = {
    app: coresFor(day.peakPushes * given('appMsPerPush') + day.peakPulls * given('appMsPerPull')),
    store: coresFor(day.peakPushes * given('storeMsPerPush') + day.peakPulls * given('storeMsPerPull')),
  }
  const disk = (stored * 12 * given('slack') * given('copies')) / GB
  const cost = {
    app: cores.app * given('dollarsPerCore'),
    store: cores.store * given('copies') * given('dollarsPerCore'),
    disk: disk * given('dollarsPerDiskGb'),
    backups: ((stored * 12) / GB) * given('backups') * given('dollarsPerBackupGb'),
    egress: ((day.egress * given('workingDays')) / GB) * given('dollarsPerEgressGb'),
  }
  const shards = [...day.shardPeaks].sort((a, b) => a - b)
  const [hottest] = day.workspaces
  const all = Object.values(cost).reduce((sum, part) => sum + part, 0)
  return rounded({
    assumptions: Object.fromEntries(Object.entries(ASSUMPTIONS).map(([name, { value }]) => [name, value])),
    total: {
      eventsADay: day.events,
      pushesADay: day.pushes,
      pullsADay: day.pulls,
      pushesASecond: day.peakPushes,
      pullsASecond: day.peakPulls,
      streams: day.streams,
      storedGbAMonth: stored / GB,
      egressTbAMonth: (day.egress * given('workingDays')) / 1e12,
    },
    shards: {
      count: shards.length,
      coolest: shards[0] ?? 0,
      median: shards[Math.floor(shards.length / 2)] ?? 0,
      hottest: shards.at(-1) ?? 0,
    },
    hottestWorkspace: {
      members: hottest?.members ?? 0,
      pushesASecond: hottest?.peakPushes ?? 0,
      pullsASecond: hottest?.peakPulls ?? 0,
      shareOfEvents: (hottest?.events ?? 0) / day.events,
      shareOfItsShard: (hottest?.peakPushes ?? 0) / (day.shardPeaks[hottest?.shard ?? 0] ?? 1),
    },
    /** Of the egress: what the largest tenth of a per cent of the companies cause. */
    egressOfTheLargest: egressShare(day, Math.ceil(day.workspaces.length / 1_000)),
    sizes: SIZES.map(expected),
    bends: bends(),
    cores,
    diskGb: disk,
    costAMonth: { ...cost, all, aMember: all / given('members') },
  })
}

/** Grows a workspace until each limit is reached. */
function bends(): Bend[] {
  const found = (reached: (at: ReturnType<typeof expected>) => boolean): number => {
    let members = 1
    while (!reached(expected(members)) && members < 1e9) members *= 1.02
    return members
  }
  return [
    {
      what: 'a device holds more than it should after a year',
      limit: `${given('deviceYearGb')} GB`,
      members: found(({ deviceYearGb }) => deviceYearGb > given('deviceYearGb')),
    },
    {
      what: 'a device fetches more than it should in a day',
      limit: `${given('deviceDailyMb')} MB`,
      members: found(({ deviceDailyMb }) => deviceDailyMb > given('deviceDailyMb')),
    },
    {
      what: 'some open panels poll instead of listening',
      limit: `${given('streamsPerWorkspace')} streams`,
      members: found(({ streams }) => streams >= given('streamsPerWorkspace')),
    },
    {
      what: 'the log’s lock on Citus is taken half of the busiest hour',
      limit: `${given('lockedPushesCitus')} pushes/s`,
      members: found(({ lockCitus }) => lockCitus > 0.5),
    },
    {
      what: 'the log’s lock on PostgreSQL is taken half of the busiest hour',
      limit: `${given('lockedPushes')} pushes/s`,
      members: found(({ lock }) => lock > 0.5),
    },
  ].sort((a, b) => a.members - b.members)
}

function egressShare(day: Day, largest: number): number {
  const weights = day.workspaces.map(({ members, events }) => members * events)
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.slice(0, largest).reduce((sum, weight) => sum + weight, 0) / all
}

function coresFor(msASecond: number): number {
  return Math.ceil(msASecond / 1_000 / given('load'))
}

function rounded<T>(value: T): T {
  if (typeof value === 'number') return Number(value.toPrecision(3)) as T
  if (Array.isArray(value)) return value.map(rounded) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, rounded(part)])) as T
}
