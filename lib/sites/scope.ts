import { allBelow, attribute, firstBelow, firstLast, matches, nameOf, nearest, one, parentOf } from './dom.ts'
import { type Part, partOf } from './part.ts'
import { guardAt, type Place, placesOf } from './place.ts'
import { type Plan, planOf } from './selector-plan.ts'
import type { Page, Recipe } from './site.ts'

/** So many posts of one kind show at which of several places theirs have a field. */
const ENOUGH = 16

/**
 * Where posts of one kind have a field, and what one pass over a page taught of it: they have it at one place, so that
 * the others, a layout's each, need not be looked for in every post. Where nothing is at that place, all are tried.
 */
interface Field {
  readonly places: readonly Place[]
  seen: number
  /** The first alternative that gave anything so far. */
  first: number
}

/** Posts of one name and class. */
interface Kind {
  /** The one that their fields are of: a page's own fields are asked for with a recipe of nothing else. */
  readonly recipe: Recipe
  readonly fields: Map<string, Field>
  /** Which guards they pass: no need to ask each. */
  readonly passes: Map<string, boolean>
}

/** What posts stand in. */
interface Above {
  readonly outer: Element | null
  /** Anchor → whether it stands in one. */
  readonly known: Map<string, boolean>
}

interface Pass {
  readonly above: Map<Element | null, Above>
  /** No post stands in another: whatever is found in a container is of it. */
  readonly flat: boolean
  readonly kinds: Map<string, Map<string, Kind>>
}

const passes = new WeakMap<ReadonlySet<Element>, Pass>()

function passOver(containers: ReadonlySet<Element>): Pass {
  let pass = passes.get(containers)
  if (!pass) {
    pass = { above: new Map(), flat: areFlat(containers), kinds: new Map() }
    passes.set(containers, pass)
  }
  return pass
}

/** Each element above them is asked once: a page may hang thousands of posts into each other. */
function areFlat(containers: ReadonlySet<Element>): boolean {
  const passed = new Set<Element>()
  let above: Element | null = null
  for (const container of containers) {
    const outer = parentOf(container)
    // Most posts of a thread are brothers, which takes a fraction of asking what they stand in.
    if (outer === above) continue
    above = outer
    for (let at = outer; at && !passed.has(at); at = parentOf(at)) {
      if (containers.has(at)) return false
      passed.add(at)
    }
  }
  return true
}

/** One post while it is read. Holds for as long as the page stays as it is. */
export interface Scope {
  readonly container: Element
  readonly page: Page
  readonly pass: Pass | null
  /** It stands in no other post and holds none. False also where that is not known. */
  readonly flat: boolean
  kind: Kind | null
  above: Above | null
  /** What was looked for last, and the first that was found: fields that stand in one element follow each other. */
  plan: Plan | null
  found: Element | null
  /** What the attribute held that the last place named. */
  value: string | null
  /** Parts of a post that hold several of its fields are looked for once: this one, and where it is. */
  anchor: string | null
  part: Element | null
  /** Those that the recipe names as parts (`.part >> selector`), as far as they were looked for. */
  readonly parts: Part[]
}

export function scopeOf(container: Element, page: Page): Scope {
  const { containers } = page
  const pass = containers ? passOver(containers) : null
  return {
    container,
    page,
    pass,
    flat: pass?.flat === true && containers?.has(container) === true,
    kind: null,
    above: null,
    plan: null,
    found: null,
    value: null,
    anchor: null,
    part: null,
    parts: [],
  }
}

function kindOf(scope: Scope, { kinds }: Pass): Kind {
  if (scope.kind) return scope.kind
  const { recipe } = scope.page
  const name = nameOf(scope.container)
  const words = attribute(scope.container, 'class') ?? ''
  let named = kinds.get(name)
  if (named === undefined) {
    named = new Map()
    kinds.set(name, named)
  }
  let kind = named.get(words)
  if (kind?.recipe !== recipe) {
    kind = { recipe, fields: new Map(), passes: new Map() }
    named.set(words, kind)
  }
  scope.kind = kind
  return kind
}

function fieldOf(scope: Scope, name: string): Field {
  const fields = scope.pass && kindOf(scope, scope.pass).fields
  let field = fields?.get(name)
  if (!field) {
    field = { places: placesOf(scope.page.recipe, name), seen: 0, first: Number.POSITIVE_INFINITY }
    fields?.set(name, field)
  }
  return field
}

/** Where the recipe says that this field of the post stands. */
export function placesFor(scope: Scope, name: string): readonly Place[] {
  return fieldOf(scope, name).places
}

/** Does the container itself match? */
export function isOwn(scope: Scope, place: Place): boolean {
  const { plan } = place
  if (plan === null) return true
  const { selector: guard, exact } = guardAt(place, plan)
  if (scope.pass === null || guard === null) return matches(scope.container, plan.selector)
  const { passes } = kindOf(scope, scope.pass)
  let passed = passes.get(guard)
  if (passed === undefined) {
    passed = matches(scope.container, guard)
    passes.set(guard, passed)
  }
  return passed && (exact || matches(scope.container, plan.selector))
}

