import type { Author, PageKind, Post, PostCounts } from '../model/thread.ts'
import { all, attribute, matches, meta, nearest, one, parentOf, rawText, titleOf } from './dom.ts'
import { makeAuthor, makePost, NO_TEXT } from './make-post.ts'
import { leadsAway, ownUrl } from './page-address.ts'
import { joinTexts, type ReadText, readText, type TextRules } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { instant, isoTime, trimLabel, webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

const recipe: Recipe = {
  version: 2,
  selectors: {
    post: '.detailed-status, .status[data-id], .activity-stream .status, .status__wrapper--filtered',
    focal: '.detailed-status',
    name: '.status__display-name, .detailed-status__display-name',
    shownName: '.display-name__html',
    account: '.display-name__account',
    permalink: '.status__relative-time, .detailed-status__datetime',
    text: '.status__content__text, .status__content .e-content',
    /** What stands over words that are covered: since 4.3 a banner, before that a line with a button in it. */
    warning:
      '.content-warning:not(.content-warning--filter), .status__content p:has(> .status__content__spoiler-link), .status__content .p-summary, .spoiler-text',
    filter: '.content-warning--filter',
    /** Words behind a warning that are in the page though nobody sees them. */
    covered:
      '.status__content--with-spoiler .status__content__text:not(.status__content__text--visible), .status__content__spoiler:not(.status__content__spoiler--visible)',
    tags: '.hashtag-bar a',
    options: '.poll__option__text',
    more: '.status__content__read-more-button',
    quote: '.status__quote',
    skip: '.invisible, .quote-inline, .status__content__read-more-button',
    wrapper: '.status__wrapper',
    frame: '[data-id]',
    startsThread: '.status--first-in-thread',
    answers: '.status-reply, .status--in-thread, .p-comment .status, .entry-successor .status',
    /** Answers to the post that the page is about, on pages drawn by the server. */
    directAnswers: '.p-comment .status, .entry-successor .status',
    boost: '.status__prepend:has(.fa-retweet, .icon-retweet)',
    replies:
      '.status__action-bar button:has(.fa-reply, .fa-reply-all, .icon-reply, .icon-reply-all) .icon-button__counter',
    boosts:
      '.detailed-status__reblogs, .status__action-bar button:has(.fa-retweet, .icon-retweet) .icon-button__counter',
    favourites: '.detailed-status__favorites, .status__action-bar .star-icon .icon-button__counter',
    replyBox: 'textarea.autosuggest-textarea__textarea, .compose-form textarea',
  },
  expects: [
    { selector: '.detailed-status', least: 1, on: ['thread'] },
    { selector: '.status[data-id], .activity-stream .status', least: 1, on: ['feed', 'profile'] },
    {
      selector: '.status__display-name, .detailed-status__display-name',
      least: 1,
      on: ['thread', 'feed', 'profile'],
    },
  ],
  watches: ['data-id', 'href', 'datetime', 'class'],
}

const PATH = /^\/@([\w.-]+(?:@[\w.-]+)?)(?:\/(\d+))?/

export const mastodon: Site = {
  id: 'mastodon',
  name: 'Mastodon',
  hosts: [],
  origins: [],
  recipe,
  marks:
    ':root:has(#mastodon):has(script#initial-state), body.app-body:has(#mastodon), #mastodon .status[data-id], #mastodon .detailed-status, .activity-stream .detailed-status.h-entry, .activity-stream .detailed-status .status__content, .activity-stream .status__relative-time.u-url',
  pageKind: (url): PageKind | null => {
    const path = pathOf(url)
    const named = path.match(PATH)
    if (named)
      return named[2]
        ? 'thread'
        : /^\/@[^/]+(\/(with_replies|media|featured|tagged\/.+))?\/?$/.test(path)
          ? 'profile'
          : null
    if (/^\/statuses\/\d+$/.test(path)) return 'thread'
    if (path === '/search') return 'search'
    return /^\/($|home|getting-started|public|explore|tags\/|timelines\/|lists\/|links\/|bookmarks|favourites|notifications)/.test(
      path,
    )
      ? 'feed'
      : null
  },
  threadKey: (url) => {
    const path = pathOf(url)
    const id = path.match(PATH)?.[2] ?? path.match(/^\/statuses\/(\d+)/)?.[1]
    if (id) return `${url.origin}/statuses/${id}`
    const query = url.searchParams.get('q')
    return `${url.origin}${path.replace(/\/+$/, '').toLowerCase()}${query === null ? '' : `?q=${encodeURIComponent(query)}`}`
  },
  describe: ({ document, url }) => ({
    title: trimLabel(meta(document, 'og:title')) ?? trimLabel(titleOf(document)),
    community: trimLabel(meta(document, 'og:site_name')) ?? url.host,
  }),
  containers: (page) => all(page.document, select(page, 'post')),
  readPost,
  inferParents,
}

/** The path without the prefixes of the many-columned view and of versions before 4. */
function pathOf(url: URL): string {
  return url.pathname.replace(/^\/(?:deck|web)(?=\/|$)/, '') || '/'
}

function rules(page: Page): TextRules {
  // A link shows its host and a beginning: the rest is in spans that nobody sees.
  return { layout: 'flow', skips: (element) => matches(element, select(page, 'skip')) }
}

function readPost(status: Element, page: Page): Post | null {
  const above = parentOf(status)
  // A quoted post is a status too: its words are read as the quote of the outer one.
  if (above && nearest(above, select(page, 'quote'))) return null
  const quote = one(status, select(page, 'quote'))
  if (isLetter(status, quote, page)) return null
  const pick = (name: string) => {
    for (const element of all(status, select(page, name))) if (!quote?.contains(element)) return element
    return null
  }
  const link = pick('permalink')
  const href = link ? attribute(link, 'href') : null
  const id = idOf(status, href, page)
  const name = pick('name')
  if (id && !name && !link && rawText(status).trim() !== '' && matches(status, select(page, 'wrapper')))
    // A post that this reader's filters hide: its words are not in the page.
    return makePost({ key: id, text: NO_TEXT, state: 'limited', permalink: null })
  // Far off the screen only the frame is left, with its id.
  if (!id || !name) return null
  const author = authorOf(name, page)
  const body = pick('text')
  const time = link && (one(link, 'time[datetime]') ?? (matches(link, 'time[datetime]') ? link : null))
  const isFiltered = !body && pick('filter') !== null
  return makePost({
    key: id,
    permalink: ownUrl(href, page)?.href ?? addressHere(author, id, page),
    author,
    text: textOf(status, page, quote),
    quoted: quote ? quotedText(quote, page) : null,
    time: (time && isoTime(attribute(time, 'datetime'))) ?? timeOfId(id),
    timeText: link ? trimLabel(rawText(time ?? link)) : null,
    // Behind a content warning the words are not in the page, or not shown, until somebody opens it.
    state: isFiltered ? 'limited' : (pick('warning') && !body) || pick('covered') ? 'collapsed' : 'shown',
    lang: body ? attribute(body, 'lang') : null,
    counts: countsOf(pick),
    sharedBy: boostedBy(status, page),
  })
}

/** A letter to those it names, which stands among posts as one of them. No recipe has a say in that. */
const LETTER =
  '.status-direct, .status__wrapper-direct, .detailed-status__wrapper-direct, .status__visibility-icon:is(.fa-at, .fa-envelope, .icon-at), :is(.status__visibility-icon, .detailed-status__meta) :is(.fa-at, .fa-envelope, .icon-at)'

function isLetter(status: Element, quote: Element | null, page: Page): boolean {
  const around = nearest(status, select(page, 'wrapper'))
  if (matches(status, LETTER) || (around && matches(around, LETTER))) return true
  for (const mark of all(status, LETTER)) if (!quote?.contains(mark)) return true
  return false
}

/** A status says its id; the one in the middle of a page, and those drawn by the server, have it in their address. */
function idOf(status: Element, href: string | null, page: Page): string | null {
  const frame = nearest(status, select(page, 'frame'))
  const named = attribute(status, 'data-id') ?? href?.match(/\/(\d+)\/?$/)?.[1]
  return named ?? (frame ? attribute(frame, 'data-id') : null)
}

/** Warning, words, the choices of a poll, and the tags that stand in a row of their own below. */
function textOf(status: Element, page: Page, quote: Element | null): ReadText {
  const own = (name: string) =>
    Array.from(all(status, select(page, name))).filter((element) => !quote?.contains(element))
  const [warning] = own('warning')
  const [body] = own('text')
  const lines = (name: string, joint: string): ReadText => ({
    text: own(name)
      .slice(0, MOST_PARTS)
      .map((element) => readText(element, rules(page)).text)
      .join(joint),
    truncated: false,
  })
  const text = joinTexts([
    warning ? readText(warning, rules(page)) : null,
    body ? readText(body, rules(page)) : null,
    lines('options', '\n'),
    lines('tags', ' '),
  ])
  return { text: text.text, truncated: text.truncated || own('more').length > 0 }
}

const MOST_PARTS = 100

/** Of other people's replies a list says "1+" only, which is no number. */
function countsOf(pick: (name: string) => Element | null): Partial<PostCounts> {
  const count = (name: string) => {
    const counter = pick(name)
    return counter && wholeNumber(rawText(counter))
  }
  return { likes: count('favourites'), replies: count('replies'), shares: count('boosts') }
}

/** People and posts of other servers have an address on this one too, which old pages and those drawn by the server do not use. */
function addressHere(author: Author | null, id: string, page: Page): string | null {
  return author && webUrl(`/@${author.handle}/${id}`, page.url)
}

/** "Ana boosted", on the frame around a post. */
function boostedBy(status: Element, page: Page): string | null {
  const frame = nearest(status, select(page, 'wrapper'))
  const boost = frame && one(frame, select(page, 'boost'))
  return boost && readText(boost).text
}

/** An id holds its time in milliseconds above 16 bits of its own (mastodon, snowflake.rb). Ids from before that are short. */
function timeOfId(id: string): string | null {
  return id.length >= 17 && id.length <= 19 ? instant(Number(BigInt(id) >> 16n)) : null
}

function quotedText(quote: Element, page: Page): string | null {
  const texts: ReadText[] = []
  for (const part of all(quote, select(page, 'text'))) texts.push(readText(part, rules(page)))
  return joinTexts(texts).text || null
}

/**
 * `name@host` is who somebody is everywhere. Their own server shows a local account without the host, so
 * the page's is put in: read on two servers, it is the same person.
 */
function authorOf(nameplate: Element, page: Page): Author | null {
  const base = page.url
  const shown = one(nameplate, select(page, 'account'))
  const link = accountIn(attribute(nameplate, 'href'), page)
  const said = (shown ? rawText(shown) : '').trim().replace(/^@/, '')
  const account = /^[\w.-]+@[\w.-]+$/.test(said) ? said : (link ?? (/^[\w.-]+$/.test(said) ? said : null))
  if (!account) return null
  const full = account.includes('@') ? account : `${account}@${base.host}`
  const name = one(nameplate, select(page, 'shownName'))
  const stableId = attribute(nameplate, 'data-hover-card-account')
  return makeAuthor({
    key: full,
    handle: full,
    name: name ? readText(name, { layout: 'inline' }).text : null,
    url: ownUrl(attribute(nameplate, 'href'), page)?.href ?? webUrl(`/@${account}`, base),
    // A number that this server gave the account: permanent here, unknown elsewhere.
    stableId: stableId && `${base.host}:${stableId}`,
  })
}

/** Pages drawn by the server link people of other servers to their own page there. */
function accountIn(href: string | null, page: Page): string | null {
  const url = URL.parse(href ?? '', page.base.href)
  const account = url?.pathname.match(/\/@([\w.-]+(?:@[\w.-]+)?)\/?$/)?.[1] ?? null
  return account && url && !account.includes('@') && leadsAway(href, page)
    ? `${account}@${url.host}`
    : account
}

/**
 * Only the order tells. Above the post that the page is about stand its ancestors, each answering the one
 * before; below, a post "in thread" answers the one before it unless it is the first of its thread, which
 * answers the post that the page is about (mastodon, status.jsx: `connectUp`, `connectToRoot`).
 */
function inferParents(posts: readonly Post[], page: Page, statuses: readonly Element[]): readonly Post[] {
  const focal = statuses.findIndex((status) => matches(status, select(page, 'focal')))
  if (focal < 0) return posts
  return posts.map((post, at) => {
    const before = posts[at - 1]
    const status = statuses[at]
    if (post.parent || !before || !status) return post
    const starts = matches(status, `${select(page, 'startsThread')}, ${select(page, 'directAnswers')}`)
    if (at > focal && !matches(status, select(page, 'answers'))) return post
    const key = at > focal && (starts || at === focal + 1) ? posts[focal]?.key : before.key
    return key ? { ...post, parent: { key, inferred: true } } : post
  })
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
  checked: '2026-11',
  reads: {
    author: 'seen',
    stableId: 'source',
    text: 'seen',
    time: 'seen',
    permalink: 'seen',
    parent: 'source',
    quote: 'source',
    counts: 'source',
    language: 'seen',
    replyBox: 'source',
    unloaded: 'none',
  },
  notes: [
    'Held against the source of the web client and one page that its savers had trimmed by hand.',
    'A parent is inferred from the order of a thread and its lines.',
    'A post has another id on each server: read on two servers it is two posts, but its author is one person.',
    'Words behind a content warning are read where the page holds them, and the post counts as collapsed; since 4.3 the page does not hold them.',
    'How many people replied is shown as "1+" to most readers: unknown.',
    'GoToSocial, Pleroma and Misskey are other software and are not taken for Mastodon.',
  ],
}
