import { describe, expect, it } from 'vitest'
import { compileTopics } from '../../lib/matching/compile-topics.ts'
import { findMatches, type MatchablePost } from '../../lib/matching/find-matches.ts'

function match(query: string, post: string | Partial<MatchablePost>) {
  const compiled = compileTopics([{ id: 'topic', query }])
  expect(compiled.problems).toEqual([])
  const whole = { site: 'practice', text: '', ...(typeof post === 'string' ? { text: post } : post) }
  return findMatches(compiled, whole)[0] ?? null
}

/** The words that show the match; null without one. */
function words(query: string, post: string | Partial<MatchablePost>): string[] | null {
  return match(query, post)?.evidence.map(({ text, part }) => text || part) ?? null
}

describe('NEAR', () => {
  it.each([
    ['quillon NEAR/0 grinder', 'a Quillon grinder', ['Quillon', 'grinder']],
    ['quillon NEAR/2 jams', 'It jams, my good Quillon', ['jams', 'Quillon']],
    ['quillon NEAR/2f jams', 'My Quillon hand grinder jams', ['Quillon', 'jams']],
    [
      '(jams OR squeaks) NEAR/1 (quillon OR "hand grinder")',
      'the hand grinder squeaks',
      ['hand grinder', 'squeaks'],
    ],
    ['@quillon NEAR/1 thanks', 'thanks @quillon', ['thanks', '@quillon']],
    ['quillon NEAR/1 q2', '#QuillonQ2', ['Quillon', 'Q2']],
    ['quillon NEAR/3 quillon', 'Quillon or Quillon', ['Quillon', 'Quillon']],
    ['quillon NEAR/1 磨', 'Quillonの磨', ['Quillon', '磨']],
    ['quillon NEAR/1 jams NEAR/1 beans', 'beans, then jams, then quillon', ['beans', 'jams', 'quillon']],
    ['quillon NEAR/4f broken', 'Quillon’s little handle is broken', ['Quillon', 'broken']],
    ['quillon NEAR/1 broken', 'broken.\n\nQuillon', ['broken', 'Quillon']],
  ])('%s is found in "%s"', (query, text, found) => {
    expect(words(query, text)).toEqual(found)
  })

  it.each([
    ['quillon NEAR/0 grinder', 'a Quillon hand grinder'],
    ['quillon NEAR/2f jams', 'it jams, my Quillon'],
    ['quillon NEAR/3 quillon', 'one Quillon'],
    ['"hand grinder" NEAR/5 grinder', 'one hand grinder'],
    ['quillon NEAR/1 jams NEAR/1 beans', 'jams quillon and then and then beans'],
    ['quillon NEAR/3f hilt', 'A hilt. Quillon.'],
  ])('%s is not found in "%s"', (query, text) => {
    expect(words(query, text)).toBeNull()
  })

  it('is not near the author’s handle, which stands nowhere in the text', () => {
    expect(words('@quillon NEAR/9 thanks', { text: 'thanks', author: { handle: 'quillon' } })).toBeNull()
  })

  it('shows only the words that are near, and nothing of one under NOT', () => {
    const far = 'Quillon '.concat('and '.repeat(9), 'jams my Quillon')
    expect(match('quillon NEAR/2 jams', far)?.evidence.map(({ start }) => start)).toEqual([44, 52])
    expect(words('quillon NOT (quillon NEAR/2 sword)', 'A Quillon')).toEqual(['Quillon'])
    expect(words('quillon NOT (quillon NEAR/2 sword)', 'the sword’s quillon')).toBeNull()
  })
})

describe('SENT', () => {
  it.each([
    ['quillon SENT jams', 'Hello! My Quillon, which I like, jams on light roasts. Bye', ['Quillon', 'jams']],
    ['quillon SENT (jams OR squeaks)', 'Jams? No. It squeaks, this Quillon', ['squeaks', 'Quillon']],
    ['quillon SENT jams SENT beans', 'jams. Quillon jams on beans', ['Quillon', 'jams', 'beans']],
    ['quillon SENT q2', 'The Quillon v. 2, i.e. Q2', ['Quillon', 'Q2']],
  ])('%s is found in "%s"', (query, text, found) => {
    expect(words(query, text)).toEqual(found)
  })

  it.each([
    ['quillon SENT jams', 'I have a Quillon. The other one jams.'],
    ['quillon SENT jams', 'I have a Quillon\njams too'],
    ['quillon SENT quillon', 'My Quillon. Your Quillon.'],
  ])('%s is not found in "%s"', (query, text) => {
    expect(words(query, text)).toBeNull()
  })
})

describe('a phrase with ~', () => {
  it.each([
    ['"hand grinder"~0', 'a grinder hand', ['grinder', 'hand']],
    ['"hand grinder"~2', 'by hand with a grinder', ['hand', 'grinder']],
    ['"bye bye quillon"~1', 'bye, my Quillon, bye', ['bye', 'Quillon', 'bye']],
    ['!"Hand Grinder"~1', 'hand Hand old Grinder', ['Hand', 'Grinder']],
  ])('%s is found in "%s"', (query, text, found) => {
    expect(words(query, text)).toEqual(found)
  })

  it.each([
    ['"hand grinder"~1', 'by hand with a grinder'],
    ['"bye bye quillon"~3', 'bye Quillon'],
    ['!"Hand Grinder"~1', 'hand Grinder'],
  ])('%s is not found in "%s"', (query, text) => {
    expect(words(query, text)).toBeNull()
  })
})

