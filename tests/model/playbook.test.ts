import { describe, expect, it } from 'vitest'
import { PlaybookSchema } from '../../lib/model/playbook.ts'
import { readSample } from '../listening/sample.ts'

const SMALL = { id: 'town', organisation: 'Town', version: 1, topics: [{ id: 'a', name: 'A', query: 'a' }] }

function problems(value: unknown): string[] {
  const parsed = PlaybookSchema.safeParse(value)
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'))
}

describe('a playbook', () => {
  it('fills in what may be left out', () => {
    expect(PlaybookSchema.parse(SMALL)).toMatchObject({
      locale: 'en',
      cards: [],
      routes: [],
      replies: [],
      policy: { forbidden: [], sensitive: [] },
      topics: [{ kind: 'own', priority: 1 }],
    })
  })

  it('from a newer version is read, without the fields that are not known yet', () => {
    const newer = { ...SMALL, trees: [{ id: 'tree' }], topics: [{ ...SMALL.topics[0], weight: 3 }] }
    expect(PlaybookSchema.parse(newer)).toEqual(PlaybookSchema.parse(SMALL))
  })

  it.each(['topics', 'cards', 'routes', 'replies'] as const)('does not use an id twice in %s', (part) => {
    const sample = readSample()
    const list = sample[part] as unknown[]
    expect(problems({ ...sample, [part]: [...list, list[0]] })).toContain(`${part}.${list.length}.id`)
  })

  it('has no card, route or reply that points nowhere', () => {
    const card = {
      id: 'c',
      title: 'C',
      topics: ['a', 'b'],
      listenFor: ['x'],
      routes: [{ when: 'x', to: 'r' }],
    }
    const reply = { id: 'r', name: 'R', text: 'x', topics: ['b'] }
    expect(problems({ ...SMALL, cards: [card], replies: [reply] })).toEqual([
      'cards.0.topics.1',
      'cards.0.routes.0.to',
      'replies.0.topics.0',
    ])
  })

  it('cannot reach into the prototypes of objects', () => {
    const hostile = JSON.parse(
      `{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}},
        "id": "town", "organisation": "Town", "version": 1,
        "topics": [{"__proto__": {"query": "from the prototype"}, "id": "a", "name": "A", "query": "a"}],
        "policy": {"__proto__": {"mayReply": "everyone"}}}`,
    )
    const playbook = PlaybookSchema.parse(hostile)
    expect(playbook).toEqual({ ...PlaybookSchema.parse(SMALL) })
    expect(Object.getPrototypeOf(playbook)).toBe(Object.prototype)
    expect(playbook.policy.mayReply).toBeUndefined()
    expect({}).not.toHaveProperty('polluted')
  })

  it.each(['__proto__', 'constructor', 'toString'])(
    'does not take "%s" for a topic that is there',
    (name) => {
      const card = { id: 'c', title: 'C', topics: [name], listenFor: ['x'] }
      expect(problems({ ...SMALL, cards: [card] })).toContain('cards.0.topics.0')
    },
  )

  it('needs own fields: what a prototype says does not count', () => {
    const { query, ...rest } = { id: 'a', name: 'A', query: 'a' }
    expect(
      problems({
        ...SMALL,
        topics: [JSON.parse(`{"__proto__": {"query": "${query}"}, "id": "${rest.id}", "name": "A"}`)],
      }),
    ).toContain('topics.0.query')
  })

  it.each([
    ['ids with markup', { ...SMALL, id: '<b>town</b>' }, 'id'],
    ['a version that is no whole number', { ...SMALL, version: 1.5 }, 'version'],
    [
      'too many topics',
      { ...SMALL, topics: Array.from({ length: 501 }, (_, n) => ({ id: `t${n}`, name: 'T', query: 't' })) },
      'topics',
    ],
    ['a date that no calendar has', { ...SMALL, updated: '2026-02-30' }, 'updated'],
    [
      'a query beyond the limit',
      { ...SMALL, topics: [{ id: 'a', name: 'A', query: 'x'.repeat(10_001) }] },
      'topics.0.query',
    ],
    ['a null list', { ...SMALL, cards: null }, 'cards'],
    [
      'endless priority',
      { ...SMALL, topics: [{ id: 'a', name: 'A', query: 'a', priority: 1e308 }] },
      'topics.0.priority',
    ],
  ])('refuses %s', (_, value, path) => {
    expect(problems(value)).toContain(path)
  })

  it('of two megabytes is read, and a list of a million numbers is refused', () => {
    const topics = Array.from({ length: 500 }, (_, n) => ({
      id: `t${n}`,
      name: 'T',
      query: 'word '.repeat(800).trim(),
    }))
    expect(JSON.stringify(topics).length).toBeGreaterThan(1_900_000)
    expect(problems({ ...SMALL, topics })).toEqual([])
    expect(problems({ ...SMALL, topics: Array.from({ length: 300_000 }, (_, n) => n) })).toContain('topics')
  })
})
