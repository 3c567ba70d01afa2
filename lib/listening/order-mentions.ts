import type { Mention } from '../model/mention.ts'
import type { Topic } from '../model/playbook.ts'
import { mostUrgent } from './urgency.ts'

/** What ordering looks at; a mention's card has it all. */
export interface OrderableMention {
  readonly mention: Pick<Mention, 'order' | 'needs'>
  readonly topics: readonly Pick<Topic, 'priority'>[]
}

/**
 * By urgency: the most urgent need first (safety, leaving, complaint, question, buying, idea, helping,
 * praise, none, spam; an unsure one right after the same one when it is sure, see `byUrgency`), among equals
 * the topic with the higher priority, then as they stand in the page.
 * By page: as they stand in the page. Gives a new list.
 */
export function orderMentions<M extends OrderableMention>(
  mentions: readonly M[],
  by: 'page' | 'urgency',
): M[] {
  return [...mentions].sort((one, other) => {
    const inPage = one.mention.order - other.mention.order
    if (by === 'page') return inPage
    return (
      mostUrgent(one.mention.needs) - mostUrgent(other.mention.needs) ||
      highestPriority(other) - highestPriority(one) ||
      inPage
    )
  })
}

function highestPriority({ topics }: OrderableMention): number {
  return Math.max(0, ...topics.map((topic) => topic.priority))
}
