import type { Plan } from './compile-topics.ts'
import {
  common,
  joined,
  nearSides,
  type Sides,
  type Standing,
  sentenceSides,
  spreadPlaces,
  standsAnywhere,
} from './nearness.ts'
import type { WordBits } from './word-bits.ts'

/** What a post holds of the terms and fields of all topics. */
export interface Found {
  /** Is the term in the text, or is it the author's handle? */
  has(term: number): boolean
  /** Where a term whose place decides stands in the text. */
  standingOf(term: number): Standing
  /** How the words of the post are counted; asked only when places decide. */
  words(): PostWords
  fieldHolds(field: number): boolean
}

export interface PostWords {
  readonly count: number
  /** The first word of each sentence. */
  readonly sentenceStarts: WordBits
}

/** Why a query holds: a term or a field, or the words of a term that stand near others. */
export type Reason =
  | { readonly kind: 'term'; readonly id: number; readonly part: string }
  | { readonly kind: 'field'; readonly part: string }
  | { readonly kind: 'places'; readonly id: number; readonly part: string; readonly standing: Standing }

export interface Evaluation {
  holds(plan: Plan): boolean
  /**
   * What makes a plan hold: found terms and narrow fields that are asked for, none that are excluded, none of an
   * alternative that failed.
   */
  reasons(plan: Plan): Reason[]
}

/**
 * Decides queries on what was found in one post. Each part of a query that asks for nearness costs a pass over a set
 * of the post's words, thirty-two of them at a time, however often the post repeats what is asked for.
 */
export function evaluate(found: Found): Evaluation {
  const places = createPlaces(found)

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
        return isPossible(plan) && standsAnywhere(places.standingOf(plan))
    }
  }

  /** Is a word of each side there at all? Most posts have only one, and need not be cut into words. */
  function isPossible(plan: Plan): boolean {
    if (plan.kind === 'near' || plan.kind === 'sentence')
      return isPossible(plan.left) && isPossible(plan.right)
    if (plan.kind === 'or') return plan.parts.some(isPossible)
    return plan.kind === 'spread' ? plan.ids.every(found.has) : plan.kind === 'term' && found.has(plan.id)
  }

  /** Under a NOT it is absence that counts, and under two it is presence again. */
  function addReasons(plan: Plan, wanted: boolean, onto: Reason[]): void {
    if (plan.kind === 'not') addReasons(plan.part, !wanted, onto)
    else if (plan.kind === 'and' || plan.kind === 'or') {
      for (const part of plan.parts) if (holds(part) === wanted) addReasons(part, wanted, onto)
    } else if (wanted && holds(plan)) {
      if (isNearness(plan) || plan.kind === 'spread') places.addReasons(plan, onto)
      else if (plan.kind === 'term' || (plan.kind === 'field' && plan.narrow)) onto.push(plan)
    }
  }

  return {
    holds,
    reasons(plan) {
      const reasons: Reason[] = []
      addReasons(plan, true, reasons)
      return reasons
    },
  }
}

type Nearness = Plan & { readonly kind: 'near' | 'sentence' }

function isNearness(plan: Plan): plan is Nearness {
  return plan.kind === 'near' || plan.kind === 'sentence'
}

type Spread = Plan & { readonly kind: 'spread' }

/** A word of a phrase with `~`, where it stands with the others around it. */
interface SpreadWord {
  readonly id: number
  readonly standing: Standing
}

const NOWHERE: Sides = { left: new Map(), right: new Map() }

interface Places {
  /** Where a side of NEAR or SENT stands; of a NEAR, the places of both sides that have the other side near. */
  standingOf(plan: Plan): Standing
  addReasons(plan: Plan, onto: Reason[]): void
}

function createPlaces(found: Found): Places {
  const standings = new Map<Plan, Standing>()
  const sides = new Map<Nearness, Sides>()
  const spreads = new Map<Spread, readonly SpreadWord[]>()

  function standingOf(plan: Plan): Standing {
    const standing = standings.get(plan) ?? findStanding(plan)
    standings.set(plan, standing)
    return standing
  }

  function findStanding(plan: Plan): Standing {
    if (plan.kind === 'term') return found.standingOf(plan.id)
    if (plan.kind === 'spread') return joined(wordsOf(plan).map(({ standing }) => standing))
    if (plan.kind === 'or') return joined(plan.parts.map(standingOf))
    if (!isNearness(plan)) return new Map()
    const { left, right } = sidesOf(plan)
    return joined([left, right])
  }

  function sidesOf(plan: Nearness): Sides {
    const known = sides.get(plan)
    if (known !== undefined) return known
    const all = { left: standingOf(plan.left), right: standingOf(plan.right) }
    if (all.left.size === 0 || all.right.size === 0) return NOWHERE
    const { count, sentenceStarts } = found.words()
    const near =
      plan.kind === 'near' ? nearSides(all, plan, count) : sentenceSides(all, sentenceStarts, count)
    sides.set(plan, near)
    return near
  }

  function wordsOf(plan: Spread): readonly SpreadWord[] {
    const known = spreads.get(plan) ?? findSpread(found, plan)
    spreads.set(plan, known)
    return known
  }

  /** The places that count for the whole, and then those of each NEAR inside it, of which perhaps one word counts. */
  function addReasons(plan: Plan, onto: Reason[]): void {
    addCounting(plan, null, onto)
    addInside(plan, plan, onto)
  }

  /** Of all terms of a side: the places that are among `within`. */
  function addCounting(plan: Plan, within: Standing | null, onto: Reason[]): void {
    const left = (standing: Standing) => (within === null ? standing : common(standing, within))
    if (plan.kind === 'term')
      onto.push({ kind: 'places', id: plan.id, part: plan.part, standing: left(standingOf(plan)) })
    else if (plan.kind === 'spread')
      for (const { id, standing } of wordsOf(plan))
        onto.push({ kind: 'places', id, part: plan.part, standing: left(standing) })
    else if (plan.kind === 'or') for (const part of plan.parts) addCounting(part, within, onto)
    else if (isNearness(plan)) {
      const near = sidesOf(plan)
      addCounting(plan.left, left(near.left), onto)
      addCounting(plan.right, left(near.right), onto)
    }
  }

  /** What each NEAR of a chain has of its own: the terms right at its sides. */
  function addInside(plan: Plan, whole: Plan, onto: Reason[]): void {
    if (!isNearness(plan)) return
    const near = sidesOf(plan)
    for (const [side, standing] of [
      [plan.left, near.left],
      [plan.right, near.right],
    ] as const)
      for (const part of side.kind === 'or' ? side.parts : [side]) {
        if (isNearness(part)) addInside(part, whole, onto)
        else if (plan !== whole) addCounting(part, standing, onto)
      }
  }

  return { standingOf, addReasons }
}

function findSpread(found: Found, { ids, within }: Spread): readonly SpreadWord[] {
  const asked = [...new Set(ids)].map((id) => ({
    id,
    times: ids.filter((other) => other === id).length,
    standing: found.standingOf(id),
  }))
  const near = spreadPlaces(asked, within, found.words().count)
  return asked.map(({ id }, at) => ({ id, standing: near[at] ?? new Map() }))
}
