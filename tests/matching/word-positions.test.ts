import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scannable } from '../../lib/matching/scanned-text.ts'
import { wordIndexes } from '../../lib/matching/word-positions.ts'

/** The word and the sentence that an offset into a text belongs to. */
function indexesOf(text: string) {
  const { wordAt, sentenceOf } = wordIndexes(scannable(text))
  return { wordAt, sentenceAt: (offset: number) => sentenceOf(wordAt(offset)) }
}

/** The index of each of these words, found by its first occurrence. */
function of(text: string, which: 'wordAt' | 'sentenceAt', words: readonly string[]): number[] {
  const indexes = indexesOf(text)
  return words.map((word) => indexes[which](text.indexOf(word)))
}

describe('the words of a text', () => {
  it.each([
    ['My Quillon, at last', ['My', 'Quillon', 'at', 'last'], [0, 1, 2, 3]],
    ["Quillon's burr-set", ['Quillon', 'burr', 'set'], [0, 1, 2]],
    ['I love #HandGrinder', ['love', 'Hand', 'Grinder'], [1, 2, 3]],
    ['我爱咖啡 so', ['我', '爱', '咖', '啡', 'so'], [0, 1, 2, 3, 4]],
    ['a 🔥 b', ['a', '🔥', 'b'], [0, 1, 2]],
    ['  first', ['first'], [0]],
  ])('are numbered in "%s"', (text, words, indexes) => {
    expect(of(text, 'wordAt', words)).toEqual(indexes)
  })

  it('own the gap after them', () => {
    const { wordAt } = wordIndexes(scannable('one,  two'))
    expect([3, 4, 5].map(wordAt)).toEqual([0, 0, 0])
    expect(wordAt(100)).toBe(1)
  })
})

describe('the sentences of a text', () => {
  it.each([
    ['It broke. They sent one! Why? Fine… end', ['It', 'sent', 'Why', 'Fine', 'end'], [0, 1, 2, 3, 4]],
    ['What?! Really', ['What', 'Really'], [0, 1]],
    ['He said "no." Then left', ['said', 'Then'], [0, 1]],
    ['first line\nsecond line', ['first', 'second'], [0, 1]],
    ['one\n\n\ntwo', ['one', 'two'], [0, 1]],
    ['壊れた。返品', ['壊', '返'], [0, 1]],
    ['\n. start', ['start'], [0]],
    ['I bought beans etc. My bike broke', ['beans', 'bike'], [0, 1]],
    ['It came at 5 p.m. My bike broke', ['came', 'bike'], [0, 1]],
    ['We moved to the U.S. They broke it', ['moved', 'broke'], [0, 1]],
    ['I own 3. My bike broke', ['own', 'bike'], [0, 1]],
    ['Kaffee, Tee usw. Die Mühle klemmt', ['Tee', 'klemmt'], [0, 1]],
    ['made by Quillon Inc. The burr broke', ['made', 'burr'], [0, 1]],
  ])('are numbered in "%s"', (text, words, indexes) => {
    expect(of(text, 'sentenceAt', words)).toEqual(indexes)
  })

  it.each([
    'version 1.5 works',
    'see quillon.example now',
    'e.g. this one',
    'Dr. Osei',
    'the Q2 vs. the Q1',
    'gekauft am 3. Mai und kaputt',
    'kam am 24. Dezember kaputt',
    'am 24. kaputt',
    'der 2. Versuch',
    'Quillon No. 5 broke',
    'Seite bzw. S. 12',
    'beans, cups etc. were late',
    'Quillon Inc. broke',
    'the U.S. Government',
    'J. R. Osei',
    'usw. und so fort',
  ])('do not end inside "%s"', (text) => {
    expect(indexesOf(text).sentenceAt(text.length)).toBe(0)
  })
})

describe('word and sentence indexes, whatever the text', () => {
  it('begin at 0, grow by one at most, and never decrease', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', 'B', ' ', '.', '\n', '#', '咖', '🔥', '\u0301', '\ud83d', "'s"),
        }),
        (text) => {
          const { wordAt, sentenceAt } = indexesOf(text)
          expect(wordIndexes(scannable(text)).count).toBe(wordAt(text.length) + 1)
          for (const indexOf of [wordAt, sentenceAt]) {
            expect(indexOf(0)).toBe(0)
            for (let at = 1; at <= text.length; at += 1) {
              const step = indexOf(at) - indexOf(at - 1)
              expect(step === 0 || step === 1).toBe(true)
            }
          }
        },
      ),
    )
  })
})
