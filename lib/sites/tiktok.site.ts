import type { Author, PageKind, Post, PostCounts } from '../model/thread.ts'
import { all, matches, nearest, one, parentOf, titleOf } from './dom.ts'
import { at, countAt, objectsWith, textAt, wordsAt } from './embedded-json.ts'
import { field, fieldElement, fieldHref, machineTime } from './fields.ts'
import { pageField } from './from-recipe.ts'
import { hashText } from './hash.ts'
import { makeAuthor, makePost, NO_TEXT } from './make-post.ts'
import { readText, type TextRules } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { instant, trimLabel, webUrl } from './trim.ts'
import { numberIn, wholeNumber } from './whole-number.ts'

const COMMENT =
  '[class*="DivCommentItemWrapper"], [class*="DivCommentContentContainer"], [data-e2e="comment-item"]'
const VIDEO =
  '[data-e2e="recommend-list-item-container"], div:has(> [data-e2e="user-post-item"]), div:has(> [data-e2e="search_top-item"]), div:has(> [data-e2e="search_video-item"]), div:has(> [data-e2e="challenge-item"])'

/** The names behind a class's changing first part have lasted since 2022. */
const recipe: Recipe = {
  version: 2,
  selectors: {
    post: `${VIDEO}, ${COMMENT}`,
    video: VIDEO,
    comment: COMMENT,
    /** A comment with the replies to it. */
    thread: '[class*="DivCommentObjectWrapper"], [class*="DivCommentItemContainer"]',
    player: '[id^="xgwrapper-"]@id',
    link: 'a[href*="/video/"] | a[href*="/photo/"]',
    videoAuthor:
      '[data-e2e="video-author-avatar"][href] | [data-e2e="video-author-uniqueid"] | a[href*="/@"]:not([href*="/video/"]):not([href*="/photo/"])',
    videoText:
      '[data-e2e="video-desc"] | [data-e2e="browse-video-desc"] | [data-e2e="search-card-video-caption"] | [data-e2e="user-post-item-desc"]',
    /** What the site itself wrote about the video. */
    apart: '[data-e2e^="v2t-"], [class*="DivCustomTDKContainer"], button',
    videoTime: '[class*="DivCreatorInfoContainer"] > span | [class*="SpanOtherInfos"] > span:last-of-type',
    likes: '[data-e2e="like-count"]',
    comments: '[data-e2e="comment-count"]',
    shares: '[data-e2e="share-count"]',
    views: '[data-e2e="video-views"]',
    promoted: '[data-e2e="sponsored-tag"], [data-e2e="ad-tag"]',
    name: '[data-e2e^="comment-username-"] p | [data-e2e^="comment-username-"]',
    profile: '[data-e2e^="comment-username-"] a[href*="/@"] | a[href*="/@"]',
    words: '[data-e2e^="comment-level-"]',
    time: '[data-e2e^="comment-time-"] | [class*="DivCommentSubContentWrapper"] > span',
    commentLikes:
      '[class*="DivLikeContainer"]@aria-label | [data-e2e="comment-like-count"] | [class*="DivLikeContainer"] span',
    data: 'script#__UNIVERSAL_DATA_FOR_REHYDRATION__, script#SIGI_STATE',
    total: '[data-e2e="browse-comment-count"]',
    replyBox:
      '[data-e2e="comment-input"] [contenteditable="true"], [class*="DivCommentBottomContainer"] [contenteditable="true"]',
  },
  expects: [
    {
      selector: '[data-e2e="recommend-list-item-container"], script#__UNIVERSAL_DATA_FOR_REHYDRATION__',
      least: 1,
      on: ['thread', 'feed'],
    },
    {
      selector: ':root:not(:has([data-e2e^="comment-level-"])), [class*="DivComment"] a[href*="/@"]',
      least: 1,
      on: ['thread', 'feed'],
    },
  ],
  watches: ['href', 'id', 'aria-label'],
}

const PATH = /^\/@([\w.]+)\/(?:video|photo)\/(\d{15,20})/

