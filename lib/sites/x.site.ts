import type { PageKind, Post } from '../model/thread.ts'
import {
  all,
  attribute,
  holds,
  matches,
  nearest,
  nextOf,
  one,
  parentOf,
  previousOf,
  rawText,
  titleOf,
} from './dom.ts'
import { hashText } from './hash.ts'
import { makeAuthor, makePost, NO_TEXT } from './make-post.ts'
import { nearestInPass } from './nearest-in-pass.ts'
import { leadsAway, ownPath } from './page-address.ts'
import { joinTexts, type ReadText, readText, type TextRules } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { isoTime, trimLabel, webUrl } from './trim.ts'
import { addressOf, articleText, NUMBER, QUOTERS, readAlone, STATUS } from './x-article.ts'
import { countsOf } from './x-counts.ts'

const recipe: Recipe = {
  version: 4,
  selectors: {
    /** An article without a test id stands for a post that is deleted, limited or not shown to this reader. */
    post: 'article[data-testid="tweet"], [data-testid="cellInnerDiv"] article:not([data-testid="notification"])',
    tweet: 'article[data-testid="tweet"]',
    cell: '[data-testid="cellInnerDiv"]',
    name: '[data-testid="User-Name"]',
    text: '[data-testid="tweetText"]',
    more: '[data-testid="tweet-text-show-more-link"]',
    quote: '[role="link"]:not(a)',
    permalink: 'a[href*="/status/"],a[href*="/article/"]',
    /** A long article has a heading and blocks in place of a text. */
    heading: '[data-testid="twitter-article-title"]',
    blocks: '[data-testid="twitterArticleRichTextView"],[data-testid="longformRichTextComponent"]',
    /** One that is read alone, with nothing around it that is a post. */
    alone: '[data-testid="twitterArticleRichTextView"]:not(article *)',
    /** Who reposted it, that it is pinned, which community or topic it is from. */
    context: '[data-testid="socialContext"]',
    /** Also on ordinary videos. */
    placement: '[data-testid="placementTracking"]',
    actions: '[role="group"]',
    replies: '[data-testid="reply"]',
    shares: '[data-testid="retweet"],[data-testid="unretweet"]',
    likes: '[data-testid="like"],[data-testid="unlike"]',
    bookmarks: '[data-testid="bookmark"],[data-testid="removeBookmark"]',
    views: 'a[href$="/analytics"]',
    replyBox: '[data-testid="tweetTextarea_0"]',
    separator: '[role="separator"]',
  },
  // A long article alone in its page has no frame of a post around it.
  expects: [
    'article[data-testid="tweet"]',
    'article [data-testid="User-Name"] a[href]',
    'article a[href*="/status/"] time[datetime]',
  ].map((selector) => ({
    selector: `${selector}, [data-testid="twitterArticleRichTextView"]`,
    least: 1,
    on: ['thread', 'feed'],
  })),
  watches: ['href', 'datetime', 'alt', 'data-testid', 'aria-label'],
}

/** `white-space: pre-wrap`, and mentions stand in `div`s laid out inline. */
const RULES: TextRules = { layout: 'inline' }

const FEEDS =
  /^\/(home|explore(\/.*)?|notifications(\/.*)?|i\/(lists|communities|topics)\/.+|i\/(bookmarks|trending).*|hashtag\/.+|[A-Za-z0-9_]{1,20}\/lists\/.+)\/?$/
/** First words of addresses that are no handle. */
const RESERVED =
  /^\/(home|explore|search|notifications|messages|settings|i|compose|login|logout|signup|tos|privacy|about|jobs|download|hashtag|intent|share|account)(\/|$)/

