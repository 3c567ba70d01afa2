import {
  QUERY_LIMITS,
  type Query,
  type QueryPlace,
  type QueryProblem,
  type QueryProblemCode,
} from './query.ts'
import { isNarrow } from './read-field.ts'
import { problemAt, readTokens, type Token } from './read-tokens.ts'

export interface ParsedQuery {
  /** Null exactly when there are problems. */
  readonly tree: Query | null
  /** In the order of the query. */
  readonly problems: readonly QueryProblem[]
  /** Where each node of the tree stands, without brackets around it. */
  readonly places: ReadonlyMap<Query, QueryPlace>
  /** Of nodes in brackets of their own: where these stand. */
  readonly brackets: ReadonlyMap<Query, QueryPlace>
}

/**
 * Reads a query of docs/query-language.md, where the grammar is. Never throws, and takes time linear in the
 * text, whatever the text is.
 */
export function parseQuery(text: string): ParsedQuery {
  if (text.trim() === '') return refused([problemAt('empty', 0, text.length)])
  if (text.length > QUERY_LIMITS.query) return refused([problemAt('too-long', 0, text.length)])
  const { tokens, problems } = readTokens(text)
  if (problems.length > 0) return refused(problems)
  const parser: Parser = { tokens, at: 0, length: text.length, places: new Map(), brackets: new Map() }
  const tree = readAnyOf(parser, 0)
  if ('code' in tree) return refused([tree])
  const stray = tokens[parser.at]
  if (stray !== undefined) return refused([problemAt('bracket-not-opened', stray.start, stray.end)])
  if (canHoldWithoutWords(tree, true)) return refused([problemAt('matches-everything', 0, text.length)])
  return { tree, problems: [], places: parser.places, brackets: parser.brackets }
}

function refused(problems: readonly QueryProblem[]): ParsedQuery {
  return { tree: null, problems, places: new Map(), brackets: new Map() }
}

interface Parser {
  readonly tokens: readonly Token[]
  at: number
  readonly length: number
  readonly places: Map<Query, QueryPlace>
  readonly brackets: Map<Query, QueryPlace>
}

type Read = Query | QueryProblem

/** Notes where a node stands: from the token at `from` to the one before the next to be read. */
function placed(parser: Parser, from: number, query: Query): Query {
  const start = parser.tokens[from]?.start ?? 0
  parser.places.set(query, { start, end: parser.tokens[parser.at - 1]?.end ?? parser.length })
  return query
}

/** OR binds least. */
function readAnyOf(parser: Parser, depth: number): Read {
  const from = parser.at
  const parts: Query[] = []
  for (;;) {
    const part = readAllOf(parser, depth)
    if ('code' in part) return part
    parts.push(part)
    if (parser.tokens[parser.at]?.kind !== 'or') break
    parser.at += 1
  }
  const [only, ...more] = parts
  return only !== undefined && more.length === 0 ? only : placed(parser, from, { kind: 'or', parts })
}

/** AND, written or meant by a space. */
function readAllOf(parser: Parser, depth: number): Read {
  const from = parser.at
  const parts: Query[] = []
  for (;;) {
    const part = readBeside(parser, depth)
    if ('code' in part) return part
    parts.push(part)
    const next = parser.tokens[parser.at]
    if (next === undefined || next.kind === 'or' || next.kind === 'close') break
    if (next.kind === 'and') parser.at += 1
  }
  const [only, ...more] = parts
  return only !== undefined && more.length === 0 ? only : placed(parser, from, { kind: 'and', parts })
}

