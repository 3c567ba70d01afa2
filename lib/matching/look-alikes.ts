import { type FoldedText, foldText } from './fold-text.ts'
import { GAP, isHump, type Kinds, kindAt, UNSPACED } from './word-kinds.ts'

/**
 * Letters of Cyrillic and Greek that look like Latin ones, after the confusables of Unicode Technical Standard
 * 39. `close` ones are alike in any typeface; the others pass for the Latin letter only in its company.
 */
const CLOSE_SMALL = 'аaсcеeоoрpхxуyіiјjѕsԁdһhԛqԝwӏlѵvαaοoνvρpυuκkιiχxϳj'
const CLOSE_CAPITAL = 'АaВbЕeКkМmНhОoРpСcТtХxУyЅsІiЈjԚqԜwҺhӀlѴvΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧxͿj'
const NEAR_SMALL = 'кkтtмmвbнhпnьbγyτtηnωwεeβb'

const CLOSE = pairs(CLOSE_SMALL + CLOSE_CAPITAL)
const NEAR = pairs(NEAR_SMALL)

function pairs(list: string): ReadonlyMap<number, number> {
  const map = new Map<number, number>()
  for (let at = 0; at + 1 < list.length; at += 2) map.set(list.charCodeAt(at), list.charCodeAt(at + 1))
  return map
}

/** Greek, Cyrillic and its supplements: the only letters that are looked at. */
export function isForeign(unit: number): boolean {
  return (
    (unit >= 0x370 && unit <= 0x52f) ||
    (unit >= 0x1c80 && unit <= 0x1c8f) ||
    (unit >= 0xa640 && unit <= 0xa69f)
  )
}

/** May this letter of a page be read as a Latin one, in some company? */
export function hasLatinTwin(unit: number): boolean {
  const letter = String.fromCharCode(unit)
  return latinOf(letter, 0, CLOSE) !== 0 || latinOf(letter, 0, NEAR) !== 0
}

/** May it be so wherever it stands? */
export function isCloseTwin(unit: number): boolean {
  return (lettersAt(unit) & CLOSE_TWIN) !== 0
}

export function isCyrillic(unit: number): boolean {
  return unit >= FIRST_CYRILLIC
}

const ANY_FOREIGN = /[\u0370-\u052f\u1c80-\u1c8f\ua640-\ua69f]/
const FIRST_CYRILLIC = 0x400

/**
 * For each unit of a folded text the Latin letter that it may also be read as, or 0; null when there is none.
 *
 * A letter may be read so in a word that mixes its alphabet with Latin, as no honest word does that would be
 * looked for. A word wholly of close look-alikes may be too, but only in a post that has letters of another
 * alphabet and none of this one that is not a look-alike: "сор" in a Russian sentence stays Russian. What letters
 * the post has is asked of `alphabets`, for the text here may be a part of it.
 */
export function lookAlikes(
  folded: FoldedText,
  kinds: Kinds,
  source: string,
  alphabets: () => Alphabets = () => alphabetsIn(source),
): Uint16Array | null {
  if (!ANY_FOREIGN.test(folded.text)) return null
  const post = alphabets()
  const latin = new Uint16Array(kinds.length)
  let some = false
  for (let first = 0; first < kinds.length; ) {
    let end = first + 1
    if (isWordUnit(kinds, first)) {
      while (end < kinds.length && isWordUnit(kinds, end) && !isHump(kinds, end)) end += 1
      if (readWord(folded, source, { first, end }, post, latin)) some = true
    }
    first = end
  }
  return some ? latin : null
}

function isWordUnit(kinds: Kinds, at: number): boolean {
  const kind = kindAt(kinds, at)
  return kind !== GAP && kind < UNSPACED
}

/** Which letters a post has. */
export interface Alphabets {
  readonly latin: boolean
  readonly other: boolean
  readonly greek: boolean
  readonly cyrillic: boolean
  /** Letters of it that look like none of Latin's. */
  readonly plainGreek: boolean
  readonly plainCyrillic: boolean
}

