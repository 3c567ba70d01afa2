import type { FoundNeed } from '../model/mention.ts'
import type { GuidanceCard, Need, Playbook, Route, Topic } from '../model/playbook.ts'
import { urgencyOf } from './urgency.ts'

/** A guidance card as the panel shows it, with the topic that called for it. */
export interface ChosenGuidance {
  readonly card: GuidanceCard
  readonly topic: Topic
  readonly routes: readonly { readonly when: string; readonly route: Route }[]
  readonly playbookVersion: number
  /** Past `verified` + `reviewEvery`: still readable, with a banner. A card never verified is not called stale. */
  readonly stale: boolean
}

/** From here on an unsure need is worth a card of its own: seven such labels in ten are right. */
const WORTH_A_CARD = 0.7

/** The needs that guidance is chosen by: the sure ones; where there is none, the likely ones among the unsure. */
export function needsToMeet(found: readonly Pick<FoundNeed, 'label' | 'p' | 'sure'>[]): Need[] {
  const sure = found.filter((need) => need.sure)
  const met = sure.length > 0 ? sure : found.filter(({ p }) => p >= WORTH_A_CARD)
  return met.map(({ label }) => label)
}

/**
 * The cards for a post that matched `topics` (ids) and seems to have `needs`. Cards that name one of the
 * needs come first, the most urgent need before the others; then cards for any need. Cards for other
 * needs only are left out. Among equals: topic priority, then the playbook's order. Each card once.
 *
 * @param today as YYYY-MM-DD, in the reader's own time zone
 */
export function chooseGuidance(
  playbook: Playbook,
  topics: readonly string[],
  needs: readonly Need[],
  today: string,
): ChosenGuidance[] {
  const matched = playbook.topics.filter((topic) => topics.includes(topic.id))
  const chosen: { rank: number; guidance: ChosenGuidance }[] = []
  for (const card of playbook.cards) {
    const topic = firstByPriority(matched.filter((one) => card.topics.includes(one.id)))
    const rank = rankOf(card, needs)
    if (topic === null || rank === null) continue
    chosen.push({
      rank,
      guidance: {
        card,
        topic,
        routes: routesOf(card, playbook.routes),
        playbookVersion: playbook.version,
        stale: isStale(card, today),
      },
    })
  }
  return chosen
    .sort(
      (one, other) => one.rank - other.rank || other.guidance.topic.priority - one.guidance.topic.priority,
    )
    .map(({ guidance }) => guidance)
}

const ANY_NEED = Number.MAX_SAFE_INTEGER

function rankOf(card: GuidanceCard, needs: readonly Need[]): number | null {
  if (card.needs.length === 0) return ANY_NEED
  const present = card.needs.filter((need) => needs.includes(need))
  return present.length === 0 ? null : Math.min(...present.map(urgencyOf))
}

function firstByPriority(topics: readonly Topic[]): Topic | null {
  let first: Topic | null = null
  for (const topic of topics) if (first === null || topic.priority > first.priority) first = topic
  return first
}

function routesOf(card: GuidanceCard, routes: readonly Route[]): ChosenGuidance['routes'] {
  return card.routes.flatMap(({ when, to }) => {
    const route = routes.find((one) => one.id === to)
    return route === undefined ? [] : [{ when, route }]
  })
}

const DAY = 24 * 60 * 60 * 1_000

function isStale(card: GuidanceCard, today: string): boolean {
  if (card.verified === undefined) return false
  return Date.parse(today) > Date.parse(card.verified) + card.reviewEvery * DAY
}
