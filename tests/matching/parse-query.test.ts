import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery } from '../../lib/matching/parse-query.ts'
import { printQuery } from '../../lib/matching/print-query.ts'
import { QUERY_HINTS, QUERY_LIMITS } from '../../lib/matching/query.ts'
import { anyField, anyTerm, anyTree } from './any-query.ts'

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
    ['a ‑b －c ‒d', 'a AND NOT b AND NOT c AND NOT d'],
    ['a （b OR c）', 'a AND (b OR c)'],
    ['a（b）c', 'a AND b AND c'],
    ['in:"a（b" c', 'in:"a（b" AND c'],
    ['a -(b OR c)', 'a AND NOT (b OR c)'],
    ['a -"b c"', 'a AND NOT "b c"'],
    ['a -@b -#c', 'a AND NOT @b AND NOT #c'],
    ['(a OR b) c', '(a OR b) AND c'],
    ['((a))', 'a'],
    ['a NOT NOT b', 'a AND NOT NOT b'],
    ['“hand  grinder”', '"hand grinder"'],
    ['„Handmühle“', '"Handmühle"'],
    ['「hand grinder」 『a b』 ｢c d｣', '"hand grinder" AND "a b" AND "c d"'],
    ['‹hand grinder› ›a b‹ ＂c d＂', '"hand grinder" AND "a b" AND "c d"'],
    ['「the “hand” grinder」', '"the hand grinder"'],
    ['quillon「手挽き ミル」~2', 'quillon AND "手挽き ミル"~2'],
    ['a in:「a "b" c」', 'a AND in:"a b c"'],
    ['in:「Home Barista」', 'in:"Home Barista"'],
    ["rock 'n' roll don't", "rock AND 'n' AND roll AND don't"],
    ['hand-grinder', 'hand-grinder'],
    ['a and b', 'a AND and AND b'],
    ['a(b)c', 'a AND b AND c'],
    ['`C++` !NASA !"Apple Pay" grind*', '`C++` AND !NASA AND !"Apple Pay" AND grind*'],
    ['＠quillon ＃quillon', '@quillon AND #quillon'],
    ['why?', 'why?'],
    ['a NEAR/3 b', 'a NEAR/3 b'],
    ['a b NEAR/0f c d', 'a AND (b NEAR/0f c) AND d'],
    ['a OR b NEAR/100 c', 'a OR (b NEAR/100 c)'],
    ['(a OR b) NEAR/3 (c OR "d e")', '(a OR b) NEAR/3 (c OR "d e")'],
    ['a NEAR/3 b NEAR/4f c', '(a NEAR/3 b) NEAR/4f c'],
    ['a SENT b NEAR/2 c', '(a SENT b) NEAR/2 c'],
    ['a NOT (b SENT c)', 'a AND NOT (b SENT c)'],
    ['a NEARLY SENTenced', 'a AND NEARLY AND SENTenced'],
    ['“hand grinder”~3', '"hand grinder"~3'],
    ['!"Hand Grinder"~0', '!"Hand Grinder"~0'],
    ['gr?nder bo??k* Q?2x', 'gr?nder AND bo??k* AND Q?2x'],
    ['"hand grind*" !"Apple P*" "gr?nd it"~2', '"hand grind*" AND !"Apple P*" AND "gr?nd it"~2'],
    ['"what? gr?nd??"', '"what gr?nd"'],
    ['"what? no"', '"what? no"'],
    ['why? @quillon?', 'why? AND @quillon?'],
    ['https://a.example/x?y=1', 'https://a.example/x?y=1'],
    ['author:ana in:“Home Barista”', 'author:ana AND in:"Home Barista"'],
    ['a AUTHOR:@ana -Lang:de', 'a AND author:@ana AND NOT lang:de'],
    ['a site:reddit url:forum.example/t/1', 'a AND site:reddit AND url:forum.example/t/1'],
    [
      'a type:post is:reply to:us known:no tag:"met us"',
      'a AND type:post AND is:reply AND to:us AND known:no AND tag:"met us"',
    ],
    ['a last>30d age<2w', 'a AND last>30d AND age<2w'],
    ['title:grinder', 'title:grinder'],
  ])('takes %s for %s', (query, tree) => {
    expect(shape(query)).toBe(tree)
  })

  it('gives the same tree again for what it prints', () => {
    fc.assert(
      fc.property(anyTree(anyTerm, anyField), (tree) => {
        const { tree: again, problems } = parseQuery(printQuery(tree))
        if (again === null) expect(problems.map((problem) => problem.code)).toEqual(['matches-everything'])
        else expect(again).toEqual(tree)
      }),
      { numRuns: 1_000 },
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
    ['a 「b c', 'quote-not-closed', '「b c'],
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
    ['?rinder', 'wildcard-leading', '?rinder'],
    ['a ???x', 'wildcard-leading', '???x'],
    ['g?r', 'wildcard-short', 'g?r'],
    ['gri?*', 'wildcard-inner', 'gri?*'],
    ['gr*nder', 'wildcard-inner', 'gr*nder'],
    ['a "grind* beans"', 'wildcard-quoted', '"grind* beans"'],
    ['a "five * hotel"', 'wildcard-quoted', '"five * hotel"'],
    ['a "b ?eans gr?nd"', 'wildcard-leading', '"b ?eans gr?nd"'],
    ['a "b*"', 'wildcard-short', '"b*"'],
    ['a @quil*', 'wildcard-name', '@quil*'],
    ['a #quil?on', 'wildcard-name', '#quil?on'],
    ['a author:https://x.example/ana', 'field-address', 'author:https://x.example/ana'],
    ['a site:https://town.example', 'field-address', 'site:https://town.example'],
    ['a site:town.example/t', 'field-site', 'site:town.example/t'],
    ['a site:"Hacker News"', 'field-site', 'site:"Hacker News"'],
    ['a site:town.example:8080', 'field-site', 'site:town.example:8080'],
    ['a author:ana*', 'field-wildcard', 'author:ana*'],
    ['a in:c?ffee', 'field-wildcard', 'in:c?ffee'],
    ['a age<0d', 'field-never', 'age<0d'],
    ['a last<00w', 'field-never', 'last<00w'],
    ['a !!!', 'nothing-to-match', '!!!'],
    ['a ""', 'nothing-to-match', '""'],
    ['a "?!"', 'nothing-to-match', '"?!"'],
    ['a `++`', 'nothing-to-match', '`++`'],
    ['a \u200b\u00ad', 'nothing-to-match', '\u200b\u00ad'],
    ['a - b', 'nothing-to-match', '-'],
    ['a \ud800b', 'broken-text', '\ud800b'],
    ['a NEAR b', 'near-distance', 'NEAR'],
    ['a NEAR/ b', 'near-distance', 'NEAR/'],
    ['a NEAR/101 b', 'near-distance', 'NEAR/101'],
    ['a NEAR/999999999999 b', 'near-distance', 'NEAR/999999999999'],
    ['a NEAR/-1 b', 'near-distance', 'NEAR/-1'],
    ['a NEAR/3x b', 'near-distance', 'NEAR/3x'],
    ['a NEAR/3', 'nothing-after', 'NEAR/3'],
    ['NEAR/3 a', 'nothing-before', 'NEAR/3'],
    ['a NEAR/3 OR b', 'nothing-after', 'NEAR/3'],
    ['a (SENT b)', 'nothing-before', 'SENT'],
    ['a NEAR/3 NOT b', 'near-not', 'NOT b'],
    ['a NOT b NEAR/3 c', 'near-not', 'NOT b'],
    ['a SENT (b OR NOT c)', 'near-not', 'b OR NOT c'],
    ['a NEAR/3 (b c)', 'near-side', 'b c'],
    ['author:ana NEAR/3 c', 'near-side', 'author:ana'],
    ['"a b"~11', 'slop-range', '"a b"~11'],
    ['"a b"~', 'slop-range', '"a b"~'],
    ['"a b"~x', 'slop-range', '"a b"~x'],
    ['a b~3 ~3', 'slop-range', '~3'],
    ['a lang:german!', 'field-value', 'lang:german!'],
    ['a type:tweet', 'field-value', 'type:tweet'],
    ['a is:', 'field-value', 'is:'],
    ['a last:30d', 'field-value', 'last:30d'],
    ['a last>30', 'field-value', 'last>30'],
    ['a age<99999d', 'field-value', 'age<99999d'],
    ['a author:@', 'field-value', 'author:@'],
    ['a in:"coffee', 'quote-not-closed', 'in:"coffee'],
    ['a in:"\ud800x"', 'broken-text', 'in:"\ud800x"'],
    ['lang:de', 'matches-everything', 'lang:de'],
    ['is:reply site:reddit', 'matches-everything', 'is:reply site:reddit'],
    ['a OR known:yes', 'matches-everything', 'a OR known:yes'],
    ['NOT author:ana', 'matches-everything', 'NOT author:ana'],
    ['age<7d NOT a', 'matches-everything', 'age<7d NOT a'],
    ['NOT (a SENT b)', 'matches-everything', 'NOT (a SENT b)'],
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
    expect(codes).toEqual(['wildcard-leading', 'nothing-to-match', 'wildcard-short'])
  })

  it.each([
    'author:ana',
    'in:espresso',
    'url:forum.example',
    'to:us lang:de',
    'tag:vip OR @ana',
    'author:ana -b',
  ])('lets %s stand without a word: it explains itself', (query) => {
    expect(parseQuery(query).problems).toEqual([])
  })

  it('knows where each part stands, and its brackets', () => {
    const query = ' quillon  (a OR "b c")  NOT(d NEAR/2 e)'
    const { places, brackets } = parseQuery(query)
    const words = [...places.values()].map(({ start, end }) => query.slice(start, end))
    expect(words).toEqual([
      'quillon',
      'a',
      '"b c"',
      'a OR "b c"',
      'd',
      'e',
      'd NEAR/2 e',
      'NOT(d NEAR/2 e)',
      query.trim(),
    ])
    expect([...brackets.values()].map(({ start, end }) => query.slice(start, end))).toEqual([
      '(a OR "b c")',
      '(d NEAR/2 e)',
    ])
  })

  it.each([
    ['1,000 open brackets', '('.repeat(1_000), 'too-deep'],
    ['1,000 nested brackets', `${'('.repeat(1_000)}a${')'.repeat(1_000)}`, 'too-deep'],
    ['2,000 NOTs', `${'NOT '.repeat(2_000)}a`, 'too-deep'],
    ['2,000 minus signs', `a ${'-'.repeat(2_000)}b`, 'too-deep'],
    ['10,001 characters', 'a'.repeat(QUERY_LIMITS.query + 1), 'too-long'],
    ['one word of 10,000 characters', 'a'.repeat(QUERY_LIMITS.query), 'term-too-long'],
    ['a phrase of 21 words', `"${'a '.repeat(21)}"`, 'term-too-long'],
    ['1,000 NEARs', `a${' NEAR/1 b'.repeat(1_000)}`, 'too-deep'],
    ['a field of 10,000 characters', `in:${'a'.repeat(9_990)}`, 'term-too-long'],
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
      'NEAR/2',
      'NEAR/3f',
      'NEAR',
      'SENT',
      'in:',
      'lang:de',
      'last>',
      '“',
      '「',
      '」',
      '‹',
      "'",
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
