import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validatePlaybook, validateTopics } from '../../lib/matching/validate-playbook.ts'
import { readSample } from '../listening/sample.ts'

/** The sample with one value changed; a path as problems name it. */
function changed(path: string, value: unknown): unknown {
  const playbook = readSample()
  const parts = path.split('.')
  const last = parts.pop() ?? ''
  let here: Record<string, unknown> = playbook
  for (const part of parts) here = here[part] as Record<string, unknown>
  if (value === undefined) delete here[last]
  else here[last] = value
  return playbook
}

describe('checking a playbook', () => {
  it('finds nothing to mend in the sample', () => {
    expect(validatePlaybook(readSample())).toMatchObject({ ok: true, problems: [] })
  })

  it.each([
    ['organisation', undefined, '"organisation" is missing.', 'Add text in quotes.'],
    ['version', '7', '"version" holds text in quotes, where a number belongs.', 'Write a number instead.'],
    ['version', 0, '"version" is too small.', 'Write 1 or more.'],
    [
      'topics',
      {},
      '"topics" holds a part in curly brackets, where a list in square brackets belongs.',
      'Write a list in square brackets instead.',
    ],
    ['topics.0.name', ' ', '"name" is empty.', 'Write something, or take the whole line out.'],
    [
      'topics.0.id',
      'Our Brand',
      '"id" is not written as it must be.',
      'Use lower-case letters, digits and hyphens, 64 at most.',
    ],
    [
      'topics.0.kind',
      'enemy',
      '"kind" holds a word that is not known here.',
      'Use one of: own, competitor, industry, question.',
    ],
    ['topics.0.query', 'a'.repeat(10_001), '"query" is too long.', 'Keep it to 10000 characters at most.'],
    ['cards.0.listenFor', [], '"listenFor" is empty.', 'A card begins with what to listen for.'],
    [
      'cards.0.verified',
      'last week',
      '"verified" is not written as it must be.',
      'Write a date as 2026-05-31.',
    ],
    ['cards.0.topics.0', 'gone', 'No topic has the id "gone".', 'Add it, or mend the name.'],
    ['cards.0.routes.0.to', 'nowhere', 'No route has the id "nowhere".', 'Add it, or mend the name.'],
    ['replies.0.topics.0', 'gone', 'No topic has the id "gone".', 'Add it, or mend the name.'],
    ['topics.1.id', 'quillon', 'The id "quillon" is used twice in topics.', 'Give each its own.'],
  ])('names %s, what is wrong with it, and the mend', (path, value, message, mend) => {
    const checked = validatePlaybook(changed(path, value))
    expect(checked.ok).toBe(false)
    expect(checked.problems).toContainEqual({ path, message, mend })
  })

  it('names a query that does not parse, with the place in it', () => {
    const checked = validatePlaybook(changed('topics.0.query', 'quillon AND ('))
    expect(checked.ok ? null : checked.problem).toEqual({ code: 'invalid', path: 'topics.0.query' })
    expect(checked.problems[0]).toMatchObject({
      path: 'topics.0.query',
      message: 'The query of the topic "quillon" cannot be read, characters 13 to 13: "("',
    })
  })

  it('tries the examples', () => {
    const { problems } = validatePlaybook(changed('topics.0.query', 'quillon NOT granite'))
    expect(problems.map((problem) => problem.path)).toEqual([
      'topics.0.examples.hit.3',
      'topics.0.examples.miss.0',
      'topics.0.examples.miss.1',
    ])
    expect(problems).toContainEqual({
      path: 'topics.0.examples.hit.3',
      message:
        'The topic "quillon" does not find its own example: "Quillon’s little grinder survived two weeks of granite."',
      mend: 'Add the words that it misses to the query, or move the example to "miss".',
    })
  })

  it.each([null, undefined, 3, 'playbook', [], {}, { topics: null }, () => 1])('refuses %s', (value) => {
    const checked = validatePlaybook(value)
    expect(checked.ok).toBe(false)
    expect(checked.problems.length).toBeGreaterThan(0)
  })

  it('has an answer to anything that JSON can say', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const { message, mend } of validatePlaybook(value).problems) {
          expect(message).toMatch(/[.?!"]$/)
          expect(mend).toMatch(/[.?!]$/)
        }
      }),
    )
  })
})

