import type { Author, PageKind, Post } from '../model/thread.ts'
import { all, attribute, matches, nearest, one, parentOf, rawText, titleOf } from './dom.ts'
import { countsOf, field, fieldElement, fieldHref } from './fields.ts'
import { pageElement, pageField } from './from-recipe.ts'
import { hashText } from './hash.ts'
import { makeAuthor, makePost, NO_TEXT } from './make-post.ts'
import { leadsAway, ownUrl } from './page-address.ts'
import { joinTexts, readText, type TextRules } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { fold, isHost, isoTime, trimLabel, webUrl } from './trim.ts'
import { numberIn } from './whole-number.ts'

/** Ids repeat on this site, once in each component, so they are looked for as attributes. */
const recipe: Recipe = {
  version: 1,
  selectors: {
    post: 'ytd-comment-view-model, ytd-comment-renderer, ytd-backstage-post-renderer, ytd-post-renderer, ytd-watch-metadata, ytd-video-primary-info-renderer, ytd-reel-video-renderer[is-active]',
    comment: 'ytd-comment-view-model, ytd-comment-renderer',
    community: 'ytd-backstage-post-renderer, ytd-post-renderer',
    thread: 'ytd-comment-thread-renderer',
    /** The first comment of each thread; the others in it answer that one. */
    threadTop: '[id="comment"], [id="comment-container"] ytd-comment-view-model',
    author: '[id="author-text"] span | [id="author-text"]',
    /** The owner of the channel has a badge in place of the plain name. */
    ownerName: '[id="author-comment-badge"] [id="text"] | [id="author-comment-badge"] [id="channel-name"]',
    profile:
      '[id="author-text"][href]@href | [id="author-text"] a@href | [id="author-thumbnail"] a@href | [id="author-comment-badge"] a@href',
    text: '[id="content-text"] | [id="content"] yt-attributed-string | [id="home-content-text"]',
    time: '[id="published-time-text"] a | [id="published-time-text"] | .published-time-text a | a[href*="lc="]',
    permalink:
      '[id="published-time-text"] a@href | a[href*="lc="]@href | .published-time-text a@href | a[href*="/post/"]@href | a[href*="lb="]@href',
    likes: '[id="vote-count-middle"]@aria-label | [id="vote-count-middle"] | [id="vote-count-left"]',
    /** A page left by a link stays in the document, hidden, and may come back. */
    away: 'ytd-page-manager > [hidden]',
    videoTitle: 'yt-shorts-video-title-view-model h2 | h1 yt-formatted-string | h1 | h2.title',
    videoChannel:
      'ytd-watch-metadata ytd-channel-name a | [id="owner"] ytd-channel-name a | ytd-video-owner-renderer [id="owner-name"] a | ytd-reel-video-renderer[is-active] yt-reel-channel-bar-view-model a',
    videoText:
      'ytd-watch-metadata [id="expanded"] yt-attributed-string:not(:empty) | ytd-watch-metadata [id="attributed-snippet-text"] | ytd-video-secondary-info-renderer [id="description"]',
    /** What the first page of a visit says; it stays as it is when somebody goes on to another video. */
    videoOfMeta: 'meta[itemprop="identifier"]@content | meta[itemprop="videoId"]@content',
    videoTime: 'meta[itemprop="uploadDate"]@content | meta[itemprop="datePublished"]@content',
    videoTimeText:
      'ytd-watch-metadata [id="info"] > span:nth-of-type(3) | ytd-video-secondary-info-renderer .date | [id="info-strings"] yt-formatted-string',
    videoViews: 'ytd-video-primary-info-renderer .view-count',
    total: 'ytd-comments-header-renderer [id="count"] | ytd-comments [id="count"]',
    replyBox:
      'ytd-commentbox [id="contenteditable-root"], ytd-comment-simplebox-renderer [id="contenteditable-root"], [id="contenteditable-root"][contenteditable]',
  },
  expects: [
    // Comments come only when somebody scrolls down to them: none is no sign of a redesign, one without its parts is.
    {
      selector:
        ':root:not(:has(ytd-comment-thread-renderer)), ytd-comment-thread-renderer [id="author-text"]',
      least: 1,
      on: ['thread'],
    },
    {
      selector: ':root:not(:has(ytd-comment-thread-renderer)), ytd-comment-thread-renderer a[href*="lc="]',
      least: 1,
      on: ['thread'],
    },
    { selector: 'ytd-app, ytd-comments, ytd-watch-flexy', least: 1, on: ['thread', 'feed'] },
  ],
  watches: ['href', 'hidden', 'aria-label', 'title'],
}

/** Line breaks are those of the text; a link's shortened address and an emoji's picture stand in it. */
const RULES: TextRules = { layout: 'inline' }

