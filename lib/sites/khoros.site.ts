import type { PageKind } from '../model/thread.ts'
import { one } from './dom.ts'
import { holdsPosts } from './forum.ts'
import { siteFromRecipe } from './from-recipe.ts'
import { select } from './select.ts'
import type { Recipe, Site, SiteFacts } from './site.ts'

const recipe: Recipe = {
  version: 1,
  selectors: {
    // Classic layouts name a message on up to two wrappers; then what was found, Aurora, and lists of threads.
    post: '.lia-message-view-wrapper[data-lia-message-uid], .lia-panel-message[data-lia-message-uid]:not(:has(.lia-message-view-wrapper)), [data-lia-message-uid]:has(.lia-message-body-content, .lia-message-body):not(.lia-panel-message, .lia-panel-message *, .lia-message-view-wrapper, .lia-message-view-wrapper *), [data-message-uid]:not(:has([data-message-uid])), .lia-list-row:has(a[href*="/td-p/"]):not(:has([data-lia-message-uid]))',
    key: '@data-lia-message-uid | @data-message-uid | @data-message-id | [id^="messageview"] [data-message-id]@data-message-id | a[href*="/td-p/"]@href | a[href*="/m-p/"]@href',
    author:
      '.lia-user-name-link | .UserName a | .lia-component-message-view-widget-author-username a | [class*="UserLink"] | a[href*="/user-id/"]:not(:has(img)) | a[href*="/users/"]:not(:has(img)) | .UserName',
    profile:
      '.lia-user-name-link@href | .UserName a@href | a[href*="/user-id/"]@href | a[href*="/users/"]@href',
    text: '.lia-message-body-content | .lia-message-body | [class*="MessageBody"] | [itemprop="text"] | .message-body',
    subject:
      '.message-subject a[href*="/td-p/"] | .page-link[href*="/td-p/"] | h2 a[href*="/td-p/"] | h3 a[href*="/td-p/"]',
    quote: 'blockquote',
    skip: '.lia-message-signature, .UserSignature, .lia-message-edit-reason, .lia-message-tags, .lia-attachments, .lia-message-read-more, .lia-quilt-row-footer, .lia-component-solution-list, .lia-inline-image-caption',
    time: 'time[datetime]@datetime | meta[itemprop="datePublished"]@content | [itemprop="dateCreated"][datetime]@datetime',
    timeText:
      '.local-friendly-date@title | .DateTime.lia-message-posted-on | .lia-message-posted-on .DateTime | .DateTime | .local-date | [class*="MessageTime"] | time',
    permalink:
      'a.lia-message-position-in-thread@href | .lia-message-position-in-thread a@href | .message-subject a@href | a[href*="/m-p/"]@href | a[href*="/td-p/"]@href | a[href*="#M"]@href',
    likes:
      '.MessageKudosCount | .lia-component-kudos-widget-message-kudos-count [class*="ount"] | .kudos-count | [class*="KudosCount"]',
    replies:
      '.lia-message-stats-count.replies | .repliesCount | .lia-component-messages-column-message-replies-count',
    limited: '.lia-message-moderated, .lia-message-unapproved',
    deleted: '.lia-message-deleted, .lia-deleted-message',
    title: '.lia-thread-subject | h1.PageTitle | .PageTitle | h1',
    community: '.lia-breadcrumb-community | .lia-breadcrumb-node.crumb.lia-breadcrumb-community',
    total: '.lia-thread-reply-count, .lia-replies-count',
    paging: '.lia-paging-full-pages, .lia-paging-pager, .lia-component-pagesnumbered, [class*="LoadMore"]',
    replyBox:
      '.lia-inline-message-reply-form textarea, .lia-component-messages-widget-inline-reply textarea, .mce-content-body[contenteditable="true"], [class*="MessageEditor"] [contenteditable="true"], textarea.lia-form-body-input',
  },
  expects: [
    {
      selector: '[data-lia-message-uid], [data-message-uid], .lia-message-body-content',
      least: 1,
      on: ['thread'],
    },
    {
      selector:
        '.lia-user-name-link, .UserName, [class*="UserLink"], a[href*="/user-id/"], a[href*="/users/"]',
      least: 1,
      on: ['thread', 'feed'],
    },
  ],
  watches: ['data-lia-message-uid', 'data-message-uid', 'class'],
}

