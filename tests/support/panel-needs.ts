import type { FoundNeed } from '../../lib/model/mention.ts'
import type { BrowserModel, ModelReadiness } from '../../lib/platform/second-opinion.ts'
import type { MentionCardView } from '../../lib/store/views.ts'
import { author, card, jam, mentionView, post, wait } from './panel-views.ts'

const SNAPPED =
  'The burr snapped on day three and cut my thumb. Lovely quality, Quillon. Does anyone know where I get a new one?'
const TRAVEL =
  'A Q2 Travel with a longer handle would be something. Mine is fine otherwise, I quite like my Quillon.'
const BLADE = 'Mein Quillon mahlt seit Wochen nicht mehr richtig, und niemand antwortet.'
const SIGNS = 'A bent quillon again. @quillon sells spare ones, I think.'

const REASONS: Readonly<Partial<Record<FoundNeed['label'], string>>> = {
  complaint: 'States that something broke or arrived wrong',
  question: 'Asks whether anyone knows',
  safety: 'Tells of an injury',
  idea: 'Says what would be better',
}

/** A found need with what adds up to its score: pairs of words of the text and their weight. */
function weighed(
  text: string,
  label: FoundNeed['label'],
  p: number,
  words: string | null,
  reasons: readonly (readonly [string, number])[],
  more: Partial<FoundNeed> = {},
): FoundNeed {
  const at = (part: string) => {
    const start = text.indexOf(part)
    if (start === -1) throw new Error(`“${part}” is not in the text`)
    return { start, end: start + part.length }
  }
  return {
    label,
    p,
    sure: p >= 0.6,
    topic: 'grinders',
    span: words === null ? null : at(words),
    why: words === null ? 'No strong signal in single words' : `${REASONS[label] ?? ''}: “${words}”`,
    reasons: reasons.map(([part, weight]) => ({ ...at(part), weight })),
    rest: -1.9,
    ...more,
  }
}

const written = card(post('tom-1', author('tamper_tom'), SNAPPED, 1), 'Quillon', [], { order: 3 })
const both = [
  { id: 'grinders', name: 'Our grinders' },
  { id: 'support', name: 'Support' },
].flatMap(({ id, name }) => wait.topics.slice(0, 1).map((topic) => ({ ...topic, id, name })))

/** A post that matches two topics, with sure and unsure labels, bound to one of them or open. */
export const snapped: MentionCardView = {
  ...written,
  topics: both,
  mention: {
    ...written.mention,
    matches: [...written.mention.matches, { topic: 'support', score: 0.6, parts: [], evidence: [] }],
    needs: [
      weighed(SNAPPED, 'complaint', 0.93, 'burr snapped', [
        ['snapped', 2.6],
        ['on day three', 0.8],
        ['Lovely', -0.9],
        ['quality', 0.4],
        ['new one', 0.3],
        ['cut my', 0.3],
        ['know', -0.2],
        ['thumb', 0.2],
      ]),
      weighed(SNAPPED, 'question', 0.97, 'Does anyone know where I get a new one?', [
        ['Does anyone know', 3.1],
        ['where', 0.9],
      ]),
      weighed(SNAPPED, 'safety', 0.52, 'cut my thumb', [['cut my thumb', 1.8]], { topic: null }),
      weighed(SNAPPED, 'praise', 0.41, null, [['Lovely', 1.2]], { topic: null, rest: -1.6 }),
    ],
  },
}

/** Only perhaps an idea. */
export const longer: MentionCardView = (() => {
  const base = card(post('kai-1', author('crema_kai'), TRAVEL, 4), 'Quillon', [], { order: 4 })
  const needs = [weighed(TRAVEL, 'idea', 0.55, 'would be something', [['would be', 1.1]])]
  return { ...base, mention: { ...base.mention, needs } }
})()

/** Judged by cue words alone. */
export const german: MentionCardView = (() => {
  const base = card({ ...post('de-1', author('brewbert'), BLADE, 2), lang: 'de' }, 'Quillon', [
    ['complaint', 'niemand antwortet'],
  ])
  return { ...base, mention: { ...base.mention, order: 5, judged: 'cues' } }
})()

/** In a language that is not judged. */
export const unjudged: MentionCardView = {
  ...german,
  mention: {
    ...german.mention,
    key: `${german.mention.key}x`,
    post: { ...german.mention.post, key: 'fi-1', text: 'Minun Quillon ei enää jauha.', lang: 'fi' },
    matches: german.mention.matches.map((match) => ({ ...match, evidence: [] })),
    order: 6,
    needs: [],
    judged: 'none',
  },
}

/** A name that is also an ordinary word: signs decided. */
export const signs: MentionCardView = (() => {
  const base = card(post('ana-9', author('slowpour_ana'), SIGNS, 5), '@quillon', [], { order: 7 })
  const [topic] = base.topics
  const [match] = base.mention.matches
  if (topic === undefined || match === undefined) throw new Error('a card has a topic')
  const disambiguation = {
    context: ['grinder'],
    exclusions: ['bent quillon'],
    weights: { handle: 3, context: 2, capital: 1, exclusion: -2 },
    threshold: 1,
  }
  const parts = [
    { name: 'handle' as const, weight: 3 },
    { name: 'exclusion' as const, weight: -2 },
  ]
  return {
    ...base,
    topics: [{ ...topic, disambiguation }],
    mention: { ...base.mention, matches: [{ ...match, score: 0.6, parts }] },
  }
})()

export const MIXED = [jam, wait, snapped, longer, german, unjudged, signs]

/** The mention's own screen for a card. */
export function screenOf(one: MentionCardView) {
  return mentionView({ ...one, parent: null, guidance: [], person: null, replies: [], playbook: null })
}

export interface FakeModel extends BrowserModel {
  readonly asked: Parameters<BrowserModel['ask']>[0][]
}

/** A model that is ready and answers at once, unless told otherwise. */
export function fakeModel(
  parts: {
    readonly readiness?: ModelReadiness
    readonly ask?: BrowserModel['ask']
    readonly answer?: string
  } = {},
): FakeModel {
  const asked: FakeModel['asked'] = []
  return {
    asked,
    readiness: async () => parts.readiness ?? 'available',
    async ask(question, onStage, signal) {
      asked.push(question)
      if (parts.ask !== undefined) return parts.ask(question, onStage, signal)
      onStage('thinking')
      return { ok: true, value: parts.answer ?? '{"needs":[]}' }
    },
  }
}
