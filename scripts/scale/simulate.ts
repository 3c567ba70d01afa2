import { given, HOURS, REGIONS } from './assumptions.ts'
import { createChance } from './chance.ts'

const MINUTES = 24 * 60

/** One company on one working day. Rates a second are those of its busiest minute. */
export interface WorkspaceDay {
  readonly members: number
  readonly shard: number
  readonly events: number
  readonly peakPushes: number
  readonly peakPulls: number
}

export interface Day {
  /** The largest first. */
  readonly workspaces: readonly WorkspaceDay[]
  /** Pushes a second of all, of each shard, and pulls a second of all: the busiest minute of each. */
  readonly peakPushes: number
  readonly shardPeaks: readonly number[]
  readonly peakPulls: number
  readonly events: number
  readonly pushes: number
  readonly pulls: number
  /** Bytes that leave the servers in answers to pulls. */
  readonly egress: number
  readonly streams: number
}

/** Plays one working day, minute by minute, for every workspace. The same seed gives the same day. */
export function simulateDay(): Day {
  const chance = createChance(given('seed'))
  const pushes = new Float64Array(MINUTES)
  const pulls = new Float64Array(MINUTES)
  const streams = new Float64Array(MINUTES)
  const shards = Array.from({ length: given('shards') }, () => new Float64Array(MINUTES))
  const workspaces = sizes().map((members): WorkspaceDay => {
    const offset = regionOf(chance.uniform())
    const shard = Math.floor(chance.uniform() * given('shards'))
    let [day, peakPushes, peakPulls] = [0, 0, 0]
    for (let hour = 0; hour < HOURS.length; hour += 1) {
      const share = HOURS[(hour + offset + 24) % 24] ?? 0
      if (share === 0) continue
      const draw = chance.poisson((pushesPerDay(members) * share) / 60)
      const open = openPanels(members, share)
      for (let minute = hour * 60; minute < (hour + 1) * 60; minute += 1) {
        const made = draw()
        const asked = pullsPerMinute(open, made)
        day += made
        peakPushes = Math.max(peakPushes, made / 60)
        peakPulls = Math.max(peakPulls, asked / 60)
        add(pushes, minute, made)
        add(pulls, minute, asked)
        add(streams, minute, Math.min(open, given('streamsPerWorkspace')))
        add(shards[shard], minute, made)
      }
    }
    const events = (day / given('pushesPerLog')) * given('eventsPerLog')
    return { members, shard, events, peakPushes, peakPulls }
  })
  const total = sum(pulls)
  return {
    workspaces,
    peakPushes: Math.max(...pushes) / 60,
    shardPeaks: shards.map((shard) => Math.max(...shard) / 60),
    peakPulls: Math.max(...pulls) / 60,
    events: sum(workspaces.map(({ events }) => events)),
    pushes: sum(pushes),
    pulls: total,
    egress:
      total * given('emptyPullBytes') +
      sum(workspaces.map(({ members, events }) => members * given('activeShare') * events)) *
        given('wireBytes'),
    streams: Math.max(...streams),
  }
}

/** What a company of so many members does at its busiest, without chance: for tables and curves. */
export function expected(members: number) {
  const busiest = Math.max(...HOURS)
  const pushesASecond = (pushesPerDay(members) * busiest) / 3_600
  const open = openPanels(members, busiest)
  const events = (pushesPerDay(members) / given('pushesPerLog')) * given('eventsPerLog')
  return {
    members,
    events,
    pushes: pushesASecond,
    pulls: pullsPerMinute(open, pushesASecond * 60) / 60,
    /** If every open panel had a stream. */
    unboundedPulls: open * Math.min(pushesASecond, given('hintsPerSecond')),
    streams: Math.min(open, given('streamsPerWorkspace')),
    lock: pushesASecond / given('lockedPushes'),
    lockCitus: pushesASecond / given('lockedPushesCitus'),
    deviceDailyMb: (events * given('wireBytes')) / 1e6,
    deviceYearGb: (events * given('workingDays') * 12 * given('deviceBytes')) / 1e9,
  }
}

/** Members of each workspace by Zipf's law, at least one in each, the largest first. */
function sizes(): number[] {
  const weights = Array.from({ length: given('workspaces') }, (_, at) => 1 / (at + 1) ** given('zipf'))
  const all = sum(weights)
  return weights.map((weight) => Math.max(1, Math.round((given('members') * weight) / all)))
}

function pushesPerDay(members: number): number {
  return members * given('activeShare') * given('logsPerActiveDay') * given('pushesPerLog')
}

function openPanels(members: number, share: number): number {
  return members * given('activeShare') * given('panelOpen') * (share / Math.max(...HOURS))
}

/** Panels with a stream pull at each hint, the others on their alarm. */
function pullsPerMinute(open: number, pushes: number): number {
  const streams = Math.min(open, given('streamsPerWorkspace'))
  const hints = Math.min(pushes, given('hintsPerSecond') * 60)
  return streams * hints + ((open - streams) * 60) / given('pollSeconds')
}

function regionOf(chance: number): number {
  let left = chance
  for (const { share, offset } of REGIONS) {
    if (left < share) return offset
    left -= share
  }
  return 0
}

function add(series: Float64Array | undefined, minute: number, value: number): void {
  if (series !== undefined) series[minute] = (series[minute] ?? 0) + value
}

function sum(values: Iterable<number>): number {
  let all = 0
  for (const value of values) all += value
  return all
}
