import type { FoundCue } from '../../lib/matching/cues/find-cues.ts'
import { bigramHash, hashOfWord, MASK, negatedHash } from '../../lib/matching/needs/hash-words.ts'
import { unpackRising, unpackSigned } from '../../lib/matching/needs/pack-numbers.ts'
import { HEADS, type StoredWeights } from '../../lib/matching/needs/weights.ts'

/** Words that turn round the three after them, of those that the texts of the tests are made of. */
export const NEGATIONS: readonly string[] = ['not', 'never', 'kein', 'sans']

/** The hashed features of words in a row, in no order: written for the eye, a string for every piece. */
export function slowFeatures(words: readonly string[]): number[] {
  const features: number[] = []
  let previous: number = MASK.begin
  for (const [at, word] of words.entries()) {
    const letters = folded(word)
    const hash = hashOfWord(letters)
    const negated = words.slice(Math.max(0, at - 3), at).some((before) => NEGATIONS.includes(folded(before)))
    features.push(bigramHash(previous, hash), negated ? negatedHash(hash) : hash)
    if (!negated) features.push(...piecesOf(letters).map(hashOfPiece))
    previous = hash
  }
  return features
}

/** Without case and accents, no letter more than twice in a row. */
function folded(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/(.)\1{2,}/g, '$1$1')
}

/** Three and four letters in a row, the ends of the word being letters too. */
function piecesOf(letters: string): string[] {
  if (letters.length < 3) return []
  const whole = `\u0001${letters.slice(0, 24)}\u0002`
  return [3, 4].flatMap((length) =>
    Array.from({ length: Math.max(0, whole.length - length + 1) }, (_, at) => whole.slice(at, at + length)),
  )
}

/** FNV-1a, with 0 for the fourth of three letters, and the mixer of MurmurHash 3, in whole numbers. */
function hashOfPiece(piece: string): number {
  let hash = 0x2f000000n
  for (const letter of piece.padEnd(4, '\u0000'))
    hash = low((hash ^ BigInt(letter.charCodeAt(0))) * 0x01000193n)
  hash ^= hash >> 16n
  hash = low(hash * 0x85ebca6bn)
  hash ^= hash >> 13n
  hash = low(hash * 0xc2b2ae35n)
  return Number((hash ^ (hash >> 16n)) & 0xffffffn)
}

function low(number: bigint): bigint {
  return number & 0xffffffffn
}

/** The log-odds of each need by the stored columns, one n-gram after the other, each twice at most. */
export function slowOdds(
  stored: StoredWeights,
  hashes: readonly number[],
  signs: readonly number[],
  cues: readonly FoundCue[],
): number[] {
  const kept = [...unpackRising(stored.features.hashes, stored.features.count)]
  const places = hashes
    .filter((hash, at) => hashes.slice(0, at).filter((before) => before === hash).length < 2)
    .map((hash) => kept.indexOf(hash))
    .filter((place) => place !== -1)
  const norm =
    places.length <= 600 ? 1 / Math.sqrt(places.length + 30) : Math.sqrt(630) / (places.length + 30)
  return HEADS.map((need) => {
    const { weights, scale, signs: bySign, cues: byCue, calibration } = stored.heads[need]
    const column = unpackSigned(weights)
    let score = places.reduce((sum, place) => sum + (column[place] ?? 0), 0) * scale * norm
    for (const sign of signs) score += bySign[sign] ?? 0
    for (const cue of cues) {
      const ruled = cue.need === need ? cue.weight : cue.need === 'other' && need !== 'spam' ? -cue.weight : 0
      score += byCue[cue.id] ?? ruled
    }
    return calibration.slope * score + calibration.shift
  })
}
