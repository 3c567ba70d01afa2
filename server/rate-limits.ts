import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

export interface RateSettings {
  /** Of one device. */
  readonly pushesPerMinute: number
  /** Pulls, snapshots, playbook and every other request that changes nothing, of one device, together. */
  readonly readsPerMinute: number
  /** What owners and editors change, of one device. */
  readonly changesPerMinute: number
  /** Of all devices of one workspace. */
  readonly workspacePushesPerMinute: number
  /** Joins, sign-ins and token refreshes that failed, of one address. */
  readonly joinTriesPerMinute: number
  /** Events that one member adds, on all devices together. */
  readonly eventsPerDay: number
  /** Changes of fields and removals by one member, beyond which the audit trail says so. Nothing is refused. */
  readonly sweepingChangesPerHour: number
}

export const DEFAULT_RATES: RateSettings = {
  pushesPerMinute: 60,
  readsPerMinute: 600,
  changesPerMinute: 60,
  workspacePushesPerMinute: 600,
  joinTriesPerMinute: 5,
  eventsPerDay: 20_000,
  sweepingChangesPerHour: 500,
}

export type RateLimits = ReturnType<typeof createRateLimits>

/** Nothing is to be guessed there but 256 random bits and a signature: this only bounds the work. */
const REFRESHES_FOR_A_JOIN = 20

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * Counters in this process's memory; what is not given is as in `DEFAULT_RATES`. Each call counts, and answers null, or the seconds to wait when that was
 * too much.
 */
export function createRateLimits(given: Partial<RateSettings>) {
  const rates = { ...DEFAULT_RATES, ...given }
  const limiter = (points: number, duration = MINUTE) => new RateLimiterMemory({ points, duration })
  const pushes = limiter(rates.pushesPerMinute)
  const reads = limiter(rates.readsPerMinute)
  const changes = limiter(rates.changesPerMinute)
  const workspacePushes = limiter(rates.workspacePushesPerMinute)
  const joins = limiter(rates.joinTriesPerMinute)
  const refreshes = limiter(rates.joinTriesPerMinute * REFRESHES_FOR_A_JOIN)
  const events = limiter(rates.eventsPerDay, DAY)
  const sweeping = limiter(rates.sweepingChangesPerHour, HOUR)
  return {
    push: async (deviceId: string, workspaceId: string) =>
      (await count(pushes, deviceId)) ?? (await count(workspacePushes, workspaceId)),
    read: (deviceId: string) => count(reads, deviceId),
    change: (deviceId: string) => count(changes, deviceId),
    /** Counted before the code is looked at, so that tries sent at once are counted too. */
    join: (address: string) => count(joins, address),
    /** Takes the count of a join back that was let in: a whole office may join behind one address. */
    joined: async (address: string) => {
      await joins.reward(address)
    },
    /** The same for refreshing tokens, which an office full of devices may do in the same second. */
    refresh: (address: string) => count(refreshes, address),
    refreshed: async (address: string) => {
      await refreshes.reward(address)
    },
    /** Counted before anything is stored; a batch that is too much for the rest of the day is not counted. */
    events: async (memberId: string, added: number) => {
      const wait = await count(events, memberId, added)
      if (wait !== null) await events.reward(memberId, added)
      return wait
    },
    /** Takes back the count of events that were not new. */
    notAdded: async (memberId: string, repeated: number) => {
      if (repeated > 0) await events.reward(memberId, repeated)
    },
    /** Whether the alarm is to be given: once an hour at most. */
    sweeps: async (memberId: string, changed: number): Promise<boolean> => {
      if (changed === 0) return false
      const before = (await sweeping.get(memberId))?.consumedPoints ?? 0
      await count(sweeping, memberId, changed)
      return before <= rates.sweepingChangesPerHour && before + changed > rates.sweepingChangesPerHour
    },
  }
}

async function count(limiter: RateLimiterMemory, key: string, points = 1): Promise<number | null> {
  try {
    await limiter.consume(key, points)
    return null
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000))
    throw refusal
  }
}
