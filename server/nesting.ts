/** Deepest nesting inside one event. Ours have four levels; recursion over deeper ones is an attack on the stack. */
const MAX_EVENT_DEPTH = 20

/** Deepest nesting of a whole body, checked on its text before it is parsed. */
const MAX_BODY_DEPTH = 64

/**
 * Why a parsed JSON value must not be walked or copied, or null: nested deeper than `levels`, or with a
 * key that would change the prototype of a copy. Goes no deeper than that itself.
 */
export function nestingProblem(value: unknown, levels = MAX_EVENT_DEPTH): string | null {
  if (typeof value !== 'object' || value === null) return null
  if (levels <= 0) return TOO_DEEP
  if (Array.isArray(value)) return firstProblem(value, levels - 1)
  // Makes no list of what is looked at: that is everything of every push. Lists it would go through far slower.
  for (const key in value) {
    if (key === '__proto__') return 'a key that is not allowed'
    const inner: unknown = (value as Record<string, unknown>)[key]
    if (typeof inner !== 'object' || inner === null) continue
    const problem = nestingProblem(inner, levels - 1)
    if (problem !== null) return problem
  }
  return null
}

function firstProblem(list: readonly unknown[], levels: number): string | null {
  for (const inner of list) {
    const problem = nestingProblem(inner, levels)
    if (problem !== null) return problem
  }
  return null
}

const TOO_DEEP = `nested deeper than ${MAX_EVENT_DEPTH} levels`

const [QUOTE, BACKSLASH] = ['"', '\\'].map((char) => char.charCodeAt(0))
const OPENING: ReadonlySet<number> = new Set(['[', '{'].map((char) => char.charCodeAt(0)))
const CLOSING: ReadonlySet<number> = new Set([']', '}'].map((char) => char.charCodeAt(0)))

/** Whether JSON text nests too deeply to be parsed with peace of mind. Brackets inside strings don't count. */
export function isDeepJson(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === QUOTE) at = endOfString(text, at)
    else if (OPENING.has(char)) {
      depth++
      if (depth > MAX_BODY_DEPTH) return true
    } else if (CLOSING.has(char)) depth--
  }
  return false
}

/** Where the string ends that begins at `from`; the end of the text when it does not. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++
    if (slashes % 2 === 0) return end
  }
  return text.length
}
