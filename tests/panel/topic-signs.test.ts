import { describe, expect, test } from 'vitest'
import { validateTopics } from '../../lib/matching/validate-playbook.ts'
import type { Topic } from '../../lib/model/playbook.ts'
import { checkTopic, draftOf, TopicDraftSchema, topicFrom, tryOut } from '../../lib/panel/options-topic.ts'
import { NO_SIGNS, splitListed } from '../../lib/panel/topic-signs.ts'

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
    ['needs-words', { any: 'apple', ours: '', numbers: NO_SIGNS.numbers }],
    [null, { any: 'apple', ours: 'mac', numbers: NO_SIGNS.numbers }],
    [null, { ours: 'mac', numbers: NO_SIGNS.numbers }],
  ])(
    'is warned of numbers that mean “%s”',
    (note, {
      any = 'apple\n@apple',
      ...more
    }: { any?: string; ours: string; numbers: typeof NO_SIGNS.numbers }) => {
      expect(checkTopic({ ...draftOf(apple), any, signs: { ...signs, ...more } }).signs.note).toBe(note)
    },
  )

  test('is not remarked on as an ordinary word, which is what its signs are for', () => {
    const codes = (on: boolean) =>
      checkTopic({ ...draftOf(null), any: 'apple', signs: { ...signs, on } }).remarks.map(({ code }) => code)
    expect(codes(false)).toEqual(['common-word'])
    expect(codes(true)).toEqual([])
  })

  test.each(['lang:de', '(mac OR ipad)', 'mac OR ipad', '-mac', '***'])(
    'is not saved with the sign “%s”, which no post could ever show',
    (entry) => {
      const draft = { ...draftOf(apple), signs: { ...signs, ours: `mac\n${entry}` } }
      const check = checkTopic(draft)
      expect([...check.signs.wrong]).toEqual(['ours'])
      expect(check.signs.impossible).toEqual({ ours: entry, theirs: null })
    },
  )

  test('is told of a list with commas, which a press puts on lines', () => {
    const check = (ours: string) => checkTopic({ ...draftOf(apple), signs: { ...signs, ours } }).signs
    expect(check('mac, gift card').listed).toEqual({ ours: 'mac, gift card', theirs: null })
    expect(splitListed('iphone\nmac, gift card')).toBe('iphone\nmac\ngift card')
    expect(check(splitListed('mac, gift card')).disambiguation?.context).toEqual(['mac', 'gift card'])
    expect(check('mac\n"mac, and ipad"').listed.ours).toBeNull()
  })

  test('is saved so that the file loads again', () => {
    const ours = 'mac, gift card\n@genius\nipad*'
    const saved = topicFrom({ ...draftOf(apple), signs: { ...signs, ours } }, apple, new Set())
    expect(validateTopics({ topics: [saved] }).problems).toEqual([])
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
    const { signs: _, ...older } = draftOf(apple)
    expect(TopicDraftSchema.parse(older).signs).toEqual(NO_SIGNS)
  })
})
