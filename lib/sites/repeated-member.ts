import {
  all,
  attribute,
  charactersOf,
  firstChildOf,
  holds,
  isDraft,
  matches,
  nameOf,
  nearest,
  nextSiblingOf,
  parentOf,
  rawText,
} from './dom.ts'
import { isFolded, isQuoted } from './repeated-folded.ts'
import { firstWithin, withinOf } from './repeated-selectors.ts'
import { authorSign, nameIn } from './repeated-signs.ts'
import { trimLabel, webUrl } from './trim.ts'

/** One of the alike elements, without those nested in it. */
export interface Member {
  readonly authors: ReadonlyMap<string, { readonly name: string; readonly sign: number }>
  /** Where a time stands, and how many stand there: of a list of posts more than one. */
  readonly times: ReadonlyMap<string, number>
  readonly links: ReadonlyMap<string, string>
  readonly body: string | null
  readonly text: string
  readonly prose: number
  readonly linked: number
  /** How many words of the prose stand in a block quote. */
  readonly quoted: number
  /** Where names and times stand among the words: what holds them and no words. Null: apart from the words. */
  readonly beside: readonly string[] | null
  readonly leadsAway: boolean
  readonly isChosen: boolean
  /** A price stands in it by itself. */
  readonly hasPrice: boolean
}

/** Most elements and texts looked at in one member. */
const MOST_NODES = 1_500

/** What the page in hand is, and how much looking is left. */
export interface Looking {
  readonly url: URL
  /** What its links are relative to. */
  readonly base: URL
  readonly times: ReadonlySet<Element>
  budget: number
}

/** Looks at one of the elements that `selector` finds: signs of an author, a time, words and links. */
export function look(element: Element, selector: string, looking: Looking): Member {
  const authors = new Map<string, { name: string; sign: number }>()
  const timed: Element[] = []
  const signed = new Map<Element, string>()
  const texts: Text[] = []
  let isChosen = false
  for (const node of ownNodes(element, selector, looking)) {
    if (node instanceof Text) {
      texts.push(node)
      continue
    }
    if (looking.times.has(node) && !isQuoted(node, element)) timed.push(node)
    isChosen ||= matches(node, 'input[type="checkbox"],input[type="radio"],[role="checkbox"]')
    const name = authorSign(node) > 0 ? nameIn(node) : null
    if (name && !isQuoted(node, element)) signed.set(node, name)
  }
  for (const [node, name] of signed)
    if (!isAround(node, name, signed)) addAuthor(node, name, element, authors)
  const weighed = weigh(element, texts, [...timed, ...signed.keys()])
  return {
    authors,
    times: placesOf(timed, element),
    links: linksOf(element, selector, timed, looking),
    body: weighed.body && firstWithin(weighed.body, element),
    text: weighed.text,
    prose: weighed.prose,
    linked: weighed.linked,
    quoted: weighed.quoted,
    beside: besideIn(element, weighed, [...timed.slice(0, 1), ...[...signed.keys()].slice(0, 1)]),
    leadsAway: leadsAway(element, selector, [...signed.keys(), ...timed], weighed.body, looking),
    isChosen,
    hasPrice: texts.some((text) => charactersOf(text).length < 40 && PRICE.test(charactersOf(text))),
  }
}

/** "€ 40", "1.200 EUR VB", "$15 obo" and nothing else. */
const PRICE =
  /^\s*(?:[€$£¥₹]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[€$£¥₹]|EUR|USD|GBP|CHF|PLN|zł|kr|Kč))\s*(?:VB|FP|VHB|obo|ono|negotiable|fixed)?\s*$/i

function besideIn(
  member: Element,
  { body, weights, prose }: ReturnType<typeof weigh>,
  signs: readonly Element[],
): readonly string[] | null {
  if (!body || !signs.some((sign) => holds(body, sign))) return null
  return signs.flatMap((sign) => {
    let outer = sign
    for (let above = parentOf(sign); above && above !== body && holds(body, above); above = parentOf(above)) {
      if ((weights.get(above) ?? 0) > 0.3 * prose) break
      outer = above
    }
    return (holds(body, outer) && outer !== body && withinOf(outer, member)) || []
  })
}

function addAuthor(
  node: Element,
  name: string,
  member: Element,
  authors: Map<string, { name: string; sign: number }>,
): void {
  const key = firstWithin(node, member)
  if (key && !authors.has(key)) authors.set(key, { name, sign: authorSign(node) })
}

/** What holds a name and more words, as a card of a person does, is not where the name stands. */
function isAround(outer: Element, words: string, signed: ReadonlyMap<Element, string>): boolean {
  for (const [inner, name] of signed)
    if (inner !== outer && name !== words && holds(outer, inner)) return true
  return false
}

/** Where times stand, the first of each kind, and how many of that kind there are. */
function placesOf(timed: readonly Element[], member: Element): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const places = new Map<string, string>()
  for (const time of timed) {
    const kind = withinOf(time, member)
    if (!kind) continue
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    const place = places.has(kind) ? null : firstWithin(time, member)
    if (place) places.set(kind, place)
  }
  return new Map([...places].map(([kind, place]) => [place, counts.get(kind) ?? 1]))
}

/** The nodes of a member that are not in another member nested in it, in document order. */
function* ownNodes(root: Element, selector: string, looking: Looking): Generator<Element | Text, void> {
  let node: Node | null = firstChildOf(root)
  for (let seen = 0; node && seen < MOST_NODES && looking.budget > 0; seen++) {
    looking.budget--
    const inside: boolean =
      node instanceof Element &&
      !SILENT.has(nameOf(node)) &&
      !isDraft(node) &&
      !isFolded(node) &&
      !matches(node, selector)
    if (node instanceof Text ? charactersOf(node).trim() !== '' : inside) yield node as Element | Text
    let next: Node | null = (inside && firstChildOf(node)) || nextSiblingOf(node)
    for (let above: Node | null = node; !next && above && above !== root; ) {
      above = parentOf(above)
      next = above && above !== root ? nextSiblingOf(above) : null
    }
    node = next
  }
}