/** Other applications under the same name. */
const OTHERS = ['music.youtube.com', 'studio.youtube.com', 'm.youtube.com']
const VIDEO = /^\/(?:shorts|live|embed)\/([\w-]{6,20})/
const COMMUNITY_POST = /^\/post\/([\w-]{10,80})/
const CHANNEL = /^\/(?:@[^/]+|channel\/[\w-]+|c\/[^/]+|user\/[^/]+)/

/** Comments under videos and community posts. */
export const youtube: Site = {
  id: 'youtube',
  name: 'YouTube',
  hosts: ['youtube.com'],
  origins: ['https://*.youtube.com/*'],
  recipe,
  pageKind: (url): PageKind | null => {
    if (OTHERS.some((host) => isHost(url.hostname, host))) return null
    if (videoId(url) || communityId(url)) return 'thread'
    return new RegExp(`${CHANNEL.source}/(community|posts)/?$`).test(url.pathname) ? 'feed' : null
  },
  threadKey: (url) => {
    const post = communityId(url)
    if (post) return `https://www.youtube.com/post/${post}`
    const video = videoId(url)
    if (video) return `https://www.youtube.com/watch?v=${video}`
    return `https://www.youtube.com${fold(url.pathname.replace(/\/+$/, '').replace(/\/community$/, '/posts'))}`
  },
  describe: (page) => ({
    // "(3) A video - YouTube": the count of unread notices is not part of it.
    title: trimLabel(
      titleOf(page.document)
        .replace(/^\(\d+\+?\)\s*/, '')
        .replace(/ - YouTube$/, ''),
    ),
    community: pageField(page, 'videoChannel'),
  }),
  containers: (page) =>
    Array.from(all(page.document, select(page, 'post'))).filter(
      (container) => !nearest(container, select(page, 'away')),
    ),
  readPost: (container, page) => {
    if (matches(container, select(page, 'comment'))) return readComment(container, page)
    return matches(container, select(page, 'community'))
      ? readCommunityPost(container, page)
      : readVideo(container, page)
  },
  countUnloaded: (page, posts) => {
    const total = numberIn(pageField(page, 'total'))
    if (total === null) return null
    return Math.max(0, total - posts.filter(({ permalink }) => permalink?.includes('lc=')).length)
  },
}

function videoId(url: URL): string | null {
  const short = url.pathname.match(VIDEO)?.[1]
  const asked = url.pathname === '/watch' ? url.searchParams.get('v') : null
  return short ?? (asked && /^[\w-]{6,20}$/.test(asked) ? asked : null)
}

/** A community post, also by its old address: `/channel/UC…/community?lb=ID`. */
function communityId(url: URL): string | null {
  const old = /\/community\/?$/.test(url.pathname) ? url.searchParams.get('lb') : null
  return url.pathname.match(COMMUNITY_POST)?.[1] ?? (old && /^[\w-]{10,80}$/.test(old) ? old : null)
}

function readComment(comment: Element, page: Page): Post | null {
  const url = ownUrl(fieldHref(comment, page, 'permalink'), page, youtube.hosts)
  const id = url?.searchParams.get('lc')
  const body = fieldElement(comment, page, 'text')
  const author = commentAuthor(comment, page)
  const text = body ? readText(body, RULES) : NO_TEXT
  // The frame comes before its words, and stays when the page gives it to another comment.
  if (!author && text.text === '') return null
  const key = id ?? `#${hashText(`${author?.key}\n${text.text}`)}`
  return makePost({
    key,
    permalink: id ? (url?.href ?? null) : null,
    author,
    text,
    timeText: timeText(comment, page),
    parent: parentOfComment(comment, key, page),
    counts: { likes: numberIn(field(comment, page, 'likes')) },
  })
}

/** "2 days ago (edited)": the mark in brackets, in whatever language, is no part of the time. */
function timeText(post: Element, page: Page): string | null {
  return field(post, page, 'time')?.replace(/\s*[(（][^()（）]*[)）]\s*$/, '') ?? null
}

/**
 * A reply's id is that of the first comment of its thread, a dot, and its own. Where answers to answers stand in
 * threads of their own, nested in each other, those tell better; without an id, the thread that it stands in does.
 */
function parentOfComment(comment: Element, key: string, page: Page): Post['parent'] {
  const thread = nearest(comment, select(page, 'thread'))
  const top = thread && topOf(thread, page)
  const above = top === comment ? parentOf(thread as Element) : null
  const outer = above && nearest(above, select(page, 'thread'))
  const answered = outer && idOf(topOf(outer, page), page)
  if (answered && answered !== key) return { key: answered, inferred: false }
  const dot = key.indexOf('.')
  if (dot > 0) return { key: key.slice(0, dot), inferred: false }
  if (!top || top === comment || top.contains(comment)) return null
  const id = idOf(top, page)
  return id && id !== key ? { key: id, inferred: true } : null
}