/** NEAR and SENT, from left to right. */
function readBeside(parser: Parser, depth: number): Read {
  const from = parser.at
  let left = readNot(parser, depth)
  for (let chain = depth; ; chain += 1) {
    const operator = parser.tokens[parser.at]
    if ('code' in left || (operator?.kind !== 'near' && operator?.kind !== 'sentence')) return left
    if (chain >= QUERY_LIMITS.depth) return problemAt('too-deep', operator.start, operator.end)
    const unfit = sideProblem(parser, left)
    if (unfit !== null) return unfit
    parser.at += 1
    const right = readNot(parser, depth)
    if ('code' in right) return right
    const unfitRight = sideProblem(parser, right)
    if (unfitRight !== null) return unfitRight
    const { kind } = operator
    left = placed(
      parser,
      from,
      kind === 'near'
        ? { kind, left, right, most: operator.most, ordered: operator.ordered }
        : { kind, left, right },
    )
  }
}

function sideProblem(parser: Parser, side: Query): QueryProblem | null {
  const code = sideFault(side)
  if (code === null) return null
  const { start, end } = parser.places.get(side) ?? { start: 0, end: parser.length }
  return problemAt(code, start, end)
}

/** Nearness is between words that are there: what has no place in the text cannot be a side of it. */
function sideFault(side: Query): QueryProblemCode | null {
  if (side.kind === 'not') return 'near-not'
  if (side.kind === 'and' || side.kind === 'field') return 'near-side'
  if (side.kind !== 'or') return null
  for (const part of side.parts) {
    const fault = sideFault(part)
    if (fault !== null) return fault
  }
  return null
}

function readNot(parser: Parser, depth: number): Read {
  const from = parser.at
  const token = parser.tokens[from]
  if (token?.kind !== 'not') return readOne(parser, depth)
  if (depth >= QUERY_LIMITS.depth) return problemAt('too-deep', token.start, token.end)
  parser.at += 1
  const part = readNot(parser, depth + 1)
  return 'code' in part ? part : placed(parser, from, { kind: 'not', part })
}

function readOne(parser: Parser, depth: number): Read {
  const token = parser.tokens[parser.at]
  if (token?.kind === 'one') {
    parser.at += 1
    return placed(parser, parser.at - 1, token.query)
  }
  if (token?.kind !== 'open') return missing(parser)
  if (depth >= QUERY_LIMITS.depth) return problemAt('too-deep', token.start, token.end)
  parser.at += 1
  const next = parser.tokens[parser.at]
  if (next?.kind === 'close') return problemAt('bracket-empty', token.start, next.end)
  const inside = readAnyOf(parser, depth + 1)
  if ('code' in inside) return inside
  const close = parser.tokens[parser.at]
  if (close?.kind !== 'close') return problemAt('bracket-not-closed', token.start, token.end)
  parser.at += 1
  parser.brackets.set(inside, { start: token.start, end: close.end })
  return inside
}

/** Something to look for should stand here: which neighbour is to blame? */
function missing(parser: Parser): QueryProblem {
  const here = parser.tokens[parser.at]
  const before = parser.tokens[parser.at - 1]
  const isOperator = (token: Token | undefined) =>
    token !== undefined && token.kind !== 'one' && token.kind !== 'open' && token.kind !== 'close'
  const blame = (code: QueryProblemCode, token: Token | undefined) =>
    problemAt(code, token?.start ?? 0, token?.end ?? parser.length)
  if (isOperator(before)) return blame('nothing-after', before)
  if (isOperator(here)) return blame('nothing-before', here)
  return here === undefined ? blame('bracket-not-closed', before) : blame('bracket-not-opened', here)
}

/**
 * May the tree hold (`wanted`), or fail, for a post that has none of its words and satisfies no narrow field?
 * Then nothing could explain the match. A broad field may be either way.
 */
function canHoldWithoutWords(tree: Query, wanted: boolean): boolean {
  if (tree.kind === 'not') return canHoldWithoutWords(tree.part, !wanted)
  if (tree.kind === 'and' || tree.kind === 'or') {
    const can = (part: Query) => canHoldWithoutWords(part, wanted)
    return (tree.kind === 'and') === wanted ? tree.parts.every(can) : tree.parts.some(can)
  }
  return tree.kind === 'field' && !isNarrow(tree) ? true : !wanted
}
