import { LIMITS } from '../model/limits.ts'
import type { Author, Post } from '../model/thread.ts'
import { rawText } from './dom.ts'
import { hashText } from './hash.ts'
import { makeAuthor, makePost } from './make-post.ts'
import { plainText } from './plain-text.ts'
import { cut, fold, instant, isoTime, webUrl } from './trim.ts'

/**
 * Posts in a block of JSON-LD (schema.org). Written for hostile input: the block may be huge, deep, wrong
 * at any place, or carry `__proto__`; nothing of it is ever merged into an object of ours, and walking is
 * bounded by count and depth.
 */

type Node = Readonly<Record<string, unknown>>

/** The kinds of schema.org that are one person's words. A question and its answers are; a shop's FAQ is not. */
export const POST_TYPES: ReadonlySet<string> = new Set([
  'DiscussionForumPosting',
  'SocialMediaPosting',
  'Comment',
  'UserComments',
  'Review',
  'UserReview',
  'Question',
  'Answer',
])

/** Those that begin a thread. */
export const TOPMOST: ReadonlySet<string> = new Set([
  'DiscussionForumPosting',
  'SocialMediaPosting',
  'Question',
])

const MOST_BYTES = 4_000_000
const MOST_NODES = 20_000
const MOST_POSTS = 5_000
const DEEPEST = 60

/** Page order; a reply stands after what it answers. Never throws: a block that does not parse holds no posts. */
export function readLinkedData(script: Element, page: { readonly url: URL }): readonly Post[] {
  const source = rawText(script)
  if (source.length > MOST_BYTES || !/"@type"/.test(source)) return []
  const posts = new Map<string, Post>()
  let budget = MOST_NODES
  // A stack of our own: a page may nest brackets deeper than the call stack.
  const waiting: { value: unknown; parent: string | null; depth: number }[] = [
    { value: parse(source), parent: null, depth: 0 },
  ]
  while (waiting.length > 0 && budget-- > 0 && posts.size < MOST_POSTS) {
    const { value, parent, depth } = waiting.pop() as (typeof waiting)[number]
    if (typeof value !== 'object' || value === null || depth > DEEPEST) continue
    const node = value as Node
    if (isType(node, 'FAQPage')) continue
    const post = Array.isArray(value) ? null : postOf(node, parent, page.url)
    if (post && !posts.has(post.key)) posts.set(post.key, post)
    const inner = Array.isArray(value) ? value : PLACES.map((name) => own(node, name))
    for (let at = Math.min(inner.length, MOST_NODES) - 1; at >= 0; at--)
      if (inner[at] !== undefined)
        waiting.push({ value: inner[at], parent: post?.key ?? parent, depth: depth + 1 })
  }
  return [...posts.values()]
}

/** Where posts hang in schema.org. Other properties lead to people, pictures and products. */
const PLACES = [
  '@graph',
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

function parse(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    try {
      // Some blocks hold line breaks inside strings, or stand in comment marks.
      return JSON.parse(source.replace(/^\s*(?:<!--|\/\*.*?\*\/)|-->\s*$/g, '').replace(/[\n\r\t]/g, ' '))
    } catch {
      return null
    }
  }
}

/** An own property and no inherited one, whatever the page calls it. */
function own(node: Node, name: string): unknown {
  return Object.hasOwn(node, name) ? node[name] : undefined
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value
}

function textOf(node: Node, ...names: string[]): string | null {
  for (const name of names) {
    const value = first(own(node, name))
    if (typeof value === 'string' && value.trim() !== '') return value
    const inner = typeof value === 'object' && value !== null ? own(value as Node, '@value') : undefined
    if (typeof inner === 'string' && inner.trim() !== '') return inner
  }
  return null
}

function isType(node: Node, name: string): boolean {
  return typesOf(node).includes(name)
}

function typesOf(node: Node): readonly string[] {
  const type = own(node, '@type')
  const types = Array.isArray(type) ? type.slice(0, 10) : [type]
  return types.flatMap((one) => (typeof one === 'string' ? [one.replace(/^.*[/#:]/, '')] : []))
}

function postOf(node: Node, parent: string | null, base: URL): Post | null {
  if (!typesOf(node).some((type) => POST_TYPES.has(type))) return null
  const permalink = webUrl(textOf(node, 'url', '@id') ?? addressOf(own(node, 'mainEntityOfPage')), base)
  const author = authorOf(first(own(node, 'author') ?? own(node, 'creator')), base)
  const words = plainText(textOf(node, 'text', 'articleBody', 'reviewBody', 'description') ?? '')
  const heading = plainText(textOf(node, 'headline', 'name') ?? '')
  const text = [heading, words]
    .filter((part, at) => part && !(at === 0 && words.startsWith(part)))
    .join('\n\n')
  if (text === '' && author === null) return null
  const stamp = textOf(node, 'datePublished', 'dateCreated', 'commentTime')
  return makePost({
    key: keyOf(node, permalink, base) ?? `#${hashText(`${author?.key}\n${text}`)}`,
    permalink,
    author,
    text: { text: cut(text, LIMITS.postText), truncated: text.length > LIMITS.postText },
    time: isoTime(stamp) ?? numericTime(first(own(node, 'datePublished'))),
    timeText: stamp,
    parent: parentOf(node, parent, base),
    lang: textOf(node, 'inLanguage'),
  })
}

/**
 * The address of the page itself is the key of the post that the page is about, and of no other: a careless
 * board gives it to each of its comments.
 */
function keyOf(node: Node, permalink: string | null, page: URL): string | null {
  const key = webUrl(textOf(node, '@id'), page) ?? permalink
  return key === page.href.replace(/#.*$/, '') && !typesOf(node).some((type) => TOPMOST.has(type))
    ? null
    : key
}

function parentOf(node: Node, parent: string | null, base: URL): Post['parent'] {
  if (parent) return { key: parent, inferred: false }
  const named = addressOf(first(own(node, 'parentItem')))
  const url = webUrl(named, base)
  return url ? { key: url, inferred: false } : null
}

function addressOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null ? textOf(value as Node, '@id', 'url') : null
}

function numericTime(value: unknown): string | null {
  return typeof value === 'number' && value > 0 ? instant(value < 1e11 ? value * 1_000 : value) : null
}

function authorOf(value: unknown, base: URL): Author | null {
  if (typeof value === 'string') return namedAuthor(plainText(value), null, null, base)
  if (typeof value !== 'object' || value === null) return null
  const node = value as Node
  const name = plainText(textOf(node, 'name', 'alternateName') ?? '')
  const handle = textOf(node, 'alternateName')
  return namedAuthor(name, handle, webUrl(textOf(node, 'url', '@id', 'sameAs'), base), base)
}

/**
 * Somebody on a site that we know nothing about: their page there is who they are, else their name and
 * the host, for two boards may each have an Ana.
 */
export function namedAuthor(
  name: string,
  handle: string | null,
  url: string | null,
  base: URL,
): Author | null {
  if (name === '' && url === null) return null
  const profile = url && URL.parse(url)
  const isProfile = profile && profile.pathname !== '/' && url !== base.href
  return makeAuthor({
    key: isProfile ? `${profile.host}${profile.pathname}${profile.search}` : `${base.host}/${fold(name)}`,
    handle: handle ?? (name || null),
    name: name || null,
    url: isProfile ? url : null,
  })
}
