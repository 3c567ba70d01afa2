import type { PageKind } from '../model/thread.ts'
import { matches, one } from './dom.ts'
import { holdsPosts } from './forum.ts'
import { pageField, siteFromRecipe } from './from-recipe.ts'
import { AURORA, auroraPost } from './khoros-aurora.ts'
import { select } from './select.ts'
import type { Recipe, Site, SiteFacts } from './site.ts'
import { wholeNumber } from './whole-number.ts'

const recipe: Recipe = {
  version: 2,
  selectors: {
    // Classic layouts name a message on up to two wrappers; then what was found, lists of threads, and Aurora.
    post: '.lia-message-view-wrapper[data-lia-message-uid], .lia-panel-message[data-lia-message-uid]:not(:has(.lia-message-view-wrapper)), [data-lia-message-uid]:has(.lia-message-body-content, .lia-message-body):not(.lia-panel-message, .lia-panel-message *, .lia-message-view-wrapper, .lia-message-view-wrapper *), .lia-list-row:has(a[href*="/td-p/"]):not(:has([data-lia-message-uid])), [data-testid="StandardMessageView"], [data-testid="InlineMessageView"]',
    key: '@data-lia-message-uid | @data-message-id | [id^="messageview"] [data-message-id]@data-message-id | section[id^="uid"]@id | a[data-testid="MessageLink"]@href | a[href*="/td-p/"]@href | a[href*="/m-p/"]@href',
    author:
      '.lia-user-name-link | .UserName a | .lia-component-message-view-widget-author-username a | a[data-testid="userLink"]:not(:has(img)) | a[href*="/user-id/"]:not(:has(img)) | a[href*="/users/"]:not(:has(img)) | .UserName',
    profile:
      '.lia-user-name-link@href | .UserName a@href | a[data-testid="userLink"]@href | a[href*="/user-id/"]@href | a[href*="/users/"]@href',
    text: '.lia-message-body-content | .lia-message-body | [class*="lia-g-message-body"] | [itemprop="text"] | .message-body',
    subject:
      '.message-subject a[href*="/td-p/"] | .page-link[href*="/td-p/"] | h2 a[href*="/td-p/"] | h3 a[href*="/td-p/"] | [data-testid="MessageSubject"]',
    quote: 'blockquote',
    skip: '.lia-message-signature, .UserSignature, .lia-message-edit-reason, .lia-message-tags, .lia-attachments, .lia-message-read-more, .lia-quilt-row-footer, .lia-component-solution-list, .lia-inline-image-caption',
    time: 'time[datetime]@datetime | meta[itemprop="datePublished"]@content | [itemprop="dateCreated"][datetime]@datetime',
    timeText:
      '.local-friendly-date@title | .DateTime.lia-message-posted-on | .lia-message-posted-on .DateTime | .DateTime | .local-date | a[data-testid="MessageLink"]:not([href*="autoScroll"]) [data-testid="messageTime"] [title]@title | [class*="lia-header-text"] > [data-testid="messageTime"] [title]@title | time',
    permalink:
      'a.lia-message-position-in-thread@href | .lia-message-position-in-thread a@href | .message-subject a@href | a[data-testid="MessageLink"]@href | a[href*="/m-p/"]@href | a[href*="/td-p/"]@href | a[href*="#M"]@href',
    likes:
      '.MessageKudosCount | .lia-component-kudos-widget-message-kudos-count [class*="ount"] | .kudos-count | [class*="lia-kudo-count"]',
    liked: '[data-testid="kudosCount"]',
    answered: '[data-testid="messageRepliesCount"]',
    viewed: '[data-testid="ViewCount"]',
    replies:
      '.lia-message-stats-count.replies | .repliesCount | .lia-component-messages-column-message-replies-count',
    limited: '.lia-message-moderated, .lia-message-unapproved',
    deleted: '.lia-message-deleted, .lia-deleted-message',
    title: 'h1[data-testid="MessageSubject"] | .lia-thread-subject | h1.PageTitle | .PageTitle | h1',
    community: '.lia-breadcrumb-community | .lia-breadcrumb-node.crumb.lia-breadcrumb-community',
    total: '.lia-thread-reply-count | .lia-replies-count | [class*="lia-replies-title"]',
    paging:
      '.lia-paging-full-pages, .lia-paging-pager, .lia-component-pagesnumbered, [data-testid^="PagerLoadMore"]',
    message: '[data-testid="StandardMessageView"]',
    row: '[data-testid="InlineMessageView"]',
    nest: 'ul.lia-replies',
    branch: 'li',
    data: 'script#__NEXT_DATA__',
    replyBox:
      '.lia-inline-message-reply-form textarea, .lia-component-messages-widget-inline-reply textarea, .mce-content-body[contenteditable="true"], textarea.lia-form-body-input',
  },
  expects: [
    {
      selector: '[data-lia-message-uid], .lia-message-body-content, [data-testid="StandardMessageView"]',
      least: 1,
      on: ['thread'],
    },
    {
      selector:
        '.lia-user-name-link, .UserName, a[data-testid="userLink"], a[href*="/user-id/"], a[href*="/users/"]',
      least: 1,
      on: ['thread', 'feed'],
    },
  ],
  watches: ['data-lia-message-uid', 'class'],
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
    '[data-lia-message-uid] .lia-message-body-content, [data-lia-message-uid].lia-message-view-display, .lia-message-view-display .lia-message-body-content, .lia-list-row a[href*="/td-p/"], :is([data-testid="StandardMessageView"], [data-testid="InlineMessageView"]) [class*="lia-g-message-body"]',
  idIn: /(?:^(?:uid)?|\/(?:td|m|ta|ba|idi)-p\/|^(?:https?:\/\/[^/]+)?\/(?!t5\/)[^?#]*\/)(\d+)(?:$|[/?#])/,
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
    if (MESSAGE.test(pathname) || AURORA.test(pathname)) return 'thread'
    return one(document, '.lia-message-view-display .lia-message-body-content') ? 'thread' : 'feed'
  },
  threadKey: (url) => {
    const path = url.pathname.replace(/\/(?:page|jump-to|highlight|comment-id)\/.*$/, '').replace(/\/+$/, '')
    const id = path.match(MESSAGE)?.[1]
    // A thread is named by its first message; addresses of a later one carry that one's number.
    if (id) return `${url.origin}${path.match(/^\/t5/)?.[0] ?? ''}${path.match(MESSAGE)?.[0] ?? ''}`
    const aurora = path.match(AURORA)
    if (aurora) return `${url.origin}/${aurora[1]}/${aurora[2]}`
    const query = url.searchParams.get('q')
    return `${url.origin}${path || '/'}${query === null ? '' : `?q=${encodeURIComponent(query)}`}`
  },
  adjust: (post, container, page) => {
    // A mark for the direction of writing stands around dates and names.
    const plain = { ...post, timeText: post.timeText?.replace(/[\u200e\u200f]/g, '').trim() || null }
    return matches(container, '[data-testid]') ? auroraPost(plain, container, page) : plain
  },
})

