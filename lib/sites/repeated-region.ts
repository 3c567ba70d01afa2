import { all, attribute, firstElementOf, matches, nameOf, nearest, nextOf, parentOf, rawText } from './dom.ts'
import { type Looking, nodesIn } from './repeated-member.ts'
import { authorSign, nameIn } from './repeated-signs.ts'
import { webUrl } from './trim.ts'

/** What stands before an element, taken up step by step on the way from it to the top of the page. */

/** No part of what somebody says above the replies. */
const OUTSIDE =
  'nav,body > header,[role="navigation"],[role="contentinfo"],[class*="breadcrumb" i],[class*="related" i],[class*="carousel" i],[class*="widget" i],[class*="about-author" i],[class*="author-bio" i]'
const BESIDE = 'aside,[role="complementary"],[role="banner"],[class*="sidebar" i],[id*="sidebar" i]'

/** When the page last changed or somebody was here last is not when this was said. */
const LATEST =
  /(?:^|[^\p{L}])(?:last|latest|updated?|edited|modified|active|online|seen|bumped|ends?|closes|expires|zuletzt|letzte[rns]?|bearbeitet|aktualisiert|derni[eè]re?|modifié|[uú]ltim[oa]|editado|laatste?)(?:$|[^\p{L}])/iu

const MOST_NODES = 12_000
const MOST_TEXTS = 1_500
const MOST_SIGNS = 60

/** So many nodes are looked at between two rests. */
const AT_ONCE = 100

/** What stands above the replies, in no order that counts but that of `texts` and `signed`: as in the page. */
export interface Region {
  times: Element[]
  signed: Map<Element, string>
  headings: Element[]
  texts: Text[]
  left: number
  readonly shape: RegExp | null
}

/** @param shape what addresses of people look like here, where no name says so */
export function emptyRegion(shape: RegExp | null): Region {
  return { shape, times: [], signed: new Map(), headings: [], texts: [], left: MOST_NODES }
}

/** Adds what stands in `above` before `path`: what was found so far stands behind it. */
export function* addBefore(
  path: Element,
  above: Element,
  region: Region,
  looking: Looking,
): Generator<void, void> {
  const { times, signed, headings, texts } = region
  Object.assign(region, { times: [], signed: new Map(), headings: [], texts: [] })
  for (let child = firstElementOf(above); child && child !== path; child = nextOf(child))
    if (!isOutside(child)) yield* addAll(child, region, looking)
  region.times.push(...times)
  region.headings.push(...headings)
  region.texts.push(...texts)
  for (const [element, name] of signed) region.signed.set(element, name)
}

function* addAll(root: Element, region: Region, looking: Looking): Generator<void, void> {
  let seen = 0
  add(root, region, looking)
  for (const node of nodesIn(root, isOutside)) {
    if (region.left-- <= 0) return
    if (++seen % AT_ONCE === 0) yield
    if (node instanceof Element) add(node, region, looking)
    else if (node && region.texts.length < MOST_TEXTS) region.texts.push(node)
  }
  yield
}

function add(element: Element, region: Region, { times, url, base }: Looking): void {
  if (times.has(element) && !isLatest(element)) region.times.push(element)
  if (/^h[1-4]$/.test(nameOf(element)) || matches(element, '[role="heading"],[class*="title" i]'))
    region.headings.push(element)
  if (region.signed.size >= MOST_SIGNS) return
  const name = authorSign(element) > 0 || isOfShape(element, region.shape, url, base) ? nameIn(element) : null
  if (name) region.signed.set(element, name)
}

function isOfShape(element: Element, shape: RegExp | null, url: URL, base: URL): boolean {
  if (!shape || nameOf(element) !== 'a') return false
  const to = URL.parse(webUrl(attribute(element, 'href'), base) ?? '')
  return !!to && to.host === url.host && to.search === '' && to.hash === '' && shape.test(to.pathname)
}

function isOutside(element: Element): boolean {
  if (matches(element, OUTSIDE)) return true
  if (nameOf(element) === 'form' && Array.from(all(element, 'textarea')).length > 0) return true
  // An article has what is said of it aside, as its author and its day.
  return matches(element, BESIDE) && !nearest(element, 'article')
}

function isLatest(time: Element): boolean {
  const said = rawText(time)
  const around = parentOf(time)
  const words = around ? rawText(around) : ''
  const before = words.length < 120 ? words.slice(0, Math.max(0, words.indexOf(said))) : ''
  return LATEST.test(`${before.slice(-30)} ${said}`)
}
