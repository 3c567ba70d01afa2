import { wordsOf } from './match-terms.ts'
import {
  type Field,
  QUERY_HINTS,
  QUERY_LIMITS,
  type QueryProblem,
  type QueryProblemCode,
  type Term,
} from './query.ts'
import { opensField, readField } from './read-field.ts'

/** A piece of a query, with its place in it. */
export type Token = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'sentence' }
  | { readonly kind: 'near'; readonly most: number; readonly ordered: boolean }
  | { readonly kind: 'one'; readonly query: Term | Field }
)

export function problemAt(code: QueryProblemCode, start: number, end: number): QueryProblem {
  return { start, end, code, hint: QUERY_HINTS[code] }
}

/** Any of one row closes what another of it opened: people mix them, and languages turn them round. */
const QUOTE_ROWS = ['"“”„‟«»＂', '「」', '『』', '｢｣', '‹›']
const QUOTES = QUOTE_ROWS.join('')

/** What closes a phrase that this mark opens. */
export function closerOf(opener: string): string {
  const row = closersOf(opener)
  return row === QUOTE_ROWS[0] ? '"' : row.replace(opener, '')
}

function closersOf(opener: string): string {
  return QUOTE_ROWS.find((row) => row.includes(opener)) ?? opener
}
const SPACES = /\s/
/** Every dash that a text is folded from: read as a word it would turn "not this" into "this". */
export const MINUS = '-‐‑‒–—―−﹘﹣－'
const OPENING = '(（'
const CLOSING = ')）'
const OPERATORS = { AND: 'and', OR: 'or', NOT: 'not', SENT: 'sentence' } as const

/** Cuts a query into tokens. A term that cannot be used is reported and left out. */
export function readTokens(query: string): { tokens: Token[]; problems: QueryProblem[] } {
  const tokens: Token[] = []
  const problems: QueryProblem[] = []
  let at = 0
  while (at < query.length) {
    const start = at
    const letter = query[at] ?? ''
    if (SPACES.test(letter)) at += 1
    else if (OPENING.includes(letter) || CLOSING.includes(letter)) {
      at += 1
      tokens.push({ kind: OPENING.includes(letter) ? 'open' : 'close', start, end: at })
    } else if (MINUS.includes(letter) && /[^\s)）]/.test(query[at + 1] ?? ' ')) {
      at += 1
      tokens.push({ kind: 'not', start, end: at })
    } else {
      const read = readPiece(query, at)
      at = read.end
      if ('code' in read) problems.push(problemAt(read.code, start, at))
      else tokens.push({ ...read, start })
    }
  }
  return { tokens, problems }
}

type Read =
  | { readonly kind: 'one'; readonly query: Term | Field; readonly end: number }
  | { readonly kind: 'and' | 'or' | 'not' | 'sentence'; readonly end: number }
  | { readonly kind: 'near'; readonly most: number; readonly ordered: boolean; readonly end: number }
  | { readonly code: QueryProblemCode; readonly end: number }

function readPiece(query: string, start: number): Read {
  const exactCase = query[start] === '!' && start + 1 < query.length && !SPACES.test(query[start + 1] ?? '')
  const first = exactCase ? start + 1 : start
  const opener = query[first] ?? ''
  if (opener === '`') return readLiteral(query, first, exactCase)
  if (QUOTES.includes(opener)) return readPhrase(query, first, exactCase)
  const end = bareEnd(query, first)
  const bare = query.slice(first, end)
  if (!exactCase) {
    if (Object.hasOwn(OPERATORS, bare)) return { kind: OPERATORS[bare as keyof typeof OPERATORS], end }
    if (/^NEAR(\/|$)/.test(bare)) return readNear(bare, end)
    if (opensField(bare) && QUOTES.includes(query[end] || ' ')) return readQuotedField(query, bare, end)
    const field = readField(bare)
    if (field !== null)
      return typeof field === 'string' ? { code: field, end } : { kind: 'one', query: field, end }
  }
  return asRead(bareTerm(bare, exactCase), end)
}

function asRead(query: Term | Field | QueryProblemCode, end: number): Read {
  return typeof query === 'string' ? { code: query, end } : { kind: 'one', query, end }
}

function readNear(bare: string, end: number): Read {
  const [, digits = '', order = ''] = /^NEAR\/(\d{1,4})(f?)$/.exec(bare) ?? []
  const most = Number(digits)
  if (digits === '' || most > QUERY_LIMITS.near) return { code: 'near-distance', end }
  return { kind: 'near', most, ordered: order !== '', end }
}

function readQuotedField(query: string, name: string, opener: number): Read {
  const close = enclosedEnd(query, opener, closersOf(query[opener] ?? ''))
  if (close === -1) return { code: 'quote-not-closed', end: query.length }
  const field = readField(name + query.slice(opener + 1, close).replace(INNER_QUOTES, ' '))
  return asRead(field ?? 'field-value', close + 1)
}

/** The closing mark's place; -1: there is none. */
function enclosedEnd(query: string, opener: number, closers: string): number {
  let close = opener + 1
  while (close < query.length && !closers.includes(query[close] ?? '')) close += 1
  return close === query.length ? -1 : close
}

