import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileShapes } from '../../../lib/matching/cues/automaton.ts'
import { readShape, type Shape } from '../../../lib/matching/cues/read-shape.ts'
import { createWords, readWords } from '../../../lib/matching/cues/read-words.ts'
import { createVocabulary } from '../../../lib/matching/cues/vocabulary.ts'

/** Where a shape ends that begins at `from`, tried in every way. */
function slowEnds(shape: Shape, row: readonly string[], from: number): Set<number> {
  if (shape.kind === 'row') {
    let ends = new Set([from])
    for (const part of shape.parts) ends = new Set([...ends].flatMap((at) => [...slowEnds(part, row, at)]))
    return ends
  }
  if (shape.kind === 'either') return new Set(shape.parts.flatMap((part) => [...slowEnds(part, row, from)]))
  if (shape.kind === 'gap') {
    const ends = new Set([from])
    for (let at = from; at - from < shape.most && isWord(row[at]); at += 1) ends.add(at + 1)
    return ends
  }
  const here = row[from]
  const fits =
    shape.kind === 'word'
      ? here !== undefined && shape.words.includes(here)
      : shape.name === 'any'
        ? isWord(here)
        : shape.name === 'number'
          ? /^\d/.test(here ?? '')
          : /^[A-Z]/.test(here ?? '')
  return new Set(fits ? [from + 1] : [])
}

function isWord(word: string | undefined): boolean {
  return word !== undefined && /[\p{L}\p{N}]/u.test(word)
}

const SHAPES = [
  'a b',
  '(a|b c|) d',
  'never? a <2> b',
  '_ b _',
  'a # days',
  '@ (broke|b)',
  'a a? a? b',
  '(the|a) <1> (c|d|, b)',
  '<3> d d',
]
const ROW = ['a', 'b', 'c', 'd', 'the', 'never', 'days', 'broke', 'x', 'yy', '7', '12', ',', 'Quillon']

describe('many shapes as one machine', () => {
  it('fit where each of them fits by itself, whatever was read before', () => {
    const vocabulary = createVocabulary()
    const words = createWords(vocabulary, { parted: false })
    const shapes = SHAPES.map((source, number) => ({ shape: readShape(source), number }))
    const machine = compileShapes(shapes, vocabulary, (word) => word)
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ROW), { maxLength: 14 }), (row) => {
        readWords(row.join(' '), words)
        // A sentence's beginning is a symbol of its own, and the texts here have one sentence.
        const shift = row.length === 0 ? 0 : words.count - row.length
        const found: string[] = []
        machine.scan(words, (number, first, last) => found.push(`${number} ${first - shift} ${last - shift}`))
        const expected = shapes.flatMap(({ shape, number }) =>
          row.flatMap((_, first) =>
            [...slowEnds(shape, row, first)]
              .filter((end) => end > first)
              .map((end) => `${number} ${first} ${end - 1}`),
          ),
        )
        expect(found.filter((hit) => !hit.includes('-')).sort()).toEqual([...new Set(expected)].sort())
      }),
    )
  })
})
