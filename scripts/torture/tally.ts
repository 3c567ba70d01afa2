/** What became of the entries of one kind of torture. */
export interface Tally {
  readonly what: string
  readonly kills: number
  /** Entries of which a device was told that they are stored. */
  readonly acknowledged: number
  /** Different entries in the log. */
  readonly stored: number
  /** Acknowledged, and not in the log. */
  readonly lost: number
  /** In the log more than once. */
  readonly doubled: number
}

export function tallyOf(
  what: string,
  kills: number,
  acknowledged: ReadonlySet<string>,
  stored: readonly string[],
): Tally {
  const different = new Set(stored)
  const lost = [...acknowledged].filter((id) => !different.has(id)).length
  return {
    what,
    kills,
    acknowledged: acknowledged.size,
    stored: different.size,
    lost,
    doubled: stored.length - different.size,
  }
}
