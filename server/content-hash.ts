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
  const content = Object.fromEntries(Object.entries(event).filter(([key]) => !NOT_CONTENT.has(key)))
  return hash('sha256', canonicalJson(content), 'buffer')
}

/** JSON text in which the order of keys does not matter. Takes what `JSON.parse` gives, of bounded depth. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  // One pass and no lists of pairs: this runs for every entry of every push.
  let text = ''
  for (const key of Object.keys(value).sort()) {
    const field: unknown = (value as Record<string, unknown>)[key]
    if (field !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalJson(field)}`
  }
  return `{${text}}`
}

/** Nothing in it that JSON writes otherwise than it is. */
const PLAIN = /^[ !#-[\]-~]*$/

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text)
}
