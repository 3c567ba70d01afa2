import type { PageKind } from '../model/thread.ts'
import { all, attribute, matches, meta, nearest, one, titleOf } from './dom.ts'
import { readNamedPost } from './linkedin-ember.ts'
import { inferCardParents, isOutermost, readCard } from './linkedin-sdui.ts'
import { postUrn } from './linkedin-urn.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { trimLabel } from './trim.ts'

const NAMED_UPDATE =
  '[data-urn^="urn:li:activity:"],[data-urn^="urn:li:ugcPost:"],[data-urn^="urn:li:share:"],[data-urn^="urn:li:groupPost:"],[data-id^="urn:li:activity:"],article[data-activity-urn]'
const NAMED_COMMENT = 'article[data-id^="urn:li:comment:"],.comments-comment-entity[data-id],section.comment'
const CARD =
  '[role="listitem"][componentkey^="update-card-focus"],[role="listitem"][componentkey*="FeedType_"],[componentkey^="expanded"][componentkey*="FeedType_"],[data-testid="mainFeed"] [role="listitem"],[data-view-name="feed-full-update"]'
const CARD_COMMENT =
  '[componentkey^="replaceableComment_urn:li:comment:"],[componentkey^="CommentComponentReference_urn:li:comment:"]'

const recipe: Recipe = {
  version: 3,
  selectors: {
    // The Ember layout and the public page.
    post: `${NAMED_UPDATE},${NAMED_COMMENT}`,
    update: NAMED_UPDATE,
    comment: NAMED_COMMENT,
    profile:
      '.update-components-actor__meta-link@href | .update-components-actor__container a[href]@href | a.comments-comment-meta__description-container@href | .comments-post-meta__actor-link@href | [data-tracking-control-name$="feed-actor-name"]@href | [data-tracking-control-name$="comment_actor-name"]@href | a.comment__author@href | .comments-comment-meta__actor a[href]@href',
    author:
      '.update-components-actor__title [aria-hidden="true"] | .update-components-actor__name [aria-hidden="true"] | .update-components-actor__title | .update-components-actor__name | .comments-comment-meta__description-title [aria-hidden="true"] | .comments-comment-meta__description-title | .comments-post-meta__name-text [aria-hidden="true"] | .comments-post-meta__name-text | [data-tracking-control-name$="feed-actor-name"] | [data-tracking-control-name$="comment_actor-name"] | .comment__author',
    text: '.update-components-update-v2__commentary, .feed-shared-update-v2__commentary, .feed-shared-update-v2__description .update-components-text, .feed-shared-text, [data-test-id="main-feed-activity-card__commentary"], .update-components-text',
    reshared:
      '.update-components-mini-update-v2, .feed-shared-mini-update-v2, [data-test-id="feed-reshare-content"], .feed-reshare-content',
    time: '.update-components-actor__sub-description, .feed-shared-actor__sub-description, article[data-activity-urn] time',
    sharer: '.update-components-header__text-view, .update-components-header',
    likes:
      '[data-num-reactions]@data-num-reactions | button[data-reaction-details]@aria-label | .social-details-social-counts__reactions-count',
    replies:
      '[data-num-comments]@data-num-comments | .social-details-social-counts__comments button@aria-label | .social-details-social-counts__comments',
    shares:
      '.social-details-social-counts__item:not(.social-details-social-counts__reactions):not(.social-details-social-counts__comments) button@aria-label',
    commentUrn: '[data-semaphore-content-urn^="urn:li:comment:"]@data-semaphore-content-urn',
    commentText:
      '.comments-comment-item__main-content, .comments-comment-entity__content .update-components-text, .comment__text, .comments-comment-item-content-body',
    commentTime: 'time, .comments-comment-item__timestamp, .comment__duration-since',
    commentLikes: '[class*="comments-comment-social-bar__reactions-count"], .comment__reactions-count',
    // The layout of 2026.
    node: `${CARD},${CARD_COMMENT},[id^="replaceableComment_urn:li:comment:"]`,
    card: CARD,
    /** A card of this kind is a post even if it has no words: others may offer jobs and people. */
    surely: '[componentkey^="update-card-focus"],[data-view-name="feed-full-update"]',
    box: '[data-testid="expandable-text-box"],[data-view-name="feed-commentary"],[componentkey^="feed-commentary"]',
    comments: '[data-testid*="commentList"]',
    tools: '[componentkey*="-replaceableCommentTools"],[id*="-replaceableCommentTools"]',
    cardLikes: '[data-view-name="feed-reaction-count"],[data-view-name*="reaction-count"]',
    cardReplies: '[data-view-name="feed-comment-count"],[data-view-name*="comment-count"]',
    // All of them.
    promoted:
      '[componentkey="sponsored-indicator-key"],[data-testid="sponsored-label"],[data-sponsored-tracking-url],[data-view-tracking-scope*="SponsoredUpdateServed"],[data-view-tracking-scope*="SPONSORED_UPDATE_SERVED"]',
    replyBox:
      '.comments-comment-texteditor .ql-editor[contenteditable="true"], .comments-comment-box [contenteditable="true"], main [role="textbox"][contenteditable="true"]:not([class*="msg-form"])',
  },
  expects: [
    {
      // Any key of a comment: with both of them in full it would be longer than a report may name.
      selector: `${NAMED_UPDATE},${CARD},[componentkey*="urn:li:comment:"]`,
      least: 1,
      on: ['thread', 'feed', 'search'],
    },
    {
      selector:
        '.update-components-actor__meta-link,[data-tracking-control-name$="feed-actor-name"],[data-testid="expandable-text-box"],[data-view-name="feed-commentary"],[componentkey^="feed-commentary"]',
      least: 1,
      on: ['thread', 'feed', 'search'],
    },
  ],
  watches: ['data-urn', 'data-id', 'componentkey', 'href'],
}

