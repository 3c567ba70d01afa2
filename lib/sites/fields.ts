import type { PostCounts } from '../model/thread.ts'
import { all, attribute, nearest, one, parentOf, rawText } from './dom.ts'
import type { Page } from './site.ts'
import { instant, isoTime, trimLabel } from './trim.ts'

/**
 * Where a recipe says that something stands: `selector`, `selector@attribute` or `@attribute`, alternatives
 * parted by ` | `. Data, so that a repaired recipe can name another place than the one we knew.
 */
interface Place {
  /** Null: the container itself. */
  readonly selector: string | null
  /** Null: its text. */
  readonly attribute: string | null
}

const parsed = new Map<string, readonly Place[]>()

function placesOf(page: Page, name: string): readonly Place[] {
  const source = page.recipe.selectors[name]
  if (!source) return []
  const known = parsed.get(source)
  if (known) return known
  const places = source.split(' | ').map((place) => {
    // An `@` inside quotes or brackets belongs to the selector: a[href^="/@"].
    const [, selector = '', name] = place.trim().match(/^(.*?)(?:@([a-z_][\w.:-]*))?$/is) ?? []
    return { selector: selector.trim() || null, attribute: name ?? null }
  })
  parsed.set(source, places)
  return places
}

/**
 * The element that a field of this container stands in; one inside another post nested in the container is
 * that post's. Null: not there, or the recipe does not name it.
 */
export function fieldElement(container: Element, page: Page, name: string): Element | null {
  for (const place of placesOf(page, name)) {
    const element = find(container, page, place)
    if (element) return element
  }
  return null
}

/** The text or attribute of a field on one line, cut to its limit; null when there is none. */
export function field(container: Element, page: Page, name: string): string | null {
  for (const place of placesOf(page, name)) {
    const element = find(container, page, place)
    const value =
      element && trimLabel(place.attribute ? attribute(element, place.attribute) : rawText(element))
    if (value) return value
  }
  return null
}

/** An address as it stands, however long; `field` would cut it. */
export function fieldHref(container: Element, page: Page, name: string): string | null {
  for (const place of placesOf(page, name)) {
    const element = find(container, page, place)
    const value = element && attribute(element, place.attribute ?? 'href')
    if (value) return value
  }
  return null
}

function find(container: Element, page: Page, { selector, attribute: name }: Place): Element | null {
  if (selector === null) return container
  const first = one(container, selector)
  // Most places are not there or are found at once: a list of all of them is for trees and twins.
  if (first === null) return null
  const isIt = (element: Element) => name === null || attribute(element, name) !== null
  if (isIt(first) && postOf(first, page) === container) return first
  for (const element of all(container, selector)) {
    if (!isIt(element)) continue
    if (postOf(element, page) === container) return element
    // Everything after the first nested post may still be ours: a tree puts replies before its footer.
  }
  return null
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
  for (const place of placesOf(page, name)) {
    const element = find(container, page, place)
    const time =
      element &&
      machineTime(trimLabel(place.attribute ? attribute(element, place.attribute) : rawText(element)))
    if (time) return time
  }
  return null
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
