import type { PageKind, Post } from '../model/thread.ts'
import { all, attribute, one, rawText } from './dom.ts'
import { boardPath, canonical, isOwnTitle } from './forum.ts'
import { pageField, siteFromRecipe } from './from-recipe.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

/** Version 3 has tables, 4 list entries, 5 and 6 list entries of another make; skins of 3 keep at least the frame for editing. */
const POSTS = {
  v3: 'table[id^="post"]:has([id^="td_post_"], [id^="post_message_"], .bigusername)',
  v3Skins: 'div[id^="edit"]:has([id^="post_message_"]):not(:has(table[id^="post"]))',
  v4: 'li.postcontainer[id^="post_"], li.postbit[id^="post_"], li.postbitlegacy[id^="post_"], li.postbitdeleted[id^="post_"], li.postbitignored[id^="post_"]',
  v5: 'li.b-post:has(.js-post__content-text), li.b-post[data-node-id]',
}

const recipe: Recipe = {
  version: 1,
  selectors: {
    post: `${POSTS.v3}, ${POSTS.v3Skins}, ${POSTS.v4}, ${POSTS.v5}`,
    key: '@data-node-id | a.anchor[id^="post"]@id | [id^="post_message_"]@id | @id',
    author:
      '.author [itemprop="name"] | .author a | .b-userinfo .author | .username_container .username | .username_container strong | .bigusername | [id^="postmenu_"] | .username | a.author',
    profile:
      '.author a[href]@href | .username_container a.username@href | a.bigusername@href | [id^="postmenu_"] a[href]@href | a.username@href | a.author@href',
    text: '.js-post__content-text | [id^="post_message_"] .postcontent | [id^="post_message_"] | .postcontent',
    subject: 'h2.b-post__title | .posttitle | .postbody h2.title | [id^="td_post_"] > .smallfont strong',
    quote: '.bbcode_quote, .quote_container, td.alt2, .quotecontainer',
    skip: '.bbcode_postedby, .bbcode_description, .codeblock_title, td.alt2 > div:not([style]):has(> strong), div[style*="margin"] > .smallfont:first-child, .post-links, .after_content, .signaturecontainer, .b-post__edit, .postedit, .vb-hide-imp, .h-hide',
    time: 'time[itemprop="dateCreated"]@datetime | .b-post__timestamp time@datetime | meta[itemprop="publishDate"]@content | time[itemprop="datePublished"]@datetime | [itemprop="datePublished"]@content | time[datetime]@datetime',
    timeText:
      '.b-post__timestamp | time[itemprop="dateCreated"] | .postdate .date | .postdate | :is(div, td):has(> a[name^="post"])',
    permalink:
      'a.b-post__count@href | a.js-show-post-link@href | a.postcounter@href | a[href*="#post"]:not(.bbcode_postedby a, td.alt2 td.alt2 a)@href | a[id^="postcount"]@href | a.goto-post@href | [itemprop="url"][content*="post"]@content',
    parent:
      '.bbcode_quote a[href*="#post"]@href | .bbcode_postedby a[href*="p="]@href | .quote_container a[href*="#post"]@href | [id^="post_message_"] td.alt2 a[href*="#post"]@href',
    likes: '.votecount | .js-post-votes-count',
    deleted: '.postbitdeleted, .b-post--deleted, .b-post.deleted',
    collapsed: '.postbitignored, .b-post--ignored, .b-post.ignored, .b-post.js-post--ignored',
    title:
      '.threadtitle a | .threadtitle | h1.main-title | .js-main-title | #pagetitle h1 | td.navbar strong',
    community: '.navbar > a:first-child | #breadcrumb .navbithome + .navbit a',
    pages: '.pagenav, .pagination',
    range: '.postpagestats, .pagenav a[title]',
    v5Pages: '.js-toolbar-pagenav .pagetotal | .pagetotal',
    threadField: 'input[name="t"][value], input[name="threadid"][value]',
    threadLink: 'form[action*="postings.php?"], a[href*="printthread.php?"]',
    replyBox:
      '.cke_wysiwyg_div[contenteditable="true"], .b-editor [contenteditable="true"], .ck-editor__editable[contenteditable="true"], .js-comment-entry__textbox, textarea#vB_Editor_QR_textarea, textarea#vB_Editor_001_textarea, textarea[name="message"]',
  },
  expects: [
    { selector: 'table[id^="post"], div[id^="edit"], li[id^="post_"], li.b-post', least: 1, on: ['thread'] },
    {
      selector: '[id^="post_message_"], .postcontent, .js-post__content-text',
      least: 1,
      on: ['thread'],
    },
    {
      selector: '.bigusername, .username, .username_container, .author, [id^="postmenu_"]',
      least: 1,
      on: ['thread'],
    },
  ],
  watches: ['class', 'id', 'data-node-id', 'datetime'],
}