const OTHER_LETTER = /[^\P{L}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u
const LATIN_LETTER = /\p{Script=Latin}/u

const KNOWN = 1
const LATIN = 2
const OTHER = 4
const GREEK = 8
const CYRILLIC = 16
const PLAIN_GREEK = 32
const PLAIN_CYRILLIC = 64
const CLOSE_TWIN = 128
const ALL_LETTERS = LATIN | OTHER | GREEK | CYRILLIC | PLAIN_GREEK | PLAIN_CYRILLIC

/** By unit, as they are met. */
const LETTERS = new Uint8Array(0x10000)

/** The letters of a page's own text: one look at each, and nothing is folded twice. */
export function alphabetsIn(source: string): Alphabets {
  let seen = 0
  for (let at = 0; at < source.length && (seen & ALL_LETTERS) !== ALL_LETTERS; at += 1) {
    const unit = source.charCodeAt(at)
    if ((unit & 0xfc00) === 0xd800) {
      seen |= lettersBeyond(source.codePointAt(at) ?? 0)
      continue
    }
    seen |= lettersAt(unit)
  }
  return {
    latin: (seen & LATIN) !== 0,
    other: (seen & OTHER) !== 0,
    greek: (seen & GREEK) !== 0,
    cyrillic: (seen & CYRILLIC) !== 0,
    plainGreek: (seen & PLAIN_GREEK) !== 0,
    plainCyrillic: (seen & PLAIN_CYRILLIC) !== 0,
  }
}

function lettersAt(unit: number): number {
  const known = LETTERS[unit] as number
  if (known !== 0) return known
  const letter = String.fromCharCode(unit)
  const found = KNOWN | lettersOf(letter) | (latinOf(letter, 0, CLOSE) === 0 ? 0 : CLOSE_TWIN)
  LETTERS[unit] = found
  return found
}

const LETTER = /\p{L}/u

const beyond = new Map<number, number>()
const MOST_BEYOND = 4_096

/** Of a character beyond the first plane. */
function lettersBeyond(point: number): number {
  const before = beyond.get(point)
  if (before !== undefined) return before
  const found = lettersOf(String.fromCodePoint(point))
  if (beyond.size >= MOST_BEYOND) beyond.clear()
  beyond.set(point, found)
  return found
}

function lettersOf(letter: string): number {
  const { text } = foldText(letter)
  let seen = (LATIN_LETTER.test(text) ? LATIN : 0) | (OTHER_LETTER.test(text) ? OTHER : 0)
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (!isForeign(unit) || !LETTER.test(text[at] ?? '')) continue
    const close = latinOf(letter, 0, CLOSE) !== 0
    if (unit < FIRST_CYRILLIC) seen |= close ? GREEK : GREEK | PLAIN_GREEK
    else seen |= close ? CYRILLIC : CYRILLIC | PLAIN_CYRILLIC
  }
  return seen
}

/** By the letter as it stands in the page: В looks like B, в does not. Composed letters lose their accent first. */
function latinOf(source: string, at: number, map: ReadonlyMap<number, number>): number {
  const unit = source.charCodeAt(at)
  return map.get(unit) ?? map.get((source[at] ?? '').normalize('NFKD').charCodeAt(0)) ?? 0
}

interface Word {
  readonly first: number
  readonly end: number
}

function readWord(
  { text, starts }: FoldedText,
  source: string,
  { first, end }: Word,
  post: Alphabets,
  latin: Uint16Array,
): boolean {
  let hasLatin = false
  let close = true
  let cyrillic = false
  let greek = false
  for (let at = first; at < end; at += 1) {
    const unit = text.charCodeAt(at)
    if (isForeign(unit)) {
      if (unit < FIRST_CYRILLIC) greek = true
      else cyrillic = true
      if (latinOf(source, starts[at] ?? 0, CLOSE) === 0) close = false
    } else if (LATIN_LETTER.test(text[at] ?? '')) hasLatin = true
  }
  if (!cyrillic && !greek) return false
  const elsewhere = post.latin || post.other || (post.cyrillic && !cyrillic) || (post.greek && !greek)
  const foreignHere = (cyrillic && post.plainCyrillic) || (greek && post.plainGreek)
  if (!hasLatin && !(close && elsewhere && !foreignHere)) return false
  let some = false
  for (let at = first; at < end; at += 1) {
    if (!isForeign(text.charCodeAt(at))) continue
    const from = starts[at] ?? 0
    latin[at] = latinOf(source, from, CLOSE) || (hasLatin ? latinOf(source, from, NEAR) : 0)
    if (latin[at] !== 0) some = true
  }
  return some
}
