import { inflect } from './inflect.ts'

/**
 * The notation of cue shapes: words in a row, as they are said.
 *
 * ```
 * stop~ working          one after another; `~`: any ending of a verb (stop, stops, stopped, stopping)
 * (buy|order) again      either; an alternative may be several words, or none: `(really|)`
 * never? again           a word or a bracket that may be missing
 * never buy <4> again    up to four words between
 * _                      one word, whichever
 * @                      a name: a capitalised word of which no cue is made, an @handle or a #tag
 * #                      a number
 * ^                      where a sentence begins
 * . ! ¿ , : " - url      marks standing alone (`¿` is any question mark), and a link
 * {thing}                a piece with a name, from `PIECES`
 * ```
 *
 * Small letters; accents and apostrophes as people write them or not ("dont" is "don't"). No repeat is
 * unbounded, so that a shape looks at a bounded number of words from wherever it begins.
 */
export type Shape =
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'class'; readonly name: 'any' | 'name' | 'number' }
  | { readonly kind: 'row'; readonly parts: readonly Shape[] }
  | { readonly kind: 'either'; readonly parts: readonly Shape[] }
  | { readonly kind: 'gap'; readonly most: number }

const PIECES: Readonly<Record<string, string>> = {
  my: '(my|our|the|this|these|that|those|your|their|his|her|its|a|an|another)',
  thing: '(it|this|that|these|them|they|you|u|yall|@|@ @|{my} <2> _)',
  who: '(i|we|ive|weve|im|were|id|ill)',
  very: '(so|very|really|super|absolutely|totally|just|pretty|extremely|incredibly|truly|still|always|such a|quite|fucking|effing|damn|bloody|too|actually|literally|completely|beyond)',
  body: '(hand|hands|finger|fingers|thumb|palm|arm|arms|leg|legs|foot|feet|toe|toes|face|eye|eyes|mouth|lip|lips|tongue|skin|back|head|knee|neck|hair|wrist|throat|tooth|teeth|gums)',
  kin: '(son|daughter|kid|kids|child|children|baby|toddler|wife|husband|partner|mum|mom|dad|mother|father|dog|cat|puppy|grandson|granddaughter|grandma|boyfriend|girlfriend|roommate|family|niece|nephew)',
  verbuy: '(buy|get|order|purchase|pick up|pre order|preorder|grab|book)',
  buying: '(buying|getting|ordering|purchasing|picking up|pre ordering|preordering|booking)',
}

/** Throws on a shape that does not parse: shapes are written by us, and a test reads them all. */
export function readShape(source: string): Shape {
  // Twice: a piece may hold pieces.
  const tokens = fillPieces(fillPieces(source)).match(/[()|]|<\d>|[^\s()|]+/g) ?? []
  const cursor = { tokens, at: 0 }
  const shape = readEither(cursor)
  if (cursor.at < tokens.length) throw new Error(`Unpaired bracket in ${source}`)
  return shape
}

function fillPieces(source: string): string {
  return source.replace(/\{(\w+)\}/g, (_, name: string) => {
    const piece = PIECES[name]
    if (piece === undefined) throw new Error(`No piece ${name} in ${source}`)
    return piece
  })
}

interface Cursor {
  readonly tokens: readonly string[]
  at: number
}

function readEither(cursor: Cursor): Shape {
  const parts = [readRow(cursor)]
  while (cursor.tokens[cursor.at] === '|') {
    cursor.at += 1
    parts.push(readRow(cursor))
  }
  return either(parts)
}

/** Alternatives that are one word each are one: the machine made of the shapes is a tenth of the size. */
function either(parts: readonly Shape[]): Shape {
  const words = parts.flatMap((part) => (part.kind === 'word' ? part.words : []))
  const longer = parts.filter((part) => part.kind !== 'word')
  const all: Shape[] = words.length === 0 ? longer : [{ kind: 'word', words }, ...longer]
  return all.length === 1 && all[0] !== undefined ? all[0] : { kind: 'either', parts: all }
}

function readRow(cursor: Cursor): Shape {
  const parts: Shape[] = []
  for (
    let token = cursor.tokens[cursor.at];
    token !== undefined && token !== '|' && token !== ')';
    token = cursor.tokens[cursor.at]
  ) {
    cursor.at += 1
    if (token === '(') {
      const inner = readEither(cursor)
      if (cursor.tokens[cursor.at] !== ')') throw new Error(`Unpaired bracket in ${cursor.tokens.join(' ')}`)
      cursor.at += 1
      const optional = cursor.tokens[cursor.at] === '?'
      if (optional) cursor.at += 1
      parts.push(optional ? maybe(inner) : inner)
      continue
    }
    parts.push(readAtom(token))
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'row', parts }
}

function maybe(shape: Shape): Shape {
  return { kind: 'either', parts: [shape, { kind: 'row', parts: [] }] }
}

function readAtom(token: string): Shape {
  if (token === '_') return { kind: 'class', name: 'any' }
  if (token === '@') return { kind: 'class', name: 'name' }
  if (token === '#') return { kind: 'class', name: 'number' }
  const gap = /^<(\d)>$/.exec(token)
  if (gap) return { kind: 'gap', most: Number(gap[1]) }
  if (token.length > 1 && token.endsWith('?')) return maybe(readAtom(token.slice(0, -1)))
  if (token.endsWith('~')) return { kind: 'word', words: inflect(token.slice(0, -1)) }
  return { kind: 'word', words: [token === '¿' ? '?' : token] }
}
