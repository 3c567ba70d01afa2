import { MOST_TIMES, normOf } from '../lib/matching/needs/judge.ts'
import { SIGNS } from '../lib/matching/needs/read-signs.ts'
import { HEADS } from '../lib/matching/needs/weights.ts'
import type { Prepared } from './prepare.ts'

const H = HEADS.length

export interface FitOptions {
  /** Pulls of the weights towards zero, and of the cues towards their rules. */
  readonly featurePull: number
  readonly signPull: number
  readonly cuePull: number
  readonly passes: number
  readonly rate: number
  readonly seed: number
}

export const FIT: FitOptions = {
  featurePull: 0.15,
  signPull: 4,
  cuePull: 6,
  passes: 14,
  rate: 0.15,
  seed: 1,
}

/** Weights in the making; `[place × heads + head]`. */
export interface Fitted {
  /** By hash: the n-gram's place, −1 for one that is not learnt. */
  readonly places: Int32Array
  readonly hashes: readonly number[]
  readonly features: Float32Array
  readonly signs: Float32Array
  readonly cues: ReadonlyMap<string, Float32Array>
}

/** In how many posts each n-gram is, by its hash. */
export function countHashes(prepared: readonly Prepared[]): Uint32Array {
  const counts = new Uint32Array(1 << 24)
  const last = new Int32Array(1 << 24).fill(-1)
  for (const [index, { hashes }] of prepared.entries())
    for (const hash of hashes)
      if (last[hash] !== index) {
        last[hash] = index
        counts[hash] = (counts[hash] ?? 0) + 1
      }
  return counts
}

/** The n-grams that at least `least` examples hold, in rising order. */
export function frequentHashes(prepared: readonly Prepared[], least: number): number[] {
  const counts = countHashes(prepared)
  const kept: number[] = []
  for (let hash = 0; hash < counts.length; hash += 1) if ((counts[hash] ?? 0) >= least) kept.push(hash)
  return kept
}

/**
 * Logistic regression for all heads at once, by AdaGrad over a fixed order of examples. Each source has an
 * intercept of its own for each head, so that how common a need is in a collection is not learnt as its
 * manner of speaking. Cues are pulled towards the weight of their rule and keep its sign, all else is pulled towards
 * zero. A cue is no evidence for another need, only against it: see `boundsOf`.
 */
export function fitHeads(
  prepared: readonly Prepared[],
  hashes: readonly number[],
  options: FitOptions,
): Fitted {
  const places = placesOf(hashes)
  const rows = prepared.map((one) => rowOf(one, places))
  const cueNames = [...new Set(prepared.flatMap(({ cues }) => cues.map(({ id }) => id)))].sort()
  const cuePlaces = new Map(cueNames.map((id, place) => [id, place]))
  const sources = [...new Set(prepared.map(({ example }) => example.source))].sort()
  const sourcePlaces = new Map(sources.map((source, place) => [source, place]))
  // One row of parameters after the other: n-grams, signs, cues, sources.
  const begin = { signs: hashes.length, cues: hashes.length + SIGNS.length, sources: 0, end: 0 }
  begin.sources = begin.cues + cueNames.length
  begin.end = begin.sources + sources.length
  const prior = new Float32Array(begin.end * H)
  for (const { cues } of prepared)
    for (const cue of cues) setPrior(prior, begin.cues + (cuePlaces.get(cue.id) ?? 0), cue)
  const bounds = boundsOf(prepared, cuePlaces, begin)
  const weights = prior.slice()
  weights.fill(-1.5, begin.sources * H)
  const squares = new Float32Array(begin.end * H).fill(1e-4)
  const inputs = rows.map((row, index): Input => {
    const one = prepared[index] as Prepared
    const dense = [
      ...one.signs.map((sign) => begin.signs + sign),
      ...new Set(one.cues.map(({ id }) => begin.cues + (cuePlaces.get(id) ?? 0))),
      begin.sources + (sourcePlaces.get(one.example.source) ?? 0),
    ]
    return { row, norm: normOf(row.length), dense, targets: one.targets, weight: one.example.weight }
  })
  const pulls = pullsOf(inputs, begin, options)
  const order = inputs.map((_, index) => index)
  const random = mulberry(options.seed)
  for (let pass = 0; pass < options.passes; pass += 1) {
    shuffle(order, random)
    for (const index of order)
      step(inputs[index] as Input, { weights, squares, prior, pulls, bounds, rate: options.rate })
  }
  return {
    places,
    hashes,
    features: weights.subarray(0, begin.signs * H),
    signs: weights.subarray(begin.signs * H, begin.cues * H),
    cues: new Map(
      cueNames.map((id, place) => [
        id,
        weights.slice((begin.cues + place) * H, (begin.cues + place + 1) * H),
      ]),
    ),
  }
}

interface Input {
  readonly row: Int32Array
  readonly norm: number
  readonly dense: readonly number[]
  readonly targets: Int8Array
  readonly weight: number
}

interface State {
  readonly weights: Float32Array
  readonly squares: Float32Array
  readonly prior: Float32Array
  readonly pulls: Float32Array
  readonly bounds: Bounds
  readonly rate: number
}

/** The least and the most that each weight may come to. */
interface Bounds {
  readonly least: Float32Array
  readonly most: Float32Array
}

interface Begin {
  readonly signs: number
  readonly cues: number
  readonly sources: number
  readonly end: number
}