describe('an unknown letter', () => {
  it('is one letter or digit, and no gap', () => {
    expect(words('gr?nder', 'Grinder, grander, gr1nders')).toEqual(['Grinder', 'grander', 'gr1nders'])
    expect(words('gr?nder', 'grnder gr-nder griinder')).toBeNull()
    expect(words('qu??lon*', 'Quillonology')).toEqual(['Quillonology'])
    expect(words('!Gr?nd*', 'grinder Grander GRINDER')).toEqual(['Grander'])
    expect(words('!Gr?nder', 'grinder Grander')).toEqual(['Grander'])
    expect(words('!Grind*', 'grinder Grinders Gr')).toEqual(['Grinders'])
  })
})

describe('fields', () => {
  const post: MatchablePost = {
    site: 'mastodon',
    text: 'My Quillon',
    author: { handle: '@Ana@town.example', name: 'Ana (Slow) Pour' },
    community: 'r/Home_Barista',
    addresses: ['https://Town.example:8080/@ana/1?x=2'],
    lang: 'pt-BR',
    type: 'comment',
    isReply: true,
    isToUs: true,
    isKnown: true,
    tags: ['Met at a fair'],
    lastContactAt: Date.UTC(2026, 9, 1),
    writtenAt: Date.UTC(2026, 10, 20),
    now: Date.UTC(2026, 10, 22),
  }

  it.each([
    'author:ana',
    'author:@ana@town.example',
    'author:"ana (slow) pour"',
    'in:home_barista',
    'in:"Home Barista"',
    'in:r/home-barista',
    'site:mastodon',
    'site:town.example',
    'url:town.example:8080/@ana',
    'url:https://town.example',
    'lang:pt',
    'lang:pt-br',
    'type:comment',
    'is:reply',
    'to:us',
    'known:yes',
    'tag:"met at a fair"',
    'last>30d',
    'last<1y',
    'last>1m',
    'age<1w',
    'age>1d',
  ])('%s holds', (field) => {
    expect(match(`quillon ${field}`, post)).not.toBeNull()
    expect(match(`quillon NOT ${field}`, post)).toBeNull()
  })

  it.each([
    'author:an',
    'author:bert',
    'in:home',
    'in:espresso',
    'site:own.example',
    'url:town.example/other',
    'lang:pt-PT',
    'type:post',
    'known:no',
    'tag:fair',
    'last<30d',
    'last>60d',
    'age>1w',
  ])('%s does not hold', (field) => {
    expect(match(`quillon ${field}`, post)).toBeNull()
    expect(match(`quillon NOT ${field}`, post)).not.toBeNull()
  })

  it.each([
    'author:ana',
    'in:tea',
    'url:a.example',
    'lang:de',
    'type:post',
    'is:reply',
    'to:us',
    'known:yes',
    'known:no',
    'tag:vip',
    'last>1d',
    'age<1d',
  ])('%s does not hold of a post that nothing is known of, and its NOT does', (field) => {
    expect(match(`quillon ${field}`, 'My Quillon')).toBeNull()
    expect(words(`quillon NOT ${field}`, 'My Quillon')).toEqual(['Quillon'])
  })

  it('give evidence where they may stand alone, and no place in the text', () => {
    expect(match('author:ana lang:pt', post)?.evidence).toEqual([
      { text: '', start: 0, end: 0, part: 'author:ana' },
    ])
    expect(words('quillon lang:pt in:home-barista', post)).toEqual(['in:home-barista', 'Quillon'])
  })
})

describe('author:', () => {
  it.each([
    ['ana', 'u/ana'],
    ['ana', '/u/ana'],
    ['@ana', '/user/Ana'],
    ['u/ana', '@ana@town.example'],
    ['ana', '@ana@town.example'],
    ['ana', 'ana.bsky.social'],
    ['@ana.bsky.social', '@Ana.bsky.social'],
    ['ana.pour', 'ana.pour'],
  ])('%s is the author who is written %s', (asked, handle) => {
    expect(words(`author:${asked}`, { author: { handle } })).toEqual([`author:${asked}`])
  })

  it.each([
    ['ana', 'ana.pour'],
    ['ana', 'ana.example'],
    ['u', 'u/ana'],
    ['town.example', '@ana@town.example'],
    ['ana@town.example', '@ana@other.example'],
    ['ana.bsky.social', 'ana'],
  ])('%s is not the author who is written %s', (asked, handle) => {
    expect(words(`author:${asked}`, { author: { handle } })).toBeNull()
  })
})

describe('a post that repeats both sides without end', () => {
  const query = [
    'quillon NEAR/100 sword',
    '(quillon OR "a b") NEAR/5f (quillon OR sword*) NEAR/3 sword',
    'quillon SENT sword SENT quillon',
    '"quillon sword quillon sword"~10',
  ]
  it.each([
    ['side by side', 'quillon sword '.repeat(100_000)],
    ['one after the other', 'quillon '.repeat(100_000) + 'sword '.repeat(100_000)],
    ['far apart', `${'quillon '.repeat(60_000)}${'and '.repeat(60_000)}${'sword '.repeat(60_000)}`],
    ['each in a sentence', 'quillon sword. '.repeat(100_000)],
  ])(
    'is decided, and shown in fifty places at most: %s',
    (_, text) => {
      const topics = query.map((each, n) => ({ id: `t${n}`, query: each }))
      const found = findMatches(compileTopics(topics), { site: 'x', text })
      for (const { evidence } of found) expect(evidence.length).toBeLessThanOrEqual(50)
      expect(found.length).toBeGreaterThan(0)
    },
    60_000,
  )
})
