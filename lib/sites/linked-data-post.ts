import { LIMITS } from '../model/limits.ts'
import type { Author, Post } from '../model/thread.ts'
import { machineTime } from './fields.ts'
import { hashText } from './hash.ts'
import { makePost } from './make-post.ts'
import { ownUrl } from './page-address.ts'
import { plainText } from './plain-text.ts'
import { ARTICLE_TYPES, addCount, type Counting, namedAuthor, POST_TYPES, TOPMOST } from './schema-words.ts'
import type { Page } from './site.ts'
import { cut, webUrl } from './trim.ts'

/** A node of JSON-LD, of which nothing is trusted. */
export type Node = Readonly<Record<string, unknown>>

/** Nodes by their `@id`. */
export type Named = ReadonlyMap<string, Node>

/** What is known of a node from the places above it. */
interface Surroundings {
  readonly parent: string | null
  readonly page: Page
  readonly named: Named
  readonly asked: boolean
}

export function asObject(value: unknown): Node | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : null
}

/** An own property and no inherited one, whatever the page calls it. */
export function own(node: Node, name: string): unknown {
  return Object.hasOwn(node, name) ? node[name] : undefined
}

export function isType(node: Node, name: string): boolean {
  return typesOf(node).includes(name)
}

/** Are there words of commenters under this property, and not their number or an empty list? */
export function hasComments(node: Node, name: 'comment' | 'comments'): boolean {
  const value = own(node, name)
  const list = Array.isArray(value) ? value.slice(0, 100) : [value]
  return list.some(
    (one) => asObject(one) !== null && typesOf(one as Node).some((type) => POST_TYPES.has(type)),
  )
}

/** The post that this node is; null when it is none, or says nothing and is by nobody. */
export function postOf(node: Node, around: Surroundings): Post | null {
  const { page, named, parent } = around
  if (!isPost(node)) return null
  const permalink = ownAddress(textOf(node, 'url', '@id') ?? addressOf(own(node, 'mainEntityOfPage')), page)
  const author = authorOf(own(node, 'author') ?? own(node, 'creator'), page, named)
  const text = wordsOf(node)
  if (text === '' && author === null) return null
  const stamp = stampOf(node)
  // The questions that a shop asks itself are by nobody, of no day, and on no page for questions.
  if (!around.asked && author === null && stamp === null && isOfAll(node, QUESTIONS)) return null
  return makePost({
    key: keyOf(node, permalink, page) ?? `#${hashText(`${author?.key}\n${text}`)}`,
    permalink,
    author,
    text: { text: cut(text, LIMITS.postText), truncated: text.length > LIMITS.postText },
    quoted: quotedOf(node),
    time: machineTime(stamp),
    timeText: stamp,
    parent: parentOf(node, parent, page),
    lang: textOf(node, 'inLanguage'),
    counts: countsOf(node),
  })
}

const QUESTIONS: ReadonlySet<string> = new Set(['Question', 'Answer'])

function isOfAll(node: Node, wanted: ReadonlySet<string>): boolean {
  return typesOf(node).every((type) => wanted.has(type))
}

/** One person's words; an article only where others answer it on the same page. */
function isPost(node: Node): boolean {
  const types = typesOf(node)
  if (types.some((type) => POST_TYPES.has(type))) return true
  return (
    types.some((type) => ARTICLE_TYPES.has(type)) &&
    (hasComments(node, 'comment') || hasComments(node, 'comments'))
  )
}