/** Khoros communities: Lithium's classic layout, and Aurora. */
export const khoros: Site = {
  ...base,
  countUnloaded: (page, posts) => {
    if (base.pageKind(page.url, page.document) !== 'thread') return null
    if (!one(page.document, select(page, 'paging'))) return 0
    const replies = wholeNumber(pageField(page, 'total'))
    // Answers are counted, and not what they answer, which is on the first page.
    return replies === null ? null : Math.max(0, replies + 1 - posts.length) || null
  },
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
  checked: '2026-11',
  reads: {
    author: 'agreed',
    stableId: 'agreed',
    text: 'agreed',
    time: 'agreed',
    permalink: 'agreed',
    parent: 'agreed',
    quote: 'claimed',
    counts: 'agreed',
    language: 'none',
    replyBox: 'claimed',
    unloaded: 'agreed',
  },
  notes: [
    'The classic layout is written after several independent readers of it; Aurora, the layout since 2024, after published copies of a thread and a board of one large community, and three readers of others.',
    'The classic layout shows dates in words of the reader’s account and no exact time, and its answers do not name what they answer.',
    'In Aurora answers stand below what they answer; one that stands below none is taken to answer the topic, as inferred.',
    'Aurora’s exact times are in the data that comes with the page: an answer that is loaded later has its words only.',
    'A board sorted by activity shows when somebody last answered and not when a topic was opened: that is no time of the topic’s.',
    'Blogs and articles of Aurora are read as far as their comments are built like a forum’s.',
  ],
}
