import { describe, expect, test } from 'vitest'
import type { Topic } from '../../lib/model/playbook.ts'
import { brandTopic } from '../../lib/panel/first-topic.ts'
import {
  checkTopic,
  draftOf,
  inMode,
  mended,
  suggestionsFor,
  topicFrom,
  tryOut,
  withSuggestion,
} from '../../lib/panel/options-topic.ts'

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

  test.each([
    ['any', 'quillon, hand grinder, @quillon', 'box-list', 'quillon OR "hand grinder" OR @quillon'],
    ['all', 'burr; crank', 'box-list', 'grinder AND burr AND crank'],
    ['none', 'sword, hilt', 'box-list', 'grinder AND NOT (sword OR hilt)'],
    ['any', 'quillon OR hand grinder', 'box-query', 'quillon OR "hand grinder"'],
    ['any', 'quillon NEAR/5 grinder', 'box-query', 'quillon NEAR/5 grinder'],
    ['all', 'in:espresso', 'box-query', 'grinder AND in:espresso'],
    ['any', 'grinder\nlang:de', 'box-query', 'grinder AND lang:de'],
    ['all', '-sword', 'box-query', 'grinder AND NOT sword'],
    ['none', 'lang:de', 'box-query', 'grinder AND NOT lang:de'],
  ] as const)(
    'remarks on what no line of a box takes, and mends it: in “%s”, %j',
    (box, text, code, query) => {
      const any = box === 'any' ? '' : 'grinder'
      const draft = { ...draftOf(null), any, [box]: text }
      const [remark] = checkTopic(draft).remarks
      expect(remark?.code).toBe(code)
      const next = remark?.mend ? mended(draft, remark.mend) : draft
      expect(checkTopic(next).query).toBe(query)
      expect(checkTopic(next).remarks).toEqual([])
    },
  )

  test.each([
    'Anchor, Inc.',
    '1,000 grinders',
    '"quillon, grinder"',
    'Brew and Co',
    'grinder (hand)',
    'hand grinder',
  ])('lets %j stand in a box as the one name that it is, and in the query made of it', (entry) => {
    const draft = { ...draftOf(null), any: entry }
    expect(checkTopic(draft).remarks).toEqual([])
    const asQuery = inMode(draft, 'query')
    const again = asQuery && inMode(asQuery, 'boxes')
    expect(again && checkTopic(again)).toMatchObject({ query: checkTopic(draft).query, remarks: [] })
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

describe('suggestions', () => {
  const texts = (name: string, query: string) => suggestionsFor(name, query).map(({ text }) => text)

  test('are of the name that the query looks for, not of what the topic is called', () => {
    expect(texts('Our grinders', 'quillon')).toEqual(expect.arrayContaining(['quillon*', 'quilon']))
    expect(texts('Our grinders', 'quillon').join(' ')).not.toContain('grinders')
    expect(texts('JetBlue', 'jetblue')).toContain('"Jet Blue"')
    expect(texts('Anything', 'NOT')).toEqual([])
  })

  test('of an ordinary word are its handle and its tag, where the topic is called by it', () => {
    expect(texts('Anchor', '!Anchor')).toEqual(['@anchor', '#anchor'])
    expect(texts('Our bank', '!Anchor')).toEqual([])
  })

  test('offer the handle where signs decide, though the bare word is found in it', () => {
    const weighed = (query: string) => suggestionsFor('Anchor', query, true).map(({ text }) => text)
    expect(texts('Anchor', 'anchor')).toEqual([])
    expect(weighed('anchor')).toEqual(['@anchor'])
    expect(weighed('anchor OR @anchor')).toEqual([])
    expect(weighed('anchor NOT @anchor')).toEqual(['@anchor'])
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
