import { type Boxes, queryFromBoxes, queryFromParts } from './boxes.ts'
import { readEntry, termOf } from './list-entry.ts'
import { isSound } from './mend-query.ts'
import { parseQuery } from './parse-query.ts'
import { printQuery, printTerm } from './print-query.ts'
import { childrenOf, isTerm, type Mend, QUERY_REMARKS, type Query, type QueryRemark } from './query.ts'

const BOXES = ['any', 'all', 'none'] as const
type Box = (typeof BOXES)[number]

/** More would not be read, and each mend is the whole query again. */
const MOST_REMARKS = 5

/**
 * Remarks on entries of the three boxes that are more than one entry: a list with commas, or a query. The boxes
 * take either for one phrase, which nobody writes. Places and mends are those of the boxes' query; nothing for one
 * that does not parse.
 */
export function lintBoxes(boxes: Boxes): QueryRemark[] {
  const query = queryFromBoxes(boxes)
  const { tree, places } = parseQuery(query)
  if (tree === null) return []
  const written = new Map([...termsOf(tree)].map((term) => [printQuery(term), term]))
  const remarks: QueryRemark[] = []
  for (const box of BOXES)
    for (const [at, entry] of boxes[box].entries()) {
      const read = readEntry(entry)
      if (read.kind !== 'list' && read.kind !== 'query') continue
      const term = termOf(entry)
      const phrase = term === null ? undefined : written.get(printTerm(term))
      const place = phrase && places.get(phrase)
      if (place === undefined) continue
      const code = read.kind === 'list' ? 'box-list' : 'box-query'
      remarks.push({ code, ...place, hint: QUERY_REMARKS[code], mend: mendOf(query, boxes, box, at) })
      if (remarks.length === MOST_REMARKS) return remarks
    }
  return remarks
}

function* termsOf(tree: Query): Generator<Query> {
  if (isTerm(tree)) yield tree
  else for (const part of childrenOf(tree)) yield* termsOf(part)
}

/** The whole query as it reads with one entry taken for what it says; null where that would be no query. */
function mendOf(query: string, boxes: Boxes, box: Box, at: number): Mend | null {
  const text = meaning(boxes, box, at)
  if (text === null || text === query) return null
  const mend = { start: 0, end: query.length, text }
  return isSound(query, mend) ? mend : null
}

function meaning(boxes: Boxes, box: Box, at: number): string | null {
  const read = readEntry(boxes[box][at] ?? '')
  if (read.kind === 'list')
    return queryFromBoxes({ ...boxes, [box]: boxes[box].toSpliced(at, 1, ...read.parts) })
  if (read.kind !== 'query' || read.tree === null) return null
  const rest = { ...boxes, [box]: boxes[box].toSpliced(at, 1) }
  // "-sword" or "lang:de" among alternatives would make each of them find nearly everything.
  return queryFromParts(rest, read.alone || box === 'none' ? box : 'all', read.tree)
}
