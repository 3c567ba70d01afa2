import { describe, expect, it } from 'vitest'
import { compileTopics } from '../../lib/matching/compile-topics.ts'
import { findMatches, type MatchablePost } from '../../lib/matching/find-matches.ts'
import { EvidenceSchema } from '../../lib/model/mention.ts'

function match(query: string, post: string | Partial<MatchablePost>) {
  const compiled = compileTopics([{ id: 'topic', query }])
  expect(compiled.problems).toEqual([])
  const whole = { site: 'practice', text: '', ...(typeof post === 'string' ? { text: post } : post) }
  return findMatches(compiled, whole)
}

/** The words that show the match; null without one. */
function words(query: string, post: string | Partial<MatchablePost>): string[] | null {
  const [found] = match(query, post)
  return found === undefined ? null : found.evidence.map((evidence) => evidence.text)
}

describe('whole words', () => {
  it.each([
    ['quillon', 'My Quillon!', ['Quillon']],
    ['quillon', 'QUILLON’S burrs', ['QUILLON']],
    ['quillon', 'two quillons', ['quillons']],
    ['brush', 'both brushes', ['brushes']],
    ['battery', 'no batteries', ['batteries']],
    ['iphone', 'an iphone5', ['iphone']],
    ['q2', 'the Q2, the Q2s', ['Q2', 'Q2s']],
    ['quillon', 'see quillon.example/care', ['quillon']],
    ['quillon', '東京でQuillonの豆', ['Quillon']],
    ['quillon', 'Quillon은 좋다', ['Quillon']],
    ['커피', '커피는 좋다', ['커피']],
    ['quillon', 'Quillon™', ['Quillon']],
    ['ミル', '手挽きミルです', ['ミル']],
    ['咖啡', '我爱咖啡机', ['咖啡']],
    ['กาแฟ', 'ชอบกาแฟมาก', ['กาแฟ']],
    ['🔥', 'hot🔥', ['🔥']],
    ['muhle', 'Die Mühle', ['Mühle']],
    ['Mühle', 'die muhle', ['muhle']],
    ["don't", 'I don’t', ['don’t']],
  ])('%s is found in "%s"', (query, text, found) => {
    expect(words(query, text)).toEqual(found)
  })

  it.each([
    ['grind', 'grinder'],
    ['rind', 'grind'],
    ['q', 'Q2'],
    ['q2', 'Q25'],
    ['quillon', 'quillonology'],
    ['new', 'renewed'],
    ['s', 'Quillon’s'],
  ])('%s is not found in "%s"', (query, text) => {
    expect(words(query, text)).toBeNull()
  })

  it.each([
    ['full-width', 'Ｑｕｉｌｌｏｎ'],
    ['mathematical', '𝐪𝐮𝐢𝐥𝐥𝐨𝐧'],
    ['broken by invisible characters', 'Qui\u00adl\u200blon'],
    ['with accents on it', 'Qu\u0301íllon'],
  ])('are found when they are %s, and marked as they stand in the page', (_, disguised) => {
    expect(words('quillon', `A ${disguised}, they said`)).toEqual([disguised])
  })

  it('are found by their beginning with a star', () => {
    expect(words('grind*', 'Grinders grind')).toEqual(['Grinders', 'grind'])
    expect(words('grind*', 'regrind')).toBeNull()
  })

  it('are found in capitals only with an exclamation mark', () => {
    expect(words('!NASA', 'nasa Nasa NASA')).toEqual(['NASA'])
    expect(words('!"Apple Pay"', 'apple pay, Apple Pay')).toEqual(['Apple Pay'])
  })
})

describe('phrases', () => {
  it.each([
    'hand grinder',
    'Hand-Grinder',
    'hand\ngrinder',
    'hand, “grinder”',
    'hand grinders',
    '#HandGrinder',
  ])('are found in "%s"', (text) => {
    expect(words('"hand grinder"', text)).toHaveLength(1)
  })

  it.each(['hand made grinder', 'handgrinder', 'grinder hand', 'by hand.\n\nGrinder for sale'])(
    'are not found in "%s"',
    (text) => {
      expect(words('"hand grinder"', text)).toBeNull()
    },
  )

  it('reach over a possessive', () => {
    expect(words('"quillon grinder"', 'Quillon’s grinder')).toEqual(['Quillon’s grinder'])
  })
})

