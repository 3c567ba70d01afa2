import type { SeenMention } from '../../lib/matching/propose-rule.ts'
import { PlaybookSchema, type Topic } from '../../lib/model/playbook.ts'
import type { MentionView, SaidOfTopics } from '../../lib/store/views.ts'
import { author, card, mentionView, post } from './panel-views.ts'

const SWORD = 'A bent quillon block on my grandfather’s sabre. Can a smith straighten it?'

const playbook = PlaybookSchema.parse({
  id: 'quillon',
  organisation: 'Quillon',
  version: 12,
  topics: [
    { id: 'grinders', name: 'Our grinders', query: 'quillon' },
    { id: 'rivals', name: 'Grindwell', kind: 'competitor', query: 'grindwell OR sabre' },
  ],
  cards: [
    {
      id: 'broken',
      title: 'Something broke',
      topics: ['grinders'],
      listenFor: ['what broke'],
      owner: 'Maya Osei',
    },
  ],
})
const [grinders, rivals] = playbook.topics as [Topic, Topic]

/** A post in which the name means a part of a sword, as its screen is given it. `topics`: those that it matches. */
export function swordView(
  more: {
    readonly topics?: readonly ('grinders' | 'rivals')[]
    readonly said?: SaidOfTopics
    readonly weighs?: boolean
    readonly owner?: false
  } = {},
): MentionView {
  const { topics = ['grinders'], said = {}, weighs = false } = more
  const one = card(post('keel-1', author('keel_hauler'), SWORD, 6), 'quillon', [], { order: 9 })
  const weighing: Topic = {
    ...grinders,
    disambiguation: {
      context: ['burr'],
      exclusions: [],
      weights: { handle: 3, context: 2, capital: 1, exclusion: -2 },
      threshold: 0,
    },
  }
  const kept = [weighs ? weighing : grinders, rivals]
  const [match] = one.mention.matches
  return mentionView({
    ...one,
    mention: {
      ...one.mention,
      matches: topics.flatMap((topic) => (match === undefined ? [] : [{ ...match, topic }])),
    },
    topics: kept.filter(({ id }) => topics.some((topic) => topic === id)),
    said,
    parent: null,
    guidance: [],
    replies: [],
    person: null,
    playbook: { ...playbook, topics: kept, cards: more.owner === false ? [] : playbook.cards },
  })
}

/** What was seen before: mentions of ours, and the one of `swordView`. */
export const SEEN: readonly SeenMention[] = [
  { key: swordView().mention.key, text: SWORD, verdict: null },
  { key: 'm1', text: 'My Quillon grinder jams', verdict: 'us' },
  { key: 'm2', text: 'Got a quillon for my birthday', verdict: null },
]

/** As `SEEN`, but something of ours has every word of the post. */
export const SEEN_ALIKE: readonly SeenMention[] = [
  ...SEEN,
  { key: 'm3', text: `${SWORD} Yes, ours.`, verdict: 'us' },
]