function readLiteral(query: string, first: number, exactCase: boolean): Read {
  const close = enclosedEnd(query, first, '`')
  if (close === -1) return { code: 'literal-not-closed', end: query.length }
  return asRead(
    checked({ ...WORD, kind: 'literal', text: query.slice(first + 1, close).trim(), exactCase }),
    close + 1,
  )
}

function readPhrase(query: string, first: number, exactCase: boolean): Read {
  const close = enclosedEnd(query, first, closersOf(query[first] ?? ''))
  if (close === -1) return { code: 'quote-not-closed', end: query.length }
  const text = query
    .slice(first + 1, close)
    // Quotes of another kind inside are gaps as well, and printed they would end the phrase.
    .replace(INNER_QUOTES, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const phrase = quotedTerm(text, exactCase)
  if (query[close + 1] !== '~' || typeof phrase === 'string') return asRead(phrase, close + 1)
  const end = bareEnd(query, close + 1)
  const digits = query.slice(close + 2, end)
  if (!/^\d{1,3}$/.test(digits) || Number(digits) > QUERY_LIMITS.slop) return { code: 'slop-range', end }
  return asRead({ ...phrase, slop: Number(digits) }, end)
}

const INNER_QUOTES = new RegExp(`[${QUOTES}]`, 'g')

/** A star in quotes that does not end the last word; and a question mark before a word. */
const STAR_WITHIN = /\*(?!$)|\s\*/
const SIGN_BEFORE = /(?:^|\s)\?+[\p{L}\p{N}]/u
/** Question marks that end a word or stand alone are punctuation. */
const STRAY_MARK = /\?+(?![\p{L}\p{N}\p{M}?])/gu

function quotedTerm(words: string, exactCase: boolean): Term | QueryProblemCode {
  const prefix = /[^*\s]\*$/.test(words)
  const isWild = WILD.test(words)
  const text = (isWild ? words.replace(STRAY_MARK, '') : words).replace(/\*$/, '').trim()
  if (!prefix && !isWild && !words.includes('*')) return checked({ ...WORD, kind: 'phrase', text, exactCase })
  if (wordsOf(text) !== '' && STAR_WITHIN.test(words)) return 'wildcard-quoted'
  if (isWild && SIGN_BEFORE.test(words)) return 'wildcard-leading'
  if ((prefix || isWild) && wordsOf(text).replace(/ /g, '').length < 3) return 'wildcard-short'
  return checked({ ...WORD, kind: 'phrase', text, exactCase, prefix, wild: isWild })
}

/** What ends a word without a blank. */
const ENDS = `${OPENING}${CLOSING}\`${QUOTES}`

function bareEnd(query: string, first: number): number {
  let end = first
  while (end < query.length && !SPACES.test(query[end] ?? '') && !ENDS.includes(query[end] ?? '')) end += 1
  return end
}

const WORD: Term = { kind: 'word', text: '', exactCase: false, prefix: false, wild: false, slop: null }

const HANDLE = /^[@＠][\p{L}\p{N}\p{M}_][\p{L}\p{N}\p{M}_.@-]*$/u
const TAG = /^[#＃][\p{L}\p{N}\p{M}_]+$/u
const NAME_WITH_SIGN = /^[@＠#＃][\p{L}\p{N}\p{M}_][^\s]*(?:\*|\?+[\p{L}\p{N}])/u
/** A question mark at the end of a word is punctuation, and one in an address belongs to it. */
const WILD = /[\p{L}\p{N}\p{M}]\?+(?=[\p{L}\p{N}\p{M}])/u
const ADDRESS = /^https?:/i

function bareTerm(bare: string, exactCase: boolean): Term | QueryProblemCode {
  const named = exactCase ? null : HANDLE.test(bare) ? 'handle' : TAG.test(bare) ? 'tag' : null
  if (named !== null) return checked({ ...WORD, kind: named, text: bare.slice(1) })
  if (!exactCase && NAME_WITH_SIGN.test(bare)) return 'wildcard-name'
  if (/^~\d/.test(bare)) return 'slop-range'
  const prefix = /[^*]\*$/.test(bare)
  const text = prefix ? bare.slice(0, -1) : bare
  if (/^(\*|\?+[\p{L}\p{N}])/u.test(text)) return 'wildcard-leading'
  const isAddress = ADDRESS.test(text)
  if (!isAddress && (/[^\s*]\*+[^\s*.,;!]/.test(text) || (prefix && text.endsWith('?'))))
    return 'wildcard-inner'
  const wild = !isAddress && WILD.test(text)
  if ((prefix || wild) && wordsOf(text).replace(/ /g, '').length < 3) return 'wildcard-short'
  return checked({ ...WORD, text, exactCase, prefix, wild })
}

/** The term, or why nothing could ever be found by it. */
function checked(term: Term): Term | QueryProblemCode {
  if (!term.text.isWellFormed()) return 'broken-text'
  if (term.text.length > QUERY_LIMITS.term) return 'term-too-long'
  if (term.kind === 'handle' || term.kind === 'tag') return term
  const words = wordsOf(term.text)
  if (words === '') return 'nothing-to-match'
  return words.split(' ').length > QUERY_LIMITS.words ? 'term-too-long' : term
}
