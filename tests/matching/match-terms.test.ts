import { describe, expect, it } from 'vitest'
import { compileTerms, type Pattern } from '../../lib/matching/match-terms.ts'
import { scannable } from '../../lib/matching/scanned-text.ts'
import { slowMatches } from './slow-matcher.ts'

const word = (text: string): Pattern => ({ kind: 'words', text, prefix: false, plurals: true })

/** The words of the page that were hit. */
function found(pattern: Pattern | string, text: string): string[] {
  const words: string[] = []
  const matcher = compileTerms([typeof pattern === 'string' ? word(pattern) : pattern])
  matcher.scan(scannable(text), (_, start, end) => words.push(text.slice(start, end)))
  return words
}

describe('letters of other alphabets that look Latin', () => {
  it.each([
    ['in a word that mixes alphabets', 'a Quіllоn', 'Quіllоn'],
    ['in capitals', 'THE QUІLLОΝ', 'QUІLLОΝ'],
    ['beside a possessive', 'Quіllon’s burrs', 'Quіllon'],
    ['in a tag', '#LoveQuіllon', 'Quіllon'],
  ])('are read as Latin %s', (_, text, words) => {
    expect(found('quillon', text)).toEqual([words])
  })

  it('are read so in a whole word only where nothing else is written in that alphabet', () => {
    expect(found('cop', 'a nice сор here')).toEqual(['сор'])
    expect(found('cop', 'убрали сор из избы')).toEqual([])
    expect(found('cop', 'СОР')).toEqual([])
    expect(found('сор', 'a nice сор here')).toEqual(['сор'])
  })

  it('leave words alone that are Latin with an ending', () => {
    expect(found('quillon', 'мы с Quillonом')).toEqual([])
    expect(found('us', '5 µs')).toEqual([])
  })
})

describe('a question mark', () => {
  const grinder: Pattern = { kind: 'words', text: 'gr?nder', prefix: false, plurals: true, wild: true }

  it('stands for exactly one letter or digit', () => {
    expect(found(grinder, 'grinder Gr1nders grénder gr咖nder grnder griinder gr-nder')).toEqual([
      'grinder',
      'Gr1nders',
      'grénder',
      'gr咖nder',
    ])
  })

  it('may stand first, last, and in a phrase', () => {
    const wild = (text: string): Pattern => ({
      kind: 'words',
      text,
      prefix: false,
      plurals: false,
      wild: true,
    })
    expect(found(wild('q?'), 'Q2 q qq2')).toEqual(['Q2'])
    expect(found(wild('?2'), 'Q2 22 2')).toEqual(['Q2', '22'])
    expect(found(wild('h?nd gr?nder'), '#HandGrinder')).toEqual(['HandGrinder'])
  })
})

describe('emoji beside a word', () => {
  it.each(['❤️quillon', 'quillon❤️', '🔥quillon🔥', '🇩🇪quillon'])('leave it a word: %s', (text) => {
    expect(found('quillon', text)).toHaveLength(1)
  })

  it('neither begin nor continue a tag', () => {
    expect(found({ kind: 'tag', text: 'quillon' }, '🔥#quillon🔥')).toEqual(['#quillon'])
    expect(found({ kind: 'handle', text: 'quillon' }, '👋@quillon🙏')).toEqual(['@quillon'])
  })
})

describe('hostile texts', () => {
  const patterns = [word('quillon'), word('ka lo ka lo end'), word('咖咖啡'), word('🔥'), word('मूल')]
  const some = (text: string, times: number) => text.repeat(times)

  it.each([
    ['only emoji', '👩‍🚀🔥❤️'],
    ['only combining marks', '\u0301\u093f'],
    ['lone surrogates', '\ud83d\ud835\udc00'],
    ["a phrase's beginning", 'ka lo '],
    ['letters that compose', 'か\u3099\u1112\u1161\u11ab'],
    ['vowel signs that would compose with another', 'বাংলা quillon মিল '],
    ['letters that fold to several', 'ßﬃ½'],
    ['look-alikes', 'сор '],
    ['signs', '#@_#a@'],
    ['invisible letters in a name', 'qui\u200bllon '],
  ])('of %s have the hits that a slow reading has, also in a megabyte', (_, piece) => {
    const short = some(piece, 40)
    const hits: unknown[] = []
    const matcher = compileTerms(patterns)
    matcher.scan(scannable(short), (pattern, start, end) => hits.push({ pattern, start, end }))
    expect(hits).toHaveLength(slowMatches(patterns, short).length)
    const times = Math.ceil(1_000_000 / piece.length / 40)
    let many = 0
    matcher.scan(scannable(some(short, times)), () => {
      many += 1
    })
    expect(many).toBeGreaterThanOrEqual(hits.length * times)
  })
})

describe('terms', () => {
  it('of nothing that can be found find nothing', () => {
    expect(found('\u200b', 'a \u200b b')).toEqual([])
    expect(found('...', 'a ... b')).toEqual([])
  })

  it('may share a spelling, and are each found', () => {
    const hits: number[] = []
    const matcher = compileTerms([word('Quillon'), word('quillon'), word('ＱＵＩＬＬＯＮ')])
    matcher.scan(scannable('quillon'), (pattern) => hits.push(pattern))
    expect(hits).toEqual([0, 1, 2])
  })
})
