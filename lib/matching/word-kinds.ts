import type { FoldedText } from './fold-text.ts'

/**
 * What each UTF-16 unit of a folded text is, for finding where words begin and end. Classes follow
 * Unicode Standard Annex 29 roughly: a run of letters, marks and digits is a word; scripts written
 * without spaces, and emoji, have a boundary at every character.
 */
export const GAP = 0
export const LETTER = 1
export const DIGIT = 2
/** Han, kana, Thai, Lao, Khmer, Myanmar; and Hangul, where particles are glued to a name. From here on nothing is glued to its neighbours. */
export const UNSPACED = 3
export const EMOJI = 4
/** Second half of a surrogate pair. */
const INSIDE = 5

/** Inside a #tag or @handle: a capital that begins a word, as the T in #QuillonTravel. */
const HUMP = 8

export type Kinds = Uint8Array

const KIND = 7

export function kindAt(kinds: Kinds, at: number): number {
  return (kinds[at] ?? GAP) & KIND
}

export function isHump(kinds: Kinds, at: number): boolean {
  return ((kinds[at] ?? GAP) & HUMP) !== 0
}

/** `source` is what `folded` was made from: its capitals tell where a tag's words begin. */
export function wordKinds(folded: FoldedText, source: string): Kinds {
  const { text } = folded
  const kinds = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) {
      kinds[at] = ASCII_KINDS[unit] ?? GAP
      continue
    }
    const point = text.codePointAt(at) ?? 0
    kinds[at] = kindOf(point)
    if (point > 0xffff) {
      kinds[at + 1] = kinds[at] === GAP ? GAP : INSIDE
      at += 1
    }
  }
  dropPossessives(text, kinds)
  markHumps(folded, source, kinds)
  return kinds
}

const ASCII_KINDS = Uint8Array.from({ length: 0x80 }, (_, unit) => {
  const letter = String.fromCharCode(unit)
  return /[0-9]/.test(letter) ? DIGIT : /[a-z]/i.test(letter) ? LETTER : GAP
})

const UNSPACED_LETTERS =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー々〆〇\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]'
const UNSPACED_SHAPE = new RegExp(`^${UNSPACED_LETTERS}$`, 'u')
const FIRST_UNSPACED = new RegExp(UNSPACED_LETTERS, 'u')

/** Where the first letter of a script without spaces stands, or -1. */
export function firstUnspaced(text: string): number {
  return text.search(FIRST_UNSPACED)
}

const EMOJI_SHAPE = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]$/u

const known = new Map<number, number>()
const KNOWN_LIMIT = 4_096

function kindOf(point: number): number {
  const before = known.get(point)
  if (before !== undefined) return before
  const letter = String.fromCodePoint(point)
  let kind = GAP
  if (UNSPACED_SHAPE.test(letter)) kind = UNSPACED
  else if (EMOJI_SHAPE.test(letter)) kind = EMOJI
  else if (/^\p{N}$/u.test(letter)) kind = DIGIT
  else if (/^[\p{L}\p{M}]$/u.test(letter)) kind = LETTER
  if (known.size >= KNOWN_LIMIT) known.clear()
  known.set(point, kind)
  return kind
}

/** The s of "Quillon's" is no word of its own, so that "quillon grinder" is found in "Quillon's grinder". */
function dropPossessives(text: string, kinds: Kinds): void {
  for (let at = text.indexOf("'s"); at !== -1; at = text.indexOf("'s", at + 1)) {
    const after = kindAt(kinds, at + 2)
    if (at > 0 && kindAt(kinds, at - 1) !== GAP && (after === GAP || after >= UNSPACED)) kinds[at + 1] = GAP
  }
}

function markHumps({ text, starts }: FoldedText, source: string, kinds: Kinds): void {
  for (let at = 0; at < text.length; at += 1) {
    if (!isTagStart(text, kinds, at)) continue
    const end = tagEnd(text, kinds, at)
    for (let n = at + 2; n < end; n += 1) {
      const capital = isCapital(source, starts[n])
      if (!capital || kindAt(kinds, n) === GAP) continue
      const afterSmall = kindAt(kinds, n - 1) === LETTER && !isCapital(source, starts[n - 1])
      const beforeSmall = n + 1 < end && kindAt(kinds, n + 1) === LETTER && !isCapital(source, starts[n + 1])
      if (afterSmall || beforeSmall) kinds[n] = (kinds[n] ?? GAP) | HUMP
    }
    at = end - 1
  }
}

function isCapital(source: string, at: number | undefined): boolean {
  const letter = at === undefined ? '' : String.fromCodePoint(source.codePointAt(at) ?? 0)
  return letter !== letter.toLowerCase()
}

/** A # or @ that opens a tag or a handle: not the one in an e-mail address or after a letter. */
export function isTagStart(text: string, kinds: Kinds, at: number): boolean {
  const unit = text.charCodeAt(at)
  if (unit !== 0x23 && unit !== 0x40) return false
  if (!isTagUnit(text, kinds, at + 1)) return false
  const before = kindBefore(kinds, at)
  return before >= UNSPACED || (before === GAP && !GLUE.includes(text[at - 1] ?? ' '))
}

/** Counted as gaps, and yet nothing opens right after them: an underscore, and the s of a possessive. */
const GLUE = '_s'

/** Where the run of letters, digits and underscores after a # or @ ends. Emoji after a tag are not of it. */
export function tagEnd(text: string, kinds: Kinds, at: number): number {
  let end = at + 1
  while (isTagUnit(text, kinds, end)) end += 1
  return end
}

function isTagUnit(text: string, kinds: Kinds, at: number): boolean {
  if (at >= text.length) return false
  const kind = kindAt(kinds, at) === INSIDE ? kindAt(kinds, at - 1) : kindAt(kinds, at)
  return (kind !== GAP && kind !== EMOJI) || text.charCodeAt(at) === 0x5f
}

/** Does a word, or a part of a tag, begin here? */
export function isWordStart(kinds: Kinds, at: number): boolean {
  const kind = kindAt(kinds, at)
  if (kind === GAP || kind === INSIDE) return false
  return kind >= UNSPACED || isHump(kinds, at) || isOpen(kinds, at)
}

/**
 * May a word that began at `start` end before `at`? Digits after three letters or more do not keep it
 * from ending: "grinder2" is found by `grinder`, but "Q2" is not found by `q`.
 */
export function isWordEnd(kinds: Kinds, start: number, at: number): boolean {
  const next = kindAt(kinds, at)
  if (next === INSIDE) return false
  if (next === GAP || next >= UNSPACED || isHump(kinds, at) || isOpen(kinds, at)) return true
  if (next !== DIGIT || kindAt(kinds, at - 1) !== LETTER) return false
  return at - start >= 3 && kindAt(kinds, at - 2) === LETTER && kindAt(kinds, at - 3) === LETTER
}

/** Does a character stand before this place after which a word may begin: a gap, or one of a script without spaces? */
function isOpen(kinds: Kinds, at: number): boolean {
  const kind = kindBefore(kinds, at)
  return kind === GAP || kind >= UNSPACED
}

/** The kind of the whole character before this place: a gap at the text's beginning. */
function kindBefore(kinds: Kinds, at: number): number {
  const kind = kindAt(kinds, at - 1)
  return kind === INSIDE ? kindAt(kinds, at - 2) : kind
}
