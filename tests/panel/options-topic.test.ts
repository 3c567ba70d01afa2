import { describe, expect, test } from 'vitest'
import type { Topic } from '../../lib/model/playbook.ts'
import { brandTopic } from '../../lib/panel/first-topic.ts'
import { checkTopic, draftOf, evidenceIn, inMode, mended, topicFrom } from '../../lib/panel/options-topic.ts'

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
    expect(evidenceIn(fields.query, 'eine Quillon')).toMatchObject([{ text: 'Quillon' }])
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
  expect(evidenceIn('quillon', 'My Quillon squeaks')).toMatchObject([{ text: 'Quillon', start: 3, end: 10 }])
  expect(evidenceIn('quillon', 'My kettle squeaks')).toBeNull()
  expect(evidenceIn('(quillon', 'My Quillon squeaks')).toBeNull()
})

describe('the first topic', () => {
  test('finds a name as a word, a handle and a tag, and not where something else is meant', () => {
    const first = brandTopic('Quillon, Q2 Travel', 'sword, hilt', null)
    const hits = (text: string) => evidenceIn(first?.query ?? '', text) !== null
    for (const text of ['my quillon jams', 'ask @quillon', '#quillon', 'the Q2 Travel is small'])
      expect([text, hits(text)]).toEqual([text, true])
    for (const text of ['the quillon of this hilt', 'Q2 was a good quarter'])
      expect([text, hits(text)]).toEqual([text, false])
  })

  test.each(['', ' , ;', '\n'])('is none when %j is all there is', (names) => {
    expect(brandTopic(names, 'sword', null)).toBeNull()
  })
})