export const x: Site = {
  id: 'x',
  name: 'X',
  hosts: ['x.com', 'twitter.com'],
  origins: ['https://*.x.com/*', 'https://*.twitter.com/*'],
  recipe,
  pageKind: (url): PageKind | null => {
    const path = url.pathname
    if (STATUS.test(path)) return 'thread'
    if (path === '/search' || path === '/search/') return 'search'
    if (path === '/' || FEEDS.test(path) || QUOTERS.test(path)) return 'feed'
    return !RESERVED.test(path) &&
      /^\/\w{1,20}(\/(with_replies|media|likes|highlights|articles))?\/?$/.test(path)
      ? 'profile'
      : null
  },
  threadKey: (url) => {
    const id = url.pathname.match(STATUS)?.[1]
    if (id) return `https://x.com/i/status/${id}`
    const query = url.pathname.startsWith('/search')
      ? `?q=${encodeURIComponent(url.searchParams.get('q') ?? '')}`
      : ''
    return `https://x.com${url.pathname.replace(/\/+$/, '').toLowerCase()}${query}`
  },
  describe: ({ document }) => ({
    // "(3) Ana on X: …": the count of unread notices is not part of it.
    title: trimLabel(
      titleOf(document)
        .replace(/^\(\d+\+?\)\s*/, '')
        .replace(/ \/ (X|Twitter)$/, ''),
    ),
    community: null,
  }),
  containers: (page) =>
    all(page.document, select(page, 'post') + (addressOf(page) === null ? '' : `, ${select(page, 'alone')}`)),
  readPost: (article, page) => {
    if (matches(article, select(page, 'alone'))) return readAlone(article, page)
    // The quote of a post that is gone, and a post shown in a long article, are articles inside a tweet.
    const above = parentOf(article)
    if (above && nearest(above, 'article')) return null
    return attribute(article, 'data-testid') === 'tweet'
      ? readTweet(article, page)
      : readPlaceholder(article, page)
  },
  inferParents,
  countUnloaded: ({ url }, posts) => {
    const asked = url.pathname.match(STATUS)?.[1]
    const focal = posts.find(({ key }) => key === asked)
    const total = focal?.counts?.replies ?? null
    // The count is of direct answers, and answers to those are in the page too.
    const shown = posts.filter(({ parent }) => parent?.key === asked).length
    return total === null ? null : Math.max(0, total - shown)
  },
}

function readTweet(article: Element, page: Page): Post | null {
  const quote = quoteIn(article, page)
  const outside = (element: Element) =>
    !(quote && holds(quote, element)) && nearest(element, 'article') === article
  const passedOn = quote ?? one(article, 'article')
  const nameplate = find(article, select(page, 'name'), outside)
  const stamp = find(article, `:is(${select(page, 'permalink')}) time[datetime]`, outside)
  const link = stamp && nearest(stamp, 'a')
  // A long article in full may show no date that links to it: then it is the one that the page is about.
  const said = link
    ? attribute(link, 'href')
    : find(article, select(page, 'blocks'), outside) && addressOf(page)
  const isAway = leadsAway(said, page, x.hosts)
  const href = isAway ? null : said
  const id = href?.match(NUMBER)?.[1]
  const isAd = !stamp && !id && isPlaced(article, page)
  // Not rendered yet: the frame of a post comes before its words.
  if ((!id && !isAd && !isAway) || !nameplate) return null
  const author = authorOf(nameplate, page)
  const body = find(article, select(page, 'text'), outside)
  const cut = find(article, select(page, 'more'), outside) !== null
  const text = body
    ? readText(body, RULES)
    : articleText(
        find(article, select(page, 'heading'), outside),
        find(article, select(page, 'blocks'), outside),
      )
  return makePost({
    key: id ?? placedId(article, page) ?? `#${hashText(`${author?.key}\n${text.text}`)}`,
    permalink: webUrl(href?.replace(/(\/(?:status|article)\/\d+).*$/, '$1'), page.url),
    author,
    text: { text: text.text, truncated: text.truncated || cut },
    quoted: passedOn && quotedText(passedOn, page),
    time: stamp ? isoTime(attribute(stamp, 'datetime')) : null,
    timeText: stamp ? rawText(stamp) : null,
    lang: body ? attribute(body, 'lang') : null,
    counts: countsOf(article, page),
    sharedBy: sharerOf(article, page),
    promoted: isAd,
  })
}

/** An advertisement is measured, as ordinary videos are, and shows no age, which they do. */
function isPlaced(article: Element, page: Page): boolean {
  const placement = select(page, 'placement')
  return (nearest(article, placement) ?? one(article, placement)) !== null
}

/** The number of an advertisement stands in the links of its pictures, if anywhere. */
function placedId(article: Element, page: Page): string | null {
  const link = one(article, select(page, 'permalink'))
  const href = link && attribute(link, 'href')
  return leadsAway(href, page, x.hosts) ? null : (href?.match(NUMBER)?.[1] ?? null)
}

/** "Ana reposted" is a link to Ana. What is pinned links nowhere, what is of a community or a topic elsewhere. */
function sharerOf(article: Element, page: Page): string | null {
  const context = one(article, select(page, 'context'))
  const link = context && (nearest(context, 'a') ?? one(context, 'a'))
  const path = link && URL.parse(attribute(link, 'href') ?? '', page.url.href)?.pathname
  return context && path && /^\/\w{1,20}\/?$/.test(path) ? readText(context, RULES).text : null
}

/** The box of a quoted post: clickable as a whole, with a nameplate of its own. A badge beside a name is clickable too. */
function quoteIn(article: Element, page: Page): Element | null {
  for (const box of all(article, select(page, 'quote'))) if (one(box, select(page, 'name'))) return box
  return null
}

