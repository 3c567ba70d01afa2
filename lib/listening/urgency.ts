import type { FoundNeed } from '../model/mention.ts'
import { NEEDS, type Need } from '../model/playbook.ts'

/**
 * Which need to attend to first: danger before loss, loss before trouble, trouble before curiosity, and
 * junk last of all. `other` is the place of a post without a label. Also the order in which guidance cards
 * are laid out, and the labels of one post.
 */
export const URGENCY: readonly Need[] = [
  'safety',
  'leaving',
  'complaint',
  'question',
  'buying',
  'idea',
  'helping',
  'praise',
  'other',
  'spam',
]

/** What ordering looks at in a need. */
type Ranked = Pick<FoundNeed, 'label' | 'sure'>

/** 0 is the most urgent. */
export function urgencyOf(need: Need): number {
  const rank = URGENCY.indexOf(need)
  return rank === -1 ? NEEDS.length : rank
}

/**
 * A post's labels with the one that decides its place first. An unsure label comes right after the same
 * label when it is sure, and before every less pressing one: reading a false alarm costs a moment, missing
 * an injury costs more. Junk is the other way round: what is only perhaps junk comes before what surely is.
 */
export function byUrgency<N extends Ranked>(needs: readonly N[]): N[] {
  return [...needs].sort((one, other) => rankOf(one) - rankOf(other))
}

/** The label that decides a post's place; null: the post has none. */
export function decidingNeed<N extends Ranked>(needs: readonly N[]): N | null {
  return byUrgency(needs)[0] ?? null
}

/** The rank of a post's most urgent need; without one it counts as `other`. Smaller is more urgent. */
export function mostUrgent(needs: readonly Ranked[]): number {
  const first = decidingNeed(needs)
  return first === null ? 2 * urgencyOf('other') : rankOf(first)
}

function rankOf({ label, sure }: Ranked): number {
  const first = label === 'spam' ? !sure : sure
  return 2 * urgencyOf(label) + (first ? 0 : 1)
}
