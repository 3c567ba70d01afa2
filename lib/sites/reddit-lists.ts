import type { Author, Post } from '../model/thread.ts'
import { all, attribute, nearest, one, parentOf, rawText } from './dom.ts'
import { makePost, NO_TEXT, readWords, type StandingOf, standingBy, type Words } from './make-post.ts'
import { ownUrl } from './page-address.ts'
import { joinTexts, type TextRules } from './read-text.ts'
import { goneState, redditor, submissionKey } from './reddit-paths.ts'
import { select } from './select.ts'
import type { Page } from './site.ts'
import { isoTime, trimLabel, webUrl } from './trim.ts'
import { scoreIn, wholeNumber } from './whole-number.ts'

const REDDIT = ['reddit.com']

/** Posts and comments in the lists that show them by other elements than a thread does. */

/** One result may be wrapped in several elements with names of their own: the outermost that holds a title. */
export function isSearchUnit(unit: Element, page: Page): boolean {
  const above = parentOf(unit)
  return (
    (!above || !nearest(above, select(page, 'searchUnit'))) && one(unit, select(page, 'searchTitle')) !== null
  )
}

/**
 * What a result shows, and what the record for the site's statistics says of it beyond: who wrote it, and
 * the first words where they are not shown.
 */
export function readSearchUnit(unit: Element, page: Page): Post | null {
  const link = one(unit, 'a[href*="/comments/"]') ?? nearest(unit, 'a[href*="/comments/"]')
  const href = link && attribute(link, 'href')
  const url = ownUrl(href, page, REDDIT)
  const key = url && submissionKey(url)
  if (!key) return null
  const record = recordOf(unit, key, page)
  const named = one(unit, select(page, 'searchTitle'))
  const title =
    record.title ?? (named && (trimLabel(attribute(named, 'aria-label')) ?? trimLabel(rawText(named))))
  const time = one(unit, select(page, 'time'))
  const counts = [...all(unit, select(page, 'searchCounts'))].map((count) =>
    wholeNumber(attribute(count, 'number')),
  )
  return makePost({
    key,
    permalink: webUrl(url.pathname, page.url),
    author: redditor(record.author, record.authorId, page.url),
    text: joinTexts([
      { text: title ?? '', truncated: false },
      record.snippet ? { text: record.snippet, truncated: true } : null,
    ]),
    time: time ? isoTime(attribute(time, 'datetime') ?? attribute(time, 'ts')) : null,
    timeText: time ? rawText(time) : null,
    counts: { likes: counts[0] ?? null, replies: counts[1] ?? null },
  })
}

interface SearchRecord {
  readonly title: string | null
  readonly author: string | null
  readonly authorId: string | null
  readonly snippet: string | null
}

function recordOf(unit: Element, key: string, page: Page): SearchRecord {
  const tracker = select(page, 'searchTracker')
  const around = nearest(unit, tracker)
  for (const element of around ? [around, ...all(unit, tracker)] : all(unit, tracker)) {
    const record = parse(attribute(element, 'data-faceplate-tracking-context') ?? '')
    if (text(part(record, 'post'), 'id')?.toLowerCase() !== key) continue
    return {
      title: trimLabel(text(part(record, 'post'), 'title')),
      author: text(part(record, 'profile'), 'name'),
      authorId: text(part(record, 'profile'), 'id'),
      snippet: text(part(record, 'search'), 'snippet'),
    }
  }
  return { title: null, author: null, authorId: null, snippet: null }
}

function parse(source: string): unknown {
  try {
    return source.length < 20_000 ? JSON.parse(source) : null
  } catch {
    return null
  }
}

function part(record: unknown, name: string): unknown {
  return typeof record === 'object' && record !== null ? (record as Record<string, unknown>)[name] : null
}

function text(record: unknown, name: string): string | null {
  const value = part(record, name)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

/** A comment as a result. It stands below its post, which is listed once more for each. */
export function readSearchComment(unit: Element, page: Page, rules: TextRules): Post | null {
  const link = one(unit, select(page, 'searchCommentLink'))
  const url = ownUrl(link && attribute(link, 'href'), page, REDDIT)
  const [, id] = url?.pathname.match(/\/comments\/[a-z0-9]+\/(?:comment|[^/]*)\/([a-z0-9]+)\/?$/i) ?? []
  const shown = one(unit, select(page, 'searchCommentPart'))
  if (!url || !id || !shown) return null
  const votes = one(shown, 'faceplate-number[number]')
  return makeComment(shown, page, {
    key: `t1_${id.toLowerCase()}`,
    url,
    author: redditor(nameIn(shown, page), null, page.url),
    words: readWords(one(shown, select(page, 'searchCommentBody')), quotesIn(page, rules)),
    likes: scoreIn(votes && attribute(votes, 'number')),
  })
}

/** Whose page a link leads to. The name may also be a button, made of a link that leads nowhere. */
function nameIn(shown: Element, page: Page): string | null {
  for (const link of all(shown, 'a[href*="/user/"],a[href="#"]')) {
    const named = ownUrl(attribute(link, 'href'), page, REDDIT)?.pathname.match(PERSON)?.[1]
    const name = named ?? rawText(link).trim()
    if (/^[\w-]{3,20}$/.test(name)) return name
  }
  return null
}

/** In a profile a comment has other attributes than in a thread, and its author is whose profile it is. */
export function readProfileComment(card: Element, page: Page, rules: TextRules): Post | null {
  const key = attribute(card, 'comment-id')
  if (!key || !/^t1_[a-z0-9]+$/i.test(key)) return null
  const votes = one(card, 'shreddit-comment-action-row[score]')
  return makeComment(card, page, {
    key,
    url: ownUrl(attribute(card, 'href'), page, REDDIT),
    author: redditor(ownerOf(card, page), null, page.url),
    words: readWords(one(card, select(page, 'profileBody')), quotesIn(page, rules)),
    likes: scoreIn(votes && attribute(votes, 'score')),
  })
}

function quotesIn(page: Page, { skips }: TextRules): StandingOf {
  return standingBy(select(page, 'quote'), skips)
}

interface Comment {
  readonly key: string
  readonly url: URL | null
  readonly author: Author | null
  readonly words: Words
  readonly likes: number | null
}

/** A comment apart from its thread: what it answers is taken to be the post that its address names. */
function makeComment(shown: Element, page: Page, { key, url, author, words, likes }: Comment): Post {
  const gone = goneState(words.own.text)
  const time = one(shown, select(page, 'time'))
  const post = url && submissionKey(url)
  return makePost({
    key,
    permalink: url && webUrl(url.pathname, page.url),
    author,
    text: gone ? NO_TEXT : words.own,
    quoted: words.quoted,
    time: time ? isoTime(attribute(time, 'datetime') ?? attribute(time, 'ts')) : null,
    timeText: time ? rawText(time) : null,
    parent: post ? { key: post, inferred: true } : null,
    state: gone ?? 'shown',
    counts: { likes },
  })
}

const PERSON = /^\/(?:u|user)\/([\w-]+)/i

function ownerOf(card: Element, page: Page): string | null {
  const owner = page.url.pathname.match(PERSON)?.[1]
  if (owner) return owner
  const link = one(card, 'a[href*="/user/"]')
  const path = link && ownUrl(attribute(link, 'href'), page, REDDIT)?.pathname
  return path?.match(PERSON)?.[1] ?? null
}
