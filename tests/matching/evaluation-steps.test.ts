import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStepCounter } from './count-steps.ts'

const FILES = [
  'evaluate-query.ts',
  'nearness.ts',
  'word-bits.ts',
  'place-hits.ts',
  'word-positions.ts',
  'find-matches.ts',
]

let counter: Awaited<ReturnType<typeof createStepCounter>>
beforeAll(async () => {
  counter = await createStepCounter()
})
afterAll(() => counter.stop())

async function stepsOf(query: string, text: string): Promise<number> {
  const { compileTopics } = await import('../../lib/matching/compile-topics.ts')
  const { findMatches } = await import('../../lib/matching/find-matches.ts')
  const compiled = compileTopics([{ id: 'topic', query }])
  expect(compiled.problems).toEqual([])
  let found = 0
  const steps = await counter.countSteps(FILES, () => {
    found = findMatches(compiled, { site: 'x', text }).length
  })
  expect(found).toBe(1)
  return steps
}

const QUERIES = [
  ['51 words near each other', `a${' NEAR/100 a'.repeat(50)}`, `a${' NEAR/100 a'.repeat(25)}`],
  [
    '48 lists in one sentence',
    Array.from({ length: 48 }, () => '(a OR b OR "a b" OR "b a")').join(' SENT '),
    Array.from({ length: 24 }, () => '(a OR b OR "a b" OR "b a")').join(' SENT '),
  ],
  [
    '190 phrases with other words among them',
    Array.from({ length: 190 }, (_, n) => `"a ${'b a '.repeat(n % 8)}b"~${n % 11}`).join(' '),
    Array.from({ length: 95 }, (_, n) => `"a ${'b a '.repeat(n % 8)}b"~${n % 11}`).join(' '),
  ],
] as const

describe('the work that a query makes', () => {
  it.each(QUERIES)('grows as the post does: %s', async (_, query) => {
    const once = await stepsOf(query, 'a b '.repeat(2_500))
    const twice = await stepsOf(query, 'a b '.repeat(5_000))
    expect(twice).toBeLessThan(once * 2.1)
  })

  it.each(QUERIES)('grows as the query does: %s', async (_, query, half) => {
    const text = 'a b '.repeat(5_000)
    expect(await stepsOf(query, text)).toBeLessThan((await stepsOf(half, text)) * 2.1)
  })

  it.each([
    'a NEAR/5 b',
    'a SENT (b OR "a b")',
    '"a b"~3',
    'a OR (a NEAR/9 a NEAR/9 (b SENT c))',
    '(a NEAR/3 b) OR a',
  ])('is none of counting words where a side is missing: %s', async (query) => {
    const { compileTopics } = await import('../../lib/matching/compile-topics.ts')
    const { findMatches } = await import('../../lib/matching/find-matches.ts')
    const compiled = compileTopics([{ id: 'topic', query }])
    const steps = (text: string) =>
      counter.countSteps(['word-positions.ts'], () => findMatches(compiled, { site: 'x', text }))
    expect(await steps('a c a. '.repeat(50))).toBe(0)
    expect(await steps('a b c a. '.repeat(50))).toBeGreaterThan(50)
  })
})
