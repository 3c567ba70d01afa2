import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** All the luck of one world: the same seed gives the same draws in the same order. */
export interface Chance {
  /** A whole number, 0 ≤ n < `end`. */
  below(end: number): number
  /** True once in so many draws. */
  oneIn(count: number): boolean
  pick<T>(from: readonly [T, ...T[]]): T
  bytes(count: number): Buffer
  /** UUID version 4. */
  uuid(): string
  /** UUID version 7 of a moment, milliseconds since the epoch. */
  uuidAt(now: number): string
}

export function chanceFrom(seed: number): Chance {
  const generator = xoroshiro128plus(seed)
  const below = (end: number) => uniformInt(generator, 0, end - 1)
  const bytes = (count: number) => Buffer.from(Array.from({ length: count }, () => below(256)))
  return {
    below,
    oneIn: (count) => below(count) === 0,
    pick: (from) => from[below(from.length)] ?? from[0],
    bytes,
    uuid: () => asUuid(bytes(16), 4),
    uuidAt: (now) => {
      const made = bytes(16)
      made.writeUIntBE(Math.max(0, now), 0, 6)
      return asUuid(made, 7)
    },
  }
}

/** Version and variant where RFC 9562 has them. */
function asUuid(made: Buffer, version: number): string {
  made[6] = ((made[6] ?? 0) & 0x0f) | (version << 4)
  made[8] = ((made[8] ?? 0) & 0x3f) | 0x80
  return made.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
