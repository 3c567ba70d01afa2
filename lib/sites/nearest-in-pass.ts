import { matches, nearest, parentOf } from './dom.ts'
import type { Page } from './site.ts'

/** Element → what is nearest above it, itself included; null: nothing. */
type Known = Map<Element, Element | null>

const passes = new WeakMap<ReadonlySet<Element>, Map<string, Known>>()

/**
 * `nearest`, for what is asked of each of a page's many posts: each element above them is asked once in a pass, so
 * that a page which nests thousands of elements takes no longer than one which has as many side by side.
 */
export function nearestInPass(element: Element, selector: string, { containers }: Page): Element | null {
  if (!containers) return nearest(element, selector)
  let asked = passes.get(containers)
  if (asked === undefined) {
    asked = new Map()
    passes.set(containers, asked)
  }
  let known = asked.get(selector)
  if (known === undefined) {
    known = new Map()
    asked.set(selector, known)
  }
  return nearestKnown(element, selector, known)
}

/** The same for elements of which `known` tells, and adds to what it tells. Holds as long as the page stays as it is. */
export function nearestKnown(element: Element, selector: string, known: Known): Element | null {
  const passed: Element[] = []
  let found: Element | null | undefined
  let at: Element | null = element
  while (at) {
    found = known.get(at)
    if (found !== undefined) break
    passed.push(at)
    if (matches(at, selector)) {
      found = at
      break
    }
    at = parentOf(at)
  }
  for (const one of passed) known.set(one, found ?? null)
  return found ?? null
}
