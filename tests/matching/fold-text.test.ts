import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText } from '../../lib/matching/fold-text.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      'É',
      'e\u0301',
      '\u200d',
      '\u00ad',
      'ß',
      'ﬃ',
      '𝐪',
      '한',
      '\u1112\u1161\u11ab',
      'ｶﾞ',
      '’',
      '™',
      '\ud800',
      'क\u093f',
      '👩‍🚀',
      '\u0301',
    ),
  }),
)

describe('folding', () => {
  it.each([
    ['case', 'QuILLon', 'quillon'],
    ['full-width letters', 'Ｑｕｉｌｌｏｎ', 'quillon'],
    ['mathematical letters', '𝐪𝐮𝐢𝐥𝐥𝐨𝐧', 'quillon'],
    ['accents, composed or not', 'Café Cafe\u0301', 'cafe cafe'],
    ['letters with a stroke', 'Øre Łódź', 'ore lodz'],
    ['sharp s', 'Straße STRASSE ẞ', 'strasse strasse ss'],
    ['final sigma', 'ΛΟΓΟΣ λόγος', 'λογοσ λογοσ'],
    ['Turkish i', 'İIıi', 'iiii'],
    ['ligatures', 'ﬃ æ', 'ffi ae'],
    ['soft hyphens and zero-width characters', 'qui\u00adl\u200bl\u200don\ufeff', 'quillon'],
    ['quotes and dashes', '‘a’ “b” c–d', '\'a\' "b" c-d'],
    ['trade marks, which are no letters', 'Quillon™ Q2®', 'quillon  q2 '],
    ['Hebrew points and Arabic vowel signs', 'שָׁלוֹם مَرْحَبًا', 'שלום مرحبا'],
    ['half-width kana', 'ｶﾞｲﾄﾞ', 'ガイド'],
    ['Hangul in pieces', '\u1112\u1161\u11ab', '한'],
  ])('makes one of %s', (_, text, folded) => {
    expect(foldText(text).text).toBe(folded)
  })

  it.each([
    ['Hindi', 'कि'],
    ['Thai', 'กำ'.normalize('NFKC')],
    ['voiced kana', 'が'],
  ])('keeps the marks that are part of the word in %s', (_, text) => {
    expect(foldText(text).text).toBe(text)
  })

  it('leaves case, or accents, as written when asked', () => {
    expect(foldText('Cafe\u0301 Ｑ', { keepCase: true }).text).toBe('Cafe Q')
    expect(foldText('Cafe\u0301 Ｑ', { keepMarks: true }).text).toBe('café q')
  })

  it('gives the same for a text in either normal form', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(foldText(text.normalize('NFD')).text).toBe(foldText(text.normalize('NFC')).text)
      }),
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = foldText(text).text
        expect(foldText(once).text).toBe(once)
      }),
    )
  })

  it('knows for each character where it comes from, and never goes back', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), fc.boolean(), (source, keepCase, keepMarks) => {
        const { text, starts, ends } = foldText(source, { keepCase, keepMarks })
        let start = 0
        let end = 0
        for (let at = 0; at < text.length; at += 1) {
          expect(starts[at]).toBeGreaterThanOrEqual(start)
          expect(ends[at]).toBeGreaterThanOrEqual(end)
          expect(ends[at]).toBeGreaterThan(starts[at] ?? Number.NaN)
          start = starts[at] ?? 0
          end = ends[at] ?? 0
        }
        expect(end).toBeLessThanOrEqual(source.length)
      }),
    )
  })

  it('folds each stretch that it points at to the same letters again', () => {
    fc.assert(
      fc.property(anyText, (source) => {
        const { text, starts, ends } = foldText(source)
        for (let at = 0; at < text.length; at += 1)
          expect(foldText(source.slice(starts[at], ends[at])).text).toContain(text[at])
      }),
    )
  })

  it.each([
    ['a flood of accents', `e${'\u0301'.repeat(200_000)}`, 1],
    ['a flood of vowel signs', `क${'\u093f\u0941'.repeat(100_000)}`, 200_001],
    ['signs that fold to a phrase each', '\ufdfa'.repeat(200_000), 3_640 * 18 + (200_000 - 3_640) * 4],
    ['lone surrogates', '\ud800'.repeat(200_000), 200_000],
    ['nothing but invisible characters', '\u200b'.repeat(200_000), 0],
  ])('survives %s', (_, text, length) => {
    expect(foldText(text).text).toHaveLength(length)
  })
})

describe('folding every character there is', () => {
  it('makes one of both normal forms, and changes nothing the second time', () => {
    const wrong: string[] = []
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const letter = String.fromCodePoint(point)
      const folded = foldText(letter).text
      const same = foldText(folded).text === folded && foldText(letter.normalize('NFD')).text === folded
      if (!same) wrong.push(point.toString(16))
    }
    expect(wrong).toEqual([])
  }, 60_000)
})
