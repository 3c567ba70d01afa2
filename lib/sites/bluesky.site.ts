import type { Author, PageKind, Post, PostCounts } from '../model/thread.ts'
import { POST, readLinked } from './bluesky-linked.ts'
import { all, attribute, matches, nearest, one, rawText, titleOf } from './dom.ts'
import { hashText } from './hash.ts'
import { makeAuthor, makePost, NO_TEXT } from './make-post.ts'
import { leadsAway, ownPath } from './page-address.ts'
import { joinTexts, type ReadText, readText, type TextRules } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { timeOfTid } from './tid.ts'
import { trimLabel, webUrl } from './trim.ts'
import { numberIn, wholeNumber } from './whole-number.ts'

const recipe: Recipe = {
  version: 2,
  selectors: {
    /** Search and hashtag pages give their posts no test id: there a clickable box with a button to answer is one. */
    post: '[data-testid^="feedItem-by-"], [data-testid^="postThreadItem-by-"], div[role="link"]:not([data-testid]):has([data-testid="replyBtn"])',
    threadItem: '[data-testid^="postThreadItem-by-"]',
    /** A screen that was left stays in the document. Read from the attribute: the computed style would cost a layout. */
    away: '[style*="display: none"], [style*="display:none"], [hidden]',
    /** A quoted post: clickable as a whole, with an avatar of its own. */
    quote:
      '[role="link"]:not(a):has([data-testid="userAvatarImage"]), a[href*="/post/"]:has([data-testid="userAvatarImage"])',
    avatar: 'a[href*="/profile/"]:has([data-testid="userAvatarImage"])',
    avatarImage: '[data-testid="userAvatarImage"] img[src]',
    profile: 'a[href*="/profile/"]',
    permalink: 'a[href*="/post/"]',
    text: '[data-testid="postText"], [data-word-wrap="1"]',
    covered: '[data-testid="contentHider-post"] > button',
    dateOfFocal: 'div:has(> button) > [dir="auto"]:first-child',
    likeButton: '[data-testid="likeBtn"]',
    likes: '[data-testid="likeCount"], [data-testid="likeCount-expanded"]',
    replyButton: '[data-testid="replyBtn"]',
    /** Reposts and quotes together; the first alone where the page says no more. */
    shares: '[data-testid="repostCount"]',
    reposts: '[data-testid="repostCount-expanded"]',
    /** The row above a reply, in which a line leads up to what it answers. */
    lineAbove: ':scope > div:first-child > div:first-child:empty',
    linked: 'script[type="application/ld+json"]',
    replyBox: '[role="dialog"] .ProseMirror[contenteditable="true"], .ProseMirror[contenteditable="true"]',
  },
  expects: [
    {
      selector: '[data-testid^="postThreadItem-by-"], script[type="application/ld+json"]',
      least: 1,
      on: ['thread'],
    },
    { selector: '[data-testid^="feedItem-by-"]', least: 1, on: ['feed', 'profile'] },
    {
      selector: ':root:not(:has([data-testid^="postThreadItem-by-"])), [data-testid="userAvatarImage"]',
      least: 1,
      on: ['thread'],
    },
    { selector: 'a[href*="/profile/"][href*="/post/"]', least: 1, on: ['feed', 'search'] },
  ],
  watches: ['href', 'data-testid', 'aria-label', 'style'],
}

/** `white-space: pre-wrap`: line breaks are those in the text. */
const RULES: TextRules = { layout: 'inline' }

const PROFILE = /^\/profile\/([^/]+)\/?$/

