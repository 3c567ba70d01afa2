import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery } from '../../lib/matching/parse-query.ts'
import { printQuery } from '../../lib/matching/print-query.ts'
import { QUERY_HINTS, QUERY_LIMITS } from '../../lib/matching/query.ts'
import { anyTerm, anyTree } from './any-query.ts'

/** The tree with brackets around everything. */
function shape(query: string): string {
  const { tree, problems } = parseQuery(query)
  return tree === null ? problems.map((problem) => problem.code).join() : printQuery(tree)
}

describe('reading a query', () => {
  it.each([
    ['a b', 'a AND b'],
    ['a AND b', 'a AND b'],
    ['a b OR c d', '(a AND b) OR (c AND d)'],
    ['a AND NOT b', 'a AND NOT b'],
    ['a NOT b OR c', '(a AND NOT b) OR c'],
    ['a -b', 'a AND NOT b'],
    ['a –b', 'a AND NOT b'],
    ['a -(b OR c)', 'a AND NOT (b OR c)'],
    ['a -"b c"', 'a AND NOT "b c"'],
    ['a -@b -#c', 'a AND NOT @b AND NOT #c'],
    ['(a OR b) c', '(a OR b) AND c'],
    ['((a))', 'a'],
    ['a NOT NOT b', 'a AND NOT NOT b'],
    ['“hand  grinder”', '"hand grinder"'],
    ['„Handmühle“', '"Handmühle"'],
    ['hand-grinder', 'hand-grinder'],
    ['a and b', 'a AND and AND b'],
    ['a(b)c', 'a AND b AND c'],
    ['`C++` !NASA !"Apple Pay" grind*', '`C++` AND !NASA AND !"Apple Pay" AND grind*'],
    ['＠quillon ＃quillon', '@quillon AND #quillon'],
    ['why?', 'why?'],
  ])('takes %s for %s', (query, tree) => {
    expect(shape(query)).toBe(tree)
  })

  it('gives the same tree again for what it prints', () => {
    fc.assert(
      fc.property(anyTree(anyTerm), (tree) => {
        const { tree: again, problems } = parseQuery(printQuery(tree))
        if (again === null) expect(problems.map((problem) => problem.code)).toEqual(['matches-everything'])
        else expect(again).toEqual(tree)
      }),
    )
  })

  it.each([
    ['', 'empty', ''],
    ['  \n ', 'empty', '  \n '],
    ['(a', 'bracket-not-closed', '('],
    ['a (b (c)', 'bracket-not-closed', '('],
    ['a)', 'bracket-not-opened', ')'],
    ['a ()', 'bracket-empty', '()'],
    ['a "b c', 'quote-not-closed', '"b c'],
    ['a `b c', 'literal-not-closed', '`b c'],
    ['a AND', 'nothing-after', 'AND'],
    ['a AND OR b', 'nothing-after', 'AND'],
    ['a NOT', 'nothing-after', 'NOT'],
    ['OR a', 'nothing-before', 'OR'],
    ['a (OR b)', 'nothing-before', 'OR'],
    ['NOT a', 'matches-everything', 'NOT a'],
    ['a OR NOT b', 'matches-everything', 'a OR NOT b'],
    ['a *b', 'wildcard-leading', '*b'],
    ['a*', 'wildcard-short', 'a*'],
    ['gr?nder', 'wildcard-inner', 'gr?nder'],
    ['gr*nder', 'wildcard-inner', 'gr*nder'],
    ['a !!!', 'nothing-to-match', '!!!'],
    ['a ""', 'nothing-to-match', '""'],
    ['a "?!"', 'nothing-to-match', '"?!"'],
    ['a `++`', 'nothing-to-match', '`++`'],
    ['a \u200b\u00ad', 'nothing-to-match', '\u200b\u00ad'],
    ['a - b', 'nothing-to-match', '-'],
    ['a \ud800b', 'broken-text', '\ud800b'],
    ['a NEAR/3 b', 'not-yet', 'NEAR/3'],
    ['a SENT b', 'not-yet', 'SENT'],
    ['"a b"~3', 'not-yet', '"a b"~3'],
    ['a author:ana', 'not-yet', 'author:ana'],
    ['a last>30d', 'not-yet', 'last>30d'],
  ])('refuses %j: %s, and points at it', (query, code, words) => {
    const { tree, problems } = parseQuery(query)
    const [problem] = problems
    expect(tree).toBeNull()
    expect(problem?.code).toBe(code)
    expect(query.slice(problem?.start, problem?.end)).toBe(words)
    expect(problem?.hint).toBe(QUERY_HINTS[problem?.code ?? 'empty'])
  })

  it('names every term that cannot be used, not the first alone', () => {
    const codes = parseQuery('*a !!! b?c').problems.map((problem) => problem.code)
    expect(codes).toEqual(['wildcard-leading', 'nothing-to-match', 'wildcard-inner'])
  })

  it('remarks on small operators and on mixed ones, and reads the query all the same', () => {
    const { tree, remarks } = parseQuery('a or b')
    expect(tree).not.toBeNull()
    expect(remarks).toMatchObject([{ code: 'lower-case-operator', start: 2, end: 4 }])
    expect(parseQuery('a b OR c').remarks.map((remark) => remark.code)).toEqual(['mixed-operators'])
    expect(parseQuery('(a b) OR c').remarks).toEqual([])
  })

  it.each([
    ['1,000 open brackets', '('.repeat(1_000), 'too-deep'],
    ['1,000 nested brackets', `${'('.repeat(1_000)}a${')'.repeat(1_000)}`, 'too-deep'],
    ['2,000 NOTs', `${'NOT '.repeat(2_000)}a`, 'too-deep'],
    ['2,000 minus signs', `a ${'-'.repeat(2_000)}b`, 'too-deep'],
    ['10,001 characters', 'a'.repeat(QUERY_LIMITS.query + 1), 'too-long'],
    ['one word of 10,000 characters', 'a'.repeat(QUERY_LIMITS.query), 'term-too-long'],
    ['a phrase of 21 words', `"${'a '.repeat(21)}"`, 'term-too-long'],
    ['5,000 quotation marks', '" '.repeat(5_000), 'nothing-to-match'],
    ['an odd number of them', '" '.repeat(4_999), 'nothing-to-match'],
    ['10,000 lone surrogates', '\udc00 '.repeat(5_000), 'broken-text'],
    ['a list of 1 MB', 'a OR '.repeat(200_000), 'too-long'],
  ])('refuses %s with a reason', (_, query, code) => {
    expect(parseQuery(query).problems[0]?.code).toBe(code)
  })

  it('reads as many brackets as anyone needs', () => {
    const deep = QUERY_LIMITS.depth
    expect(shape(`${'('.repeat(deep)}a${')'.repeat(deep)}`)).toBe('a')
  })

  it('reads a list of 2,500 words', () => {
    expect(
      parseQuery(
        Array.from({ length: 1_600 }, (_, n) => `w${n}`)
          .join(' OR ')
          .slice(0, 9_997),
      ).problems,
    ).toEqual([])
  })

  it('has an answer to anything that can be typed, and points inside it', () => {
    const pieces = fc.constantFrom(
      '(',
      ')',
      '"',
      '`',
      '-',
      '!',
      '*',
      '?',
      '@',
      '#',
      ' ',
      'AND',
      'OR',
      'NOT',
      'a',
      'é',
      '\ud83d',
      '~3',
      '“',
      '：',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((all) => all.join('')),
        ),
        (query) => {
          const { tree, problems } = parseQuery(query)
          expect(tree === null).toBe(problems.length > 0)
          for (const { start, end } of problems) {
            expect(start).toBeGreaterThanOrEqual(0)
            expect(end).toBeGreaterThanOrEqual(start)
            expect(end).toBeLessThanOrEqual(query.length)
          }
          if (tree !== null) expect(parseQuery(printQuery(tree)).tree).toEqual(tree)
        },
      ),
      { numRuns: 500 },
    )
  })
})
