import { type FoldedText, type FoldOptions, foldText } from './fold-text.ts'
import type { Term } from './query.ts'
import { foldedPlace } from './scanned-text.ts'

interface Span {
  readonly start: number
  readonly end: number
}

const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u

/** Does the matcher alone not decide about a hit of this term? */
export function needsSecondLook(term: Term): boolean {
  return term.exactCase || term.kind === 'literal' || PICTURE.test(term.text)
}

/** A text in which hits are looked at again: hundreds of terms may be told apart by their signs alone, and ask for one place. */
export interface WrittenText {
  readonly source: string
  /** What was asked for last: the words in a span, and a stretch folded with the case kept, and without. */
  cased: { readonly start: number; readonly end: number; readonly words: string } | null
  readonly stretches: [plain: Stretch | null, cased: Stretch | null]
}

interface Stretch {
  readonly from: number
  readonly to: number
  readonly folded: FoldedText
}

export function asWritten(source: string): WrittenText {
  return { source, cased: null, stretches: [null, null] }
}

/**
 * The second look at a hit of a term that was written with `!` or in backticks, or holds an emoji: is it written so
 * in the page, and are its emoji whole there? Gives the span, for a literal with its symbols, or null.
 */
export function checkAsWritten(term: Term, text: WrittenText, span: Span): Span | null {
  if (PICTURE.test(term.text) && !areWhole(term.text, text.source, span)) return null
  if (term.kind === 'literal') return checkLiteral(term, text, span)
  return term.exactCase ? checkCase(term, text, span) : span
}

const JOINER = '\u200d'
const KEYCAP = '\u20e3'
const FLAG_LETTER = /^\p{Regional_Indicator}/u
/** What may stand behind an emoji that is still the same: how it is shown, and the colour of skin. */
const SHADES = /^(?:\ufe0e|\ufe0f|\p{Emoji_Modifier})*/u
/** So many flags in a row are looked at. */
const MOST_FLAGS = 200

/**
 * Emoji are written as rows of characters: a laptop is no part of a woman at one, the flag of Spain none of the row
 * of Germany's and Sweden's, and the digit 1 no keycap.
 */
function areWhole(text: string, source: string, { start, end }: Span): boolean {
  if (text.includes(KEYCAP) && !source.slice(start, end + 2).includes(KEYCAP)) return false
  if (source[start - 1] === JOINER) return false
  const after = source.slice(end, end + 8)
  if (after.slice(SHADES.exec(after)?.[0].length ?? 0).startsWith(JOINER)) return false
  return !FLAG_LETTER.test(text) || flagLettersBefore(source, start) % 2 === 0
}

function flagLettersBefore(source: string, place: number): number {
  let count = 0
  while (count < MOST_FLAGS && FLAG_LETTER.test(source.slice(place - 2 * count - 2, place - 2 * count)))
    count += 1
  return count
}

/** Words of a text in the case in which they are written. */
function casedWords(text: string): string {
  // Most hits are of one plain word, which folding leaves as it is.
  if (PLAIN_WORD.test(text)) return text
  return foldText(text, { keepCase: true }).text.replace(POSSESSIVE, '').match(WORDS)?.join(' ') ?? ''
}

const PLAIN_WORD = /^[A-Za-z0-9]+$/

/** Of each term once: a post may hold a million words to compare it with. */
const casedTerms = new WeakMap<Term, string>()

function casedTerm(term: Term): string {
  const known = casedTerms.get(term)
  if (known !== undefined) return known
  const made = term.wild ? term.text.split('?').map(casedWords).join('?') : casedWords(term.text)
  casedTerms.set(term, made)
  return made
}

function checkCase(term: Term, text: WrittenText, span: Span): Span | null {
  const { start, end } = span
  if (text.cased?.start !== start || text.cased.end !== end)
    text.cased = { start, end, words: casedWords(text.source.slice(start, end)) }
  return isWritten(casedTerm(term), text.cased.words, term) ? span : null
}

/** The same letters; after a beginning more may follow, and an unknown letter is any. */
function isWritten(asked: string, found: string, { prefix, wild }: Term): boolean {
  if (prefix ? found.length < asked.length : found.length !== asked.length) return false
  for (let at = 0; at < asked.length; at += 1)
    if (asked[at] !== found[at] && !(wild && asked[at] === '?')) return false
  return true
}

const POSSESSIVE = /'s(?![\p{L}\p{N}])/giu
const WORDS = /[\p{L}\p{N}\p{M}\p{Extended_Pictographic}]+/gu
const WORD = /[\p{L}\p{N}\p{M}\p{Extended_Pictographic}\p{Regional_Indicator}]/u

/**
 * Stretches of page text looked at on each side of a hit. Symbols may be kept apart by invisible characters, so that a short
 * look may not reach: then comes a long one.
 */
const REACHES = [8, 64] as const
/** What is cut off at the end of a stretch may change the letter before it. */
const EDGE = 2

interface FoldedLiteral {
  readonly text: string
  /** Symbols before its first word; -1: it has no word. */
  readonly lead: number
}

const literals = new WeakMap<Term, FoldedLiteral>()

function foldedLiteral(term: Term, options: FoldOptions): FoldedLiteral {
  const known = literals.get(term)
  if (known !== undefined) return known
  const { text } = foldText(term.text, options)
  const made = { text, lead: text.search(WORD) }
  literals.set(term, made)
  return made
}

/** Stretches end at every so many characters, so that literals of nearly one length share theirs. */
const STEP = 32

/** The page from before `from` to behind `to`, folded, and where that is. */
function stretchOf(
  { source, stretches }: WrittenText,
  from: number,
  to: number,
  options: FoldOptions,
): Stretch {
  const which = options.keepCase === true ? 1 : 0
  const place = {
    from: Math.max(0, Math.floor(from / STEP) * STEP),
    to: Math.min(source.length, Math.ceil(to / STEP) * STEP),
  }
  const known = stretches[which]
  if (known !== null && known.from === place.from && known.to === place.to) return known
  const made = { ...place, folded: foldText(source.slice(place.from, place.to), options) }
  stretches[which] = made
  return made
}

/** The hit covers the literal's words; before, between and after them its symbols must stand too. */
function checkLiteral(term: Term, page: WrittenText, span: Span): Span | null {
  const options: FoldOptions = { keepCase: term.exactCase, keepMarks: true }
  const { text, lead } = foldedLiteral(term, options)
  if (lead < 0) return null
  for (const reach of REACHES) {
    const { from, to, folded } = stretchOf(
      page,
      span.start - lead - reach,
      span.end + text.length + reach,
      options,
    )
    const start = foldedPlace(folded, span.start - from) - lead
    const isWhole =
      (from === 0 || start >= EDGE) &&
      (to === page.source.length || folded.text.length >= start + text.length + EDGE)
    if (!isWhole && reach !== REACHES[1]) continue
    if (start < 0 || !folded.text.startsWith(text, start)) return null
    return {
      start: from + (folded.starts[start] ?? 0),
      end: from + (folded.ends[start + text.length - 1] ?? 0),
    }
  }
  return null
}