/** The element at this place that is of this post and of none nested in it, with the attribute that the place names. */
export function find(scope: Scope, place: Place): Element | null {
  const { plan, own, attribute: name } = place
  const { container } = scope
  if (plan === null || own) {
    if (!isOwn(scope, place)) return null
    hasNamed(scope, container, name)
    return container
  }
  const root = place.part === null ? container : partFor(scope, place.part)
  if (root === null) return null
  const first = place.part === null ? look(scope, plan, place.endsInClass) : firstBelow(root, plan)
  // Most places are not there or are found at once: a list of all of them is for trees and twins.
  if (first === null || (hasNamed(scope, first, name) && isOf(scope, first))) return first
  for (const element of allBelow(root, plan)) {
    if (hasNamed(scope, element, name) && isOf(scope, element)) return element
    // Everything after the first nested post may still be ours: a tree puts replies before its footer.
  }
  return null
}

function partFor(scope: Scope, plan: Plan): Element | null {
  const isOwn = scope.flat ? null : (element: Element) => isOf(scope, element)
  return partOf(scope.container, scope.parts, plan, isOwn)
}

function hasNamed(scope: Scope, element: Element, name: string | null): boolean {
  scope.value = name === null ? null : attribute(element, name)
  return name === null || scope.value !== null
}

function look(scope: Scope, plan: Plan, endsInClass: boolean): Element | null {
  if (scope.plan !== plan) {
    scope.plan = plan
    scope.found = firstIn(scope, plan, endsInClass)
  }
  return scope.found
}

/**
 * Of `.message-attribution time` the part is looked for first and once for all fields that stand in it: it is
 * small. What is in no such part is not there, unless the post as a whole stands in one. `.message-content .notice`
 * is asked by `.notice` alone, unless the part is at hand: most posts have none, and one look is enough to know.
 */
function firstIn(scope: Scope, plan: Plan, endsInClass: boolean): Element | null {
  const { container, pass } = scope
  const { anchor } = plan
  if (anchor === null || !pass?.flat || isInside(scope, pass, anchor)) return firstBelow(container, plan)
  if (scope.anchor !== anchor) {
    if (endsInClass) {
      const first = firstLast(container, plan)
      if (first === null || matches(first, plan.selector)) return first
    }
    scope.anchor = anchor
    scope.part = firstBelow(container, planOf(anchor))
  }
  if (scope.part === null) return null
  return firstLast(scope.part, plan) ?? firstBelow(container, plan)
}

/** Does a post, or what it stands in, match this anchor? */
function isInside(scope: Scope, pass: Pass, anchor: string): boolean {
  const { passes } = kindOf(scope, pass)
  let own = passes.get(anchor)
  if (own === undefined) {
    own = matches(scope.container, anchor)
    passes.set(anchor, own)
  }
  if (own) return true
  scope.above ??= aboveOf(scope.container, pass)
  const { outer, known } = scope.above
  let inside = known.get(anchor)
  if (inside === undefined) {
    inside = outer !== null && nearest(outer, anchor) !== null
    known.set(anchor, inside)
  }
  return inside
}

function aboveOf(container: Element, { above }: Pass): Above {
  const outer = parentOf(container)
  let found = above.get(outer)
  if (found === undefined) {
    found = { outer, known: new Map() }
    above.set(outer, found)
  }
  return found
}

/** Is what was found in this container of its post, and of none that stands in it? */
function isOf(scope: Scope, element: Element): boolean {
  return scope.flat || postOf(element, scope.page) === scope.container
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

/** What is taken of an element: of its attribute, where the place names one (null: it lacks it). */
export type Take<T> = (element: Element, value: string | null, named: boolean) => T | null

/** What the first alternative gives that gives anything. */
export function takeFirst<T>(scope: Scope, name: string, take: Take<T>): T | null {
  const field = fieldOf(scope, name)
  const { places } = field
  if (places.length < 2) return places[0] ? takeAt(scope, places[0], take) : null
  const usual = field.seen >= ENOUGH ? field.first : 0
  const taken = usual > 0 ? takeAt(scope, places[usual] as Place, take) : null
  if (taken) return taken
  for (let at = 0; at < places.length; at++) {
    const value = at === usual && usual > 0 ? null : takeAt(scope, places[at] as Place, take)
    if (!value) continue
    field.seen++
    field.first = Math.min(field.first, at)
    return value
  }
  return null
}

function takeAt<T>(scope: Scope, place: Place, take: Take<T>): T | null {
  const element = find(scope, place)
  if (element === null) return null
  const { attribute: name } = place
  return take(element, scope.value, name !== null) || null
}