/** Board, message or article, idea, video, event …: the letter before `-p` is the kind, the number the thread or message. */
const MESSAGE = /\/(?:td|m|ta|ba|idi|idc|tac|bc|qaq|qaa|ec|ev|gpm|cns)-p\/(\d+)/

const base = siteFromRecipe({
  id: 'khoros',
  name: 'Khoros',
  hosts: [],
  origins: [],
  recipe,
  marks:
    '[data-lia-message-uid] .lia-message-body-content, [data-lia-message-uid].lia-message-view-display, .lia-message-view-display .lia-message-body-content, :root:has(script[src*="aurora"], link[href*="khoros"], script[src*="khoros"]) [data-message-uid], .lia-list-row a[href*="/td-p/"]',
  idIn: /(?:^|\/(?:td|m|ta|ba|idi)-p\/)(\d+)(?:$|[/?#])/,
  authorBy: 'stableId',
  authorId: /\/(?:user-id|users\/[^/]+)\/(\d+)/,
  perHost: true,
  pageKind: ({ pathname }, document): PageKind | null => {
    // Letters between members.
    if (
      /\/(?:privatenotespage|composepage|notes|messages)(?:\/|$)/i.test(pathname) ||
      holdsPosts(document, 'body.PrivateNotesPage')
    )
      return null
    if (/\/searchpage\/|\/search(\/|$)/.test(pathname)) return 'search'
    if (/\/user\/viewprofilepage|\/users\/|\/recentpostspage\//.test(pathname)) return 'profile'
    if (
      MESSAGE.test(pathname) ||
      /^\/(?:discussions|blog|kb|idea|questions)\/[^/]+\/[^/]+\/\d+/.test(pathname)
    )
      return 'thread'
    return one(document, '.lia-message-view-display .lia-message-body-content') ? 'thread' : 'feed'
  },
  threadKey: (url) => {
    const path = url.pathname.replace(/\/(?:page|jump-to|highlight|comment-id)\/.*$/, '').replace(/\/+$/, '')
    const id = path.match(MESSAGE)?.[1]
    // A thread is named by its first message; addresses of a later one carry that one's number.
    if (id) return `${url.origin}${path.match(/^\/t5/)?.[0] ?? ''}${path.match(MESSAGE)?.[0] ?? ''}`
    const aurora = path.match(/^\/(discussions|blog|kb|idea|questions)\/[^/]+\/[^/]+\/(\d+)/)
    if (aurora) return `${url.origin}/${aurora[1]}/${aurora[2]}`
    const query = url.searchParams.get('q')
    return `${url.origin}${path || '/'}${query === null ? '' : `?q=${encodeURIComponent(query)}`}`
  },
  // A mark for the direction of writing stands around dates and names.
  adjust: (post) => ({ ...post, timeText: post.timeText?.replace(/[\u200e\u200f]/g, '').trim() || null }),
})

/** Khoros communities: Lithium's classic layout, and Aurora as far as its attributes go. */
export const khoros: Site = {
  ...base,
  countUnloaded: (page, posts) => {
    if (base.pageKind(page.url, page.document) !== 'thread') return null
    return one(page.document, select(page, 'paging')) ? base.countUnloaded?.(page, posts) || null : 0
  },
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
  checked: '2026-11',
  reads: {
    author: 'agreed',
    stableId: 'agreed',
    text: 'agreed',
    time: 'claimed',
    permalink: 'agreed',
    parent: 'none',
    quote: 'claimed',
    counts: 'claimed',
    language: 'none',
    replyBox: 'claimed',
    unloaded: 'claimed',
  },
  notes: [
    'Written after several independent readers of the classic layout; no saved page was at hand.',
    'The classic layout shows dates in words of the reader’s account and no exact time.',
    'Answers do not name what they answer, so no parent is given.',
    'Aurora, the newer layout, is read as far as its messages carry their numbers in attributes; else by the general reader.',
  ],
}
