import type { Post } from '../model/thread.ts'
import { all, attribute, holds, isBefore, matches, nearest, one, parentOf, rawText } from './dom.ts'
import {
  type CommentIds,
  cleanLink,
  commentIdsOf,
  facebookAuthor,
  facebookUrl,
  postIdOf,
} from './facebook-address.ts'
import { timesIn } from './facebook-record.ts'
import { hashText } from './hash.ts'
import { makePost, NO_TEXT } from './make-post.ts'
import { joinTexts, type ReadText, readText, type TextRules } from './read-text.ts'
import { select } from './select.ts'
import type { Page } from './site.ts'
import { trimLabel } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

const ARTICLE = '[role="article"]'

/** "See more" is a button; a link to its author is not. */
const RULES: TextRules = { layout: 'flow', skips: (element) => matches(element, '[role="button"]') }

/** Is this element the post's own, and not that of a comment or of a shared post in it? */
function isOwn(element: Element, container: Element): boolean {
  const article = nearest(element, ARTICLE)
  return !article || article === container || !holds(container, article)
}

function* own(container: Element, selector: string): Generator<Element, void> {
  for (const element of all(container, selector)) if (isOwn(element, container)) yield element
}

/** A comment's links name the comment, in every language: its author's, and its age's. */
export function commentIn(article: Element, page: Page): CommentIds | null {
  let found: CommentIds | null = null
  for (const link of own(article, 'a[href*="comment_id="]')) {
    const url = facebookUrl(attribute(link, 'href'), page.url)
    const ids = url && commentIdsOf(url)
    if (!ids) continue
    // The link of the age says what is answered; the author's says which post it is.
    found = found
      ? { id: found.id, above: found.above ?? ids.above, post: numeric(found.post) ?? ids.post }
      : ids
    if (ids.above) found = { ...found, id: ids.id }
  }
  return found
}

function numeric(id: string | null): string | null {
  return id && /^\d+$/.test(id) ? id : null
}

export function readComment(article: Element, ids: CommentIds, page: Page): Post | null {
  const links = [...own(article, 'a[href*="comment_id="]')]
  const urls = links.map((link) => facebookUrl(attribute(link, 'href'), page.url))
  const author = authorAmong(links, page)
  const age = links.findLast((_, at) => urls[at] && postIdOf(urls[at]) !== null)
  const ageUrl = age && facebookUrl(attribute(age, 'href'), page.url)
  const body = bodyOf(article)
  if (!author && body.text === '') return null
  const tongue = [...own(article, '[lang]')][0]
  return makePost({
    key: ids.id,
    permalink: ageUrl ? cleanLink(ageUrl) : linkOf(ids, page),
    author,
    text: body,
    time: timesIn(page.document, page.url).get(ids.id) ?? null,
    timeText: age ? rawText(age) : null,
    parent: ids.above ? { key: ids.above, inferred: false } : null,
    lang: tongue ? attribute(tongue, 'lang') : null,
    counts: { likes: labelledCount(article) },
  })
}

/** Where the link of the age is not there: the post's own address with the comment's number. */
function linkOf(ids: CommentIds, page: Page): string | null {
  if (!postIdOf(page.url)) return null
  const url = new URL(page.url.href)
  url.searchParams.delete('reply_comment_id')
  url.searchParams.set('comment_id', ids.id)
  return cleanLink(url)
}

export function readUpdate(container: Element, page: Page): Post | null {
  const messages = messagesOf(container, page)
  const names = [...own(container, select(page, 'name'))]
  // Shared without a word: the only text is below the second name, and that of the other post.
  const isShared =
    names.length > 1 &&
    messages.length === 1 &&
    !!messages[0] &&
    !!names[1] &&
    isBefore(names[1], messages[0])
  const message = isShared ? undefined : messages[0]
  const author = authorAmong(headLinks(container, messages[0], page), page)
  const text = message ? bodyOf(message) : messages.length > 0 ? NO_TEXT : looseText(container, page)
  if (!author && text.text === '' && messages.length === 0) return null
  const stamp = stampOf(container, page)
  const url = stamp?.url ?? (isAsked(container, page) ? page.url : null)
  const asked = isAsked(container, page) ? numeric(postIdOf(page.url)) : null
  const id = asked ?? (url && postIdOf(url))
  const other = isShared ? messages[0] : messages[1]
  return makePost({
    key: id ?? `#${hashText(`${author?.key}\n${text.text}`)}`,
    permalink: url && cleanLink(url),
    author,
    text,
    quoted: other ? bodyOf(other).text : null,
    time: timeOf([id, url && postIdOf(url)], page),
    timeText: stamp?.text ?? null,
    counts: countsOf(container),
    promoted: [...own(container, select(page, 'promoted'))].length > 0,
  })
}

function timeOf(ids: readonly (string | null)[], page: Page): string | null {
  const times = timesIn(page.document, page.url)
  return ids.map((id) => (id ? times.get(id) : undefined)).find((time) => time !== undefined) ?? null
}

