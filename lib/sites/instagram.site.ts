import type { PageKind, Post } from '../model/thread.ts'
import { all, attribute, matches, nearest, one, parentOf, rawText, titleOf } from './dom.ts'
import { type KnownMedium, readLinkedMedium, readMedium } from './instagram-json.ts'
import { completed, timeOfCode } from './instagram-media.ts'
import { authorOf, HOSTS, type Person, profileIn, wordsAfter } from './instagram-words.ts'
import { makePost } from './make-post.ts'
import { ownPath } from './page-address.ts'
import type { ReadText } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { isoTime, trimLabel, webUrl } from './trim.ts'
import { numberIn } from './whole-number.ts'

const recipe: Recipe = {
  version: 2,
  selectors: {
    article: 'article',
    /** Where a post is shown by itself: over a feed, or as a page. */
    scope:
      '[role="dialog"] article, main article, [role="dialog"]:has(a[href*="/c/"] time), main, [role="main"]',
    link: 'a[href*="/p/"], a[href*="/reel/"], a[href*="/tv/"]',
    stamp: 'time[datetime]',
    commentStamp: 'a[href*="/c/"] time[datetime]',
    profile: 'a[href*="/"]',
    words: 'span[dir="auto"], h1[dir="auto"]',
    apart: 'a, time, button, [role="button"], header, form, section, h2, h3, nav, footer',
    /** Between a post's picture and its caption, and around the boxes to write in. */
    section: 'section',
    /** What no single comment holds. */
    beyond: 'textarea, section, header, article, form',
    likes: 'a[href*="/liked_by/"]',
    comments: 'a[href*="/comments/"]',
    button: 'button, [role="button"]',
    list: 'ul',
    blob: 'script[type="application/json"]',
    linked: 'script[type="application/ld+json"]',
    replyBox:
      '[role="dialog"] form textarea, article form textarea, main form textarea, form [contenteditable="true"][role="textbox"]',
  },
  expects: [
    // The first answer of the server is a shell, which is filled later or, for guests, may stay one.
    {
      selector:
        ':root:not(:has(article)), article a[href*="/p/"], article a[href*="/reel/"], article time[datetime]',
      least: 1,
      on: ['thread', 'feed'],
    },
    { selector: ':root:not(:has(article)), article a[href*="/"]', least: 1, on: ['thread', 'feed'] },
  ],
  watches: ['href', 'datetime'],
}

const MEDIUM = /^(?:\/[\w.]+)?\/(?:p|reels?|tv)\/([\w-]{5,60})(?:\/|$)/
const COMMENT = /\/c\/(\d{5,25})(?:\/|$)/

export const instagram: Site = {
  id: 'instagram',
  name: 'Instagram',
  hosts: HOSTS,
  origins: ['https://*.instagram.com/*'],
  recipe,
  pageKind: (url): PageKind | null => (codeOf(url) ? 'thread' : url.pathname === '/' ? 'feed' : null),
  threadKey: (url) => {
    const code = codeOf(url)
    return code
      ? `https://www.instagram.com/p/${code}`
      : `https://www.instagram.com${url.pathname.replace(/\/+$/, '').toLowerCase()}`
  },
  describe: ({ document }) => ({
    title: trimLabel(titleOf(document).replace(/^\(\d+\+?\)\s*/, '')),
    community: null,
  }),
  containers: (page) => {
    if (!codeOf(page.url)) return all(page.document, select(page, 'article'))
    const scope = scopeOf(page)
    if (scope) return [scope, ...commentsIn(scope, page)]
    return blobs(page, ['linked', 'blob'])
  },
  readPost: (container, page) => {
    const code = codeOf(page.url)
    if (!code) return readArticle(container, page)
    const comment = matches(container, select(page, 'scope')) ? null : commentStamp(container, page)
    const post = comment ? readComment(container, comment, page, code) : readAlone(container, page, code)
    return (
      post &&
      completed(
        post,
        known(page, code).posts.find(({ key }) => key === post.key),
      )
    )
  },
  readPosts: (container, page) => {
    const code = codeOf(page.url)
    if (matches(container, 'script'))
      return !code
        ? []
        : matches(container, select(page, 'linked'))
          ? readLinkedMedium(container, page, code)
          : known(page, code).posts
    const post = instagram.readPost(container, page)
    return post ? [post] : []
  },
  inferParents,
  countUnloaded: (page, posts) => {
    const code = codeOf(page.url)
    const total = code ? known(page, code).total : null
    return total === null ? null : Math.max(0, total - posts.filter(({ key }) => key !== code).length)
  },
}

function codeOf(url: URL): string | null {
  const code = url.pathname.match(MEDIUM)?.[1] ?? null
  // `/reels/audio/…` is about a sound.
  return code === 'audio' || code === 'videos' ? null : code
}

function blobs(page: Page, names: readonly string[]): readonly Element[] {
  return names.flatMap((name) => Array.from(all(page.document, select(page, name))))
}

const read = new WeakMap<
  Document,
  { readonly code: string; readonly blobs: number; readonly known: KnownMedium }
>()

/** What the JSON says of this post: read again only when there are more blocks. */
function known(page: Page, code: string): KnownMedium {
  const all = blobs(page, ['blob'])
  const before = read.get(page.document)
  if (before?.code === code && before.blobs === all.length) return before.known
  const medium = readMedium(all, page, code)
  read.set(page.document, { code, blobs: all.length, known: medium })
  return medium
}

/** The box of the one post, once it is drawn: it names somebody and says when. */
function scopeOf(page: Page): Element | null {
  for (const scope of all(page.document, select(page, 'scope')))
    if (one(scope, select(page, 'stamp')) && profileIn(scope, page)) return scope
  return null
}