function topOf(thread: Element, page: Page): Element | null {
  return one(thread, select(page, 'threadTop')) ?? one(thread, select(page, 'comment'))
}

function idOf(comment: Element | null, page: Page): string | null {
  const url = comment && ownUrl(fieldHref(comment, page, 'permalink'), page, youtube.hosts)
  return url?.searchParams.get('lc') ?? null
}

function commentAuthor(comment: Element, page: Page): Author | null {
  const name = field(comment, page, 'author') ?? field(comment, page, 'ownerName')
  return channelAuthor(fieldHref(comment, page, 'profile'), name, page)
}

/**
 * Since 2023 everybody is named by a handle, which is the key. Pages from before name a channel by its id or
 * by an old kind of name: the id, where it is all there is, is the key and the stable id at once.
 */
function channelAuthor(href: string | null, shown: string | null, page: Page): Author | null {
  const url = ownUrl(href, page, youtube.hosts)
  const path = url?.pathname ?? ''
  const part = (pattern: RegExp) => decoded(path.match(pattern)?.[1] ?? '') || null
  const handle = part(/^\/@([^/]+)/) ?? shown?.match(/^@(\S+)$/)?.[1] ?? null
  const id = part(/^\/channel\/(UC[\w-]+)/)
  const old = part(/^\/(?:user|c)\/([^/]+)/)
  const name = shown?.startsWith('@') ? null : shown
  return makeAuthor({
    key: handle ?? id ?? old ?? shown,
    handle: handle ?? old ?? shown,
    name,
    url: url?.href ?? null,
    stableId: id,
  })
}

/** A path's part as people read it; as it stands when its escapes are broken. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function readCommunityPost(post: Element, page: Page): Post | null {
  // The post that a shared one is about is a post inside it.
  const above = parentOf(post)
  if (above && nearest(above, select(page, 'community'))) return null
  const said = fieldHref(post, page, 'permalink')
  const href = leadsAway(said, page, youtube.hosts) ? null : said
  const id = href?.match(/\/post\/([\w-]{10,80})/)?.[1] ?? href?.match(/[?&]lb=([\w-]{10,80})/)?.[1]
  const own = communityId(page.url)
  const key = id ?? own
  const author = commentAuthor(post, page)
  if (!key || !author) return null
  const body = fieldElement(post, page, 'text')
  return makePost({
    key,
    permalink: webUrl(`/post/${key}`, page.url),
    author,
    text: body ? readText(body, RULES) : NO_TEXT,
    timeText: timeText(post, page),
    counts: countsOf(post, page),
  })
}

/** What the comments are about: the title and description of the video, as its channel's words. */
function readVideo(about: Element, page: Page): Post | null {
  const id = videoId(page.url)
  const title = field(about, page, 'videoTitle')
  if (!id || !title) return null
  const body = pageElement(page, 'videoText')
  const channel = pageElement(page, 'videoChannel')
  const isOfMeta = pageField(page, 'videoOfMeta') === id
  return makePost({
    key: id,
    permalink: webUrl(`/watch?v=${id}`, page.url),
    author: channelAuthor(
      channel && attribute(channel, 'href'),
      channel && trimLabel(rawText(channel)),
      page,
    ),
    text: joinTexts([{ text: title, truncated: false }, body ? readText(body, RULES) : null]),
    time: isOfMeta ? isoTime(pageField(page, 'videoTime')) : null,
    timeText: pageField(page, 'videoTimeText'),
    counts: { views: numberIn(pageField(page, 'videoViews')) },
  })
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed'],
  checked: '2026-11',
  reads: {
    author: 'seen',
    stableId: 'claimed',
    text: 'seen',
    time: 'none',
    permalink: 'seen',
    parent: 'seen',
    quote: 'none',
    counts: 'seen',
    language: 'none',
    replyBox: 'agreed',
    unloaded: 'seen',
  },
  notes: [
    'Comments give their time only in words ("2 days ago"); no exact time is guessed from them.',
    'The video (or community post) that the comments are about is read as a post of its own, so a page has one post more than comments. It is not counted in what is left to load.',
    'Answers are read as far as they are unfolded; those folded away are counted in what is left to load.',
    'The channel id (UC…) is in the page only where a channel is named by it, so the handle is the key. On pages from before handles it is the channel id, or the old name.',
    'The layout since 2024 is known from several independent readers of it and from no saved page.',
    'Live chat stands in a frame of its own and is not read; nor are the mobile site and YouTube Music.',
  ],
}
