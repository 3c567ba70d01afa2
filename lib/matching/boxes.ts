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
  const required = [...group(termsOf(any)), ...termsOf(all)]
  const excluded = group(termsOf(none)).map((part): Query => ({ kind: 'not', part }))
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

function group(terms: readonly Term[]): Query[] {
  return terms.length > 1 ? [{ kind: 'or', parts: terms }] : [...terms]
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
    again.text === term.text &&
    again.kind === 'phrase' &&
    again.prefix === term.prefix &&
    again.wild === term.wild &&
    !term.exactCase &&
    term.slop === null
  return plain ? words : printTerm(term)
}
