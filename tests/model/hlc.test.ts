import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clampHlc, hlcTime, isHlc, tickHlc } from '../../lib/model/hlc.ts'

const DEVICE = '3f2b8c1e-0000-4000-8000-000000000001'

test('stamps of one device only ever grow, whatever the wall clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 46 }), { minLength: 2, maxLength: 50 }), (clocks) => {
      let last: string | null = null
      for (const now of clocks) {
        const next = tickHlc(last, now, DEVICE)
        expect(isHlc(next)).toBe(true)
        if (last !== null) expect(next > last).toBe(true)
        last = next
      }
    }),
  )
})

test('a full counter moves to the next millisecond', () => {
  const full = `${(1000).toString(16).padStart(12, '0')}-ffff-${DEVICE}`
  const next = tickHlc(full, 1000, DEVICE)
  expect(hlcTime(next)).toBe(1001)
  expect(next > full).toBe(true)
})

test('a stamp from the future is brought back, one from the past is left alone', () => {
  const stamp = tickHlc(null, 5000, DEVICE)
  expect(hlcTime(clampHlc(stamp, 2000))).toBe(2000)
  expect(clampHlc(stamp, 9000)).toBe(stamp)
})
