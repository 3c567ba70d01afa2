import type { PageKind, Post } from '../model/thread.ts'
import { all, attribute, matches, nearest, one, rawText } from './dom.ts'
import { field, fieldElement, fieldHref } from './fields.ts'
import { pageField, siteFromRecipe } from './from-recipe.ts'
import { joinTexts } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, SiteFacts } from './site.ts'
import { fold, trimLabel, webUrl } from './trim.ts'

const AUTHOR =
  '.topic-meta-data:not(.embedded-reply) [data-user-card] | .crawler-post-meta a[href*="/u/"] | .posters a | .topic-poster a | .author [data-user-card] | [data-user-card]'

const recipe: Recipe = {
  version: 2,
  selectors: {
    post: 'article[data-post-id]:not(.small-action), .crawler-post, .topic-list-item, .latest-topic-list-item, .fps-result, .user-stream-item, .post-list-item, .topic-list > [itemprop="itemListElement"]',
    listed:
      '.topic-list-item, .topic-list > [itemprop="itemListElement"], .latest-topic-list-item, .fps-result, .user-stream-item, .post-list-item, .group-post',
    /** A row of a list of topics: its link leads to where one stopped reading. */
    topicRow: '.topic-list-item, .latest-topic-list-item, [itemprop="itemListElement"]',
    /** The plain view had no ids before version 3: "#4". */
    position: '[itemprop="position"]',
    answered: '.reply-to-tab img.avatar@title',
    author:
      '.topic-meta-data:not(.embedded-reply) .full-name | .topic-meta-data:not(.embedded-reply) [data-user-card] | .crawler-post-meta a[href*="/u/"] | .crawler-post-meta [itemprop="author"] [itemprop="name"] | [data-user-card]@data-user-card',
    handle:
      '.topic-meta-data:not(.embedded-reply) [data-user-card]@data-user-card | .posters a[data-user-card]@data-user-card | .topic-poster [data-user-card]@data-user-card | .author [data-user-card]@data-user-card | [data-user-card]@data-user-card | .crawler-post-meta [itemprop="author"] [itemprop="name"]',
    profile: AUTHOR,
    /** "name (Full Name)" in the plain view. */
    creator: '.crawler-post-meta .creator',
    authorId: '@data-user-id',
    text: '.regular > .cooked | .contents > .cooked | .cooked | .post[itemprop="text"] | .crawler-post > .post | .blurb | .topic-excerpt | .excerpt',
    quote: 'aside.quote, blockquote, aside.onebox',
    /** A quote of a post of this thread, which names it. */
    quoted: 'aside.quote[data-post]',
    skip: 'aside.quote > .title, .lightbox .meta, .badge-notification, .codeblock-button-wrapper, .cooked-selection-barrier, .relative-date, .blurb .date, .quote-controls, .poll-buttons',
    time: 'a.post-date:not(.last-wiki-edit) .relative-date@data-time | .crawler-post-infos time[datetime]@datetime | time.post-time@datetime | .blurb .relative-date@data-time | .time .relative-date@data-time | .time time@datetime',
    timeText:
      'a.post-date .relative-date | .crawler-post-infos time | time.post-time | .blurb .relative-date | .time .relative-date | .time time',
    permalink: 'a.post-date[href]',
    listTitle:
      'a.raw-topic-link | a.title[href*="/t/"] | .title a[href*="/t/"] | a.search-link[href] | a[href*="/t/"]',
    subject:
      '.topic-list-item a.raw-topic-link | .topic-list-item a.title | .latest-topic-list-item a.title | .topic-list > [itemprop="itemListElement"] > a | .fps-result .topic-title | .user-stream-item .title a | .post-list-item .title a',
    listName: '.topic-title | .search-link | a[href*="/t/"]',
    likes:
      '.like-count | [itemprop="interactionStatistic"]:has([itemprop="interactionType"][content$="LikeAction"]) [itemprop="userInteractionCount"]@content | .post-likes',
    replies:
      '.show-replies .d-button-label | .num.posts .number | .posts-map .number | .num .posts | td.replies .posts',
    views: '.num.views .number | td.views .views',
    deleted:
      '.topic-post.deleted > article, .deleted:not(.user-deleted) > article, article.deleted, .user-stream-item.deleted',
    limited: '.post-hidden > article, .post--hidden > article, .topic-post.hidden > article',
    more: '.blurb, .topic-excerpt, p.excerpt, .excerpt',
    /** Somebody unfolded what this post answers: the last one is the parent. */
    above: '.embedded-posts.top .reply:last-of-type a[href*="/t/"], .reply-to-tab[href*="/t/"]',
    title: '#topic-title .fancy-title | #topic-title h1 > a | #topic-title h1 | h1[data-topic-id]',
    /** "3 / 9" */
    place: '.timeline-replies | #topic-progress .nums | .topic-progress .nums',
    pages: '[role="navigation"] a[rel="next"], [role="navigation"] a[rel="prev"], a.next-page',
    replyBox:
      '#reply-control .ProseMirror.d-editor-input, #reply-control textarea.d-editor-input, textarea.d-editor-input, .ProseMirror.d-editor-input',
  },
  expects: [
    { selector: 'article[data-post-id] .cooked, .crawler-post .post', least: 1, on: ['thread'] },
    {
      selector: 'article[data-post-id] [data-user-card], .crawler-post a[href*="/u/"]',
      least: 1,
      on: ['thread'],
    },
  ],
  watches: ['data-post-id', 'data-time', 'data-user-card', 'href', 'class'],
}

