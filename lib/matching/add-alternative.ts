import { parseQuery } from './parse-query.ts'
import { printQuery } from './print-query.ts'
import type { Query } from './query.ts'

/**
 * A query with one more way to write the name that it looks for; null where one of the two cannot be read. Where
 * several parts must hold, the spelling belongs to the part that stands for the name, as `isName` says, else to the
 * first.
 */
export function addAlternative(query: string, term: string, isName: (part: Query) => boolean): string | null {
  const added = parseQuery(term).tree
  if (added === null) return null
  if (query.trim() === '') return printQuery(added)
  const { tree } = parseQuery(query)
  return tree === null ? null : printQuery(withAlternative(tree, added, isName))
}

function withAlternative(tree: Query, added: Query, isName: (part: Query) => boolean): Query {
  if (tree.kind === 'or') return { ...tree, parts: [...tree.parts, added] }
  if (tree.kind !== 'and') return { kind: 'or', parts: [tree, added] }
  const wanted = tree.parts.filter(({ kind }) => kind !== 'not')
  const named = wanted.find(isName) ?? wanted[0]
  return {
    ...tree,
    parts: tree.parts.map((part) => (part === named ? withAlternative(part, added, isName) : part)),
  }
}
