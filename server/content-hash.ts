import { createHash } from 'node:crypto'
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
  return createHash('sha256').update(canonicalJson(content)).digest()
}

/** JSON text in which the order of keys does not matter. Takes what `JSON.parse` gives, of bounded depth. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`)
  return `{${fields.join(',')}}`
}
