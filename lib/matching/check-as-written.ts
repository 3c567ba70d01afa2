import { type FoldOptions, foldText } from './fold-text.ts'
import type { Term } from './query.ts'

interface Span {
  readonly start: number
  readonly end: number
}

const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u

/** Does the matcher alone not decide about a hit of this term? */
export function needsSecondLook(term: Term): boolean {
  return term.exactCase || term.kind === 'literal' || PICTURE.test(term.text)
}

/**
 * The second look at a hit of a term that was written with `!` or in backticks, or holds an emoji: is it written so
 * in the page, and are its emoji whole there? Gives the span, for a literal with its symbols, or null.
 */
export function checkAsWritten(term: Term, source: string, span: Span): Span | null {
  if (PICTURE.test(term.text) && !areWhole(term.text, source, span)) return null
  if (term.kind === 'literal') return checkLiteral(term, source, span)
  return term.exactCase ? checkCase(term, source, span) : span
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

function checkCase(term: Term, source: string, span: Span): Span | null {
  const found = casedWords(source.slice(span.start, span.end))
  return isWritten(casedTerm(term), found, term) ? span : null
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

interface AsWritten {
  readonly text: string
  /** Symbols before its first word; -1: it has no word. */
  readonly lead: number
}

const literals = new WeakMap<Term, AsWritten>()

function asWritten(term: Term, options: FoldOptions): AsWritten {
  const known = literals.get(term)
  if (known !== undefined) return known
  const { text } = foldText(term.text, options)
  const made = { text, lead: text.search(WORD) }
  literals.set(term, made)
  return made
}

/** The hit covers the literal's words; before, between and after them its symbols must stand too. */
function checkLiteral(term: Term, source: string, span: Span): Span | null {
  const options: FoldOptions = { keepCase: term.exactCase, keepMarks: true }
  const { text, lead } = asWritten(term, options)
  if (lead < 0) return null
  for (const reach of REACHES) {
    const from = Math.max(0, span.start - lead - reach)
    const to = span.end + text.length + reach
    const page = foldText(source.slice(from, to), options)
    let first = 0
    while (first < page.text.length && from + (page.starts[first] ?? 0) < span.start) first += 1
    const start = first - lead
    const isWhole =
      (from === 0 || start >= EDGE) && (to >= source.length || page.text.length >= start + text.length + EDGE)
    if (!isWhole && reach !== REACHES[1]) continue
    if (start < 0 || !page.text.startsWith(text, start)) return null
    return {
      start: from + (page.starts[start] ?? 0),
      end: from + (page.ends[start + text.length - 1] ?? 0),
    }
  }
  return null
}
