import type { FoundCue } from '../cues/find-cues.ts'
import type { Features } from './features.ts'
import { findPlaces } from './number-table.ts'
import { SIGNS, type Signs, signOwner, signValenceOf } from './read-signs.ts'
import { BIAS, HEADS, type Head, type LoadedHead, type LoadedWeights, PART } from './weights.ts'

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
  const known = addRows(model, features)
  const norm = normOf(known)
  const shown = listSigns(signs.found)
  const rows = cues.map((cue) => cueRow(model, cue))
  const odds = new Float64Array(H)
  for (let index = 0; index < H; index += 1) {
    const head = model.heads[index] as LoadedHead
    let score = (sums[index] ?? 0) * head.scale * norm
    for (let at = 0; at < shown; at += 1) score += head.signs[shownSigns[at] as number] as number
    for (const row of rows) score += row[index] as number
    odds[index] = head.calibration.slope * score + head.calibration.shift
  }
  return { odds, norm }
}

/** Rows whose packed sums cannot run into one another: the largest part of one is 255. */
const BLOCK = Math.floor(PART / 255) - 1

/** Fills `places` and `sums` for a post, and answers how many of its n-grams count. */
function addRows({ packed, features: table }: LoadedWeights, { count, hashes }: Features): number {
  if (places.length < count) places = new Int32Array(hashes.length)
  if (met.length * 3 < packed.length) met = new Uint8Array(packed.length / 3)
  else met.fill(0)
  sums.fill(0)
  const [at, times] = [places, met]
  findPlaces(table, hashes, count, at)
  let known = 0
  let begun = 0
  let [one, two, three] = [0, 0, 0]
  for (let index = 0; index < count; index += 1) {
    const place = at[index] as number
    if (place < 0) continue
    const before = times[place] as number
    if (before === MOST_TIMES) {
      at[index] = -1
      continue
    }
    times[place] = before + 1
    known += 1
    const row = place * 3
    one += packed[row] as number
    two += packed[row + 1] as number
    three += packed[row + 2] as number
    if (known - begun < BLOCK) continue
    addParts(one, two, three, known - begun)
    begun = known
    one = two = three = 0
  }
  addParts(one, two, three, known - begun)
  return known
}

/** Adds what is packed in three numbers to the nine sums. */
function addParts(one: number, two: number, three: number, rows: number): void {
  addThree(0, one, rows)
  addThree(3, two, rows)
  addThree(6, three, rows)
}

function addThree(at: number, number: number, rows: number): void {
  const upper = Math.floor(number / PART)
  const highest = Math.floor(upper / PART)
  const bias = rows * BIAS
  sums[at] = (sums[at] as number) + (number - upper * PART) - bias
  sums[at + 1] = (sums[at + 1] as number) + (upper - highest * PART) - bias
  sums[at + 2] = (sums[at + 2] as number) + highest - bias
}

const shownSigns = new Uint8Array(SIGNS.length)

/** Fills `shownSigns` and answers how many there are. */
function listSigns(found: Uint8Array): number {
  let count = 0
  for (let sign = 0; sign < found.length; sign += 1) if (found[sign] === 1) shownSigns[count++] = sign
  return count
}

/** What a cue adds to each head's score: looked up once by its name, which takes longer than all else of a small post. */
function cueRow({ heads, cueRows }: LoadedWeights, cue: FoundCue): Float64Array {
  const before = cueRows.get(cue.id)
  if (before !== undefined) return before
  const row = Float64Array.from(heads, (head) => cueWeight(head, cue))
  cueRows.set(cue.id, row)
  return row
}

/** What a cue adds to a head's score: as fitted, or by its rule where no example held it. */
function cueWeight(head: LoadedHead, { id, need, weight }: FoundCue): number {
  const fitted = head.cues[id]
  if (fitted !== undefined) return fitted
  if (need === head.need) return weight
  return need === 'other' && head.need !== 'spam' ? -weight : 0
}

/** May it be sure? What no rule names is never so: a fault alone is no danger. Spam is known by its manner as well. */
export function isNamed(need: Head, cues: readonly FoundCue[]): boolean {
  return need === 'spam' || isRuled(need, cues)
}

/** Does a rule of the need's own speak for it? */
export function isRuled(need: Head, cues: readonly FoundCue[]): boolean {
  return cues.some((cue) => cue.need === need && cue.weight > 0)
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
  giveFeatures(byWord, model.weights, features, { head, step: of.scale * norm * slope })
  for (let sign = 0; sign < signs.found.length; sign += 1)
    if (signs.found[sign] === 1) giveSign(sign, (of.signs[sign] ?? 0) * slope, features, signs, give)
  return withCues(byWord, features, cues, of.need, (cue) => (cueRow(model, cue)[head] as number) * slope)
}

/** A pair of words is shared by the two; the word that opens a question, by it and the question mark. */
function giveFeatures(
  byWord: Float64Array,
  weights: Int8Array,
  { count, first, last }: Features,
  { head, step }: { readonly head: number; readonly step: number },
): void {
  for (let index = 0; index < count; index += 1) {
    const place = places[index] as number
    if (place < 0) continue
    const half = ((weights[place * H + head] as number) * step) / 2
    const [one, other] = [first[index] as number, last[index] as number]
    byWord[one] = (byWord[one] as number) + half
    byWord[other] = (byWord[other] as number) + half
  }
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