/** Each comment: the largest box around its date that holds no other date. */
function commentsIn(scope: Element, page: Page): readonly Element[] {
  const boxes: Element[] = []
  for (const stamp of all(scope, select(page, 'commentStamp'))) {
    let box: Element | null = nearest(stamp, 'a')
    for (let above = box && parentOf(box); above && above !== scope; above = parentOf(above)) {
      if (all(above, select(page, 'stamp')).length > 1 || one(above, select(page, 'beyond'))) break
      box = above
    }
    if (box) boxes.push(box)
  }
  return boxes
}

function commentStamp(container: Element, page: Page): Element | null {
  return one(container, select(page, 'commentStamp'))
}

/** A post in a feed. Its caption follows the row of buttons, below the picture. */
function readArticle(article: Element, page: Page): Post | null {
  const above = parentOf(article)
  const author = profileIn(article, page)
  const code = codeIn(article, page)
  if (!author || !code || (above && nearest(above, select(page, 'article')))) return null
  const buttons = one(article, select(page, 'section'))
  let below = buttons === null
  const text = wordsAfter(article, author, page, (span) => {
    below ||= !!buttons && follows(span, buttons)
    return below
  })
  return drawnPost(article, page, code, author, text, one(article, select(page, 'stamp')))
}

function follows(element: Element, other: Element): boolean {
  const order = Node.prototype.compareDocumentPosition.call(other, element)
  return (order & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
}

function codeIn(root: Element, page: Page): string | null {
  for (const link of all(root, select(page, 'link'))) {
    const code = ownPath(attribute(link, 'href'), page, HOSTS)?.match(MEDIUM)?.[1]
    if (code) return code
  }
  return null
}

/** The post that the page is about: its caption stands above the comments. */
function readAlone(scope: Element, page: Page, code: string): Post | null {
  const author = profileIn(scope, page)
  if (!author) return null
  const comments = commentsIn(scope, page)
  const outside = (element: Element) => !comments.some((comment) => comment.contains(element))
  const text = wordsAfter(scope, author, page, outside)
  let stamp: Element | null = null
  for (const element of all(scope, select(page, 'stamp'))) if (outside(element)) stamp ??= element
  return drawnPost(scope, page, code, author, text, stamp)
}

function drawnPost(
  root: Element,
  page: Page,
  code: string,
  author: Person,
  text: ReadText,
  stamp: Element | null,
): Post {
  const count = (name: string) => {
    const link = one(root, select(page, name))
    return link && numberIn(rawText(link))
  }
  return makePost({
    key: code,
    permalink: webUrl(`/p/${code}/`, page.url),
    author: authorOf(author, page),
    text,
    time: (stamp && isoTime(attribute(stamp, 'datetime'))) ?? timeOfCode(code),
    timeText: stamp && rawText(stamp),
    counts: { likes: count('likes'), replies: count('comments') },
  })
}

function readComment(box: Element, stamp: Element, page: Page, code: string): Post | null {
  const id = attribute(nearest(stamp, 'a') ?? stamp, 'href')?.match(COMMENT)?.[1]
  const author = profileIn(box, page)
  if (!id || !author) return null
  return makePost({
    key: id,
    permalink: webUrl(`/p/${code}/c/${id}/`, page.url),
    author: authorOf(author, page),
    text: wordsAfter(box, author, page),
    time: isoTime(attribute(stamp, 'datetime')),
    timeText: rawText(stamp),
    counts: { likes: likesIn(box, page) },
  })
}

/** "12 likes" is a button, beside others without a number in front; some languages put it behind. */
function likesIn(box: Element, page: Page): number | null {
  for (const button of all(box, select(page, 'button')))
    if (/^\d/.test(rawText(button).trim())) return numberIn(rawText(button))
  return null
}

/** Replies hang in a list of their own below what they answer; all others answer the post. */
function inferParents(posts: readonly Post[], page: Page, containers: readonly Element[]): readonly Post[] {
  const code = codeOf(page.url)
  if (!code) return posts
  const depths = containers.map((container) => depthOf(commentStamp(container, page) ?? container, page))
  const top = Math.min(...depths.filter((_, at) => posts[at]?.key !== code))
  return posts.map((post, at) => {
    const container = containers[at]
    if (post.parent || post.key === code || !container || matches(container, 'script')) return post
    let before = at - 1
    while (before > 0 && (depths[before] ?? 0) >= (depths[at] ?? 0)) before--
    const key = (depths[at] ?? 0) > top ? posts[before]?.key : code
    return { ...post, parent: { key: key ?? code, inferred: true } }
  })
}

function depthOf(element: Element, page: Page): number {
  let depth = 0
  for (let list = nearest(element, select(page, 'list')); list; depth++) {
    const above = parentOf(list)
    list = above && nearest(above, select(page, 'list'))
  }
  return depth
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed'],
  checked: '2026-11',
  reads: {
    author: 'seen',
    stableId: 'claimed',
    text: 'seen',
    time: 'seen',
    permalink: 'seen',
    parent: 'claimed',
    quote: 'none',
    counts: 'seen',
    language: 'none',
    replyBox: 'seen',
    unloaded: 'claimed',
  },
  notes: [
    'Posts in a feed were seen on saved pages; comments on a post are known from independent readers of the site and from no saved page.',
    'The first page that guests are sent is a shell without posts: nothing can be read until it is drawn.',
    'Of the comments under a post in a feed only the numbers are read: they have no id there.',
    'Whom a reply answers is inferred from the list that it hangs in, unless the JSON in the page says it.',
    'Grids of pictures (profiles, tags, explore) hold no words of a post and are not read.',
  ],
}
