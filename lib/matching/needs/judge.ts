import type { FoundCue } from '../cues/find-cues.ts'
import type { Features } from './features.ts'
import { type Signs, signOwner, signValenceOf } from './read-signs.ts'
import { HEADS, type Head, type LoadedHead, type LoadedWeights, placeIn } from './weights.ts'

const H = HEADS.length

/** A share of the log-odds that stands at a place in the text. */
export interface Share {
  readonly start: number
  readonly end: number
  readonly weight: number
  /** The strongest cue that speaks for the need there, if one does. */
  readonly cue: FoundCue | null
}

/** Log-odds below which a word is no reason. */
const FAINT = 0.15

/** The places of a post's features among the weights; −1 for one that is not known, or was met often enough before. */
let places = new Int32Array(4_096)
/** By place: how often it was met in the post that was read last. */
let met = new Uint8Array(0)
const sums = new Int32Array(H)

/** N-grams in a few sentences: about 80 words. */
const SHORT = 600
/** An n-gram counts so often in a post: to say a thing twenty times is not to be surer of it. */
export const MOST_TIMES = 2
/** Known n-grams of about ten words. */
const FEW = 30

/**
 * What each n-gram of a post counts: less, the more of them are known, so that a long post is not surer than a
 * short one; in a post of a few words no more than in one of ten; in a long one as in its mean.
 */
export function normOf(known: number): number {
  if (known <= SHORT) return 1 / Math.sqrt(known + FEW)
  return Math.sqrt(SHORT + FEW) / (known + FEW)
}

export interface Scores {
  /** Calibrated log-odds for each head. */
  readonly odds: Float64Array
  readonly norm: number
}

/** The calibrated log-odds of every need. `cueWeights` gives the weight of a cue to a head. */
export function scorePost(
  model: LoadedWeights,
  features: Features,
  signs: Signs,
  cues: readonly FoundCue[],
): Scores {
  if (places.length < features.count) places = new Int32Array(features.hashes.length)
  sums.fill(0)
  let known = 0
  const { weights, features: table } = model
  const { count, hashes } = features
  if (met.length * H < weights.length) met = new Uint8Array(weights.length / H)
  else met.fill(0)
  for (let index = 0; index < count; index += 1) {
    const place = placeIn(table, hashes[index] as number)
    places[index] = -1
    if (place < 0 || met[place] === MOST_TIMES) continue
    met[place] = (met[place] as number) + 1
    places[index] = place
    known += 1
    const row = place * H
    for (let head = 0; head < H; head += 1)
      sums[head] = (sums[head] as number) + (weights[row + head] as number)
  }
  const norm = normOf(known)
  const odds = new Float64Array(H)
  for (let index = 0; index < H; index += 1) {
    const head = model.heads[index] as LoadedHead
    let score = (sums[index] ?? 0) * head.scale * norm
    for (let sign = 0; sign < signs.found.length; sign += 1)
      if (signs.found[sign] === 1) score += head.signs[sign] ?? 0
    for (const cue of cues) score += cueWeight(head, cue)
    odds[index] = head.calibration.slope * score + head.calibration.shift
  }
  return { odds, norm }
}

/** What a cue adds to a head's score: as fitted, or by its rule where no example held it. */
export function cueWeight(head: LoadedHead, { id, need, weight }: FoundCue): number {
  const fitted = head.cues[id]
  if (fitted !== undefined) return fitted
  if (need === head.need) return weight
  return need === 'other' && head.need !== 'spam' ? -weight : 0
}

/**
 * Does a rule of the need's own speak for it? What no rule names is never sure: a fault alone is no danger. Spam is known
 * by its manner as well.
 */
export function isNamed(need: Head, cues: readonly FoundCue[]): boolean {
  return need === 'spam' || cues.some((cue) => cue.need === need && cue.weight > 0)
}

/** Each cue once: saying a thing twice is no stronger sign. */
export function eachOnce(cues: readonly FoundCue[]): FoundCue[] {
  const seen = new Set<string>()
  return cues.filter(({ id }) => !seen.has(id) && seen.add(id))
}

/**
 * Where in the post the log-odds of one head come from, after `scorePost` of the same post: word by word, what a
 * cue covers together. What is left out of the shares belongs to no word.
 */
