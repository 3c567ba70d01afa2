/** Longer names are no slips of ours, and would take long to compare. */
const LONGEST = 40
/** From so many letters on two of them may be wrong. */
const LONG = 8

/** Is `written` most likely a slip of `name`? Neither case nor what is no letter counts: `Listen_for` is `listenFor`. */
export function isSlip(written: string, name: string): boolean {
  if (written.length > LONGEST) return false
  const [one, other] = [plain(written), plain(name)]
  if (one === other) return true
  const most = name.length >= LONG ? 2 : 1
  if (name.length <= 3 || Math.abs(one.length - other.length) > most) return false
  return slips(one, other) <= most
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '')
}

/** How many letters are wrong, left out, too many, or swapped with their neighbours (Damerau). */
function slips(one: string, other: string): number {
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let n = 1; n <= one.length; n += 1) {
    const next = [n]
    for (let at = 1; at <= other.length; at += 1) {
      const isSame = one[n - 1] === other[at - 1]
      let least = Math.min((row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1, (row[at - 1] ?? 0) + (isSame ? 0 : 1))
      const isSwapped = n > 1 && at > 1 && one[n - 1] === other[at - 2] && one[n - 2] === other[at - 1]
      if (isSwapped) least = Math.min(least, (before[at - 2] ?? 0) + 1)
      next.push(least)
    }
    before = row
    row = next
  }
  return row[other.length] ?? 0
}
