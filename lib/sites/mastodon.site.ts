import type { Author, PageKind, Post } from '../model/thread.ts'
import { all, attribute, matches, meta, nearest, one, parentOf, rawText, titleOf } from './dom.ts'
import { makeAuthor, makePost, NO_TEXT } from './make-post.ts'
import { joinTexts, type ReadText, readText, type TextRules } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site } from './site.ts'
import { instant, isoTime, trimLabel, webUrl } from './trim.ts'

const recipe: Recipe = {
  version: 1,
  selectors: {
    post: '.detailed-status, .status[data-id]',
    focal: '.detailed-status',
    name: '.status__display-name, .detailed-status__display-name',
    permalink: '.status__relative-time, .detailed-status__datetime',
    text: '.status__content__text',
    warning: '.status__content__spoiler, .spoiler-text, .content-warning',
    quote: '.status__quote',
  },
  expects: [
    { selector: '.detailed-status', least: 1, on: ['thread'] },
    { selector: '.status[data-id]', least: 1, on: ['feed', 'profile'] },
    {
      selector: '.status__display-name, .detailed-status__display-name',
      least: 1,
      on: ['thread', 'feed', 'profile'],
    },
  ],
  watches: ['data-id', 'href', 'datetime'],
}

/** A link shows its host and a beginning: the rest is in spans that nobody sees, quotes hang in a box of their own. */
const RULES: TextRules = {
  layout: 'flow',
  skips: (element) => matches(element, '.invisible, .quote-inline, .status__content__read-more-button'),
}

const PATH = /^(?:\/deck)?\/@([\w.-]+(?:@[\w.-]+)?)(?:\/(\d+))?/

/** Mastodon and its forks (Glitch, Hometown), which run on any host. */
export const mastodon: Site = {
  id: 'mastodon',
  name: 'Mastodon',
  hosts: [],
  origins: [],
  recipe,
  marks:
    ':root:has(#mastodon):has(script#initial-state), body.app-body:has(#mastodon), #mastodon .status[data-id], #mastodon .detailed-status',
  pageKind: (url): PageKind | null => {
    const path = url.pathname.replace(/^\/deck(?=\/|$)/, '') || '/'
    const named = path.match(PATH)
    if (named)
      return named[2]
        ? 'thread'
        : /^\/@[^/]+(\/(with_replies|media|featured|tagged\/.+))?\/?$/.test(path)
          ? 'profile'
          : null
    if (/^\/statuses\/\d+$/.test(path)) return 'thread'
    if (path === '/search') return 'search'
    return /^\/($|home|getting-started|public|explore|tags\/|timelines\/|lists\/|links\/|bookmarks|favourites|notifications|conversations)/.test(
      path,
    )
      ? 'feed'
      : null
  },
  threadKey: (url) => {
    const id = url.pathname.match(PATH)?.[2] ?? url.pathname.match(/\/statuses\/(\d+)/)?.[1]
    if (id) return `${url.origin}/statuses/${id}`
    const query = url.searchParams.get('q')
    const path = url.pathname
      .replace(/^\/deck(?=\/)/, '')
      .replace(/\/+$/, '')
      .toLowerCase()
    return `${url.origin}${path}${query === null ? '' : `?q=${encodeURIComponent(query)}`}`
  },
  describe: ({ document, url }) => ({
    title: trimLabel(meta(document, 'og:title')) ?? trimLabel(titleOf(document)),
    community: trimLabel(meta(document, 'og:site_name')) ?? url.host,
  }),
  containers: (page) => all(page.document, select(page, 'post')),
  readPost,
  inferParents,
}

function readPost(status: Element, page: Page): Post | null {
  const above = parentOf(status)
  // A quoted post is a status too: its words are read as the quote of the outer one.
  if (above && nearest(above, select(page, 'quote'))) return null
  const quote = one(status, select(page, 'quote'))
  const pick = (name: string) => {
    for (const element of all(status, select(page, name))) if (!quote?.contains(element)) return element
    return null
  }
  const link = pick('permalink')
  const href = link ? attribute(link, 'href') : null
  const id = attribute(status, 'data-id') ?? href?.match(/\/(\d+)\/?$/)?.[1]
  const name = pick('name')
  // Far off the screen only the frame is left, with its id.
  if (!id || !name) return null
  const body = pick('text')
  const warning = pick('warning')
  const time = link && one(link, 'time[datetime]')
  const text = joinTexts([warning ? readText(warning, RULES) : null, body ? readText(body, RULES) : NO_TEXT])
  return makePost({
    key: id,
    permalink: webUrl(href, page.url),
    author: authorOf(name, page.url),
    text: {
      text: text.text,
      truncated: text.truncated || one(status, '.status__content__read-more-button') !== null,
    },
    quoted: quote ? quotedText(quote, page) : null,
    time: (time && isoTime(attribute(time, 'datetime'))) ?? timeOfId(id),
    timeText: link ? trimLabel(rawText(link)) : null,
    // Behind a content warning the words are not in the page until somebody opens it.
    state: warning && !body ? 'collapsed' : 'shown',
    lang: body ? attribute(body, 'lang') : null,
  })
}

/** An id holds its time in milliseconds above 16 bits of its own (mastodon, snowflake.rb). Ids from before that are short. */
function timeOfId(id: string): string | null {
  return id.length >= 17 && id.length <= 19 ? instant(Number(BigInt(id) >> 16n)) : null
}

function quotedText(quote: Element, page: Page): string | null {
  const texts: ReadText[] = []
  for (const part of all(quote, select(page, 'text'))) texts.push(readText(part, RULES))
  return joinTexts(texts).text || null
}

/**
 * `name@host` is who somebody is everywhere. Their own server shows a local account without the host, so
 * the page's is put in: read on two servers, it is the same person.
 */
function authorOf(nameplate: Element, base: URL): Author | null {
  const shown = one(nameplate, '.display-name__account')
  const link = attribute(nameplate, 'href')?.match(/\/@([\w.-]+(?:@[\w.-]+)?)\/?$/)?.[1]
  const said = (shown ? rawText(shown) : '').trim().replace(/^@/, '')
  const account = /^[\w.-]+@[\w.-]+$/.test(said) ? said : (link ?? (/^[\w.-]+$/.test(said) ? said : null))
  if (!account) return null
  const full = account.includes('@') ? account : `${account}@${base.host}`
  const name = one(nameplate, '.display-name__html')
  const stableId = attribute(nameplate, 'data-hover-card-account')
  return makeAuthor({
    key: full,
    handle: full,
    name: name ? readText(name, { layout: 'inline' }).text : null,
    url: webUrl(attribute(nameplate, 'href') ?? `/@${account}`, base),
    // A number that this server gave the account: permanent here, unknown elsewhere.
    stableId: stableId && `${base.host}:${stableId}`,
  })
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
    const starts = matches(status, '.status--first-in-thread')
    if (at > focal && !matches(status, '.status-reply, .status--in-thread')) return post
    const key = at > focal && (starts || at === focal + 1) ? posts[focal]?.key : before.key
    return key ? { ...post, parent: { key, inferred: true } } : post
  })
}