function placesOf(hashes: readonly number[]): Int32Array {
  const places = new Int32Array(1 << 24).fill(-1)
  for (const [place, hash] of hashes.entries()) places[hash] = place
  return places
}

function rowOf({ hashes }: Prepared, places: Int32Array): Int32Array {
  const row: number[] = []
  const times = new Map<number, number>()
  for (const hash of hashes) {
    const place = places[hash] ?? -1
    const before = times.get(place) ?? 0
    if (place < 0 || before === MOST_TIMES) continue
    times.set(place, before + 1)
    row.push(place)
  }
  return Int32Array.from(row)
}

function setPrior(
  prior: Float32Array,
  place: number,
  cue: { readonly need: string; readonly weight: number },
): void {
  for (let head = 0; head < H; head += 1) {
    if (HEADS[head] === cue.need) prior[place * H + head] = cue.weight
    else if (cue.need === 'other' && HEADS[head] !== 'spam') prior[place * H + head] = -cue.weight
  }
}

/**
 * A rule keeps its direction: what speaks for a need never comes to speak against it, nor the other way. For another
 * need than its own a cue counts only against: "cracked" beside "cut my thumb" must not make a danger of every crack.
 * But whoever is in trouble asks, and whoever was harmed complains: those two are so by what the needs mean.
 */
function boundsOf(
  prepared: readonly Prepared[],
  cuePlaces: ReadonlyMap<string, number>,
  begin: Begin,
): Bounds {
  const least = new Float32Array(begin.end * H).fill(Number.NEGATIVE_INFINITY)
  const most = new Float32Array(begin.end * H).fill(Number.POSITIVE_INFINITY)
  for (const { cues } of prepared)
    for (const { id, need, weight } of cues)
      for (let head = 0; head < H; head += 1) {
        const cell = (begin.cues + (cuePlaces.get(id) ?? 0)) * H + head
        const to = HEADS[head]
        if (to === need && weight > 0) least[cell] = 0
        else if (to === need) most[cell] = 0
        else if (need !== 'other' && to !== 'question' && !(need === 'safety' && to === 'complaint'))
          most[cell] = 0
      }
  return { least, most }
}

/** The pull on a cell at each touch, so that a whole pass adds up to the pull asked for. */
function pullsOf(inputs: readonly Input[], begin: Begin, options: FitOptions): Float32Array {
  const touches = new Float32Array(begin.end * H)
  for (const { row, dense, targets } of inputs)
    for (let head = 0; head < H; head += 1) {
      if (targets[head] === -1) continue
      for (const place of row) touches[place * H + head] = (touches[place * H + head] ?? 0) + 1
      for (const place of dense) touches[place * H + head] = (touches[place * H + head] ?? 0) + 1
    }
  return touches.map((count, cell) => {
    const place = Math.floor(cell / H)
    const pull =
      place < begin.signs
        ? options.featurePull
        : place < begin.cues
          ? options.signPull
          : place < begin.sources
            ? options.cuePull
            : 0.01
    return count === 0 ? 0 : pull / count
  })
}

function step({ row, norm, dense, targets, weight }: Input, state: State): void {
  const { weights } = state
  const length = row.length
  for (let head = 0; head < H; head += 1) {
    const target = targets[head] as number
    if (target === -1) continue
    let sum = 0
    for (let at = 0; at < length; at += 1) sum += weights[(row[at] as number) * H + head] as number
    let score = sum * norm
    for (const place of dense) score += weights[place * H + head] ?? 0
    const miss = weight * (1 / (1 + Math.exp(-score)) - target)
    const small = miss * norm
    for (let at = 0; at < length; at += 1) move(state, (row[at] as number) * H + head, small)
    for (const place of dense) move(state, place * H + head, miss)
  }
}

function move({ weights, squares, prior, pulls, bounds, rate }: State, cell: number, miss: number): void {
  const weight = weights[cell] as number
  const slope = miss + (pulls[cell] as number) * (weight - (prior[cell] as number))
  const square = (squares[cell] as number) + slope * slope
  squares[cell] = square
  const next = weight - (rate * slope) / Math.sqrt(square)
  weights[cell] = Math.min(bounds.most[cell] as number, Math.max(bounds.least[cell] as number, next))
}

/** The raw scores of an example, one a head. */
export function scoresOf(one: Prepared, fitted: Fitted): Float64Array {
  const scores = new Float64Array(H)
  let known = 0
  for (const place of rowOf(one, fitted.places)) {
    known += 1
    for (let head = 0; head < H; head += 1)
      scores[head] = (scores[head] ?? 0) + (fitted.features[place * H + head] ?? 0)
  }
  const norm = normOf(known)
  const ids = new Set<string>()
  const cueSum = new Float64Array(H)
  for (const { id, need, weight } of one.cues) {
    if (ids.has(id)) continue
    ids.add(id)
    const row = fitted.cues.get(id)
    const unseen = new Float32Array(H)
    if (row === undefined) setPrior(unseen, 0, { need, weight })
    for (let head = 0; head < H; head += 1) cueSum[head] = (cueSum[head] ?? 0) + ((row ?? unseen)[head] ?? 0)
  }
  for (let head = 0; head < H; head += 1) {
    let score = (scores[head] ?? 0) * norm + (cueSum[head] ?? 0)
    for (const sign of one.signs) score += fitted.signs[sign * H + head] ?? 0
    scores[head] = score
  }
  return scores
}

function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function shuffle(order: number[], random: () => number): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const held = order[last] as number
    order[last] = order[other] as number
    order[other] = held
  }
}
