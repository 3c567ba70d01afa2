import { type FoldOptions, foldText } from './fold-text.ts'
import type { Term } from './query.ts'

interface Span {
  readonly start: number
  readonly end: number
}

/**
 * The second look at a hit of a term that was written with `!` or in backticks: is it written so in the
 * page? Gives the span, for a literal with its symbols, or null.
 */
export function checkAsWritten(term: Term, source: string, span: Span): Span | null {
  return term.kind === 'literal' ? checkLiteral(term, source, span) : checkCase(term, source, span)
}

function checkCase(term: Term, source: string, span: Span): Span | null {
  const words = (text: string) =>
    foldText(text, { keepCase: true }).text.replace(POSSESSIVE, '').match(WORDS)?.join(' ') ?? ''
  const asked = term.wild ? term.text.split('?').map(words).join('?') : words(term.text)
  return isWritten(asked, words(source.slice(span.start, span.end)), term) ? span : null
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
const WORD = /[\p{L}\p{N}\p{M}\p{Extended_Pictographic}]/u

/** Longest stretch of page text looked at on each side of a hit: symbols may be kept apart by invisible characters. */
const REACH = 64

/** The hit covers the literal's words; before, between and after them its symbols must stand too. */
function checkLiteral(term: Term, source: string, span: Span): Span | null {
  const options: FoldOptions = { keepCase: term.exactCase, keepMarks: true }
  const literal = foldText(term.text, options).text
  const lead = literal.search(WORD)
  if (lead < 0) return null
  const from = Math.max(0, span.start - lead - REACH)
  const page = foldText(source.slice(from, span.end + literal.length + REACH), options)
  let first = 0
  while (first < page.text.length && from + (page.starts[first] ?? 0) < span.start) first += 1
  const start = first - lead
  if (start < 0 || !page.text.startsWith(literal, start)) return null
  return {
    start: from + (page.starts[start] ?? 0),
    end: from + (page.ends[start + literal.length - 1] ?? 0),
  }
}