describe('literals', () => {
  it.each([
    ['`C++`', 'I write C++11', ['C++']],
    ['`.NET`', 'the .net way', ['.net']],
    ['`AT&T`', 'AT&T, not at t', ['AT&T']],
    ["`Levi's`", 'levi’s', ['levi’s']],
    ['`café`', 'Cafe\u0301 cafe', ['Cafe\u0301']],
    ['!`Yahoo!`', 'yahoo! Yahoo Yahoo!', ['Yahoo!']],
  ])('%s takes symbols and accents as written', (query, text, found) => {
    expect(words(query, text)).toEqual(found)
  })

  it('are not found where a symbol is missing', () => {
    expect(words('`C++`', 'C + C')).toBeNull()
  })
})

describe('handles and tags', () => {
  it.each([
    ['@quillon', '@Quillon, hello', ['@Quillon']],
    ['@quillon', '@quillon.', ['@quillon']],
    ['@quillon', '@quillon@town.example', ['@quillon']],
    ['@quillon@town.example', '@quillon@town.example', ['@quillon@town.example']],
    ['@quillon.example', '(@quillon.example)', ['@quillon.example']],
    ['@quillon_care', '@quillon_care?', ['@quillon_care']],
    ['#quillon', 'ＱＵＩＬＬＯＮ ＃Quillon', ['＃Quillon']],
    ['#コーヒー', '朝 #コーヒー', ['#コーヒー']],
    ['quillon', '@QuillonHelp #LoveQuillon #quillon_q2', ['Quillon', 'Quillon', 'quillon']],
    ['jetblue', '#ILoveJetBlue', ['JetBlue']],
    ['love', '#LOVEQuillon', ['LOVE']],
  ])('%s is found in "%s"', (query, text, found) => {
    expect(words(query, text)).toEqual(found)
  })

  it.each([
    ['@quillon', 'sales@quillon.example'],
    ['@quillon', '@quillonist'],
    ['@quillon', '@quillon_care'],
    ['@quillon', '@quillon.example'],
    ['@quillon', 'quillon'],
    ['#quillon', '#quillonQ2'],
    ['#quillon', 'page#quillon'],
    ['quillon', '#quillonlove'],
  ])('%s is not found in "%s"', (query, text) => {
    expect(words(query, text)).toBeNull()
  })

  it('find the author too, with evidence that stands nowhere in the text', () => {
    const post = { text: 'Hello', author: { handle: '@Quillon@town.example' } }
    expect(match('@quillon', post)).toEqual([
      { topic: 'topic', score: 1, parts: [], evidence: [{ text: '', start: 0, end: 0, part: '@quillon' }] },
    ])
    expect(match('quillon', post)).toEqual([])
    for (const written of ['u/Quillon', '/u/quillon', 'quillon.bsky.social'])
      expect(words('@quillon', { text: 'Hello', author: { handle: written } })).toEqual([''])
    expect(words('@quillon', { text: 'Hello', author: { handle: 'quillon.example' } })).toBeNull()
  })
})

describe('evidence', () => {
  it('shows the words of the part that held, and none of what was excluded', () => {
    expect(words('(grinder coffee) OR (burr NOT sword)', 'grinder, burr, and a blade')).toEqual(['burr'])
    expect(words('quillon NOT sword', 'quillon')).toEqual(['quillon'])
    expect(words('quillon NOT sword', 'quillon sword')).toBeNull()
    expect(words('quillon NOT (sword NOT letter)', 'quillon sword letter')).toEqual(['quillon', 'letter'])
  })

  it('carries the part of the query as its author wrote it', () => {
    const [found] = match('(“Hand  Grinder” OR #Quillon)', '#quillon hand grinder')
    expect(found?.evidence.map((evidence) => evidence.part)).toEqual(['#Quillon', '"Hand Grinder"'])
  })

  it('shows every part once before any twice, fifty at most', () => {
    const [found] = match('quillon burr', `${'quillon '.repeat(500)} burr`)
    expect(found?.evidence).toHaveLength(50)
    expect(found?.evidence.at(-1)?.part).toBe('burr')
  })

  it('keeps to what a row may hold, however much a page hides in a word', () => {
    const text = `q${'\u200b'.repeat(400)}uillon and 𝐪${'\u200b'.repeat(297)}𝐮𝐢𝐥𝐥𝐨𝐧`
    for (const evidence of match('quillon', text)[0]?.evidence ?? []) {
      expect(EvidenceSchema.safeParse(evidence).success).toBe(true)
      expect(text.slice(evidence.start, evidence.end)).toBe(evidence.text)
      expect(evidence.text.isWellFormed()).toBe(true)
    }
    expect(match('quillon', text)[0]?.evidence).toHaveLength(2)
  })
})

