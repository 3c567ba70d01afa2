import { describe, expect, it } from 'vitest'
import { compileTopics } from '../../lib/matching/compile-topics.ts'
import { findMatches } from '../../lib/matching/find-matches.ts'
import { proposeExclusion, type SeenMention } from '../../lib/matching/propose-rule.ts'
import type { Topic } from '../../lib/model/playbook.ts'

const COMMON = new Set(['the', 'a', 'of', 'my', 'with', 'this', 'that', 'from', 'have', 'and', 'was'])
const topic = (query: string): Topic => ({ id: 'q', name: 'Quillon', kind: 'own', priority: 1, query })

function matchesOf(one: Topic, text: string) {
  return findMatches(compileTopics([one]), { site: 'x', text })
}

async function proposed(query: string, text: string, others: readonly Omit<SeenMention, 'key'>[] = []) {
  const one = topic(query)
  const seen = [{ text, verdict: null }, ...others].map((mention, at) => ({ ...mention, key: `m${at}` }))
  const changes = await proposeExclusion({
    topic: one,
    mention: { key: 'm0', text, evidence: matchesOf(one, text)[0]?.evidence ?? [] },
    seen,
    finder: (other) => {
      const compiled = compileTopics([other])
      return (words) => findMatches(compiled, { site: 'x', text: words }).length > 0
    },
    isCommon: (word) => COMMON.has(word),
    pause: async () => undefined,
  })
  return changes[0] ?? null
}

describe('"not about us"', () => {
  it('proposes the phrase in which the name means something else', async () => {
    const change = await proposed('quillon', 'A bent quillon block from a smith', [
      { text: 'My quillon grinder jams', verdict: 'us' },
    ])
    expect(change).toMatchObject({
      kind: 'exclude-phrase',
      words: 'quillon block',
      before: 2,
      after: 1,
      gone: ['m0'],
    })
    expect(change?.topic.query).toBe('quillon AND NOT "quillon block"')
  })

  it('adds to what the query excludes already', async () => {
    expect((await proposed('quillon NOT (sword OR hilt)', 'a bent quillon block'))?.topic.query).toMatch(
      /^quillon AND NOT \(sword OR hilt OR "/,
    )
  })

  it('prefers what takes out more that is known not to be ours', async () => {
    const change = await proposed('quillon', 'The quillon of this rapier', [
      { text: 'a rapier and the quillon', verdict: 'not-us' },
      { text: 'rapier with quillon', verdict: 'not-us' },
      { text: 'my quillon of joy', verdict: 'us' },
    ])
    expect(change).toMatchObject({ kind: 'exclude-word', words: 'rapier', before: 4, after: 1 })
  })

  it('proposes the capitals where only the other meaning is written without', async () => {
    const change = await proposed('quillon', 'the quillon was of', [{ text: 'my Quillon', verdict: 'us' }])
    expect(change).toMatchObject({ kind: 'as-written', words: 'Quillon', after: 1 })
    expect(change?.topic.query).toBe('!Quillon')
  })

  it('proposes nothing that would lose what is ours', async () => {
    expect(
      await proposed('quillon', 'quillon grinder', [{ text: 'Again: a quillon grinder', verdict: 'us' }]),
    ).toBeNull()
  })

  it('says nothing of a post without a word to tell it by', async () => {
    expect(await proposed('quillon', 'Quillon')).toBeNull()
  })
})
