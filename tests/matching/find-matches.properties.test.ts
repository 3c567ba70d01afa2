import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTopics } from '../../lib/matching/compile-topics.ts'
import { findMatches } from '../../lib/matching/find-matches.ts'
import { printQuery, printTerm } from '../../lib/matching/print-query.ts'
import { childrenOf, isTerm, type Query, type Term } from '../../lib/matching/query.ts'
import { TopicMatchSchema } from '../../lib/model/mention.ts'
import { anyTerm, anyTree } from './any-query.ts'

const WORDS = ['sun', 'moon', 'sea', 'q2', 'bus']

function term(kind: Term['kind'], text: string, prefix = false): Term {
  return { kind, text, exactCase: false, prefix, wild: false, slop: null }
}

const word = fc.constantFrom(...WORDS)
const simpleTerm = fc.oneof(
  word.map((text) => term('word', text)),
  fc.constantFrom('sun', 'moon', 'sea').map((text) => term('word', text, true)),
  fc.array(word, { minLength: 2, maxLength: 3 }).map((words) => term('phrase', words.join(' '))),
  word.map((text) => term('handle', text)),
  word.map((text) => term('tag', text)),
)

/** ASCII text thick with near misses: plurals, possessives, glued digits, tags, gaps of every kind. */
const simpleText = fc
  .array(
    fc.tuple(
      fc.constantFrom('', '', '', '@', '#', 'x', '_'),
      word,
      fc.constantFrom('', '', 's', 'es', "'s", '9', 'x', '_y'),
      fc.constantFrom(' ', ' ', '', ', ', '-', '\n', ' \n\n', '.'),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.flat().join(''))
  .chain((text) => fc.constantFrom(text, text.toUpperCase()))

/** One term looked for on its own, by a regular expression spelled out from docs/query-language.md. */
function occurs({ kind, text, prefix }: Term, post: string): boolean {
  const before = '(?<![a-z0-9])'
  const after = '(?![a-z0-9])'
  if (kind === 'tag') return new RegExp(`(?<![a-z0-9_])#${text}(?![a-z0-9_])`, 'i').test(post)
  if (kind === 'handle')
    return new RegExp(`(?<![a-z0-9_])@${text}(?![a-z0-9_]|[.-][a-z0-9_])`, 'i').test(post)
  if (prefix) return new RegExp(before + text, 'i').test(post)
  const words = text.split(' ')
  const last = words.at(-1) ?? ''
  const plural = /(s|x|z|ch|sh)$/.test(last) ? '(?:es|s)?' : 's?'
  const modelNumber = /[a-z]{3}$/.test(last) ? `|${plural}(?=[0-9])` : ''
  const gap = "(?:'s)?[^a-z0-9\\n]*\\n?[^a-z0-9\\n]*(?<![a-z0-9])"
  return new RegExp(`${before}${words.join(gap)}(?:${plural}${after}${modelNumber})`, 'i').test(post)
}

function holds(tree: Query, post: string): boolean {
  if (tree.kind === 'and') return tree.parts.every((part) => holds(part, post))
  if (tree.kind === 'or') return tree.parts.some((part) => holds(part, post))
  if (tree.kind === 'not') return !holds(tree.part, post)
  return isTerm(tree) && occurs(tree, post)
}

function* positive(tree: Query, sign: boolean): Generator<string> {
  if (tree.kind === 'not') yield* positive(tree.part, !sign)
  else if (!isTerm(tree)) for (const part of childrenOf(tree)) yield* positive(part, sign)
  else if (sign) yield printTerm(tree)
}

const anyPost = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      'quillon',
      'Q',
      '@quillon',
      '#',
      ' ',
      '\u00ad',
      '\u0301',
      '咖啡',
      '🔥',
      'ﬃ',
      'Levi’s',
      'C++',
      'and',
      '.',
      '\ud83d',
      'NASA',
      'İ',
    ),
  }),
)

describe('matching, whatever the query and the post', () => {
  it('finds what a slow reading of the same query finds', () => {
    fc.assert(
      fc.property(anyTree(simpleTerm, undefined, true), simpleText, (tree, text) => {
        fc.pre(!holds(tree, ''))
        const compiled = compileTopics([{ id: 'topic', query: printQuery(tree) }])
        expect(findMatches(compiled, { site: 'x', text }).length > 0).toBe(holds(tree, text))
      }),
      { numRuns: 2_000 },
    )
  })

  it('points at words of the page, inside the page', () => {
    fc.assert(
      fc.property(fc.array(anyTree(anyTerm), { maxLength: 4 }), anyPost, (trees, text) => {
        const topics = trees.map((tree, n) => ({ id: `t${n}`, query: printQuery(tree) }))
        for (const found of findMatches(compileTopics(topics), { site: 'x', text })) {
          expect(TopicMatchSchema.safeParse(found).success).toBe(true)
          expect(found.evidence.length).toBeGreaterThan(0)
          for (const { start, end, text: words } of found.evidence) {
            expect(text.slice(start, end)).toBe(words)
            expect(end).toBeGreaterThan(start)
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  it('gives evidence for what was asked for, never for what was excluded', () => {
    fc.assert(
      fc.property(anyTree(simpleTerm), simpleText, (tree, text) => {
        const compiled = compileTopics([{ id: 'topic', query: printQuery(tree) }])
        const asked = new Set(positive(tree, true))
        for (const { evidence } of findMatches(compiled, { site: 'x', text }))
          for (const { part } of evidence) expect(asked).toContain(part)
      }),
      { numRuns: 500 },
    )
  })

  it('decides each topic as if it were alone', () => {
    fc.assert(
      fc.property(fc.array(anyTree(simpleTerm), { maxLength: 6 }), simpleText, (trees, text) => {
        const topics = trees.map((tree, n) => ({ id: `t${n}`, query: printQuery(tree) }))
        const post = { site: 'x', text }
        const alone = topics.flatMap((topic) => findMatches(compileTopics([topic]), post))
        expect(findMatches(compileTopics(topics), post)).toEqual(alone)
      }),
      { numRuns: 500 },
    )
  })

  it('finds a planted name between anything, where it stands', () => {
    const disguise = fc.constantFrom(
      'quillon',
      'QUILLON',
      'Ｑｕｉｌｌｏｎ',
      'qui\u00adllon',
      'quíllon',
      '𝐪𝐮𝐢𝐥𝐥𝐨𝐧',
      'q\u200bu\u0301illon',
    )
    const compiled = compileTopics([{ id: 'topic', query: 'quillon' }])
    fc.assert(
      fc.property(anyPost, disguise, anyPost, (before, name, after) => {
        const text = `${before} ${name} ${after}`
        const start = before.length + 1
        const found = findMatches(compiled, { site: 'x', text })[0]?.evidence ?? []
        expect(found).toContainEqual({ text: name, start, end: start + name.length, part: 'quillon' })
      }),
      { numRuns: 300 },
    )
  })
})