/** vBulletin 3 and 4, and 5 with 6, which are three programs of one name. */
export const vbulletin: Site = siteFromRecipe({
  id: 'vbulletin',
  name: 'vBulletin',
  hosts: [],
  origins: [],
  recipe,
  marks:
    'meta[name="generator"][content^="vBulletin" i], body#vb-page-body, body.vb-page, li.b-post.js-post, #posts [id^="post_message_"], #postlist li.postcontainer, table[id^="post"] [id^="post_message_"], div[id^="edit"] [id^="post_message_"]',
  perHost: true,
  drops: ['s', 'sid'],
  // Version 5 hangs comments below a post.
  nests: true,
  authorBy: 'stableId',
  authorId: /(?:[?&]u=|\/members?(?:\.php)?[/?-])(\d+)/,
  idIn: /(?:^(?:post_message_|td_post_|post_?|edit)?|#post|[?&](?:p|postid)=)(\d+)/,
  isSubject: isOwnTitle,
  pageKind: (url, document): PageKind | null => {
    // Letters between members, in version 5.
    if (
      /\/(?:messagecenter|pmchat|privatemessage)(?:\/|$)/i.test(
        url.pathname + (url.searchParams.get('routestring')?.replace(/^\/?/, '/') ?? ''),
      )
    )
      return null
    const script = url.pathname.match(/\/(\w+)\.php$/)?.[1]
    if (
      script &&
      /^(login|register|usercp|profile|private|newthread|calendar|faq|online|admincp)$/.test(script)
    )
      return null
    if (script === 'showthread' || script === 'showpost') return 'thread'
    if (script === 'search') return 'search'
    if (script === 'member' || /\/members?\/\d/.test(url.pathname)) return 'profile'
    if (/\/search(\/|$)/.test(url.pathname)) return 'search'
    return one(document, recipe.selectors.post ?? '') ? 'thread' : 'feed'
  },
  threadKey,
  countUnloaded: (page, posts) => {
    const total = totalOf(page, posts.length)
    return total === null ? null : Math.max(0, total - posts.length)
  },
  adjust: (post, _container, page) => ({ ...post, permalink: addressOf(post, page) }),
})

/** `showthread.php?t=9&page=2`, `showthread.php?9-Title/page2`, `/threads/9-title`, `/forum/board/9-title/page2`. */
function threadKey(url: URL, document?: Document): string {
  const id = threadIn(url) ?? (document && threadIn(canonical(document, url) ?? url))
  const folder = url.pathname.match(/^(.*\/)\w+\.php$/)?.[1]
  if (folder && /showthread|showpost/.test(url.pathname)) {
    const named = id ?? (document && shownThread(document))
    if (named) return boardPath(url, `${folder}showthread.php?t=${named}`)
    return boardPath(url, `${folder}showthread.php?p=${url.searchParams.get('p') ?? ''}`)
  }
  const path = url.pathname.replace(/\/(?:page|index)-?\d+(?:\.html)?\/?$|\/+$/, '')
  const thread = path.match(/^(.*\/)(\d+)-[^/]*$/)
  return boardPath(url, thread ? `${thread[1]}${thread[2]}` : path + searchIn(url))
}

function threadIn(url: URL): string | null {
  if (!/\/showthread\.php$/.test(url.pathname)) return null
  return url.searchParams.get('t') ?? url.search.match(/^\?(\d+)(?=[-/&]|$)/)?.[1] ?? null
}

/** An address that names only a post: the page's own links name the thread. */
function shownThread(document: Document): string | null {
  for (const field of all(document, recipe.selectors.threadField ?? '')) {
    const id = attribute(field, 'value')?.match(/^\d+$/)?.[0]
    if (id) return id
  }
  const form = one(document, recipe.selectors.threadLink ?? '')
  const address = form && (attribute(form, 'action') ?? attribute(form, 'href'))
  return address?.match(/[?&]t=(\d+)/)?.[1] ?? null
}

function searchIn(url: URL): string {
  const kept = ['f', 'u', 'searchid', 'q', 'r', 'searchJSON']
    .map((name) => [name, url.searchParams.get(name)] as const)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
  return kept.length > 0 ? `?${kept.join('&')}` : ''
}

/** A post that the page opens in a window of its own (`showpost.php`), or names by its place, answers in its thread too. */
function addressOf(post: Post, page: Page): string | null {
  const folder = page.url.pathname.match(/^(.*\/)showthread\.php$/)?.[1]
  return folder && /^\d+$/.test(post.key)
    ? webUrl(`${folder}showthread.php?p=${post.key}#post${post.key}`, page.url)
    : post.permalink
}

/** "Results 21 to 40 of 57", in the board's language: three numbers, the total the largest. One page: all is here. */
function totalOf(page: Page, shown: number): number | null {
  const pages = pageField(page, 'v5Pages')
  if (pages !== null) return pages === '1' ? shown : null
  if (!one(page.document, select(page, 'pages'))) return shown
  const numbers: number[] = []
  for (const place of all(page.document, select(page, 'range'))) {
    const text = attribute(place, 'title') ?? rawText(place)
    const found = (text.slice(0, 300).match(/\d+(?:[.,]\d{3})*/g) ?? []).map(wholeNumber)
    if (found.length === 3 && !found.includes(null)) numbers.push(Math.max(...found.map(Number)))
  }
  return numbers.length > 0 ? Math.max(...numbers) : null
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
    counts: 'claimed',
    language: 'none',
    replyBox: 'claimed',
    unloaded: 'claimed',
  },
  notes: [
    'Versions 3 and 4 give the time as text in the time zone of the board: never as an exact time. Version 5 and 6 give it exactly.',
    'The title over a post is part of its text only where it is not the thread\'s with "Re:" in front.',
    'A session id in an address is dropped.',
    'Version 4 is read by what public tools know of its pages; no page of it was at hand.',
    'A skin that keeps none of the ids is left to the general reader.',
  ],
}
