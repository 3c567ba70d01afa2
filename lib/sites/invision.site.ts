import type { Author, PageKind, Post } from '../model/thread.ts'
import { all, one, rawText } from './dom.ts'
import { fieldHref, machineTime } from './fields.ts'
import { boardPath, holdsPosts, repliesCounted } from './forum.ts'
import { siteFromRecipe } from './from-recipe.ts'
import { makeAuthor } from './make-post.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

const recipe: Recipe = {
  version: 3,
  selectors: {
    /** Menus have ids like those of posts. Version 4 has status updates, with answers that have no id. */
    post: ':is([id^="elComment_"], [id^="elReview_"]):not(a, ul), .post_block[id^="post_id_"], .ipsStreamItem:has(.ipsStreamItem_snippet, .ipsStreamItem__content-content), [data-role="statusComments"] > [data-commentid]',
    threadPost: ':is([id^="elComment_"], [id^="elReview_"]):not(a, ul), .post_block[id^="post_id_"]',
    key: '[data-commentid]@data-commentid | a[id^="status-"]@id | @id',
    author:
      '.cAuthorPane_author a | .ipsEntry__username a | .ipsComment_author h3 a | .ipsComment_author strong a | .ipsComment_header h3 a | .cAuthorPane_author | .ipsEntry__username | .ipsComment_author h3 | .author.vcard | .ipsStreamItem__username a | .ipsStreamItem_status a[href*="/profile/"] | .ipsStreamItem__summary a[href*="/profile/"] | .ipsStreamItem__header a[href*="/profile/"]:not(:empty) | .ipsStreamItem_header .ipsUserPhoto img@alt',
    profile:
      '.cAuthorPane_author a@href | .ipsEntry__username a@href | .ipsComment_author h3 a@href | .ipsComment_author strong a@href | .ipsComment_header h3 a@href | .author.vcard a@href | .ipsStreamItem__username a@href | .ipsStreamItem_header a[href*="/profile/"]@href | .ipsStreamItem__header a[href*="/profile/"]@href | .ipsStreamItem a[href*="/profile/"]@href',
    quoteData: '[data-quotedata]@data-quotedata',
    text: '[data-role="commentContent"] | .ipsRichText | .ipsType_richText | .post.entry-content | .ipsStreamItem__content-content | .ipsStreamItem_snippet',
    quote: 'blockquote, .ipsQuote, .ipsBlockquote, .citation + .blockquote',
    skip: '.ipsQuote_citation, .citation, .ipsEdited, [data-excludequote], .ipsSpoiler_header, .ipsInvisible, .edit, p.edit, .ipsStreamItem__content-footer, .ipsCommentRecommended, .ipsSignature, .signature',
    time: '.ipsComment_meta time@datetime | .ipsEntry__date time@datetime | .ipsEntry__header time@datetime | .ipsComment_header time@datetime | .cAuthorPane_content time@datetime | .posted_info abbr.published@title | abbr.published@title | .ipsStreamItem__stats time@datetime | time@datetime',
    timeText:
      '.ipsEntry__date .ipsTime__long | .ipsEntry__date time | .ipsComment_meta time | .ipsEntry__header .ipsTime__long | .ipsComment_header time | .cAuthorPane_content time | abbr.published | .ipsTime__long | time',
    permalink:
      'a[href*="do=findComment"]@href | a[href*="#findComment-"]@href | a[href*="#comment-"]:not([href^="#"])@href | a[rel="bookmark"]@href | .ipsStreamItem_meta a:has(time)@href | .cStatusTools a:has(time)@href | .ipsStreamItem_title a@href | .ipsStreamItem__title a@href',
    parent:
      'blockquote[data-ipsquote-contentcommentid]@data-ipsquote-contentcommentid | blockquote.ipsBlockquote[data-cid]@data-cid',
    reactions: '.ipsReact_reactCount',
    reactionTotal: '.ipsReact_reactCountOnly [data-role="reactCountText"]',
    deleted: '.ipsComment--deleted, .ipsEntry--deleted',
    collapsed:
      '&:is([id^="elComment_"].ipsHide, [id^="elComment_"][hidden], li.ipsHide, .post_block.post_ignore)',
    /** Status updates are shown in full. */
    more: '&.ipsStreamItem:not([data-statusid])',
    pages: '.ipsPagination:not(.ipsHide) .ipsPagination_next, .ipsPagination__next, .pagination.with_pages',
    replyBox:
      '[data-role="replyArea"] .cke_wysiwyg_div[contenteditable="true"], .ipsComposeArea .ProseMirror[contenteditable="true"], .ipsComposeArea [contenteditable="true"], .cke_wysiwyg_div[contenteditable="true"], i-rte [contenteditable="true"], .tiptap.ProseMirror[contenteditable="true"], .ipsComposeArea textarea, textarea[name="topic_comment"]',
  },
  expects: [
    { selector: '[id^="elComment_"], .post_block', least: 1, on: ['thread'] },
    { selector: '[data-role="commentContent"], .post.entry-content', least: 1, on: ['thread'] },
    {
      selector:
        '.cAuthorPane_author, .ipsEntry__username, .ipsComment_author, .ipsComment_header, .author.vcard',
      least: 1,
      on: ['thread'],
    },
  ],
  watches: ['class', 'id', 'datetime', 'hidden'],
}

