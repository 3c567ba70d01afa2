import type { FirstWords } from './first-words.ts'
import { classIn, columnOf } from './first-words.ts'
import { isCloseTwin, isCyrillic, isForeign } from './look-alikes.ts'
import { alphabetsOf, type ScannedText } from './scanned-text.ts'
import { ANY_LETTER, SPACE, stepIn } from './term-trie.ts'
import {
  COMPLEX,
  EMOJI,
  EXPANDING,
  expansionOf,
  FIRST_LETTER,
  FOLDED_UNITS,
  FOREIGN,
  GAP,
  isLetterClass,
  isLetterOrDigit,
  SIGN,
  STARTER,
  UNKNOWN,
  UNSPACED,
} from './unit-classes.ts'

/** One text, and what was found in it at one place. */
export interface PlainWalk {
  readonly words: FirstWords
  readonly text: ScannedText
  /** Of `text`. */
  readonly source: string
  /** Triples of pattern, start, end. Good only when the walk that wrote them was plain. */
  readonly found: number[]
  /** Where the tag or handle ends that the walk began in: in it a capital may begin a word. 0: in none. */
  tagFrom: number
  tagEnd: number
  /** Letters that may still be tried on side ways from the word that the walk began at. */
  spare: number
}

/**
 * An unknown letter, a capital in a tag and a look-alike part the way, and lists of terms can be made that part it at
 * every letter of a post: so many letters of the side ways are read from each word. The way of the letters as
 * written is not cut.
 */
export const MOST_ASIDE = 1_000

/** Kept in a walk's way when something stands there that only the exact walk can read. */
const END = GAP

export function classAt({ words, source }: Pick<PlainWalk, 'words' | 'source'>, at: number): number {
  if (at >= source.length || at < 0) return END
  const unit = source.charCodeAt(at)
  const found = words.classes[unit] as number
  return found === UNKNOWN ? learn(words, unit) : found
}

/** Classifies a unit that was not met before. */
export function learn(words: FirstWords, unit: number): number {
  const { classes, columns } = words
  const found = classIn(words, unit)
  classes[unit] = found
  columns[unit] = columnOf(found)
  return found
}

/**
 * Follows the trie from a word's start through units that each fold to one, whatever stands beside them.
 * False: the walk met something else while a term was still possible, and what it found counts for nothing.
 */
export function walkPlain(
  walk: PlainWalk,
  start: number,
  from: number,
  first: number,
  isAside = false,
): boolean {
  const { source, words } = walk
  const { edges, wild } = words.trie
  let node = from
  let at = first
  for (;;) {
    if (isAside) {
      if (walk.spare === 0) return true
      walk.spare -= 1
    }
    const unitClass = classAt(walk, at)
    if (!report(walk, node, start, at, unitClass)) return false
    if (at >= source.length) return true
    const unit = FOLDED_UNITS[source.charCodeAt(at)] as number
    if (unitClass === GAP || unitClass === SIGN) {
      const spaced = stepIn(edges, node, SPACE)
      if (spaced === -1) return true
      const next = gapEnd(walk, at)
      if (next === ODD_GAP) return false
      if (next === EMPTY_LINE) return true
      node = spaced
      at = next
      continue
    }
    if (unitClass === EXPANDING)
      return isPlain(classAt(walk, at + 1)) && !survives(walk, node, expansionOf(source.charCodeAt(at)))
    if (unitClass === EMOJI && endsGap(walk, at, unitClass) && !survives(walk, node, source[at] ?? ''))
      return true
    if (unitClass < FOREIGN && unitClass !== UNSPACED && unitClass !== STARTER) return false
    if (unitClass === FOREIGN && mayBeLatin(walk, at)) return false
    if (walk.tagEnd > at && isHumpAt(walk, at)) {
      const spaced = stepIn(edges, node, SPACE)
      if (spaced !== -1 && !walkPlain(walk, start, spaced, at, true)) return false
    }
    const any = wild ? stepIn(edges, node, ANY_LETTER) : -1
    const isAny = any !== -1 && (unitClass >= FOREIGN || isLetterOrDigit(source.charCodeAt(at)))
    if (isAny && !walkPlain(walk, start, any, at + 1, true)) return false
    const child = stepIn(edges, node, unit)
    // What composes with this letter may make another of it.
    if (child === -1) return classAt(walk, at + 1) !== COMPLEX
    node = child
    at += 1
  }
}

