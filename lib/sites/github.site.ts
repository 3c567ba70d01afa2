import type { PageKind, Post } from '../model/thread.ts'
import { all, attribute, titleOf as documentTitle, matches, one, rawText } from './dom.ts'
import { field, fieldElement, fieldHref, timeAt } from './fields.ts'
import { pageField, siteFromRecipe } from './from-recipe.ts'
import { ANCHOR, isFrameOfReview, parentOfComment, reviewAround } from './github-review.ts'
import { ownUrl } from './page-address.ts'
import { joinTexts } from './read-text.ts'
import { scopeOf } from './scope.ts'
import { select } from './select.ts'
import type { Page, Recipe, SiteFacts } from './site.ts'
import { trimLabel } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

const recipe: Recipe = {
  version: 3,
  selectors: {
    post: [
      '[data-testid="issue-viewer-issue-container"]',
      '.react-issue-comment',
      '[data-testid^="comment-viewer-outer-box-"]',
      '.timeline-comment',
      '.review-comment',
      // Where a layout has no class of its own left, the anchor is still there.
      ':is([id^="issuecomment-"],[id^="gistcomment-"],[id^="discussioncomment-"],[id^="commitcomment-"],[id^="pullrequestreview-"],[id^="discussion_r"]):not([id$="-permalink"],[data-testid="comment-header"],form,textarea,a)',
      '.discussions-timeline-scroll-target[id^="discussion-"]',
      '#gist-pjax-container:has(.gisthead)',
      '[data-listview-component="items-list"] > li',
      '.js-issue-row',
      '.Box-row.js-navigation-item',
      '[data-testid="results-list"] > div',
      '.gist-snippet',
    ].join(','),
    root: '[data-testid="issue-viewer-issue-container"], #gist-pjax-container, .discussions-timeline-scroll-target[id^="discussion-"]',
    listed:
      '[data-listview-component="items-list"] > li, .js-issue-row, .Box-row.js-navigation-item, [data-testid="results-list"] > div, .gist-snippet',
    key: 'a.js-timestamp[href*="#"] | a[href*="#issuecomment-"]:has(relative-time) | a[href*="#discussioncomment-"]:has(relative-time) | [data-testid="comment-header"][id]@id | a[href*="#"]:has(relative-time) | @id',
    permalink:
      'a.js-timestamp[href*="#"] | a[data-testid="issue-body-header-link"] | a[href*="#"]:has(relative-time) | a[href*="permalink_comment_id"]',
    author:
      'a[data-testid="issue-body-header-author"] | a[data-testid="avatar-link"] | a.author | .gisthead .author > a | a[data-hovercard-type="user"][href]:not(:has(img)) | a[data-hovercard-url*="/users/"]:not(:has(img)) | a[data-testid$="author-link"] | .opened-by a | a[href*="/apps/"]:not(:has(img), .markdown-body *) | [data-testid="avatar-name"]',
    profile:
      'a[data-testid="issue-body-header-author"] | a[data-testid="avatar-link"] | a.author | .gisthead .author > a | a[data-hovercard-type="user"][href]:not(:has(img)) | a[data-hovercard-url*="/users/"]:not(:has(img)) | a[href*="/apps/"]:not(:has(img), .markdown-body *)',
    avatar: 'img[src*="avatars.githubusercontent.com/u/"][alt]',
    text: '[data-testid="issue-body-viewer"] .markdown-body | [data-testid="markdown-body"] | .js-comment-body | .comment-body | .file .markdown-body | .markdown-body',
    subject:
      '.gist-content [itemprop="about"] | .gisthead [itemprop="name"] | a[data-testid="issue-pr-title-link"] | a[data-testid="listitem-title-link"] | .search-title a | .js-issue-row a.js-navigation-open | a[data-hovercard-type="discussion"].markdown-title',
    rowTitle:
      'a[data-testid="issue-pr-title-link"] | a[data-testid="listitem-title-link"] | .search-title a | a.js-navigation-open[id] | a.js-navigation-open | a[data-hovercard-type="discussion"] | a[data-hovercard-type="issue"] | a[data-hovercard-type="pull_request"] | h3 a[href] | .gist-snippet-meta a:has(strong)',
    quote: 'blockquote, .email-quoted-reply',
    skip: '.email-hidden-toggle, .email-signature-reply, .zeroclipboard-container, .js-file-clipboard, .sr-only, .blob-num, .js-apply-suggestion-wrapper',
    time: 'a.js-timestamp relative-time@datetime | a[href*="#"] relative-time@datetime | [data-testid] relative-time@datetime | :not(.note) > relative-time@datetime',
    timeText:
      'a.js-timestamp relative-time | a[href*="#"] relative-time | [data-testid] relative-time | :not(.note) > relative-time',
    likes: 'a[href$="/stargazers"] .Counter@title',
    deleted: '.js-deleted-comment, [data-testid="deleted-comment"]',
    collapsed:
      '.minimized-comment:not(.d-none), .minimized-comment:not(.d-none) *, .js-minimizable-comment-group:has(> .minimized-comment:not(.d-none)) *, details.js-resolvable-timeline-thread-container:not([open]) *',
    /** The words of a review: inside what says whose it is and when, which has the same id. */
    reviewBody: '.timeline-comment[id^="pullrequestreview-"]',
    review: '[id^="pullrequestreview-"]',
    /** Review comments on one place in the code: the later ones answer the first. */
    reviewThread:
      '.js-resolvable-timeline-thread-container, .js-inline-comments-container, .review-thread, .js-comments-holder',
    reviewComment: '.review-comment, [id^="discussion_r"]',
    title: '[data-testid="issue-title"] | .js-issue-title | h1 bdi.markdown-title | h1 .markdown-title',
    hidden: '.ajax-pagination-form, [data-wrapper-timeline-id="load-top"]',
    replyBox:
      'textarea#new_comment_field, textarea[name="comment[body]"], form[data-testid] textarea, [aria-labelledby="comment-composer-heading"] textarea, fieldset textarea[placeholder]',
  },
  expects: [
    {
      selector:
        '[data-testid="issue-viewer-issue-container"], .timeline-comment, .react-issue-comment, .js-comment-body, .gisthead',
      least: 1,
      on: ['thread'],
    },
    { selector: 'relative-time[datetime]', least: 1, on: ['thread'] },
  ],
  watches: ['id', 'href', 'datetime', 'open', 'class'],
}