export const bluesky: Site = {
  id: 'bluesky',
  name: 'Bluesky',
  hosts: ['bsky.app'],
  origins: ['https://bsky.app/*'],
  recipe,
  pageKind: (url): PageKind | null => {
    const path = url.pathname
    if (POST.test(path)) return 'thread'
    if (PROFILE.test(path)) return 'profile'
    if (/^\/search\/?$/.test(path)) return 'search'
    return /^\/$|^\/hashtag\/[^/]+(\/[^/]+)?\/?$|^\/profile\/[^/]+\/(feed|lists)\/[^/]+\/?$|^\/profile\/[^/]+\/post\/[^/]+\/quotes\/?$|^\/saved\/?$/.test(
      path,
    )
      ? 'feed'
      : null
  },
  threadKey: (url) => {
    // The record's key is unique to its author alone, whom an address names by a handle or by an id.
    const [, actor = '', key] = url.pathname.match(POST) ?? []
    if (key) return `https://bsky.app/profile/${actor.toLowerCase()}/post/${key}`
    const query = url.searchParams.get('q')
    const path = url.pathname.replace(/\/+$/, '').toLowerCase()
    return `https://bsky.app${path}${query === null ? '' : `?q=${encodeURIComponent(query)}`}`
  },
  describe: ({ document }) => ({
    title: trimLabel(
      titleOf(document)
        .replace(/^\(\d+\+?\)\s*/, '')
        .replace(/ — Bluesky$/, ''),
    ),
    community: null,
  }),
  containers: (page) => {
    const shown = Array.from(all(page.document, select(page, 'post'))).filter(
      (post) => !nearest(post, select(page, 'away')),
    )
    return shown.length > 0 || !POST.test(page.url.pathname)
      ? shown
      : all(page.document, select(page, 'linked'))
  },
  readPost,
  readPosts: (container, page) => {
    if (matches(container, 'script')) return readLinked(container, page)
    const post = readPost(container, page)
    return post ? [post] : []
  },
  inferParents,
}

function readPost(post: Element, page: Page): Post | null {
  const quote = outside(post, page, null, 'quote')
  const pick = (name: string) => outside(post, page, quote, name)
  const actor = actorOf(post, page)
  const link = linkOf(post, page, quote)
  const path = link && pathIn(link, page)
  const [, , asked] = page.url.pathname.match(POST) ?? []
  const isAway = !link && isDatedAway(post, page)
  const isFocal = !link && !isAway && asked !== undefined && matches(post, select(page, 'threadItem'))
  const key = path?.match(POST)?.[2] ?? (isFocal ? asked : null)
  const body = pick('text')
  // Not rendered yet, or a row about somebody and not by them.
  if (!actor || !key) return body && isAway ? readWithoutLink(post, body, actor, page) : null
  const date = link ?? (isFocal ? pick('dateOfFocal') : null)
  return makePost({
    key,
    permalink: webUrl(`/profile/${actor}/post/${key}`, page.url),
    author: authorOf(post, page, actor, quote),
    text: body ? readText(body, RULES) : NO_TEXT,
    quoted: quote ? quotedText(quote, page) : null,
    time: timeOfTid(key),
    timeText: date ? rawText(date).replace(/^[\s·]+/, '') : null,
    // A label on the post covers it until somebody opens it.
    state: !body && pick('covered') ? 'collapsed' : 'shown',
    counts: countsOf(pick),
    sharedBy: sharedBy(post, page),
  })
}

/** Its words are read, and that it has no address of this site is counted as missing. */
function readWithoutLink(post: Element, body: Element, actor: string | null, page: Page): Post {
  const author = actor ? authorOf(post, page, actor, null) : null
  const text = readText(body, RULES)
  return makePost({ key: `#${hashText(`${author?.key}\n${text.text}`)}`, author, text })
}

/** Does the link with its date lead to another site? A card shows links to others, which have no such tooltip. */
function isDatedAway(post: Element, page: Page): boolean {
  for (const link of all(post, select(page, 'permalink')))
    if (attribute(link, 'data-tooltip') !== null && leadsAway(attribute(link, 'href'), page, bluesky.hosts))
      return true
  return false
}

/** The path that a link leads to on this site; null: elsewhere. */
function pathIn(link: Element, page: Page): string | null {
  return ownPath(attribute(link, 'href'), page, bluesky.hosts)
}

/** The first match that is not inside the quoted post. */
function outside(post: Element, page: Page, quote: Element | null, name: string): Element | null {
  for (const element of all(post, select(page, name))) if (!quote?.contains(element)) return element
  return null
}

/** The post's own link bears its date; one in its text leads to somebody else's. */
function linkOf(post: Element, page: Page, quote: Element | null): Element | null {
  let plain: Element | null = null
  for (const link of all(post, select(page, 'permalink'))) {
    if (quote?.contains(link) || nearest(link, select(page, 'text'))) continue
    if (!POST.test(pathIn(link, page) ?? '')) continue
    if (attribute(link, 'data-tooltip') !== null) return link
    plain ??= link
  }
  return plain
}

/** Handle, or the id of somebody whose handle does not hold, as the test id and their links name them. */
function actorOf(post: Element, page: Page): string | null {
  const named = attribute(post, 'data-testid')?.match(/-by-([\w.:%-]+)$/)?.[1]
  if (named && named !== 'handle.invalid') return named
  const avatar = one(post, select(page, 'avatar'))
  return (avatar && pathIn(avatar, page)?.match(PROFILE)?.[1]) ?? null
}

