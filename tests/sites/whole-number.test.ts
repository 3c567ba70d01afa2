import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberIn, scoreIn, wholeNumber } from '../../lib/sites/fields.ts'

describe('a count is whole or none', () => {
  it.each([
    ['12', 12],
    ['+12', 12],
    ['1,234 likes', 1234],
    ['1.234 Antworten', 1234],
    ['1 234', 1234],
    ['1\u202f234\u202f567 vues', 1_234_567],
    ['1,23,456 comments', 123_456],
    ['12 Kommentare', 12],
    ['5 members', 5],
    ['7 Bewertungen', 7],
  ])('%s is %i', (text, number) => {
    expect(wholeNumber(text)).toBe(number)
  })

  it.each([
    '1.2K',
    '1K',
    '3,1 тыс.',
    '1,2 Tsd.',
    '2 Mio.',
    '1 mil',
    '1,5',
    '6万',
    '1.2만',
    '3+',
    '+',
    '',
    'none',
  ])('%s is not exact', (text) => {
    expect(wholeNumber(text)).toBeNull()
  })

  it('is found behind words too', () => {
    expect(numberIn('Like (3,121 likes)')).toBe(3121)
    expect(numberIn('댓글 179개')).toBe(179)
    expect(numberIn('like this comment along with 1.2K others')).toBeNull()
    expect(numberIn('no likes yet')).toBeNull()
  })

  it.each([
    ['-3', -3],
    ['\u22121,204 points', -1204],
    ['7', 7],
    ['-0', 0],
  ])('%s votes up less down are %i', (text, number) => {
    expect(scoreIn(text)).toBe(number)
  })

  it.each(['-1.2K', '- 3', '–', '-', ''])('"%s" is no score', (text) => {
    expect(scoreIn(text)).toBeNull()
  })

  it('and whatever a page writes there, never less than nothing nor half of something', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d.,+ KM]{1,30}$/)), (text) => {
        const number = wholeNumber(text)
        return number === null || (Number.isSafeInteger(number) && number >= 0)
      }),
    )
  })
})
