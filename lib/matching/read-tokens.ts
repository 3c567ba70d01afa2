import { wordsOf } from './match-terms.ts'
import { QUERY_HINTS, QUERY_LIMITS, type QueryProblem, type QueryProblemCode, type Term } from './query.ts'

/** A piece of a query, with its place in it. */
export type Token = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' }
  | { readonly kind: 'term'; readonly term: Term }
)

export function problemAt(code: QueryProblemCode, start: number, end: number): QueryProblem {
  return { start, end, code, hint: QUERY_HINTS[code] }
}

const QUOTES = '"“”„‟«»＂'
const SPACES = /\s/
/** What word processors make of a hyphen: read as a word it would turn "not this" into "this". */
const MINUS = '-–—−'
const OPERATORS = { AND: 'and', OR: 'or', NOT: 'not' } as const

/** Cuts a query into tokens. A term that cannot be used is reported and left out. */
export function readTokens(query: string): { tokens: Token[]; problems: QueryProblem[] } {
  const tokens: Token[] = []
  const problems: QueryProblem[] = []
  let at = 0
  while (at < query.length) {
    const start = at
    const letter = query[at] ?? ''
    if (SPACES.test(letter)) at += 1
    else if (letter === '(' || letter === ')') {
      at += 1
      tokens.push({ kind: letter === '(' ? 'open' : 'close', start, end: at })
    } else if (MINUS.includes(letter) && /[^\s()]/.test(query[at + 1] ?? ' ')) {
      at += 1
      tokens.push({ kind: 'not', start, end: at })
    } else if (MINUS.includes(letter) && query[at + 1] === '(') {
      at += 1
      tokens.push({ kind: 'not', start, end: at })
    } else {
      const read = readTerm(query, at)
      at = read.end
      if ('code' in read) problems.push(problemAt(read.code, start, at))
      else tokens.push({ ...read, start })
    }
  }
  return { tokens, problems }
}

type Read =
  | { readonly kind: 'term'; readonly term: Term; readonly end: number }
  | { readonly kind: 'and' | 'or' | 'not'; readonly end: number }
  | { readonly code: QueryProblemCode; readonly end: number }

function readTerm(query: string, start: number): Read {
  const exactCase = query[start] === '!' && start + 1 < query.length && !SPACES.test(query[start + 1] ?? '')
  const first = exactCase ? start + 1 : start
  const opener = query[first] ?? ''
  if (opener === '`') return readEnclosed(query, first, '`', exactCase)
  if (QUOTES.includes(opener)) return readEnclosed(query, first, QUOTES, exactCase)
  const end = bareEnd(query, first)
  const bare = query.slice(first, end)
  if (!exactCase && Object.hasOwn(OPERATORS, bare))
    return { kind: OPERATORS[bare as keyof typeof OPERATORS], end }
  const term = bareTerm(bare, exactCase)
  return 'code' in term ? { ...term, end } : { kind: 'term', term, end }
}

function readEnclosed(query: string, first: number, closers: string, exactCase: boolean): Read {
  let close = first + 1
  while (close < query.length && !closers.includes(query[close] ?? '')) close += 1
  const literal = closers === '`'
  if (close === query.length) return { code: literal ? 'literal-not-closed' : 'quote-not-closed', end: close }
  const end = close + 1
  if (query[end] === '~' && /\d/.test(query[end + 1] ?? ''))
    return { code: 'not-yet', end: bareEnd(query, end) }
  const inside = query.slice(first + 1, close)
  const text = literal ? inside.trim() : inside.replace(/\s+/g, ' ').trim()
  const term: Term = { kind: literal ? 'literal' : 'phrase', text, exactCase, prefix: false }
  const code = termProblem(term)
  return code === null ? { kind: 'term', term, end } : { code, end }
}

function bareEnd(query: string, first: number): number {
  let end = first
  while (end < query.length && !SPACES.test(query[end] ?? '') && !`()\`${QUOTES}`.includes(query[end] ?? ''))
    end += 1
  return end
}

/** Operators and fields of the full language: read as words they would silently mean something else. */
const RESERVED = /^(NEAR|SENT)(\/\d*f?)?$|^(author|in|site|url|lang|type|is|to|known|tag):.|^last[<>]/
const HANDLE = /^[@＠][\p{L}\p{N}\p{M}_][\p{L}\p{N}\p{M}_.@-]*$/u
const TAG = /^[#＃][\p{L}\p{N}\p{M}_]+$/u

function bareTerm(bare: string, exactCase: boolean): Term | { code: QueryProblemCode } {
  if (RESERVED.test(bare)) return { code: 'not-yet' }
  const named = exactCase ? null : HANDLE.test(bare) ? 'handle' : TAG.test(bare) ? 'tag' : null
  if (named !== null) {
    const term: Term = { kind: named, text: bare.slice(1), exactCase, prefix: false }
    const code = termProblem(term)
    return code === null ? term : { code }
  }
  const prefix = /[^*]\*$/.test(bare)
  const text = prefix ? bare.slice(0, -1) : bare
  if (/^[*]/.test(text)) return { code: 'wildcard-leading' }
  if (/[^\s*?][*?]+[^\s*?.,;!]/.test(text) && !/^https?:/i.test(text)) return { code: 'wildcard-inner' }
  if (prefix && wordsOf(text).replace(/ /g, '').length < 3) return { code: 'wildcard-short' }
  const term: Term = { kind: 'word', text, exactCase, prefix }
  const code = termProblem(term)
  return code === null ? term : { code }
}

/** Why nothing could ever be found by this term; null when something can. */
function termProblem(term: Term): QueryProblemCode | null {
  if (!term.text.isWellFormed()) return 'broken-text'
  if (term.text.length > QUERY_LIMITS.term) return 'term-too-long'
  if (term.kind === 'handle' || term.kind === 'tag') return null
  const words = wordsOf(term.text)
  if (words === '') return 'nothing-to-match'
  return words.split(' ').length > QUERY_LIMITS.words ? 'term-too-long' : null
}
