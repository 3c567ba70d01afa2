import { hash } from 'node:crypto'
import type { SyncEvent } from '../lib/model/event.ts'

/** Set or rewritten by the server, so they say nothing about what the device meant. */
const NOT_CONTENT: ReadonlySet<string> = new Set(['actorid', 'hlc', 'seq', 'receivedat'])
const NOTHING: ReadonlySet<string> = new Set()

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
  return objectText(event, NOT_CONTENT)
}

/** The hash of what `contentText` gave. */
export function hashContent(text: string): Uint8Array {
  return hash('sha256', text, 'buffer')
}

/** JSON text in which the order of keys does not matter. Takes what `JSON.parse` gives, of bounded depth. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  return objectText(value, NOTHING)
}

// One pass and no lists of pairs: this runs for every entry of every push.
function objectText(value: object, without: ReadonlySet<string>): string {
  let text = ''
  for (const { key, opening } of keysOf(value)) {
    const field: unknown = (value as Record<string, unknown>)[key]
    if (field === undefined || without.has(key)) continue
    text += (text === '' ? opening : `,${opening}`) + canonicalJson(field)
  }
  return `{${text}}`
}

interface Key {
  readonly key: string
  /** As it stands in the text, with its colon. */
  readonly opening: string
}

/** Events of one type have the same keys in the same order: sorting and quoting them is most of the work. */
const known = new Map<string, readonly Key[]>()
/** Whoever sends keys of his own cannot make this grow for ever. */
const KNOWN_AT_MOST = 500
const KEYS_AT_MOST = 40
const LIST_AT_MOST = 1_000

function keysOf(value: object): readonly Key[] {
  const keys = Object.keys(value)
  if (keys.length > KEYS_AT_MOST) return sorted(keys)
  const list = keys.join('\n')
  const found = known.get(list)
  // A list with a line break inside a key has fewer keys than a known one of the same text.
  if (found !== undefined && found.length === keys.length) return found
  const made = sorted(keys)
  const isPlain = list.length < LIST_AT_MOST && !keys.some((key) => key.includes('\n'))
  if (isPlain && known.size < KNOWN_AT_MOST) known.set(list, made)
  return made
}

function sorted(keys: readonly string[]): readonly Key[] {
  return keys.toSorted().map((key) => ({ key, opening: `${quoted(key)}:` }))
}

/** Nothing in it that JSON writes otherwise than it is. */
const PLAIN = /^[ !#-[\]-~]*$/

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text)
}
