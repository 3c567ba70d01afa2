import { isCommonWord } from './common-words.ts'
import { type Finding, lintLists } from './lint-lists.ts'
import { lintCommas, lintFields, lintMarks, lintOperators } from './lint-slips.ts'
import { wordsOf } from './match-terms.ts'
import { isSound } from './mend-query.ts'
import { type ParsedQuery, parseQuery } from './parse-query.ts'
import { childrenOf, isTerm, QUERY_REMARKS, type Query, type QueryPlace, type QueryRemark } from './query.ts'
import { readTokens, type Token } from './read-tokens.ts'

/** More would not be read. */
const MOST_REMARKS = 20

/**
 * What looks like a slip in a query that works, in its order; nothing for one that does not parse. A proposed
 * mend always leads to a query that parses.
 */
export function lintQuery(text: string): QueryRemark[] {
  const parsed = parseQuery(text)
  const { tree } = parsed
  if (tree === null) return []
  const { tokens } = readTokens(text)
  return [
    ...lintOperators(tokens),
    ...lintFields(text, tokens),
    ...lintMarks(text, tokens),
    ...lintCommas(text, tokens),
    ...singleQuotes(text, tokens),
    ...droppedSymbols(text, tokens),
    ...touchingCapitals(text, tokens),
    ...commonWords(tree, parsed.places),
    ...mixedOperators(text, tree, parsed),
    ...lintLists(text, tree, parsed),
  ]
    .sort((one, other) => one.start - other.start || one.end - other.end)
    .slice(0, MOST_REMARKS)
    .map((finding) => ({
      ...finding,
      hint: QUERY_REMARKS[finding.code],
      mend: finding.mend !== null && isSound(text, finding.mend) ? finding.mend : null,
    }))
}

const OPENING_SINGLE = /^['‘‚‛＇]/
/** Not the one of "brewers' choice" alone: it counts only behind one that opens. */
const CLOSING_SINGLE = /[^\s'‘’‛＇]['‘’‛＇]$/

/** `'hand grinder'`, with marks that are also apostrophes, as in 'n' and '90s: there they quote nothing. */
function singleQuotes(text: string, tokens: readonly Token[]): Finding[] {
  const findings: Finding[] = []
  let opened: QueryPlace | null = null
  for (const token of tokens) {
    const written = text.slice(token.start, token.end)
    if (token.kind !== 'one' || token.query.kind !== 'word') opened = null
    else if (OPENING_SINGLE.test(written)) opened = CLOSING_SINGLE.test(written) ? null : token
    else if (opened !== null && CLOSING_SINGLE.test(written)) {
      const place = { start: opened.start, end: token.end }
      const words = text.slice(place.start + 1, place.end - 1).replace(/\s+/g, ' ')
      findings.push({ code: 'single-quotes', ...place, mend: { ...place, text: `"${words}"` } })
      opened = null
    }
  }
  return findings
}

/** Signs that are part of a name: C++, C#, AT&T, .NET, Disney+. */
const TELLING_SIGN = /[\p{L}\p{N}][+#&%$]|[+&$][\p{L}\p{N}]|^\.\p{L}/u

/** Bare, "C++" is the letter C, and "AT&T" the words at and t. */
function droppedSymbols(text: string, tokens: readonly Token[]): Finding[] {
  return tokens.flatMap(({ start, end, ...token }): Finding[] => {
    if (token.kind !== 'one' || !isTerm(token.query)) return []
    const { kind, prefix, wild, slop, text: words, exactCase } = token.query
    if ((kind !== 'word' && kind !== 'phrase') || prefix || wild || slop !== null) return []
    // A plus before a word is an operator of others, and remarked on as one.
    if (!TELLING_SIGN.test(words.replace(/^\+/, '')) || words.includes('`') || /^https?:|[/=]/i.test(words))
      return []
    const mend = { start, end, text: `${exactCase ? '!' : ''}\`${words}\`` }
    return text.slice(start, end) === mend.text ? [] : [{ code: 'symbols-dropped', start, end, mend }]
  })
}

/** Names of two words and more, written without quotation marks: `Hand Grinder`. */
function touchingCapitals(text: string, tokens: readonly Token[]): Finding[] {
  const findings: Finding[] = []
  let run: QueryPlace[] = []
  const close = () => {
    const [first] = run
    const last = run.at(-1)
    if (first !== undefined && last !== undefined && run.length > 1) {
      const place = { start: first.start, end: last.end }
      const name = text.slice(place.start, place.end).replace(/\s+/g, ' ')
      findings.push({ code: 'touching-capitals', ...place, mend: { ...place, text: `"${name}"` } })
    }
    run = []
  }
  for (const token of tokens) {
    if (isNameLike(token)) run.push(token)
    else close()
  }
  close()
  return findings
}

function isNameLike(token: Token): boolean {
  if (token.kind !== 'one' || token.query.kind !== 'word') return false
  const { text, exactCase, prefix, wild } = token.query
  return !exactCase && !prefix && !wild && /^\p{Lu}\p{Ll}+$/u.test(text)
}

/** An ordinary word that would do alone. Beside another part, or with something excluded, its author thought of it. */
function commonWords(tree: Query, places: ParsedQuery['places']): Finding[] {
  const alternatives = tree.kind === 'or' ? tree.parts : [tree]
  return alternatives.flatMap((part): Finding[] => {
    if (part.kind === 'or') return commonWords(part, places)
    const place = places.get(part)
    if (place === undefined || !isTerm(part) || (part.kind !== 'word' && part.kind !== 'phrase')) return []
    if (part.exactCase || part.prefix || !isCommonWord(wordsOf(part.text))) return []
    // A name is written with a capital: that alone leaves out most of what is not meant.
    const isName = part.kind === 'word' && /^\p{Lu}/u.test(part.text)
    return [{ code: 'common-word', ...place, mend: isName ? { ...place, text: `!${part.text}` } : null }]
  })
}

/** AND and OR without brackets: right for the parser, and read wrong by the next colleague. */
function mixedOperators(text: string, tree: Query, parsed: ParsedQuery): Finding[] {
  const { places, brackets } = parsed
  const inner = childrenOf(tree).flatMap((part) => mixedOperators(text, part, parsed))
  const place = places.get(tree)
  if (tree.kind !== 'or' || place === undefined) return inner
  const bare = tree.parts.filter((part) => part.kind === 'and' && !brackets.has(part))
  if (bare.length === 0) return inner
  let mended = ''
  let at = place.start
  for (const part of bare) {
    const { start, end } = places.get(part) ?? place
    mended += `${text.slice(at, start)}(${text.slice(start, end)})`
    at = end
  }
  mended += text.slice(at, place.end)
  return [{ code: 'mixed-operators', ...place, mend: { ...place, text: mended } }, ...inner]
}
