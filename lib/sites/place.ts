import { type Plan, planOf } from './selector-plan.ts'
import type { Recipe } from './site.ts'
import { splitSelector } from './split-selector.ts'

/**
 * Where a recipe says that something stands: `selector`, `selector@attribute` or `@attribute`, alternatives
 * parted by ` | `. `&` and a selector is the container itself, if it matches. `.part >> selector` is looked for in the
 * post's one `.part` and nowhere else. Data, so that a repaired recipe can name another place than the one we knew.
 */
export interface Place {
  /** Null: the container itself. */
  readonly plan: Plan | null
  /** The part of the post that it is looked for in; null: all of it. */
  readonly part: Plan | null
  /** The selector is to be matched by the container. */
  readonly own: boolean
  /** Null: its text. */
  readonly attribute: string | null
  /** The last of several steps is one class, which a browser looks for faster than for anything else. */
  readonly endsInClass: boolean
  /** See `guardAt`, which makes it when it is first asked for: most places are never asked about the container. */
  guard: Guard | null
}

/** What the container itself must match. */
export interface Guard {
  /** What it matches, or not, by its name and its classes alone; null: the selector asks for more. */
  readonly selector: string | null
  /** That is all that the selector asks. */
  readonly exact: boolean
}

const parsed = new Map<string, readonly Place[]>()
const NOWHERE: readonly Place[] = []

export function placesOf({ selectors }: Recipe, name: string): readonly Place[] {
  const source = selectors[name]
  if (!source) return NOWHERE
  let places = parsed.get(source)
  if (places === undefined) {
    places = source.split(' | ').map(placeOf)
    parsed.set(source, places)
  }
  return places
}

function placeOf(source: string): Place {
  const place = source.trim()
  // An `@` inside quotes or brackets belongs to the selector: a[href^="/@"].
  const at = place.search(/@[a-z_][\w.:-]*$/i)
  const selector = at < 0 ? place : place.slice(0, at)
  const attribute = at < 0 ? null : place.slice(at + 1)
  const own = selector.startsWith('&')
  const rest = (own ? selector.slice(1) : selector).trim()
  const [within = '', part] = rest.split(' >> ').reverse()
  const plan = within ? planOf(within) : null
  return {
    plan,
    part: part === undefined ? null : planOf(part),
    own,
    attribute,
    endsInClass: plan !== null && plan.last !== null && /^\.[a-z_][\w-]*$/i.test(plan.last),
    guard: null,
  }
}

/** How a place's selector is asked of many containers that are called alike. */
export function guardAt(place: Place, { selector }: Plan): Guard {
  if (place.guard === null) {
    const exact = isByClass(selector)
    place.guard = { selector: exact ? selector : guardOf(selector), exact }
  }
  return place.guard
}

/** `.a`, `li.a.b` and lists of such, also in `:is()`. */
function isByClass(selector: string): boolean {
  const inner = selector.match(/^:is\((.*)\)$/s)?.[1] ?? selector
  return splitSelector(inner).parts.every((part) => /^[a-z]*(?:\.[\w-]+)+$/i.test(part))
}

/** `li.a` of `li.a:has(b)` and of `.c li.a`. */
function guardOf(selector: string): string | null {
  const { parts, last } = splitSelector(selector)
  if (parts.length > 1) return null
  const step = last ?? selector
  if (isByClass(step)) return step
  return step.match(/^[a-z]*(?:\.[\w-]+)+(?=[:[])/i)?.[0] ?? null
}
