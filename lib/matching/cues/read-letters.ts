import { BEYOND, FIRST_PAIR, foldPair, foldUnit, JOINER, LAST_PAIR, NOTHING, PAIRS } from './fold-unit.ts'
import { LONGEST_WORD, type Vocabulary } from './vocabulary.ts'

export const LOWEST_LETTER = 0x30

/** The folded letters of the word read last; what is longer is cut. */
export const letters = new Uint16Array(LONGEST_WORD)

/** Is it a letter or a digit, or one that folds to two? `NaN`, where a text ends, is none. */
export function isLetter(unit: number): boolean {
  if (Number.isNaN(unit)) return false
  const folded = foldUnit(unit)
  return folded >= LOWEST_LETTER || (folded >= FIRST_PAIR && folded <= LAST_PAIR)
}

let lettersRead = 0
let stretched = false

/** Fills `letters` from here on, and answers where the word ends. A letter is taken twice in a row at most. */
export function readLetters(text: string, from: number, parted: boolean): number {
  lettersRead = 0
  stretched = false
  let at = readPlain(text, from)
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    let folded = foldUnit(unit)
    let width = 1
    if (folded === BEYOND) {
      folded = foldPair(text.codePointAt(at) ?? 0)
      width = 2
    }
    if (folded >= LOWEST_LETTER) addLetter(folded)
    else if (folded >= FIRST_PAIR && folded <= LAST_PAIR)
      for (const letter of PAIRS[folded - FIRST_PAIR] ?? '') addLetter(letter.charCodeAt(0))
    else if (folded === JOINER) {
      if (parted || !isLetter(text.charCodeAt(at + 1))) break
    } else if (folded !== NOTHING) break
    at += width
  }
  return at
}

/** Takes what folds to one letter each, up to a letter drawn out or what is no letter: most words whole. */
function readPlain(text: string, from: number): number {
  const stop = Math.min(text.length, from + LONGEST_WORD)
  let at = from
  let [last, before] = [0, 0]
  for (; at < stop; at += 1) {
    const folded = foldUnit(text.charCodeAt(at))
    if (folded < LOWEST_LETTER || (folded === last && last === before)) break
    letters[at - from] = folded
    before = last
    last = folded
  }
  lettersRead = at - from
  return at
}

function addLetter(letter: number): void {
  if (letters[lettersRead - 1] === letter && letters[lettersRead - 2] === letter && lettersRead > 1) {
    stretched = true
    return
  }
  if (lettersRead < LONGEST_WORD) letters[lettersRead] = letter
  lettersRead += 1
}

/** The symbol of the word read last, 0 where no cue has it. */
export function findLetters(vocabulary: Vocabulary): number {
  if (lettersRead > LONGEST_WORD) return 0
  const symbol = vocabulary.find(letters, lettersRead)
  if (symbol !== 0 || !stretched) return symbol
  // "looove": after "loove" try "love".
  let kept = 1
  for (let at = 1; at < lettersRead; at += 1)
    if (letters[at] !== letters[at - 1]) letters[kept++] = letters[at] ?? 0
  return vocabulary.find(letters, kept)
}

/** Is the word read last this one? */
export function lettersAre(word: string): boolean {
  if (lettersRead !== word.length) return false
  for (let at = 0; at < lettersRead; at += 1) if (letters[at] !== word.charCodeAt(at)) return false
  return true
}
