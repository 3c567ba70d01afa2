import { describe, expect, test } from 'vitest'
import type { Topic } from '../../lib/model/playbook.ts'
import { brandTopic } from '../../lib/panel/first-topic.ts'
import {
  checkTopic,
  draftOf,
  inMode,
  mended,
  suggestionsFor,
  TopicDraftSchema,
  topicFrom,
  tryOut,
  withSuggestion,
} from '../../lib/panel/options-topic.ts'
import { NO_SIGNS } from '../../lib/panel/topic-signs.ts'

const found = (query: string, text: string) =>
  tryOut(checkTopic({ ...draftOf(null), mode: 'query', query }), text)

const topic: Topic = {
  id: 'q2',
  name: 'Our grinder',
  kind: 'competitor',
  priority: 3,
  query: '(quillon OR "hand grinder") AND NOT sword',
  examples: { hit: ['my quillon squeaks'], miss: ['the quillon of a sword'] },
}

test('a topic comes back from the form as it went in', () => {
  expect(topicFrom(draftOf(topic), topic, new Set(['q2']))).toEqual(topic)
})

test('boxes become a query and a query becomes boxes', () => {
  const draft = draftOf(topic)
  expect([draft.mode, draft.any, draft.none]).toEqual(['boxes', 'quillon\nhand grinder', 'sword'])
  const asQuery = inMode({ ...draft, any: 'quillon\n@quillon' }, 'query')
  expect(asQuery?.query).toBe('(quillon OR @quillon) AND NOT sword')
  expect(asQuery && inMode(asQuery, 'boxes')?.any).toBe('quillon\n@quillon')
})

test('a query that says more than three boxes can stays a query', () => {
  const deep = { ...topic, query: '(a OR b) AND (c OR d)' }
  expect(draftOf(deep).mode).toBe('query')
  expect(inMode(draftOf(deep), 'boxes')).toBeNull()
})

describe('the check', () => {
  test('names the place of a mistake', () => {
    const { problems } = checkTopic({ ...draftOf(topic), mode: 'query', query: 'quillon AND (sword' })
    expect(problems).toMatchObject([{ code: 'bracket-not-closed', start: 12 }])
  })

  test('tries each example with the query as it stands', () => {
    const wrong = { ...draftOf(topic), none: '', hit: 'nothing of ours\nmy quillon' }
    expect(checkTopic(wrong).examples).toEqual([
      { kind: 'hit', n: 0, text: 'nothing of ours', holds: false },
      { kind: 'hit', n: 1, text: 'my quillon', holds: true },
      { kind: 'miss', n: 0, text: 'the quillon of a sword', holds: false },
    ])
    expect(checkTopic(draftOf(topic)).examples.map(({ holds }) => holds)).toEqual([true, true])
    expect(checkTopic({ ...wrong, mode: 'query', query: 'quillon (' }).examples).toEqual([])
  })

  test('takes what fields ask for as given, so that an example needs words alone', () => {
    const fields = { ...draftOf(topic), mode: 'query' as const, query: 'quillon lang:de -author:quillon' }
    const check = checkTopic(fields)
    expect(check.asksFields).toBe(true)
    expect(check.examples.map(({ holds }) => holds)).toEqual([true, true])
    expect(tryOut(check, 'eine Quillon')?.evidence).toMatchObject([{ text: 'Quillon' }])
    expect(checkTopic(draftOf(topic)).asksFields).toBe(false)
  })

  test('mends a query in the form that it stands in', () => {
    const query = { ...draftOf(null), mode: 'query' as const, query: 'quillon AND (sword' }
    const [problem] = checkTopic(query).problems
    expect(problem?.mend && mended(query, problem.mend)).toMatchObject({ query: 'quillon AND (sword)' })
    const boxes = { ...draftOf(null), any: 'quillon\nQuillon\ngrinder' }
    const [remark] = checkTopic(boxes).remarks
    expect(remark?.code).toBe('duplicate')
    expect(remark?.mend && mended(boxes, remark.mend)).toMatchObject({
      mode: 'boxes',
      any: 'quillon\ngrinder',
    })
  })

  test('says when there is no name', () => {
    expect(checkTopic({ ...draftOf(null), any: 'quillon' }).nameMissing).toBe(true)
  })
})

test('trying a text shows the words that match, and nothing for a query that does not parse', () => {
  expect(found('quillon', 'My Quillon squeaks')).toMatchObject({
    holds: true,
    evidence: [{ text: 'Quillon', start: 3, end: 10 }],
    signs: null,
  })
  expect(found('quillon', 'My kettle squeaks')).toBeNull()
  expect(found('(quillon', 'My Quillon squeaks')).toBeNull()
})

describe('the first topic', () => {
  test('finds a name as a word, a handle and a tag, and not where something else is meant', () => {
    const first = brandTopic('Quillon, Q2 Travel', 'sword, hilt', null)
    const hits = (text: string) => found(first?.query ?? '', text) !== null
    for (const text of ['my quillon jams', 'ask @quillon', '#quillon', 'the Q2 Travel is small'])
      expect([text, hits(text)]).toEqual([text, true])
    for (const text of ['the quillon of this hilt', 'Q2 was a good quarter'])
      expect([text, hits(text)]).toEqual([text, false])
  })

  test.each(['', ' , ;', '\n'])('is none when %j is all there is', (names) => {
    expect(brandTopic(names, 'sword', null)).toBeNull()
  })
})

