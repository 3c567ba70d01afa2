import type { Post } from '../model/thread.ts'
import { rawText } from './dom.ts'
import { asObject, hasComments, isType, type Named, type Node, own, postOf } from './linked-data-post.ts'
import type { Page } from './site.ts'

/**
 * Posts in a block of JSON-LD (schema.org). Written for hostile input: the block may be huge, deep, wrong
 * at any place, or carry `__proto__`; nothing of it is ever merged into an object of ours, and walking is
 * bounded by count and depth.
 */

const MOST_BYTES = 4_000_000
const MOST_NODES = 20_000
const MOST_POSTS = 5_000
const DEEPEST = 60

/** One value still to be looked at, with what is known of the places above it. */
interface Waiting {
  readonly value: unknown
  readonly parent: string | null
  readonly depth: number
  /** Somewhere below a page of questions that people asked. */
  readonly asked: boolean
}

/** Page order; a reply stands after what it answers. Never throws: a block that does not parse holds no posts. */
export function readLinkedData(script: Element, page: Page): readonly Post[] {
  const source = rawText(script)
  if (source.length > MOST_BYTES || !/"@type"/.test(source)) return []
  const whole = parse(source)
  const named = nameAll(whole)
  const posts = new Map<string, Post>()
  let budget = MOST_NODES
  // A stack of our own: a page may nest brackets deeper than the call stack.
  const waiting: Waiting[] = [{ value: whole, parent: null, depth: 0, asked: false }]
  while (waiting.length > 0 && budget-- > 0 && posts.size < MOST_POSTS) {
    const { value, parent, depth, asked } = waiting.pop() as Waiting
    if (typeof value !== 'object' || value === null || depth > DEEPEST) continue
    const node = Array.isArray(value) ? null : resolved(value as Node, named)
    if (node && isType(node, 'FAQPage')) continue
    const asks = asked || (node !== null && isType(node, 'QAPage'))
    const post = node && postOf(node, { parent, page, named, asked: asks })
    if (post) keep(posts, post)
    const inner = node ? placesIn(node) : (value as readonly unknown[])
    for (let at = Math.min(inner.length, MOST_NODES) - 1; at >= 0; at--)
      if (inner[at] !== undefined)
        waiting.push({ value: inner[at], parent: post?.key ?? parent, depth: depth + 1, asked: asks })
  }
  return [...posts.values()]
}

/** A reply may stand in the graph by itself and be named again below what it answers: that tells its parent. */
function keep(posts: Map<string, Post>, post: Post): void {
  const before = posts.get(post.key)
  if (!before) posts.set(post.key, post)
  else if (!before.parent && post.parent && post.parent.key !== post.key && !isAbove(posts, post))
    posts.set(post.key, { ...before, parent: post.parent })
}

/** Would this parent close a circle? */
function isAbove(posts: ReadonlyMap<string, Post>, { key, parent }: Post): boolean {
  let above = parent?.key
  for (let steps = 0; above !== undefined && steps < DEEPEST; steps++) {
    if (above === key) return true
    above = posts.get(above)?.parent?.key
  }
  return false
}

/** Where posts hang in schema.org. Other properties lead to people, pictures and products. */
const PLACES = [
  '@graph',
  '@list',
  'mainEntity',
  'mainEntityOfPage',
  'itemListElement',
  'item',
  'hasPart',
  'about',
  'acceptedAnswer',
  'suggestedAnswer',
  'comment',
  'review',
  'reviews',
]

function placesIn(node: Node): readonly unknown[] {
  const places = PLACES.map((name) => own(node, name))
  // Some boards write `comments`; an article's are told from a mere count by `hasComments`.
  return hasComments(node, 'comments') ? [...places, own(node, 'comments')] : places
}

/** Nodes that others point to by `@id`: those of the graph, and of the list that a block may be. */
function nameAll(whole: unknown): Named {
  const named = new Map<string, Node>()
  const graph = Array.isArray(whole) ? whole : own(asObject(whole) ?? {}, '@graph')
  for (const value of Array.isArray(graph) ? graph.slice(0, MOST_NODES) : []) {
    const node = asObject(value)
    const id = node && own(node, '@id')
    if (node && typeof id === 'string' && Object.keys(node).length > 1 && !named.has(id)) named.set(id, node)
  }
  return named
}

/** What a bare `{"@id": …}` points to. */
function resolved(node: Node, named: Named): Node {
  const id = own(node, '@id')
  return (typeof id === 'string' && own(node, '@type') === undefined && named.get(id)) || node
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    try {
      // Some blocks hold line breaks inside strings, or stand in comment marks or CDATA.
      return JSON.parse(
        source
          .replace(
            /^\s*(?:<!--|\/\*.{0,40}?\*\/|\/\/<!\[CDATA\[|<!\[CDATA\[)|(?:-->|(?:\/\/)?\]\]>)\s*$/g,
            '',
          )
          .replace(/[\n\r\t]/g, ' '),
      )
    } catch {
      return null
    }
  }
}
