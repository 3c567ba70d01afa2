import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStepCounter } from './count-steps.ts'

const FILES = [
  'check-as-written.ts',
  'find-matches.ts',
  'fold-text.ts',
  'place-hits.ts',
  'scan-odd.ts',
  'scan-text.ts',
  'take-at-once.ts',
  'take-word.ts',
  'term-trie.ts',
  'walk-folded.ts',
  'walk-plain.ts',
  'word-kinds.ts',
]

let counter: Awaited<ReturnType<typeof createStepCounter>>
beforeAll(async () => {
  counter = await createStepCounter()
})
afterAll(() => counter.stop())

async function matchIn(query: string, text: string) {
  const { compileTopics } = await import('../../lib/matching/compile-topics.ts')
  const { findMatches } = await import('../../lib/matching/find-matches.ts')
  const compiled = compileTopics([{ id: 'topic', query }])
  expect(compiled.problems).toEqual([])
  // What is known of units is filled as they are met.
  findMatches(compiled, { site: 'x', text: text.slice(0, 100) })
  return () => findMatches(compiled, { site: 'x', text })
}

async function stepsOf(query: string, text: string): Promise<number> {
  const match = await matchIn(query, text)
  return counter.countSteps(FILES, match)
}

/** So many different words: each of the letter, with an unknown one wherever the word's number has a bit. */
function wildWords(letter: string, count: number, length: number): string[] {
  return Array.from({ length: count }, (_, n) =>
    Array.from({ length }, (_, at) => (at > 0 && at < length - 2 && (n >> (at - 1)) & 1 ? '?' : letter)).join(
      '',
    ),
  )
}

/** Phrases of "ab", written together wherever the phrase's number has a bit. */
function joinedWords(count: number, length: number): string[] {
  return Array.from(
    { length: count },
    (_, n) => `"ab${Array.from({ length }, (_, at) => ((n >> at) & 1 ? 'ab' : ' ab')).join('')}"`,
  )
}

function literals(count: number): string[] {
  return Array.from(
    { length: count },
    (_, n) => `\`${Array.from({ length: 9 }, (_, at) => ((n >> at) & 1 ? 'a+' : 'a-')).join('')}a\``,
  )
}

const HARD = [
  ['handles that touch a script without spaces', '@quillon OR 咖啡', '@a咖'],
  ['the same, of letters that compose', '@quillon OR 咖啡', '@\u304b\u3099'],
  [
    'hundreds of words with unknown letters, all of them everywhere',
    wildWords('咖', 150, 12).join(' OR '),
    '咖',
  ],
  ['the same near one another', `(${wildWords('咖', 150, 12).join(' OR ')}) NEAR/100 咖`, '咖'],
  [
    'hundreds of ways to part a tag',
    joinedWords(150, 12).join(' OR '),
    '#AbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAb ',
  ],
  ['literals that differ in their signs', literals(150).join(' OR '), 'a+a-'],
  ['literals among accents', literals(150).join(' OR '), 'a+a-á '],
] as const

describe('the work of looking through a post', () => {
  it.each(HARD)('grows as the post does: %s', async (_, query, unit) => {
    const once = await stepsOf(query, unit.repeat(400 / unit.length))
    const twice = await stepsOf(query, unit.repeat(800 / unit.length))
    expect(twice).toBeLessThan(once * 2.2)
  })

  it('does not grow any more with a list of unknown letters, once they part the way at every letter', async () => {
    const text = '咖'.repeat(200)
    const some = await stepsOf(wildWords('咖', 220, 12).join(' OR '), text)
    const many = await stepsOf(wildWords('咖', 330, 12).join(' OR '), text)
    expect(many).toBeLessThan(some * 1.2)
  })
})

it('hundreds of words with unknown letters keep no word as written from being found', async () => {
  const list = wildWords('咖', 500, 12).join(' OR ')
  const match = await matchIn(`咖咖咖啡 (${list})`, `${'咖'.repeat(40)}啡`)
  expect(match()).toHaveLength(1)
})
