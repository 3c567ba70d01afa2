import type { StoredScores, Thresholds } from '../lib/matching/needs/weights.ts'

/** A score of a post that was not learnt from, whether the need was there, and how much the post counts. */
export interface Judged {
  readonly score: number
  readonly right: 0 | 1
  readonly weight: number
  /** A rule of the need's own speaks for it, or it is one that needs none: else a label is never sure. */
  readonly named: boolean
  /** A rule of the need's own speaks for it. */
  readonly ruled: boolean
}

/** Posts with and without a need below which a collection says nothing of it. */
const LEAST = 10
/** What a collection weighs, as so many posts. */
const TOTAL = 1_000

/**
 * Weights that make the need as common among the posts of one collection as it is supposed to be in life, and add up to
 * the same in all. Collections are made to hold what is rare. A collection with next to no post of one kind is left out.
 */
export function weighToShare(judged: readonly Omit<Judged, 'weight'>[], share: number): Judged[] {
  const present = judged.filter(({ right }) => right === 1).length
  const absent = judged.length - present
  if (present < LEAST || absent < LEAST) return []
  return judged.map((one) => ({
    ...one,
    weight: one.right === 1 ? (TOTAL * share) / present : (TOTAL * (1 - share)) / absent,
  }))
}

/** Platt's scaling by Newton's method: the slope and shift that make a score the log-odds of being right. */
export function calibrate(judged: readonly Judged[]): { slope: number; shift: number } {
  let slope = 1
  let shift = 0
  // As if two posts had said otherwise: a head that errs nowhere must not become certain.
  const pull = 1
  for (let round = 0; round < 50; round += 1) {
    let [gradSlope, gradShift, bend, cross, bendShift] = [pull * (slope - 1), 0, pull, 0, 1e-6]
    for (const { score, right, weight } of judged) {
      const p = 1 / (1 + Math.exp(-(slope * score + shift)))
      const miss = weight * (p - right)
      const curve = weight * p * (1 - p)
      gradSlope += miss * score
      gradShift += miss
      bend += curve * score * score
      cross += curve * score
      bendShift += curve
    }
    const determinant = bend * bendShift - cross * cross
    const stepSlope = (bendShift * gradSlope - cross * gradShift) / determinant
    const stepShift = (bend * gradShift - cross * gradSlope) / determinant
    // Far from the goal the curve misleads: no step is longer than one.
    slope -= clamp(stepSlope, -1, 1)
    shift -= clamp(stepShift, -1, 1)
    if (Math.abs(stepSlope) + Math.abs(stepShift) < 1e-9) break
  }
  return { slope: Math.max(0.05, slope), shift }
}

/** The probability from which on a label makes the best F1, within bounds that a small sample cannot overrule. */
export function labelThreshold(judged: readonly (Judged & { readonly p: number })[]): number {
  const sorted = [...judged].sort((one, other) => other.p - one.p)
  const present = judged.reduce((sum, { right, weight }) => sum + right * weight, 0)
  let best = { f1: 0, p: 0.5 }
  let [taken, hits] = [0, 0]
  for (const { right, weight, p } of sorted) {
    taken += weight
    hits += right * weight
    const f1 = (2 * hits) / (taken + present)
    if (f1 > best.f1) best = { f1, p }
  }
  // Calibrated probabilities are best cut at half the F1 that they reach; the found cut is noisy.
  return clamp((best.p + best.f1 / 2) / 2, 0.2, 0.5)
}

/** The least probability from which on at least `wanted` of the labels that may be sure are right. */
export function sureThreshold(judged: readonly (Judged & { readonly p: number })[], wanted: number): number {
  const sorted = judged.filter(({ named }) => named).sort((one, other) => other.p - one.p)
  let [taken, hits, lowest] = [0, 0, 0.95]
  for (const { right, weight, p } of sorted) {
    taken += weight
    hits += right * weight
    if (hits / taken >= wanted) lowest = p
  }
  return clamp(lowest, 0.7, 0.95)
}

/** How well a head does on `judged` with these thresholds: what the weights file says of itself. */
export function heldOutScores(
  judged: readonly (Judged & { readonly p: number })[],
  thresholds: Thresholds,
): StoredScores {
  const weigh = (holds: (one: Judged & { readonly p: number }) => boolean): number =>
    judged.reduce((sum, one) => sum + (holds(one) ? one.weight : 0), 0)
  const isShown = ({ p, ruled }: { readonly p: number; readonly ruled: boolean }) =>
    p >= (ruled ? thresholds.ruled : thresholds.label)
  const shown = weigh(isShown)
  const hits = weigh((one) => isShown(one) && one.right === 1)
  const present = weigh(({ right }) => right === 1)
  const sure = weigh(({ p, named }) => named && p >= thresholds.sure)
  const sureHits = weigh(({ p, named, right }) => named && p >= thresholds.sure && right === 1)
  let error = 0
  for (let tenth = 0; tenth < 10; tenth += 1) {
    const inTenth = judged.filter(({ p }) => Math.min(9, Math.floor(p * 10)) === tenth)
    error += Math.abs(inTenth.reduce((sum, { p, right, weight }) => sum + weight * (p - right), 0))
  }
  return {
    precision: share(hits, shown),
    recall: share(hits, present),
    f1: share(2 * hits, shown + present),
    surePrecision: share(sureHits, sure),
    sureShare: share(sure, shown),
    calibrationError: share(
      error,
      weigh(() => true),
    ),
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1_000) / 1_000
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
