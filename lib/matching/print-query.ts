import type { Query, Term } from './query.ts'

/** The query as text: parsing it gives the same tree again. */
export function printQuery(tree: Query): string {
  if (tree.kind === 'or') return tree.parts.map(printPart).join(' OR ')
  if (tree.kind === 'and') return tree.parts.map(printPart).join(' AND ')
  return tree.kind === 'not' ? `NOT ${printPart(tree.part)}` : printTerm(tree)
}

function printPart(part: Query): string {
  return part.kind === 'and' || part.kind === 'or' ? `(${printQuery(part)})` : printQuery(part)
}

/** One term as its author wrote it. */
export function printTerm(term: Term): string {
  const mark = term.exactCase ? '!' : ''
  switch (term.kind) {
    case 'word':
      return `${mark}${term.text}${term.prefix ? '*' : ''}`
    case 'phrase':
      return `${mark}"${term.text}"`
    case 'literal':
      return `${mark}\`${term.text}\``
    case 'handle':
      return `@${term.text}`
    case 'tag':
      return `#${term.text}`
  }
}
