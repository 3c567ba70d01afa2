import {
  QUERY_LIMITS,
  QUERY_REMARKS,
  type Query,
  type QueryProblem,
  type QueryProblemCode,
  type QueryRemark,
  type QueryRemarkCode,
} from './query.ts'
import { problemAt, readTokens, type Token } from './read-tokens.ts'

export interface ParsedQuery {
  /** Null exactly when there are problems. */
  readonly tree: Query | null
  /** In the order of the query. */
  readonly problems: readonly QueryProblem[]
  /** What looks like a slip but works. */
  readonly remarks: readonly QueryRemark[]
}

/**
 * Reads a query of docs/query-language.md. Never throws, and takes time linear in the text, whatever
 * the text is.
 */
export function parseQuery(text: string): ParsedQuery {
  if (text.trim() === '') return refused([problemAt('empty', 0, text.length)])
  if (text.length > QUERY_LIMITS.query) return refused([problemAt('too-long', 0, text.length)])
  const { tokens, problems } = readTokens(text)
  if (problems.length > 0) return refused(problems)
  const parser: Parser = { tokens, at: 0, length: text.length, remarks: [] }
  const tree = readAnyOf(parser, 0)
  if ('code' in tree) return refused([tree])
  const stray = tokens[parser.at]
  if (stray !== undefined) return refused([problemAt('bracket-not-opened', stray.start, stray.end)])
  if (holdsOfNothing(tree)) return refused([problemAt('matches-everything', 0, text.length)])
  return { tree, problems: [], remarks: [...lowerCaseOperators(tokens), ...parser.remarks] }
}

function refused(problems: readonly QueryProblem[]): ParsedQuery {
  return { tree: null, problems, remarks: [] }
}

interface Parser {
  readonly tokens: readonly Token[]
  at: number
  readonly length: number
  readonly remarks: QueryRemark[]
}

/** OR binds least. */
function readAnyOf(parser: Parser, depth: number): Query | QueryProblem {
  const begin = parser.tokens[parser.at]
  const parts: Query[] = []
  let mixed = false
  for (;;) {
    const part = readAllOf(parser, depth)
    if ('code' in part) return part
    mixed ||= part.implied
    parts.push(part.tree)
    if (parser.tokens[parser.at]?.kind !== 'or') break
    parser.at += 1
  }
  const [only, ...more] = parts
  if (only !== undefined && more.length === 0) return only
  if (mixed && begin !== undefined)
    parser.remarks.push(
      remarkAt('mixed-operators', begin.start, parser.tokens[parser.at - 1]?.end ?? begin.end),
    )
  return { kind: 'or', parts }
}

/** AND, written or meant by a space. `implied`: there were several parts outside brackets. */
function readAllOf(parser: Parser, depth: number): { tree: Query; implied: boolean } | QueryProblem {
  const parts: Query[] = []
  for (;;) {
    const part = readNot(parser, depth)
    if ('code' in part) return part
    parts.push(part)
    const next = parser.tokens[parser.at]
    if (next === undefined || next.kind === 'or' || next.kind === 'close') break
    if (next.kind === 'and') parser.at += 1
  }
  const [only, ...more] = parts
  if (only !== undefined && more.length === 0) return { tree: only, implied: false }
  return { tree: { kind: 'and', parts }, implied: true }
}

function readNot(parser: Parser, depth: number): Query | QueryProblem {
  const token = parser.tokens[parser.at]
  if (token?.kind !== 'not') return readOne(parser, depth)
  if (depth >= QUERY_LIMITS.depth) return problemAt('too-deep', token.start, token.end)
  parser.at += 1
  const part = readNot(parser, depth + 1)
  return 'code' in part ? part : { kind: 'not', part }
}

function readOne(parser: Parser, depth: number): Query | QueryProblem {
  const token = parser.tokens[parser.at]
  if (token?.kind === 'term') {
    parser.at += 1
    return token.term
  }
  if (token?.kind !== 'open') return missing(parser)
  if (depth >= QUERY_LIMITS.depth) return problemAt('too-deep', token.start, token.end)
  parser.at += 1
  const close = parser.tokens[parser.at]
  if (close?.kind === 'close') return problemAt('bracket-empty', token.start, close.end)
  const inside = readAnyOf(parser, depth + 1)
  if ('code' in inside) return inside
  if (parser.tokens[parser.at]?.kind !== 'close')
    return problemAt('bracket-not-closed', token.start, token.end)
  parser.at += 1
  return inside
}

/** Something to look for should stand here: which neighbour is to blame? */
function missing(parser: Parser): QueryProblem {
  const here = parser.tokens[parser.at]
  const before = parser.tokens[parser.at - 1]
  const isOperator = (token: Token | undefined) =>
    token?.kind === 'and' || token?.kind === 'or' || token?.kind === 'not'
  const blame = (code: QueryProblemCode, token: Token | undefined) =>
    problemAt(code, token?.start ?? 0, token?.end ?? parser.length)
  if (isOperator(before)) return blame('nothing-after', before)
  if (isOperator(here)) return blame('nothing-before', here)
  return here === undefined ? blame('bracket-not-closed', before) : blame('bracket-not-opened', here)
}

/** Would a post without a single one of the words satisfy the query? Then no words could explain a match. */
function holdsOfNothing(tree: Query): boolean {
  if (tree.kind === 'and') return tree.parts.every(holdsOfNothing)
  if (tree.kind === 'or') return tree.parts.some(holdsOfNothing)
  return tree.kind === 'not' ? !holdsOfNothing(tree.part) : false
}

function remarkAt(code: QueryRemarkCode, start: number, end: number): QueryRemark {
  return { start, end, code, hint: QUERY_REMARKS[code] }
}

function lowerCaseOperators(tokens: readonly Token[]): QueryRemark[] {
  return tokens
    .filter(
      (token) =>
        token.kind === 'term' && token.term.kind === 'word' && /^(and|or|not)$/i.test(token.term.text),
    )
    .map((token) => remarkAt('lower-case-operator', token.start, token.end))
}
