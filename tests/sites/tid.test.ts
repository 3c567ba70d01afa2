import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeOfTid } from '../../lib/sites/tid.ts'

const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz'

/** The other direction, written apart from the code under test. */
function tidOf(microseconds: bigint, clock: number): string {
  let rest = (microseconds << 10n) | BigInt(clock)
  let key = ''
  for (let at = 0; at < 13; at++) {
    key = ALPHABET.charAt(Number(rest % 32n)) + key
    rest /= 32n
  }
  return key
}

describe('the time in a record key', () => {
  it('is the millisecond in which it was made, whichever clock made it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2022, 0, 1), max: Date.UTC(2100, 0, 1) }),
        fc.integer({ min: 0, max: 999 }),
        fc.integer({ min: 0, max: 1023 }),
        (ms, micro, clock) => {
          const key = tidOf(BigInt(ms) * 1_000n + BigInt(micro), clock)
          expect(timeOfTid(key)).toBe(new Date(ms).toISOString())
        },
      ),
    )
  })

  it('sorts as the keys do', () => {
    const moment = fc.integer({ min: Date.UTC(2022, 0, 1), max: Date.UTC(2100, 0, 1) })
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const [first, second] = [one, other].map((ms) => tidOf(BigInt(ms) * 1_000n, 0))
        expect((first ?? '') < (second ?? '')).toBe(one < other)
      }),
    )
  })

  it('is none in a key of another kind', () => {
    for (const key of [
      '',
      'self',
      '3mdegyw3ves2',
      '3mdegyw3ves2tt',
      '3mdegyw3ves1t',
      '2222222222222',
      'ABCDEFGHIJKLM',
    ])
      expect(timeOfTid(key)).toBeNull()
    fc.assert(
      fc.property(fc.string(), (key) => {
        const time = timeOfTid(key)
        return time === null || !Number.isNaN(Date.parse(time))
      }),
    )
  })
})
