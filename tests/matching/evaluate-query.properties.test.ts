import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTopics } from '../../lib/matching/compile-topics.ts'
import { findMatches } from '../../lib/matching/find-matches.ts'
import { parseQuery } from '../../lib/matching/parse-query.ts'
import { printQuery } from '../../lib/matching/print-query.ts'
import type { Field, Query, Term } from '../../lib/matching/query.ts'
import { anyTree } from './any-query.ts'
import { type SlowPost, type SlowWord, slowlyHolds, slowlyShown } from './slow-evaluation.ts'

const WORDS = ['sun', 'moon', 'seal', 'sand']

function term(more: Partial<Term>): Term {
  return { kind: 'word', text: 'sun', exactCase: false, prefix: false, wild: false, slop: null, ...more }
}

const word = fc.constantFrom(...WORDS)
const phrase = fc.array(word, { minLength: 2, maxLength: 3 }).map((words) => words.join(' '))

const terms: fc.Arbitrary<Term> = fc.oneof(
  { arbitrary: word.map((text) => term({ text })), weight: 4 },
  fc.constantFrom('moo', 'sea', 'suns').map((text) => term({ text, prefix: true })),
  fc.constantFrom('s?nd', 's?al', 'm??n').map((text) => term({ text, wild: true })),
  phrase.map((text) => term({ kind: 'phrase', text })),
  fc.constantFrom('sun moo', 'seal sand s').map((text) => term({ kind: 'phrase', text, prefix: true })),
  fc.constantFrom('s?nd sun', 'sun s?al').map((text) => term({ kind: 'phrase', text, wild: true })),
  fc
    .tuple(fc.constantFrom('s?nd s', 'sun moon moo', 'sun su'), fc.nat(3))
    .map(([text, slop]) => term({ kind: 'phrase', text, slop, prefix: true, wild: text.includes('?') })),
  fc.tuple(phrase, fc.nat(3)).map(([text, slop]) => term({ kind: 'phrase', text, slop })),
)

const fields: fc.Arbitrary<Field> = fc.constantFrom(
  { kind: 'field', name: 'lang', test: ':', value: 'de' },
  { kind: 'field', name: 'author', test: ':', value: 'ana' },
  { kind: 'field', name: 'is', test: ':', value: 'reply' },
)

const slowWord: fc.Arbitrary<SlowWord> = fc.record({
  text: fc.oneof(
    { arbitrary: word, weight: 3 },
    fc.constantFrom('suns', 'moons', 'send', 'moot', 'x', 'sunny', 'old'),
  ),
  after: fc.oneof(
    { arbitrary: fc.constant(' '), weight: 4 },
    fc.constantFrom(', ', '-', '. ', '! ', '?! ', '\n', '\n\n', ' … ', "'s ", ' (', ') '),
  ),
})

const post: fc.Arbitrary<SlowPost> = fc.record({
  words: fc.array(slowWord, { maxLength: 14 }),
  lang: fc.constantFrom('de', 'en', null),
  author: fc.constantFrom('ana', 'brewbert', null),
  isReply: fc.constantFrom(true, false, null),
})

function textOf({ words }: SlowPost): string {
  return words.map(({ text, after }) => text + after).join('')
}

describe('a query and a post, whatever they are', () => {
  it('are decided as a slow and independent reading decides them', () => {
    let found = 0
    fc.assert(
      fc.property(anyTree(terms, fields), post, fc.boolean(), (tree, slow, isShouted) => {
        const query = printQuery(tree)
        fc.pre(parseQuery(query).tree !== null)
        const text = isShouted ? textOf(slow).toUpperCase() : textOf(slow)
        const { lang, author, isReply } = slow
        const matches = findMatches(compileTopics([{ id: 'topic', query }]), {
          site: 'x',
          text,
          lang,
          author: { handle: author },
          isReply,
        })
        const holds = slowlyHolds(tree, slow)
        expect(matches.length > 0).toBe(holds)
        if (!holds) return
        found += 1
        for (const { start, end, text: words } of matches[0]?.evidence ?? [])
          expect(text.slice(start, end)).toBe(words)
        expect(matches[0]?.evidence.length).toBeGreaterThan(0)
      }),
      { numRuns: 2_000 },
    )
    // Half of nothing would agree as well.
    expect(found).toBeGreaterThan(200)
  }, 60_000)
})

const side: fc.Arbitrary<Query> = fc.oneof(
  { arbitrary: terms, weight: 3 },
  fc.array(terms, { minLength: 2, maxLength: 3 }).map((parts): Query => ({ kind: 'or', parts })),
)

const link = fc.oneof(
  fc.record({ kind: fc.constant('near' as const), most: fc.nat(8), ordered: fc.boolean() }),
  fc.record({
    kind: fc.constant('near' as const),
    most: fc.constantFrom(30, 31, 32, 63, 64, 100),
    ordered: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('sentence' as const) }),
)

/** `a NEAR/3 b SENT c NEAR/1f d`, read from the left; perhaps with such a chain in brackets on its right. */
const chain: fc.Arbitrary<Query> = fc
  .tuple(
    side,
    fc.array(fc.tuple(link, side), { minLength: 1, maxLength: 6 }),
    fc.option(fc.tuple(link, side)),
  )
  .map(([first, links, last]) => {
    const whole = links.reduce((left: Query, [how, right]): Query => ({ ...how, left, right }), first)
    return last === null ? whole : { ...last[0], left: last[1], right: whole }
  })

/** Long enough that words of one sentence, and near ones, are more than 32 and 64 apart. */
const longPost: fc.Arbitrary<SlowPost> = fc.record({
  words: fc.array(
    fc.record({
      text: fc.oneof(
        { arbitrary: word, weight: 1 },
        { arbitrary: fc.constantFrom('old', 'new', 'moons'), weight: 3 },
      ),
      after: fc.oneof(
        { arbitrary: fc.constant(' '), weight: 20 },
        fc.constantFrom(', ', '. ', '! ', '\n', '\n\n', "'s "),
      ),
    }),
    { maxLength: 90, size: 'max' },
  ),
  lang: fc.constant(null),
  author: fc.constant(null),
  isReply: fc.constant(null),
})

describe('a chain of NEAR and SENT over a long post', () => {
  it('holds, and shows the words, as a slow reading goes through all pairs', () => {
    let found = 0
    fc.assert(
      fc.property(chain, longPost, (tree, slow) => {
        fc.pre(parseQuery(printQuery(tree)).tree !== null)
        const text = textOf(slow)
        const [match] = findMatches(compileTopics([{ id: 'topic', query: printQuery(tree) }]), {
          site: 'x',
          text,
        })
        expect(match !== undefined).toBe(slowlyHolds(tree, slow))
        if (match === undefined || match.evidence.length === 50) return
        found += 1
        const starts = slow.words.map((_, at) => textOf({ ...slow, words: slow.words.slice(0, at) }).length)
        const shown = [...slowlyShown(tree, slow)].map((at) => starts[at])
        expect(new Set(match.evidence.map(({ start }) => start))).toEqual(new Set(shown))
      }),
      { numRuns: 200 },
    )
    expect(found).toBeGreaterThan(10)
  }, 60_000)
})
