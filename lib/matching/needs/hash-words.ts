import { placeIn, tableOf } from './number-table.ts'

/**
 * Hashes of words, pairs and pieces: FNV-1a over folded UTF-16 units, finished by the mixer of MurmurHash 3,
 * cut to 24 bits. The weights are stored by these numbers, so that no text ships with them: a change here
 * asks for a new training.
 */
export const OFFSET = 0x811c9dc5 | 0

export function extend(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193)
}

function finish(hash: number): number {
  let mixed = hash ^ (hash >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) & 0xffffff
}

export function wordHash(letters: number): number {
  return finish(letters)
}

export function bigramHash(first: number, second: number): number {
  return finish(Math.imul(first ^ 0x3779b9, 0x01000193) ^ Math.imul(second, 0x27d4eb2f))
}

/** A word that a negation turns around. */
export function negatedHash(word: number): number {
  return finish(word ^ 0x4e000000)
}

/** The word that opens a sentence which ends in a question mark. */
export function questionHash(word: number): number {
  return finish(word ^ 0x51000000)
}

/** Three letters in a row, of which `endPiece` makes a piece. 1 and 2 stand for the word's begin and end. */
export function beginPiece(one: number, two: number, three: number): number {
  return extend(extend(extend(0x2f000000, one), two), three)
}

/** The hash of a piece of three letters, `four` 0, or of four. */
export function endPiece(begun: number, four: number): number {
  return finish(extend(begun, four))
}

/** The hash of a word given in folded letters. */
export function hashOfWord(word: string): number {
  let hash = OFFSET
  for (let at = 0; at < word.length; at += 1) hash = extend(hash, word.charCodeAt(at))
  return wordHash(hash)
}

/** What stands for a thing whose letters do not count. Capitals are never in a folded word. */
export const MASK = {
  begin: hashOfWord('BEGIN'),
  brand: hashOfWord('BRAND'),
  handle: hashOfWord('HANDLE'),
  link: hashOfWord('LINK'),
  number: hashOfWord('NUMBER'),
  money: hashOfWord('MONEY'),
  share: hashOfWord('SHARE'),
  question: hashOfWord('QUESTION'),
  exclamation: hashOfWord('EXCLAMATION'),
  smile: hashOfWord('SMILE'),
  frown: hashOfWord('FROWN'),
} as const

const NEGATORS = tableOf(
  [
    'not no never none nothing nobody neither nor without hardly cannot cant cannt dont doesnt didnt isnt wasnt arent werent',
    'wont wouldnt couldnt shouldnt havent hasnt hadnt aint nicht kein keine keinen keinem keiner nie niemals ohne pas jamais',
    'aucun aucune sans nunca jamas sin ningun ninguna non mai senza nessun nessuna nao sem nenhum nenhuma niet geen nooit zonder',
  ]
    .join(' ')
    .split(' ')
    .map(hashOfWord),
)

export function isNegator(word: number): boolean {
  return placeIn(NEGATORS, word) >= 0
}
