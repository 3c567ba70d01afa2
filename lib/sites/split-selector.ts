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
  let from = 0
  let last = 0
  let depth = 0
  let quote = ''
  const source = selector.trim()
  for (let at = 0; at < source.length; at++) {
    const sign = source[at] as string
    if (sign === '\\') at++
    else if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '[' || sign === '(') depth++
    else if (sign === ']' || sign === ')') depth--
    else if (depth === 0 && sign === ',') {
      parts.push(source.slice(from, at).trim())
      from = last = at + 1
    } else if (depth === 0 && /[\s>+~]/.test(sign)) last = at + 1
  }
  parts.push(source.slice(from).trim())
  // An escape may end with a blank that parts nothing: `#\\31 2`.
  const isStep = parts.length === 1 && last > 0 && last < source.length && !source.includes('\\')
  return { parts, last: isStep ? source.slice(last) : null }
}
