/** A figure without the bench's name. Units a second are millions of UTF-16 units. */
export interface Row {
  readonly case: string
  readonly value: number
  readonly unit: string
  readonly baseline: number
  readonly n: number
}

/** Milliseconds of the quickest round. */
export function bestOf(rounds: number, work: () => void): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now()
    work()
    best = Math.min(best, performance.now() - start)
  }
  return best
}
