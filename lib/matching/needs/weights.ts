import type { Need } from '../../model/playbook.ts'
import { placeIn, type Table, tableOf } from './number-table.ts'
import { unpackRising, unpackSigned } from './pack-numbers.ts'

/** The needs that are found, in the order of the weights. */
export const HEADS = [
  'question',
  'complaint',
  'praise',
  'idea',
  'buying',
  'leaving',
  'safety',
  'helping',
  'spam',
] as const satisfies readonly Need[]

export type Head = (typeof HEADS)[number]

/**
 * Probabilities from which on a need is shown: as perhaps from `label` on, or from `ruled` on where a rule of its own speaks for
 * it; as it is from `sure` on.
 */
export interface Thresholds {
  readonly label: number
  readonly ruled: number
  readonly sure: number
}

/** One need as stored. */
export interface StoredHead {
  /** What one step of the stored weights is worth. */
  readonly scale: number
  /** A signed byte for each feature, base64. */
  readonly weights: string
  /** For each of SIGNS. */
  readonly signs: readonly number[]
  /** By cue id. */
  readonly cues: Readonly<Record<string, number>>
  /** `slope × score + shift` is the calibrated log-odds. */
  readonly calibration: { readonly slope: number; readonly shift: number }
  readonly thresholds: Thresholds
  readonly scores: StoredScores
}

/**
 * How a head did on posts that the fit had not seen, weighted to how common the need is supposed to be: of the labels
 * shown, of the needs there, of the labels shown as sure, and what share of the shown those are. How well it does on
 * posts of another hand, docs/needs.md tells.
 */
export interface StoredScores {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly surePrecision: number
  readonly sureShare: number
  readonly calibrationError: number
}

/** weights.json, as `npm run train` writes it. */
export interface StoredWeights {
  readonly about: string
  readonly date: string
  readonly sources: readonly { readonly name: string; readonly licence: string; readonly posts: number }[]
  readonly features: { readonly count: number; readonly hashes: string }
  readonly lexicon: {
    readonly licence: string
    readonly count: number
    readonly hashes: string
    readonly valences: string
  }
  readonly heads: Readonly<Record<Head, StoredHead>>
}

export interface Lexicon {
  /** −4 to 4; 0 for a word that is not in it. */
  valenceOf(word: number): number
}

export interface LoadedHead extends Omit<StoredHead, 'weights'> {
  readonly need: Head
}

export interface LoadedWeights {
  readonly heads: readonly LoadedHead[]
  /** Places of the features among the weights. */
  readonly features: Table
  /** `weights[place × HEADS.length + head]`. */
  readonly weights: Int8Array
  /** The same, three to a number, so that a row is added in three steps: see `packRows`. */
  readonly packed: Float64Array
  readonly lexicon: Lexicon
  /** What each cue met so far adds to each head, by its id: filled by `cueRow`. */
  readonly cueRows: Map<string, Float64Array>
}

export function loadWeights(stored: StoredWeights): LoadedWeights {
  const { count } = stored.features
  const weights = new Int8Array(count * HEADS.length)
  const heads = HEADS.map((need, index): LoadedHead => {
    const { weights: packed, ...head } = stored.heads[need]
    const column = unpackSigned(packed)
    for (let place = 0; place < count; place += 1) weights[place * HEADS.length + index] = column[place] ?? 0
    return { ...head, need }
  })
  return {
    heads,
    weights,
    packed: packRows(weights),
    features: tableOf(unpackRising(stored.features.hashes, count)),
    lexicon: loadLexicon(stored.lexicon),
    cueRows: new Map(),
  }
}

/** Added to each weight in a packed number, so that none is below zero. */
export const BIAS = 128
/** What the next weight in a packed number is worth: three of them fill the 53 bits that are exact. */
export const PART = 2 ** 17

/** Rows of three numbers; each holds three weights, in steps of `PART`. Sums of some five hundred rows are exact, part by part. */
function packRows(weights: Int8Array): Float64Array {
  return Float64Array.from({ length: weights.length / 3 }, (_, at) => {
    const [one = 0, two = 0, three = 0] = weights.subarray(at * 3, at * 3 + 3)
    return one + BIAS + (two + BIAS) * PART + (three + BIAS) * PART * PART
  })
}

export function loadLexicon(stored: StoredWeights['lexicon']): Lexicon {
  const valences = unpackSigned(stored.valences)
  const table = tableOf(unpackRising(stored.hashes, stored.count))
  return {
    valenceOf(word) {
      const place = placeIn(table, word)
      return place < 0 ? 0 : (valences[place] ?? 0) / 10
    },
  }
}
