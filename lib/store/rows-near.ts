import type { Table } from 'dexie'
import { rowsWith } from './rows-with.ts'

/** Rows of the first read; each read that was worth it may bring four times as many, up to the second number. */
const NARROW = 32
const WIDE = 2_048
/** One row in so many must have been looked for, or reading the stretch was a waste. */
const WORTH = 4

/**
 * The rows under any of these keys, as `rowsWith` has them, by reading stretches of the index and leaving out what
 * nobody asked for. In Chromium a request costs some 0.1 ms and a row within one 0.03 ms, and ids of one page of
 * the log were made one after the other: a thousand take a handful of requests. Where the keys lie far apart
 * they are asked for one by one, more of them after each stretch that was a waste.
 */
export async function rowsNear<T>(
  table: Table<T, string>,
  index: string,
  keys: Iterable<string>,
): Promise<T[]> {
  const wanted = new Set(keys)
  const sorted = [...wanted].sort()
  const keyOf = (row: T) => String((row as Record<string, unknown>)[index])
  const found: T[] = []
  let width = NARROW
  let alone = 1
  for (let at = 0; at < sorted.length; ) {
    const [low = '', high = ''] = [sorted[at], sorted.at(-1)]
    const rows = await table.where(index).between(low, high, true, true).limit(width).toArray()
    const hits = rows.filter((row) => wanted.has(keyOf(row)))
    const end = rows.at(-1)
    if (end === undefined || rows.length < width) return found.concat(hits)
    // There may be more rows under the last key than were read: that one is read again.
    const last = keyOf(end)
    found.push(...hits.filter((row) => keyOf(row) !== last))
    at = firstFrom(sorted, last, at)
    if (hits.length * WORTH >= rows.length) {
      width = Math.min(WIDE, width * 4)
      alone = 1
      if (low !== last) continue
    } else width = NARROW
    const far = sorted.slice(at, at + alone)
    found.push(...(await rowsWith<T>(table, index, far)))
    at += far.length
    alone *= 2
  }
  return found
}

/** Place of the first key that is not before `key`. */
function firstFrom(sorted: readonly string[], key: string, from: number): number {
  const place = sorted.findIndex((one, at) => at >= from && one >= key)
  return place === -1 ? sorted.length : place
}

/** Keys that lie beside each other in the table are deleted together, in one request a stretch. */
export async function deleteNear<T>(table: Table<T, string>, ids: readonly string[]): Promise<void> {
  const gone = new Set(ids)
  const sorted = [...gone].sort()
  const [low, high] = [sorted[0], sorted.at(-1)]
  if (low === undefined || high === undefined) return
  const most = 2 * sorted.length + NARROW
  const there = await table.where(':id').between(low, high, true, true).limit(most).primaryKeys()
  if (there.length === most) return table.bulkDelete(sorted)
  const alone: string[] = []
  for (const run of runsOf(there, gone)) {
    const [first = '', last = ''] = [run[0], run.at(-1)]
    if (run.length < WORTH) alone.push(...run)
    else await table.where(':id').between(first, last, true, true).delete()
  }
  if (alone.length > 0) await table.bulkDelete(alone)
}

/** Stretches of neighbours that are all among `gone`. */
function runsOf(there: readonly string[], gone: ReadonlySet<string>): string[][] {
  const runs: string[][] = [[]]
  for (const id of there) {
    if (gone.has(id)) runs.at(-1)?.push(id)
    else runs.push([])
  }
  return runs.filter((run) => run.length > 0)
}
