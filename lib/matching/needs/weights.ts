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
  /** Place of a feature among the weights, −1 for one that is not known. */
  placeOf(hash: number): number
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
    placeOf: openTable(unpackRising(stored.features.hashes, count)),
    lexicon: loadLexicon(stored.lexicon),
  }
}

export function loadLexicon(stored: StoredWeights['lexicon']): Lexicon {
  const valences = unpackSigned(stored.valences)
  const placeOf = openTable(unpackRising(stored.hashes, stored.count))
  return {
    valenceOf(word) {
      const place = placeOf(word)
      return place < 0 ? 0 : (valences[place] ?? 0) / 10
    },
  }
}

/** A hash table with open addressing over 24-bit numbers: their place in the list. */
function openTable(hashes: Int32Array): (hash: number) => number {
  let size = 1_024
  while (size < hashes.length * 2.5) size *= 2
  const keys = new Int32Array(size).fill(-1)
  const places = new Int32Array(size)
  const mask = size - 1
  for (let place = 0; place < hashes.length; place += 1) {
    let slot = (hashes[place] ?? 0) & mask
    while (keys[slot] !== -1) slot = (slot + 1) & mask
    keys[slot] = hashes[place] ?? 0
    places[slot] = place
  }
  return (hash) => {
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const key = keys[slot]
      if (key === hash) return places[slot] ?? -1
      if (key === -1) return -1
    }
  }
}