describe('an ambiguous name', () => {
  const apple: Topic = {
    id: 'orchard',
    name: 'Apple',
    kind: 'own',
    priority: 1,
    query: 'apple OR @apple',
    disambiguation: {
      context: ['iphone', 'mac'],
      exclusions: ['big apple'],
      weights: { handle: 3, context: 2.5, capital: 1, exclusion: -2 },
      threshold: 2,
    },
  }
  const signs = { ...NO_SIGNS, on: true }

  test('comes back from the form as it went in, and goes when the signs are switched off', () => {
    const draft = draftOf(apple)
    expect(draft.signs).toMatchObject({ on: true, ours: 'iphone\nmac', theirs: 'big apple' })
    expect(topicFrom(draft, apple, new Set())).toEqual(apple)
    const off = topicFrom({ ...draft, signs: { ...draft.signs, on: false } }, apple, new Set())
    expect(off).not.toHaveProperty('disambiguation')
  })

  test('is tried with its signs, which are shown also where they are too few', () => {
    const check = checkTopic(draftOf(apple))
    expect(tryOut(check, 'My Apple and its Mac')).toMatchObject({
      holds: true,
      signs: { parts: [{ name: 'context', weight: 2.5 }, { name: 'capital' }], sum: 3.5, needed: 2 },
    })
    expect(tryOut(check, 'We took the big apple tour')).toMatchObject({
      holds: false,
      evidence: [{ text: 'apple' }],
      signs: { sum: -2 },
    })
    expect(tryOut(check, 'A pear')).toBeNull()
  })

  test('has its examples tried with its signs', () => {
    const draft = { ...draftOf(apple), hit: 'my apple mac', miss: 'an apple a day' }
    expect(checkTopic(draft).examples.map(({ holds }) => holds)).toEqual([true, true])
    const bare = { ...draft, signs: NO_SIGNS }
    expect(checkTopic(bare).examples.map(({ holds }) => holds)).toEqual([true, false])
  })

  test.each([
    ['never', { ours: '', numbers: { ...NO_SIGNS.numbers, threshold: '5' } }],
    ['always', { ours: 'mac', numbers: { ...NO_SIGNS.numbers, threshold: '0' } }],
    ['only-handles', { ours: '', numbers: NO_SIGNS.numbers }],
    [null, { ours: 'mac', numbers: NO_SIGNS.numbers }],
  ])('is warned of numbers that mean “%s”', (note, more) => {
    expect(checkTopic({ ...draftOf(apple), signs: { ...signs, ...more } }).signs.note).toBe(note)
  })

  test.each([
    ['handle', 'three'],
    ['handle', '11'],
    ['exclusion', '2'],
    ['threshold', ''],
  ] as const)('is not saved while %s is “%s”', (name, typed) => {
    const numbers = { ...NO_SIGNS.numbers, [name]: typed }
    expect([...checkTopic({ ...draftOf(apple), signs: { ...signs, numbers } }).signs.wrong]).toEqual([name])
  })

  test('takes a decimal comma, and refuses more lines than a playbook may hold', () => {
    const numbers = { ...NO_SIGNS.numbers, capital: '0,5', exclusion: '−3' }
    expect(
      checkTopic({ ...draftOf(apple), signs: { ...signs, numbers } }).signs.disambiguation?.weights,
    ).toEqual({
      handle: 3,
      context: 2,
      capital: 0.5,
      exclusion: -3,
    })
    const theirs = Array.from({ length: 31 }, (_, n) => `pie ${n}`).join('\n')
    expect([...checkTopic({ ...draftOf(apple), signs: { ...signs, theirs } }).signs.wrong]).toEqual([
      'theirs',
    ])
  })

  test('of a form that was left open before there were signs has none', () => {
    const { signs: _, ...older } = draftOf(topic)
    expect(TopicDraftSchema.parse(older).signs).toEqual(NO_SIGNS)
  })
})

describe('suggestions', () => {
  const texts = (name: string, query: string) => suggestionsFor(name, query).map(({ text }) => text)

  test('are of the name that the query looks for, not of what the topic is called', () => {
    expect(texts('Our grinders', 'quillon')).toEqual(expect.arrayContaining(['quillon*', 'quilon']))
    expect(texts('Our grinders', 'quillon').join(' ')).not.toContain('grinders')
    expect(texts('JetBlue', 'jetblue')).toContain('"Jet Blue"')
    expect(texts('Anything', 'NOT')).toEqual([])
  })

  test('vanish once they are accepted', () => {
    const draft = { ...draftOf(null), name: 'Quillon', any: 'quillon' }
    const accepted = withSuggestion(draft, { kind: 'misspelling', text: 'quilon' })
    expect(accepted).toMatchObject({ mode: 'boxes', any: 'quillon\nquilon' })
    expect(texts('Quillon', checkTopic(draft).query)).toContain('quilon')
    expect(texts('Quillon', checkTopic(accepted).query)).not.toContain('quilon')
  })

  test.each([
    ['one box of all', { any: '', all: 'hand grinder' }, '"hand grinder" OR @hg'],
    ['any and all', { any: 'quillon\nq2', all: 'burr' }, '(quillon OR q2 OR @hg) AND burr'],
    ['an exclusion', { any: 'quillon', none: 'sword' }, '(quillon OR @hg) AND NOT sword'],
  ])('join the name, where there is %s', (_, boxes, query) => {
    const accepted = withSuggestion({ ...draftOf(null), ...boxes }, { kind: 'handle', text: '@hg' })
    expect(checkTopic(accepted).query).toBe(query)
  })

  test('join the name inside a query that says more', () => {
    const query = '(jam* OR stuck) AND quillon NOT sword'
    const draft = { ...draftOf(null), name: 'Trouble with a Quillon', mode: 'query' as const, query }
    expect(suggestionsFor(draft.name, query).map(({ text }) => text)).toContain('quilon')
    expect(withSuggestion(draft, { kind: 'misspelling', text: 'quilon' }).query).toBe(
      '(jam* OR stuck) AND (quillon OR quilon) AND NOT sword',
    )
  })
})