export const tiktok: Site = {
  id: 'tiktok',
  name: 'TikTok',
  hosts: ['tiktok.com'],
  origins: ['https://*.tiktok.com/*'],
  recipe,
  pageKind: (url): PageKind | null => {
    const path = url.pathname.replace(/\/+$/, '') || '/'
    // Shops, creators' tools and advertisers have hosts of their own.
    if (!/^(www\.)?tiktok\.com$/.test(url.hostname)) return null
    if (PATH.test(path)) return 'thread'
    if (/^\/@[\w.]+$/.test(path)) return 'profile'
    if (/^\/search(\/(video|top))?$/.test(path)) return 'search'
    return /^\/($|([a-z]{2}(-[A-Za-z]+)?\/)?(foryou|following|friends|explore)$|tag\/)/.test(path)
      ? 'feed'
      : null
  },
  threadKey: (url) => {
    const id = url.pathname.match(PATH)?.[2]
    if (id) return `https://www.tiktok.com/video/${id}`
    const query = url.searchParams.get('q')
    const path = url.pathname.replace(/\/+$/, '').toLowerCase()
    return `https://www.tiktok.com${path}${query === null ? '' : `?q=${encodeURIComponent(query)}`}`
  },
  describe: ({ document }) => ({
    title: trimLabel(
      titleOf(document)
        .replace(/^\(\d+\+?\)\s*/, '')
        .replace(/ \| TikTok$/, ''),
    ),
    community: null,
  }),
  containers: (page) => {
    const shown = Array.from(all(page.document, select(page, 'post')))
    const asked = page.url.pathname.match(PATH)?.[2]
    const isDrawn =
      !asked || shown.some((post) => matches(post, select(page, 'video')) && idOf(post, page) === asked)
    return isDrawn ? shown : [...all(page.document, select(page, 'data')), ...shown]
  },
  readPost: (container, page) =>
    matches(container, 'script')
      ? knownVideo(page)
      : matches(container, select(page, 'video'))
        ? readVideo(container, page)
        : readComment(container, page),
  countUnloaded: (page, posts) => {
    if (!PATH.test(page.url.pathname)) return null
    const total = knownVideo(page)?.counts?.replies ?? wholeNumber(pageField(page, 'total'))
    return total === null ? null : Math.max(0, total - posts.filter(({ key }) => key.startsWith('#')).length)
  },
}

/** The number of a video is on its player and in its address. */
function idOf(video: Element, page: Page): string | null {
  const player = field(video, page, 'player')?.match(/-(\d{15,20})$/)?.[1]
  return player ?? fieldHref(video, page, 'link')?.match(/\/(?:video|photo)\/(\d{15,20})/)?.[1] ?? null
}

/** Its upper 32 bits are the seconds since 1970 in which it was made: a few before the video is public. */
function timeOfId(id: string): string | null {
  const seconds = Number(BigInt(id) >> 32n)
  return seconds > Date.UTC(2014, 0, 1) / 1_000 && seconds < Date.UTC(2100, 0, 1) / 1_000
    ? instant(seconds * 1_000)
    : null
}

function readVideo(video: Element, page: Page): Post | null {
  const id = idOf(video, page)
  const handle = handleIn(fieldHref(video, page, 'videoAuthor') ?? fieldHref(video, page, 'link'))
  // A place in the list whose video is not drawn, or no more.
  if (!id || !handle) return null
  const known = knownVideo(page)
  if (known?.key === id)
    return { ...known, timeText: timeText(video, page, 'videoTime'), promoted: isPromoted(video, page) }
  const body = fieldElement(video, page, 'videoText')
  const count = (name: string) => wholeNumber(field(video, page, name))
  return videoPost(page, id, authorOf(handle, null, null, page), {
    text: body ? readText(body, rules(page)) : NO_TEXT,
    time: timeOfId(id),
    timeText: timeText(video, page, 'videoTime'),
    counts: {
      likes: count('likes'),
      replies: count('comments'),
      shares: count('shares'),
      views: count('views'),
    },
    promoted: isPromoted(video, page),
  })
}

function videoPost(
  page: Page,
  id: string,
  author: Author | null,
  parts: Omit<Parameters<typeof makePost>[0], 'key' | 'author' | 'permalink'>,
): Post {
  const permalink = author && webUrl(`/@${author.handle}/video/${id}`, page.url)
  return makePost({ ...parts, key: id, author, permalink })
}

function isPromoted(video: Element, page: Page): boolean {
  return one(video, select(page, 'promoted')) !== null
}

function timeText(element: Element, page: Page, name: string): string | null {
  return field(element, page, name)?.replace(/^[\s·]+/, '') || null
}

function rules(page: Page): TextRules {
  // Line breaks are those in the text.
  return { layout: 'inline', skips: (element) => matches(element, select(page, 'apart')) }
}

