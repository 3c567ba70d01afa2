import { packBytes, packRising } from '../lib/matching/needs/pack-numbers.ts'
import { SIGNS } from '../lib/matching/needs/read-signs.ts'
import { HEADS, type Head, type StoredHead, type StoredWeights } from '../lib/matching/needs/weights.ts'
import {
  calibrate,
  heldOutScores,
  type Judged,
  labelThreshold,
  sureThreshold,
  weighToShare,
} from './calibrate.ts'
import { countHashes, FIT, type FitOptions, type Fitted, fitHeads, frequentHashes, scoresOf } from './fit.ts'
import type { Prepared } from './prepare.ts'

const H = HEADS.length

export interface BuildOptions {
  /** Examples that an n-gram must be in to be learnt, and how many n-grams are kept. */
  readonly least: number
  readonly kept: number
  readonly folds: number
  readonly fit: FitOptions
}

export const BUILD: BuildOptions = { least: 6, kept: 12_288, folds: 3, fit: FIT }

/** Collections whose posts are labelled for every need: the scale of the probabilities is set on them. */
export const ANCHORS: ReadonlySet<string> = new Set(['ibm-customer-care', 'invented'])

/**
 * How common each need is supposed to be among posts that name a brand, where needs are looked for: a
 * judgement. Half of such posts hold no need.
 */
const SHARES: Readonly<Record<Head, number>> = {
  question: 0.25,
  complaint: 0.3,
  praise: 0.14,
  idea: 0.06,
  buying: 0.06,
  leaving: 0.06,
  safety: 0.06,
  helping: 0.06,
  spam: 0.06,
}

/** Posts of other collections hold fewer of the words that were learnt, and score lower: labels are cut lower too. */
const UNSEEN = 0.85

/** What shown labels of the confident tier should be right at least. */
const SURE = 0.9

export type Trained = Pick<StoredWeights, 'features' | 'heads'> & { readonly fitted: Fitted }

/** From examples to stored weights: choose the n-grams, fit, set the scale of the probabilities, round. */
export function buildWeights(
  prepared: readonly Prepared[],
  options: BuildOptions = BUILD,
  tell: (line: string) => void = () => {},
): Trained {
  const candidates = frequentHashes(prepared, options.least)
  tell(`${candidates.length} n-grams in at least ${options.least} posts`)
  const wide = fitHeads(prepared, candidates, { ...options.fit, passes: Math.ceil(options.fit.passes / 2) })
  const kept = strongest(prepared, wide, options.kept)
  tell(`${kept.length} of them kept`)
  const judged = judgeUnseen(prepared, kept, options, tell)
  const fitted = fitHeads(prepared, kept, options.fit)
  tell('fitted on all')
  const heads = Object.fromEntries(
    HEADS.map((head, index) => [head, storeHead(index, fitted, judged[index] ?? [])]),
  )
  return {
    features: { count: kept.length, hashes: packRising(kept) },
    heads: heads as Record<Head, StoredHead>,
    fitted,
  }
}

/** The n-grams that move scores most: by their largest weight and by how often they come. */
function strongest(prepared: readonly Prepared[], wide: Fitted, kept: number): number[] {
  const counts = countHashes(prepared)
  const ranked = wide.hashes.map((hash, place) => {
    let most = 0
    for (let head = 0; head < H; head += 1)
      most = Math.max(most, Math.abs(wide.features[place * H + head] ?? 0))
    return { hash, force: most * Math.sqrt(counts[hash] ?? 0) }
  })
  ranked.sort((one, other) => other.force - one.force || one.hash - other.hash)
  return ranked
    .slice(0, kept)
    .map(({ hash }) => hash)
    .sort((one, other) => one - other)
}

/**
 * Scores of the anchors' posts, each by fits that have not seen it: one that knows the other posts of its collection, and
 * one that knows none of them. The posts of a page are written by hands that nothing was learnt from, and stand between
 * the two.
 */
function judgeUnseen(
  prepared: readonly Prepared[],
  kept: readonly number[],
  { folds, fit: fitOptions }: BuildOptions,
  tell: (line: string) => void,
): Judged[][] {
  const judged: Omit<Judged, 'weight'>[][] = HEADS.map(() => [])
  const judge = (isTest: (one: Prepared) => boolean): void => {
    const tested = prepared.filter(isTest)
    if (tested.length === 0) return
    const fitted = fitHeads(
      prepared.filter((one) => !isTest(one)),
      kept,
      fitOptions,
    )
    for (const one of tested) {
      const scores = scoresOf(one, fitted)
      for (let head = 0; head < H; head += 1) {
        const right = one.targets[head]
        if (right === 0 || right === 1) judged[head]?.push({ score: scores[head] ?? 0, right })
      }
    }
  }
  for (let fold = 0; fold < folds; fold += 1) {
    judge(({ example }) => ANCHORS.has(example.source) && foldOf(neighbourhoodOf(example.id), folds) === fold)
    tell(`judged part ${fold + 1} of ${folds}`)
  }
  for (const source of ANCHORS) {
    judge(({ example }) => example.source === source)
    tell(`judged ${source} by the others`)
  }
  return judged.map((of, head) => weighToShare(of, SHARES[HEADS[head] as Head]))
}

/**
 * Posts that were written one after the other differ in a word or two: those stand or fall together, or a fit would
 * have seen its test.
 */
function neighbourhoodOf(id: string): string {
  return id.replace(/\d+$/, (digits) => String(Math.floor(Number(digits) / NEIGHBOURS)))
}

const NEIGHBOURS = 25

/** A fold by the id's own letters, the same at every run. */
export function foldOf(id: string, folds: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return ((hash ^ (hash >>> 15)) >>> 0) % folds
}

function storeHead(head: number, fitted: Fitted, judged: readonly Judged[]): StoredHead {
  const { slope, shift } = calibrate(judged)
  const withP = judged.map((one) => ({ ...one, p: 1 / (1 + Math.exp(-(slope * one.score + shift))) }))
  const column = Float64Array.from(
    { length: fitted.hashes.length },
    (_, place) => fitted.features[place * H + head] ?? 0,
  )
  const thresholds = {
    label: rounded(labelThreshold(withP) * UNSEEN),
    sure: rounded(sureThreshold(withP, SURE)),
  }
  const scale = stepOf(column)
  const cues = [...fitted.cues].flatMap(([id, row]) =>
    row[head] === 0 ? [] : [[id, rounded(row[head] ?? 0)]],
  )
  return {
    scale: Number(scale.toPrecision(6)),
    weights: packBytes(Array.from(column, (weight) => quantise(weight, scale))),
    signs: Array.from(SIGNS, (_, sign) => rounded(fitted.signs[sign * H + head] ?? 0)),
    cues: Object.fromEntries(cues) as Record<string, number>,
    calibration: { slope: rounded(slope), shift: rounded(shift) },
    thresholds,
    scores: heldOutScores(withP, thresholds),
  }
}

/** Steps on either side of zero: few, for the sake of size; the file's bytes hold them unpacked. */
const STEPS = 31

/** What one step is worth: the few weights beyond the last step are cut. */
function stepOf(column: Float64Array): number {
  const sizes = Float64Array.from(column, Math.abs).sort()
  const most = sizes[Math.floor(sizes.length * 0.998)] ?? 0
  return Math.max(most, 1e-6) / STEPS
}

function quantise(weight: number, scale: number): number {
  return Math.max(-STEPS, Math.min(STEPS, Math.round(weight / scale)))
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000
}