/** The handle is who somebody is to everybody; the id behind it stands in the address of their picture. */
function authorOf(post: Element, page: Page, actor: string, quote: Element | null): Author | null {
  const image = outside(post, page, quote, 'avatarImage')
  const did = actor.startsWith('did:')
    ? actor
    : attribute(image ?? post, 'src')?.match(/\/(did:[a-z]+:[\w.%:-]+)\//)?.[1]
  let name: string | null = null
  let handle = actor.startsWith('did:') ? null : actor
  for (const link of all(post, select(page, 'profile'))) {
    if (quote?.contains(link) || pathIn(link, page)?.match(PROFILE)?.[1] !== actor) continue
    const parts = all(link, '[dir="auto"]')
    for (const part of parts.length > 0 ? Array.from(parts) : [link]) {
      const text = withoutMarks(readText(part, RULES).text)
      if (/^@[\w.-]+$/.test(text)) handle ??= text.slice(1)
      else if (text !== '') name ??= text
    }
    if (name) break
  }
  return makeAuthor({
    key: handle ?? actor,
    handle: handle ?? actor,
    name,
    url: webUrl(`/profile/${actor}`, page.url),
    stableId: did ?? null,
  })
}

/** Names are wrapped in marks that keep their writing direction to themselves. */
function withoutMarks(text: string): string {
  return text
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function quotedText(quote: Element, page: Page): string | null {
  const texts: ReadText[] = []
  for (const part of all(quote, select(page, 'text'))) texts.push(readText(part, RULES))
  return joinTexts(texts).text || null
}

/** A button's label says the number in full where the page rounds it; the words around it are the reader's. */
function countsOf(pick: (name: string) => Element | null): Partial<PostCounts> {
  const labelled = (name: string) => {
    const button = pick(name)
    return button && numberIn(attribute(button, 'aria-label'))
  }
  const shown = (name: string) => {
    const count = pick(name)
    return count && wholeNumber(rawText(count))
  }
  return {
    likes: labelled('likeButton') ?? shown('likes'),
    replies: labelled('replyButton'),
    shares: shown('shares') ?? shown('reposts'),
  }
}

/** Above the author's picture, only who passed the post on is linked. */
function sharedBy(post: Element, page: Page): string | null {
  for (const link of all(post, select(page, 'profile'))) {
    if (matches(link, select(page, 'avatar'))) return null
    const said = withoutMarks(rawText(link))
    if (said !== '' && PROFILE.test(pathIn(link, page) ?? ''))
      return withoutMarks(attribute(link, 'aria-label') ?? '') || said
  }
  return null
}

/**
 * Only order and lines tell. Above the post that the page is about stand its ancestors, each answering the
 * one before; below, a post with a line above it answers the one before it, any other the one the page is about.
 */
function inferParents(posts: readonly Post[], page: Page, containers: readonly Element[]): readonly Post[] {
  const asked = page.url.pathname.match(POST)?.[2]
  const focal = posts.findIndex(({ key }) => key === asked)
  if (focal < 0) return posts
  return posts.map((post, at) => {
    const before = posts[at - 1]
    const item = containers[at]
    if (post.parent || !before || !item || !matches(item, select(page, 'threadItem'))) return post
    const joined = at <= focal || !one(item, select(page, 'lineAbove'))
    const key = joined ? before.key : posts[focal]?.key
    return key ? { ...post, parent: { key, inferred: true } } : post
  })
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
  checked: '2026-11',
  reads: {
    author: 'seen',
    stableId: 'seen',
    text: 'seen',
    time: 'seen',
    permalink: 'seen',
    parent: 'seen',
    quote: 'seen',
    counts: 'seen',
    language: 'none',
    replyBox: 'agreed',
    unloaded: 'none',
  },
  notes: [
    'The exact time is the one in the record key: when writing was finished, up to some seconds before the date that the page shows. A post brought over from elsewhere under an old date has the time of its arrival.',
    'A parent is inferred from the order of a thread and the lines beside it. The tree view draws other lines: there replies to replies are taken for replies to the post that the page is about.',
    'The lasting id (did:…) is that in the address of the author’s picture; who has no picture is known by their handle alone.',
    'Reposts are counted as the page shows them, so "2.4K" is unknown; likes and replies are taken whole from the label of their button.',
    'Deleted and blocked posts in a thread leave a line of words without any mark and are not read.',
  ],
}
