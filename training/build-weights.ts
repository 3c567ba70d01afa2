import { CUES } from '../lib/matching/cues/find-cues.ts'
import { packBytes, packRising } from '../lib/matching/needs/pack-numbers.ts'
import { SIGNS } from '../lib/matching/needs/read-signs.ts'
import { HEADS, type Head, type StoredHead, type StoredWeights } from '../lib/matching/needs/weights.ts'
import { countHashes, FIT, type FitOptions, type Fitted, fitHeads, frequentHashes } from './fit.ts'
import { judgeUnseen, scaleOf, type Unseen } from './judge-unseen.ts'
import type { Prepared } from './prepare.ts'

const H = HEADS.length

export interface BuildOptions {
  /** Examples that an n-gram must be in to be learnt, and how many n-grams are kept. */
  readonly least: number
  readonly kept: number
  readonly fit: FitOptions
}

export const BUILD: BuildOptions = { least: 6, kept: 12_160, fit: FIT }

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
  const unseen = judgeUnseen(prepared, kept, options.fit, tell)
  const fitted = fitHeads(prepared, kept, options.fit)
  tell('fitted on all')
  const heads = Object.fromEntries(HEADS.map((head, index) => [head, storeHead(index, fitted, unseen)]))
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

/** A fold by the id's own letters, the same at every run. */
export function foldOf(id: string, folds: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return ((hash ^ (hash >>> 15)) >>> 0) % folds
}

function storeHead(head: number, fitted: Fitted, unseen: readonly Unseen[]): StoredHead {
  const column = Float64Array.from(
    { length: fitted.hashes.length },
    (_, place) => fitted.features[place * H + head] ?? 0,
  )
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
    ...scaleOf(head, unseen),
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

/** A weight of one step is left out: it moves no score by itself, and without it the file is a hundredth smaller. */
function quantise(weight: number, scale: number): number {
  const steps = Math.max(-STEPS, Math.min(STEPS, Math.round(weight / scale)))
  return Math.abs(steps) < 2 ? 0 : steps
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000
}
