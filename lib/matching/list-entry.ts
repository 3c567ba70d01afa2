import { type ParsedQuery, parseQuery } from './parse-query.ts'
import { printTerm } from './print-query.ts'
import { isTerm, type Query, type Term } from './query.ts'
import { withoutForm } from './suggest-terms.ts'

/**
 * What somebody wrote on one line of a box, where a line is one thing to look for:
 * - `term`: a word, a phrase, a handle or a tag;
 * - `list`: several of them with commas between, which a box would look for one after the other;
 * - `query`: a query, with operators or fields, which a box would look for as it is written. `tree` is what was
 *   meant; null where that cannot be told. `alone` is false for what finds nothing by itself: `-sword`, `lang:de`.
 * - `nothing`: what cannot be looked for.
 */
export type ListEntry =
  | { readonly kind: 'term' | 'nothing' }
  | { readonly kind: 'list'; readonly parts: readonly string[] }
  | { readonly kind: 'query'; readonly tree: Query | null; readonly alone: boolean }

/** Reads one line of a box. Takes time linear in it. */
export function readEntry(entry: string): ListEntry {
  const { tree, problems, places } = parseQuery(entry)
  if (tree !== null && isTerm(tree)) return { kind: 'term' }
  const parts = listed(entry)
  if (parts.length > 1) return { kind: 'list', parts }
  if (tree !== null && !isPlainWords(tree, entry))
    return { kind: 'query', tree: withPhrases(tree, entry, places), alone: true }
  if (problems.some(({ code }) => code === 'matches-everything'))
    return { kind: 'query', tree: besideOthers(entry), alone: false }
  const term = termOf(entry)
  return term === null || parseQuery(printTerm(term)).tree === null ? { kind: 'nothing' } : { kind: 'term' }
}

/** What an entry of a box looks for: a term as it stands, else its words as a phrase; null: nothing. */
export function termOf(entry: string): Term | null {
  const { tree } = parseQuery(entry)
  if (tree !== null && isTerm(tree)) return tree
  const text = entry
    .replace(/["“”„‟«»＂]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (text === '') return null
  const phrase = parseQuery(`"${text}"`).tree
  if (phrase !== null && isTerm(phrase)) return phrase
  return { kind: 'phrase', text, exactCase: false, prefix: false, wild: false, slop: null }
}

/** Words beside each other are the phrase that a box takes them for; with AND between them they are not. */
function isPlainWords(tree: Query, entry: string): boolean {
  return tree.kind === 'and' && tree.parts.every(isTerm) && !/(?:^|\s)AND(?:\s|$)/.test(entry)
}

/** The alternatives of `anchor OR anchor bank`: what stands between the operators is a phrase, as on any line of a box. */
function withPhrases(tree: Query, entry: string, places: ParsedQuery['places']): Query {
  if (tree.kind !== 'or') return tree
  const parts = tree.parts.map((part) => {
    const place = places.get(part)
    const written = place === undefined ? '' : entry.slice(place.start, place.end)
    return (isPlainWords(part, written) && termOf(written)) || part
  })
  return { ...tree, parts }
}

/** A quoted or literal part keeps its commas. */
const BETWEEN_COMMAS = /(?:"[^"]*"|[“„][^”“„]*[”“]|`[^`]*`|[^,;，、；،])+/g

/** The parts of an entry that are separated by commas; one, where these are a number's or a legal form's. */
function listed(entry: string): readonly string[] {
  const bare = withoutForm(entry)
  if (/\d[,;]\d/.test(bare)) return [entry]
  const parts = bare.match(BETWEEN_COMMAS) ?? []
  return parts
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(part))
}

/** What an entry means that needs another beside it; null where it does not parse there either. */
function besideOthers(entry: string): Query | null {
  const { tree } = parseQuery(`x (${entry})`)
  const [, ...rest] = tree?.kind === 'and' ? tree.parts : []
  const [only, ...more] = rest
  return only === undefined || more.length === 0 ? (only ?? null) : { kind: 'and', parts: rest }
}
