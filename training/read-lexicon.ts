import { hashOfWord } from '../lib/matching/needs/hash-words.ts'
import { packBytes, packRising } from '../lib/matching/needs/pack-numbers.ts'
import type { StoredWeights } from '../lib/matching/needs/weights.ts'
import { readLines } from './sources/read-table.ts'

/** The single words of the VADER lexicon (MIT, C.J. Hutto), as hashes with their valence in tenths. */
export async function readLexicon(folder: string): Promise<StoredWeights['lexicon']> {
  const valences = new Map<number, number>()
  for (const line of await readLines(folder, 'vader-lexicon/vader_lexicon.txt')) {
    const [word = '', valence = ''] = line.split('\t')
    if (/^[a-z'-]+$/.test(word) && !word.includes('-'))
      valences.set(hashOfWord(word.replaceAll("'", '')), Math.round(Number(valence) * 10))
  }
  const sorted = [...valences].sort(([one], [other]) => one - other)
  return {
    licence: 'MIT, Copyright (c) 2016 C.J. Hutto (VADER)',
    count: sorted.length,
    hashes: packRising(sorted.map(([hash]) => hash)),
    valences: packBytes(sorted.map(([, valence]) => valence)),
  }
}
