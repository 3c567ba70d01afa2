/** How pressing it is that something waits to be sent. The badge and the panel's line say the same. */

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
