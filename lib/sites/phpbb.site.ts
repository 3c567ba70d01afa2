import type { PageKind, Post } from '../model/thread.ts'
import { all, matches, nearest, one, rawText } from './dom.ts'
import { field } from './fields.ts'
import { boardPath, canonical, holdsPosts, isOwnTitle } from './forum.ts'
import { pageField, siteFromRecipe } from './from-recipe.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

const recipe: Recipe = {
  version: 2,
  selectors: {
    // subsilver2 hangs all that a search found into one table: that is left to the general reader.
    post: '.post[id^="p"], .search.post, table.tablebg:has(a[name^="p"]):has(.postbody):not(:has(p.topictitle)), li.row:has(a.topictitle), tr:has(a.topictitle)',
    searched: '.search.post',
    topicRow: 'li.row, tr',
    threadPost: '.post[id^="p"] .content, .tablebg .postbody',
    key: '@id | a[name^="p"]@name',
    author:
      '.topic-poster .username, .topic-poster .username-coloured | .postprofile .username, .postprofile .username-coloured | .postprofile dt > strong | .author .username, .author .username-coloured | .author strong | .postauthor | .topicauthor | .row .responsive-hide .username, .row .responsive-hide .username-coloured | .row dt > a[href*="viewprofile"] | .row dt .username, .row dt .username-coloured | [data-poster-name]@data-poster-name',
    profile:
      '.topic-poster a[href*="viewprofile"]@href | .postprofile a.username@href | .postprofile a.username-coloured@href | .postprofile dt > a[href*="viewprofile"]@href | .author a.username@href | .author a.username-coloured@href | .author a[href*="viewprofile"]@href | .postauthor a@href | .topicauthor a@href | .row .responsive-hide a[href*="viewprofile"]@href | .row dt > a[href*="viewprofile"]@href | .row dt .list-inner > a[href*="viewprofile"]@href | .gensmall a[href*="viewprofile"]@href',
    authorId: '[data-poster-id]@data-poster-id',
    text: '.postbody .content | .content | td .postbody',
    subject: '.postbody h3 a | .postbody h3 | h3 a | a.topictitle | .gensmall a[href^="#p"]',
    quote: 'blockquote, .quotecontent',
    skip: 'cite, .quotetitle, .codebox > p, .codebox > dt, .codehead, .codetitle, .inline-attachment, .attachbox, dl.file, .attachtitle, .attachcontent, .notice, .signature, .sr-only',
    time: '.topic-poster time@datetime | .author time@datetime | .search-result-date time@datetime | [data-posttime]@data-posttime | .postbody time@datetime',
    timeText:
      '.author time | .search-result-date | .author | .row .topic-poster | .row .responsive-hide | .row dt | a.topictitle@title',
    timeBeside: '.gensmall div:has(a[href*="p="], .imageset)',
    permalink:
      '.author a[href*="p="]@href | .postbody h3 a[href*="p="]@href | h3 a[href*="p="]@href | .searchresults a[href*="p="]@href | a.topictitle@href | .gensmall a[href*="p="]@href | .postbody h3 a[href]@href',
    parent:
      '.content blockquote cite a[data-post-id]@data-post-id | .content blockquote[cite*="p="]@cite | .content blockquote cite a[href*="p="]@href',
    likes: '.post-likes-count | .like_count',
    replies: 'dd.posts | .topicdetails',
    views: 'dd.views | td:has(> .topicdetails) + td > .topicdetails',
    deleted: '.post.deleted',
    limited: '.post-notice.unapproved',
    collapsed: '.post .ignore',
    title:
      '.topic-title a | .topic-title | .searchresults-title | #page-body > h2 a | #pageheader h2 a | h2 a.titles',
    community: '#site-description h1 | .site-description h1 | .site-title',
    pages: '.pagination',
    replyBox: 'textarea#message, textarea[name="message"]',
  },
  expects: [
    { selector: '.post[id^="p"], .tablebg .postbody', least: 1, on: ['thread'] },
    { selector: '.post .content, .post .ignore, .tablebg .postbody', least: 1, on: ['thread'] },
    {
      selector: '.username, .username-coloured, .postprofile strong, .author strong, .postauthor',
      least: 1,
      on: ['thread'],
    },
  ],
  watches: ['class', 'id', 'datetime', 'style'],
}

