import type { IndexableType, Table } from 'dexie'

/**
 * The rows under any of these keys of an index, each once. One request a key, side by side: `anyOf` walks a cursor
 * row by row: a page with 200 known people took 575 ms to read that way, 160 ms this way (Chromium 156).
 */
export async function rowsWith<T>(
  table: Table<T>,
  index: string,
  keys: readonly IndexableType[],
): Promise<T[]> {
  const distinct = [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()]
  const found = await Promise.all(distinct.map((key) => table.where(index).equals(key).toArray()))
  return found.flat()
}
