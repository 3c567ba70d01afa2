import type { FoundNeed } from '../model/mention.ts'
import { NEEDS, type Need } from '../model/playbook.ts'

/**
 * Which need to attend to first: danger before loss, loss before trouble, trouble before curiosity, and
 * junk last of all. Also the order in which guidance cards are laid out.
 */
const URGENCY: readonly Need[] = [
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

/** 0 is the most urgent. */
export function urgencyOf(need: Need): number {
  const rank = URGENCY.indexOf(need)
  return rank === -1 ? NEEDS.length : rank
}

/** The rank of a post's most urgent need; without one it counts as `other`. */
export function mostUrgent(needs: readonly Pick<FoundNeed, 'label'>[]): number {
  if (needs.length === 0) return urgencyOf('other')
  return Math.min(...needs.map((need) => urgencyOf(need.label)))
}
