import type { FoundNeed } from '../model/mention.ts'

/** How much a part of a score weighs. */
export type Strength = 'little' | 'clear' | 'strong'

/** One part of a need's score. Weights are log-odds: above zero speaks for the label, below against it. */
export interface ScorePart {
  /** Words of the post; null: all parts too small to name, together. */
  readonly words: string | null
  /** How many words of the post are in this part. */
  readonly count: number
  /** To one decimal. */
  readonly weight: number
  readonly strength: Strength
}

/** A need's score, in parts that add up to `sum`, each rounded to one decimal. */
export interface ExplainedNeed {
  /** The heaviest first. */
  readonly parts: readonly ScorePart[]
  /** What no word of the post accounts for, rounding included. */
  readonly rest: number
  readonly sum: number
  /** Of ten labels given with this chance so many are right: 1 to 9; 10 stands for more than nine. */
  readonly tenths: number
}

/** Parts named one by one; the others stand together. */
const NAMED = 5

/**
 * What a need's label rests on, ready to be said in words. The same words at several places of the post
 * count together. Null: the label has no score of parts, because a single sign decided.
 */
export function explainNeed(need: FoundNeed, text: string): ExplainedNeed | null {
  if (need.reasons.length === 0 && need.rest === 0) return null
  const total = need.reasons.reduce((sum, { weight }) => sum + weight, need.rest)
  const all = joined(need, text)
  const [named, others] = [all.slice(0, NAMED), all.slice(NAMED)]
  // One that would stand alone in "the others" is named instead.
  const shown = others.length === 1 ? all : named
  const together = others.length > 1 ? [sumOf(others)] : []
  const parts = [...shown, ...together]
    .map((part) => ({ ...part, weight: rounded(part.weight) }))
    .filter(({ weight }) => weight !== 0)
    .map((part) => ({ ...part, strength: strengthOf(part.weight) }))
  const sum = rounded(total)
  return {
    parts,
    rest: rounded(parts.reduce((left, { weight }) => left - weight, sum)),
    sum,
    tenths: tenthsOf(need.p),
  }
}

/** A chance in tenths, as people say it: never "0 in 10" and never "10 in 10". */
export function tenthsOf(p: number): number {
  return p > 0.95 ? 10 : Math.min(9, Math.max(1, Math.round(p * 10)))
}

type Weighed = Pick<ScorePart, 'words' | 'count' | 'weight'>

function joined({ reasons }: FoundNeed, text: string): Weighed[] {
  const byWords = new Map<string, Weighed>()
  for (const { start, end, weight } of reasons) {
    const words = text.slice(start, end).trim()
    const key = words.toLowerCase()
    const before = byWords.get(key)
    byWords.set(key, {
      words: before?.words ?? words,
      count: (before?.count ?? 0) + 1,
      weight: (before?.weight ?? 0) + weight,
    })
  }
  return [...byWords.values()].sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
}

function sumOf(parts: readonly Weighed[]): Weighed {
  return {
    words: null,
    count: parts.length,
    weight: parts.reduce((sum, { weight }) => sum + weight, 0),
  }
}

/** Log-odds of 0.7 double the odds, of 1.4 make them four times as large. */
function strengthOf(weight: number): Strength {
  const size = Math.abs(weight)
  return size >= 1.4 ? 'strong' : size >= 0.7 ? 'clear' : 'little'
}

function rounded(weight: number): number {
  const tenths = Math.round(weight * 10) / 10
  return tenths === 0 ? 0 : tenths
}
