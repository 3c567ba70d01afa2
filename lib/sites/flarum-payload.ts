import type { Post } from '../model/thread.ts'
import { all, one, parentOf, rawText } from './dom.ts'
import { makeAuthor, makePost } from './make-post.ts'
import { select } from './select.ts'
import type { Page } from './site.ts'
import { isoTime, webUrl } from './trim.ts'

/** A record of JSON:API (https://jsonapi.org), as far as it is one: the page may hold anything. */
interface Entry {
  readonly id: string
  readonly type: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly user: string | null
}

interface Payload {
  readonly posts: readonly Entry[]
  readonly users: ReadonlyMap<string, Entry>
  readonly total: number | null
}

const parsed = new WeakMap<Element, Payload>()
const NOTHING: Payload = { posts: [], users: new Map(), total: null }
/** Two megabytes of JSON are more than twenty posts ever take. */
const LONGEST = 2_000_000

/**
 * A post as served to those without scripts, made whole by the data that the page carries for its app: that
 * lists the same posts in the same order. Null where there is none, or where it tells of somebody else.
 */
export function payloadPost(article: Element, post: Post, page: Page): Post | null {
  const place = parentOf(article)
  if (!place || !one(page.document, select(page, 'plainPost'))) return null
  const { posts, users } = payloadOf(page)
  const at = Array.prototype.indexOf.call(all(page.document, select(page, 'plainPost')), article)
  const entry = posts[at]
  const user = entry?.user ? users.get(entry.user) : undefined
  if (!entry || (user && textOf(user, 'displayName') !== post.author?.name)) return null
  const slug = user && (textOf(user, 'slug') ?? textOf(user, 'username'))
  const folder = page.url.pathname.match(/^(.*\/)d\/\d+[^/]*/)
  const number = numberOf(entry, 'number')
  const likes = numberOf(entry, 'likesCount')
  return makePost({
    ...post,
    key: entry.id,
    text: { text: post.text, truncated: post.truncated },
    author:
      (slug &&
        makeAuthor({
          key: `${page.url.host}/${slug}`,
          handle: slug,
          name: post.author?.name ?? null,
          url: folder && webUrl(`${folder[1]}u/${encodeURIComponent(slug)}`, page.url),
          stableId: `${page.url.host}:${user.id}`,
        })) ||
      post.author,
    time: isoTime(textOf(entry, 'createdAt')),
    permalink: folder && number ? webUrl(`${folder[0]}/${number}`, page.url) : null,
    counts: likes === null ? null : { likes },
  })
}

/** How many posts the discussion has. */
export function payloadTotal(page: Page): number | null {
  return payloadOf(page).total
}

function payloadOf(page: Page): Payload {
  const script = one(page.document, select(page, 'payload'))
  if (!script) return NOTHING
  const known = parsed.get(script)
  if (known) return known
  const payload = parse(rawText(script))
  parsed.set(script, payload)
  return payload
}

function parse(source: string): Payload {
  if (source.length > LONGEST) return NOTHING
  let whole: unknown
  try {
    whole = JSON.parse(source)
  } catch {
    return NOTHING
  }
  const page = at(whole, 'apiDocument')
  const included = at(page, 'included')
  const entries = (Array.isArray(included) ? included : []).map(entryOf).filter((entry) => entry !== null)
  const discussion = entryOf(at(page, 'data'))
  // The last post of all comes along for the list of discussions, though it is not on this page.
  const posts = entries
    .filter(({ type, attributes }) => type === 'posts' && attributes.contentType === 'comment')
    .sort(byTime)
  return {
    posts,
    users: new Map(entries.filter(({ type }) => type === 'users').map((entry) => [entry.id, entry])),
    total: discussion && numberOf(discussion, 'commentCount'),
  }
}

/** As they stand on the page. By number only within a second: a page made into filler has other numbers. */
function byTime(one: Entry, other: Entry): number {
  const [before, after] = [one, other].map((entry) => isoTime(textOf(entry, 'createdAt')) ?? '')
  if (before && after && before !== after) return before < after ? -1 : 1
  return (numberOf(one, 'number') ?? 0) - (numberOf(other, 'number') ?? 0)
}

function entryOf(value: unknown): Entry | null {
  const id = at(value, 'id')
  const type = at(value, 'type')
  const attributes = at(value, 'attributes')
  if (typeof id !== 'string' || typeof type !== 'string' || !isRecord(attributes)) return null
  const user = at(at(at(at(value, 'relationships'), 'user'), 'data'), 'id')
  return { id, type, attributes, user: typeof user === 'string' ? user : null }
}

function at(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf({ attributes }: Entry, name: string): string | null {
  const value = attributes[name]
  return typeof value === 'string' && value !== '' ? value : null
}

function numberOf({ attributes }: Entry, name: string): number | null {
  const value = attributes[name]
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
}