const ROOT = /^\/(?:orgs\/([^/]+)|([^/]+\/[^/]+))\/(issues|pull|discussions)\/(\d+)(?:\/|$)/
const COMMIT = /^\/([^/]+\/[^/]+)\/commit\/([0-9a-f]{7,40})(?:\/|$)/
const GIST = /^\/(?:gist\/)?(?:[^/]+\/)?([0-9a-f]{20,40}|\d{1,8})(?:\/|$)/

/**
 * GitHub: issues, pull requests, discussions, commits and gists. Two layouts stand beside each other: pages
 * drawn in the browser (issues since 2025) and pages drawn by the server. A comment's anchor is the same in
 * both, so it is the key; the first post is known by repository and number, which lists show too.
 */
export const github = siteFromRecipe({
  id: 'github',
  name: 'GitHub',
  hosts: ['github.com'],
  origins: ['https://github.com/*', 'https://gist.github.com/*'],
  recipe,
  authorBy: 'handle',
  authorId: /^https:\/\/(?:gist\.)?github\.com\/((?:apps\/)?[\w-]+(?:\[bot\])?)\/?(?:[?#]|$)/,
  idIn: ANCHOR,
  pageKind,
  threadKey: (url) => {
    const root = rootKey(url)
    if (root?.startsWith('gist#')) return `https://gist.github.com/${root.slice(5)}`
    if (root)
      return `https://github.com/${root.replace('#', COMMIT.test(url.pathname) ? '/commit/' : '/issues/')}`
    const query = url.searchParams.get('q')
    const type = url.pathname === '/search' ? (url.searchParams.get('type') ?? '') : ''
    const search = query === null ? '' : `?q=${encodeURIComponent(query)}${type && `&type=${type}`}`
    return `https://${url.host}${url.pathname.replace(/\/+$/, '').toLowerCase()}${search}`
  },
  describe: (page) => ({
    title: titleOf(page) ?? trimLabel(documentTitle(page.document).replace(/ · GitHub$/, '')),
    community: communityOf(page.url),
  }),
  countUnloaded: (page) => {
    const hidden = all(page.document, select(page, 'hidden'))
    let count = 0
    for (const row of Array.from(hidden)) {
      const number = rawText(row).match(/\d[\d.,]*/)?.[0]
      // A row that says "load more" without a number: how many is not told.
      if (number === undefined) return null
      count += wholeNumber(number) ?? 0
    }
    return pageKind(page.url) === 'thread' ? count : null
  },
  adjust,
})

function pageKind(url: URL): PageKind | null {
  const path = url.pathname
  if (url.hostname.startsWith('gist.')) return gistKind(url)
  if (ROOT.test(path) || COMMIT.test(path)) return 'thread'
  if (/^\/gist\/[^/]+\/[0-9a-f]{20,}/.test(path)) return 'thread'
  if (path === '/search') return /^(issues|pullrequests|discussions)$/.test(queryType(url)) ? 'search' : null
  if (/^\/(issues|pulls)(\/(assigned|created|mentioned|mentions|review-requested|recent))?\/?$/.test(path))
    return 'feed'
  return /^\/(?:orgs\/[^/]+|[^/]+\/[^/]+)\/(issues|pulls|discussions)(\/(categories\/[^/]+|created_by\/[^/]+|assigned\/[^/]+|mentioned\/[^/]+))?\/?$/.test(
    path,
  )
    ? 'feed'
    : null
}

function queryType(url: URL): string {
  return (url.searchParams.get('type') ?? '').toLowerCase()
}

function gistKind(url: URL): PageKind | null {
  if (GIST.test(url.pathname)) return 'thread'
  if (url.pathname === '/search') return 'search'
  return /^\/(discover|starred)\/?$/.test(url.pathname)
    ? 'feed'
    : /^\/[\w-]+\/?$/.test(url.pathname)
      ? 'profile'
      : null
}

/** `owner/repo#56`, for an issue, a pull request and a discussion alike: a repository numbers them as one. */
function rootKey(url: URL): string | null {
  if (url.hostname.startsWith('gist.') || url.pathname.startsWith('/gist/')) {
    const id = url.pathname.match(GIST)?.[1]
    return id ? `gist#${id}` : null
  }
  const [, org, repository, , number] = url.pathname.match(ROOT) ?? []
  if (number) return `${org ? `orgs/${org}` : repository}#${number}`.toLowerCase()
  const [, place, commit] = url.pathname.match(COMMIT) ?? []
  return commit ? `${place}#${commit}`.toLowerCase() : null
}

function communityOf(url: URL): string | null {
  const [, first, second] = url.pathname.split('/')
  if (url.hostname.startsWith('gist.') || !first || !second) return null
  return first === 'orgs' ? second : `${first}/${second}`
}

function titleOf(page: Page): string | null {
  return pageField(page, 'title')
}

function adjust(read: Post, container: Element, page: Page): Post | null {
  const review = reviewAround(container, page)
  const post = withPerson(read, review ?? container, page)
  const root = rootKey(page.url)
  if (matches(container, select(page, 'listed'))) return root ? null : listed(post, container, page)
  // A frame around a comment has the anchor and none of the words.
  const isFrame =
    isFrameOfReview(container, page) ||
    (!read.author && read.text === '' && one(container, select(page, 'post')) !== null)
  if (!root || isFrame) return null
  if (isRoot(post, container, page)) {
    const title = titleOf(page)
    const own = { text: post.text, truncated: post.truncated }
    return {
      ...post,
      ...(title && joinTexts([{ text: title, truncated: false }, own])),
      key: root,
      permalink: post.permalink ?? `${page.url.origin}${page.url.pathname}`,
      parent: null,
    }
  }
  if (!ANCHOR.test(post.key)) return null
  // A comment that was hidden (off-topic, outdated) shows its head alone until somebody opens it.
  const folded = post.state === 'shown' && post.text === '' && !fieldElement(container, page, 'text')
  // "approved these changes", and no more.
  if (folded && !review && post.key.startsWith('pullrequestreview-')) return null
  return {
    ...post,
    permalink: post.permalink ?? `${page.url.origin}${page.url.pathname}#${post.key}`,
    ...(review && { time: post.time ?? timeAt(scopeOf(review, page), 'time') }),
    parent: parentOfComment(post, container, page) ?? { key: root, inferred: false },
    state: folded ? 'collapsed' : post.state,
  }
}

/** The body of an issue, a pull request or a discussion, or the gist itself. */
function isRoot(post: Post, container: Element, page: Page): boolean {
  if (matches(container, select(page, 'root'))) return true
  const href = fieldHref(container, page, 'permalink') ?? ''
  return !ANCHOR.test(post.key) && /#(?:issue|pullrequest|discussion)-\d+$/.test(href)
}

/** A row of a list: its title is all of the words that it shows. */
function listed(post: Post, row: Element, page: Page): Post | null {
  const href = fieldHref(row, page, 'rowTitle')
  const url = ownUrl(href, page, github.hosts)
  const key = url && rootKey(url)
  const title = field(row, page, 'rowTitle')
  if (!url || !key || !title) return null
  const own = { text: post.text, truncated: true }
  const words = post.text.startsWith(title) ? own : joinTexts([{ text: title, truncated: true }, own])
  return { ...post, ...words, truncated: true, key, permalink: `${url.origin}${url.pathname}`, parent: null }
}

/** "ghost" stands for everybody who left. An avatar's address holds the number of the account, which a rename keeps. */
function withPerson(post: Post, container: Element, page: Page): Post {
  const { author } = post
  if (!author?.handle || author.key === 'ghost') return { ...post, author: null }
  const avatar = one(container, select(page, 'avatar'))
  const isTheirs = avatar && attribute(avatar, 'alt')?.replace(/^@/, '').toLowerCase() === author.key
  const id = isTheirs ? attribute(avatar, 'src')?.match(/\/u\/(\d+)/)?.[1] : null
  // In a list the name leads to a filter, on gists to the person's gists.
  const url = /^(apps\/)?[\w-]+$/.test(author.handle) ? `https://github.com/${author.handle}` : author.url
  const handle = author.handle.replace(/^apps\//, '')
  return { ...post, author: { ...author, handle, url, stableId: id ?? null } }
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
    unloaded: 'claimed',
  },
  notes: [
    'The first post of a thread (an issue’s body, a gist’s first text) is a post too: counts of comments alone are one less.',
    'Every comment answers the first post, but for replies in a discussion and review comments on one place in the code.',
    'A review is a post where it has words; the first comment on a place in the code answers it. "Approved" without a word is no post.',
    'A row of a list of issues is a post of its title alone, marked as shortened.',
    'Reactions stand one emoji each and have no total, so they are not counted. A gist’s stars are its likes.',
    'A gist shows when it was last active, which is not when it was written: its first post has no time.',
    'The account’s number comes from the avatar’s address and is missing where no avatar stands beside the name.',
  ],
}
