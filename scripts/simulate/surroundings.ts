/** What a browser gives a database, where a thousand worlds come and go: import it before anything that asks for it. */
import { createHash } from 'node:crypto'
import 'fake-indexeddb/auto'

const cloneInFull = globalThis.structuredClone

/**
 * A deep copy of a row. Rows are trees of plain values, and these are copied here in a fifth of the time; whatever else is
 * met (a date, an instance, a function, which no store takes) goes the long way.
 */
function cloneRow(value: unknown): unknown {
  switch (typeof value) {
    case 'object':
      break
    case 'function':
    case 'symbol':
      return cloneInFull(value)
    default:
      return value
  }
  if (value === null) return null
  if (Array.isArray(value)) return value.map(cloneRow)
  if (Object.getPrototypeOf(value) !== Object.prototype) return cloneInFull(value)
  const copy: Record<string, unknown> = {}
  for (const [key, part] of Object.entries(value)) copy[key] = cloneRow(part)
  return copy
}

// A thread of its own would be done sooner or later, and a world would be another one each time.
crypto.subtle.digest = async (algorithm, bytes) => {
  const name = String(algorithm).replace('-', '').toLowerCase()
  const view = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes)
  return Uint8Array.from(createHash(name).update(view).digest()).buffer
}

Object.assign(globalThis, {
  structuredClone: (value: unknown, options?: StructuredSerializeOptions) =>
    options === undefined ? cloneRow(value) : cloneInFull(value, options),
  // No page of a world listens for what another one changed, and each transaction would tell.
  BroadcastChannel: undefined,
})
