import { wordsOf } from './match-terms.ts'
import type { ParsedQuery } from './parse-query.ts'
import { printQuery } from './print-query.ts'
import {
  childrenOf,
  type Field,
  isTerm,
  type Mend,
  type Query,
  type QueryPlace,
  type QueryRemarkCode,
  type Term,
} from './query.ts'

/** A remark before it has its words. */
export interface Finding extends QueryPlace {
  readonly code: QueryRemarkCode
  readonly mend: Mend | null
}

const LONG_LIST = 50
/** Of a longer list only so many entries are held against each other: the editor asks at every key. */
const MOST_COMPARED = 200

/** Remarks on what stands side by side in a list: too much of it, twice the same, or one thing and its contrary. */
export function lintLists(text: string, tree: Query, parsed: ParsedQuery): Finding[] {
  const inner = childrenOf(tree).flatMap((part) => lintLists(text, part, parsed))
  if (tree.kind !== 'and' && tree.kind !== 'or') return inner
  const place = parsed.places.get(tree)
  if (place === undefined) return inner
  const long: Finding[] =
    tree.kind === 'or' && tree.parts.length > LONG_LIST ? [{ code: 'long-list', ...place, mend: null }] : []
  const exclusions = tree.kind === 'and' ? lintExclusions(tree.parts, parsed) : []
  return [...long, ...lintDuplicates(tree, parsed), ...exclusions, ...inner]
}

/** Of an OR the wider part makes the narrower needless; of an AND only the same thing twice is a slip. */
function lintDuplicates(list: Query & { kind: 'and' | 'or' }, parsed: ParsedQuery): Finding[] {
  const { parts } = list
  const seen = new Set<string>()
  const prefixes = list.kind === 'or' ? parts.filter((part) => isTerm(part) && part.prefix) : []
  const compared = prefixes.slice(0, MOST_COMPARED)
  return parts.flatMap((part, at) => {
    const name = nameOf(part)
    const isRepeated = seen.has(name)
    seen.add(name)
    const isCovered = compared.some(
      (prefix) => prefix !== part && nameOf(prefix) !== name && covers(prefix, part),
    )
    return isRepeated || isCovered ? findingAt('duplicate', parts, at, parsed) : []
  })
}

/** NOT of what is asked for beside it, and NOT of what cannot be there anyway. */
function lintExclusions(parts: readonly Query[], parsed: ParsedQuery): Finding[] {
  const wanted = parts
    .flatMap((part) => (part.kind === 'not' ? [] : alternativesOf(part)))
    .slice(0, MOST_COMPARED)
  return parts.flatMap((part, at) => {
    if (part.kind !== 'not') return []
    const excluded = alternativesOf(part.part).slice(0, MOST_COMPARED)
    if (excluded.some((one) => wanted.some((other) => covers(one, other))))
      return findingAt('excludes-wanted', parts, at, parsed)
    const isNeedless = excluded.every((one) => wanted.some((other) => rulesOut(other, one)))
    return isNeedless ? findingAt('needless-not', parts, at, parsed) : []
  })
}

/** Of these fields a post has one value: it cannot have another as well. */
function isSingleValued({ name, test }: Field): boolean {
  return test === ':' && ['lang', 'type', 'known', 'in'].includes(name)
}

/** A post for which `fact` holds cannot satisfy `other`. */
function rulesOut(fact: Query, other: Query): boolean {
  if (fact.kind !== 'field' || other.kind !== 'field' || fact.name !== other.name) return false
  if (!isSingleValued(fact) || !isSingleValued(other)) return false
  const [one, two] = [fact.value.toLowerCase(), other.value.toLowerCase()]
  return !one.startsWith(two) && !two.startsWith(one)
}

function alternativesOf(part: Query): readonly Query[] {
  return part.kind === 'or' ? part.parts.flatMap(alternativesOf) : [part]
}

/** Is `wide` in every post that `narrow` is in? Said only where it is sure. */
function covers(wide: Query, narrow: Query): boolean {
  if (nameOf(wide) === nameOf(narrow)) return true
  if (!isTerm(wide) || !isTerm(narrow) || wide.exactCase || wide.wild || wide.slop !== null) return false
  if (!isWords(wide) || !isWords(narrow) || narrow.wild) return false
  const [one, two] = [plainWords(wide), plainWords(narrow)]
  // The y of "battery" is gone in "batteries", which "battery" finds too.
  if (wide.prefix)
    return !one.includes(' ') && two.split(' ').some((word) => word.replace(/y$/, '').startsWith(one))
  if (narrow.slop !== null && one.includes(' ')) return false
  // "hand grinder" holds hand; a word's beginning holds no whole word.
  return !narrow.prefix && ` ${two} `.includes(` ${one} `)
}

function isWords({ kind }: Query): boolean {
  return kind === 'word' || kind === 'phrase'
}

/** Both are asked for again and again while a list is held against itself. */
const names = new WeakMap<Query, string>()
const words = new WeakMap<Query, string>()

function plainWords(term: Term): string {
  const known = words.get(term) ?? wordsOf(term.text)
  words.set(term, known)
  return known
}

/** Equal for two parts that find the same. */
function nameOf(part: Query): string {
  const known = names.get(part) ?? makeName(part)
  names.set(part, known)
  return known
}

function makeName(part: Query): string {
  if (!isTerm(part)) return printQuery(part)
  if (part.exactCase || part.kind === 'literal' || part.wild) return printQuery(part)
  const text = isWords(part) ? plainWords(part) : part.text.toLowerCase()
  return [isWords(part) ? 'words' : part.kind, part.prefix, part.slop, text].join(' ')
}

/** Points at a part of a list, and proposes to take it out with the operator before it. */
function findingAt(
  code: Finding['code'],
  parts: readonly Query[],
  at: number,
  { places, brackets }: ParsedQuery,
): Finding[] {
  const whole = (query: Query | undefined) => query && (brackets.get(query) ?? places.get(query))
  const place = whole(parts[at])
  if (place === undefined) return []
  return [{ code, ...place, mend: removal(place, at === 0, whole(parts[at === 0 ? 1 : at - 1])) }]
}

function removal(place: QueryPlace, isFirst: boolean, beside: QueryPlace | undefined): Mend | null {
  if (beside === undefined) return null
  return isFirst
    ? { start: place.start, end: beside.start, text: '' }
    : { start: beside.end, end: place.end, text: '' }
}
