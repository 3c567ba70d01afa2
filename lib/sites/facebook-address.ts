import type { Author } from '../model/thread.ts'
import { makeAuthor } from './make-post.ts'
import { isHost, webUrl } from './trim.ts'

/** What Facebook's addresses tell: which post, which comment, which person. */

const POST_PATHS = [
  /^\/groups\/[^/]+\/(?:posts|permalink)\/(\d+)/,
  /^\/[^/]+\/posts\/(?:[^/]+\/)?(pfbid\w+|\d+)/,
  /^\/[^/]+\/videos\/(?:[^/]+\/)*(\d+)/,
  /^\/[^/]+\/photos\/(?:[^/]+\/)*(\d+)/,
  /^\/(?:reel|reels)\/(\d+)/,
]
const POST_QUERIES: readonly (readonly [path: RegExp, name: string])[] = [
  [/^\/(?:permalink|story)\.php$/, 'story_fbid'],
  [/^\/photo(?:\.php)?\/?$/, 'fbid'],
  [/^\/watch\/?(?:live\/?)?$/, 'v'],
  [/^\/video\.php$/, 'v'],
  [/^\/groups\/[^/]+\/?$/, 'multi_permalinks'],
]

/** The id of the post that an address is of: a number, or `pfbid…`, which stands for one. */
export function postIdOf(url: URL): string | null {
  for (const path of POST_PATHS) {
    const id = url.pathname.match(path)?.[1]
    if (id) return id
  }
  for (const [path, name] of POST_QUERIES) {
    const id = path.test(url.pathname) && url.searchParams.get(name)?.match(/^(?:pfbid\w+|\d+)/)?.[0]
    if (id) return id
  }
  return null
}

export function facebookUrl(href: string | null, base: URL): URL | null {
  const url = href === null ? null : URL.parse(href, base.href)
  return url && isHost(url.hostname, 'facebook.com') ? url : null
}

const KEPT = ['story_fbid', 'id', 'fbid', 'v', 'multi_permalinks', 'comment_id', 'reply_comment_id']

/** Without what is there to follow people around. */
export function cleanLink(url: URL): string | null {
  const kept = new URLSearchParams()
  for (const name of KEPT) {
    const value = url.searchParams.get(name)
    if (value) kept.set(name, value)
  }
  const query = kept.toString()
  return webUrl(`https://www.facebook.com${url.pathname}${query && `?${query}`}`, url)
}

/** The ids that a link of a comment names. `comment_id` is a number, or base64 of `comment:{post}_{comment}`. */
export interface CommentIds {
  readonly id: string
  /** The comment that this one answers. */
  readonly above: string | null
  readonly post: string | null
}

export function commentIdsOf(url: URL): CommentIds | null {
  const said = url.searchParams.get('comment_id')
  if (!said) return null
  if (/^\d+$/.test(said)) {
    const reply = url.searchParams.get('reply_comment_id')
    if (reply && /^\d+$/.test(reply)) return { id: reply, above: said, post: postIdOf(url) }
    return { id: said, above: null, post: postIdOf(url) }
  }
  const [, post, id] = plain(said).match(/^comment:(\d+)_(\d+)$/) ?? []
  return post && id ? { id, above: null, post } : null
}

function plain(base64: string): string {
  try {
    return base64.length < 400 ? atob(base64) : ''
  } catch {
    return ''
  }
}

/** First words of addresses that are nobody's name. */
const RESERVED =
  /^(?:groups|watch|reel|reels|stories|hashtag|events|marketplace|gaming|help|policies|privacy|ads|business|login|share|sharer|photo|photos|posts|videos|search|messages|notifications|friends|bookmarks|settings|pages|memories|saved|feed|me|live|media|fundraisers|games|jobs|legal|recover|reg|home|l|dialog|plugins|about|places)$|\.php$/i

/** The number or the name that an address has for somebody; null: it is no profile's. */
function profileOf({ pathname, searchParams }: URL): { id: string | null; name: string | null } | null {
  if (/^\/profile\.php$/.test(pathname)) {
    const id = searchParams.get('id')?.match(/^\d+$/)?.[0]
    return id ? { id, name: null } : null
  }
  const id = pathname.match(/^\/(?:groups\/[^/]+\/user|people\/[^/]+)\/(\d+)\/?$/)?.[1]
  if (id) return { id, name: null }
  const name = pathname.match(/^\/([^/]+)\/?$/)?.[1]
  if (!name || RESERVED.test(name)) return null
  return /^\d+$/.test(name) ? { id: name, name: null } : { id: null, name }
}

/**
 * The name in a profile's address is the key, or its number where the address is a number. One person has
 * both, and a group shows other addresses than a page does: the two can't be told to be one here.
 */
export function facebookAuthor(url: URL, shown: string | null): Author | null {
  const profile = profileOf(url)
  if (!profile) return null
  const { id, name } = profile
  return makeAuthor({
    key: id ?? name,
    handle: name,
    name: shown,
    url: webUrl(`https://www.facebook.com/${id ? `profile.php?id=${id}` : name}`, url),
    stableId: id,
  })
}
