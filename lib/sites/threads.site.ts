import type { PageKind, Post, PostCounts } from '../model/thread.ts'
import { all, attribute, matches, nameOf, nearest, one, parentOf, rawText, titleOf } from './dom.ts'
import { completed, timeOfCode } from './instagram-media.ts'
import { makeAuthor, makePost, NO_TEXT } from './make-post.ts'
import { ownPath } from './page-address.ts'
import { type ReadText, readText, type TextRules } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { readThreadItems } from './threads-json.ts'
import { isoTime, trimLabel, webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

const recipe: Recipe = {
  version: 2,
  selectors: {
    post: '[data-pressable-container]',
    stamp: 'a[href*="/post/"] time[datetime]',
    profile: 'a[href*="/@"]',
    words: 'span[dir="auto"]',
    /** Not words of the post, though marked in the same way. */
    apart: 'a, time, button, [role="button"]',
    action: '[role="button"]:has(svg)',
    blob: 'script[type="application/json"]',
    replyBox:
      '[role="dialog"] [contenteditable="true"][role="textbox"], [contenteditable="true"][role="textbox"]',
  },
  expects: [
    {
      selector:
        '[data-pressable-container] a[href*="/post/"] time[datetime], script[type="application/json"]',
      least: 1,
      on: ['thread', 'feed', 'profile'],
    },
    {
      selector: ':root:not(:has([data-pressable-container] time)), [data-pressable-container] a[href*="/@"]',
      least: 1,
      on: ['thread', 'feed', 'profile', 'search'],
    },
  ],
  watches: ['href', 'datetime'],
}

/** `white-space: pre-wrap`: line breaks are those in the text. At its end may stand which part of a series it is: "1/2". */
const RULES: TextRules = {
  layout: 'inline',
  skips: (element) => nameOf(element) === 'div' && /^\s*\d{1,3}\s*\/\s*\d{1,3}\s*$/.test(rawText(element)),
}

const POST = /^\/@([\w.]+)\/post\/([\w-]+)/
const SHORT = /^\/t\/([\w-]+)/
const PROFILE = /^\/@([\w.]+)\/?$/

export const threads: Site = {
  id: 'threads',
  name: 'Threads',
  hosts: ['threads.com', 'threads.net'],
  origins: ['https://*.threads.com/*', 'https://*.threads.net/*'],
  recipe,
  pageKind: (url): PageKind | null => {
    const path = url.pathname
    if (codeOf(url)) return 'thread'
    if (/^\/@[\w.]+(\/(replies|media|reposts))?\/?$/.test(path)) return 'profile'
    if (/^\/search\/?$/.test(path)) return 'search'
    return /^\/($|for_you|following|liked|saved|custom_feed\/|tag\/|topic\/)/.test(path) ? 'feed' : null
  },
  threadKey: (url) => {
    const code = codeOf(url)
    if (code) return `https://www.threads.com/t/${code}`
    const query = url.searchParams.get('q')
    const path = url.pathname.replace(/\/+$/, '').toLowerCase()
    return `https://www.threads.com${path}${query === null ? '' : `?q=${encodeURIComponent(query)}`}`
  },
  describe: ({ document }) => ({
    title: trimLabel(titleOf(document).replace(/^\(\d+\+?\)\s*/, '')),
    community: null,
  }),
  containers: (page) => {
    const shown = all(page.document, select(page, 'post'))
    for (const container of shown) if (one(container, select(page, 'stamp'))) return shown
    return blobsOf(page)
  },
  readPost,
  readPosts: (container, page) => {
    if (matches(container, 'script')) return readThreadItems(container, page, codeOf(page.url))
    const post = readPost(container, page)
    return post ? [post] : []
  },
  inferParents,
}

function codeOf(url: URL): string | null {
  return url.pathname.match(POST)?.[2] ?? url.pathname.match(SHORT)?.[1] ?? null
}

/**
 * The blocks that the first answer of the server holds posts in, the one with the post asked for first. They
 * stay when somebody goes on to another page, so they count only where they speak of this one.
 */
function blobsOf(page: Page): readonly Element[] {
  const asked = codeOf(page.url)
  const whose = page.url.pathname.match(/^\/@([\w.]+)/)?.[1]?.toLowerCase()
  const blobs = Array.from(all(page.document, select(page, 'blob'))).map((blob) => ({
    blob,
    posts: readThreadItems(blob, page, asked),
  }))
  const isAbout = ({ posts }: { posts: readonly Post[] }) =>
    posts.some(({ key, author }) => (asked ? key === asked : !whose || author?.key === whose))
  if (!blobs.some(isAbout)) return []
  const holding = blobs.filter(({ posts }) => posts.length > 0)
  return [...holding.filter(isAbout), ...holding.filter((one) => !isAbout(one))].map(({ blob }) => blob)
}

/** What the page's JSON says of a post, by its code. */
function knownPost(code: string, page: Page): Post | undefined {
  for (const blob of all(page.document, select(page, 'blob')))
    for (const post of readThreadItems(blob, page, codeOf(page.url))) if (post.key === code) return post
  return undefined
}

function readPost(container: Element, page: Page): Post | null {
  const above = parentOf(container)
  // A quoted post is a container too: its words are read as the quote of the outer one.
  if (above && nearest(above, select(page, 'post'))) return null
  const quote = one(container, select(page, 'post'))
  const isOwn = (element: Element) => !quote?.contains(element)
  const stamp = find(container, select(page, 'stamp'), isOwn)
  const link = stamp && nearest(stamp, 'a')
  const [, handle, code] = (link && pathOf(link, page)?.match(POST)) ?? []
  // Somebody to follow, or a frame that is not filled yet.
  if (!stamp || !link || !handle || !code) return null
  const post = makePost({
    key: code,
    permalink: webUrl(`/@${handle}/post/${code}`, page.url),
    author: makeAuthor({ key: handle, handle, url: webUrl(`/@${handle}`, page.url) }),
    text: wordsOf(container, page, link, handle, isOwn),
    quoted: quote ? quotedText(quote, page) : null,
    time: isoTime(attribute(stamp, 'datetime')) ?? timeOfCode(code),
    timeText: rawText(stamp),
    counts: countsOf(container, page, isOwn),
    sharedBy: sharedBy(container, page, handle, isOwn),
  })
  return completed(post, knownPost(code, page))
}

function pathOf(link: Element, page: Page): string | null {
  return ownPath(attribute(link, 'href'), page, threads.hosts)
}

function handleIn(link: Element, page: Page): string | null {
  return pathOf(link, page)?.match(PROFILE)?.[1] ?? null
}

function find(root: Element, selector: string, accept: (element: Element) => boolean): Element | null {
  for (const element of all(root, selector)) if (accept(element)) return element
  return null
}

/** The first words below the row with the author and the date that are no link, button or count. */
function wordsOf(
  container: Element,
  page: Page,
  link: Element,
  handle: string,
  isOwn: (element: Element) => boolean,
): ReadText {
  const header = headerOf(container, page, link, handle)
  let below = false
  const words = find(container, `${select(page, 'stamp')}, ${select(page, 'words')}`, (span) => {
    below ||= link.contains(span)
    if (!below || !isOwn(span) || header?.contains(span) || link.contains(span)) return false
    const inside = nearest(span, select(page, 'apart'))
    return !inside || !container.contains(inside)
  })
  return words ? readText(words, RULES) : NO_TEXT
}

/** The smallest box around the date and the author's name. */
function headerOf(container: Element, page: Page, link: Element, handle: string): Element | null {
  let box: Element | null = link
  while (box && box !== container) {
    for (const profile of all(box, select(page, 'profile')))
      if (handleIn(profile, page) === handle) return box
    box = parentOf(box)
  }
  return null
}

function quotedText(quote: Element, page: Page): string | null {
  const stamp = one(quote, select(page, 'stamp'))
  const profile = one(quote, select(page, 'profile'))
  const handle = (profile && handleIn(profile, page)) ?? ''
  const link = (stamp && nearest(stamp, 'a')) ?? profile
  return (link && wordsOf(quote, page, link, handle, () => true).text) || null
}

/** The last row has four buttons: like, reply, repost, share. Their labels are in the reader's language. */
function countsOf(
  container: Element,
  page: Page,
  isOwn: (element: Element) => boolean,
): Partial<PostCounts> | null {
  const buttons = Array.from(all(container, select(page, 'action'))).filter(isOwn)
  if (buttons.length < 4) return null
  const [likes = null, replies = null, shares = null] = buttons.slice(-4).map((button) => {
    const words = one(button, select(page, 'words'))
    return words && wholeNumber(rawText(words))
  })
  return { likes, replies, shares }
}

/** Above the author's name, only who reposted it is linked. */
function sharedBy(
  container: Element,
  page: Page,
  handle: string,
  isOwn: (element: Element) => boolean,
): string | null {
  const first = find(container, select(page, 'profile'), isOwn)
  const name = first && handleIn(first, page)
  return first && name && name !== handle ? rawText(nearest(first, select(page, 'words')) ?? first) : null
}

/**
 * Above the post that the page is about stand those that lead up to it; what is below answers it, unless
 * the page's JSON knows better: below a thread stand related posts, which answer nobody.
 */
function inferParents(posts: readonly Post[], page: Page, containers: readonly Element[]): readonly Post[] {
  const asked = codeOf(page.url)
  const focal = posts.findIndex(({ key }) => key === asked)
  if (focal < 0) return posts
  return posts.map((post, at) => {
    const container = containers[at]
    if (post.parent || at === 0 || !container || matches(container, 'script')) return post
    if (at > focal && knownPost(post.key, page)) return post
    const key = at > focal ? asked : posts[at - 1]?.key
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
    replyBox: 'claimed',
    unloaded: 'none',
  },
  notes: [
    'A page says of each post whom it answers, not which post: the parent is inferred from that and from the order.',
    'The page that the server first sends holds the posts as JSON only. They are read from there until the page draws them; then the JSON lends the drawn posts their full text, counts and lasting id. What is loaded later has no JSON.',
    'Below a thread, people who are not logged in are shown related posts. They are read as posts without a parent where the JSON tells them apart, else as replies.',
    'Counts are known by the place of their button; rounded ones ("1.2K") are unknown unless the JSON has them.',
  ],
}
