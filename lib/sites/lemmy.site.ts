import type { Author, PageKind, Post } from '../model/thread.ts'
import { all, attribute, matches, nearest, one, parentOf } from './dom.ts'
import { fieldElement, fieldHref } from './fields.ts'
import { pageField, siteFromRecipe } from './from-recipe.ts'
import { type LemmyFacts, lemmyFacts } from './lemmy-page-data.ts'
import { makeAuthor } from './make-post.ts'
import { select } from './select.ts'
import type { Page, Recipe, SiteFacts } from './site.ts'
import { isoTime, webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

const recipe: Recipe = {
  version: 3,
  selectors: {
    // Before 0.18 a comment was no article.
    post: '.post-listing, .comment-node[id^="comment-"]',
    /** Where the frame around a post has lost its name. */
    bare: 'article.post-container',
    comment: '.comment-node[id^="comment-"]',
    branch: 'li.comment, div.comment',
    author: 'a.person-listing > span | a.person-listing | a[href^="/u/"]',
    profile: 'a.person-listing[href*="/u/"] | a[href^="/u/"]',
    subject: '.post-title h1 a | .post-title h5 a | .post-title h1 | .post-name | h1 a[href*="/post/"]',
    text: '.comment-content .md-div | #postContent .md-div | .md-div | .comment-content pre',
    skip: '.person-listing img',
    time: 'time[datetime]@datetime',
    timeText:
      '.moment-time@data-tippy-content | .moment-time | .pointer.unselectable[data-tippy-content]@data-tippy-content',
    // The path alone, as the site writes it, cannot be a link to elsewhere; a saved page has whole addresses.
    permalink:
      'a[href^="/post/"]:not([href*="?"]) | a[href^="/comment/"] | .person-listing ~ a[href*="/post/"]:not([href*="?"]) | a[href*="/post/"][href*="scrollToComments"] | .post-title a[href*="/post/"]:not([href*="?"])',
    likes:
      '.post-score@data-tippy-content | span.unselectable:not(.moment-time) [data-tippy-content]@data-tippy-content | button[aria-pressed][data-tippy-content]@data-tippy-content',
    replies: 'a[href*="scrollToComments"]@title | a[href*="scrollToComments"]',
    more: '.fade-preview',
    title: '.post .post-listing h1 a | .post .post-listing h1',
    total: '.post-listing a[href*="scrollToComments"]@title',
    community: 'a.community-link',
    replyBox:
      '.comment-form textarea, textarea[id^="markdown-textarea"], .markdown-textarea textarea, .post-comment-container textarea',
  },
  expects: [
    {
      selector: '.post-listing, article.post-container, .comment-node',
      least: 1,
      on: ['thread', 'feed'],
    },
    { selector: 'a.person-listing, a[href^="/u/"]', least: 1, on: ['thread', 'feed'] },
  ],
  watches: ['id', 'href', 'data-tippy-content'],
}

const THREAD = /^\/(post|comment)\/(\d+)(?:\/(\d+))?\/?$/

/** Lemmy's own web interface (lemmy-ui), on any host. Other interfaces to the same servers are not known here. */
export const lemmy = siteFromRecipe({
  id: 'lemmy',
  name: 'Lemmy',
  hosts: [],
  origins: [],
  marks: '#app.lemmy-site, #root > .lemmy-site, #root .post-listing, #root .comment-node[id^="comment-"]',
  recipe,
  authorBy: 'handle',
  authorId: /\/u\/([^/?#]+)/,
  pageKind: ({ pathname }): PageKind | null => {
    if (THREAD.test(pathname)) return 'thread'
    if (/^\/u\/[^/]+\/?$/.test(pathname)) return 'profile'
    if (/^\/search\/?/.test(pathname)) return 'search'
    return /^\/($|home|c\/[^/]+\/?$|m\/[^/]+\/?$|saved)/.test(pathname) ? 'feed' : null
  },
  threadKey: (url) => {
    const [, kind, id] = url.pathname.match(THREAD) ?? []
    if (kind) return `${url.origin}/${kind}/${id}`
    const query = url.searchParams.get('q')
    const path = url.pathname.replace(/\/+$/, '').toLowerCase()
    return `${url.origin}${path}${query === null ? '' : `?q=${encodeURIComponent(query)}`}`
  },
  containers: (page) => {
    const framed = all(page.document, select(page, 'post'))
    const comments = select(page, 'comment')
    for (const element of framed) if (!matches(element, comments)) return framed
    return all(page.document, `${select(page, 'bare')},${comments}`)
  },
  countUnloaded: (page, posts) => {
    if (!/^\/post\/\d+\/?$/.test(page.url.pathname)) return null
    const total = wholeNumber(pageField(page, 'total'))
    return total === null ? null : Math.max(0, total + 1 - posts.length)
  },
  adjust,
})

function adjust(read: Post, container: Element, page: Page): Post | null {
  const isComment = matches(container, select(page, 'comment'))
  const id = isComment
    ? attribute(container, 'id')?.match(/^comment-(\d+)$/)?.[1]
    : fieldHref(container, page, 'permalink')?.match(/\/post\/(\d+)/)?.[1]
  if (!id) return null
  const key = `${isComment ? 'comment' : 'post'}/${id}`
  const facts = lemmyFacts(page.document).get(key)
  const gone = facts?.gone ?? null
  // Folded, a comment is its head alone.
  const folded = isComment && !fieldElement(container, page, 'text')
  return {
    ...read,
    key,
    permalink: permalinkOf(read, isComment, id, page),
    author: authorOf(read.author, container, page, facts),
    text: gone ? '' : read.text,
    quoted: gone ? null : read.quoted,
    time: timeOf(facts) ?? read.time,
    parent: isComment ? parentOfComment(container, page, facts) : null,
    counts: countsOf(read.counts, facts),
    state: gone ?? (folded ? 'collapsed' : read.state),
  }
}

/** The page's words for a time have no sure form in every language; its data has. */
function timeOf(facts: LemmyFacts | undefined): string | null {
  const published = facts?.published
  return published ? (isoTime(published) ?? isoTime(`${published}Z`)) : null
}

function countsOf(counts: Post['counts'], facts: LemmyFacts | undefined): Post['counts'] {
  if (facts?.likes === null || facts?.likes === undefined) return counts
  return { replies: null, shares: null, views: null, ...counts, likes: facts.likes }
}

function permalinkOf(read: Post, isComment: boolean, id: string, page: Page): string | null {
  if (!isComment) return webUrl(`/post/${id}`, page.url)
  // Some themes show no link of the comment itself, but the one of its post.
  const own = read.permalink && URL.parse(read.permalink)?.pathname.endsWith(`/${id}`)
  return own ? read.permalink : webUrl(`/comment/${id}`, page.url)
}

/**
 * `name@host` is who somebody is on every server. The server where they are at home shows them without a
 * host, so the page's is put in.
 */
function authorOf(
  author: Author | null,
  container: Element,
  page: Page,
  facts: LemmyFacts | undefined,
): Author | null {
  const href = fieldHref(container, page, 'profile')
  const actor = facts?.actor?.match(/^https?:\/\/([^/]+)\/u\/([\w.-]+)$/)
  const shown = href?.match(/\/u\/([^/?#]+)/)?.[1]
  const named = actor ? `${actor[2]}@${actor[1]}` : shown
  if (!named) return null
  const full = named.includes('@') ? named : `${named}@${page.url.host}`
  return makeAuthor({
    key: full,
    handle: full,
    name: author?.name ?? null,
    url: webUrl(href, page.base),
    stableId:
      facts?.person === null || facts?.person === undefined ? null : `${page.url.host}:${facts.person}`,
  })
}

/** Replies stand in the branch of what they answer. The outermost answer the post, where all of it is shown. */
function parentOfComment(comment: Element, page: Page, facts: LemmyFacts | undefined): Post['parent'] {
  const [, kind, post, single] = page.url.pathname.match(THREAD) ?? []
  if (facts?.parent) return { key: `comment/${facts.parent}`, inferred: false }
  const branches = select(page, 'branch')
  const own = nearest(comment, branches)
  const above = own && parentOf(own)
  const outer = above && nearest(above, branches)
  const answered = outer && one(outer, select(page, 'comment'))
  const id = (answered && attribute(answered, 'id'))?.match(/^comment-(\d+)$/)?.[1]
  if (id) return { key: `comment/${id}`, inferred: false }
  const isWhole = kind === 'post' && (!single || facts?.parent === 0)
  return isWhole ? { key: `post/${post}`, inferred: false } : null
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
  checked: '2026-11',
  reads: {
    author: 'seen',
    stableId: 'source',
    text: 'seen',
    time: 'source',
    permalink: 'seen',
    parent: 'seen',
    quote: 'seen',
    counts: 'seen',
    language: 'none',
    replyBox: 'source',
    unloaded: 'seen',
  },
  notes: [
    'Exact times, removed posts and numbers of people come from the data that the server puts into the page; where it is gone, as in many saved pages, a time is what the page words.',
    'The post itself is read too: a count of comments alone is one less.',
    'Other interfaces to the same servers (Photon, Voyager, mlmym) and other software (Piefed, Mbin) are not known here.',
  ],
}
