import type { PageKind, Post } from '../model/thread.ts'
import { all, attribute, matches, one } from './dom.ts'
import { pageField, siteFromRecipe } from './from-recipe.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { wholeNumber } from './whole-number.ts'

const recipe: Recipe = {
  version: 2,
  selectors: {
    post: '[id^="Comment_"]:is(li, div, article), [id^="Discussion_"]:is(li, div, article, tr), .Item-Search',
    comment: '[id^="Comment_"]',
    key: '@id | .Item-Search > h3 a[href*="#Comment_"]@href',
    // A list shows who wrote last; who began is shown by some themes in words, by some as a picture, by some not at all.
    author:
      '.Author .Username | .Author a:not(:has(img)) | .DiscussionAuthor a | .FirstUser a.UserLink | .MItem-Author a | .IndexPhoto@title | .CommentCount:has([title^="0 "]) ~ .LastCommentBy a | .Meta .Username | :not(.LastCommentBy) > a[data-userid]:not(:has(img)) | :not(.LastCommentBy) > a[href*="/profile/"]:not(:has(img))',
    profile:
      '.Author .Username[href]@href | .Author a@href | .DiscussionAuthor a@href | .FirstUser a.UserLink@href | .MItem-Author a@href | .IndexPhoto@href | .CommentCount:has([title^="0 "]) ~ .LastCommentBy a@href | .Meta .Username[href]@href | :not(.LastCommentBy) > a[data-userid]@href | :not(.LastCommentBy) > a[href*="/profile/"]@href',
    authorId:
      '.Author [data-userid]@data-userid | .DiscussionAuthor [data-userid]@data-userid | .FirstUser [data-userid]@data-userid | .MItem-Author [data-userid]@data-userid | .IndexPhoto@data-userid | .CommentCount:has([title^="0 "]) ~ .LastCommentBy a@data-userid | :not(.LastCommentBy) > a[data-userid]@data-userid',
    subject:
      '.ItemContent .Title a | .ItemContent a.Title | .DiscussionName a.Title | .Item-Search > h3 a | .Title > a',
    text: '.Message | .userContent | [class*="userContent"] | .Summary | .Item-Search .Excerpt',
    quote: 'blockquote, .Quote, .UserQuote, .embedQuote, [data-embedjson*="recordType"]',
    embed: '[data-embedjson]',
    skip: '.QuoteAuthor, .QuoteLinkAuthor, .blockquote-title, .Signature, .Options, .Reactions, .DateUpdated, .embedQuote-header, .AttachFileContainer',
    time: '.DateCreated time@datetime | .CommentInfo time@datetime | .CommentMeta time@datetime | .Message ~ time@datetime | .Meta .DiscussionDate time@datetime | .ItemComment time[datetime]@datetime | .Item-Header time[datetime]@datetime | .Discussion-Header time@datetime | a.Permalink time@datetime | .FirstUser time@datetime | .Item-Search .Meta time@datetime | .ItemContent > .Message ~ .Meta time@datetime',
    timeText:
      '.DateCreated time | .CommentInfo time | .CommentMeta time | .DateCreated | .Item-Header time | .Discussion-Header time | a.Permalink time | .MItem-DateInserted',
    permalink:
      'a.Permalink@href | .DateCreated a@href | .ItemContent .Title a@href | .ItemContent a.Title@href | .DiscussionName a.Title@href | .Item-Search > h3 a@href | .ItemContent > .Message ~ .Meta b a@href | .Title > a@href',
    likes: '.ReactButton-Like .Count | .ReactButton-Awesome .Count | .Like .Count',
    // Shown in short ("1.3K"); whole in the title.
    replies: ':is(.CommentCount, .CountComments) .Number@title | .CommentCount .Number',
    views: ':is(.ViewCount, .CountViews) .Number@title | .ViewCount .Number',
    collapsed: '.Ignored, .IgnoredComment',
    total: '.CommentHeading .Count | .Discussion .CommentCount .Number',
    title: '.Discussion h1 | h1.PageTitle | .PageTitle h1 | #Item_0 h1 | h1',
    paging: '.Pager a.Next, .PageNavigation a.Next, .NumberedPager a.Next',
    replyBox:
      '.CommentForm .richEditor-text, .CommentForm [contenteditable="true"], .CommentForm textarea, #Form_Comment textarea, textarea#Form_Body',
  },
  expects: [
    { selector: '[id^="Discussion_"], [id^="Comment_"]', least: 1, on: ['thread'] },
    { selector: '.Author, a[href*="/profile/"]', least: 1, on: ['thread'] },
  ],
  watches: ['id', 'class', 'datetime'],
}

