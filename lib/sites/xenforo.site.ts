import type { PageKind, Post } from '../model/thread.ts'
import { allApart } from './apart.ts'
import { all, hasAny, matches, one } from './dom.ts'
import { boardPath, holdsPosts, repliesCounted } from './forum.ts'
import { siteFromRecipe } from './from-recipe.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { webUrl } from './trim.ts'

const recipe: Recipe = {
  version: 7,
  selectors: {
    /** Who reacted to a post stands in the latest activity as if its words were theirs: left out. */
    post: '.message[data-content], .message-responseRow[data-content], .message-responseRow > .comment[data-content], li.message[id^="post-"], li.messageSimple[id^="profile-post-"], .block-row[data-author]:has(.contentRow-snippet):not(:has(.reaction)), li.searchResult[data-author]',
    threadPost: '.message[data-content^="post-"], li.message[id^="post-"]',
    key: '@data-content | @id',
    author: '@data-author | .message-name .username | .messageUserBlock .username | .username',
    profile:
      'a.comment-user@href | .message-name a.username@href | .message-user a.username@href | .message-cell--user a.username@href | .message-attribution a.username@href | .contentRow-minor a.username@href | .message-articleUserName a.username@href | .contentRow-title a.username@href | .messageUserBlock a.username@href | .messageInfo > .messageContent > a.username@href | .searchResult .meta a.username@href',
    authorId:
      'a.comment-user@data-user-id | .message-name a.username@data-user-id | .message-name [data-user-id]@data-user-id | .message-user [data-user-id]@data-user-id | .message-cell--user [data-user-id]@data-user-id | .message-attribution [data-user-id]@data-user-id | .contentRow-minor a.username@data-user-id | .message-articleUserName [data-user-id]@data-user-id | .contentRow-title a.username@data-user-id',
    text: '.message-content >> .message-body .bbWrapper | .message-userContent .bbWrapper | .message-content .bbWrapper | .bbWrapper | .messageText | .contentRow-snippet | .snippet | .messageContent blockquote',
    quote: '.bbCodeBlock--quote, .bbCodeQuote, blockquote',
    skip: '.bbCodeBlock-title, .bbCodeBlock-expandLink, .bbCodeBlock--unfurl .contentRow-snippet, .bbCodeBlock--unfurl .contentRow-minor, .bbCodeBlock--unfurl .contentRow-figure, .bbCodeQuote .attribution, .quoteExpand, .bbCodeBlock > .type, .message-lastEdit, .js-selectToQuoteEnd, .bbCodeSpoiler-button',
    time: '.message-attribution >> time@datetime | .message-attribution >> time@data-timestamp | .contentRow-minor time@datetime | .messageMeta .DateTime@data-time | .DateTime@data-time | time.u-dt@datetime | time@datetime',
    timeText:
      '.message-attribution >> time | .contentRow-minor time | .messageMeta .DateTime | .DateTime | time.u-dt | time',
    permalink:
      '.message-attribution >> a[href*="/post-"]@href | .message-attribution >> a[href*="#post-"]@href | .message-attribution >> a:has(time)@href | .messageMeta a.datePermalink@href | a.datePermalink@href | .contentRow-title a:not(.username)@href | .searchResult .title a@href | .comment-actionBar a:has(time)@href',
    quotedKey:
      'blockquote[data-source^="post:"]@data-source | a.bbCodeBlock-sourceJump[href*="post"]@href | .bbCodeQuote .attribution a[href*="post"]@href',
    likes:
      '.message-footer >> meta[itemprop="userInteractionCount"]@content | [itemprop="interactionStatistic"] meta[itemprop="userInteractionCount"]@content',
    deleted:
      '&:is(.message--deleted, li.message.deleted) | &.message-responseRow:has(.messageNotice--deleted) | &.comment:has(.messageNotice--deleted) | .message-content >> .messageNotice--deleted',
    collapsed:
      '&:is(.message.is-ignored, .message-responseRow.is-ignored, .comment.is-ignored, .block-row.is-ignored, li.message.ignored) | &.is-ignored > .comment',
    more: '&.block-row:has(.contentRow-snippet) | &.searchResult:has(.snippet) | &.message--article:has(.actionBar-action--threadLink)',
    title: '.p-title-value | .titleBar h1',
    pages: '.pageNav, .PageNav',
    replyBox:
      '.fr-element[contenteditable="true"], .ProseMirror[contenteditable="true"], textarea[name="message"], textarea[name="message_html"]',
  },
  expects: [
    { selector: '.message[data-content], li.message[id]', least: 1, on: ['thread'] },
    { selector: '.bbWrapper, .messageText, .messageNotice', least: 1, on: ['thread'] },
    { selector: '.message[data-author], .username', least: 1, on: ['thread'] },
  ],
  watches: ['class', 'data-content', 'data-author', 'datetime'],
}

