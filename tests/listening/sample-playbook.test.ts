import { describe, expect, it } from 'vitest'
import { TOWN } from '../../components/practice/town.ts'
import { chooseGuidance, needsToMeet } from '../../lib/listening/choose-guidance.ts'
import { compileTopics } from '../../lib/matching/compile-topics.ts'
import { findMatches } from '../../lib/matching/find-matches.ts'
import { findNeeds } from '../../lib/matching/find-needs.ts'
import { SAMPLE } from './sample.ts'

const compiled = compileTopics(SAMPLE.topics)

/** A town post as the panel would show it: its topics, its needs and the first card; null when it is no mention. */
function meet(thread: string, id: string) {
  const post = TOWN.find((one) => one.id === thread)?.posts.find((one) => one.id === id)
  if (post === undefined) throw new Error(`the town has no post ${thread}/${id}`)
  const matches = findMatches(compiled, {
    site: 'practice',
    text: post.text,
    author: { handle: post.author },
  })
  if (matches.length === 0) return null
  const topics = matches.map((match) => match.topic)
  const { needs } = findNeeds({ text: post.text, lang: 'en' }, matches)
  const [first] = chooseGuidance(SAMPLE, topics, needsToMeet(needs), '2026-11-21')
  return { topics, needs: needs.map((need) => need.label), card: first?.card.id }
}

describe('the sample playbook in the practice town', () => {
  it.each([
    ['light-roast', 'l1', ['quillon', 'help-wanted'], 'a-question-for-us'],
    ['third-set', 'u1', ['quillon', 'q2', 'help-wanted', 'back-to-the-old-one'], 'third-time'],
    ['third-set', 'u5', ['quillon'], 'about-us'],
    ['camping', 'c1', ['quillon', 'q2'], 'kind-words'],
    ['camping', 'c5', ['quillon'], 'kind-words'],
    ['plastic', 'p1', ['quillon', 'q2'], 'about-us'],
  ])('meets %s/%s with the right card', (thread, post, topics, card) => {
    expect(meet(thread, post)).toMatchObject({ topics, card })
  })

  it('leaves the talk about swords in peace', () => {
    const posts = TOWN.find((thread) => thread.id === 'sword-guard')?.posts ?? []
    expect(posts.length).toBeGreaterThan(3)
    expect(posts.map((post) => meet('sword-guard', post.id))).toEqual(posts.map(() => null))
  })

  it('finds the unhappy author leaving and complaining', () => {
    expect(meet('third-set', 'u1')?.needs.sort()).toEqual(['complaint', 'leaving'])
  })
})