const THREAD = /^\/(?:feed\/update\/urn:li:|feed\/update\/urn%3Ali%3A|posts\/)/i

export const linkedin: Site = {
  id: 'linkedin',
  name: 'LinkedIn',
  hosts: ['linkedin.com'],
  origins: ['https://*.linkedin.com/*'],
  recipe,
  pageKind: ({ pathname }): PageKind | null => {
    if (THREAD.test(pathname)) return 'thread'
    if (/^\/search\/results\/(content|all)(\/|$)/.test(pathname)) return 'search'
    if (/^\/(feed|groups\/[^/]+)(\/|$)/.test(pathname)) return 'feed'
    return /^\/(in|company|school|showcase)\/[^/]+(\/(?:[a-z]{2}|posts|recent-activity(\/.*)?))?\/?$/.test(
      pathname,
    )
      ? 'profile'
      : null
  },
  threadKey: ({ pathname, searchParams }) => {
    const urn = THREAD.test(pathname) ? postUrn(pathname) : null
    if (urn) return `https://www.linkedin.com/feed/update/urn:li:${urn.kind}:${urn.id}`
    const words = pathname.startsWith('/search/') ? (searchParams.get('keywords') ?? '') : null
    const query = words === null ? '' : `?keywords=${encodeURIComponent(words)}`
    return `https://www.linkedin.com${pathname.replace(/\/+$/, '').toLowerCase()}${query}`
  },
  describe: ({ document }) => ({
    // "(3) Post | Ana | LinkedIn": the count of unread notices is not part of it.
    title: trimLabel(
      (meta(document, 'og:title') ?? titleOf(document))
        .replace(/^\(\d+\+?\)\s*/, '')
        .replace(/ \| LinkedIn$/, ''),
    ),
    community: null,
  }),
  containers,
  readPost: (container, page) =>
    matches(container, select(page, 'post')) ? readNamedPost(container, page) : readCard(container, page),
  inferParents: inferCardParents,
  countUnloaded: (page, posts) => {
    if (!THREAD.test(page.url.pathname)) return null
    const asked = postUrn(page.url.pathname)?.id
    const post = posts.find(({ key }) => key === asked) ?? posts[0]
    const total = post?.counts?.replies
    const shown = posts.filter(({ permalink }) => permalink?.includes('?commentUrn=')).length
    return total === null || total === undefined ? null : Math.max(0, total - shown)
  },
}

function* containers(page: Page): Iterable<Element> {
  for (const element of all(page.document, `${select(page, 'post')},${select(page, 'node')}`))
    if (matches(element, select(page, 'post')) ? isNamed(element, page) : isCard(element, page)) yield element
}

/** A post's number stands on a frame and on the post in it: the inner one is read. */
function isNamed(element: Element, page: Page): boolean {
  return (
    attribute(element, 'data-urn') !== null ||
    matches(element, select(page, 'comment')) ||
    one(element, '[data-urn]') === null
  )
}

/** Statistics also call a post of the Ember layout a full update. */
function isCard(element: Element, page: Page): boolean {
  return (
    isOutermost(element, page) &&
    !nearest(element, select(page, 'update')) &&
    !one(element, select(page, 'update'))
  )
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
  checked: '2026-11',
  reads: {
    author: 'seen',
    stableId: 'seen',
    text: 'seen',
    time: 'agreed',
    permalink: 'seen',
    parent: 'agreed',
    quote: 'claimed',
    counts: 'seen',
    language: 'none',
    replyBox: 'agreed',
    unloaded: 'agreed',
  },
  notes: [
    'Three layouts are read by what the page holds: the Ember one and the public page, both seen on saved pages, and the server-driven one of 2026, which independent readers describe alike but of which there is no saved page.',
    'The exact time is computed from the number of a post or comment (its bits above the lowest 22 are milliseconds); the page itself shows only an age.',
    'The server-driven layout has the number of most posts in the key of their comment box alone, in a coded form that eight independent readers undo alike. Where that is missing too, a post’s key is a hash of author and text, and it has no permalink and no exact time.',
    'In the server-driven layout replies are drawn beside what they answer: there a parent is inferred from the name that a comment begins with; without one it is the post.',
    'A person is known by the part of the profile’s address after /in/; the permanent number is kept beside it where a link shows it. Some links show the number in place of the name.',
    'A conversation has other numbers as activity, as share and as ugcPost; pages that name it differently are different conversations here.',
    'Advertisements are told by a statistics mark, and in the Ember layout by a line below the name that has neither a number nor a picture.',
    'Wrappers of several posts (urn:li:aggregate) and cards that offer courses, jobs or people are left out. Articles (/pulse/) are not read.',
  ],
}
