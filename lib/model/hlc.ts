/**
 * Hybrid logical clock (Kulkarni et al. 2014): 48-bit milliseconds, 16-bit counter and the device, as
 * fixed-width text whose byte order is its time order. It says which of two edits is newer; it never
 * orders the log and never serves as a cursor.
 */
export type Hlc = string

const SHAPE = /^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f-]{36}$/

export function isHlc(text: string): boolean {
  return SHAPE.test(text)
}

/** The next stamp after `last` on this device, never before it even when the wall clock went back. */
export function tickHlc(last: Hlc | null, now: number, deviceId: string): Hlc {
  const before = last === null ? { ms: 0, count: -1 } : parts(last)
  const ms = Math.max(now, before.ms)
  const count = ms === before.ms ? before.count + 1 : 0
  return count > 0xffff ? format(ms + 1, 0, deviceId) : format(ms, count, deviceId)
}

/** Milliseconds since the epoch that a stamp claims. */
export function hlcTime(stamp: Hlc): number {
  return parts(stamp).ms
}

/** A stamp from the future, brought back to `latest`: a device with a wrong clock must not win for years. */
export function clampHlc(stamp: Hlc, latest: number): Hlc {
  const { ms, count } = parts(stamp)
  return ms <= latest ? stamp : format(latest, count, stamp.slice(18))
}

function parts(stamp: Hlc): { ms: number; count: number } {
  return { ms: Number.parseInt(stamp.slice(0, 12), 16), count: Number.parseInt(stamp.slice(13, 17), 16) }
}

function format(ms: number, count: number, deviceId: string): Hlc {
  return `${ms.toString(16).padStart(12, '0')}-${count.toString(16).padStart(4, '0')}-${deviceId}`
}