/** Of a unit of this class nothing sits on the one before it. */
export function isPlain(unitClass: number): boolean {
  return unitClass <= EMOJI || unitClass >= FOREIGN
}

/** Is a term still possible after these letters, or did one end among them? */
function survives({ words }: PlainWalk, node: number, letters: string): boolean {
  const { edges, whole, beginnings } = words.trie
  let reached = node
  for (let at = 0; at < letters.length; at += 1) {
    if (stepIn(edges, reached, ANY_LETTER) !== -1) return true
    reached = stepIn(edges, reached, letters.charCodeAt(at))
    if (reached === -1) return false
    if (whole[reached] !== -1 || beginnings[reached] !== -1) return true
  }
  return true
}

function report(walk: PlainWalk, node: number, start: number, at: number, unitClass: number): boolean {
  const { trie } = walk.words
  const whole = trie.whole[node] as number
  if (whole !== -1) {
    const ends = isEnd(walk, start, at, unitClass)
    if (ends === null) return false
    if (ends) reportChain(walk, whole, start, at)
  }
  const beginnings = trie.beginnings[node] as number
  if (beginnings === -1) return true
  let end = at
  for (;;) {
    const ends = isEnd(walk, end, end, classAt(walk, end))
    if (ends === null) return false
    if (ends) break
    end += 1
  }
  reportChain(walk, beginnings, start, end)
  return true
}

function reportChain({ words, found }: PlainWalk, first: number, start: number, end: number): void {
  const { endings } = words.trie
  for (let at = first; at !== -1; at = endings[at + 1] as number)
    found.push(endings[at] as number, start, end)
}

/** May a word that began at `start` end before `at`, as `isWordEnd` has it? Null: only the exact walk can say. */
function isEnd(walk: PlainWalk, start: number, at: number, unitClass: number): boolean | null {
  if (unitClass === GAP || unitClass === SIGN) return true
  if (unitClass === UNSPACED || unitClass === STARTER) return true
  if (unitClass === EMOJI) return isWholeEmoji(walk, at) ? true : null
  if (unitClass < FOREIGN) return null
  const before = classAt(walk, at - 1)
  if (before < FOREIGN)
    return at === 0 || before === GAP || before === SIGN || before === UNSPACED || before === STARTER
      ? true
      : null
  if (walk.tagEnd > at && isHumpAt(walk, at)) return true
  if (isLetterClass(unitClass) || !isLetterClass(before)) return false
  return at - start >= 3 && isLetterClass(classAt(walk, at - 2)) && isLetterClass(classAt(walk, at - 3))
}

/** The first half of an emoji and no digit: `classOf` knows those by their second half. Other emoji, and Thai marks, may carry something. */
export function isWholeEmoji(walk: PlainWalk, at: number): boolean {
  return walk.source.charCodeAt(at) >= 0xd800 && classAt(walk, at + 1) !== COMPLEX
}

/** In a tag: a capital after a small letter or before one. */
export function isHumpAt(walk: PlainWalk, at: number): boolean {
  if (at < walk.tagFrom + 2 || !isCapital(walk.source, at) || classAt(walk, at) < UNSPACED) return false
  if (isLetterClass(classAt(walk, at - 1)) && !isCapital(walk.source, at - 1)) return true
  return at + 1 < walk.tagEnd && isLetterClass(classAt(walk, at + 1)) && !isCapital(walk.source, at + 1)
}

