import type { PostCounts } from '../model/thread.ts'
import { all, attribute, matches, nearest, one, parentOf, rawText } from './dom.ts'
import type { Page } from './site.ts'
import { instant, isoTime, trimLabel } from './trim.ts'

/**
 * Where a recipe says that something stands: `selector`, `selector@attribute` or `@attribute`, alternatives
 * parted by ` | `. `&` and a selector is the container itself, if it matches. Data, so that a repaired recipe
 * can name another place than the one we knew.
 */
interface Place {
  /** Null: the container itself. */
  readonly selector: string | null
  /** The selector is to be matched by the container. */
  readonly own: boolean
  /** Null: its text. */
  readonly attribute: string | null
}

const parsed = new Map<string, readonly Place[]>()
const NOWHERE: readonly Place[] = []

function placesOf(page: Page, name: string): readonly Place[] {
  const source = page.recipe.selectors[name]
  if (!source) return NOWHERE
  const known = parsed.get(source)
  if (known) return known
  const places = source.split(' | ').map((place) => {
    // An `@` inside quotes or brackets belongs to the selector: a[href^="/@"].
    const [, selector = '', name] = place.trim().match(/^(.*?)(?:@([a-z_][\w.:-]*))?$/is) ?? []
    const own = selector.startsWith('&')
    const rest = (own ? selector.slice(1) : selector).trim()
    return { selector: rest || null, own, attribute: name ?? null }
  })
  parsed.set(source, places)
  return places
}

/**
 * The element that a field of this container stands in; one inside another post nested in the container is
 * that post's. Null: not there, or the recipe does not name it.
 */
export function fieldElement(container: Element, page: Page, name: string): Element | null {
  return firstOf(container, page, name, (element) => element)
}

/** The text or attribute of a field on one line, cut to its limit; null when there is none. */
export function field(container: Element, page: Page, name: string): string | null {
  return firstOf(container, page, name, label)
}

function label(element: Element, name: string | null): string | null {
  return trimLabel(name ? attribute(element, name) : rawText(element))
}

/** An address as it stands, however long; `field` would cut it. */
export function fieldHref(container: Element, page: Page, name: string): string | null {
  return firstOf(container, page, name, href)
}

function href(element: Element, name: string | null): string | null {
  return attribute(element, name ?? 'href')
}

/** The same inside one part of a post, which holds no other. */
export function hrefBelow(part: Element, page: Page, name: string): string | null {
  for (const place of placesOf(page, name)) {
    const element = place.selector === null ? part : one(part, place.selector)
    const value = element && href(element, place.attribute)
    if (value) return value
  }
  return null
}

/** What the first alternative gives that gives anything. */
function firstOf<T>(
  container: Element,
  page: Page,
  name: string,
  take: (element: Element, attribute: string | null) => T | null,
): T | null {
  const places = placesOf(page, name)
  const lesson = places.length > 1 ? lessonOf(container, page, name) : null
  const usual = lesson && lesson.seen >= ENOUGH ? lesson.first : 0
  const taken = usual > 0 ? takeAt(container, page, places[usual], take) : null
  if (taken) return taken
  for (let at = 0; at < places.length; at++) {
    const value = at === usual && usual > 0 ? null : takeAt(container, page, places[at], take)
    if (!value) continue
    if (lesson) {
      lesson.seen++
      lesson.first = Math.min(lesson.first, at)
    }
    return value
  }
  return null
}

function takeAt<T>(
  container: Element,
  page: Page,
  place: Place | undefined,
  take: (element: Element, attribute: string | null) => T | null,
): T | null {
  const element = place && find(container, page, place)
  return element ? take(element, place.attribute) || null : null
}

/** So many posts of one kind show at which of several places theirs have a field. */
const ENOUGH = 16

interface Lesson {
  seen: number
  /** The first alternative that gave anything so far. */
  first: number
}

/**
 * What one pass over a page taught: posts of one kind (of one class) have a field at one place, so that the
 * others, a layout's each, need not be looked for in every post. Where nothing is at that place, all are tried.
 */
interface Lessons {
  /** No post stands in another: whatever is found in a container is of it. */
  readonly flat: boolean
  readonly ofKinds: Map<string, Map<string, Lesson>>
  container: Element | null
  ofKind: Map<string, Lesson>
}

const lessonsOf = new WeakMap<ReadonlySet<Element>, Lessons>()

function lessonsFrom(containers: ReadonlySet<Element>): Lessons {
  let lessons = lessonsOf.get(containers)
  if (!lessons) {
    lessons = { flat: isFlat(containers), ofKinds: new Map(), container: null, ofKind: new Map() }
    lessonsOf.set(containers, lessons)
  }
  return lessons
}

function isFlat(containers: ReadonlySet<Element>): boolean {
  for (const container of containers)
    for (let at = parentOf(container); at; at = parentOf(at)) if (containers.has(at)) return false
  return true
}

