import { allBelow, firstBelow, matches, nextElementOf, previousOf } from './dom.ts'
import type { Plan } from './selector-plan.ts'

/** A part of a post, as far as it was looked for. */
export interface Part {
  readonly plan: Plan
  /** Null: this post has none. */
  readonly element: Element | null
}

/**
 * The one part of this kind that a post has. Looking for it by its class passes all that stands before it: where another
 * one is at hand, it is first looked for beside that.
 * @param parts those that were looked for already; this one is added
 * @param isOwn whether an element is of this post; null: all below the container are
 */
export function partOf(
  container: Element,
  parts: Part[],
  plan: Plan,
  isOwn: ((element: Element) => boolean) | null,
): Element | null {
  let known: Element | null = null
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] as Part
    if (part.plan === plan) return part.element
    known = part.element ?? known
  }
  const near = known && beside(known, plan)
  const element = near !== null && (isOwn === null || isOwn(near)) ? near : firstOwn(container, plan, isOwn)
  parts.push({ plan, element })
  return element
}

/** Parts are brothers, nearly always. */
function beside(known: Element, { selector }: Plan): Element | null {
  for (let at = nextElementOf(known); at; at = nextElementOf(at)) if (matches(at, selector)) return at
  for (let at = previousOf(known); at; at = previousOf(at)) if (matches(at, selector)) return at
  return null
}

function firstOwn(
  container: Element,
  plan: Plan,
  isOwn: ((element: Element) => boolean) | null,
): Element | null {
  const first = firstBelow(container, plan)
  if (first === null || isOwn === null || isOwn(first)) return first
  for (const element of allBelow(container, plan)) if (isOwn(element)) return element
  return null
}
