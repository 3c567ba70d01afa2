import type { PostCounts } from '../model/thread.ts'
import { attribute, firstBelow, isClosed, rawText } from './dom.ts'
import { type Place, placesOf } from './place.ts'
import { find, isOwn, placesFor, type Scope, scopeOf, takeFirst } from './scope.ts'
import type { Page } from './site.ts'
import { instant, isoTime, trimLabel } from './trim.ts'
import { scoreIn, wholeNumber } from './whole-number.ts'

/** The element that a field of this post stands in. Null: not there, or the recipe does not name it. */
export function elementAt(scope: Scope, name: string): Element | null {
  for (const place of placesFor(scope, name)) {
    const element = find(scope, place)
    if (element) return element
  }
  return null
}

/** The text or attribute of a field on one line, cut to its limit; null when there is none. */
export function labelAt(scope: Scope, name: string): string | null {
  return takeFirst(scope, name, label)
}

function label(element: Element, value: string | null, named: boolean): string | null {
  if (named) return trimLabel(value)
  return isClosed(element) ? null : trimLabel(rawText(element))
}

/** An address as it stands, however long; `labelAt` would cut it. */
export function hrefAt(scope: Scope, name: string): string | null {
  return takeFirst(scope, name, href)
}

function href(element: Element, value: string | null, named: boolean): string | null {
  return named ? value : attribute(element, 'href')
}

/**
 * A machine's time out of a field: the first alternative that holds one. A place may hold a time in the
 * reader's words instead, once a script of the page rewrote it.
 */
export function timeAt(scope: Scope, name: string): string | null {
  return takeFirst(scope, name, time)
}

function time(element: Element, value: string | null, named: boolean): string | null {
  // Nearly all attributes that hold one hold nothing else.
  return (named && isoTime(value)) || machineTime(label(element, value, named))
}

/** Is the container what the recipe names so, or does it hold it? */
export function isMarkedAt(scope: Scope, name: string): boolean {
  const places = placesFor(scope, name)
  for (let at = 0; at < places.length; at++) if (isMarked(scope, places[at] as Place)) return true
  return false
}

function isMarked(scope: Scope, place: Place): boolean {
  const { plan, own, attribute: named } = place
  if (plan === null) return named !== null && attribute(scope.container, named) !== null
  return (!own && isOwn(scope, place)) || find(scope, place) !== null
}

/** The counts that the recipe names: `likes`, `replies`, `shares`, `views`. */
export function countsAt(scope: Scope): PostCounts {
  return {
    likes: scoreIn(labelAt(scope, 'likes')),
    replies: wholeNumber(labelAt(scope, 'replies')),
    shares: wholeNumber(labelAt(scope, 'shares')),
    views: wholeNumber(labelAt(scope, 'views')),
  }
}

/**
 * The element that a field of this container stands in; one inside another post nested in the container is
 * that post's. Null: not there, or the recipe does not name it.
 */
export function fieldElement(container: Element, page: Page, name: string): Element | null {
  return elementAt(scopeOf(container, page), name)
}

/** The text or attribute of a field on one line, cut to its limit; null when there is none. */
export function field(container: Element, page: Page, name: string): string | null {
  return labelAt(scopeOf(container, page), name)
}

/** An address as it stands, however long; `field` would cut it. */
export function fieldHref(container: Element, page: Page, name: string): string | null {
  return hrefAt(scopeOf(container, page), name)
}

/** The counts that the recipe names. */
export function countsOf(container: Element, page: Page): PostCounts {
  return countsAt(scopeOf(container, page))
}

/** The same inside one part of a post, which holds no other. */
export function hrefBelow(part: Element, page: Page, name: string): string | null {
  for (const { plan, part: inner, attribute: named } of placesOf(page.recipe, name)) {
    const outer = inner === null ? part : firstBelow(part, inner)
    const element = plan === null || outer === null ? outer : firstBelow(outer, plan)
    const value = element && attribute(element, named ?? 'href')
    if (value) return value
  }
  return null
}
/** A machine's time, ISO or seconds or milliseconds since the epoch, as ISO in UTC. */
export function machineTime(text: string | null): string | null {
  if (!text) return null
  // A year and a dash: no number.
  if (text.charCodeAt(4) === 45) return isoTime(text)
  const number = /^\d{9,10}$/.test(text)
    ? Number(text) * 1_000
    : /^\d{12,13}$/.test(text)
      ? Number(text)
      : null
  return number === null ? isoTime(text) : instant(number)
}
