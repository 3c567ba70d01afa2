import { hash } from 'node:crypto'
import type { SyncEvent } from '../lib/model/event.ts'

/** Set or rewritten by the server, so they say nothing about what the device meant. */
const NOT_CONTENT: ReadonlySet<string> = new Set(['actorid', 'hlc', 'seq', 'receivedat'])

/**
 * SHA-256 over an event in canonical JSON (keys sorted). Two events with one id and one hash are the
 * same event sent twice; with one id and two hashes, the id was reused. The clock stamp is left out: a
 * device replaces its own stamp by the clamped one from the receipt, and may send that one later.
 */
export function contentHash(event: SyncEvent): Uint8Array {
  return hashContent(contentText(event))
}

/** The text that `contentHash` is made of. */
export function contentText(event: SyncEvent): string {
  const { content } = shapeOf(event)
  return objectText(event, content)
}

/** The hash of what `contentText` gave. */
export function hashContent(text: string): Uint8Array {
  return hash('sha256', text, 'buffer')
}

/** JSON text in which the order of keys does not matter. Takes what `JSON.parse` gives, of bounded depth. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (value === null) return 'null'
  if (typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const { whole } = shapeOf(value)
  return objectText(value, whole)
}

// One pass and no lists of pairs: this runs for every entry of every push.
function objectText(value: object, keys: readonly Key[]): string {
  let text = ''
  for (const { key, first, next } of keys) {
    const field: unknown = (value as Record<string, unknown>)[key]
    if (field === undefined) continue
    text += (text === '' ? first : next) + canonicalJson(field)
  }
  return text === '' ? '{}' : `${text}}`
}

interface Key {
  readonly key: string
  /** As it stands in the text with its colon, first in its object and behind another. */
  readonly first: string
  readonly next: string
}

/** Objects with the same keys in the same order. */
interface Shape {
  readonly keys: readonly string[]
  /** In the order of the text. */
  readonly whole: readonly Key[]
  /** Those of an event that say what the device meant. */
  readonly content: readonly Key[]
}

/**
 * Events of one type have the same keys in the same order: sorting and quoting them is most of the work. By their
 * number; looking through a few lists of interned names costs less than making a key for a map out of them.
 */
const known = new Map<number, Shape[]>()
/** Whoever sends keys of his own cannot make this grow for ever. */
const SHAPES_AT_MOST = 20
const KEYS_AT_MOST = 40
const LETTERS_AT_MOST = 1_000

function shapeOf(value: object): Shape {
  const keys = Object.keys(value)
  if (keys.length > KEYS_AT_MOST) return shape(keys)
  const alike = known.get(keys.length) ?? []
  for (const one of alike) if (areSame(one.keys, keys)) return one
  const made = shape(keys)
  if (alike.length < SHAPES_AT_MOST && keys.join('').length <= LETTERS_AT_MOST)
    known.set(keys.length, [...alike, made])
  return made
}

/** Of as many. */
function areSame(some: readonly string[], others: readonly string[]): boolean {
  for (let n = 0; n < some.length; n++) if (some[n] !== others[n]) return false
  return true
}

function shape(keys: readonly string[]): Shape {
  const whole = keys.toSorted().map((key) => {
    const next = `,${quoted(key)}:`
    return { key, first: `{${next.slice(1)}`, next }
  })
  return { keys, whole, content: whole.filter(({ key }) => !NOT_CONTENT.has(key)) }
}

/** Nothing in it that JSON writes otherwise than it is. */
const PLAIN = /^[ !#-[\]-~]*$/

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text)
}