describe('what a playbook says in vain', () => {
  const disambiguated = (lists: object) => ({
    topics: [{ id: 'a', query: 'quillon', disambiguation: lists }],
  })

  it.each([
    '(',
    '()',
    '"™"',
    'lang:de',
    'author:ana',
    'grinder OR beans',
    'NOT sword',
    'a AND b',
    'a NEAR/3 b',
    '-sword',
  ])('an entry among the signs that is no words: %s', (entry) => {
    for (const list of ['context', 'exclusions']) {
      const [problem, ...more] = validateTopics(disambiguated({ [list]: ['grinder', entry] })).problems
      expect(more).toEqual([])
      expect(problem).toMatchObject({ path: `topics.0.disambiguation.${list}.1` })
      expect(problem?.message).toContain(entry.slice(0, 3))
    }
  })

  it('no entry that a box of the form takes', () => {
    const context = [
      'coffee mill',
      '"hand grinder"',
      'grind*',
      'coffee grind*',
      '@crema',
      '#beans',
      '!NASA',
      'don’t',
      '`C++`',
    ]
    expect(validateTopics(disambiguated({ context })).problems).toEqual([])
  })

  it.each([
    ['disambiguaton', 'disambiguation'],
    ['exmaples', 'examples'],
    ['Query', 'query'],
    ['site', 'sites'],
    ['proirity', 'priority'],
  ])('a field called %s', (written, meant) => {
    const topic = { id: 'a', name: 'A', query: 'quillon', [written]: [] }
    const whole = readSample()
    const value = { ...whole, topics: [...(whole.topics as object[]), topic] }
    const { problems } = validatePlaybook(value)
    if (meant === 'query') expect(problems).toEqual([])
    else
      expect(problems).toEqual([
        {
          path: `topics.5.${written}`,
          message: `"${written}" is not known here and would be left out.`,
          mend: `Write "${meant}".`,
        },
      ])
  })

  it('a field that must be there, by the name it was given: the query as qeury', () => {
    const told = (path: string, written: string, meant: string) => ({
      path,
      message: `"${written}" is not known here and would be left out.`,
      mend: `Write "${meant}".`,
    })
    expect(validateTopics({ topics: [{ id: 'a', qeury: 'quillon' }] }).problems).toEqual([
      told('topics.0.qeury', 'qeury', 'query'),
    ])
    expect(validateTopics({ topcis: [] }).problems).toEqual([told('topcis', 'topcis', 'topics')])
    const { organisation, ...rest } = readSample()
    expect(validatePlaybook({ ...rest, organization: organisation }).problems).toEqual([
      told('organization', 'organization', 'organisation'),
    ])
  })

  it('no field that a newer version may know, and none of a kind that is there', () => {
    const topic = { id: 'a', query: 'quillon', queries: [], audience: 'all', nam: 'x', name: 'A' }
    expect(validateTopics({ topics: [topic] })).toMatchObject({ ok: true })
  })

  it('each missing field once, whatever it is called, and fifty at most', () => {
    const misspelt = (n: number) => ({ id: `t${n}`, query: 'q2', sitse: [], siets: [], sties: [] })
    const topics = Array.from({ length: 60 }, (_, n) => misspelt(n))
    expect(validateTopics({ topics: topics.slice(0, 2) }).problems.map(({ path }) => path)).toEqual([
      'topics.0.sitse',
      'topics.1.sitse',
    ])
    expect(validateTopics({ topics }).problems).toHaveLength(50)
  })

  it('none among a hundred thousand names that are not known, and one that stands before them', () => {
    const unknown = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`future${n}`, n]))
    const topic = { id: 'a', query: 'quillon' }
    expect(validateTopics({ topics: [{ ...topic, ...unknown }] })).toMatchObject({ ok: true })
    expect(
      validateTopics({ topics: [{ ...topic, sitse: [], ...unknown }] }).problems.map(({ path }) => path),
    ).toEqual(['topics.0.sitse'])
  })

  it('a misspelt field of a list in a bare list of topics', () => {
    expect(validateTopics(disambiguated({ contxt: ['grinder'] })).problems.map(({ path }) => path)).toEqual([
      'topics.0.disambiguation.contxt',
    ])
  })
})

describe('checking a bare list of topics', () => {
  it('asks for ids and queries only', () => {
    const topics = [
      { id: 'Brand_1', query: 'quillon' },
      { id: '2', name: 'Two', kind: 'own', query: 'q2' },
    ]
    expect(validateTopics({ topics })).toMatchObject({ ok: true, value: [{ id: 'Brand_1' }, { id: '2' }] })
  })

  it('takes the topics of a whole playbook', () => {
    const checked = validateTopics(readSample())
    expect(checked.ok && checked.value.map((topic) => topic.id)).toEqual([
      'quillon',
      'q2',
      'help-wanted',
      'brasswick',
      'back-to-the-old-one',
    ])
  })

  it('names repeated ids and queries that do not parse', () => {
    const topics = [
      { id: 'a', query: 'quillon' },
      { id: 'a', query: '"' },
    ]
    expect(validateTopics({ topics }).problems.map((problem) => problem.path)).toEqual([
      'topics.1.id',
      'topics.1.query',
    ])
  })

  it('refuses a whole playbook that is broken', () => {
    expect(validateTopics(changed('version', 'x')).problems[0]?.path).toBe('version')
  })
})
