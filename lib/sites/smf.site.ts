import type { Author, PageKind, Post } from '../model/thread.ts'
import { one, titleOf } from './dom.ts'
import { noneUnlessPaged } from './forum.ts'
import { siteFromRecipe } from './from-recipe.ts'
import { makeAuthor } from './make-post.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { webUrl } from './trim.ts'

const recipe: Recipe = {
  version: 3,
  selectors: {
    // In turn: 2.0 and later; their theme “core” and what was made of it; 1.1; lists of recent posts, of a member's and of what was found; the same of 1.1; lists of topics.
    post: '.post_wrapper:has(.inner[id^="msg_"], .post), :has(> .poster ~ .postarea .inner[id^="msg_"]), td[class^="windowbg"]:has(> table .poster_info), td[class^="windowbg"]:has([id^="subject_"]), .windowbg:has(> .list_posts), .windowbg:has(> .topic_details), .core_posts:has(.topic_details), table.bordercolor:has(.catbg .middletext), #topic_container > div:has([id^="msg_"] a), tr:has(span[id^="msg_"]), tr:has(> td.subject [id^="msg_"] a)',
    key: '.inner[id^="msg_"]@id | .subject_title a[href*="msg"]@href | [id^="subject_"] a[href*="msg"]@href | .topic_details a[href*="msg"]@href | .block h5 a[href*="msg"]@href | .middletext b a[href*="msg"]@href | [id^="msg_"]@id',
    author:
      '.poster h4 a[href*="action=profile"] | .poster h4 a:not(:has(img, span.on, span.off)) | .poster h4 | h5[id^="subject_"] a[href*="action=profile"] | .poster_info > b a | .poster_info > b | td[rowspan] > b a | td[rowspan] > b | .topic_details a[href*="action=profile"] | .block a[href*="action=profile"] | .catbg > .middletext > a:last-of-type | .info_block p a | td.subject p a | td > a[href*="action=profile"]',
    profile:
      '.poster h4 a[href*="action=profile"]@href | .poster h4 a:not(:has(img, span.on, span.off))@href | h5[id^="subject_"] a[href*="action=profile"]@href | .poster_info > b a@href | td[rowspan] > b a@href | .topic_details a[href*="action=profile"]@href | .block a[href*="action=profile"]@href | .catbg > .middletext > a:last-of-type@href | .info_block p a[href*="profile"]@href | td.subject p a[href*="profile"]@href | td > a[href*="action=profile"]@href',
    text: '.inner | .list_posts | .td_headerandpost .post | .post',
    subject:
      '.message_index_title [id^="msg_"] a | td > span[id^="msg_"] > a | td.subject [id^="msg_"] a | .topic_details h5 a[href*="msg"] | .block h5 a[href*="msg"] | .middletext b a[href*="msg"]',
    quote: 'blockquote, div.quote',
    skip: '.quoteheader, .quotefooter, blockquote > cite, .codeheader, .code_top, .noticebox, .signature, .smalltext.modified, .meaction',
    parent: 'blockquote > cite a[href*="msg"]@href | .quoteheader a[href*="msg"]@href',
    timeText:
      '.postinfo a.smalltext | .postinfo > a | .keyinfo > .smalltext | h5[id^="subject_"] time | h5[id^="subject_"] > .smalltext | .td_headerandpost .smalltext | [id^="subject_"] ~ .smalltext | .topic_details .smalltext em | .topic_details .smalltext | .block .smalltext em | .middletext div[align]',
    permalink:
      '.subject_title a[href*="msg"]@href | [id^="subject_"] a[href*="msg"]@href | .postinfo a[href*="msg"]@href | .topic_details a[href*="msg"]@href | .block h5 a[href*="msg"]@href | .middletext b a[href*="msg"]@href | [id^="msg_"] a[href*="topic="]@href | [id^="msg_"] a@href',
    likes: '.like_count a | .like_count',
    limited: '.post > .noticebox, .approve_post',
    collapsed: '[id$="_ignored_prompt"]',
    // Version 2.0 counts readers in its heading: there the page's own title is better.
    title: '.display_title',
    paging:
      '.pagelinks a.navPages, .pagelinks a.nav_page, .pagelinks .page_number ~ a, .middletext a.navPages',
    replyBox:
      '#quickReplyOptions textarea, #quickreply textarea, #postmodify textarea, textarea[name="message"]',
  },
  expects: [
    {
      selector: '.post_wrapper .inner, .postarea .inner, .td_headerandpost .post, td [id^="subject_"]',
      least: 1,
      on: ['thread'],
    },
    { selector: '.poster, .poster_info, [id^="subject_"]', least: 1, on: ['thread'] },
  ],
  watches: ['id', 'class'],
}

