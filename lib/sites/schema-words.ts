import type { Author, PostCounts } from '../model/thread.ts'
import { makeAuthor } from './make-post.ts'
import { fold } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

/** The words of schema.org that JSON-LD and microdata share. */

/** The kinds that are one person's words. A question and its answers are; a shop's FAQ is not. */
export const POST_TYPES: ReadonlySet<string> = new Set([
  'DiscussionForumPosting',
  'SocialMediaPosting',
  'Comment',
  'UserComments',
  'CorrectionComment',
  'Review',
  'UserReview',
  'EmployerReview',
  'Question',
  'Answer',
])

/** Those that begin a thread. */
export const TOPMOST: ReadonlySet<string> = new Set([
  'DiscussionForumPosting',
  'SocialMediaPosting',
  'Question',
])

/** What is published rather than said: part of a conversation only where comments stand below it. */
export const ARTICLE_TYPES: ReadonlySet<string> = new Set([
  'Article',
  'NewsArticle',
  'BlogPosting',
  'TechArticle',
  'OpinionNewsArticle',
  'ReportageNewsArticle',
  'AnalysisNewsArticle',
  'Report',
])

/** Counts as they are found, each name once. */
export type Counting = { -readonly [N in keyof PostCounts]?: PostCounts[N] }

const COUNTED: Readonly<Record<string, keyof PostCounts>> = {
  likeaction: 'likes',
  agreeaction: 'likes',
  voteaction: 'likes',
  userlikes: 'likes',
  userplusones: 'likes',
  commentaction: 'replies',
  replyaction: 'replies',
  usercomments: 'replies',
  shareaction: 'shares',
  usertweets: 'shares',
  viewaction: 'views',
  watchaction: 'views',
  readaction: 'views',
  userpageviews: 'views',
  userplays: 'views',
}

/**
 * Adds what was done to a post so many times: `LikeAction`, `https://schema.org/CommentAction`, `UserLikes`.
 * The first of a kind counts; what is no whole number does not.
 */
export function addCount(counts: Counting, action: string, value: unknown): void {
  const kind = action.replace(/^.*[/#:]/, '').toLowerCase()
  const name = Object.hasOwn(COUNTED, kind) ? COUNTED[kind] : undefined
  const number = typeof value === 'number' ? value : typeof value === 'string' ? wholeNumber(value) : null
  if (name && number !== null && Number.isSafeInteger(number) && number >= 0) counts[name] ??= number
}

/**
 * Somebody on a site that we know nothing about: their page there is who they are, else their name and
 * the host, for two boards may each have an Ana.
 * @param url the address of their page, of the web or null
 */
export function namedAuthor(
  name: string,
  handle: string | null,
  url: string | null,
  base: URL,
): Author | null {
  if (name === '' && url === null) return null
  const profile = url && URL.parse(url)
  // The front page of the same site is nobody's; that of another one may well be a person's own.
  // A link that only calls a script leads to the page itself: whoever it stands for would be one person.
  const isProfile =
    profile &&
    withoutHash(profile) !== withoutHash(base) &&
    (profile.pathname !== '/' || !isNear(profile, base))
  if (name === '' && !isProfile) return null
  return makeAuthor({
    key: isProfile
      ? `${profile.host}${profile.pathname}${untracked(profile.search)}`
      : `${base.host}/${fold(name)}`,
    handle: handle ?? (name || (isProfile ? lastPart(profile) : null)),
    name: name || null,
    url: isProfile ? url : null,
  })
}

/** Without what says from where somebody came to the page. */
function untracked(search: string): string {
  const kept = search.slice(1).split('&')
  const named = kept.filter((part) => !/^(?:utm_\w+|source|ref|ref_?src|fbclid|gclid)(?:=|$)/i.test(part))
  return named.join('&') === '' ? '' : `?${named.join('&')}`
}

function withoutHash({ href }: URL): string {
  return href.replace(/#.*$/s, '')
}

/** Of one owner, as far as two names can tell: `forum.mill.example` and `mill.example`. */
function isNear(one: URL, other: URL): boolean {
  const owner = ({ hostname }: URL) => hostname.split('.').slice(-2).join('.')
  return owner(one) === owner(other)
}

/** A page of somebody without a name: the end of its address is what people call them. */
function lastPart({ pathname, host }: URL): string {
  const part = pathname.split('/').filter(Boolean).at(-1) ?? host
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
