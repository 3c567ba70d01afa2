import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberIn, numbersIn, scoreIn, wholeNumber } from '../../lib/sites/whole-number.ts'

/** Some whose digits are not ours, and some that part their groups in ways of their own. */
const LOCALES =
  'af am ar ar-EG az be bg bn bs ca cs cy da de de-AT de-CH el en en-IN en-ZA es es-MX et eu fa fi fil fr fr-CA ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lb lo lt lv mk ml mn mr mr-u-nu-deva ms my nb ne nl nn pa pl ps pt pt-PT ro ru si sk sl sq sr sr-Latn sv sw ta te th th-u-nu-thai tr uk ur uz vi zh zh-Hant zu'.split(
    ' ',
  )

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
    ['1\u2019234 Beiträge', 1234],
    ['1٬234', 1234],
    ['٣٬٤٥٦', 3456],
    ['۱۲۳ پاسخ', 123],
    ['\u200f12 תגובות', 12],
    ['১২,৩৪,৫৬৭', 1_234_567],
    ['１２件', 12],
    ['20 de comentarii', 20],
    ['12 조회', 12],
    ['12Replies', 12],
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
    '1.2만회',
    '12천 회',
    '6万件',
    '12K\u200f',
    '12 tn',
    '12 tys.',
    '12 t',
    '3 mi',
    '12 N',
    '1,2 mil',
    '1.2万',
    '१२ हज़ार',
    '१२ ह\u095bार',
    '١٢ ألف',
    '5 de mii',
    '12 พันครั้ง',
    '１２Ｋ',
    '1·234',
    '1.234,567',
    '1٫2',
    'elfu 12',
    '3+',
    '3＋',
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

  it('is not found behind a word that makes it a rounded one, nor behind a sign that does', () => {
    expect(numberIn('Likes: elfu 12')).toBeNull()
    expect(numberIn('Gefällt ~12 Leuten')).toBeNull()
  })

  it('is found as often as a line names one', () => {
    expect(numbersIn('3 replies, 1,204 likes, 12 345 views')).toEqual([3, 1204, 12_345])
    expect(numbersIn('٣ ردود، ٤ إعجابات')).toEqual([3, 4])
    expect(numbersIn('none')).toEqual([])
    expect(numbersIn('3 replies, 1.2K likes')).toBeNull()
    expect(numbersIn('3 ответа, 12 тыс. просмотров')).toBeNull()
  })

  it.each([
    ['\u200e\u2212۳', -3],
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

  const locale = fc.constantFrom(...LOCALES)
  const amount = fc.oneof(fc.nat(20_000), fc.nat(3_000_000_000), fc.integer({ min: 0, max: 5 * 10 ** 13 }))

  it('in whatever language it is rounded, never more exact than it is', () => {
    fc.assert(
      fc.property(locale, amount, fc.constantFrom('short', 'long'), (language, number, compactDisplay) => {
        const text = new Intl.NumberFormat(language, { notation: 'compact', compactDisplay }).format(number)
        for (const read of [wholeNumber(text), scoreIn(text), numberIn(text), numberIn(`Ana: ${text} Bel`)])
          expect([null, number], `${language}: ${text}`).toContain(read)
        expect([null, `${number}`], `${language}: ${text}`).toContain(numbersIn(text)?.join() || null)
      }),
      { numRuns: 3_000 },
    )
  })

  it('in whatever language it is written in full, just that number', () => {
    fc.assert(
      fc.property(locale, amount, (language, number) => {
        const text = new Intl.NumberFormat(language).format(number)
        expect(wholeNumber(text), `${language}: ${text}`).toBe(number)
        expect(numberIn(`Ana (${text})`), `${language}: ${text}`).toBe(number)
        expect(numbersIn(`${text}; ${text}`), `${language}: ${text}`).toEqual([number, number])
        expect(scoreIn(new Intl.NumberFormat(language).format(-number)), language).toBe(0 - number)
      }),
      { numRuns: 3_000 },
    )
  })
})
