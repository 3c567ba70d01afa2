import { readEntry, termOf } from './list-entry.ts'
import { parseQuery } from './parse-query.ts'
import { printQuery, printTerm } from './print-query.ts'
import { isTerm, type Query, type Term } from './query.ts'

/**
 * The three boxes of the simple form: a post must hold one of `any`, each of `all` and none of `none`.
 * Entries are as people type them: `quillon`, `hand grinder` (a phrase), `@quillon`, `#quillon`.
 */
export interface Boxes {
  readonly any: readonly string[]
  readonly all: readonly string[]
  readonly none: readonly string[]
}

/** The query that three boxes stand for; "" when they hold nothing to look for. Empty entries are skipped. */
export function queryFromBoxes({ any, all, none }: Boxes): string {
  return printBoxes(termsOf(any), termsOf(all), termsOf(none))
}

/** The same, with one part more in a box that need not be a term. */
export function queryFromParts({ any, all, none }: Boxes, box: keyof Boxes, part: Query): string {
  const more = (name: keyof Boxes) => (name === box ? [part] : [])
  return printBoxes(
    [...termsOf(any), ...more('any')],
    [...termsOf(all), ...more('all')],
    [...termsOf(none), ...more('none')],
  )
}

function printBoxes(any: readonly Query[], all: readonly Query[], none: readonly Query[]): string {
  const required = [...group(any), ...flat(all, 'and')]
  const excluded = group(none).map((part): Query => ({ kind: 'not', part }))
  const [only, ...more] = [...required, ...excluded]
  if (only === undefined) return ''
  return printQuery(more.length === 0 ? only : { kind: 'and', parts: [only, ...more] })
}

/** The boxes that a query fits in; null when it does not parse or says more than three boxes can. */
export function boxesFromQuery(text: string): Boxes | null {
  const { tree } = parseQuery(text)
  if (tree === null) return null
  const any: string[][] = []
  const all: string[] = []
  const none: string[] = []
  for (const part of tree.kind === 'and' ? tree.parts : [tree]) {
    const terms = alternatives(part.kind === 'not' ? part.part : part)
    if (terms === null) return null
    if (part.kind === 'not') none.push(...terms.map(entryOf))
    else if (part.kind === 'or') any.push(terms.map(entryOf))
    else all.push(...terms.map(entryOf))
  }
  if (any.length > 1) return null
  if (any.length === 0 && all.length === 1) return { any: all, all: [], none }
  return { any: any[0] ?? [], all, none }
}

function termsOf(entries: readonly string[]): Term[] {
  return entries.map(termOf).filter((term) => term !== null)
}

function group(parts: readonly Query[]): Query[] {
  const alternatives = flat(parts, 'or')
  return alternatives.length > 1 ? [{ kind: 'or', parts: alternatives }] : alternatives
}

function flat(parts: readonly Query[], kind: 'and' | 'or'): Query[] {
  return parts.flatMap((part) => (part.kind === kind ? part.parts : [part]))
}

function alternatives(tree: Query): readonly Term[] | null {
  if (isTerm(tree)) return [tree]
  return tree.kind === 'or' && tree.parts.every(isTerm) ? tree.parts : null
}

function entryOf(term: Term): string {
  const words = term.prefix ? `${term.text}*` : term.text
  const again = term.kind === 'phrase' ? termOf(words) : null
  const plain =
    again !== null &&
    // Without its quotation marks it would be remarked on.
    readEntry(words).kind === 'term' &&
    again.text === term.text &&
    again.kind === 'phrase' &&
    again.prefix === term.prefix &&
    again.wild === term.wild &&
    !term.exactCase &&
    term.slop === null
  return plain ? words : printTerm(term)
}