function typesOf(node: Node): readonly string[] {
  const type = own(node, '@type')
  const types = Array.isArray(type) ? type.slice(0, 10) : [type]
  return types.flatMap((one) => (typeof one === 'string' ? [one.replace(/^.*[/#:]/, '')] : []))
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value
}

function textOf(node: Node, ...names: string[]): string | null {
  for (const name of names) {
    const value = first(own(node, name))
    if (typeof value === 'string' && value.trim() !== '') return value
    const inner = asObject(value)
    const said = inner ? own(inner, '@value') : undefined
    if (typeof said === 'string' && said.trim() !== '') return said
  }
  return null
}

function wordsOf(node: Node): string {
  const words = plainText(
    textOf(node, 'text', 'articleBody', 'reviewBody', 'commentText', 'description') ?? '',
  )
  const heading = plainText(textOf(node, 'headline', 'name') ?? '')
  // A comment's name is most often "Re:" and the title of the page, or made of its own beginning.
  const repeats = words.startsWith(heading.replace(/\s*(?:…|\.\.\.)$/, '')) || /^re\s?:/i.test(heading)
  return [repeats && words ? '' : heading, words].filter(Boolean).join('\n\n')
}

/** What somebody passes on with words of their own. */
function quotedOf(node: Node): string | null {
  const shared = asObject(first(own(node, 'sharedContent')))
  return shared && !isType(shared, 'ImageObject') && !isType(shared, 'VideoObject')
    ? wordsOf(shared) || null
    : null
}

function stampOf(node: Node): string | null {
  for (const name of ['datePublished', 'dateCreated', 'commentTime', 'uploadDate']) {
    const value = first(own(node, name))
    // Seconds or milliseconds, in a number or in text, are told apart where times are read.
    if (typeof value === 'number' && Number.isFinite(value)) return String(Math.trunc(value))
    const text = textOf(node, name)
    if (text) return text
  }
  return null
}

/**
 * The address of the page itself is the key of the post that the page is about, and of no other: a careless
 * board gives it to each of its comments.
 */
function keyOf(node: Node, permalink: string | null, page: Page): string | null {
  const key = ownAddress(textOf(node, '@id'), page) ?? permalink
  return key === page.url.href.replace(/#.*$/, '') &&
    !typesOf(node).some((type) => TOPMOST.has(type) || ARTICLE_TYPES.has(type))
    ? null
    : key
}

function parentOf(node: Node, parent: string | null, page: Page): Post['parent'] {
  const named = addressOf(first(own(node, 'parentItem')))
  const key = ownAddress(named, page) ?? parent
  return key ? { key, inferred: false } : null
}

/** An address elsewhere is no post's of this page, whoever says so: it would be taken for the one that stands there. */
function ownAddress(said: string | null, page: Page): string | null {
  return ownUrl(said, page)?.href ?? null
}

function addressOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  const node = asObject(value)
  return node && textOf(node, '@id', 'url')
}

/** A name, an address, a person, a list of them, or a reference to one in the graph. */
function authorOf(value: unknown, page: Page, named: Named): Author | null {
  const said = first(value)
  if (typeof said === 'string')
    return /^https?:\/\/\S+$/i.test(said)
      ? namedAuthor('', null, webUrl(said, page.base), page.url)
      : namedAuthor(plainText(said), null, null, page.url)
  const found = asObject(said)
  if (!found) return null
  const id = own(found, '@id')
  const node = (own(found, 'name') === undefined && typeof id === 'string' && named.get(id)) || found
  const handle = textOf(node, 'alternateName')
  const name = plainText(textOf(node, 'name', 'alternateName') ?? fullName(node))
  return namedAuthor(name, handle, webUrl(textOf(node, 'url', '@id', 'sameAs'), page.base), page.url)
}

function fullName(node: Node): string {
  return [textOf(node, 'givenName'), textOf(node, 'familyName')].filter(Boolean).join(' ')
}

function countsOf(node: Node): Counting {
  const counts: Counting = {}
  addCount(counts, 'LikeAction', own(node, 'upvoteCount'))
  addCount(counts, 'CommentAction', own(node, 'commentCount') ?? own(node, 'answerCount'))
  const statistics = own(node, 'interactionStatistic')
  for (const value of Array.isArray(statistics) ? statistics.slice(0, 20) : [statistics]) {
    const statistic = asObject(value)
    if (!statistic) continue
    const kind = first(own(statistic, 'interactionType'))
    const inner = asObject(kind)
    const name = typeof kind === 'string' ? kind : inner && (typesOf(inner)[0] ?? addressOf(inner))
    addCount(counts, name ?? '', own(statistic, 'userInteractionCount'))
  }
  return counts
}
