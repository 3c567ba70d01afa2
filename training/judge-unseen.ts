import { isNamed, isRuled } from '../lib/matching/needs/judge.ts'
import { HEADS, type Head, type StoredHead } from '../lib/matching/needs/weights.ts'
import {
  calibrate,
  heldOutScores,
  type Judged,
  labelThreshold,
  sureThreshold,
  weighToShare,
} from './calibrate.ts'
import { setOf } from './example.ts'
import { type FitOptions, fitHeads, scoresOf } from './fit.ts'
import type { Prepared } from './prepare.ts'

/**
 * Parts of collections whose posts are labelled for every need: the scale of the probabilities is set on them. Each is judged
 * by a fit that knows nothing of its collection.
 */
export const ANCHORS: ReadonlySet<string> = new Set([
  'ibm-customer-care',
  'invented',
  'invented-later',
  'invented-third',
  'invented-fourth',
  'invented-fifth',
  'invented-sixth',
  'invented-seventh',
  'invented-eighth',
  'invented-ninth',
  'complaints/labelled',
  'brand-product-emotion/labelled',
  'app-reviews/labelled',
  'xlm-t/labelled',
])

/**
 * How common each need is supposed to be among posts that name a brand, where needs are looked for: a
 * judgement, near what the hands that wrote posts held for usual. Of labelled tweets to brands every other is a complaint, of
 * those about brands one in twelve. A third of such posts hold no need.
 */
const SHARES: Readonly<Record<Head, number>> = {
  question: 0.15,
  complaint: 0.2,
  praise: 0.12,
  idea: 0.06,
  buying: 0.06,
  leaving: 0.06,
  safety: 0.06,
  helping: 0.06,
  spam: 0.04,
}

/** Where a post is called spam nothing else is said of it, so a mere suspicion is not shown. */
const SILENCES = 0.65
const SILENCES_RULED = 0.5

/** What a rule names in words is shown as a perhaps sooner than what single words suggest: it can say why. */
const RULED = 0.2

/** How many of the labels called sure should be right at least, of each need. */
const SURE = 0.85

/**
 * How common a need is supposed to be where it is asked what may be called sure: three quarters of what is supposed elsewhere,
 * but no rarer than the rare ones. Pages differ, and plain words are to be right on one that holds fewer questions than most.
 */
function leanShare(need: Head): number {
  return Math.max(Math.min(...Object.values(SHARES)), SHARES[need] * 0.75)
}

/** Posts of one anchor with their raw scores by a fit that knew none of them. */
export interface Unseen {
  readonly anchor: string
  readonly posts: readonly Prepared[]
  readonly scores: readonly Float64Array[]
}

/**
 * Scores of each anchor's posts by a fit that knows nothing of its collection: the posts of a page too are written by hands that
 * nothing was learnt from.
 */
export function judgeUnseen(
  prepared: readonly Prepared[],
  kept: readonly number[],
  fitOptions: FitOptions,
  tell: (line: string) => void,
): Unseen[] {
  const sets = new Set([...ANCHORS].map(setOf))
  return [...sets].flatMap((set) => {
    const own = prepared.filter(({ example }) => setOf(example.source) === set)
    if (own.length === 0) return []
    const fitted = fitHeads(
      prepared.filter(({ example }) => setOf(example.source) !== set),
      kept,
      fitOptions,
    )
    tell(`judged ${set} by the others`)
    return unseenOf(own, (one) => scoresOf(one, fitted))
  })
}

/** The posts among these that belong to anchors, scored. */
export function unseenOf(own: readonly Prepared[], score: (one: Prepared) => Float64Array): Unseen[] {
  const anchors = new Set(own.map(({ example }) => example.source).filter((source) => ANCHORS.has(source)))
  return [...anchors].map((anchor) => {
    const posts = own.filter(({ example }) => example.source === anchor)
    return { anchor, posts, scores: posts.map(score) }
  })
}

type Scale = Pick<StoredHead, 'calibration' | 'thresholds' | 'scores'>

/**
 * The scale of a need's probabilities, and what is shown and what is sure. Every anchor is weighed to the supposed shares by
 * itself, and all count alike: else the manner of one, which is nearly all complaints, would pass for the sign of a complaint.
 */
export function scaleOf(head: number, unseen: readonly Unseen[]): Scale {
  const need = HEADS[head] as Head
  const usual = weighed(head, unseen, SHARES[need])
  const lean = weighed(head, unseen, leanShare(need))
  const { slope, shift } = calibrate(usual)
  const judge = (one: Judged) => ({ ...one, p: 1 / (1 + Math.exp(-(slope * one.score + shift))) })
  const withP = usual.map(judge)
  const label = labelThreshold(withP)
  const thresholds = {
    label: rounded(need === 'spam' ? Math.max(label, SILENCES) : label),
    ruled: rounded(need === 'spam' ? Math.max(label, SILENCES_RULED) : Math.min(label, RULED)),
    sure: rounded(sureThreshold(lean.map(judge), SURE)),
  }
  return {
    calibration: { slope: rounded(slope), shift: rounded(shift) },
    thresholds,
    scores: heldOutScores(withP, thresholds),
  }
}

function weighed(head: number, unseen: readonly Unseen[], share: number): Judged[] {
  const need = HEADS[head] as Head
  return unseen.flatMap(({ posts, scores }) => {
    const known = posts.flatMap(({ targets, cues }, index) => {
      const right = targets[head]
      return right === 0 || right === 1
        ? [
            {
              score: scores[index]?.[head] ?? 0,
              right,
              named: isNamed(need, cues),
              ruled: isRuled(need, cues),
            } as const,
          ]
        : []
    })
    return weighToShare(known, share)
  })
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000
}
