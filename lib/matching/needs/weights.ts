import type { Need } from '../../model/playbook.ts'
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
  /** Probabilities: from `label` on it is shown as perhaps, from `sure` on as it is. */
  readonly thresholds: { readonly label: number; readonly sure: number }
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
  readonly lexicon: Lexicon
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
    features: tableOf(unpackRising(stored.features.hashes, count)),
    lexicon: loadLexicon(stored.lexicon),
  }
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

/** A hash table with open addressing over 24-bit numbers. Few of those asked for are in it: `known` says so first. */
export interface Table {
  /** −1 where a slot is free. */
  readonly keys: Int32Array
  readonly places: Int32Array
  /** One bit for each value of a number's low 18 bits. */
  readonly known: Uint8Array
}

/** Place of a number in the list that the table was made from, −1 where it is not in it. */
export function placeIn({ keys, places, known }: Table, hash: number): number {
  if (((known[(hash & 0x3ffff) >> 3] as number) & (1 << (hash & 7))) === 0) return -1
  const mask = keys.length - 1
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const key = keys[slot] as number
    if (key === hash) return places[slot] as number
    if (key === -1) return -1
  }
}

function tableOf(hashes: Int32Array): Table {
  let size = 1_024
  while (size < hashes.length * 2.5) size *= 2
  const keys = new Int32Array(size).fill(-1)
  const places = new Int32Array(size)
  const known = new Uint8Array(0x8000)
  for (let place = 0; place < hashes.length; place += 1) {
    const hash = hashes[place] as number
    let slot = hash & (size - 1)
    while (keys[slot] !== -1) slot = (slot + 1) & (size - 1)
    keys[slot] = hash
    places[slot] = place
    known[(hash & 0x3ffff) >> 3] = (known[(hash & 0x3ffff) >> 3] as number) | (1 << (hash & 7))
  }
  return { keys, places, known }
}
