/** A post that was judged for one need: what is so, how probable it was held, and whether it was shown. */
export interface Verdict {
  readonly right: boolean
  readonly p: number
  readonly shown: boolean
  readonly sure: boolean
}

export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

export interface Measured {
  readonly n: number
  readonly positives: number
  readonly precision: Interval
  readonly recall: Interval
  readonly f1: Interval
}

const ROUNDS = 400

/** Precision, recall and F1 with 95 % intervals from resampled posts; the draws are the same at every run. */
export function measure(verdicts: readonly Verdict[]): Measured {
  const counts = verdicts.map(kindOf)
  const whole = ratesOf(tally(counts))
  const draws: [number, number, number][] = []
  const random = sequence(verdicts.length + 1)
  for (let round = 0; round < ROUNDS; round += 1) {
    const drawn: Counts = [0, 0, 0, 0]
    for (let draw = 0; draw < counts.length; draw += 1) {
      const kind = counts[Math.floor(random() * counts.length)] ?? 3
      drawn[kind] += 1
    }
    draws.push(ratesOf(drawn))
  }
  const interval = (which: 0 | 1 | 2): Interval => {
    const sorted = draws.map((draw) => draw[which]).sort((one, other) => one - other)
    return {
      value: whole[which],
      low: sorted[Math.floor(ROUNDS * 0.025)] ?? 0,
      high: sorted[Math.ceil(ROUNDS * 0.975) - 1] ?? 0,
    }
  }
  return {
    n: verdicts.length,
    positives: verdicts.filter(({ right }) => right).length,
    precision: interval(0),
    recall: interval(1),
    f1: interval(2),
  }
}

/** Hits, false alarms, misses, rightly left. */
type Counts = [number, number, number, number]

function kindOf({ right, shown }: Verdict): 0 | 1 | 2 | 3 {
  if (right) return shown ? 0 : 2
  return shown ? 1 : 3
}

function tally(kinds: readonly (0 | 1 | 2 | 3)[]): Counts {
  const counts: Counts = [0, 0, 0, 0]
  for (const kind of kinds) counts[kind] += 1
  return counts
}

function ratesOf([hits, alarms, misses]: Counts): [number, number, number] {
  const precision = hits + alarms === 0 ? 0 : hits / (hits + alarms)
  const recall = hits + misses === 0 ? 0 : hits / (hits + misses)
  return [precision, recall, hits === 0 ? 0 : (2 * hits) / (2 * hits + alarms + misses)]
}

/** How often a label given with certainty is right, and what share of the shown labels is given so. */
export function confidentTier(verdicts: readonly Verdict[]): {
  precision: number
  coverage: number
  n: number
} {
  const shown = verdicts.filter(({ shown }) => shown)
  const sure = shown.filter(({ sure }) => sure)
  const right = sure.filter(({ right }) => right).length
  return {
    precision: sure.length === 0 ? 0 : right / sure.length,
    coverage: shown.length === 0 ? 0 : sure.length / shown.length,
    n: sure.length,
  }
}

const BINS = 10

/** Expected calibration error: how far, on average, a stated probability is from the share that is so. */
export function calibrationError(verdicts: readonly Verdict[]): number {
  const bins = Array.from({ length: BINS }, () => ({ p: 0, right: 0 }))
  for (const { p, right } of verdicts) {
    const bin = bins[Math.min(BINS - 1, Math.floor(p * BINS))]
    if (bin === undefined) continue
    bin.p += p
    bin.right += right ? 1 : 0
  }
  return bins.reduce((sum, { p, right }) => sum + Math.abs(p - right), 0) / Math.max(1, verdicts.length)
}

/** Cohen's kappa of two passes over the same posts, each a yes or no. */
export function kappa(pairs: readonly (readonly [boolean, boolean])[]): number {
  const n = pairs.length
  if (n === 0) return 0
  const agreed = pairs.filter(([one, other]) => one === other).length / n
  const ones = pairs.filter(([one]) => one).length / n
  const others = pairs.filter(([, other]) => other).length / n
  const chance = ones * others + (1 - ones) * (1 - others)
  return chance === 1 ? 1 : (agreed - chance) / (1 - chance)
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Draws that look random and are the same at every run (Mulberry32). */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
