/** Seeded chance, the same on every machine: figures in the documents can be checked. */
export function createChance(seed: number) {
  let state = seed >>> 0
  /** 0 ≤ x < 1; mulberry32 (https://gist.github.com/tommyettinger/46a874533244883189143505d203312c). */
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return {
    uniform,
    /** Says anew with each call how often something happened that happens `mean` times on average. */
    poisson(mean: number): () => number {
      if (mean > 50) return () => Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
      const least = Math.exp(-mean)
      return () => {
        let count = 0
        for (let left = uniform(); left > least; left *= uniform()) count += 1
        return count
      }
    },
  }
}
