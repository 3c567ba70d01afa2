import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTopics } from '../../lib/matching/compile-topics.ts'
import { findMatches } from '../../lib/matching/find-matches.ts'
import { parseQuery } from '../../lib/matching/parse-query.ts'
import { suggestTerms } from '../../lib/matching/suggest-terms.ts'

const ORDINARY = new Set(['target', 'apple'])

function suggestions(name: string, query: string) {
  const topics = compileTopics([{ id: 'one', query }])
  const finds = (text: string) => findMatches(topics, { site: 'x', text }).length > 0
  return suggestTerms({ name, finds, isCommon: (word) => ORDINARY.has(word) })
}
const texts = (name: string, query: string) => suggestions(name, query).map(({ text }) => text)

describe('suggested for a name', () => {
  it('are its handle, its tag, and what people get wrong about it', () => {
    expect(texts('Quillon', 'quillon')).toContain('quilon')
    expect(texts('Hand Grinder', '"hand grinder"')).toEqual(
      expect.arrayContaining(['@handgrinder', '#handgrinder']),
    )
  })

  it('is nothing that the query finds already', () => {
    const found = texts('Quillon', 'quillon OR @quillon OR quilon')
    expect(found).not.toContain('@quillon')
    expect(found).not.toContain('quilon')
    expect(found).not.toContain('quillons')
  })

  it.each([
    ['two words, joined', 'Hand Grinder', 'HandGrinder'],
    ['three words, their initials', 'Hand Grinder Company', '!HGC'],
    ['a name with a hump, its halves', 'JetBlue', '"Jet Blue"'],
  ])('are, for %s', (_, name, expected) => {
    expect(texts(name, 'something')).toContain(expected)
  })

  it('are, for a name with signs in it, the name as written', () => {
    expect(texts('C++', 'something')).toEqual(['`C++`'])
    expect(texts('AT&T', 'something')).toEqual(expect.arrayContaining(['`AT&T`', '@att']))
    expect(texts('.NET', 'something')).toContain('`.NET`')
  })

  it('are, for a company, its name without the legal form and without umlauts', () => {
    expect(texts('Müller & Söhne GmbH', 'something')).toEqual(
      expect.arrayContaining(['"Müller & Söhne"', '"Mueller & Soehne"', '@muellersoehne']),
    )
    expect(texts('Grüße, Inc.', 'something')).toEqual(expect.arrayContaining(['Grüße', 'Gruesse']))
  })

  it('is no misspelling of a short name, which would be another word', () => {
    expect(suggestions('Slack', 'slack').filter(({ kind }) => kind === 'misspelling')).toEqual([])
  })

  it('is never an ordinary word', () => {
    expect(texts('Tarrget', 'tarrget')).not.toContain('target')
  })

  it('is always a query that can be read, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (name) => {
        for (const { text } of suggestTerms({ name, finds: () => false, isCommon: () => false }))
          expect(parseQuery(text).problems).toEqual([])
      }),
    )
  })
})
