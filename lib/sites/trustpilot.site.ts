import { LIMITS } from '../model/limits.ts'
import type { Author, PageKind, Post } from '../model/thread.ts'
import { all, attribute, matches, nearest, one, parentOf } from './dom.ts'
import { fieldHref } from './fields.ts'
import { pageField, siteFromRecipe } from './from-recipe.ts'
import { makeAuthor, makePost } from './make-post.ts'
import { plainText } from './plain-text.ts'
import { joinTexts } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { cut, isoTime, langTag, webUrl } from './trim.ts'
import { type TrustpilotReview, trustpilotData } from './trustpilot-page-data.ts'

const recipe: Recipe = {
  version: 2,
  selectors: {
    post: 'article[data-service-review-card-paper], [data-service-review-card-paper], article[data-review-id], div:has(> [data-service-review-business-reply-text-typography])',
    reply: 'div:has(> [data-service-review-business-reply-text-typography])',
    /** Holds the reviews where no card of one is left that we know. */
    data: 'script#__NEXT_DATA__',
    linked: 'script[type="application/ld+json"]',
    key: 'a[data-review-title-typography] | a[href*="/reviews/"] | @data-review-id',
    permalink: 'a[data-review-title-typography] | a[href*="/reviews/"]',
    author: '[data-consumer-name-typography] | a[data-consumer-profile-link]',
    profile: 'a[data-consumer-profile-link] | a[name="consumer-profile"] | a[href*="/users/"]',
    subject: '[data-service-review-title-typography] | [data-review-title-typography]',
    text: '[data-service-review-text-typography] | [data-service-review-business-reply-text-typography] | [data-relevant-review-text-typography]',
    time: 'time[data-service-review-date-time-ago]@datetime | time[data-service-review-business-reply-date-time-ago]@datetime | time[datetime]@datetime',
    timeText: 'time',
    collapsed: 'section[aria-disabled="true"]',
    more: '[data-show-more-button], button[name="review-stack-show"]',
    title: '#business-unit-title h1 | h1',
    /** The company that a card is about, on a person's page. */
    company: 'a[href*="/review/"]',
  },
  expects: [
    { selector: '[data-service-review-card-paper], script#__NEXT_DATA__', least: 1, on: ['feed', 'thread'] },
  ],
  watches: ['href', 'datetime', 'aria-disabled', 'data-review-id'],
}

const PLACE = /^\/(review|reviews|users)\/([^/]+)/

