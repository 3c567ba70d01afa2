import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTerms, type Pattern } from '../../lib/matching/match-terms.ts'
import { scannable } from '../../lib/matching/scanned-text.ts'
import { slowMatches } from './slow-matcher.ts'

/** Letters that make words, and everything that has ever come between them. */
const NASTY = [
  ...[
    'a',
    'b',
    'Q',
    'q',
    'u',
    's',
    'S',
    'n',
    '2',
    '0',
    ' ',
    ' ',
    ' ',
    '\n',
    "'",
    '’',
    "'s ",
    '_',
    '#',
    '@',
    '.',
    '-',
    '?',
  ],
  ...[
    'é',
    'e\u0301',
    '\u0301',
    '\u00ad',
    '\u200b',
    '\u200d',
    '\ufe0f',
    'ß',
    'æ',
    'ﬃ',
    '½',
    '℃',
    'ŉ',
    '…',
    '™',
    'İ',
    'ſ',
    'ǆ',
    '²',
  ],
  ...[
    '咖',
    '啡',
    'か',
    '\u3099',
    'が',
    'ｶ',
    'ﾞ',
    'ー',
    '한',
    '\u1112\u1161\u11ab',
    '\u1161',
    'กำ',
    '\u0e49',
    '\u0e38',
    'ก',
  ],
  ...[
    'ক',
    '\u09c7',
    '\u09be',
    '\u09cb',
    'ত',
    '\u0bc6',
    '\u0bbe',
    'न',
    '\u093c',
    '\u093f',
    '\u094d',
    'ऩ',
    '٣',
    'ب',
    '\u064e',
    '\u0653',
    'ا',
    'ש',
    '\u05b8',
  ],
  ...[
    'а',
    'с',
    'о',
    'р',
    'С',
    'В',
    'в',
    'ж',
    'ё',
    'α',
    'ο',
    'Μ',
    'μ',
    'µ',
    'π',
    'Ａ',
    'ｑ',
    '＃',
    '＠',
    '＿',
  ],
  ...[
    '𝐪',
    '𝐐',
    '🔥',
    '❤',
    '☕',
    '🇩🇪',
    '🏴',
    '👩‍🚀',
    '🤔',
    '🯱',
    '𐐀',
    '𠮷',
    '\u{16d67}',
    '\ud83d',
    '\ud835',
    '\udc00',
    '\udff1',
  ],
]
const nasty = fc.constantFrom(...NASTY)

const wordText = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom('a', 'b', 'q', 'u', 's', 'n', '2', ' ') }, nasty), {
    minLength: 1,
    maxLength: 6,
  })
  .map((units) => units.join(''))

const plainWords = fc.stringMatching(/^[abqs]{1,2}( [abqs])?$/)

const anyPattern: fc.Arbitrary<Pattern> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('words' as const),
      text: wordText,
      prefix: fc.boolean(),
      plurals: fc.boolean(),
    }),
  },
  fc.tuple(plainWords, plainWords).map(([one, other]) => ({
    kind: 'words' as const,
    text: `${one}?${other}`,
    prefix: false,
    plurals: true,
    wild: true,
  })),
  fc.record({
    kind: fc.constantFrom('handle' as const, 'tag' as const),
    text: fc.stringMatching(/^[abqsu2_咖かа]{1,3}$/),
  }),
)

const anyText = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'q', 'u', 's', 'n', ' ', '#', '@') },
      nasty,
      wordText,
    ),
    {
      maxLength: 25,
    },
  )
  .map((pieces) => pieces.join(''))

const longWord = fc.stringMatching(/^[ab]{4}[abqs2é]{0,4}( [ab]{1,5})?$/)

const longPattern: fc.Arbitrary<Pattern> = fc.record({
  kind: fc.constant('words' as const),
  text: longWord,
  prefix: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
  plurals: fc.boolean(),
})

/** Plain words enough that a text is read in pieces, and gaps longer than a piece. */
const filler = fc.constantFrom(
  ' a sun ban '.repeat(20),
  'nun sub\n'.repeat(30),
  'b '.repeat(70),
  '-'.repeat(160),
  ' '.repeat(700),
  'n'.repeat(300),
)

const inOrder = (hits: readonly { pattern: number; start: number; end: number }[]) =>
  [...hits].sort(
    (one, other) => one.start - other.start || one.pattern - other.pattern || one.end - other.end,
  )

function matches(patterns: readonly Pattern[], text: string, fewNodes?: number) {
  const hits: { pattern: number; start: number; end: number }[] = []
  compileTerms(patterns, fewNodes).scan(scannable(text), (pattern, start, end) =>
    hits.push({ pattern, start, end }),
  )
  return hits
}

/** As many runs as asked for, to look harder: `RUNS=100000`. */
const runs = (usual: number) => ({ numRuns: Number(process.env.RUNS ?? usual) })

describe('the matcher, whatever the terms and the text', () => {
  it('finds what trying every term at every place finds', () => {
    fc.assert(
      fc.property(fc.array(anyPattern, { maxLength: 8 }), anyText, (patterns, text) => {
        expect(inOrder(matches(patterns, text))).toEqual(inOrder(slowMatches(patterns, text)))
      }),
      runs(2_000),
    )
  }, 300_000)

  it('finds long words that are kept apart, and what only begins as they do never', () => {
    const cutWord = fc.tuple(longWord, fc.nat(8), fc.oneof(fc.constantFrom('', ' ', 's', "'s", '2'), nasty))
    const text = fc.array(
      fc.oneof(
        { weight: 3, arbitrary: longWord },
        cutWord.map(([word, at, letter]) => word.slice(0, at) + letter + word.slice(at)),
        anyText,
      ),
    )
    fc.assert(
      fc.property(fc.array(longPattern, { maxLength: 8 }), text, (patterns, words) => {
        const named = [...words, ...patterns.map((pattern) => pattern.text)]
        for (const post of [named.join(' '), named.join('')])
          expect(inOrder(matches(patterns, post, 0))).toEqual(inOrder(slowMatches(patterns, post)))
      }),
      runs(1_000),
    )
  }, 300_000)

  it('finds the same in a long text, wherever its odd places are', () => {
    const text = fc.array(fc.oneof({ weight: 2, arbitrary: filler }, anyText), { minLength: 3, maxLength: 9 })
    fc.assert(
      fc.property(fc.array(anyPattern, { maxLength: 5 }), text, (patterns, pieces) => {
        const post = pieces.join('')
        expect(inOrder(matches(patterns, post))).toEqual(inOrder(slowMatches(patterns, post)))
      }),
      runs(400),
    )
  }, 300_000)

  it('finds a piece of the text itself where it stands', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), anyText, (text, from, length, more) => {
        const start = from % (text.length + 1)
        const piece = text.slice(start, start + 1 + (length % 8))
        const patterns: Pattern[] = [
          { kind: 'words', text: piece, prefix: false, plurals: true },
          { kind: 'words', text: piece, prefix: true, plurals: false },
        ]
        for (const post of [text, text + more, `${more} ${text}`])
          expect(inOrder(matches(patterns, post))).toEqual(inOrder(slowMatches(patterns, post)))
      }),
      runs(1_000),
    )
  }, 300_000)

  it('gives hits by their beginnings', () => {
    fc.assert(
      fc.property(fc.array(anyPattern, { maxLength: 8 }), anyText, (patterns, text) => {
        const starts = matches(patterns, text).map(({ start }) => start)
        expect(starts).toEqual([...starts].sort((one, other) => one - other))
      }),
    )
  })
})
