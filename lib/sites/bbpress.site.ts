import type { PageKind, Post } from '../model/thread.ts'
import { all, attribute, matches, nearest, one, parentOf, previousOf, rawText } from './dom.ts'
import { field } from './fields.ts'
import { boardPath } from './forum.ts'
import { pageField, siteFromRecipe } from './from-recipe.ts'
import { ownUrl } from './page-address.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { trimLabel } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

const POSTS = '.type-reply:has(.bbp-reply-content), .type-topic:has(.bbp-topic-content, .bbp-reply-content)'

const recipe: Recipe = {
  version: 2,
  selectors: {
    // `post_class()` writes the kind and the number, whatever the theme puts around them.
    post: `${POSTS}, .bbp-topics .type-topic:has(.bbp-topic-title)`,
    topicList: '.bbp-topics',
    key: '@class',
    author:
      '.bbp-author-name | .bbp-author-link .bbp-author-name | .bbp-reply-author .bbp-author-link | .bbp-topic-author .bbp-author-link',
    profile: '.bbp-author-link@href | a.bbp-author-name@href | .bbp-author-name a@href',
    subject: '.bbp-topic-title a.bbp-topic-permalink',
    text: '.bbp-reply-content | .bbp-topic-content',
    quote: 'blockquote, .bbp-quote, .d4p-bbp-quote',
    skip: '.bbp-meta, .bbp-reply-revision-log, .bbp-topic-revision-log, .bbp-signature, .d4p-bbp-signature, .bbp-attachments, .bbp-admin-links, .bbp-quote-title, .d4p-bbt-quote-title',
    // The head of a post stands before it and not in it; some themes move the date inside.
    head: '.bbp-reply-header, .bbp-topic-header',
    time: '.bbp-reply-post-date time@datetime | .bbp-topic-post-date time@datetime',
    timeText:
      '.bbp-reply-post-date | .bbp-topic-post-date | a.bbp-reply-permalink | a.bbp-topic-permalink[href*="#post-"]',
    permalink:
      'a.bbp-reply-permalink@href | a.bbp-topic-permalink[href*="#post-"]@href | .bbp-topic-title a.bbp-topic-permalink@href',
    answers: '.bbp-threaded-replies',
    deleted: '.status-trash',
    limited: '.status-pending, .status-spam',
    title: '.bbp-breadcrumb-current | h1.entry-title | h1',
    community: '.bbp-breadcrumb-forum',
    // "… (of 42 total)", in the words of the board.
    total: '.bbp-pagination-count',
    replyBox: '#new-post textarea[name="bbp_reply_content"], textarea#bbp_reply_content',
  },
  expects: [
    { selector: POSTS, least: 1, on: ['thread'] },
    { selector: '.bbp-reply-author, .bbp-topic-author', least: 1, on: ['thread'] },
  ],
  watches: ['class'],
}

/** bbPress, the forum in WordPress, 2.0 and later, with threaded replies and in themes that move its parts. */
export const bbpress: Site = siteFromRecipe({
  id: 'bbpress',
  name: 'bbPress',
  hosts: [],
  origins: [],
  recipe,
  marks:
    '#bbpress-forums :is(.bbp-reply-content, .bbp-topic-content), .bbp-topics .bbp-topic-permalink, .bbp-replies .bbp-reply-content, .type-reply .bbp-reply-content',
  idIn: /(?:^|[\s#])post-(\d+)(?=\s|$)/,
  authorBy: 'profile',
  perHost: true,
  pageKind,
  threadKey: (url) => {
    const named = new URLSearchParams()
    for (const name of ['topic', 'reply', 'p', 'bbp_search', 'bbp_user', 'view']) {
      const value = url.searchParams.get(name)
      if (value !== null) named.set(name, value)
    }
    const path = url.pathname.replace(/\/page\/\d+(?=\/|$)/, '').replace(/\/+$/, '')
    return boardPath(url, `${path || '/'}${named.size > 0 ? `?${named}` : ''}`)
  },
  countUnloaded: (page, posts) => {
    if (pageKind(page.url, page.document) === 'feed') return null
    const said = pageField(page, 'total')?.match(/\d[\d.,\s]*/g)
    const total = wholeNumber(said?.at(-1)?.trim() ?? null)
    return total === null ? null : Math.max(0, total - posts.length)
  },
  adjust: (post, container, page) => {
    const read = { ...post, parent: post.parent ?? parentIn(container, page) }
    const head = headOf(container, page)
    return head ? withHead(read, head, page) : read
  },
})

function pageKind({ pathname, searchParams }: URL, document: Document): PageKind | null {
  if (one(document, '.bbp-search-results, #bbp-search-results') || searchParams.has('bbp_search'))
    return 'search'
  return one(document, '#bbp-user-wrapper, .bbp-user-page') || /\/users\/[^/]+/.test(pathname)
    ? 'profile'
    : one(document, recipe.selectors.topicList ?? '')
      ? 'feed'
      : 'thread'
}

function headOf(container: Element, page: Page): Element | null {
  const before = previousOf(container)
  return before && matches(before, select(page, 'head')) ? before : null
}

/** What the head says, where the post itself does not. */
function withHead(post: Post, head: Element, page: Page): Post {
  const link = one(head, '.bbp-reply-permalink[href], .bbp-topic-permalink[href*="#post-"]')
  const permalink = post.permalink ?? ownUrl(link && attribute(link, 'href'), page)?.href ?? null
  const date = one(head, '.bbp-reply-post-date, .bbp-topic-post-date')
  return {
    ...post,
    permalink,
    timeText: post.timeText ?? (post.time || !date ? null : trimLabel(rawText(date))),
  }
}

/** A reply in the list of answers below another: that one stands before the list. */
function parentIn(container: Element, page: Page): Post['parent'] {
  const list = nearest(container, select(page, 'answers'))
  const outer = list && parentOf(list)
  if (!outer || !matches(outer, 'li')) return null
  for (const element of all(outer, select(page, 'post'))) {
    if (nearest(element, 'li') !== outer) continue
    const key = field(element, page, 'key')?.match(/(?:^|\s)post-(\d+)(?=\s|$)/)?.[1]
    return key ? { key, inferred: false } : null
  }
  return null
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
  checked: '2026-11',
  reads: {
    author: 'source',
    stableId: 'none',
    text: 'source',
    time: 'none',
    permalink: 'source',
    parent: 'source',
    quote: 'claimed',
    counts: 'none',
    language: 'none',
    replyBox: 'source',
    unloaded: 'source',
  },
  notes: [
    'Written after the templates of bbPress 2.6 and of themes that replace them; no saved page was at hand.',
    'Dates are words in the board’s language, so no exact time is given.',
    'A parent is known where replies are threaded. Guests are known by name.',
    'A row of a list of topics is a post of its title, without a time: the list shows the last activity.',
  ],
}
