/** A selector as far as it matters for asking it cheaply. */
export interface SplitSelector {
  /** The parts that commas part; more than one: a list. */
  readonly parts: readonly string[]
  /**
   * What the element itself must match, without those above and beside it: `time` of `.message .time > time`.
   * Null where that is all there is to it, for a list, and where escapes make it hard to tell.
   */
  readonly last: string | null
}

/** Takes any selector that a browser takes; what stands in quotes, brackets and parentheses is left whole. */
export function splitSelector(selector: string): SplitSelector {
  // Many are one name or class, which needs no look at each of its signs.
  if (/^[\w.#-]+$/.test(selector)) return { parts: [selector], last: null }
  const parts: string[] = []
  const source = selector.trim()
  let from = 0
  let last = 0
  let depth = 0
  // From sign to sign and not letter by letter: this is run once for each selector, before any engine made it fast.
  for (const { 0: sign, index } of source.matchAll(SIGNS)) {
    if (sign === '[' || sign === '(') depth++
    else if (sign === ']' || sign === ')') depth--
    else if (depth > 0 || sign.length > 1) continue
    else if (sign === ',') {
      parts.push(source.slice(from, index).trim())
      from = last = index + 1
    } else last = index + 1
  }
  parts.push(source.slice(from).trim())
  // An escape may end with a blank that parts nothing: `#\\31 2`.
  const isStep = parts.length === 1 && last > 0 && last < source.length && !source.includes('\\')
  return { parts, last: isStep ? source.slice(last) : null }
}

/** What parts a selector, opens or closes; escapes and quotations as wholes of two signs or more. */
const SIGNS = /\\.|"(?:\\.|[^"\\])*(?:"|$)|'(?:\\.|[^'\\])*(?:'|$)|[[\](),\s>+~]/gs