const DISCUSSION = /\/discussion\/(\d+)/

const base = siteFromRecipe({
  id: 'vanilla',
  name: 'Vanilla',
  hosts: [],
  origins: [],
  recipe,
  marks:
    '.ItemComment[id^="Comment_"], .ItemDiscussion[id^="Discussion_"], .MessageList > [id^="Comment_"], .DataList > [id^="Comment_"] > .ItemContent, .DataList-Search > .Item-Search, .DataList.Discussions [id^="Discussion_"], .DataTable.DiscussionsTable [id^="Discussion_"], :root:has(meta[name="generator"][content*="Vanilla" i], script[src*="/dist/v1/forum"], [data-embedjson]) [id^="Comment_"] .userContent',
  idIn: /(?:^|#)((?:Comment|Discussion)_\d+)$/,
  authorBy: 'handle',
  authorId: /\/profile\/(?:[^/?#]*\/)?([^/?#]+)$/,
  perHost: true,
  pageKind: ({ pathname }, document): PageKind | null => {
    // Letters between members.
    if (!DISCUSSION.test(pathname) && /\/(?:messages|conversations)(?:\/|$)/.test(pathname)) return null
    if (/\/discussion\//.test(pathname)) return 'thread'
    if (/\/search(\/|$)/.test(pathname)) return 'search'
    if (/\/profile(\/|$)/.test(pathname)) return 'profile'
    return one(document, '.ItemComment[id^="Comment_"]') ? 'thread' : 'feed'
  },
  threadKey: (url) => {
    const id = url.pathname.match(DISCUSSION)?.[1]
    if (id) return `${url.origin}${url.pathname.replace(/\/discussion\/.*$/, '')}/discussion/${id}`
    const query = url.searchParams.get('Search') ?? url.searchParams.get('query')
    const path = url.pathname.replace(/\/p\d+\/?$/, '').replace(/\/+$/, '')
    return `${url.origin}${path || '/'}${query === null ? '' : `?query=${encodeURIComponent(query)}`}`
  },
  adjust: (post, container, page) => ({
    ...post,
    // What a search found has no number but in its address.
    key: post.key.startsWith('http')
      ? post.key.replace(/^.*\/discussion\/(\d+).*$/, 'Discussion_$1')
      : post.key,
    permalink: post.permalink?.replace(/\?.*(?=#)|\?[^#]*$/, '') ?? null,
    parent: quotedPost(container, page) ?? post.parent,
    // In a list the words under the title are not the whole of them.
    truncated: post.truncated || (!matches(container, select(page, 'comment')) && isList(page)),
  }),
})

/** Vanilla Forums: the open-source one and the hosted one in its classic layout. */
export const vanilla: Site = {
  ...base,
  countUnloaded: (page, posts) => {
    if (isList(page)) return null
    if (!one(page.document, select(page, 'paging'))) return /\/p\d+\/?$/.test(page.url.pathname) ? null : 0
    const total = wholeNumber(pageField(page, 'total'))
    const comments = posts.filter(({ key }) => key.startsWith('Comment_')).length
    return total === null ? null : Math.max(0, total - comments)
  },
}

function isList(page: Page): boolean {
  return vanilla.pageKind(page.url, page.document) !== 'thread'
}

/** A quote of the rich editor carries the record that it is from, as JSON in an attribute. */
function quotedPost(container: Element, page: Page): Post['parent'] {
  for (const embed of all(container, select(page, 'embed'))) {
    const source = attribute(embed, 'data-embedjson') ?? ''
    const kind = source.match(/"recordType"\s*:\s*"(comment|discussion)"/i)?.[1]?.toLowerCase()
    const id = source.match(/"recordID"\s*:\s*"?(\d+)/)?.[1]
    if (kind && id) return { key: `${kind === 'comment' ? 'Comment' : 'Discussion'}_${id}`, inferred: false }
  }
  return null
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
  checked: '2026-11',
  reads: {
    author: 'source',
    stableId: 'claimed',
    text: 'source',
    time: 'source',
    permalink: 'source',
    parent: 'claimed',
    quote: 'source',
    counts: 'claimed',
    language: 'none',
    replyBox: 'source',
    unloaded: 'claimed',
  },
  notes: [
    'Written after the templates of Vanilla 2 and later; no saved page was at hand.',
    'A parent is known only where a quote of the newer editor carries the number of the post that it is from.',
    'The newest themes, drawn by script, are read where their comments keep the old ids; else by the general reader.',
  ],
}