/** `/topic/9-title/page/2/`, also below `index.php?`, and the other things that people comment on. */
const PLACE =
  /^(.*?)(\/(?:topic|blogs\/entry|blog\/entry|files\/file|gallery\/image|gallery\/album|calendar\/event|events\/event|articles|page)\/)(?:[^/]*-)?(\d+)(?=-|\/|$)/

/** How the pages of letters name themselves, whatever their address. */
const MESSENGER = 'body[data-pagemodule="messaging"], body[data-pagecontroller="messenger"]'

/** Invision Community 4 and 5; IP.Board 3 as far as its pages are known. */
export const invision: Site = siteFromRecipe({
  id: 'invision',
  name: 'Invision Community',
  hosts: [],
  origins: [],
  recipe,
  marks:
    'html[data-ips-path], html[data-ips-theme], body.ipsApp, body[data-pageapp][data-pagecontroller], #ipsLayout_body, body#ipboard_body',
  perHost: true,
  authorBy: 'stableId',
  authorId: /\/(?:profile|user)\/(\d+)/,
  idIn: /(?:^|^elComment_|^elReview_|^post_id_|[?&]comment=|#findComment-|#comment-|#entry)((?:status-)?\d+)$/,
  nests: true,
  pageKind: (url, document): PageKind | null => {
    const path = pathOf(url)
    // Letters between members.
    if (/[?&](?:app=core&)?module=messaging\b/.test(url.search) || holdsPosts(document, MESSENGER))
      return null
    if (/\/(login|register|lostpassword|settings|messenger|notifications|modcp|admin)(\/|$)/.test(path))
      return null
    if (/\/topic\/\d/.test(path)) return 'thread'
    if (/\/(profile|user)\/\d/.test(path)) return 'profile'
    if (/\/search(\/|$)/.test(path)) return 'search'
    return holdsPosts(document, recipe.selectors.threadPost ?? '') ? 'thread' : 'feed'
  },
  threadKey: (url) => {
    const path = pathOf(url)
    const [, folder, kind, id] = path.match(PLACE) ?? []
    if (kind && id) return boardPath(url, `${folder}${kind}${id}`)
    const query = url.searchParams.get('q')
    const plain = path.replace(/(\/page\/\d+)?\/*$/, '')
    return boardPath(url, query === null ? plain : `${plain}?q=${encodeURIComponent(query)}`)
  },
  containers: (page) => {
    const inThread = one(page.document, select(page, 'threadPost')) !== null
    return all(page.document, select(page, inThread ? 'threadPost' : 'post'))
  },
  countUnloaded: (page, posts) => {
    if (!one(page.document, select(page, 'threadPost'))) return null
    const replies = repliesCounted(page.document)
    if (replies !== null) return Math.max(0, replies + 1 - posts.length)
    return one(page.document, select(page, 'pages')) ? null : 0
  },
  adjust: (post, container, page) => {
    const likes = likesOf(container, page)
    const said = saidForQuoting(container, page)
    return {
      ...post,
      author: post.author ?? said.author ?? ownerOf(page),
      time: post.time ?? said.time,
      permalink: addressOf(post, page) ?? post.permalink,
      counts: likes === null ? post.counts : { likes, replies: null, shares: null, views: null },
    }
  },
})

/** The path, also where it stands in the query (`index.php?/topic/9-title/`). */
function pathOf(url: URL): string {
  return /^\?\//.test(url.search)
    ? url.pathname.replace(/\/index\.php$/, '') + (url.search.slice(1).split('&')[0] ?? '')
    : url.pathname
}

/** The address of a comment that finds it on whatever page it stands by then. */
function addressOf(post: Post, page: Page): string | null {
  if (!/^\d+$/.test(post.key) || /[?&]do=findComment/.test(post.permalink ?? '')) return post.permalink
  if (!PLACE.test(pathOf(page.url)) || page.url.search.startsWith('?/')) return post.permalink
  const path = page.url.pathname.replace(/(\/page\/\d+)?\/*$/, '')
  return webUrl(`${path}/?do=findComment&comment=${post.key}`, page.url)
}

/** Reactions are counted by kind, or in one total. One count that is rounded makes the sum unknown. */
function likesOf(container: Element, page: Page): number | null {
  const total = one(container, select(page, 'reactionTotal'))
  if (total) return wholeNumber(rawText(total))
  let sum: number | null = null
  for (const reaction of all(container, select(page, 'reactions'))) {
    const count = wholeNumber(rawText(reaction))
    if (count === null) return null
    sum = (sum ?? 0) + count
  }
  return sum
}

/** The list of what one person wrote does not say with each whose it is: the address does. */
function ownerOf({ url }: Page): Author | null {
  const [path = '', id, handle] = pathOf(url).match(/^.*\/(?:profile|user)\/(\d+)(?:-([^/]+))?/) ?? []
  if (!id) return null
  return makeAuthor({
    key: `${url.host}/${id}`,
    handle: handle ?? id,
    url: url.search.startsWith('?/') ? null : webUrl(`${path}/`, url),
    stableId: `${url.host}:${id}`,
  })
}

/** What the page keeps for its own button to quote a post, where a theme shows the rest elsewhere. */
function saidForQuoting(container: Element, page: Page): Pick<Post, 'author' | 'time'> {
  const none = { author: null, time: null }
  const source = fieldHref(container, page, 'quoteData')
  if (!source || source.length > 5_000) return none
  let said: unknown
  try {
    said = JSON.parse(source)
  } catch {
    return none
  }
  if (typeof said !== 'object' || said === null) return none
  const { userid, username, timestamp } = said as Record<string, unknown>
  const name = typeof username === 'string' ? username : null
  const id = typeof userid === 'number' && userid > 0 ? String(userid) : null
  return {
    time: machineTime(typeof timestamp === 'number' ? String(timestamp) : null),
    author: makeAuthor({
      key: (id ?? name) && `${page.url.host}/${id ?? name}`,
      handle: name,
      name,
      stableId: id && `${page.url.host}:${id}`,
    }),
  }
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
    counts: 'source',
    language: 'none',
    replyBox: 'claimed',
    unloaded: 'seen',
  },
  notes: [
    'Likes are the sum of all reactions, where every kind of them is counted whole.',
    'Search results and streams of activity give excerpts, by the names of the templates.',
    'IP.Board 3 is read by what is known of its templates; no page of it was at hand.',
    'Status updates of version 4 and the answers to them are posts of somebody’s profile. A list of what one person wrote shows no author: it is whose list it is.',
    'A post of a member whom the reader ignores is collapsed, with its text, which the page holds.',
  ],
}