function quotedText(quote: Element, page: Page): string | null {
  const texts: ReadText[] = []
  for (const part of all(quote, select(page, 'text'))) texts.push(readText(part, RULES))
  // A quoted article has no text by that name: its heading and first lines do.
  if (texts.length === 0) for (const part of all(quote, '[dir="auto"]')) texts.push(readText(part, RULES))
  return joinTexts(texts).text || null
}

function find(
  root: Element | Document,
  selector: string,
  accept: (element: Element) => boolean,
): Element | null {
  for (const element of all(root, selector)) if (accept(element)) return element
  return null
}

/** X shows no lasting number of an author on a post, so the handle, whose case does not count, is the key. */
function authorOf(nameplate: Element, page: Page) {
  let handle: string | null = null
  let name: string | null = null
  for (const link of all(nameplate, 'a[href]')) {
    if (one(link, 'time')) continue
    const text = readText(link, RULES).text.replace(/\s+/g, ' ').trim()
    const said = text.match(/^@(\w{1,20})$/)?.[1]
    if (said) handle ??= said
    else if (text) name ??= text
  }
  const first = one(nameplate, 'a[href]')
  handle ??= (first && ownPath(attribute(first, 'href'), page, x.hosts)?.match(/^\/(\w{1,20})$/)?.[1]) ?? null
  return makeAuthor({ key: handle, handle, name, url: handle ? webUrl(`/${handle}`, page.url) : null })
}

/** Deleted, limited, or hidden from this reader: in words of the reader's language, so we don't say which. */
function readPlaceholder(article: Element, page: Page): Post | null {
  if (rawText(article).trim() === '' || one(article, select(page, 'name'))) return null
  const cell = nearest(article, select(page, 'cell'))
  let before = cell && previousOf(cell)
  while (before && !one(before, 'article')) before = previousOf(before)
  const stamp = before && one(before, `:is(${select(page, 'permalink')}) time`)
  const id = stamp && attribute(nearest(stamp, 'a') ?? stamp, 'href')?.match(NUMBER)?.[1]
  return makePost({ key: id ? `gone-after-${id}` : 'gone-first', text: NO_TEXT, state: 'limited' })
}

/**
 * X names no parent. Cells joined by a thread line have no separator between them; the first cell of each
 * group below the post that the page is about answers that post.
 */
function inferParents(posts: readonly Post[], page: Page, articles: readonly Element[]): readonly Post[] {
  const asked = page.url.pathname.match(STATUS)?.[1]
  const isThread = asked !== undefined
  let focal = isThread ? posts.findIndex((post) => post.key === asked) : -1
  if (isThread && focal < 0)
    focal = articles.findIndex((article, at) => attribute(article, 'tabindex') === '-1' && posts[at]?.author)
  return posts.map((post, at) => {
    const before = posts[at - 1]
    if (post.parent || !before) return post
    const joined = areJoined(articles[at - 1], articles[at], page)
    const key = joined ? before.key : focal >= 0 && at > focal ? posts[focal]?.key : undefined
    return key ? { ...post, parent: { key, inferred: true } } : post
  })
}

/** Neighbouring cells with no separator and nothing ("show replies", an empty cell) between them. */
function areJoined(upper: Element | undefined, lower: Element | undefined, page: Page): boolean {
  const above = upper && nearestInPass(upper, select(page, 'cell'), page)
  const below = lower && nearestInPass(lower, select(page, 'cell'), page)
  return !!above && !!below && nextOf(above) === below && !one(above, select(page, 'separator'))
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
  checked: '2026-11',
  reads: {
    author: 'seen',
    stableId: 'none',
    text: 'seen',
    time: 'seen',
    permalink: 'seen',
    parent: 'agreed',
    quote: 'seen',
    counts: 'seen',
    language: 'seen',
    replyBox: 'seen',
    unloaded: 'agreed',
  },
  notes: [
    'A post shows no lasting number of its author, so the handle, whose case does not count, is the key.',
    'Parents are inferred from the order and from the lines that join posts; the page names none.',
    'Posts that are deleted, limited or hidden are kept as placeholders, so a page gives more posts than those with words.',
    'Notices of likes and followers are no posts.',
    'An advertisement is told by marks of being measured together with a missing age. Neither alone is proof: ordinary videos are measured too.',
    'Full counts are in the labels of the buttons. The views are the number left over in the label of the row, where the link to them is not shown.',
    'Unloaded answers are the focal post’s own count less the direct answers in the page.',
    'A post with pictures or a card alone has no text.',
    'A long article that is shown alone names its author in its address only, and no time.',
  ],
}
