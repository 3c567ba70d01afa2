import type { Hlc } from '../model/hlc.ts'

/** Oldest edit first; the id settles what no clock can, so that every device sorts alike. */
export function byClock(a: { hlc: Hlc; id: string }, b: { hlc: Hlc; id: string }): number {
  if (a.hlc !== b.hlc) return a.hlc < b.hlc ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
