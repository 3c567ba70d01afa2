import type { Author } from '../model/thread.ts'
import { makeAuthor } from './make-post.ts'
import { instant, isHost, webUrl } from './trim.ts'

/** What LinkedIn's three layouts share: the numbers of posts and comments, and who people are. */

/** A post by one of the names that LinkedIn has for it. Its number is the key. */
export interface PostUrn {
  readonly kind: string
  readonly id: string
}

const POST = /\b(activity|ugcPost|share|groupPost)[:-](\d{10,20})/i
const COMMENT = /\((?:urn:li:)?(activity|ugcPost|share|groupPost|article):(\d{5,20}),\s*(\d{5,20})/i

/** The first post named in an address, an id or a component's key. */
export function postUrn(text: string | null | undefined): PostUrn | null {
  const [, kind, id] = text?.replace(/%3a/gi, ':').match(POST) ?? []
  return kind && id ? { kind: nameOf(kind), id } : null
}

/** A comment's number and the post below which it stands: `urn:li:comment:(activity:1,2)`. */
export function commentUrn(text: string | null | undefined): { post: PostUrn; id: string } | null {
  const [, kind, post, id] = text?.match(COMMENT) ?? []
  return kind && post && id ? { post: { kind: nameOf(kind), id: post }, id } : null
}

const TOKEN = /^([\w+/-]{12,40}={0,2})-replaceableCommentTools/
/** The field that a number stands in tells what it is the number of. */
const KINDS: Readonly<Record<string, string>> = { '\x0a': 'activity', '\x12': 'ugcPost' }

/**
 * The post that a comment box is for. In the layout of 2026 most cards name their number nowhere else: the
 * box's key begins with a record in base64 (protocol buffers: a field with another one inside, whose first
 * number, zigzag and seven bits a byte, is the post's).
 * @returns null for anything else, and for a number that holds no time as those of posts do
 */
export function commentBoxPost(key: string | null | undefined): PostUrn | null {
  const token = key?.match(TOKEN)?.[1]
  if (!token) return null
  const bytes = bytesOf(token)
  const kind = KINDS[bytes[0] ?? '']
  if (!kind || bytes[2] !== '\x08') return null
  let number = 0n
  for (let at = 3, shift = 0n; at < bytes.length; at++, shift += 7n) {
    const byte = BigInt(bytes.charCodeAt(at))
    number |= (byte & 0x7fn) << shift
    if (byte < 0x80n) break
  }
  const id = String(number >> 1n)
  return (number & 1n) === 0n && timeOfId(id) ? { kind, id } : null
}

/** The same key as that of a box for another post; null for a key of another kind. */
export function renumberCommentBox(key: string, renumber: (id: string) => string): string | null {
  const post = commentBoxPost(key)
  const [, token = ''] = key.match(TOKEN) ?? []
  const id = post && renumber(post.id)
  if (!id || !/^\d{1,19}$/.test(id)) return null
  let inner = '\x08'
  for (let rest = BigInt(id) << 1n, more = true; more; ) {
    const low = Number(rest & 0x7fn)
    rest >>= 7n
    more = rest > 0n
    inner += String.fromCharCode(more ? low | 0x80 : low)
  }
  const [field = ''] = bytesOf(token)
  const record = btoa(field + String.fromCharCode(inner.length) + inner)
  return record.replace(/=+$/, '') + key.slice(token.length)
}

function bytesOf(base64: string): string {
  try {
    return atob(base64.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return ''
  }
}

/** Addresses of search engines come in small letters. */
function nameOf(kind: string): string {
  const small = kind.toLowerCase()
  return small === 'ugcpost' ? 'ugcPost' : small === 'grouppost' ? 'groupPost' : small
}

export function postLink({ kind, id }: PostUrn): string {
  return `https://www.linkedin.com/feed/update/urn:li:${kind}:${id}/`
}

/** @param above the number of the comment that this one answers, which LinkedIn's own links name first */
export function commentLink(post: PostUrn, id: string, above: string | null): string {
  const urn = (comment: string) => encodeURIComponent(`urn:li:comment:(${post.kind}:${post.id},${comment})`)
  const reply = above ? `&replyUrn=${urn(id)}` : ''
  return `${postLink(post)}?commentUrn=${urn(above ?? id)}${reply}`
}

/**
 * Numbers of 19 digits hold the millisecond in which they were given out above their lowest 22 bits. Shorter
 * ones, and any that would be older than the scheme, hold none.
 */
export function timeOfId(id: string | null | undefined): string | null {
  if (!id || !/^\d{19}$/.test(id)) return null
  const ms = Number(BigInt(id) >> 22n)
  return ms > Date.UTC(2012, 0) ? instant(ms) : null
}

const PROFILE = /^\/(in|company|school|showcase)\/([^/?#]+)/

/** Selector of links to somebody. */
export const PROFILE_LINK = 'a[href*="/in/"],a[href*="/company/"],a[href*="/school/"],a[href*="/showcase/"]'

/**
 * The part of an address that names somebody: `in/ana`. It is the key, since the permanent number
 * (`ACoA…`, kept beside it) stands in some links and not in others.
 */
export function linkedinAuthor(href: string | null, name: string | null, base: URL): Author | null {
  const said = href === null ? null : URL.parse(href, base.href)
  const url = said && isHost(said.hostname, 'linkedin.com') ? said : null
  const [, kind = '', slug = ''] = url?.pathname.match(PROFILE) ?? []
  if (!url || slug === '') return name ? makeAuthor({ key: name, handle: null, name }) : null
  const handle = decoded(slug)
  const mini = url.searchParams.get('miniProfileUrn')?.match(/:(ACo[\w-]{10,60})$/)?.[1]
  return makeAuthor({
    key: `${kind}/${handle}`,
    handle,
    name,
    url: webUrl(`https://www.linkedin.com/${kind}/${slug}/`, base),
    stableId: mini ?? (/^ACo[\w-]{20,60}$/.test(handle) ? handle : null),
  })
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
