import type { Finding } from './lint-lists.ts'
import { meantField } from './meant-field.ts'
import { isTerm, QUERY_LIMITS, type QueryPlace, type Term } from './query.ts'
import { readTokens, type Token } from './read-tokens.ts'

interface WordToken extends QueryPlace {
  readonly term: Term
}

function wordTokens(tokens: readonly Token[]): WordToken[] {
  return tokens.flatMap((token) =>
    token.kind === 'one' && token.query.kind === 'word'
      ? [{ term: token.query, start: token.start, end: token.end }]
      : [],
  )
}

/** Operators in small letters, and words in capitals that other tools or languages have for one. */
export function lintOperators(tokens: readonly Token[]): Finding[] {
  return wordTokens(tokens).flatMap(({ term, start, end }): Finding[] => {
    if (term.exactCase || term.prefix) return []
    const bare = bareOf(term.text)
    if (bare !== null) return [{ code: 'misspelt-operator', start, end, mend: { start, end, text: bare } }]
    const same = lowerCaseOf(term.text)
    const operator = same ?? meantOperator(term.text)
    if (operator === null) return []
    const code = same === null ? 'misspelt-operator' : 'lower-case-operator'
    return [{ code, start, end, mend: { start, end, text: operator } }]
  })
}

/** `+quillon` and `quillon~2`, which search engines have for "must be there" and "spelt about so", without the sign. */
function bareOf(word: string): string | null {
  const [, bare] = /^\+([\p{L}@#][^+]*)$/u.exec(word) ?? /^([\p{L}\p{N}]+)~\d?(?:\.\d)?$/u.exec(word) ?? []
  return bare ?? null
}

function lowerCaseOf(word: string): string | null {
  const [, name = '', , distance = '', order = ''] =
    /^(and|or|not|sent|near)(?:(\/)(\d{1,4})(f?))?$/i.exec(word) ?? []
  const operator = name.toUpperCase()
  if (operator === 'NEAR') return near(distance, order.toLowerCase())
  return name === '' || distance !== '' ? null : operator
}

function near(distance: string, order: string): string {
  return `NEAR/${distance === '' ? USUAL : Math.min(Number(distance), QUERY_LIMITS.near)}${order}`
}

/** What the mend of a NEAR without a number takes too. */
const USUAL = 5

const OTHERS: Readonly<Record<string, string>> = {
  ADN: 'AND',
  NAD: 'AND',
  UND: 'AND',
  NTO: 'NOT',
  ONT: 'NOT',
  NICHT: 'NOT',
  ODER: 'OR',
  ANDNOT: 'AND NOT',
  'AND-NOT': 'AND NOT',
  AND_NOT: 'AND NOT',
  SENTENCE: 'SENT',
  SETN: 'SENT',
  SNET: 'SENT',
}

/** `NEAR5`, `NAER/5`, `near:5`, and what databases of newspapers write. */
const NEARS = /^(near|naer|nera|enar|neat|nearby|within|w|n)([/:~=_-]?)(\d{1,4})(f?)$/i
const ORDERED = /^(onear|pre|p)\/(\d{1,4})$/i

function meantOperator(word: string): string | null {
  const other = OTHERS[word]
  if (other !== undefined) return other
  const [, ordered, first = ''] = ORDERED.exec(word) ?? []
  if (ordered !== undefined) return near(first, 'f')
  const [, name = '', sign, distance = '', order = ''] = NEARS.exec(word) ?? []
  // "N5" and "W3" are names of things.
  if (name === '' || (name.length === 1 && sign !== '/')) return null
  return near(distance, order.toLowerCase())
}

const QUOTE = /["“”„‟«»＂「『｢‹]/

/** `title:` and its like, which other tools have; with the field that is most likely meant. */
export function lintFields(text: string, tokens: readonly Token[]): Finding[] {
  return wordTokens(tokens).flatMap(({ term, start, end }): Finding[] => {
    if (isMarkForNot(term)) return []
    const [, name, value = ''] = /^([a-z]{2,20}):(?!\/)(.*)$/is.exec(term.text) ?? []
    if (name === undefined || (value === '' && !QUOTE.test(text[end] ?? ''))) return []
    if (/^hashtag$/i.test(name))
      return [{ code: 'unknown-field', start, end, mend: { start, end, text: `#${value}` } }]
    const meant = meantField(name)
    const mend = meant === null ? null : { start, end: start + name.length, text: meant }
    return [{ code: 'unknown-field', start, end, mend }]
  })
}

/**
 * Other tools take `!sword` and `!@quillon` for "not". Of a handle, a tag or a field no capitals can be asked for; a
 * word without one is perhaps looked for so, and more likely to be left out. Behind a NOT its author knows.
 */
export function lintMarks(text: string, tokens: readonly Token[]): Finding[] {
  return tokens.flatMap((token, at): Finding[] => {
    if (token.kind !== 'one' || !isTerm(token.query) || !token.query.exactCase) return []
    const isExcluded = tokens[at - 1]?.kind === 'not'
    if (!isMarkForNot(token.query) && (isExcluded || /[\p{Lu}\p{Lt}]/u.test(token.query.text))) return []
    const { start, end } = token
    const marked = text.slice(start, end).replace(/^!+/, '')
    return [{ code: 'mark-for-not', start, end, mend: { start, end, text: `-${marked}` } }]
  })
}

function isMarkForNot({ exactCase, text }: Term): boolean {
  const [meant] = exactCase ? readTokens(text).tokens : []
  return meant?.kind === 'one' && ['handle', 'tag', 'field'].includes(meant.query.kind)
}

const COMMA = /[,;，；、]/u
/** Not the one in 1,000. */
const BETWEEN = /(?<!\d)[,;，；、]+|[,;，；、]+(?!\d)/u

/** A list with commas is read as words that must all be there, and `a,b` as a phrase. */
export function lintCommas(text: string, tokens: readonly Token[]): Finding[] {
  const findings: Finding[] = []
  let parts: string[] = []
  let first: Token | null = null
  for (const token of tokens) {
    const listed = partsOf(text, token)
    if (listed === null || (first === null && !COMMA.test(text.slice(token.start, token.end)))) {
      first = null
      continue
    }
    parts = first === null ? listed : [...parts, ...listed]
    first ??= token
    if (COMMA.test(text[token.end - 1] ?? '')) continue
    const place = { start: first.start, end: token.end }
    if (parts.length > 1)
      findings.push({ code: 'commas', ...place, mend: { ...place, text: `(${parts.join(' OR ')})` } })
    first = null
  }
  return findings
}

/** The entries that a term is a list of; null for what is no entry, an address say. */
function partsOf(text: string, token: Token): string[] | null {
  if (token.kind !== 'one' || !isTerm(token.query)) return null
  const written = text.slice(token.start, token.end)
  if (token.query.kind === 'phrase' || token.query.kind === 'literal') return [written]
  return /[/=]/.test(written) ? null : written.split(BETWEEN).filter((part) => part !== '')
}
