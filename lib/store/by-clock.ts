import type { Hlc } from '../model/hlc.ts'

interface Stamped {
  readonly hlc: Hlc
  readonly id: string
}

/** As stored by the server, with its place in the log; without, not yet. */
interface Placed extends Stamped {
  readonly seq?: number | undefined
}

/** Oldest edit first; the id settles what no clock can, so that every device sorts alike. */
export function byClock(a: Stamped, b: Stamped): number {
  if (a.hlc !== b.hlc) return a.hlc < b.hlc ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** In the order of the log; what the server has not stored yet comes after it, by the clock. */
export function byPlace(a: Placed, b: Placed): number {
  const [first, second] = [a.seq ?? Number.POSITIVE_INFINITY, b.seq ?? Number.POSITIVE_INFINITY]
  return first === second ? byClock(a, b) : first - second
}
