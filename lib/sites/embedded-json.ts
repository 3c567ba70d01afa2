import { LIMITS } from '../model/limits.ts'
import { rawText, readyState } from './dom.ts'
import type { ReadText } from './read-text.ts'
import { cut } from './trim.ts'

/**
 * JSON that a page carries for its own scripts. Written for hostile input: a block may be huge, deep or
 * broken, or carry `__proto__`; nothing of it is merged into an object of ours and walking is bounded.
 */
export type JsonObject = Readonly<Record<string, unknown>>

const MOST_CHARACTERS = 4_000_000
const MOST_NODES = 200_000
const MOST_FOUND = 2_000

/** A block is read once: pages hold dozens, some of half a megabyte, and are looked at after every change. */
const known = new WeakMap<Element, ReadonlyMap<string, readonly JsonObject[]>>()

/**
 * The objects in a script's JSON that have `mark` as a property of their own, in the order of the source;
 * what is inside such an object is not searched. Never throws.
 */
export function objectsWith(script: Element, mark: string, document: Document): readonly JsonObject[] {
  const before = known.get(script)
  const read = before?.get(mark)
  if (read) return read
  const source = rawText(script)
  const found =
    source.length <= MOST_CHARACTERS && source.includes(`"${mark}"`) ? walk(parse(source), mark) : []
  // A block still on its way grows.
  if (readyState(document) !== 'loading') known.set(script, new Map([...(before ?? []), [mark, found]]))
  return found
}

function walk(root: unknown, mark: string): readonly JsonObject[] {
  const found: JsonObject[] = []
  // A stack of our own: a page may nest brackets deeper than the call stack.
  const waiting: unknown[] = [root]
  for (let budget = MOST_NODES; waiting.length > 0 && budget > 0 && found.length < MOST_FOUND; budget--) {
    const value = waiting.pop()
    if (typeof value !== 'object' || value === null) continue
    if (Object.hasOwn(value, mark)) {
      found.push(value as JsonObject)
      continue
    }
    const inner = Object.values(value)
    for (let at = Math.min(inner.length, MOST_NODES) - 1; at >= 0; at--)
      if (typeof inner[at] === 'object') waiting.push(inner[at])
  }
  return found
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    return null
  }
}

/** What stands at a path of own properties; undefined where it ends early. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value
  for (const name of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined
    here = (here as Record<string | number, unknown>)[name]
  }
  return here
}

/** A text or number as text; null for anything else, and for nothing. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string | null {
  const found = at(value, ...path)
  return typeof found === 'string' && found !== ''
    ? found
    : typeof found === 'number' && Number.isFinite(found)
      ? String(found)
      : null
}

/** Somebody's words, cut to their limit. */
export function wordsAt(value: unknown, ...path: readonly (string | number)[]): ReadText {
  const text = (textAt(value, ...path) ?? '').trim()
  return { text: cut(text, LIMITS.postText), truncated: text.length > LIMITS.postText }
}

/** A count: a whole number, written as one or as text. */
export function countAt(value: unknown, ...path: readonly (string | number)[]): number | null {
  const text = textAt(value, ...path)
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}

export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}
