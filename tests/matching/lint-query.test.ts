import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lintQuery } from '../../lib/matching/lint-query.ts'
import { applyMend, mendFor } from '../../lib/matching/mend-query.ts'
import { parseQuery } from '../../lib/matching/parse-query.ts'
import { printQuery } from '../../lib/matching/print-query.ts'
import { QUERY_REMARKS } from '../../lib/matching/query.ts'
import { anyField, anyTerm, anyTree } from './any-query.ts'

function codes(query: string): string[] {
  return lintQuery(query).map(({ code }) => code)
}

describe('remarks on a query', () => {
  it.each([
    ['a1 or b1', 'lower-case-operator', 'or', 'a1 OR b1'],
    ['quillon near/3F jams', 'lower-case-operator', 'near/3F', 'quillon NEAR/3f jams'],
    ['quillon Sent jams', 'lower-case-operator', 'Sent', 'quillon SENT jams'],
    ['q2 jams OR q3', 'mixed-operators', 'q2 jams OR q3', '(q2 jams) OR q3'],
    [
      'x1 (q2 OR q3  q4 OR q5 NOT q6)',
      'mixed-operators',
      'q2 OR q3  q4 OR q5 NOT q6',
      'x1 (q2 OR (q3  q4) OR (q5 NOT q6))',
    ],
    ['Hand  Grinder q2', 'touching-capitals', 'Hand  Grinder', '"Hand Grinder" q2'],
    ['apple OR quillon', 'common-word', 'apple', null],
    ['quillon OR (Apple OR q2)', 'common-word', 'Apple', 'quillon OR (!Apple OR q2)'],
    ['"the"', 'common-word', '"the"', null],
    ['Mühle', 'common-word', 'Mühle', '!Mühle'],
    ['x', 'common-word', 'x', null],
    ['quillon q2 NOT quillon', 'excludes-wanted', 'NOT quillon', 'quillon q2'],
    ['"hand grinder" -hand', 'excludes-wanted', '-hand', '"hand grinder"'],
    ['(quillon OR q2) NOT (sword OR Q2)', 'excludes-wanted', 'NOT (sword OR Q2)', '(quillon OR q2)'],
    ['NOT grind* quillon grinder', 'excludes-wanted', 'NOT grind*', 'quillon grinder'],
    ['quillon lang:de NOT lang:en', 'needless-not', 'NOT lang:en', 'quillon lang:de'],
    ['quillon OR q2 OR “Quillon”', 'duplicate', '“Quillon”', 'quillon OR q2'],
    ['(grinder) OR grind* OR q2', 'duplicate', '(grinder)', 'grind* OR q2'],
    ['quillon jams AND quillon', 'duplicate', 'quillon', 'quillon jams'],
    ['q2 C++', 'symbols-dropped', 'C++', 'q2 `C++`'],
    ['q2 !C#', 'symbols-dropped', '!C#', 'q2 !`C#`'],
    ['AT&T OR q2', 'symbols-dropped', 'AT&T', '`AT&T` OR q2'],
    ['.NET q2', 'symbols-dropped', '.NET', '`.NET` q2'],
    ['"H&M shop"', 'symbols-dropped', '"H&M shop"', '`H&M shop`'],
    ['title:quillon', 'unknown-field', 'title:quillon', null],
    ['q2 !@quillon', 'mark-for-not', '!@quillon', 'q2 -@quillon'],
    ['q2 !#quillon', 'mark-for-not', '!#quillon', 'q2 -#quillon'],
    ['q2 !lang:de', 'mark-for-not', '!lang:de', 'q2 -lang:de'],
    ['!@quillon', 'mark-for-not', '!@quillon', null],
    ['q2 !sword', 'mark-for-not', '!sword', 'q2 -sword'],
    ['q2 !"hand grinder"', 'mark-for-not', '!"hand grinder"', 'q2 -"hand grinder"'],
    ['q2 !!2024', 'mark-for-not', '!!2024', 'q2 -2024'],
    ['q2 !grind*', 'mark-for-not', '!grind*', 'q2 -grind*'],
    ['!sword OR q2', 'mark-for-not', '!sword', null],
    ['q2 near jams', 'lower-case-operator', 'near', 'q2 NEAR/5 jams'],
    ['q2 near/500 jams', 'lower-case-operator', 'near/500', 'q2 NEAR/100 jams'],
    ['q2 NAER/3f jams', 'misspelt-operator', 'NAER/3f', 'q2 NEAR/3f jams'],
    ['q2 near5 jams', 'misspelt-operator', 'near5', 'q2 NEAR/5 jams'],
    ['q2 w/7 jams', 'misspelt-operator', 'w/7', 'q2 NEAR/7 jams'],
    ['q2 PRE/3 jams', 'misspelt-operator', 'PRE/3', 'q2 NEAR/3f jams'],
    ['q2 ODER jams', 'misspelt-operator', 'ODER', 'q2 OR jams'],
    ['q2 ANDNOT jams', 'misspelt-operator', 'ANDNOT', 'q2 AND NOT jams'],
    ['q2 ADN jams', 'misspelt-operator', 'ADN', 'q2 AND jams'],
    ['+q2 +jams', 'misspelt-operator', '+q2', 'q2 +jams'],
    ['q2 +@quillon', 'misspelt-operator', '+@quillon', 'q2 @quillon'],
    ['q2 jams~2', 'misspelt-operator', 'jams~2', 'q2 jams'],
    ['q2 jams~0.8', 'misspelt-operator', 'jams~0.8', 'q2 jams'],
    ['autor:ana', 'unknown-field', 'autor:ana', 'author:ana'],
    ['q2 Langage:de', 'unknown-field', 'Langage:de', 'q2 lang:de'],
    ['subreddit:espresso', 'unknown-field', 'subreddit:espresso', 'in:espresso'],
    ['from:"Ana Pour"', 'unknown-field', 'from:', 'author:"Ana Pour"'],
    ['q2 hashtag:quillon', 'unknown-field', 'hashtag:quillon', 'q2 #quillon'],
    ['q2 post:yes', 'unknown-field', 'post:yes', null],
    [
      'quillon, @quillon; #quillon q3',
      'commas',
      'quillon, @quillon; #quillon',
      '(quillon OR @quillon OR #quillon) q3',
    ],
    ['q1,q2,"hand grinder"', 'commas', 'q1,q2,"hand grinder"', '(q1 OR q2 OR "hand grinder")'],
    ['q2 -sword, hilt', 'commas', 'sword, hilt', 'q2 -(sword OR hilt)'],
    ["q2 'hand  grinder' q3", 'single-quotes', "'hand  grinder'", 'q2 "hand grinder" q3'],
    ['q2 ‘don’t grind’', 'single-quotes', '‘don’t grind’', 'q2 "don’t grind"'],
    ['‚hand grinder‘', 'single-quotes', '‚hand grinder‘', '"hand grinder"'],
  ])('%s: %s', (query, code, place, mended) => {
    const remark = lintQuery(query).find((one) => one.code === code)
    expect(remark && query.slice(remark.start, remark.end)).toBe(place)
    expect(remark?.hint).toBe(QUERY_REMARKS[remark?.code ?? 'duplicate'])
    expect(remark?.mend ? applyMend(query, remark.mend) : null).toBe(mended)
  })

  it.each([
    'quillon',
    '`C++` OR `AT&T` OR .5 OR hand-grinder OR "Levi\'s" OR #c OR a.example/x?y=1&z=2',
    '(quillon OR @quillon OR #quillon) NOT (sword OR hilt)',
    'apple watch',
    'apple NOT fruit',
    '!Apple',
    '"Apple Pay" OR quillon',
    'Quillon AND Grinder',
    '(q2 jams) OR q3',
    'grind* OR quillon',
    'battery* OR battery',
    '"hand grinder"~3 NOT "hand grinder"',
    'quillon site:reddit NOT site:reddit.example',
    'quillon lang:pt NOT lang:pt-BR',
    'quillon OR `quillon`',
    'quillon OR @quillon OR !Quillon',
    'https://quillon.example',
    "rock 'n' roll",
    "q2 don't brewers' choice",
    "'90s grinder",
    '!NASA !"Apple Pay" quillon',
    'q2 NOT !gap -!`c++` !iPhone',
    '"1,000 beans" quillon 1,000 https://quillon.example/a,b 10:30',
    'q2 N5 W3 "near" "ODER" (oder und nearby)',
  ])('there are none on %s', (query) => {
    expect(codes(query)).toEqual([])
  })

  it('a list of more than fifty is long, at whatever depth', () => {
    const list = (n: number) => Array.from({ length: n }, (_, at) => `w${at}`).join(' OR ')
    expect(codes(list(50))).toEqual([])
    expect(codes(`quillon (${list(51)})`)).toEqual(['long-list'])
  })

  it('there are twenty at most, in the order of the query, and none while it does not parse', () => {
    const many = lintQuery('quillon or '.repeat(900).concat('x'))
    expect(many).toHaveLength(20)
    expect(many.map(({ start }) => start)).toEqual(many.map(({ start }) => start).sort((a, b) => a - b))
    expect(lintQuery('apple or (')).toEqual([])
  })

  it.each([
    ['beginnings', Array.from({ length: 1_200 }, (_, n) => `w${n}x*`).join(' ')],
    ['alternatives', Array.from({ length: 900 }, (_, n) => `w${n}x*`).join(' OR ')],
    ['exclusions', `a1 ${Array.from({ length: 1_200 }, (_, n) => `-w${n}y`).join(' ')}`],
    ['the same word', 'quillon '.repeat(1_200)],
    ['capitals', 'Hand Grinder a1 '.repeat(600)],
  ])('ten thousand characters of %s are looked through, and remarked on twenty times at most', (_, query) => {
    expect(parseQuery(query).problems).toEqual([])
    expect(lintQuery(query).length).toBeLessThanOrEqual(20)
  })

  it('each mend leads to a query that parses', () => {
    fc.assert(
      fc.property(anyTree(anyTerm, anyField), (tree) => {
        const query = printQuery(tree)
        for (const { mend, start, end } of lintQuery(query)) {
          expect(start).toBeLessThan(end)
          if (mend !== null) expect(parseQuery(applyMend(query, mend)).problems).toEqual([])
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('mends of a problem', () => {
  it.each([
    ['(quillon', '(quillon)'],
    ['quillon)', 'quillon'],
    ['quillon () q2', 'quillon q2'],
    ['"quillon q2', '"quillon q2"'],
    ['quillon 「hand grinder', 'quillon 「hand grinder」'],
    ['quillon in:‹x', 'quillon in:‹x›'],
    ['`C++', '`C++`'],
    ['quillon AND', 'quillon '],
    ['quillon OR AND q2', 'quillon AND q2'],
    ['*quillon', 'quillon'],
    ['qui*lon', 'qui?lon'],
    ['qu*', 'qu'],
    ['quillon !!! q2', 'quillon q2'],
    ['quillon NEAR q2', 'quillon NEAR/5 q2'],
    ['quillon NEAR/500f q2', 'quillon NEAR/100f q2'],
    ['quillon - sword', 'quillon -sword'],
    ['quillon !(sword OR hilt)', 'quillon -(sword OR hilt)'],
    ['quillon ! sword', 'quillon -sword'],
    ['quillon || q2', 'quillon OR q2'],
    ['quillon && q2', 'quillon AND q2'],
    ['"hand grinder"~50', '"hand grinder"~10'],
    ['q2 "the grind* beans"', 'q2 (the NEAR/0f grind* NEAR/0f beans)'],
    ['!"Five * Hotel"', '(!Five NEAR/1f !Hotel)'],
    ['"hand*grinder"', '(hand* NEAR/0f grinder)'],
    ['"the *ing machine"', '(the NEAR/1f machine)'],
    ['"grind* AND beans"', '(grind* NEAR/0f "AND" NEAR/0f beans)'],
    ['"grind* -beans (in:x @a & b)"', '(grind* NEAR/0f "-beans" NEAR/0f "(in:x" NEAR/0f "@a" NEAR/0f "b)")'],
    ['@quil*', 'quil*'],
    ['#quil?on', 'quil?on'],
    ['q2 site:https://www.town.example/', 'q2 site:town.example'],
    ['q2 author:"https://town.example/u/ana"', 'q2 url:town.example/u/ana'],
    ['q2 site:town.example/t', 'q2 url:town.example/t'],
    ['q2 site:"Hacker News"', 'q2 site:hackernews'],
    ['q2 site:town.example:8080', 'q2 site:town.example'],
    ['author:ana*', 'author:ana'],
    ['q2 lang: de', 'q2 lang:de'],
    ['q2 in: "Home Barista"', 'q2 in:"Home Barista"'],
    ['q2 last>30', 'q2 last>30d'],
    ['q2 age<2 w q3', 'q2 age<2w q3'],
    ['q2 age>=7d', 'q2 age>7d'],
    ['q2 last<3months', 'q2 last<3m'],
    ['q2 type:reply', 'q2 is:reply'],
    ['q2 is:comment', 'q2 type:comment'],
    ['q2 to:me', 'q2 to:us'],
    ['q2 known:true', 'q2 known:yes'],
    ['quillon NEAR 7f q2', 'quillon NEAR/7f q2'],
    ['quillon NEAR 7', 'quillon NEAR/5 7'],
    ['"hand grinder", "coffee mill"', '"hand grinder" OR "coffee mill"'],
    ['"hand grinder" , "coffee mill"', '"hand grinder" OR "coffee mill"'],
    ['q2 "hand grinder" ~3', 'q2 "hand grinder"~3'],
  ])('%s becomes %s', (query, mended) => {
    const [problem] = parseQuery(query).problems
    const mend = problem ? mendFor(query, problem) : null
    expect(mend && applyMend(query, mend)).toBe(mended)
  })

  it.each([
    '',
    '()',
    'quillon lang:german',
    'quillon age<0d',
    'NOT sword',
    '/quill.*/',
    '"hand grinder"~-1',
    'quillon NEAR/3 NOT sword',
    'a'.repeat(10_001),
  ])('there is none for %j', (query) => {
    const [problem] = parseQuery(query).problems
    expect(problem && mendFor(query, problem)).toBeNull()
  })

  it('a mend of a phrase is read without a problem, and looks for the words of the phrase', () => {
    const piece = fc.constantFrom(
      'hand',
      'grind*',
      '*ing',
      '*',
      'hand*grinder',
      'AND',
      'NEAR/3',
      '-x',
      '(a',
      'b)',
      '@quillon',
      '#tag',
      'in:x',
      '&',
      'a*',
      'gr?nd',
      '~3',
      "don't",
      '!NASA',
      '?x',
      '咖啡*',
    )
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('', '!'),
        (words, mark) => {
          const query = `quillon ${mark}"${words.join(' ')}"`
          const [problem, ...more] = parseQuery(query).problems
          const mend = problem && mendFor(query, problem)
          if (problem === undefined || mend === null || mend === undefined) return
          expect(more).toEqual([])
          const mended = applyMend(query, mend)
          expect(parseQuery(mended).problems).toEqual([])
          for (const word of words.filter((one) => /^[a-z']+$/.test(one))) expect(mended).toContain(word)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('a mend is inside the query, and its problem is gone after it', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '"',
      '`',
      '*',
      '!',
      '~',
      ' ',
      'AND',
      'NOT',
      'NEAR/900',
      'quillon',
      'x',
      '\ud83d',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const query = pieces.join('')
        for (const problem of parseQuery(query).problems) {
          const mend = mendFor(query, problem)
          if (mend === null) continue
          expect(mend.start).toBeLessThanOrEqual(mend.end)
          expect(mend.end).toBeLessThanOrEqual(query.length)
          const left = parseQuery(applyMend(query, mend)).problems
          expect(left.some(({ code, start }) => code === problem.code && start === problem.start)).toBe(false)
          // What is left was there before, or shows only now: a mend brings no word that cannot be read.
          for (const { code, start, end } of left)
            if (/^(wildcard|slop|near-dist|field|term|nothing-to|broken)/.test(code))
              expect(end <= mend.start || start >= mend.start + mend.text.length).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
})