function handleIn(href: string | null): string | null {
  return href?.match(/^(?:https:\/\/www\.tiktok\.com)?\/@([\w.]+)(?:[/?#]|$)/)?.[1] ?? null
}

function authorOf(handle: string, name: string | null, stableId: string | null, page: Page): Author | null {
  return makeAuthor({ key: handle, handle, name, url: webUrl(`/@${handle}`, page.url), stableId })
}

/** The video of the first page of a visit, as JSON: with whole numbers, and the author's id. */
function knownVideo(page: Page): Post | null {
  const asked = page.url.pathname.match(PATH)?.[2]
  if (!asked) return null
  for (const script of all(page.document, select(page, 'data')))
    for (const video of objectsWith(script, 'createTime', page.document)) {
      const handle = textAt(video, 'author', 'uniqueId')
      if (textAt(video, 'id') !== asked || !handle || !/^[\w.]{1,40}$/.test(handle)) continue
      const author = authorOf(
        handle,
        textAt(video, 'author', 'nickname'),
        textAt(video, 'author', 'id'),
        page,
      )
      return videoPost(page, asked, author, {
        text: wordsAt(video, 'desc'),
        time: machineTime(textAt(video, 'createTime')) ?? timeOfId(asked),
        counts: countsOf(video),
        lang: textAt(video, 'textLanguage'),
        promoted: at(video, 'isAd') === true,
      })
    }
  return null
}

/** Guests are given large numbers rounded to three or four digits: those are not exact. */
function countsOf(video: unknown): Partial<PostCounts> {
  const count = (name: string) => {
    const number = countAt(video, 'statsV2', name) ?? countAt(video, 'stats', name)
    return number !== null && number >= 10_000 && number % 100 === 0 ? null : number
  }
  return {
    likes: count('diggCount'),
    replies: count('commentCount'),
    shares: count('shareCount'),
    views: count('playCount'),
  }
}

function readComment(comment: Element, page: Page): Post | null {
  const above = parentOf(comment)
  if (above && nearest(above, select(page, 'comment'))) return null
  const author = commentAuthor(comment, page)
  const body = fieldElement(comment, page, 'words')
  if (!author || !body) return null
  const top = topOf(comment, page)
  return makePost({
    key: keyOf(comment, page, top),
    author,
    text: readText(body, rules(page)),
    timeText: timeText(comment, page, 'time'),
    // Replies to replies stand in the same list.
    parent: top && { key: keyOf(top, page, null), inferred: true },
    counts: { likes: numberIn(field(comment, page, 'commentLikes')) },
  })
}

function commentAuthor(comment: Element, page: Page): Author | null {
  const handle = handleIn(fieldHref(comment, page, 'profile'))
  return handle ? authorOf(handle, field(comment, page, 'name'), null, page) : null
}

/** The comment that this one is a reply below; null for one that is no reply. */
function topOf(comment: Element, page: Page): Element | null {
  const thread = nearest(comment, select(page, 'thread'))
  const top = thread && one(thread, select(page, 'comment'))
  return top && top !== comment && !top.contains(comment) ? top : null
}

/**
 * The page gives comments no id. Who, what and below which comment: two equal ones of somebody below the
 * same comment are told apart by their order, above all replies they are taken for one.
 */
function keyOf(comment: Element, page: Page, top: Element | null): string {
  const saidOf = (element: Element) => {
    const body = fieldElement(element, page, 'words')
    return `${commentAuthor(element, page)?.key}\n${body ? readText(body, rules(page)).text : ''}`
  }
  const said = saidOf(comment)
  if (!top) return `#${hashText(said)}`
  let before = 0
  const thread = nearest(comment, select(page, 'thread'))
  for (const other of thread ? all(thread, select(page, 'comment')) : []) {
    if (other === comment) break
    if (other !== top && saidOf(other) === said) before++
  }
  return `#${hashText(`${saidOf(top)}\n${said}\n${before || ''}`)}`
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
    parent: 'agreed',
    quote: 'none',
    counts: 'seen',
    language: 'seen',
    replyBox: 'agreed',
    unloaded: 'seen',
  },
  notes: [
    'A feed holds places for videos that are not drawn: a count of its places is higher than what can be read (13 places, two videos on the saved page).',
    'Comments are in the page only once somebody opens them. They are known from several independent readers of the site and from no saved page.',
    'Comments have no id, no address and no exact time: their key is made of author, text and the comment above. The same words said twice by one person above all replies count once.',
    'The time of a video is the one in the page’s JSON, else that in its number, some seconds earlier.',
    'A reply is shown below the first comment of its thread, whoever it answers: its parent is inferred. Only the author of the video asked for has a lasting id.',
  ],
}