const SILENT: ReadonlySet<string> = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'svg',
  'textarea',
  'select',
  'button',
])

/** Parts of what somebody writes, never the whole of it: its first paragraph would be taken for all. */
const PARTS: ReadonlySet<string> = new Set([
  'ul',
  'ol',
  'blockquote',
  'pre',
  'em',
  'i',
  'b',
  'strong',
  'code',
  'a',
])

/** How many words are prose and how many links, and the smallest element that holds nearly all of the prose. */
function weigh(member: Element, texts: readonly Text[], others: readonly Element[]) {
  const weights = new Map<Element, number>()
  let prose = 0
  let linked = 0
  let quoted = 0
  let text = ''
  for (const piece of texts) {
    const holder = parentOf(piece)
    if (!holder) continue
    const words = wordCount(charactersOf(piece))
    const link = nearest(holder, 'a[href],button,label,[role="button"],h1,h2,h3,h4,h5,h6')
    if (others.some((other) => other === holder || holds(other, holder))) continue
    if (link && holds(member, link) && link !== member) {
      // "Reply", "Share" and the like stand below every post; a title or a teaser has more words.
      if (words > 2) linked += words
      continue
    }
    prose += words
    const quote = nearest(holder, 'blockquote')
    if (quote && holds(member, quote)) quoted += words
    if (text.length < 200) text += charactersOf(piece).trim()
    for (let above: Element | null = holder; above; above = parentOf(above)) {
      weights.set(above, (weights.get(above) ?? 0) + words)
      if (above === member) break
    }
  }
  return { prose, linked, quoted, text, weights, body: prose > 0 ? heaviest(member, weights, prose) : null }
}

function heaviest(member: Element, weights: ReadonlyMap<Element, number>, prose: number): Element {
  let body = member
  for (let steps = 0; steps < 30; steps++) {
    const inner: Element | undefined = [...weights.keys()].find(
      (element) => parentOf(element) === body && (weights.get(element) ?? 0) >= 0.75 * prose,
    )
    if (!inner || PARTS.has(nameOf(inner)) || (nameOf(inner) === 'p' && !attribute(inner, 'class')))
      return body
    body = inner
  }
  return body
}

function wordCount(text: string): number {
  // Scripts without blanks between words count two letters as one.
  const dense = text.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0
  return dense > 0 ? Math.ceil(dense / 2) : text.trim().split(/\s+/).length
}

/** Links that may be the member's own address, the likeliest first. */
function linksOf(
  member: Element,
  selector: string,
  timed: readonly Element[],
  { url, base }: Looking,
): ReadonlyMap<string, string> {
  const links = new Map<string, string>()
  const add = (link: Element | null, isAtTime = false) => {
    if (!link || nearest(link, selector) !== member) return
    const href = webUrl(attribute(link, 'href'), base)
    // Of one post the address may be that of the page.
    const key = href && (isAtTime || href !== url.href) && firstWithin(link, member)
    if (href && key && !links.has(key)) links.set(key, href)
  }
  for (const time of timed) add(nearest(time, 'a[href]') ?? Array.from(all(time, 'a[href]'))[0] ?? null, true)
  for (const link of Array.from(
    all(member, 'a[rel~="bookmark"],a[class*="permalink" i],a[data-testid*="permalink" i]'),
  ).slice(0, 3))
    add(link)
  const id = attribute(member, 'id')
  for (const link of Array.from(all(member, 'a[href*="#"]')).slice(0, 30)) {
    const anchor = attribute(link, 'href')?.split('#')[1]
    if (anchor && (anchor === id || /\d/.test(anchor))) add(link)
  }
  return links
}

/** Does a title lead to another page? A post's own heading leads to itself. */
function leadsAway(
  member: Element,
  selector: string,
  others: readonly Element[],
  body: Element | null,
  looking: Looking,
): boolean {
  for (const link of Array.from(all(member, 'a[href]')).slice(0, 40)) {
    if (
      nearest(link, selector) !== member ||
      others.some((other) => other === link || holds(other, link) || holds(link, other)) ||
      isToReview(link, member)
    )
      continue
    const isHeading =
      nearest(link, 'h1,h2,h3,h4,h5,h6') !== null || Array.from(all(link, 'h1,h2,h3,h4,h5,h6')).length > 0
    const holdsBody = body !== null && holds(link, body)
    const isTitle =
      isHeading || holdsBody || (wordCount(rawText(link)) >= 4 && !(body !== null && holds(body, link)))
    if (isTitle && trimLabel(rawText(link)) && isElsewhere(attribute(link, 'href'), looking)) return true
  }
  return false
}

/** Does it lead to what bears this review's own number? Its title, as shops have it, leads to its page. */
function isToReview(link: Element, member: Element): boolean {
  const id =
    attribute(member, 'data-review-id') ??
    (matches(member, '[data-hook="review"]') ? attribute(member, 'id') : null)
  return id !== null && id.length >= 6 && (attribute(link, 'href')?.includes(id) ?? false)
}

function isElsewhere(href: string | null, { url: page, base }: Looking): boolean {
  const url = webUrl(href, base)
  const to = url && URL.parse(url)
  return !!to && (to.host !== page.host || to.pathname !== page.pathname) && to.hash === ''
}
