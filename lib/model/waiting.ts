/** How pressing it is that something waits to be sent, and how old what was heard is. */

/** So long an entry may wait before it is worth a colour. */
const LATE = 10 * 60_000
/** …and before a person has to look after it. */
const STUCK = 24 * 3_600_000

/**
 * `late`: the oldest entry has waited for more than ten minutes. `stuck`: for more than a day, or something
 * was set aside. Told from what waits, never from a connection.
 */
export function howLate(
  { oldestAt, setAside }: { readonly oldestAt: number | null; readonly setAside: number },
  now: number,
): 'calm' | 'late' | 'stuck' {
  const age = oldestAt === null ? 0 : now - oldestAt
  if (setAside > 0 || age > STUCK) return 'stuck'
  return age > LATE ? 'late' : 'calm'
}

/** So long after the last round that worked, what is shown of a team may name somebody who was erased meanwhile. */
const ABSENCE = 24 * 3_600_000

/** A device that has heard of its team, and not for more than a day. A clock that was put back proves nothing. */
export function wasAbsent(
  { kind, lastOkAt }: { readonly kind: 'personal' | 'team'; readonly lastOkAt: number | null },
  now: number,
): boolean {
  return kind === 'team' && lastOkAt !== null && now - lastOkAt > ABSENCE
}