const fromRecipe = siteFromRecipe({
  id: 'trustpilot',
  name: 'Trustpilot',
  hosts: ['trustpilot.com'],
  origins: ['https://*.trustpilot.com/*'],
  recipe,
  authorBy: 'stableId',
  authorId: /\/users\/([0-9a-f]{8,40})/,
  idIn: /([0-9a-f]{24})(?:[/?#]|$)/,
  pageKind: ({ pathname }): PageKind | null => {
    const place = pathname.match(PLACE)?.[1]
    return place === 'review' ? 'feed' : place === 'reviews' ? 'thread' : place ? 'profile' : null
  },
  // One company has one page in each language, under a host of its own.
  threadKey: ({ pathname }) => {
    const [, place, name = ''] = pathname.match(PLACE) ?? []
    return `https://www.trustpilot.com${place ? `/${place}/${name.toLowerCase()}` : pathname}`
  },
  countUnloaded: (page, posts) => {
    if (!page.url.pathname.startsWith('/review/')) return null
    const { total } = trustpilotData(page.document)
    const reviews = posts.filter(({ parent }) => parent === null).length
    return total === null ? null : Math.max(0, total - reviews)
  },
  adjust,
})

/** Trustpilot: reviews of a company, with the company's answer as a post of its own. */
export const trustpilot: Site = {
  ...fromRecipe,
  containers: (page) => {
    const cards = all(page.document, select(page, 'post'))
    return cards.length > 0 ? cards : all(page.document, `${select(page, 'data')},${select(page, 'linked')}`)
  },
  readPosts: (container, page) => {
    if (matches(container, `${select(page, 'data')},${select(page, 'linked')}`)) return fromData(page)
    const post = fromRecipe.readPost(container, page)
    return post ? [post] : []
  },
}

function adjust(read: Post, container: Element, page: Page): Post | null {
  const { reviews } = trustpilotData(page.document)
  if (matches(container, select(page, 'reply'))) return answered(read, container, page)
  const known = reviews.get(read.key)
  const whole = known && known.text !== null ? wordsOf(known) : null
  // What a long review shows is a beginning; the page's data has all of it.
  const text = whole && whole.text.length >= read.text.length ? whole : null
  return {
    ...read,
    ...text,
    time: read.time ?? isoTime(known?.published),
    lang: langTag(known?.language) ?? read.lang,
    counts: known?.likes != null ? { likes: known.likes, replies: null, shares: null, views: null } : null,
  }
}

function wordsOf({ title, text }: TrustpilotReview) {
  return joinTexts(
    [title, text].map((part) => ({
      text: cut(plainText(part ?? ''), LIMITS.postText),
      truncated: (part?.length ?? 0) > LIMITS.postText,
    })),
  )
}

/** The company's answer stands in the card of the review. */
function answered(read: Post, reply: Element, page: Page): Post | null {
  const above = parentOf(reply)
  const card = above && nearest(above, select(page, 'post'))
  const review = card && idOf(fieldHref(card, page, 'key'))
  if (!review) return null
  const link = card && one(card, select(page, 'company'))
  const known = trustpilotData(page.document).reviews.get(review)?.reply
  return {
    ...read,
    key: `${review}/reply`,
    permalink: reviewUrl(review, page),
    author: company(page, link),
    time: read.time ?? isoTime(known?.published),
    parent: { key: review, inferred: false },
    counts: null,
  }
}

function idOf(href: string | null): string | null {
  return href?.match(/([0-9a-f]{24})(?:[/?#]|$)/)?.[1] ?? null
}

function reviewUrl(id: string, page: Page): string | null {
  return webUrl(`/reviews/${id}`, page.url)
}

/** A company is known by its domain, as in the address of its page. */
function company(page: Page, link: Element | null): Author | null {
  const own = link ? attribute(link, 'href') : null
  const domain = (page.url.pathname.match(/^\/review\/([^/]+)/) ?? own?.match(/\/review\/([^/?#]+)/))?.[1]
  if (!domain) return null
  const isThisPage = page.url.pathname.startsWith('/review/')
  return makeAuthor({
    key: `company/${domain}`,
    handle: domain,
    name: trustpilotData(page.document).company ?? (isThisPage ? pageField(page, 'title') : null),
    url: webUrl(`/review/${domain}`, page.url),
  })
}

function fromData(page: Page): readonly Post[] {
  return [...trustpilotData(page.document).reviews.values()].flatMap((review) => {
    const name = review.personName
    const post = makePost({
      key: review.id,
      permalink: reviewUrl(review.id, page),
      author: makeAuthor({
        key: review.person ?? name,
        handle: name,
        name,
        url: review.person ? webUrl(`/users/${review.person}`, page.url) : null,
        stableId: review.person,
      }),
      text: wordsOf(review),
      time: isoTime(review.published),
      lang: review.language,
      counts: { likes: review.likes },
    })
    const reply = review.reply && replyIn(review, page)
    return reply ? [post, reply] : [post]
  })
}

function replyIn(review: TrustpilotReview, page: Page): Post | null {
  if (!review.reply) return null
  const text = plainText(review.reply.text)
  return makePost({
    key: `${review.id}/reply`,
    permalink: reviewUrl(review.id, page),
    author: company(page, null),
    text: { text: cut(text, LIMITS.postText), truncated: text.length > LIMITS.postText },
    time: isoTime(review.reply.published),
    parent: { key: review.id, inferred: false },
  })
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile'],
  checked: '2026-11',
  reads: {
    author: 'agreed',
    stableId: 'agreed',
    text: 'agreed',
    time: 'agreed',
    permalink: 'agreed',
    parent: 'agreed',
    quote: 'none',
    counts: 'claimed',
    language: 'agreed',
    replyBox: 'none',
    unloaded: 'claimed',
  },
  notes: [
    'No saved page was at hand. Three sources stand behind one another: attributes on which about ten independent readers agree, the data that the page carries for its scripts, and its structured data.',
    'A company’s answer is a post that answers the review. A company is known by its domain.',
    'Companies answer in another part of Trustpilot, so these pages have no box to answer in.',
    'The number of stars is not kept.',
  ],
}
