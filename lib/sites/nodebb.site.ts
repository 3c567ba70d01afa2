import type { PageKind, Post } from '../model/thread.ts'
import { all, attribute, matches } from './dom.ts'
import { field } from './fields.ts'
import { boardPath } from './forum.ts'
import { siteFromRecipe } from './from-recipe.ts'
import { makePost } from './make-post.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

const recipe: Recipe = {
  version: 2,
  selectors: {
    post: '[component="post"][data-pid], [component="category/topic"][data-tid], [component="topic/teaser"]:has(.post-content)',
    topicRow: '[component="category/topic"]',
    threadPost: '[component="post"][data-pid]',
    key: '@data-pid',
    author:
      '.info > a.text-muted | [component="topic/header"] small a[href*="/user/"] | [itemprop="author"] [itemprop="name"]@content | a[data-username][data-uid] | [itemprop="author"] | .post-author a.fw-semibold | @data-username | .post-info [data-uid]@title | a[href*="/user/"] [title]@title | a[href*="/user/"]@title | a[href*="/user/"]',
    handle: '@data-userslug',
    authorId: '@data-uid | a[data-username][data-uid]@data-uid',
    profile:
      '[itemprop="author"] [itemprop="url"]@content | a[data-uid][href*="/user/"]@href | .post-header a[href*="/user/"]@href | .post-author a[href*="/user/"]@href | .post-info a[href*="/user/"]@href | p > a[href*="/user/"]@href | .info > a[href*="/user/"]@href | [component="topic/header"] small a[href*="/user/"]@href',
    subject: '[component="topic/header"] a[href*="/topic/"]',
    text: '[component="post/content"] | .post-content',
    skip: '.visually-hidden, .sr-only',
    time: '@data-timestamp | meta[itemprop="datePublished"]@content | .post-info .timeago@datetime | .post-info .timeago@title | .permalink .timeago@datetime | .permalink .timeago@title | .info > .timeago@datetime | .info > .timeago@title | [component="topic/header"] small .timeago@datetime | [component="topic/header"] small .timeago@title',
    timeText: '.post-header .timeago | .post-info .timeago | .permalink .timeago',
    permalink:
      'a.post-index@href | a.permalink@href | .post-header a[href*="/post/"]@href | .topic-title[href*="/post/"]@href | [component="topic/header"] a[href*="/topic/"]@href',
    parent: '[component="post/parent"]@data-parent-pid | [component="post/parent"]@data-topid | @data-to-pid',
    likes:
      '[itemprop="upvoteCount"]@content | [component="post/vote-count"]@data-votes | [component="post/vote-count"] | .stats-votes .human-readable-number@title',
    replies: '[component="post/reply-count/text"]@data-replies',
    views: '.stats-viewcount .human-readable-number@title',
    posts: '.stats-postcount .human-readable-number@title',
    deleted: '[component="post"].deleted',
    more: '.topic-teaser-shown, .lastpost > .post-content, .lastpost .line-clamp-3',
    title: '[component="topic/title"] | [component="post/header"]',
    total: '[component="topic/post-count"]@title | [component="topic/post-count"]',
    replyBox:
      '[component="composer"] textarea, .composer textarea.write, [component="topic/quickreply/text"], .composer .ql-editor[contenteditable="true"]',
  },
  expects: [
    { selector: '[component="post"][data-pid]', least: 1, on: ['thread'] },
    { selector: '[component="post/content"]', least: 1, on: ['thread'] },
    { selector: '[component="post"][data-uid]', least: 1, on: ['thread'] },
  ],
  watches: ['class', 'data-pid', 'data-votes', 'data-timestamp', 'title', 'datetime'],
}

/** `/topic/18427/rc1-of-v4/12`; since version 4 a topic from another server has a UUID. */
const TOPIC = /^(.*)\/topic\/([\w-]+)/
const ROW = /^.*\/topic\/[\w-]+(?:\/[^/]*[^/\d][^/]*)?/

/** NodeBB 1 to 4, with every theme that keeps its `component` attributes. */
export const nodebb: Site = siteFromRecipe({
  id: 'nodebb',
  name: 'NodeBB',
  hosts: [],
  origins: [],
  recipe,
  marks:
    '[component="post"][data-pid], [component="topic"][data-tid], [component="category"][data-set], script[src*="/assets/nodebb.min.js"]',
  perHost: true,
  // Lists show the name in the address and no id, threads both: one person has one key in either.
  authorBy: 'handle',
  authorId: /\/user\/([^/?#]+)/,
  pageKind: (url): PageKind | null => {
    // First: a topic may be called "chat", and its address ends in that.
    if (/\/(topic|post)\/./.test(url.pathname)) return 'thread'
    if (
      /\/(login|register|reset|admin|message|chats?|notifications|compose|flags|ip-blacklist)(\/|$)/.test(
        url.pathname,
      )
    )
      return null
    if (/\/(user|uid)\/./.test(url.pathname)) return 'profile'
    return /\/search\/?$/.test(url.pathname) ? 'search' : 'feed'
  },
  threadKey: (url) => {
    const [, folder, topic] = url.pathname.match(TOPIC) ?? []
    if (topic) return boardPath(url, `${folder}/topic/${topic}`)
    const path = url.pathname.replace(/\/+$/, '')
    const query = url.searchParams.get('term')
    return boardPath(url, query === null ? path : `${path}?term=${encodeURIComponent(query)}`)
  },
  // Below a thread the teasers are of other topics.
  containers: (page) => {
    const inThread = nodebb.pageKind(page.url, page.document) === 'thread'
    return all(page.document, select(page, inThread ? 'threadPost' : 'post'))
  },
  adjust: (post, container, page) =>
    matches(container, select(page, 'topicRow'))
      ? topicOf(post, container, page)
      : { ...post, permalink: post.permalink ?? addressOf(post, container, page) },
})

/** A row of a list leads to where the reader left off: its own address is the topic's. What it counts are posts, the first with them. */
function topicOf(post: Post, row: Element, page: Page): Post | null {
  const [path] = (post.permalink && URL.parse(post.permalink)?.pathname.match(ROW)) || []
  const posts = wholeNumber(field(row, page, 'posts'))
  const { likes = null, views = null } = post.counts ?? {}
  if (!path) return null
  return makePost({
    ...post,
    key: `t${attribute(row, 'data-tid')}`,
    text: post,
    permalink: webUrl(path, page.url),
    counts: { likes, views, replies: posts && posts - 1 },
  })
}

/** Where a theme shows none: every post answers at `/post/` and its id, which is an address for one from another server. */
function addressOf(post: Post, container: Element, page: Page): string | null {
  if (attribute(container, 'data-pid') === null) return null
  const folder = page.url.pathname.match(/^(.*?)\/(?:topic|post|user|search|category)(?=\/|$)/)?.[1] ?? ''
  return webUrl(`${folder}/post/${encodeURIComponent(post.key)}`, page.url)
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
    quote: 'source',
    counts: 'seen',
    language: 'none',
    replyBox: 'source',
    unloaded: 'seen',
  },
  notes: [
    'Likes are the upvotes where the page gives them, else upvotes less downvotes, which may be below nought.',
    'A row of a list of topics is a post of its title, and beside it the excerpt of the latest reply another; the key of that is its address, since the list shows no post id.',
    'All guests share the number 0, so a guest is known by name.',
  ],
}
