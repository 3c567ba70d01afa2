import { all, isBare, matches, nextElementOf, one, parentOf } from './dom.ts'

/** More elements than this between the posts, and one look at the whole page is quicker. */
const MOST_BETWEEN = 1_000

/**
 * Every match of a page whose matches hold no others, in page order: what stands in one is not looked at. A thread's
 * posts are brothers, so that two thousand of them are found by stepping from one to the next, where a look at the
 * whole page passes all that is in them.
 */
export function allApart(document: Document, selector: string): ArrayLike<Element> & Iterable<Element> {
  const first = one(document, selector)
  if (first === null) return []
  const found = [first]
  let between = 0
  // Nothing before the first match matches, nor does anything that it stands in: what is left comes after them.
  for (let at: Element | null = first; at; at = parentOf(at))
    for (let next = nextElementOf(at); next; next = nextElementOf(next)) {
      if (matches(next, selector)) found.push(next)
      else if (!isBare(next)) {
        if (++between > MOST_BETWEEN) return all(document, selector)
        for (const inner of all(next, selector)) found.push(inner)
      }
    }
  return found
}
