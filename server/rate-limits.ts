import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

export interface RateSettings {
  /** Of one device. */
  readonly pushesPerMinute: number
  /** Pulls and playbook requests of one device, together. */
  readonly readsPerMinute: number
  /** Of all devices of one workspace. */
  readonly workspacePushesPerMinute: number
  /** Joins that failed, of one address. */
  readonly joinTriesPerMinute: number
}

export const DEFAULT_RATES: RateSettings = {
  pushesPerMinute: 60,
  readsPerMinute: 600,
  workspacePushesPerMinute: 600,
  joinTriesPerMinute: 5,
}

export type RateLimits = ReturnType<typeof createRateLimits>

/**
 * Counters in this process's memory, one minute long. Each call counts one request and answers null, or
 * the seconds to wait when that was one too many.
 */
export function createRateLimits(rates: RateSettings) {
  const limiter = (points: number) => new RateLimiterMemory({ points, duration: 60 })
  const pushes = limiter(rates.pushesPerMinute)
  const reads = limiter(rates.readsPerMinute)
  const workspacePushes = limiter(rates.workspacePushesPerMinute)
  const joins = limiter(rates.joinTriesPerMinute)
  return {
    push: async (deviceId: string, workspaceId: string) =>
      (await count(pushes, deviceId)) ?? (await count(workspacePushes, workspaceId)),
    read: (deviceId: string) => count(reads, deviceId),
    /** Counted before the code is looked at, so that tries sent at once are counted too. */
    join: (address: string) => count(joins, address),
    /** Takes the count of a join back that was let in: a whole office may join behind one address. */
    joined: async (address: string) => {
      await joins.reward(address)
    },
  }
}

async function count(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key)
    return null
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000))
    throw refusal
  }
}
