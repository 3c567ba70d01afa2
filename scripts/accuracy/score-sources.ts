import { isNamed, isRuled } from '../../lib/matching/needs/judge.ts'
import stored from '../../lib/matching/needs/weights.json' with { type: 'json' }
import { HEADS, type Head, type StoredHead, type StoredWeights } from '../../lib/matching/needs/weights.ts'
import { foldOf } from '../../training/build-weights.ts'
import { setOf } from '../../training/example.ts'
import { FIT, fitHeads, frequentHashes, scoresOf } from '../../training/fit.ts'
import { ANCHORS, scaleOf, type Unseen, unseenOf } from '../../training/judge-unseen.ts'
import type { Prepared } from '../../training/prepare.ts'
import { majority, wordList } from './floors.ts'
import { calibrationError, confidentTier, type Measured, measure, type Verdict } from './measure.ts'

/** One line of the table: a collection, a need, and who judged. */
export interface SourceRow {
  readonly set: string
  readonly need: Head
  readonly by: 'in domain' | 'left out' | 'word list' | 'majority'
  readonly measured: Measured
  readonly calibration: number | null
  readonly tier: ReturnType<typeof confidentTier> | null
}

/** Posts of a need in a collection below which a figure says nothing. */
const LEAST = 10
/** One of so many posts of each collection is kept from the in-domain fit. */
const PARTS = 5

/**
 * Every collection judged twice: by a fit that saw the other four fifths of it, and by a fit that saw nothing of
 * it. Beside them, in the same rows, what takes no learning. What no fit is taught has one row less.
 */
export function* scoreSources(
  whole: readonly Prepared[],
  tell: (line: string) => void,
): Generator<SourceRow> {
  const prepared = noneLarge(whole)
  tell('in domain: learning from four fifths of every collection')
  const isKept = ({ example }: Prepared): boolean => foldOf(`kept ${example.id}`, PARTS) === 0
  const inDomain = { scores: fitOn(prepared.filter((one) => !isKept(one))), heads: storedHeads() }
  const sets = [...new Set(prepared.map(({ example }) => setOf(example.source)))]
  const leftOut = new Map<string, (one: Prepared) => Float64Array>()
  const unseen: Unseen[] = []
  for (const set of sets) {
    tell(`left out: ${set}`)
    const scores = fitWithout(prepared, (source) => setOf(source) === set)
    leftOut.set(set, scores)
    unseen.push(
      ...unseenOf(
        prepared.filter(({ example }) => setOf(example.source) === set),
        scores,
      ),
    )
  }
  for (const set of sets) {
    const all = prepared.filter(({ example }) => setOf(example.source) === set)
    const anew = { scores: leftOut.get(set) ?? inDomain.scores, heads: scaledWithout(set, unseen) }
    yield* rowsOf(set, all, all.filter(isKept), inDomain, anew)
  }
}

function* rowsOf(
  set: string,
  all: readonly Prepared[],
  kept: readonly Prepared[],
  inDomain: Learnt,
  leftOut: Learnt,
): Generator<SourceRow> {
  const taught = all.some(({ example }) => example.weight > 0)
  for (const [head, need] of HEADS.entries()) {
    const isKnown = ({ targets }: Prepared): boolean => targets[head] !== -1
    const known = all.filter(isKnown)
    const positives = known.filter(({ targets }) => targets[head] === 1).length
    if (positives < LEAST || known.length - positives < LEAST) continue
    const rights = known.map(({ targets }) => targets[head] === 1)
    const texts = known.map(({ example: { text } }, index) => ({ text, right: rights[index] === true }))
    if (taught) yield row(set, need, 'in domain', judge(kept.filter(isKnown), head, inDomain))
    yield row(set, need, 'left out', judge(known, head, leftOut))
    yield row(set, need, 'word list', wordList(need, texts))
    yield row(set, need, 'majority', majority(rights))
  }
}

/** Posts of a collection that are learnt from and scored here at most: a fit for each has to end in minutes. */
const MOST = 2_500

/** Large collections by a part of their posts, picked by their ids. */
function noneLarge(prepared: readonly Prepared[]): Prepared[] {
  const sizes = new Map<string, number>()
  for (const { example } of prepared) {
    const set = setOf(example.source)
    sizes.set(set, (sizes.get(set) ?? 0) + 1)
  }
  return prepared.filter(({ example }) => {
    const parts = Math.ceil((sizes.get(setOf(example.source)) ?? 0) / MOST)
    return ANCHORS.has(example.source) || foldOf(`part ${example.id}`, parts) === 0
  })
}

interface Learnt {
  readonly scores: (one: Prepared) => Float64Array
  readonly heads: readonly Scale[]
}

type Scale = Pick<StoredHead, 'calibration' | 'thresholds'>

/** n-grams of a fit for the table: more than in the product, and fewer passes, for the sake of minutes. */
const FREQUENT = 6

function fitOn(prepared: readonly Prepared[]): (one: Prepared) => Float64Array {
  const taught = prepared.filter(({ example }) => example.weight > 0)
  const fitted = fitHeads(taught, frequentHashes(taught, FREQUENT), { ...FIT, passes: 5 })
  return (one) => scoresOf(one, fitted)
}

function fitWithout(
  prepared: readonly Prepared[],
  isOf: (source: string) => boolean,
): (one: Prepared) => Float64Array {
  return fitOn(prepared.filter(({ example }) => !isOf(example.source)))
}

/** The scale of probabilities and the thresholds of the product. */
function storedHeads(): Scale[] {
  const { heads } = stored as StoredWeights
  return HEADS.map((head) => heads[head])
}

/** For a collection that the product's scale is set on, one that is set on the others alone. */
function scaledWithout(set: string, unseen: readonly Unseen[]): Scale[] {
  const others = unseen.filter(({ anchor }) => setOf(anchor) !== set)
  return others.length === unseen.length ? storedHeads() : HEADS.map((_, head) => scaleOf(head, others))
}

function judge(posts: readonly Prepared[], head: number, { scores, heads }: Learnt): Verdict[] {
  const of = heads[head]
  if (of === undefined) return []
  return posts.map((post) => {
    const score = of.calibration.slope * (scores(post)[head] ?? 0) + of.calibration.shift
    const p = 1 / (1 + Math.exp(-score))
    return {
      right: post.targets[head] === 1,
      p,
      shown: p >= (isRuled(HEADS[head] as Head, post.cues) ? of.thresholds.ruled : of.thresholds.label),
      sure: p >= of.thresholds.sure && isNamed(HEADS[head] as Head, post.cues),
    }
  })
}

function row(set: string, need: Head, by: SourceRow['by'], verdicts: readonly Verdict[]): SourceRow {
  const learnt = by === 'in domain' || by === 'left out'
  return {
    set,
    need,
    by,
    measured: measure(verdicts),
    calibration: learnt ? calibrationError(verdicts) : null,
    tier: learnt ? confidentTier(verdicts) : null,
  }
}