export function sharesOf(
  head: number,
  {
    model,
    features,
    signs,
    cues,
    norm,
  }: {
    readonly model: LoadedWeights
    readonly features: Features
    readonly signs: Signs
    readonly cues: readonly FoundCue[]
    readonly norm: number
  },
): Share[] {
  const of = model.heads[head] as LoadedHead
  const { slope } = of.calibration
  const byWord = new Float64Array(features.words)
  const give = (word: number, weight: number): void => {
    if (word >= 0) byWord[word] = (byWord[word] ?? 0) + weight
  }
  const step = of.scale * norm * slope
  for (let index = 0; index < features.count; index += 1) {
    const place = places[index] ?? -1
    if (place < 0) continue
    const weight = (model.weights[place * H + head] ?? 0) * step
    // A pair of words is shared by the two; the word that opens a question, by it and the question mark.
    give(features.first[index] ?? -1, weight / 2)
    give(features.last[index] ?? -1, weight / 2)
  }
  for (let sign = 0; sign < signs.found.length; sign += 1)
    if (signs.found[sign] === 1) giveSign(sign, (of.signs[sign] ?? 0) * slope, features, signs, give)
  return withCues(byWord, features, cues, of.need, (cue) => cueWeight(of, cue) * slope)
}

/** What good and bad words add together is theirs by their strength. */
function giveSign(
  sign: number,
  weight: number,
  features: Features,
  { good, bad, valence }: Signs,
  give: (word: number, weight: number) => void,
): void {
  const side = signValenceOf(sign)
  if (side === 0) {
    give(signOwner(sign, features), weight)
    return
  }
  const total = side > 0 ? good : bad
  for (let word = 0; word < features.words; word += 1) {
    const value = valence[word] ?? 0
    if (value * side > 0) give(word, (weight * value) / total)
  }
}

function withCues(
  byWord: Float64Array,
  { starts, ends, words }: Features,
  cues: readonly FoundCue[],
  need: Head,
  weigh: (cue: FoundCue) => number,
): Share[] {
  const spans: CueSpan[] = []
  for (const cue of cues) {
    const weight = weigh(cue)
    // What a cue of another need takes away or adds is shown as the words that it is, without its reason.
    const own = cue.need === need || cue.need === 'other' ? cue : null
    if (weight === 0 || (own === null && Math.abs(weight) < FAINT)) continue
    const last = spans.at(-1)
    if (last !== undefined && cue.start < last.end) {
      last.end = Math.max(last.end, cue.end)
      last.ruled += weight
      if (own !== null && weight > last.strongest) Object.assign(last, { cue: own, strongest: weight })
    } else
      spans.push({
        start: cue.start,
        end: cue.end,
        ruled: weight,
        worded: 0,
        cue: weight > 0 ? own : null,
        strongest: own === null ? 0 : Math.max(0, weight),
      })
  }
  const shares: Share[] = []
  let next = 0
  for (let word = 0; word < words; word += 1) {
    const start = starts[word] ?? 0
    const end = ends[word] ?? 0
    while (next < spans.length && (spans[next]?.end ?? 0) <= start) next += 1
    const span = spans[next]
    const weight = byWord[word] ?? 0
    if (span !== undefined && span.start < end && start < span.end) span.worded += weight
    else if (Math.abs(weight) >= FAINT) shares.push({ start, end, weight, cue: null })
  }
  return [...shares, ...spans.map(shareOf)].sort((one, other) => one.start - other.start)
}

/** The words that cues of one place cover. */
interface CueSpan {
  readonly start: number
  end: number
  /** What the cues say, and what the words say by themselves. */
  ruled: number
  worded: number
  /** The strongest that speaks for the need. */
  cue: FoundCue | null
  strongest: number
}

/**
 * A reason keeps the sign of its rule: where a rule hears "never cracked" and the single words sound like a
 * crack, what the words add stays out of the reasons, and the words are not named as what shows the need.
 */
function shareOf({ start, end, ruled, worded, cue }: CueSpan): Share {
  const overruled = Math.sign(ruled + worded) !== Math.sign(ruled)
  return { start, end, weight: overruled ? ruled : ruled + worded, cue }
}
