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
import { besideIn, weigh, wordCount } from './repeated-prose.ts'
import { firstWithin, withinOf } from './repeated-selectors.ts'
import { authorSign, nameIn } from './repeated-signs.ts'
import { trimLabel, webUrl } from './trim.ts'

/** One of the alike elements, without those nested in it. */
export interface Member {
  readonly authors: ReadonlyMap<string, { readonly name: string; readonly sign: number }>
  /** Short words that stand by themselves, where they may be somebody's name though no sign says so. */
  readonly labels: ReadonlyMap<string, string>
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
  readonly isList: boolean
}

/** What holds more times is a list of posts and none of them. */
const MOST_TIMED = 12

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
    if (timed.length > MOST_TIMED) break
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
  if (timed.length > MOST_TIMED) return LIST
  const labels = signed.size > 0 ? NO_LABELS : labelsIn(element, texts)
  const names = signed.size > 0 ? [...signed.keys()] : [...labels.values()].slice(0, 1)
  const weighed = weigh(element, texts, [...timed, ...names])
  return {
    authors,
    labels: new Map(Array.from(labels, ([key, holder]) => [key, rawText(holder).trim()])),
    times: placesOf(timed, element),
    links: linksOf(element, selector, timed, looking),
    body: weighed.body && firstWithin(weighed.body, element),
    text: weighed.text,
    prose: weighed.prose,
    linked: weighed.linked,
    quoted: weighed.quoted,
    beside: besideIn(element, weighed, [...timed.slice(0, 1), ...names.slice(0, 1)]),
    leadsAway: leadsAway(element, selector, [...names, ...timed], weighed.body, looking),
    isChosen,
    hasPrice: hasPriceIn(texts),
    isList: false,
  }
}

/** What is told of a list: that it is one. */
const LIST: Member = {
  authors: new Map(),
  labels: new Map(),
  times: new Map(),
  links: new Map(),
  body: null,
  text: '',
  prose: 0,
  linked: 0,
  quoted: 0,
  beside: null,
  leadsAway: false,
  isChosen: false,
  hasPrice: false,
  isList: true,
}

/** Does a price stand by itself? */
export function hasPriceIn(texts: readonly Text[]): boolean {
  return texts.some((text) => charactersOf(text).length < 40 && PRICE.test(charactersOf(text)))
}

/** "€ 40", "1.200 EUR VB", "$15 obo" and nothing else. */
const PRICE =
  /^\s*(?:[€$£¥₹]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[€$£¥₹]|EUR|USD|GBP|CHF|PLN|zł|kr|Kč))\s*(?:VB|FP|VHB|obo|ono|negotiable|fixed)?\s*$/i

const NO_LABELS: ReadonlyMap<string, Element> = new Map()
const MOST_LABELS = 6

/** The first few, each the only text of what holds it. */
function labelsIn(member: Element, texts: readonly Text[]): ReadonlyMap<string, Element> {
  const labels = new Map<string, Element>()
  for (const text of texts.slice(0, 3 * MOST_LABELS)) {
    const said = charactersOf(text).trim()
    const holder = parentOf(text)
    if (labels.size >= MOST_LABELS || said.length > 40) break
    if (!holder || /[:!?,·|]/.test(said) || nearest(holder, 'h1,h2,h3,h4,h5,h6,label,[role="img"]')) continue
    const key = nameIn(holder) === said ? firstWithin(holder, member) : null
    if (key && !labels.has(key)) labels.set(key, holder)
  }
  return labels
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
export function isAround(outer: Element, words: string, signed: ReadonlyMap<Element, string>): boolean {
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
  let seen = 0
  for (const node of nodesIn(root, (element) => matches(element, selector))) {
    if (seen++ >= MOST_NODES || looking.budget-- <= 0) return
    if (node) yield node
  }
}

/**
 * What people see in an element, in document order: nothing that is closed, drawn over it or being written. Null for
 * each node that was passed over, so that whoever counts knows what it cost.
 */
export function* nodesIn(
  root: Element,
  isClosed: (element: Element) => boolean,
): Generator<Element | Text | null, void> {
  for (let node: Node | null = firstChildOf(root); node; ) {
    const inside: boolean =
      node instanceof Element &&
      !SILENT.has(nameOf(node)) &&
      !isDraft(node) &&
      !isFolded(node) &&
      !isClosed(node)
    const isSaid = node instanceof Text ? charactersOf(node).trim() !== '' : inside
    yield isSaid ? (node as Element | Text) : null
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