/** The page about one post shows it first. */
function isAsked(container: Element, page: Page): boolean {
  if (postIdOf(page.url) === null) return false
  const first = one(page.document, select(page, 'name')) ?? one(page.document, select(page, 'message'))
  return (
    !first ||
    holds(container, first) ||
    nearest(first, '[role="dialog"]') !== nearest(container, '[role="dialog"]')
  )
}

/** The words of a post and those of one that it shares, which stand below. */
function messagesOf(container: Element, page: Page): Element[] {
  const found: Element[] = []
  for (const message of all(container, select(page, 'message'))) {
    if (found.some((outer) => holds(outer, message))) continue
    const article = nearest(message, ARTICLE)
    const foreign = article && article !== container && holds(container, article)
    if (!foreign || !commentIn(article, page)) found.push(message)
  }
  return found
}

/**
 * The lines of a text are `div[dir=auto]`, and those of a paragraph have one parent. Margins are no text, so
 * without the grouping all paragraphs would run together.
 */
function bodyOf(place: Element): ReadText {
  const paragraphs: { readonly parent: Element | null; lines: string[] }[] = []
  let last: Element | null = null
  let truncated = false
  for (const line of own(place, 'div[dir="auto"]')) {
    if ((last && holds(last, line)) || nearest(line, 'a,[role="button"]')) continue
    last = line
    truncated ||= one(line, '[role="button"]') !== null
    const parent = parentOf(line)
    const text = readText(line, RULES)
    truncated ||= text.truncated
    const open = paragraphs.at(-1)
    if (open && open.parent === parent) open.lines.push(text.text)
    else paragraphs.push({ parent, lines: [text.text] })
  }
  if (paragraphs.length === 0) return matches(place, ARTICLE) ? NO_TEXT : readText(place, RULES)
  const whole = joinTexts(paragraphs.map(({ lines }) => ({ text: lines.join('\n').trim(), truncated })))
  return truncated ? { text: whole.text.replace(/\s*…$/, ''), truncated } : whole
}

/** A photo's or a reel's caption has no name of its own: the lines of the post that no comment holds. */
function looseText(container: Element, page: Page): ReadText {
  return postIdOf(page.url) !== null || matches(container, '[aria-posinset]') ? bodyOf(container) : NO_TEXT
}

/** Links above the text. A name stands in a heading, or in a group below the heading with the group's name. */
function headLinks(container: Element, message: Element | undefined, page: Page): Element[] {
  const named: Element[] = []
  const others: Element[] = []
  for (const link of own(container, 'a[href]')) {
    if (message && !isBefore(link, message)) break
    if (nearest(link, select(page, 'head'))) named.push(link)
    else others.push(link)
  }
  return [...named, ...others]
}

function authorAmong(links: readonly Element[], page: Page) {
  for (const link of links) {
    const shown = trimLabel(readText(link).text)
    const url = shown ? facebookUrl(attribute(link, 'href'), page.url) : null
    const author = url && facebookAuthor(url, shown)
    if (author) return author
  }
  return null
}

/** The age of a post is its link, whose label is whole while its text may be drawn in shuffled pieces. */
function stampOf(container: Element, page: Page): { url: URL; text: string | null } | null {
  let found: { url: URL; text: string | null } | null = null
  for (const link of own(container, 'a[href]')) {
    const url = facebookUrl(attribute(link, 'href'), page.url)
    if (!url || url.searchParams.has('comment_id') || postIdOf(url) === null) continue
    const label = trimLabel(attribute(link, 'aria-label')) ?? trimLabel(rawText(link))
    if (label && label.length <= 60 && /\p{N}/u.test(label)) return { url, text: label }
    found ??= { url, text: null }
  }
  return found
}

/** The toolbar shows who reacted; beside it stands the sum. Then come the comments, which fold, and the shares. */
function countsOf(container: Element): Post['counts'] {
  const toolbar = [...own(container, '[role="toolbar"]')][0]
  const beside = toolbar && parentOf(toolbar)
  const sums = beside
    ? [...all(beside, 'span[aria-hidden="true"]')].map((sum) => wholeNumber(rawText(sum)))
    : []
  const buttons = [...own(container, '[role="button"]')].filter((button) =>
    /^\s*\p{N}[\p{N}.,\s\u00a0]*\p{L}+/u.test(rawText(button)),
  )
  const folding = buttons.findIndex((button) => attribute(button, 'aria-expanded') !== null)
  const count = (at: number) => wholeNumber(buttons[at] ? rawText(buttons[at]) : null)
  return {
    likes: sums.find((sum) => sum !== null) ?? null,
    replies: folding < 0 ? null : count(folding),
    shares: folding < 0 ? null : count(folding + 1),
    views: null,
  }
}

/** "3 reactions; see who reacted to this": a button's label that begins with a number. */
function labelledCount(article: Element): number | null {
  for (const button of own(article, '[role="button"][aria-label]')) {
    const label = attribute(button, 'aria-label') ?? ''
    if (/^\p{N}/u.test(label)) return wholeNumber(label)
  }
  return null
}
