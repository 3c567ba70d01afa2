import type { PageKind, Post } from '../model/thread.ts'
import { all, attribute, matches, one, rawText } from './dom.ts'
import { payloadPost, payloadTotal } from './flarum-payload.ts'
import { boardPath, holdsPosts } from './forum.ts'
import { siteFromRecipe } from './from-recipe.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

const recipe: Recipe = {
  version: 2,
  selectors: {
    post: '.PostStream-item[data-id][data-type="comment"], .PostsUserPage-list > li, .PostList-discussions > li[data-id], .DiscussionListItem, #flarum-content article',
    streamPost: '.PostStream-item[data-id][data-type="comment"]',
    appPost:
      '.PostStream-item[data-id][data-type="comment"], .PostsUserPage-list > li, .PostList-discussions > li[data-id], .DiscussionListItem',
    /** A discussion in a list, by its title. */
    row: '.DiscussionListItem',
    plainPost: '#flarum-content article',
    key: '@data-id | .Post[data-id]@data-id',
    author: '.PostUser-name .username | .PostUser .username | .PostUser-name',
    profile:
      '.PostUser-name a[href]@href | .PostUser h3 a[href]@href | .PostUser a[href*="/u/"]@href | a.DiscussionListItem-author[href*="/u/"]@href | .DiscussionListItem-author a[href*="/u/"]@href',
    subject: '.DiscussionListItem-title',
    text: '.Post-body',
    quote: 'blockquote',
    skip: 'blockquote .PostMention, .PostMention-preview, .Post-quoteButton',
    // A list shows who answered last, with an arrow, and only without an answer who began.
    time: '@data-time | .PostMeta time@datetime | .Post time[datetime]@datetime | .item-terminalPost > span:not(:has(.fa-reply)) time@datetime',
    timeText: '.PostMeta .Dropdown-toggle time | .PostMeta time | .PostMeta .Dropdown-toggle',
    permalink:
      'a.PostMeta-permalink@href | .PostMeta-permalink@value | .PostsUserPage-discussion a[href*="/d/"]@href | .PostListItem-discussion a[href*="/d/"]@href | a.DiscussionListItem-main@href | .DiscussionListItem-main a[href*="/d/"]@href',
    // The same place counts what is unread, as a button.
    replies: 'span.DiscussionListItem-count > [aria-hidden]',
    parent: '.Post-body .PostMention[data-id]@data-id',
    deleted: '.Post--hidden',
    collapsed: '.Post--ignored, .Post--byIgnoredUser',
    title: '.DiscussionHero-title | #flarum-content h1',
    community: '#home-link img@alt | #home-link',
    total: '.Scrubber-count',
    item: '.PostStream-item[data-id]',
    payload: 'script#flarum-json-payload',
    replyBox:
      '.Composer .TextEditor-editor .ProseMirror[contenteditable="true"], .Composer .ProseMirror[contenteditable="true"], .Composer textarea.TextEditor-editor, .Composer .TextEditor-editor textarea, .Composer textarea',
  },
  expects: [
    { selector: '.Post-body', least: 1, on: ['thread'] },
    { selector: '.PostUser', least: 1, on: ['thread'] },
  ],
  watches: ['class', 'data-id', 'data-time', 'data-number'],
}

/** Whom a discussion is open to, at its head (byobu). */
const INVITED =
  '.DiscussionHero .RecipientsLabel, .DiscussionHero .RecipientLabel, .DiscussionHero .Badge--private'

/** `/d/2068-some-title/12`: a discussion, and the number of a post in it. */
const DISCUSSION = /^(.*)\/d\/(\d+)(?:-[^/]*)?/

/** Flarum, as its app shows it and as it is served to those without scripts. */
export const flarum: Site = siteFromRecipe({
  id: 'flarum',
  name: 'Flarum',
  hosts: [],
  origins: [],
  recipe,
  marks: '#flarum-content, script#flarum-json-payload, #app.App .App-content, #flarum-loading',
  perHost: true,
  authorBy: 'handle',
  authorId: /\/u\/([^/?#]+)/,
  idIn: /^(\d+)$/,
  pageKind: (url, document): PageKind | null => {
    // Discussions among the invited (byobu), and letters (since 2).
    if (/\/(?:private|messages)(?:\/|$)/.test(url.pathname.replace(DISCUSSION, ''))) return null
    if (/(?:^|\s)is:private\b/.test(url.searchParams.get('q') ?? '')) return null
    if (holdsPosts(document, INVITED)) return null
    if (DISCUSSION.test(url.pathname)) return 'thread'
    if (/\/u\/[^/]+(\/(mentions|likes|posts|discussions))?\/?$/.test(url.pathname)) return 'profile'
    if (/\/(settings|notifications|reset|confirm|admin|flags)(\/|$)/.test(url.pathname)) return null
    return url.searchParams.has('q') ? 'search' : 'feed'
  },
  threadKey: (url) => {
    const [, folder, id] = url.pathname.match(DISCUSSION) ?? []
    if (id) return boardPath(url, `${folder}/d/${id}`)
    const query = url.searchParams.get('q')
    const path = url.pathname.replace(/\/+$/, '')
    return boardPath(url, query === null ? path : `${path}?q=${encodeURIComponent(query)}`)
  },
  containers: (page) => {
    // Beside a discussion others are listed, which are no part of it.
    const inThread = DISCUSSION.test(page.url.pathname)
    const app = all(page.document, select(page, inThread ? 'streamPost' : 'appPost'))
    return app.length > 0 ? app : all(page.document, select(page, 'plainPost'))
  },
  countUnloaded: (page, posts) => {
    if (one(page.document, select(page, 'plainPost'))) {
      const total = payloadTotal(page)
      return total === null ? null : Math.max(0, total - posts.length)
    }
    const total = one(page.document, select(page, 'total'))
    const counted = total && wholeNumber(rawText(total))
    // The count includes what is no post: that somebody renamed or locked the discussion.
    const shown = all(page.document, select(page, 'item')).length
    return counted === null ? null : Math.max(0, counted - shown)
  },
  adjust: (post, container, page) => {
    if (matches(container, select(page, 'row'))) return opened(post, page)
    const known = payloadPost(container, post, page) ?? post
    return { ...known, permalink: known.permalink ?? addressOf(container, page) }
  },
})

/** A row of a list leads to where the reader left off: its own address is the discussion's. */
function opened(post: Post, page: Page): Post | null {
  const [path, , id] = (post.permalink && URL.parse(post.permalink)?.pathname.match(DISCUSSION)) || []
  return path ? { ...post, key: `d${id}`, permalink: webUrl(path, page.url) } : null
}

/** Within the discussion at hand, the address of a post is its number there. */
function addressOf(container: Element, page: Page): string | null {
  const [whole] = page.url.pathname.match(DISCUSSION) ?? []
  const number = attribute(container, 'data-number')
  return whole && number && /^\d+$/.test(number) ? webUrl(`${whole}/${number}`, page.url) : null
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
    quote: 'seen',
    counts: 'seen',
    language: 'none',
    replyBox: 'source',
    unloaded: 'source',
  },
  notes: [
    'Without scripts the page shows names and texts; number, time, likes and profile come from the data that it carries for its app, where they fit what is shown.',
    'The app keeps only the posts near the screen; what was read stays read.',
    'A parent is the first post mentioned in an answer.',
    'A person is known by the name in their address; their number is kept beside it where the data that came with the page has it.',
    'A row of a list of discussions is a post of its title. What a search shows below it may be somebody else’s words, and is left out.',
  ],
}
