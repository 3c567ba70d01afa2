import { type CueLanguage, type FoundCue, findCues } from '../lib/matching/cues/find-cues.ts'
import { type MaskedSpan, readFeatures } from '../lib/matching/needs/read-features.ts'
import { readSigns } from '../lib/matching/needs/read-signs.ts'
import { HEADS, type Lexicon } from '../lib/matching/needs/weights.ts'
import type { Example } from './example.ts'

/** An example as the fit sees it: numbers, no text. */
export interface Prepared {
  readonly example: Example
  /** Hashed n-grams, with repetitions. */
  readonly hashes: Int32Array
  /** Places among SIGNS. */
  readonly signs: readonly number[]
  readonly cues: readonly FoundCue[]
  /** For each head 0, 1, or −1 where it is not known. */
  readonly targets: Int8Array
}

export function prepare(examples: readonly Example[], lexicon: Lexicon): Prepared[] {
  return examples.map((example) => prepareOne(example, lexicon))
}

function prepareOne(example: Example, lexicon: Lexicon): Prepared {
  const features = readFeatures(example.text, namesIn(example))
  const { found } = readSigns(features, lexicon)
  return {
    example,
    hashes: features.hashes.slice(0, features.count),
    signs: [...found.keys()].filter((sign) => found[sign] === 1),
    cues: findCues(example.text, example.lang as CueLanguage),
    targets: Int8Array.from(HEADS, (head) => example.needs[head] ?? -1),
  }
}

function namesIn({ text, names }: Example): MaskedSpan[] {
  if (names === undefined) return []
  return [...text.matchAll(names)].map(({ index, 0: name }) => ({ start: index, end: index + name.length }))
}