/** phpBB 3.0 to 3.3: prosilver and the styles made from it, subsilver2 as far as its templates tell. */
export const phpbb: Site = siteFromRecipe({
  id: 'phpbb',
  name: 'phpBB',
  hosts: [],
  origins: [],
  recipe,
  marks:
    'body#phpbb, link[href*="/styles/prosilver/"], link[href*="/styles/"][href*="?assets_version="], link[href*="/style.php?id="][href*="lang="], form[action*="/ucp.php?mode=login"], a.copyright[href*="phpbb.com"], .copyright a[href*="//www.phpbb.com"]',
  perHost: true,
  drops: ['sid'],
  authorBy: 'stableId',
  authorId: /[?&]u=(\d+)/,
  idIn: /(?:^p?|[?&#]p=?)(\d+)/,
  isSubject: (title, container, page) =>
    isOwnTitle(title, container, page) && !(/^re:/i.test(title) && isSearched(container, page)),
  pageKind: (url, document): PageKind | null => {
    const script = url.pathname.match(/\/(\w+)\.php$/)?.[1]
    if (script && /^(ucp|mcp|posting|faq|report|cron|memberlist|viewonline)$/.test(script)) return null
    if (script === 'viewtopic' || holdsPosts(document, '.section-viewtopic')) return 'thread'
    if (script === 'search') return url.searchParams.has('author_id') ? 'profile' : 'search'
    return one(document, recipe.selectors.threadPost ?? '') ? 'thread' : 'feed'
  },
  threadKey: (url, document) => {
    const own = /\/viewtopic\.php$/.test(url.pathname) && !url.searchParams.has('t')
    const named = (own && document && canonical(document, url)) || url
    const key = new URLSearchParams()
    for (const name of KEPT) {
      const value = named.searchParams.get(name)
      if (value !== null) key.set(name, value)
    }
    const topic = key.get('t')
    return boardPath(named, `${named.pathname}${topic ? `?t=${topic}` : key.size > 0 ? `?${key}` : ''}`)
  },
  countUnloaded: (page, posts) => {
    const total = totalOf(page)
    return total === null ? null : Math.max(0, total - posts.length)
  },
  adjust: (post, container, page) =>
    matches(container, select(page, 'topicRow'))
      ? topicOf(post, page)
      : {
          ...post,
          truncated: post.truncated || (isSearched(container, page) && /(?:\.\.\.|…)$/.test(post.text)),
          timeText: wordedTime(post, container, page),
          permalink: addressOf(post, page),
        },
})

/** A row of a list: "by Name » date » in Forum". Below a thread others are suggested, which are no part of it. */
function topicOf(post: Post, page: Page): Post | null {
  const topic = post.permalink?.match(/[?&]t=(\d+)/)?.[1]
  const words = post.timeText?.split('»') ?? []
  if (phpbb.pageKind(page.url, page.document) === 'thread') return null
  return {
    ...post,
    key: topic ? `t${topic}` : post.key,
    timeText: (words[1] ?? words[0]?.replace(/^.*?:\s+/, ''))?.trim() || null,
  }
}

/** What tells one page of a board from another; a topic's number alone is enough where it is given. */
const KEPT = ['t', 'p', 'f', 'keywords', 'author', 'author_id', 'search_id', 'sr']

/** Among search results the title is the thread's, and a long post ends in dots. */
function isSearched(container: Element, page: Page): boolean {
  return matches(container, select(page, 'searched'))
}

/** "by Name » date": what stands after the last arrow. In subsilver2 a label stands before. */
function wordedTime(post: Post, container: Element, page: Page): string | null {
  const line = post.timeText ?? field(container, page, 'timeBeside')?.replace(/^.*?:\s+/, '') ?? null
  return line?.split('»').pop()?.trim() || null
}

/** An address in the page (`#p9`) is one of this page of the thread today: the one with the post's number is for good. */
function addressOf(post: Post, page: Page): string | null {
  const folder = page.url.pathname.match(/^(.*\/)viewtopic\.php$/)?.[1]
  return folder && /^\d+$/.test(post.key)
    ? webUrl(`${folder}viewtopic.php?p=${post.key}#p${post.key}`, page.url)
    : post.permalink
}

/** "First unread post • 28 posts • Page 1 of 2": the part with one number in it. */
function totalOf(page: Page): number | null {
  if (pageField(page, 'pages') === null) return null
  for (const place of all(page.document, select(page, 'pages'))) {
    if (nearest(place, select(page, 'post'))) continue
    const parts = rawText(place).slice(0, 2_000).split('•')
    const counted = parts.find((part) => part.match(/\d(?:[\d.,\s]*\d)?/g)?.length === 1)
    const total = wholeNumber(counted?.replace(/^\D+/, ''))
    if (total !== null) return total
  }
  return null
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
    replyBox: 'source',
    unloaded: 'seen',
  },
  notes: [
    'The time is exact from version 3.3 on, and where a style keeps the element; before, it is text in the time zone of the board.',
    'The title over a post is part of its text only where it is not the thread\'s with "Re:" in front.',
    'A row of a list of topics is a post of its title; only there are answers and views counted.',
    'A session id in an address is dropped.',
    'The old style subsilver2 is read by its templates; no page of it was at hand.',
    'A post of a member whom the reader ignores is collapsed.',
  ],
}
