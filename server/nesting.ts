/** Deepest nesting inside one event. Ours have four levels; recursion over deeper ones is an attack on the stack. */
export const MAX_EVENT_DEPTH = 20

/** Deepest nesting of a whole body, checked on its text before it is parsed. */
const MAX_BODY_DEPTH = 64

/**
 * Why a parsed JSON value must not be walked or copied, or null: nested deeper than `max`, or with a key
 * that would change the prototype of a copy. Walks without recursion.
 */
export function nestingProblem(value: unknown, max: number): string | null {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue
    if (next.depth >= max) return `nested deeper than ${max} levels`
    if (Object.hasOwn(next.value, '__proto__')) return 'a key that is not allowed'
    for (const inner of Object.values(next.value)) open.push({ value: inner, depth: next.depth + 1 })
  }
  return null
}

/** Whether JSON text nests too deeply to be parsed with peace of mind. Brackets inside strings don't count. */
export function isDeepJson(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (quoted) {
      if (char === '\\') at++
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '[' || char === '{') {
      depth++
      if (depth > MAX_BODY_DEPTH) return true
    } else if (char === ']' || char === '}') depth--
  }
  return false
}
