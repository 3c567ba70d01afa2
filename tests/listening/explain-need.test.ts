import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainNeed, tenthsOf } from '../../lib/listening/explain-need.ts'
import type { FoundNeed } from '../../lib/model/mention.ts'

const TEXT = 'It broke. It broke again, and nobody answers. Lovely.'

function needWith(parts: readonly (readonly [string, number, number?])[], rest = 0): FoundNeed {
  return {
    label: 'complaint',
    p: 0.8,
    sure: true,
    topic: null,
    span: null,
    why: '',
    rest,
    reasons: parts.map(([words, weight, from = 0]) => {
      const start = TEXT.indexOf(words, from)
      return { start, end: start + words.length, weight }
    }),
  }
}

const added = (weights: readonly number[]) =>
  Math.round(weights.reduce((sum, weight) => sum + weight, 0) * 10) / 10

describe('what a label rests on', () => {
  it('is nothing to take apart where a single sign decided', () => {
    expect(explainNeed(needWith([]), TEXT)).toBeNull()
  })

  it('names the heaviest words first, for and against, with how strongly they speak', () => {
    const explained = explainNeed(
      needWith(
        [
          ['nobody', 0.8],
          ['Lovely', -1.6],
          ['again', 0.2],
        ],
        -0.5,
      ),
      TEXT,
    )
    expect(explained?.parts).toEqual([
      { words: 'Lovely', count: 1, weight: -1.6, strength: 'strong' },
      { words: 'nobody', count: 1, weight: 0.8, strength: 'clear' },
      { words: 'again', count: 1, weight: 0.2, strength: 'little' },
    ])
    expect(explained).toMatchObject({ rest: -0.5, sum: -1.1, tenths: 8 })
  })

  it('counts the same words once, with how often they stand there', () => {
    const explained = explainNeed(
      needWith([
        ['broke', 1],
        ['broke', 1, 5],
      ]),
      TEXT,
    )
    expect(explained?.parts).toEqual([{ words: 'broke', count: 2, weight: 2, strength: 'strong' }])
  })

  it('puts many small signs together, and leaves out what weighs nothing', () => {
    const letters = [...'abcdeghikl'].filter((letter) => TEXT.includes(letter))
    const explained = explainNeed(
      needWith([...letters.map((letter) => [letter, 0.3] as const), ['It', 0]]),
      TEXT,
    )
    expect(explained?.parts).toHaveLength(6)
    expect(explained?.parts.at(-1)).toMatchObject({ words: null, count: letters.length + 1 - 5 })
    expect(explainNeed(needWith([['It', 0]], 1), TEXT)?.parts).toEqual([])
  })

  it('adds up to the sum that is shown, whatever the weights', () => {
    const reason = fc.tuple(
      fc.nat(40),
      fc.integer({ min: 1, max: 9 }),
      fc.double({ min: -6, max: 6, noNaN: true }),
    )
    fc.assert(
      fc.property(
        fc.array(reason, { maxLength: 50 }),
        fc.double({ min: -6, max: 6, noNaN: true }),
        (given, rest) => {
          const reasons = given.map(([start, length, weight]) => ({ start, end: start + length, weight }))
          const explained = explainNeed({ ...needWith([]), reasons, rest }, TEXT)
          if (explained === null) {
            expect([reasons.length, Math.abs(rest)]).toEqual([0, 0])
            return
          }
          expect(added([...explained.parts.map(({ weight }) => weight), explained.rest])).toBeCloseTo(
            explained.sum,
            6,
          )
          const real = reasons.reduce((sum, { weight }) => sum + weight, rest)
          expect(Math.abs(explained.sum - real)).toBeLessThan(0.051)
        },
      ),
    )
  })

  it('is never certain, and never impossible', () => {
    expect([0, 0.04, 0.25, 0.8, 0.95, 0.96, 1].map(tenthsOf)).toEqual([1, 1, 3, 8, 9, 10, 10])
  })
})