/** `/threads/some-title.91732/page-2`, and `/index.php?threads/…` where the server rewrites no addresses. */
const ROUTE = /^(.*?\/)(?:index\.php\?)?([a-z][\w-]*)\/(?:[^/?&]*\.)?(\d+)(?=[/?&#]|$)/i

/** XenForo 2, and 1 as far as its pages are known. */
export const xenforo: Site = siteFromRecipe({
  id: 'xenforo',
  name: 'XenForo',
  hosts: [],
  origins: [],
  recipe,
  marks: 'html#XF, html#XenForo, html[data-xf][data-app="public"]',
  perHost: true,
  authorBy: 'stableId',
  authorId: /^https?:\/\/[^/]+\/.*[./](\d+)\/?$/,
  idIn: /((?<=(?:^|[/#?])posts?(?::\s*|[-/]|\?id=))\d+|^(?!post-)[a-z_]+(?:-[a-z_]+)*-\d+)/,
  nests: true,
  // A thread shows nothing else, and each other kind of post costs a look at the whole page.
  containers: (page) => {
    const posts = allApart(page.document, select(page, 'threadPost'))
    return posts.length > 0 ? posts : all(page.document, select(page, 'post'))
  },
  pageKind: (url, document): PageKind | null => {
    const path = routeOf(url)
    // Letters between members, which a forum may call by a name of its own.
    if (isTemplate(document, 'conversation')) return null
    if (
      /[/?](login|register|lost-password|account|admin\.php|help|misc|conversations|direct-messages)(\/|$)/.test(
        path,
      )
    )
      return null
    if (/\/threads\//.test(path) || isTemplate(document, 'thread_view')) return 'thread'
    if (/\/search\//.test(path)) return 'search'
    if (/\/members\//.test(path)) return 'profile'
    // A forum of articles shows the first post of each.
    if (isTemplate(document, 'forum_view')) return 'feed'
    return holdsPosts(document, recipe.selectors.threadPost ?? '') ? 'thread' : 'feed'
  },
  threadKey: (url) => {
    const [, folder, route, id] = routeOf(url).match(ROUTE) ?? []
    if (route && id && route !== 'search') return boardPath(url, `${folder}${route}/${id}`)
    const path = url.pathname.replace(/\/(page-\d+)?$/, '')
    const query = url.searchParams.get('q')
    return boardPath(url, query === null ? path : `${path}?q=${encodeURIComponent(query)}`)
  },
  countUnloaded: (page, posts) => {
    if (isTemplate(page.document, 'forum_view') || !hasAny(page.document, select(page, 'threadPost')))
      return null
    const replies = repliesCounted(page.document)
    if (replies !== null) return Math.max(0, replies + 1 - posts.length)
    return hasAny(page.document, select(page, 'pages')) ? null : 0
  },
  adjust: (post, _container, page) => (post.permalink ? post : { ...post, permalink: anchorOf(post, page) }),
})

/** What this page was made of, which the root says: asked of the whole page, each "no" would be a look through all of it. */
function isTemplate(document: Document, name: string): boolean {
  const html = one(document, 'html')
  return html !== null && matches(html, `[data-template^="${name}"]`)
}

/** Comments below a message on somebody's profile have an anchor and no link to it. */
function anchorOf({ key }: Post, { url }: Page): string | null {
  return key.startsWith('profile-post-comment-') ? webUrl(`${url.pathname}#${key}`, url) : null
}

/** The path, also where it stands in the query. */
function routeOf(url: URL): string {
  return /^\?[a-z-]+\//i.test(url.search) ? url.pathname + url.search : url.pathname
}

export const facts: SiteFacts = {
  kinds: ['thread', 'profile', 'search', 'feed'],
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
    unloaded: 'seen',
  },
  notes: [
    'A parent is the first post quoted; a reply without a quote has none.',
    'Likes are the total of all reactions in the microdata of version 2.3; older versions name people instead.',
    'Version 1 is read by what is known of its templates; no page of it was at hand. Its old posts give their time in words only.',
    'Lists of threads show no words of a post and give nothing; search results and latest activity give excerpts.',
    'Articles, profile posts and their comments, and the latest activity are read after the templates of version 2. What somebody reacted to is another’s words and is left out.',
    'How many posts are on other pages is known where JSON-LD counts replies (2.3), or where there is one page.',
  ],
}
