import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type FilterableMention,
  filterChoices,
  filterMentions,
  isFiltering,
  type NeedChoice,
  NO_FILTER,
} from '../../lib/listening/filter-mentions.ts'
import { NEEDS, type Need } from '../../lib/model/playbook.ts'
import { need } from '../support/panel-views.ts'

const TOPICS = [
  { id: 'grinders', name: 'Our grinders' },
  { id: 'support', name: 'Support' },
  { id: 'burrs', name: 'Burrs' },
]

function mention(needs: readonly Need[], topics: readonly string[] = ['grinders']): FilterableMention {
  return {
    mention: { needs: needs.map((label) => ({ ...need('', label, null), sure: false })), matches: [] },
    topics: TOPICS.filter(({ id }) => topics.includes(id)),
  }
}

const broken = mention(['complaint', 'question'], ['grinders', 'support'])
const idea = mention(['idea'])
const silent = mention([], ['support'])
const ALL = [broken, idea, silent]
const filtered = (needs: readonly NeedChoice[], topics: readonly string[] = []) =>
  filterMentions(ALL, { needs, topics })

describe('choosing among mentions', () => {
  it('shows all while nothing is chosen', () => {
    expect(filterMentions(ALL, NO_FILTER)).toEqual(ALL)
    expect(isFiltering(NO_FILTER)).toBe(false)
  })

  it('shows what has one of the needs, unsure ones too, and is about one of the topics', () => {
    expect(filtered(['question', 'idea'])).toEqual([broken, idea])
    expect(filtered([], ['support'])).toEqual([broken, silent])
    expect(filtered(['question', 'idea'], ['support'])).toEqual([broken])
    expect(filtered(['idea'], ['support'])).toEqual([])
  })

  it('has a choice for posts without a label', () => {
    expect(filtered(['none'])).toEqual([silent])
    expect(filtered(['none', 'idea'])).toEqual([idea, silent])
  })

  it('offers what is there, most pressing first and topics by name, with how many each would show', () => {
    expect(filterChoices(ALL, NO_FILTER)).toEqual({
      needs: [
        { need: 'complaint', count: 1 },
        { need: 'question', count: 1 },
        { need: 'idea', count: 1 },
        { need: 'none', count: 1 },
      ],
      topics: [
        { id: 'grinders', name: 'Our grinders', count: 2 },
        { id: 'support', name: 'Support', count: 2 },
      ],
    })
  })

  it('counts beside what is chosen in the other list, and keeps a choice that nothing is left for', () => {
    const choices = filterChoices([idea, silent], { needs: ['complaint'], topics: ['support', 'gone'] })
    expect(choices.needs).toEqual([
      { need: 'complaint', count: 0 },
      { need: 'idea', count: 0 },
      { need: 'none', count: 1 },
    ])
    expect(choices.topics.map(({ id, count }) => [id, count])).toEqual([
      ['gone', 0],
      ['grinders', 0],
      ['support', 0],
    ])
  })

  it('counts each choice as what it would show when it alone is chosen in its list', () => {
    const anyMention = fc
      .tuple(fc.subarray([...NEEDS]), fc.subarray(TOPICS.map(({ id }) => id)))
      .map(([needs, topics]) => mention(needs, topics))
    const anyTopics = fc.subarray(TOPICS.map(({ id }) => id))
    fc.assert(
      fc.property(fc.array(anyMention, { maxLength: 12 }), anyTopics, (mentions, topics) => {
        for (const { need: one, count } of filterChoices(mentions, { needs: [], topics }).needs)
          expect(filterMentions(mentions, { needs: [one], topics })).toHaveLength(count)
      }),
    )
  })
})
