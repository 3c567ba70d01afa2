import { fail } from '../../lib/model/problem.ts'
import type { BrowserModel, ModelReadiness } from '../../lib/platform/second-opinion.ts'
import type { MentionCardView } from '../../lib/store/views.ts'
import {
  fakeModel,
  german,
  longer,
  MIXED,
  screenOf,
  signs,
  snapped,
  unjudged,
} from '../support/panel-needs.ts'
import { fakeWorld, settle } from '../support/panel-ports.ts'
import { hereView } from '../support/panel-views.ts'
import type { Story } from './stories.ts'

const here = (act?: NonNullable<Story['act']>): Story => ({
  world: () => fakeWorld({ store: { readHere: async () => hereView(MIXED) } }),
  ...(act === undefined ? {} : { act }),
})

async function unfold(selector: string): Promise<void> {
  await settle()
  for (const one of document.querySelectorAll<HTMLDetailsElement>(selector)) one.open = true
}

const opened = (card: MentionCardView, unfolded = 'details.why'): Story => ({
  world: () => fakeWorld({ store: { readMention: async () => screenOf(card) } }),
  async act(_state, actions) {
    actions.open({ screen: 'mention', key: card.mention.key, from: null })
    await unfold(unfolded)
  },
})

/** A second opinion on a post, as far as `then` takes it. */
const opinion = (
  model: Parameters<typeof fakeModel>[0],
  then: 'offer' | 'ask' | 'download' = 'ask',
): Story => ({
  world: () =>
    fakeWorld({
      ports: { model: fakeModel(model) },
      store: { readMention: async () => screenOf(snapped) },
    }),
  async act(_state, actions) {
    actions.wantOpinions(true)
    actions.open({ screen: 'mention', key: snapped.mention.key, from: null })
    if (then === 'ask') void actions.askOpinion(screenOf(snapped))
    if (then === 'download') void actions.downloadAndAsk(screenOf(snapped))
    await settle()
    document.querySelector('.opinion')?.scrollIntoView({ block: 'center' })
  },
})

const readiness = (value: ModelReadiness) => ({ readiness: value })
const never: BrowserModel['ask'] = () => new Promise(() => undefined)
const half: BrowserModel['ask'] = (_question, onStage) => {
  onStage({ downloaded: 0.4 })
  return new Promise(() => undefined)
}
const ANSWER = JSON.stringify({
  needs: [
    { need: 'complaint', quote: 'The burr snapped on day three' },
    { need: 'safety', quote: 'words that nobody wrote' },
  ],
})

/** Labels, what they rest on, choosing among them, and the second opinion. */
export const NEED_STORIES: Readonly<Record<string, Story>> = {
  'needs-mixed': here(),
  'needs-rule': here(async (_state, actions) => {
    actions.setOrder('urgency')
    await unfold('.order-rule')
  }),
  'filter-open': here((_state, actions) => actions.toggleFilter()),
  'filter-on': here((_state, actions) => {
    actions.toggleFilter()
    actions.chooseFilter({ needs: ['complaint', 'idea'], topics: ['grinders'] })
  }),
  'filter-empty': here((_state, actions) => actions.chooseFilter({ needs: ['spam'], topics: [] })),
  'need-reasons': opened(snapped),
  'need-closed': opened(snapped, '.nothing'),
  'need-unsure': opened(longer),
  'need-cues': opened(german),
  'need-none': opened(unjudged),
  'match-signs': opened(signs),
  'opinion-offered': opinion({}, 'offer'),
  'opinion-unavailable': opinion(readiness('unavailable')),
  'opinion-asks-download': opinion(readiness('downloadable')),
  'opinion-downloading': opinion({ ask: half }, 'download'),
  'opinion-thinking': opinion({ ask: never }),
  'opinion-answered': opinion({ answer: ANSWER }),
  'opinion-failed': opinion({ ask: async () => fail('bad-answer') }),
}
