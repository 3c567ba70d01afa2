import type { Post } from '../model/thread.ts'
import { attribute, holds, matches, nearest, one, parentOf, rawText, tagOf } from './dom.ts'
import { field, fieldElement, fieldHref } from './fields.ts'
import {
  commentLink,
  commentUrn,
  linkedinAuthor,
  type PostUrn,
  PROFILE_LINK,
  postLink,
  postUrn,
  timeOfId,
} from './linkedin-urn.ts'
import { makePost } from './make-post.ts'
import { joinTexts, readText, type TextRules } from './read-text.ts'
import { select } from './select.ts'
import type { Page } from './site.ts'
import { trimLabel } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

/**
 * The Ember layout and the public page. Both name each post and comment by its number and give every field
 * a class or a test id of its own, so the recipe says where things stand in either.
 */

const EMBER: TextRules = {
  layout: 'flow',
  // A hashtag has a twin for screen readers: "hashtag" before "#tag".
  skips: (element) => matches(element, '.visually-hidden'),
}
/** The public page sets `white-space: pre-wrap`. */
const GUEST: TextRules = { layout: 'inline' }

export function readNamedPost(container: Element, page: Page): Post | null {
  const comment = commentUrn(commentName(container, page))
  if (comment) return readComment(container, comment, page)
  const urn = urnOf(container)
  return urn && !matches(container, select(page, 'comment')) ? readUpdate(container, urn, page) : null
}

/** What a repost shows is the post it passes on: on the public page that one is the featured activity. */
function urnOf(container: Element): PostUrn | null {
  for (const name of ['data-featured-activity-urn', 'data-activity-urn', 'data-urn', 'data-id']) {
    const urn = postUrn(attribute(container, name))
    if (urn) return urn
  }
  return null
}

function commentName(container: Element, page: Page): string | null {
  if (!matches(container, select(page, 'comment'))) return null
  return attribute(container, 'data-id') ?? fieldHref(container, page, 'commentUrn')
}

function readUpdate(container: Element, urn: PostUrn, page: Page): Post | null {
  const quote = fieldElement(container, page, 'reshared')
  const author = authorOf(container, page)
  const body = fieldElement(container, page, 'text')
  const own = body && !(quote && holds(quote, body)) ? body : null
  // The shell of a post that is off screen has its number and nothing else.
  if (!author && !own && !quote) return null
  const line = fieldElement(container, page, 'time')
  const promoted = line !== null && isPaid(line)
  return makePost({
    key: urn.id,
    permalink: postLink(urn),
    author,
    text: joinTexts([own ? readText(own, rulesFor(container)) : null]),
    quoted: quote ? quotedText(quote, page) : null,
    // What a repost passes on has a number, and so a time, of its own.
    time: timeOfId(postUrn(attribute(container, 'data-attributed-urn'))?.id ?? urn.id),
    timeText: line && !promoted ? clock(line) : null,
    counts: countsOf(container, page),
    sharedBy: sharerOf(container, page),
    promoted: promoted || one(container, select(page, 'promoted')) !== null,
  })
}

/**
 * Below the name stand the age, which has a digit in it, and a picture that says who may see the post. An
 * advertisement has one word there, in the reader's language.
 */
function isPaid(line: Element): boolean {
  return !/\p{N}/u.test(rawText(line)) && rawText(line).trim() !== '' && !one(line, 'svg,li-icon')
}

/** "8h • Edited •", or on the public page "4d", a dot and "Edited" in elements of their own: the age comes first. */
function clock(line: Element): string | null {
  const twin = tagOf(line) === 'TIME' ? null : one(line, '[aria-hidden="true"]')
  return trimLabel(
    rawText(twin ?? line)
      .trim()
      .split(/[•·\n]/)[0],
  )
}

function rulesFor(container: Element): TextRules {
  return attribute(container, 'data-activity-urn') === null && !matches(container, 'section') ? EMBER : GUEST
}

function quotedText(quote: Element, page: Page): string | null {
  const text = one(quote, select(page, 'text'))
  return text ? readText(text, nearest(quote, '[data-activity-urn]') ? GUEST : EMBER).text || null : null
}

function authorOf(container: Element, page: Page) {
  return linkedinAuthor(fieldHref(container, page, 'profile'), field(container, page, 'author'), page.url)
}

/** "Ana reposted this", "Tom likes this": a line with somebody's link in it. "Suggested" has none. */
function sharerOf(container: Element, page: Page): string | null {
  const header = fieldElement(container, page, 'sharer')
  return header && one(header, PROFILE_LINK) ? readText(header, EMBER).text : null
}

function countsOf(container: Element, page: Page) {
  const count = (name: string) => wholeNumber(field(container, page, name))
  return { likes: count('likes'), replies: count('replies'), shares: count('shares') }
}

function readComment(
  container: Element,
  { post, id }: { readonly post: PostUrn; readonly id: string },
  page: Page,
): Post | null {
  const author = authorOf(container, page)
  const body = fieldElement(container, page, 'commentText')
  if (!author && !body) return null
  const above = parentOf(container)
  const outer = above && nearest(above, select(page, 'comment'))
  const answered = outer && commentUrn(commentName(outer, page))?.id
  const update = above && nearest(above, select(page, 'update'))
  const root = (update && urnOf(update)?.id) ?? post.id
  return makePost({
    key: id,
    permalink: commentLink(post, id, answered ?? null),
    author,
    text: joinTexts([body && readText(body, rulesFor(container))]),
    time: timeOfId(id),
    timeText: field(container, page, 'commentTime'),
    parent: { key: answered ?? root, inferred: false },
    counts: { likes: wholeNumber(field(container, page, 'commentLikes')) },
  })
}