function isCapital(source: string, at: number): boolean {
  const unit = source.charCodeAt(at)
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a
  const letter = source[at] ?? ''
  return letter !== letter.toLowerCase()
}

const EMPTY_LINE = -1
const ODD_GAP = -2
const FIRST_HALF = 0xd800
const APOSTROPHE = 0x27
const SMALL_S = 0x73

/** Where the gap ends. A possessive's s belongs to it; a tag or an emoji in it is for the exact walk. */
function gapEnd(walk: PlainWalk, first: number): number {
  const { source } = walk
  let lines = 0
  let at = first
  for (; at < source.length; at += 1) {
    const unitClass = classAt(walk, at)
    if (unitClass !== GAP) {
      const possessive = isPossessive(walk, at)
      if (possessive === null) return ODD_GAP
      if (!possessive) return endsGap(walk, at, unitClass) ? (lines > 1 ? EMPTY_LINE : at) : ODD_GAP
    }
    if (source.charCodeAt(at) === 0x0a) lines += 1
  }
  return lines > 1 ? EMPTY_LINE : at
}

const PICTURE = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}]/u

/** Letters and pictures end a gap; of a tag or a mark in it only the exact walk knows. */
function endsGap(walk: PlainWalk, at: number, unitClass: number): boolean {
  if (unitClass !== EMOJI) return unitClass >= FOREIGN || unitClass === UNSPACED || unitClass === STARTER
  return isWholeEmoji(walk, at) && PICTURE.test(walk.source.slice(at, at + 2))
}

/** Is this the s of a possessive, which is no word? Null: only the exact walk can say. */
export function isPossessive(walk: PlainWalk, at: number): boolean | null {
  const { source } = walk
  if (FOLDED_UNITS[source.charCodeAt(at)] !== SMALL_S || classAt(walk, at) < FIRST_LETTER) return false
  if (at < 2 || classAt(walk, at - 1) !== GAP || FOLDED_UNITS[source.charCodeAt(at - 1)] !== APOSTROPHE) {
    // An invisible character may stand between them.
    return at > 0 && classAt(walk, at - 1) < FOREIGN && classAt(walk, at - 1) > UNSPACED + 1 ? null : false
  }
  const before = classAt(walk, at - 2)
  const after = classAt(walk, at + 1)
  if (after >= FOREIGN) return false
  if (before === EMOJI || after === EMOJI || !isPlain(before) || !isPlain(after)) return null
  // The second half of a character beyond the first plane is of the gaps' class, whatever the character is.
  if (before === GAP && source.charCodeAt(at - 2) >= FIRST_HALF) return null
  if (before === GAP || before === SIGN) return false
  // "x's's": whether the second is one hangs on the first.
  if (
    before >= FOREIGN &&
    FOLDED_UNITS[source.charCodeAt(at - 2)] === SMALL_S &&
    classAt(walk, at - 3) < FOREIGN
  )
    return null
  return true
}

/** May the word around this letter be read as Latin in part? Rather yes than no: the exact walk decides. */
function mayBeLatin(walk: PlainWalk, at: number): boolean {
  if (walk.tagEnd > at) return true
  const { source } = walk
  let first = at
  while (classAt(walk, first - 1) >= FOREIGN) first -= 1
  let close = true
  let end = first
  for (; classAt(walk, end) >= FOREIGN; end += 1) {
    const unit = source.charCodeAt(end)
    if (isForeign(unit)) close = close && isCloseTwin(unit)
    else if (isLetterClass(classAt(walk, end))) return true
  }
  const odd = (unitClass: number) => unitClass > STARTER && unitClass < FOREIGN
  if (odd(classAt(walk, first - 1)) || odd(classAt(walk, end))) return true
  if (!close) return false
  const post = alphabetsOf(walk.text)
  return isCyrillic(source.charCodeAt(at))
    ? !post.plainCyrillic && (post.latin || post.other || post.greek)
    : !post.plainGreek && (post.latin || post.other || post.cyrillic)
}