describe('topics', () => {
  const topics = [
    { id: 'brand', query: 'quillon' },
    { id: 'broken', query: 'quillon AND (' },
    { id: 'town', query: 'quillon grinder', sites: ['practice'] },
  ]

  it('that do not parse are named with their place, and the others work', () => {
    const compiled = compileTopics(topics)
    expect(compiled.problems).toMatchObject([
      { topic: 'broken', at: 1, problem: { code: 'bracket-not-closed' } },
    ])
    expect(findMatches(compiled, { site: 'x', text: 'quillon' }).map(({ topic }) => topic)).toEqual(['brand'])
  })

  it('look only on their own sites', () => {
    const found = (site: string) =>
      findMatches(compileTopics(topics), { site, text: 'A Quillon grinder' }).map(({ topic }) => topic)
    expect(found('practice')).toEqual(['brand', 'town'])
    expect(found('practice.evil')).toEqual(['brand'])
  })

  it('are not found in what the author quotes', () => {
    expect(words('quillon', { text: 'I disagree', quoted: 'Quillon is best' })).toBeNull()
    expect(words('disagree NOT quillon', { text: 'I disagree', quoted: 'Quillon is best' })).toEqual([
      'disagree',
    ])
  })

  it('are decided only when a word that they ask for occurs', () => {
    const many = Array.from({ length: 3_000 }, (_, n) => ({
      id: `t${n}`,
      query: `(name${n} OR "name${n} grinder") NOT sword`,
    }))
    const compiled = compileTopics(many)
    const decided = new Set<string>()
    const watched = {
      ...compiled,
      topics: compiled.topics.map((topic) => ({
        ...topic,
        get plan() {
          decided.add(topic.id)
          return topic.plan
        },
      })),
    }
    const text = 'A post of some length about name7, and about grinders in general.'
    expect(findMatches(watched, { site: 'x', text }).map(({ topic }) => topic)).toEqual(['t7'])
    expect(findMatches(watched, { site: 'x', text: 'A post about a sword.' })).toEqual([])
    expect([...decided]).toEqual(['t7'])
  })

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])('may look for "%s"', (name) => {
    expect(words(name, 'plain text')).toBeNull()
    expect(words(`@${name} OR #${name}`, { text: 'plain text', author: { handle: 'valueOf' } })).toBeNull()
    expect(words(`#${name}`, `#${name}`)).toEqual([`#${name}`])
  })
})

describe('a post of a megabyte', () => {
  it.each([
    ['of one word', 'quillon '.repeat(125_000), true],
    ['of one letter', 'a '.repeat(500_000), false],
    ['without a space', 'a'.repeat(1_000_000), false],
    ['of spaces', ' '.repeat(1_000_000), false],
    ['of tags', '#aA@b.c'.repeat(140_000), false],
    ['of accents', 'e\u0301'.repeat(500_000), false],
    ['of lone surrogates', '\udc00'.repeat(1_000_000), false],
    ['of Han', '咖'.repeat(1_000_000), false],
  ])(
    '%s is read to its end',
    (_, text, found) => {
      const query = `quillon OR "${'a '.repeat(19)}b" OR "${'a b c '.repeat(6)}d" OR 咖咖啡`
      expect(match(query, text).length > 0).toBe(found)
    },
    60_000,
  )
})
