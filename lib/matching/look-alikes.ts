import type { FoldedText } from './fold-text.ts'
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
  return latinOf(String.fromCharCode(unit), 0, CLOSE) !== 0
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
 * alphabet and none of this one that is not a look-alike: "сор" in a Russian sentence stays Russian.
 */
export function lookAlikes(folded: FoldedText, kinds: Kinds, source: string): Uint16Array | null {
  if (!ANY_FOREIGN.test(folded.text)) return null
  const post = alphabetsIn(folded, source)
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

interface Alphabets {
  readonly latin: boolean
  readonly other: boolean
  /** Letters of it that look like none of Latin's. */
  readonly plainGreek: boolean
  readonly plainCyrillic: boolean
  readonly greek: boolean
  readonly cyrillic: boolean
}

const OTHER_LETTER = /[^\P{L}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u
const LATIN_LETTER = /\p{Script=Latin}/u

function alphabetsIn({ text, starts }: FoldedText, source: string): Alphabets {
  const seen = { plainGreek: false, plainCyrillic: false, greek: false, cyrillic: false }
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (!isForeign(unit) || !/\p{L}/u.test(text[at] ?? '')) continue
    const close = latinOf(source, starts[at] ?? 0, CLOSE) !== 0
    if (unit < FIRST_CYRILLIC) {
      seen.greek = true
      if (!close) seen.plainGreek = true
    } else {
      seen.cyrillic = true
      if (!close) seen.plainCyrillic = true
    }
  }
  return { ...seen, latin: LATIN_LETTER.test(text), other: OTHER_LETTER.test(text) }
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