/** With or without a slug, also below a folder; the last number is the post's in its topic. */
const TOPIC = /^(.*?)\/t\/((?!\d+(?:\/|$))[^/]+\/)?(\d+)(?:\/(\d+))?(?:\/|$)/

/** Letters, talk in the chat, and what somebody began to write. */
const PRIVATE =
  /\/(?:u(?:sers)?\/[^/]+\/(?:messages|activity\/drafts|drafts)|g(?:roups)?\/[^/]+\/messages|chat)(?:\/|$)/
/** A search among letters (discourse, search.rb). */
const LETTERS_FOUND =
  /(?:^|\s)(?:in:(?:messages|personal|personal-direct|all-pms|private)|(?:group|personal)_messages:)/

/** Discourse, on any host: the app and the plain view for crawlers, which is also what a saved page holds. */
export const discourse = siteFromRecipe({
  id: 'discourse',
  name: 'Discourse',
  hosts: [],
  origins: [],
  marks: 'meta[name="generator"][content^="Discourse"], meta#data-discourse-setup[data-base-url]',
  recipe,
  authorBy: 'handle',
  authorId: /\/u(?:sers)?\/([^/?#]+)/,
  perHost: true,
  pageKind: ({ pathname, searchParams }, document): PageKind | null => {
    const body = one(document, 'body')
    if (body && matches(body, '.archetype-private_message, .private-message-page')) return null
    if (PRIVATE.test(pathname) || LETTERS_FOUND.test(searchParams.get('q') ?? '')) return null
    if (TOPIC.test(pathname)) return 'thread'
    if (/\/u(sers)?\/[^/]+(\/(summary|activity|drafts)(\/.*)?)?\/?$/.test(pathname)) return 'profile'
    if (/\/search\/?$/.test(pathname)) return 'search'
    return /^(\/[\w-]+)?\/?$|\/(latest|new|unread|top|hot|posted|bookmarks|categories|c\/.+|tags?\/.+)\/?$/.test(
      pathname,
    )
      ? 'feed'
      : null
  },
  threadKey: (url) => {
    const [, base = '', , topic] = url.pathname.match(TOPIC) ?? []
    if (topic) return `${url.origin}${base}/t/${topic}`
    const query = url.searchParams.get('q')
    const path = url.pathname.replace(/\/+$/, '').toLowerCase()
    return `${url.origin}${path}${query === null ? '' : `?q=${encodeURIComponent(query)}`}`
  },
  countUnloaded: (page, posts) => {
    if (!TOPIC.test(page.url.pathname)) return null
    const total = pageField(page, 'place')?.match(/\/\s*(\d[\d.,\s]*)$/)?.[1]
    if (total) return Math.max(0, Number(total.replace(/\D/g, '')) - posts.length)
    // The plain view shows twenty a page and says only that there are more pages.
    const plain = one(page.document, '.crawler-post') && !one(page.document, select(page, 'pages'))
    return plain ? 0 : null
  },
  inferParents,
  adjust,
})

/** A post shows whom it answers, not which post of theirs: most likely it is their last one above. */
function inferParents(posts: readonly Post[], page: Page, containers: readonly Element[]): readonly Post[] {
  const last = new Map<string, string>()
  return posts.map((post, at) => {
    const container = containers[at]
    const whom = post.parent || !container ? null : field(container, page, 'answered')
    const above = whom && last.get(fold(whom))
    if (post.author?.handle) last.set(fold(post.author.handle), post.key)
    return above ? { ...post, parent: { key: above, inferred: true } } : post
  })
}

function adjust(read: Post, container: Element, page: Page): Post | null {
  const post = withFullName(read, container, page)
  // Below a topic others are suggested: they are no part of it.
  if (matches(container, select(page, 'listed')))
    return TOPIC.test(page.url.pathname) ? null : listed(post, container, page)
  const [, base = '', slug = '', shown] = page.url.pathname.match(TOPIC) ?? []
  const topic = attribute(container, 'data-topic-id') ?? shown
  const number =
    attribute(container, 'id')?.match(/^post_(\d+)$/)?.[1] ??
    field(container, page, 'position')?.match(/^#?(\d+)$/)?.[1]
  // Before it is drawn, and far off the screen, a post is a frame without words.
  if (!topic || !number || !fieldElement(container, page, 'text')) return null
  const gone = post.state === 'limited'
  const own = { text: gone ? '' : post.text, truncated: post.truncated }
  const title = number === '1' && post.state === 'shown' ? pageField(page, 'title') : null
  return {
    ...post,
    ...(title ? joinTexts([{ text: title, truncated: false }, own]) : own),
    key: `${topic}/${number}`,
    permalink: webUrl(`${page.url.origin}${base}/t/${slug}${topic}/${number}`, page.url),
    parent: parentOfPost(container, page, topic, number),
  }
}

/** The page names a parent only once somebody unfolds it. Who quotes a post of the thread most likely answers it. */
function parentOfPost(container: Element, page: Page, topic: string, number: string): Post['parent'] {
  const unfolded = one(container, select(page, 'above'))
  const [, , , above, place] =
    (unfolded && URL.parse(attribute(unfolded, 'href') ?? '', page.url)?.pathname.match(TOPIC)) ?? []
  if (above === topic && place && place !== number) return { key: `${topic}/${place}`, inferred: false }
  const posts = select(page, 'post')
  for (const quote of all(container, select(page, 'quoted'))) {
    const quoted = attribute(quote, 'data-post') ?? ''
    const isOfThis = (attribute(quote, 'data-topic') ?? topic) === topic && /^\d+$/.test(quoted)
    const isOurs = nearest(quote, posts) === container && !nearest(quote, '.embedded-posts')
    if (isOfThis && isOurs && quoted !== number) return { key: `${topic}/${quoted}`, inferred: true }
  }
  return null
}

/** A row of topics, of a person's posts or of what a search found: title and beginning. */
function listed(post: Post, row: Element, page: Page): Post | null {
  const url = URL.parse(fieldHref(row, page, 'listTitle') ?? '', page.url)
  const [, base = '', slug = '', topic, shown] = url?.pathname.match(TOPIC) ?? []
  const number = matches(row, select(page, 'topicRow')) ? '1' : (shown ?? '1')
  if (!url || !topic) return null
  // A theme may name its titles otherwise: then the link's words stand for the whole row.
  const text = post.text || field(row, page, 'listName')
  if (!text) return null
  return {
    ...post,
    text,
    truncated: true,
    key: `${topic}/${number}`,
    permalink: webUrl(`${url.origin}${base}/t/${slug}${topic}/${number}`, page.url),
    parent: null,
  }
}

function withFullName(post: Post, container: Element, page: Page): Post {
  const creator = post.author && one(container, select(page, 'creator'))
  if (!post.author || !creator) return post
  const full = trimLabel(rawText(creator).match(/\(([^()]+)\)\s*$/)?.[1])
  return full ? { ...post, author: { ...post.author, name: full } } : post
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
  checked: '2026-11',
  reads: {
    author: 'seen',
    stableId: 'source',
    text: 'seen',
    time: 'seen',
    permalink: 'seen',
    parent: 'seen',
    quote: 'seen',
    counts: 'seen',
    language: 'none',
    replyBox: 'source',
    unloaded: 'source',
  },
  notes: [
    'A post is known by topic and number, which the app and the plain view share.',
    'What a post answers is shown only when somebody unfolds it; else a quote of a post of the same topic is taken for it, or the last post of the person whom it names as answered, as inferred.',
    'The topic’s title is part of its first post. A row of a list is a post of title and excerpt, without a time: the list shows the last activity.',
    'Small actions (“closed”, “pinned”) are no posts. A post hidden after flags is kept as a placeholder without words.',
    'The app’s number of a person is kept beside the name, which stays the key because the plain view has no numbers.',
  ],
}
