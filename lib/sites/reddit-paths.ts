import type { Author, PageKind, Post } from '../model/thread.ts'
import { attribute } from './dom.ts'
import { makeAuthor } from './make-post.ts'
import { webUrl } from './trim.ts'

/** What both of Reddit's layouts share: its addresses and its people. */

export const REDDIT_ORIGINS = ['https://*.reddit.com/*'] as const

/** `/r/sub/comments/id/slug/` and every shape of it: profile posts, short links, comment links. */
const THREAD = /^(?:\/(?:r|u|user)\/[^/]+)?\/comments\/([a-z0-9]+)(?:\/|$)/i

/** The key of the submission whose thread an address leads to. */
export function submissionKey(url: URL): string | null {
  const id = url.pathname.match(THREAD)?.[1]
  return id ? `t3_${id.toLowerCase()}` : null
}

export function redditPageKind(url: URL): PageKind | null {
  const path = url.pathname
  // Talk and letters, to people and to those who run a place.
  if (/^(?:chat|mod|matrix)\./.test(url.hostname)) return null
  if (THREAD.test(path)) return 'thread'
  // A search for places or people finds no words of theirs.
  if (/^\/(r\/[^/]+\/)?search\/?$/.test(path))
    return /^(?:communities|people|sr|user)$/.test(url.searchParams.get('type') ?? '') ? null : 'search'
  if (
    /^\/(u|user)\/[^/]+(\/(overview|comments|submitted|posts|saved|upvoted|downvoted|hidden|gilded|search|m\/[^/]+))?\/?$/i.test(
      path,
    )
  )
    return 'profile'
  return /^\/(((?:r|t|domain)\/[^/]+)(\/|$))?(hot|new|rising|top|best|controversial|gilded|comments)?\/?$/i.test(
    path,
  )
    ? 'feed'
    : null
}

export function redditThreadKey(url: URL): string {
  const id = url.pathname.match(THREAD)?.[1]
  if (id) return `https://www.reddit.com/comments/${id.toLowerCase()}`
  const query = url.searchParams.get('q')
  const path = url.pathname.replace(/\/+$/, '').toLowerCase()
  return `https://www.reddit.com${path}${query === null ? '' : `?q=${encodeURIComponent(query)}`}`
}

/** Is this address one comment with what hangs below it, and not the whole thread? */
export function isSingleComment(url: URL): boolean {
  return /\/comments\/[a-z0-9]+\/(?:comment|[^/]*)\/[a-z0-9]+\/?$/i.test(url.pathname)
}

/**
 * Names on Reddit can't be changed and comments show no numeric id, so the name, whose case does not
 * count, is the key and `t2_…` is kept beside it where it is shown.
 */
export function redditor(name: string | null, stableId: string | null, base: URL): Author | null {
  if (!name || name === '[deleted]' || !/^[\w-]{1,40}$/.test(name)) return null
  return makeAuthor({
    key: name,
    handle: name,
    name: null,
    url: webUrl(`/user/${name}/`, base),
    stableId: stableId && /^t2_[a-z0-9]+$/i.test(stableId) ? stableId : null,
  })
}

/** Reddit's own words in place of a post that is gone. */
export function goneState(text: string): 'deleted' | 'limited' | null {
  const words = text.trim()
  if (words === '[deleted]') return 'deleted'
  return /^\[ ?removed( by \w+)? ?\]$/i.test(words) ? 'limited' : null
}

/** Comments that a submission says it has beyond those among `posts`. */
export function countBeyond(submission: Element | null, name: string, posts: readonly Post[]): number | null {
  const count = submission && attribute(submission, name)
  if (!count || !/^\d{1,9}$/.test(count)) return null
  return Math.max(0, Number(count) - posts.filter(({ key }) => key.startsWith('t1_')).length)
}
