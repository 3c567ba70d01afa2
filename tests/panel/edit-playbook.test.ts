import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PlaybookSchema } from '../../lib/model/playbook.ts'
import {
  emptyPlaybook,
  idFrom,
  withCard,
  withoutCard,
  withoutTopic,
  withRoutes,
  withTopic,
} from '../../lib/panel/edit-playbook.ts'

const topic = (id: string) => ({ id, name: id, kind: 'own' as const, priority: 1, query: id })
const card = (id: string, topics: string[]) => ({
  id,
  title: id,
  topics,
  needs: [],
  listenFor: ['What happened?'],
  ask: [],
  tone: [],
  do: [],
  dont: [],
  facts: [],
  disclose: [],
  routes: [],
  reviewEvery: 90,
})
const reply = (id: string, topics: string[]) => ({ id, name: id, text: 'Thank you', topics })

describe('a topic that is removed', () => {
  const before = {
    ...withCard(
      withCard(
        withTopic(withTopic(emptyPlaybook('Quillon'), topic('q2')), topic('travel')),
        card('a', ['q2']),
      ),
      card('b', ['q2', 'travel']),
    ),
    replies: [reply('only', ['q2']), reply('both', ['q2', 'travel']), reply('every', [])],
  }

  test('takes along what spoke of it alone, and nothing else', () => {
    const after = withoutTopic(before, 'q2')
    expect(after.topics.map(({ id }) => id)).toEqual(['travel'])
    expect(after.cards.map(({ id, topics }) => [id, topics])).toEqual([['b', ['travel']]])
    expect(after.replies.map(({ id, topics }) => [id, topics])).toEqual([
      ['both', ['travel']],
      ['every', []],
    ])
  })

  test('leaves the playbook it was removed from as it was, so that undo can put it back', () => {
    const copy = structuredClone(before)
    withoutTopic(before, 'q2')
    expect(before).toEqual(copy)
  })
})

test('a topic or card with an id that is there takes its place', () => {
  const playbook = withTopic(emptyPlaybook('Quillon'), topic('q2'))
  expect(withTopic(playbook, { ...topic('q2'), name: 'Our grinder' }).topics).toMatchObject([
    { name: 'Our grinder' },
  ])
  const carded = withCard(playbook, card('a', ['q2']))
  expect(withCard(carded, { ...card('a', ['q2']), title: 'New' }).cards).toMatchObject([{ title: 'New' }])
  expect(withoutCard(carded, 'a').cards).toEqual([])
})

test('a route is made once, however its name is written', () => {
  const first = withRoutes(emptyPlaybook('Quillon'), [{ when: 'hurt', name: 'Safety desk' }])
  const again = withRoutes(first.playbook, [{ when: 'fire', name: ' safety DESK' }])
  expect(again.playbook.routes).toEqual([{ id: 'safety-desk', name: 'Safety desk' }])
  expect(again.routes).toEqual([{ when: 'fire', to: 'safety-desk' }])
})

test('whatever is added and removed, every reference still resolves', () => {
  const ids = fc.constantFrom('a', 'b', 'c')
  const step = fc.oneof(
    fc.record({ do: fc.constant('topic' as const), id: ids }),
    fc.record({ do: fc.constant('card' as const), id: ids, topics: fc.uniqueArray(ids, { minLength: 1 }) }),
    fc.record({ do: fc.constant('remove' as const), id: ids }),
  )
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let playbook = emptyPlaybook('Quillon')
      for (const one of steps) {
        if (one.do === 'topic') playbook = withTopic(playbook, topic(one.id))
        else if (one.do === 'remove') playbook = withoutTopic(playbook, one.id)
        else {
          const known = one.topics.filter((id) => playbook.topics.some((there) => there.id === id))
          if (known.length > 0) playbook = withCard(playbook, card(one.id, known))
        }
      }
      expect(PlaybookSchema.safeParse(playbook).error?.issues ?? []).toEqual([])
    }),
  )
})

test.each([
  ['Our grinders', 'our-grinders'],
  ['Müller & Söhne', 'muller-sohne'],
  ['コーヒー', 'entry'],
  ['---', 'entry'],
])('%s becomes the id %s', (name, id) => {
  expect(idFrom(name, new Set())).toBe(id)
})

test('every id is new and well-formed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 5 }), (name, copies) => {
      const taken = new Set<string>()
      for (let n = 0; n <= copies; n++) taken.add(idFrom(name, taken))
      expect(taken.size).toBe(copies + 1)
      for (const id of taken) expect(id).toMatch(/^[a-z0-9][a-z0-9-]{0,63}$/)
    }),
  )
})