/** Simple Machines Forum 1.1, 2.0 in both of its themes, and 2.1. */
export const smf: Site = siteFromRecipe({
  id: 'smf',
  name: 'Simple Machines Forum',
  hosts: [],
  origins: [],
  recipe,
  marks: [
    '.post_wrapper .inner[id^="msg_"]',
    '.poster ~ .postarea .inner[id^="msg_"]',
    '.poster_info ~ .td_headerandpost .post',
    'td [id^="subject_"] > a[href*="topic"][href*="msg"]',
    ':root:has(script[src*="smf"], link[href*="smf"], a[href*="simplemachines.org"]) :is(.list_posts, .topic_details, .bordercolor td > .post, td.subject [id^="msg_"] > a, td > [id^="msg_"] > a, #topic_container [id^="msg_"] > a)',
  ].join(', '),
  idIn: /(?:^|msg[_=]?)(\d+)(?:\.0)?$/,
  authorBy: 'stableId',
  authorId: /[?&;]u=(\d+)/,
  perHost: true,
  pageKind,
  countUnloaded: (page) => noneUnlessPaged(page, pageKind(page.url, page.document)),
  threadKey: (url) => {
    const asked = decodeURIComponent(url.search.replace(/%(?![0-9a-f]{2})/gi, '%25'))
    const topic = asked.match(/[?;&]topic=(\d+)/)?.[1] ?? url.pathname.match(/[/,]topic,(\d+)/)?.[1]
    const folder = url.pathname.replace(/index\.php.*$/, '')
    if (topic) return `${url.origin}${folder.replace(/\/?topic,.*$/, '/')}index.php?topic=${topic}`
    const parts = ['action', 'area', 'board', 'msg', 'u', 'search'].flatMap((name) => {
      const value = asked.match(new RegExp(`[?;&]${name}=([^;&#]*)`))?.[1]
      if (value === undefined) return []
      // A page of a board is told by the number after its own.
      return [`${name}=${name === 'board' ? value.replace(/\.\d+$/, '') : value}`]
    })
    // Addresses made pretty tell the page after the last point.
    const path = url.pathname.replace(/(?:\.\d+|\/msg\d+|\/new|\/\d+)?\/?$/, '') || '/'
    return `${url.origin}${parts.length > 0 ? `${folder}index.php?${parts.join(';')}` : path}`
  },
  adjust: (post, _container, page) => ({
    ...post,
    author: post.author ?? ownerOf(page),
    timeText: timeOf(post),
  }),
})

/** Over the words of a member's own page no name stands: it is in its title, "Messages - slowpour_ana". */
function ownerOf({ url, document }: Page): Author | null {
  const id = pageKind(url, document) === 'profile' ? url.search.match(/[?;&]u=(\d+)/)?.[1] : null
  const name = id && titleOf(document).match(/\s-\s(.+)$/)?.[1]
  if (!id || !name) return null
  return makeAuthor({
    key: `${url.host}/${id}`,
    handle: name,
    name,
    url: webUrl(`${url.pathname}?action=profile;u=${id}`, url),
    stableId: `${url.host}:${id}`,
  })
}

/** « Reply #1 on: March 05, 2026, 09:00:00 AM »; in a list, "Last post by slowpour_ana - Today at 09:00:00 AM". */
function timeOf({ timeText, author }: Post): string | null {
  const bare = timeText?.replace(/^«\s*|\s*»$/g, '').replace(/^(?:[^:]*#\d+)?[^:\d]*:\s+/, '')
  return (author?.name && bare?.split(`${author.name} - `)[1]) || bare || null
}

function pageKind(url: URL, document: Document): PageKind | null {
  const asked = url.search
  // Letters between members.
  if (/[?;&]action=pm\b/.test(asked) || /\/pm(?:\/|$)/.test(url.pathname)) return null
  if (/[?;&]action=search/.test(asked)) return 'search'
  if (/[?;&]action=profile/.test(asked)) return 'profile'
  if (/[?;&](?:topic|msg)=/.test(asked)) return 'thread'
  if (/[?;&](?:board=|action=(?:recent|unread))/.test(asked)) return 'feed'
  return one(document, '.post_wrapper .inner, .postarea .inner, .td_headerandpost') ? 'thread' : 'feed'
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
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
    'Written after the templates of SMF 1.1 to 3.0, and readers of one large forum of version 1.1. No saved thread was at hand.',
    'Themes that keep neither the wrapper of a post nor the boxes of author and words beside each other are left to the general reader.',
    'Dates are words in the zone and form of the reader’s account, so no exact time is given.',
    'A parent is known where a quote links to the post that it is from.',
    'Members are known by their number, guests by name.',
  ],
}
