import type { Need } from '../model/playbook.ts'
import type { MentionCardView } from '../store/views.ts'
import type { MentionOrder } from './ports.ts'

/**
 * How pressing a need is, 0 to 100. Harm first, then a person about to go, then one who waits for an
 * answer; spam last. Our own ranking, explained on the screen by the chips themselves.
 */
const PRESSING: Readonly<Record<Need, number>> = {
  safety: 100,
  leaving: 70,
  complaint: 60,
  question: 50,
  buying: 45,
  idea: 25,
  helping: 20,
  praise: 15,
  other: 5,
  spam: -50,
}

/** The cards in page order, or most pressing first; equals stay in page order. `today` is `YYYY-MM-DD`. */
export function orderMentions(
  cards: readonly MentionCardView[],
  order: MentionOrder,
  today: string,
): readonly MentionCardView[] {
  const inPage = cards.toSorted((a, b) => a.mention.order - b.mention.order)
  if (order === 'page') return inPage
  return inPage.toSorted((a, b) => urgency(b, today) - urgency(a, today))
}

function urgency(card: MentionCardView, today: string): number {
  const need = card.mention.needs.reduce((most, { label, p }) => Math.max(most, PRESSING[label] * p), -50)
  const topic = Math.max(0, ...card.topics.map(({ priority }) => priority))
  const handled = card.handled === null ? 0 : 200
  return need + topic * 10 + (isOverdue(card.contact?.promise ?? null, today) ? 30 : 0) - handled
}

/** A promise whose day has passed. One without a day is never late. */
export function isOverdue(promise: { readonly due: string | null } | null, today: string): boolean {
  return promise?.due != null && promise.due < today
}