function lessonOf(container: Element, { containers }: Page, name: string): Lesson | null {
  if (!containers) return null
  const lessons = lessonsFrom(containers)
  if (lessons.container !== container) {
    lessons.container = container
    const kind = attribute(container, 'class') ?? ''
    lessons.ofKind = lessons.ofKinds.get(kind) ?? new Map()
    lessons.ofKinds.set(kind, lessons.ofKind)
  }
  let lesson = lessons.ofKind.get(name)
  if (!lesson) {
    lesson = { seen: 0, first: Number.POSITIVE_INFINITY }
    lessons.ofKind.set(name, lesson)
  }
  return lesson
}

function find(container: Element, page: Page, place: Place): Element | null {
  const { selector, own, attribute: name } = place
  if (selector === null) return container
  if (own) return matches(container, selector) ? container : null
  const first = one(container, selector)
  // Most places are not there or are found at once: a list of all of them is for trees and twins.
  if (first === null) return null
  const isIt = (element: Element) => name === null || attribute(element, name) !== null
  if (isIt(first) && isOf(first, container, page)) return first
  for (const element of all(container, selector)) {
    if (isIt(element) && isOf(element, container, page)) return element
    // Everything after the first nested post may still be ours: a tree puts replies before its footer.
  }
  return null
}

/** Is what was found in this container of its post, and of none that stands in it? */
function isOf(element: Element, container: Element, page: Page): boolean {
  const { containers } = page
  if (containers?.has(container) && lessonsFrom(containers).flat) return true
  return postOf(element, page) === container
}

/** Is the container what the recipe names so, or does it hold it? */
export function isMarked(container: Element, page: Page, name: string): boolean {
  for (const place of placesOf(page, name)) {
    const { selector, own, attribute: name } = place
    const isIt =
      selector === null
        ? name !== null && attribute(container, name) !== null
        : (!own && matches(container, selector)) || find(container, page, place) !== null
    if (isIt) return true
  }
  return false
}

/**
 * The container of the post that an element is of: itself or the nearest above. Null: of none. Without a
 * recipe of posts, as for a field of the page, it is of the root.
 */
export function postOf(element: Element, page: Page): Element | null {
  const { containers, recipe } = page
  const posts = recipe.selectors.post
  if (!posts) return one(page.document, 'html')
  if (!containers) return nearest(element, posts)
  let at: Element | null = element
  while (at && !containers.has(at)) at = parentOf(at)
  return at
}

/**
 * A machine's time out of a field: the first alternative that holds one. A place may hold a time in the
 * reader's words instead, once a script of the page rewrote it.
 */
export function fieldTime(container: Element, page: Page, name: string): string | null {
  return firstOf(container, page, name, time)
}

function time(element: Element, name: string | null): string | null {
  return machineTime(label(element, name))
}

/** A machine's time, ISO or seconds or milliseconds since the epoch, as ISO in UTC. */
export function machineTime(text: string | null): string | null {
  if (!text) return null
  const number = /^\d{9,10}$/.test(text)
    ? Number(text) * 1_000
    : /^\d{12,13}$/.test(text)
      ? Number(text)
      : null
  return number === null ? isoTime(text) : instant(number)
}

/**
 * A whole number out of "1,234 likes", "1.234", "1 234", "1,23,456" or "12"; null for "1.2K", "1,2 Tsd." and
 * "3+", which are not exact, and for a text that holds no number. Only the leading number counts: the words
 * are in the reader's language.
 */
export function wholeNumber(text: string | null | undefined): number | null {
  const line = text?.trim() ?? ''
  const [whole, digits] = line.match(WHOLE) ?? []
  if (!whole || !digits || ROUNDED.test(line.slice(whole.length))) return null
  const number = Number(digits.replace(/\D/g, ''))
  return Number.isSafeInteger(number) ? number : null
}

/** The same for the first number wherever it stands: "Like (3,121 likes)", "댓글 179개". */
export function numberIn(text: string | null | undefined): number | null {
  return wholeNumber(text?.slice(0, 1_000).match(/\d.*$/s)?.[0])
}

const WHOLE = /^\+?(\d{1,3}(?:[.,\u00a0\u202f' ]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d+)(?![.,]?\d)/
/** What makes a number a rounded one. "12 Kommentare" are twelve: a letter counts only by itself. */
const ROUNDED =
  /^\s?(?:\+|[万萬千億亿천만억]|(?:k|m|b|tsd|mio|mrd|mil|mill|mln|mld|mn|rb|jt|tr|bin|lakh|crore|тыс|млн|ألف|مليون|พัน|ล้าน|हज़ार|लाख)(?![\p{L}]))/iu

/** The counts that the recipe names: `likes`, `replies`, `shares`, `views`. */
export function countsOf(container: Element, page: Page): Partial<PostCounts> {
  const count = (name: string) => wholeNumber(field(container, page, name))
  return { likes: count('likes'), replies: count('replies'), shares: count('shares'), views: count('views') }
}
