import type { Author, Post } from '../model/thread.ts'
import { all, attribute, holds, isBefore, matches, nearest, one, parentOf, rawText } from './dom.ts'
import { hashText } from './hash.ts'
import {
  commentBoxPost,
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
 * The layout of 2026, whose classes are hashes: known by `componentkey`s, roles and test ids. Most of its
 * posts name their number in coded form alone, and only what stands before the text tells who wrote it.
 */

const RULES: TextRules = { layout: 'flow', skips: (element) => matches(element, '[role="button"]') }

/** A page may nest without end. */
const DEEPEST = 50

/** Several elements nested in each other carry one comment's key, and a card may be wrapped twice: the outermost counts. */
export function isOutermost(container: Element, page: Page): boolean {
  const above = parentOf(container)
  if (!above) return true
  const comment = commentOf(container)
  if (!comment) return nearest(above, select(page, 'card')) === null
  let outer = nearest(above, select(page, 'node'))
  for (let step = 0; outer && step < DEEPEST; step++, outer = nextOut(outer, page))
    if (commentOf(outer)?.id === comment.id) return false
  return true
}

function nextOut(element: Element, page: Page): Element | null {
  const above = parentOf(element)
  return above && nearest(above, select(page, 'node'))
}

function commentOf(element: Element) {
  return commentUrn(attribute(element, 'componentkey')) ?? commentUrn(attribute(element, 'id'))
}

export function readCard(container: Element, page: Page): Post | null {
  const comment = commentOf(container)
  return comment ? readComment(container, comment, page) : readUpdate(container, page)
}

function readUpdate(card: Element, page: Page): Post | null {
  const [body, quote] = textsOf(card, page)
  const { author, context } = peopleOf(card, body, page)
  if (!author || (!body && !matches(card, select(page, 'surely')))) return null
  const urn = urnOf(card, quote !== undefined, page)
  const text = joinTexts([body ? readText(body, RULES) : null])
  const opaque = text.text === '' ? (attribute(card, 'componentkey') ?? '') : text.text
  return makePost({
    key: urn?.id ?? `#${hashText(`${author.key}\n${opaque}`)}`,
    permalink: urn && postLink(urn),
    author,
    text,
    quoted: quote ? readText(quote, RULES).text : null,
    time: timeOfId(urn?.id),
    timeText: clockOf(card, body, page),
    sharedBy: context,
    counts: { likes: countOf(card, 'cardLikes', page), replies: countOf(card, 'cardReplies', page) },
    promoted: one(card, select(page, 'promoted')) !== null || matches(card, select(page, 'promoted')),
  })
}

function readComment(
  container: Element,
  { post, id }: { readonly post: PostUrn; readonly id: string },
  page: Page,
): Post | null {
  const [body] = textsOf(container, page)
  const { author } = peopleOf(container, body, page)
  if (!author && !body) return null
  let outer = nextOut(container, page)
  while (outer && commentOf(outer)?.id === id) outer = nextOut(outer, page)
  const above = outer && commentOf(outer)?.id
  return makePost({
    key: id,
    permalink: commentLink(post, id, above ?? null),
    author,
    text: joinTexts([body ? readText(body, RULES) : null]),
    time: timeOfId(id),
    timeText: clockOf(container, body, page),
    parent: above ? { key: above, inferred: false } : null,
  })
}

/** Is this element the container's own, and not that of a comment within it? */
function isOwn(element: Element, container: Element, page: Page): boolean {
  const holder = nearest(element, select(page, 'node'))
  if (!holder || holder === container || holds(holder, container)) return true
  const comment = commentOf(holder)
  return comment?.id === commentOf(container)?.id
}

/** The words of a post, and those of the one that it passes on. */
function textsOf(container: Element, page: Page): Element[] {
  const found: Element[] = []
  for (const box of all(container, select(page, 'box'))) {
    // Comments whose frame is not known are nobody's quote.
    const list = nearest(box, select(page, 'comments'))
    const isBelow = list !== null && holds(container, list)
    if (!isBelow && !found.some((outer) => holds(outer, box)) && isOwn(box, container, page)) found.push(box)
  }
  return found.slice(0, 2)
}

/**
 * Above the text stands the author, and above the author who passed the post on, if anybody did. The card's
 * buttons name the author ("open the menu of the post by …"), in whatever language.
 */
function peopleOf(container: Element, body: Element | undefined, page: Page) {
  const people: { readonly author: Author; readonly link: Element }[] = []
  for (const link of all(container, PROFILE_LINK)) {
    if (!isOwn(link, container, page) || (body && (!isBefore(link, body) || holds(body, link)))) continue
    const author = linkedinAuthor(attribute(link, 'href'), nameIn(link), page.url)
    if (author) people.push({ author, link })
    if (people.length === 8) break
  }
  const named = people.filter(({ author }) => author.name !== null)
  const labels = ownLabels(container, page)
  const chosen =
    named.find(({ author }) => labels.some((label) => label.includes(author.name ?? ''))) ??
    (body ? named.at(-1) : named[0]) ??
    people[0]
  const sharer = named.find(({ author }) => author.key !== chosen?.author.key)
  return {
    author: chosen?.author ?? null,
    context: sharer && chosen && isBefore(sharer.link, chosen.link) ? lineOf(sharer.link) : null,
  }
}

function ownLabels(container: Element, page: Page): string[] {
  const labels: string[] = []
  for (const button of all(container, 'button[aria-label]'))
    if (isOwn(button, container, page)) labels.push(attribute(button, 'aria-label') ?? '')
  return labels
}

/** Name, degree, headline and age may all be in the link: the name comes first, in a twin for the eye. */
function nameIn(link: Element): string | null {
  const place = one(link, 'span[aria-hidden="true"]') ?? one(link, 'p') ?? link
  const name = trimLabel(readText(place).text.split(/\n|\s[•·]\s/)[0])
  if (name) return name
  const drawn = one(link, 'svg[aria-label]')
  return drawn && trimLabel(attribute(drawn, 'aria-label'))
}

function lineOf(link: Element): string | null {
  const line = nearest(link, 'p,span,div')
  return line && trimLabel(readText(line).text.split('\n')[0])
}

/** "12h", "3 Wo.", "2 sem": a short line with a number, between the name and the text. The last such is it. */
function clockOf(container: Element, body: Element | undefined, page: Page): string | null {
  let clock: string | null = null
  for (const line of all(container, 'p,time')) {
    if (body && !isBefore(line, body)) break
    if (!isOwn(line, container, page)) continue
    const text = rawText(line).split('•')[0]?.trim() ?? ''
    if (/^\p{L}{0,6}\s?\p{N}{1,2}\s?\p{L}{1,8}\.?$/u.test(text)) clock = text
  }
  return clock
}

/** Many cards name the places of their counts no more, and then there are none. */
function countOf(card: Element, name: string, page: Page): number | null {
  for (const place of all(card, select(page, name)))
    if (isOwn(place, card, page)) return wholeNumber(rawText(place))
  return null
}

/**
 * The number of a post, wherever the card lets it slip: in the key of a component or of a comment, on a page
 * about one post in the address, in the key of the comment box, in a link (not where a quoted post has links
 * of its own), or in the record for the site's statistics.
 */
function urnOf(card: Element, hasQuote: boolean, page: Page): PostUrn | null {
  for (const element of [card, ...all(card, '[componentkey*="urn:li:"],[componentkey*="ShareUrn"]')]) {
    const key = attribute(element, 'componentkey') ?? ''
    const share = key.match(/ShareUrn\(shareId=(\d{10,20})\)/)?.[1]
    const urn = postUrn(key) ?? (share ? { kind: 'share', id: share } : null)
    if (urn) return urn
  }
  const asked = onlyCard(card, page) ? postUrn(page.url.pathname) : null
  if (asked) return asked
  for (const tools of all(card, select(page, 'tools'))) {
    const urn =
      isOwn(tools, card, page) &&
      (commentBoxPost(attribute(tools, 'componentkey')) ?? commentBoxPost(attribute(tools, 'id')))
    if (urn) return urn
  }
  const links = hasQuote ? 'a[href*="/analytics/post-summary/"]' : 'a[href*="urn:li:"],a[href*="urn%3Ali"]'
  for (const link of all(card, links)) {
    const urn = isOwn(link, card, page) && postUrn(attribute(link, 'href'))
    if (urn) return urn
  }
  return served(card)
}

/** On a page about one post the first card is it. */
function onlyCard(card: Element, page: Page): boolean {
  return one(page.document, select(page, 'card')) === card
}

/** The bytes of a record, written out as numbers. */
function served(card: Element): PostUrn | null {
  const record = one(card, '[data-view-tracking-scope]') ?? card
  const scope = attribute(record, 'data-view-tracking-scope')
  const bytes = scope && scope.length < 50_000 ? scope.match(/"data":\[([\d,\s]+)\]/)?.[1] : null
  if (!bytes) return null
  return postUrn(
    bytes
      .split(',')
      .map((code) => String.fromCharCode(Number(code)))
      .join(''),
  )
}

/**
 * Replies stand beside what they answer, told apart by where they are drawn. One that begins with somebody's
 * name answers the last comment above by that person; any other is taken to answer the post.
 */
export function inferCardParents(
  posts: readonly Post[],
  page: Page,
  containers: readonly Element[],
): readonly Post[] {
  const first = posts.find((_, at) => containers[at] && !commentOf(containers[at]))
  return posts.map((post, at) => {
    const container = containers[at]
    const comment = container && !post.parent ? commentOf(container) : null
    if (!container || !comment) return post
    const [body] = textsOf(container, page)
    const mention = body && one(body, PROFILE_LINK)
    const name = mention && trimLabel(rawText(mention))
    const who =
      name && post.text.startsWith(name) ? linkedinAuthor(attribute(mention, 'href'), name, page.url) : null
    const answered =
      who && posts.findLast((other, order) => order < at && isComment(other) && other.author?.key === who.key)
    const card = nearest(container, select(page, 'card'))
    const root = (card && posts[containers.indexOf(card)]) ?? first
    return { ...post, parent: { key: answered?.key ?? root?.key ?? comment.post.id, inferred: true } }
  })
}

function isComment(post: Post): boolean {
  return post.permalink?.includes('?commentUrn=') ?? false
}
