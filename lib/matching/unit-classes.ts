import { foldText } from './fold-text.ts'
import { hasLatinTwin } from './look-alikes.ts'
import {
  DIGIT,
  EMOJI as EMOJI_KIND,
  GAP as GAP_KIND,
  kindAt,
  LETTER,
  UNSPACED as UNSPACED_KIND,
  wordKinds,
} from './word-kinds.ts'

/**
 * What a single UTF-16 unit of a page's own text is to the quick scan. 64 classes: six bits, a row of the
 * table of first words. A unit that is of one of the classes GAP to EMOJI, or from FOREIGN on, folds to one
 * unit whatever stands beside it, unless that is INVISIBLE, a JOINER or COMPLEX.
 */
export const UNKNOWN = 0
export const GAP = 1
/** # or @. */
export const SIGN = 2
export const UNSPACED = 3
/** An unspaced character or emoji with which a term begins. */
export const STARTER = 4
/** An emoji, or the first half of one. */
export const EMOJI = 5
/** The first half of any other character beyond the first plane. */
export const ASTRAL = 6
/** Nothing simple can be said: it composes with its neighbour, or folds to words and gaps. */
export const COMPLEX = 7
/** Folds to nothing: invisible characters, and marks that do not count. */
export const INVISIBLE = 8
/** A mark that counts. */
export const JOINER = 9
/** A ligature or the like: folds to several letters or digits. */
export const EXPANDING = 10
/** A letter of another alphabet that may pass for a Latin one. From here on: a letter or digit. */
export const FOREIGN = 11
const OTHER_DIGIT = 12
const FIRST_DIGIT = 13
const FIRST_OTHER_LETTER = 23
/** a to z, last: in a row of the table they share one line of the processor's cache. */
export const FIRST_LETTER = 38
export const CLASSES = 64

const A = 0x61
const Z = 0x7a
const ZERO = 0x30
const NINE = 0x39

/** A letter rather than a digit? Of classes from FOREIGN on. */
export function isLetterClass(unitClass: number): boolean {
  return unitClass >= FIRST_OTHER_LETTER || unitClass === FOREIGN
}

/** By unit: 1 where it is a letter or a digit, 2 where it is neither, 0 where nobody has asked. */
const LETTERS_AND_DIGITS = new Uint8Array(0x10000)

export function isLetterOrDigit(unit: number): boolean {
  const known = LETTERS_AND_DIGITS[unit] as number
  if (known !== 0) return known === 1
  const found = /[\p{L}\p{N}]/u.test(String.fromCharCode(unit))
  LETTERS_AND_DIGITS[unit] = found ? 1 : 2
  return found
}

/** The class of a unit that stands in a folded word and is a letter or digit. Others share classes by chance. */
export function classOfLetter(unit: number, isDigit: boolean): number {
  if (unit >= A && unit <= Z) return FIRST_LETTER + unit - A
  if (unit >= ZERO && unit <= NINE) return FIRST_DIGIT + unit - ZERO
  return isDigit ? OTHER_DIGIT : FIRST_OTHER_LETTER + (unit % (FIRST_LETTER - FIRST_OTHER_LETTER))
}

/** Has this unit of a folded word a class that it shares with none? */
export function isExact(unit: number): boolean {
  return (unit >= A && unit <= Z) || (unit >= ZERO && unit <= NINE)
}

/** What is known of units, for all matchers: filled as they are met. */
export const FOLDED_UNITS = new Uint16Array(0x10000)
const KNOWN_CLASSES = new Uint8Array(0x10000)
const EXPANSIONS = new Map<number, string>()

/** What a unit of the class EXPANDING folds to. */
export function expansionOf(unit: number): string {
  return EXPANSIONS.get(unit) ?? ''
}

/** The class of a unit where no term is looked for: never STARTER. Unspaced characters that fold to several are COMPLEX. */
export function classOf(unit: number): number {
  const known = KNOWN_CLASSES[unit] ?? UNKNOWN
  if (known !== UNKNOWN) return known
  const found = unit >= 0xd800 && unit <= 0xdfff ? classOfSurrogate(unit) : classify(unit)
  KNOWN_CLASSES[unit] = found
  return found
}

function classOfSurrogate(unit: number): number {
  if (unit === 0xd83d || unit === 0xd83e) return EMOJI
  if (unit < 0xdc00) return ASTRAL
  // After U+D83E these are digits, the only ones among the emoji.
  return unit >= 0xdff0 && unit <= 0xdff9 ? COMPLEX : GAP
}

/** Marks and Hangul letters that Unicode composes with the character before them (NFC_Quick_Check=Maybe), but accents, which are folded. */
const COMPOSING =
  /[\u093c\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dca\u0dcf\u0ddf\u102e\u1100-\u11ff\u1b35\u3099\u309a\uff9e\uff9f]/

function classify(unit: number): number {
  const letter = String.fromCharCode(unit)
  if (COMPOSING.test(letter)) return COMPLEX
  const folded = foldText(letter)
  const piece = folded.text
  if (piece === '') return INVISIBLE
  const kinds = wordKinds(folded, letter)
  const kind = kindAt(kinds, 0)
  FOLDED_UNITS[unit] = piece.charCodeAt(0)
  if (!kinds.every((_, at) => isAlike(kindAt(kinds, at), kind))) return COMPLEX
  if (kind === GAP_KIND) return classifyGap(piece)
  if (kind === EMOJI_KIND || kind === UNSPACED_KIND)
    // A Thai vowel above its letter is as little a letter of its own as an emoji is.
    return piece.length > 1 ? COMPLEX : kind === EMOJI_KIND || MARK.test(letter) ? EMOJI : UNSPACED
  if (MARK.test(letter)) return JOINER
  if (piece.length > 1) {
    EXPANSIONS.set(unit, piece)
    return EXPANDING
  }
  return hasLatinTwin(unit) ? FOREIGN : classOfLetter(piece.charCodeAt(0), kind === DIGIT)
}

const MARK = /\p{M}/u

/** Of one kind, or both parts of words. */
function isAlike(one: number, other: number): boolean {
  return one === other || (one + other === LETTER + DIGIT && one !== GAP_KIND && other !== GAP_KIND)
}

/** A gap of several characters is as good as one, unless one of them means something. */
function classifyGap(piece: string): number {
  if (piece === '#' || piece === '@') return SIGN
  return piece.length > 1 && /[#@_'\n]/.test(piece) ? COMPLEX : GAP
}
