import type { Plan } from './compile-topics.ts'
import { nearPlaces, type Place, sameSentencePlaces, spreadPlaces } from './nearness.ts'

/** What a post holds of the terms and fields of all topics. */
export interface Found {
  /** Is the term in the text, or is it the author's handle? */
  has(term: number): boolean
  /** Where a term whose place decides stands in the text, by its first word. */
  placesOf(term: number, part: string): readonly Place[]
  fieldHolds(field: number): boolean
}

/** Why a query holds: a term or a field, or the words that stand near one another. */
export type Reason =
  | { readonly kind: 'term'; readonly id: number; readonly part: string }
  | { readonly kind: 'field'; readonly part: string }
  | { readonly kind: 'places'; readonly places: readonly Place[] }

export interface Evaluation {
  holds(plan: Plan): boolean
  /**
   * What makes a plan hold: found terms and narrow fields that are asked for, none that are excluded, none of an
   * alternative that failed.
   */
  reasons(plan: Plan): Generator<Reason>
}

/**
 * Decides queries on what was found in one post. Time grows with the query and with `n log n` of the places
 * of its terms, however often a post repeats them.
 */
export function evaluate(found: Found): Evaluation {
  const placesOf = createStanding(found)

  function holds(plan: Plan): boolean {
    switch (plan.kind) {
      case 'and':
        return plan.parts.every(holds)
      case 'or':
        return plan.parts.some(holds)
      case 'not':
        return !holds(plan.part)
      case 'term':
        return found.has(plan.id)
      case 'field':
        return found.fieldHolds(plan.id)
      default:
        return placesOf(plan).length > 0
    }
  }

  /** Under a NOT it is absence that counts, and under two it is presence again. */
  function* reasons(plan: Plan, wanted: boolean): Generator<Reason> {
    if (plan.kind === 'not') yield* reasons(plan.part, !wanted)
    else if (plan.kind === 'and' || plan.kind === 'or') {
      for (const part of plan.parts) if (holds(part) === wanted) yield* reasons(part, wanted)
    } else if (wanted && holds(plan)) {
      if (plan.kind === 'near' || plan.kind === 'sentence' || plan.kind === 'spread')
        for (const part of withNested(plan)) yield { kind: 'places', places: placesOf(part) }
      else if (plan.kind === 'term' || (plan.kind === 'field' && plan.narrow)) yield plan
    }
  }

  return { holds, reasons: (plan) => reasons(plan, true) }
}

/** A NEAR with those inside it: of an inner one perhaps only one word is near the other side. */
function* withNested(plan: Plan): Generator<Plan> {
  yield plan
  if (plan.kind !== 'near' && plan.kind !== 'sentence') return
  for (const side of [plan.left, plan.right])
    for (const one of side.kind === 'or' ? side.parts : [side])
      if (one.kind === 'near' || one.kind === 'sentence') yield* withNested(one)
}

/** The places at which a side of NEAR or SENT stands; of a NEAR, those that have the other side near. */
function createStanding(found: Found): (plan: Plan) => readonly Place[] {
  const known = new Map<Plan, readonly Place[]>()

  function placesOf(plan: Plan): readonly Place[] {
    const places = known.get(plan) ?? findPlaces(plan)
    known.set(plan, places)
    return places
  }

  function findPlaces(plan: Plan): readonly Place[] {
    switch (plan.kind) {
      case 'term':
        return found.placesOf(plan.id, plan.part)
      case 'spread':
        return spreadPlaces(
          plan.ids.map((id) => ({ id, places: found.placesOf(id, plan.part) })),
          plan.within,
        )
      case 'or':
        return plan.parts.flatMap(placesOf).sort(byPlace)
      case 'near':
        return nearPlaces(placesOf(plan.left), placesOf(plan.right), plan).sort(byPlace)
      case 'sentence':
        return sameSentencePlaces(placesOf(plan.left), placesOf(plan.right)).sort(byPlace)
      default:
        return []
    }
  }

  return placesOf
}

function byPlace(one: Place, other: Place): number {
  return one.first - other.first || one.last - other.last
}
