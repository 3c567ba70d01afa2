import { CUES } from '../lib/matching/cues/find-cues.ts'
import { isNamed } from '../lib/matching/needs/judge.ts'
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
  readonly fit: FitOptions
}

export const BUILD: BuildOptions = { least: 6, kept: 12_160, fit: FIT }

/** Collections whose posts are labelled for every need: the scale of the probabilities is set on them. */
export const ANCHORS: ReadonlySet<string> = new Set(['ibm-customer-care', 'invented', 'invented-later'])

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

/** How many of the labels called sure should be right at least, of each need. */
const SURE = 0.85

/**
 * How common a need is supposed to be where it is asked what may be called sure: half of what is supposed elsewhere, but no
 * rarer than the rare ones. Pages differ, and plain words are to be right on one that holds fewer questions than most.
 */
function leanShare(need: Head): number {
  return Math.max(Math.min(...Object.values(SHARES)), SHARES[need] / 2)
}

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
  const judged = judgeUnseen(prepared, kept, options.fit, tell)
  const fitted = fitHeads(prepared, kept, options.fit)
  tell('fitted on all')
  const heads = Object.fromEntries(
    HEADS.map((head, index) => [head, storeHead(index, fitted, judged[index] ?? { usual: [], lean: [] })]),
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

/** The same posts, weighed to how common the need is supposed to be, and to the share for what is called sure. */
interface JudgedTwice {
  readonly usual: Judged[]
  readonly lean: Judged[]
}

/**
 * Scores of each anchor's posts by a fit that knows none of them: the posts of a page too are written by hands that nothing was
 * learnt from. Every collection is weighed to the shares by itself, and all count alike: else the manner of one, which is
 * nearly all complaints, would pass for the sign of a complaint.
 */
function judgeUnseen(
  prepared: readonly Prepared[],
  kept: readonly number[],
  fitOptions: FitOptions,
  tell: (line: string) => void,
): JudgedTwice[] {
  const judged = HEADS.map((): JudgedTwice => ({ usual: [], lean: [] }))
  for (const source of ANCHORS) {
    const tested = prepared.filter(({ example }) => example.source === source)
    if (tested.length === 0) continue
    const fitted = fitHeads(
      prepared.filter(({ example }) => example.source !== source),
      kept,
      fitOptions,
    )
    const scores = tested.map((one) => scoresOf(one, fitted))
    for (const [head, need] of HEADS.entries()) {
      const known = tested.flatMap(({ targets }, index) => {
        const right = targets[head]
        const named = isNamed(need, tested[index]?.cues ?? [])
        return right === 0 || right === 1
          ? [{ score: scores[index]?.[head] ?? 0, right, named } as const]
          : []
      })
      judged[head]?.usual.push(...weighToShare(known, SHARES[need]))
      judged[head]?.lean.push(...weighToShare(known, leanShare(need)))
    }
    tell(`judged ${source} by the others`)
  }
  return judged
}

/** A fold by the id's own letters, the same at every run. */
export function foldOf(id: string, folds: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return ((hash ^ (hash >>> 15)) >>> 0) % folds
}

function storeHead(head: number, fitted: Fitted, { usual, lean }: JudgedTwice): StoredHead {
  const { slope, shift } = calibrate(usual)
  const judge = (one: Judged) => ({ ...one, p: 1 / (1 + Math.exp(-(slope * one.score + shift))) })
  const withP = usual.map(judge)
  const column = Float64Array.from(
    { length: fitted.hashes.length },
    (_, place) => fitted.features[place * H + head] ?? 0,
  )
  const thresholds = {
    label: rounded(labelThreshold(withP)),
    sure: rounded(sureThreshold(lean.map(judge), SURE)),
  }
  const scale = stepOf(column)
  const cues = [...fitted.cues].flatMap(([id, row]) => {
    const weight = row[head] ?? 0
    return Math.abs(weight) < SLIGHT && !isOwn(id, HEADS[head] as Head) ? [] : [[id, rounded(weight)]]
  })
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

/** What a cue of one need says of another is kept from here on. */
const SLIGHT = 0.05

/** Does the rule itself speak of the need? */
function isOwn(id: string, head: Head): boolean {
  return CUES.some((cue) => cue.id === id && (cue.need === head || cue.need === 'other'))
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
