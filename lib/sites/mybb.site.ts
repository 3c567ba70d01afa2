import type { PageKind } from '../model/thread.ts'
import { one, rawText } from './dom.ts'
import { noneUnlessPaged } from './forum.ts'
import { siteFromRecipe } from './from-recipe.ts'
import { select } from './select.ts'
import type { Recipe, Site, SiteFacts } from './site.ts'
import { trimLabel } from './trim.ts'

const recipe: Recipe = {
  version: 3,
  selectors: {
    // Themes keep the numbers, which the board's scripts look for, and rename the rest.
    post: '.post[id^="post_"], [id^="post_"]:has(.post_body[id^="pid_"]), tr.inline_row:has([id^="tid_"], a[href*="#pid"])',
    key: '@id | [id^="tid_"]@id | .post_body[id^="pid_"]@id | .smalltext a[href*="#pid"]@href',
    author:
      '.author_information .largetext a | .author_information .largetext | .post_author .largetext a | .post_author .largetext | .post_author strong a | .author a | .author | [id^="post_"] > a[data-uid] | a[href*="action=profile"]:not(:has(img)) | a[href*="user-" i]:not(:has(img))',
    profile:
      '.author_information .largetext a@href | .post_author .largetext a@href | .post_author strong a@href | .author a@href | [id^="post_"] > a[data-uid]@href | a[href*="action=profile"]@href | a[href*="user-" i]@href',
    authorId: '[id^="post_"] > a[data-uid]@data-uid',
    // A search for posts shows how each begins.
    text: '.post_body | .inline_row .smalltext > em',
    more: '.inline_row .smalltext > em',
    subject: '[id^="tid_"] a | a[id^="tid_"] | .inline_row .smalltext a[href*="#pid"]',
    quote: 'blockquote',
    skip: 'blockquote > cite, .codeblock > .title, .post_edit, .edited_post, .signature, .quote_header',
    timeText: '.post_date | .tcat .smalltext | .thread_start_datetime | td:has(em) ~ td > .smalltext',
    edited: '.post_edit, .edited_post, [id^="edited_by_"]',
    permalink:
      '.post_head a[href*="pid"]@href | a[id^="post_url_"]@href | [id^="tid_"] a@href | a[id^="tid_"]@href | a[href*="#pid"]@href',
    parent: 'blockquote > cite a[href*="pid"]@href',
    // In a search the link's address is a script, so that only the order of the cells tells.
    replies:
      'td > a[onclick*="whoPosted"] | td > a[href*="whoposted" i] | td:has(em) ~ td + td + td > a | td:has(> a[id^="tid_"]) + td + td > a',
    views:
      'td:has(> a:is([onclick*="whoPosted"], [href*="whoposted" i])) + td | td:has(em) ~ td + td + td + td | td:has(> a[id^="tid_"]) + td + td + td',
    deleted: '.deleted_post, .deleted_post_hidden',
    limited: '.unapproved_post:not(.deleted_post)',
    collapsed: '.post[id^="post_"][style*="display: none"], .post[id^="post_"][style*="display:none"]',
    title: '.navigation .active',
    paging: '.pagination',
    replyBox: '#quick_reply_form textarea[name="message"], textarea#message, .sceditor-container textarea',
  },
  expects: [
    { selector: '.post_body', least: 1, on: ['thread'] },
    {
      selector: '.post_author .largetext, .post_author strong, .author_information',
      least: 1,
      on: ['thread'],
    },
    { selector: '[id^="tid_"] a', least: 1, on: ['feed'] },
  ],
  watches: ['class', 'style'],
}

const THREAD = /(?:\/showthread\.php$|\/(?:[\w-]*-)?thread-|\/announcements\.php$)/i

/** MyBB 1.6 and 1.8, in vertical and horizontal layout. */
export const mybb: Site = siteFromRecipe({
  id: 'mybb',
  name: 'MyBB',
  hosts: [],
  origins: [],
  recipe,
  // `pid_` on the words themselves is MyBB's alone; `tid_` on a title needs its script beside it.
  marks:
    '[id^="post_"] .post_body[id^="pid_"], :root:has(script[src*="jscripts/general.js"]) tr.inline_row :is([id^="tid_"] a, a[id^="tid_"], a[href*="#pid"])',
  idIn: /(?:^|post_|pid_|pid=?)(\d+$|^tid_\d+$)/,
  authorBy: 'stableId',
  authorId: /(?:[?&]uid=|\/user-(?=\d+\.html))(\d+)/i,
  perHost: true,
  pageKind,
  countUnloaded: (page) => noneUnlessPaged(page, pageKind(page.url, page.document)),
  threadKey: (url) => {
    const folder = url.pathname.replace(/[^/]*$/, '')
    const id =
      (/showthread\.php$/i.test(url.pathname) ? url.searchParams.get('tid') : null) ??
      url.pathname.match(/\/thread-(\d+)(?:-[\w-]+)?\.html$/i)?.[1]
    if (id) return `${url.origin}${folder}showthread.php?tid=${id}`
    const named = new URLSearchParams()
    for (const name of ['pid', 'fid', 'aid', 'sid', 'uid', 'action', 'keywords']) {
      const value = url.searchParams.get(name)
      if (value !== null && !(name === 'pid' && !/\.php$/.test(url.pathname))) named.set(name, value)
    }
    const path = url.pathname.replace(/-page-\d+(?=\.html$|$)/i, '')
    return `${url.origin}${path}${named.size > 0 ? `?${named}` : ''}`
  },
  adjust: (post, container, page) => {
    const edited = one(container, select(page, 'edited'))
    const words = edited && trimLabel(rawText(edited))
    // The note on the last change stands inside the date.
    const timeText = (words && post.timeText?.split(words)[0]?.trim()) || post.timeText
    return { ...post, timeText, ...(post.state === 'deleted' && { text: '', quoted: null }) }
  },
})

function pageKind({ pathname }: URL, document: Document): PageKind | null {
  // Letters between members.
  if (/\/private\.php$/i.test(pathname)) return null
  if (THREAD.test(pathname)) return 'thread'
  if (/\/search\.php$/.test(pathname)) return 'search'
  if (/\/member\.php$|\/user-/i.test(pathname)) return 'profile'
  if (/\/forumdisplay\.php$|\/(?:[\w-]*-)?forum-/i.test(pathname)) return 'feed'
  return one(document, '.post_body[id^="pid_"]') ? 'thread' : 'feed'
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'search'],
  checked: '2026-11',
  reads: {
    author: 'source',
    stableId: 'source',
    text: 'source',
    time: 'none',
    permalink: 'source',
    parent: 'source',
    quote: 'source',
    counts: 'claimed',
    language: 'none',
    replyBox: 'source',
    unloaded: 'none',
  },
  notes: [
    'Written after the templates of MyBB 1.8 and what readers of boards with their own templates look for; no saved page was at hand.',
    'Dates are words in the zone of the reader’s account, so no exact time is given.',
    'A parent is known where a quote links to the post that it is from.',
    'Where the addresses of profiles hold a name and no number, people are known by name.',
  ],
}
