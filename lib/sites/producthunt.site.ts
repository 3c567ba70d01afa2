import type { Author, PageKind, Post } from '../model/thread.ts'
import { attribute, matches, nearest, parentOf } from './dom.ts'
import { field } from './fields.ts'
import { siteFromRecipe } from './from-recipe.ts'
import { makeAuthor } from './make-post.ts'
import { select } from './select.ts'
import type { Page, Recipe, SiteFacts } from './site.ts'
import { webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

const PERSON = 'a[href^="/@"]:not(:has(img)) | a[href*="producthunt.com/@"]:not(:has(img)) | a[href^="/@"]'

const recipe: Recipe = {
  version: 1,
  selectors: {
    post: '[data-test^="post-item-"], [data-test^="comment-"]:not([data-test^="comment-form"],[data-test^="comment-menu"],[data-test^="comment-sort"]), [id^="review-"]',
    item: '[data-test^="post-item-"]',
    key: '@data-test | @id',
    author: PERSON,
    profile: PERSON,
    subject: '[data-test^="post-name-"] a | [data-test^="post-name-"]',
    text: '.prose | [class*="richText"] | [data-test^="post-name-"] ~ span | [data-test^="post-tagline-"] | [data-test^="post-name-"] ~ div:not(:has(a))',
    quote: 'blockquote',
    time: 'time[datetime]@datetime',
    timeText: 'time',
    permalink: '[data-test^="post-name-"] a | a[href*="#comment-"] | a[href*="comment="]',
    /** "Upvote (12)" on a comment, a bare number on a launch. */
    votes: '[data-test="action-bar-vote-button"] | [data-test="vote-button"]',
    replies: 'button:not([data-test]) p | a[href*="#comments"]',
    promoted: '[data-test^="ad-slot-"] *',
    /** Each comment has one, and the replies stand in it. */
    thread: '[data-test^="thread-"]',
    title: 'main h1 | h1',
    replyBox:
      '[data-test="comment-form"] .ProseMirror, [data-test="comment-form-editor"] .ProseMirror, [data-test="comment-form"] textarea, [data-test="comment-form"] [contenteditable="true"]',
  },
  expects: [
    { selector: '[data-test^="post-item-"], [data-test^="post-name-"]', least: 1, on: ['feed'] },
    { selector: '[data-test^="comment-"], [data-test="comments-feed"], main', least: 1, on: ['thread'] },
  ],
  watches: ['data-test', 'id', 'href', 'datetime'],
}

/** A launch, a product, a post of before 2025, a thread of a forum. */
const THREAD =
  /^\/(?:products\/[^/]+(?:\/(?:launches\/[^/]+|reviews|discussions\/[^/]+))?|posts\/[^/]+|p\/[^/]+\/[^/]+|discussions\/[^/]+)\/?$/

/** Product Hunt: lists of launches, and the comments below a launch or in a forum. */
export const producthunt = siteFromRecipe({
  id: 'producthunt',
  name: 'Product Hunt',
  hosts: ['producthunt.com'],
  origins: ['https://*.producthunt.com/*'],
  recipe,
  authorBy: 'handle',
  authorId: /\/@([\w-]+)/,
  idIn: /^((?:post-item|comment|review)-\d+)$/,
  pageKind: ({ pathname }): PageKind | null => {
    if (THREAD.test(pathname)) return 'thread'
    if (/^\/@[\w-]+(\/|$)/.test(pathname)) return 'profile'
    if (/^\/search/.test(pathname)) return 'search'
    return /^\/($|leaderboard|topics\/|categories\/|time-travel|newest|all$|p\/[^/]+\/?$|forums)/.test(
      pathname,
    )
      ? 'feed'
      : null
  },
  threadKey: (url) => {
    const query = url.searchParams.get('q')
    const path = url.pathname.replace(/\/+$/, '').toLowerCase()
    return `https://www.producthunt.com${path}${query === null ? '' : `?q=${encodeURIComponent(query)}`}`
  },
  adjust,
})

function adjust(read: Post, container: Element, page: Page): Post | null {
  const likes = wholeNumber(field(container, page, 'votes')?.match(/\d[\d.,]*\s?[KkMm]?/)?.[0])
  const counts =
    likes === null ? read.counts : { replies: null, shares: null, views: null, ...read.counts, likes }
  // The name is led by the launch's place in the list.
  if (matches(container, select(page, 'item'))) {
    const text = read.text.replace(/^\d{1,3}\.\s+/, '')
    return { ...read, author: productOf(read, text), text, counts }
  }
  // A control beside the comments that has a name like theirs.
  if (!/^(comment|review)-\d+$/.test(read.key)) return null
  return {
    ...read,
    counts,
    permalink: read.permalink ?? webUrl(`${page.url.pathname}#${read.key}`, page.url),
    parent: parentOfComment(read.key, container, page),
  }
}

/** A list names no person: a launch speaks for its product, which has a page of its own. */
function productOf({ permalink }: Post, text: string): Author | null {
  const path = permalink ? URL.parse(permalink)?.pathname : null
  const slug = path?.match(/^\/(?:products|posts)\/([^/]+)/)?.[1]
  if (!slug) return null
  const name = text.split('\n')[0] ?? slug
  return makeAuthor({ key: `products/${slug}`, handle: slug, name, url: permalink })
}

/** A reply stands in the thread of the comment that it answers, or in that comment itself. */
function parentOfComment(key: string, comment: Element, page: Page): Post['parent'] {
  const around = `${select(page, 'thread')},${select(page, 'post')}`
  for (let above = parentOf(comment); above; above = parentOf(above)) {
    above = nearest(above, around)
    const id = above && attribute(above, 'data-test')?.match(/^(?:thread|comment)-(\d+)$/)?.[1]
    if (!above) break
    if (id && `comment-${id}` !== key) return { key: `comment-${id}`, inferred: false }
  }
  return null
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
  checked: '2026-11',
  reads: {
    author: 'agreed',
    stableId: 'none',
    text: 'seen',
    time: 'claimed',
    permalink: 'seen',
    parent: 'agreed',
    quote: 'claimed',
    counts: 'agreed',
    language: 'none',
    replyBox: 'claimed',
    unloaded: 'none',
  },
  notes: [
    'A launch in a list is a post of its name and tagline. The list names neither a person nor a time; its author is the product itself.',
    'A page can show one launch in two lists, as the saved home page does: it is one post.',
    'In the first hours of a day the votes are hidden, and then not counted.',
    'The text of a launch itself, above its comments, is not read: no page of one was at hand.',
  ],
}
