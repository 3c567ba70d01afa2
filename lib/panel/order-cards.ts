import { orderMentions } from '../listening/order-mentions.ts'
import type { MentionCardView } from '../store/views.ts'
import type { MentionOrder } from './ports.ts'

/** The cards as they stand in the page, or most pressing first: then what one of us has handled comes last. */
export function orderCards(
  cards: readonly MentionCardView[],
  order: MentionOrder,
): readonly MentionCardView[] {
  const ordered = orderMentions(cards, order)
  if (order === 'page') return ordered
  return ordered.toSorted((a, b) => Number(a.handled !== null) - Number(b.handled !== null))
}
