import type { Field, Query, Term } from './query.ts'

/** The query as text: parsing it gives the same tree again. */
export function printQuery(tree: Query): string {
  switch (tree.kind) {
    case 'or':
      return tree.parts.map(printPart).join(' OR ')
    case 'and':
      return tree.parts.map(printPart).join(' AND ')
    case 'not':
      return `NOT ${printPart(tree.part)}`
    case 'near':
      return `${printSide(tree.left)} NEAR/${tree.most}${tree.ordered ? 'f' : ''} ${printSide(tree.right)}`
    case 'sentence':
      return `${printSide(tree.left)} SENT ${printSide(tree.right)}`
    case 'field':
      return printField(tree)
    default:
      return printTerm(tree)
  }
}

/** Brackets also where precedence would do: nobody has to know it. */
function printPart(part: Query): string {
  const isGroup =
    part.kind === 'and' || part.kind === 'or' || part.kind === 'near' || part.kind === 'sentence'
  return isGroup ? `(${printQuery(part)})` : printQuery(part)
}

function printSide(side: Query): string {
  return side.kind === 'not' ? `(${printQuery(side)})` : printPart(side)
}

/** One term as its author wrote it. */
export function printTerm(term: Term): string {
  const mark = term.exactCase ? '!' : ''
  switch (term.kind) {
    case 'word':
      return `${mark}${term.text}${term.prefix ? '*' : ''}`
    case 'phrase':
      return `${mark}"${term.text}${term.prefix ? '*' : ''}"${term.slop === null ? '' : `~${term.slop}`}`
    case 'literal':
      return `${mark}\`${term.text}\``
    case 'handle':
      return `@${term.text}`
    case 'tag':
      return `#${term.text}`
  }
}

/** One field as its author wrote it. */
export function printField({ name, test, value }: Field): string {
  return /[\s()（）`]/.test(value) ? `${name}${test}"${value}"` : `${name}${test}${value}`
}
