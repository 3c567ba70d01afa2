/** From so many letters on, likeness is counted in pieces; below, each letter counts. */
const LONG = 40
/** Letters in a piece: as many as unrelated texts of one language seldom share. */
const PIECE = 4
/**
 * Share of pieces that two long texts must have in common (Dice). A changed word costs at most its letters and
 * three more, so a draft of forty letters may lose a word of seven. Different answers to one post, saved
 * replies with other names filled in aside, share less than half.
 */
const ALIKE = 0.7
/** Share of a long draft that must be in a post which goes on after it, and how much longer that may be. */
const CONTAINED = 0.85
const LONGER = 2
/** What a site adds at the end of a post that it shows only the beginning of. */
const ELLIPSIS = /(?:…|\.\.\.)\s*(?:\p{L}+\s*){0,3}$/u

/**
 * Is this post the draft that somebody put into a reply box or copied? Tolerant of what sites and people do to a
 * text on its way: white space, typography, mark-up signs, emoji drawn as pictures, links cut short, a mention
 * put before it, an end that is not shown, a word changed or a sentence added. A short draft must be there
 * nearly letter for letter: "Thank you!" is what everyone writes.
 */
export function isOwnReply(
  draft: string,
  post: { readonly text: string; readonly truncated: boolean },
): boolean {
  const own = lettersOf(draft)
  const there = lettersOf(post.text)
  if (own === '' || there === '') return false
  const isCut = post.truncated || ELLIPSIS.test(post.text.trimEnd())
  // A beginning of a dozen letters is a greeting.
  if (isCut && there.length >= LONG && there.length < own.length)
    return areAlike(own.slice(0, there.length), there)
  return areAlike(own, there)
}

function areAlike(own: string, there: string): boolean {
  if (own.length < LONG || there.length < LONG) {
    const allowed = Math.floor(Math.min(own.length, there.length) / 10)
    return isWithin(allowed, own, there)
  }
  const [mine, theirs] = [piecesOf(own), piecesOf(there)]
  const shared = countShared(mine, theirs)
  const [all, others] = [own.length - PIECE + 1, there.length - PIECE + 1]
  if ((2 * shared) / (all + others) >= ALIKE) return true
  return shared / all >= CONTAINED && there.length <= own.length * LONGER
}

/** Letters and digits in their plain form, without links and mentions: those are where sites write for themselves. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\]\([^)\s]*\)/g, ' ')
    .replace(/(?:https?:\/\/|www\.)\S+|\b[\w-]+(?:\.[\w-]+)+\/\S*/g, ' ')
    .replace(/(^|\s)@[\w.@-]+/g, ' ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}

function piecesOf(text: string): Map<string, number> {
  const pieces = new Map<string, number>()
  for (let at = 0; at + PIECE <= text.length; at++) {
    const piece = text.slice(at, at + PIECE)
    pieces.set(piece, (pieces.get(piece) ?? 0) + 1)
  }
  return pieces
}

function countShared(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let shared = 0
  for (const [piece, times] of one) shared += Math.min(times, other.get(piece) ?? 0)
  return shared
}

/** Do at most so many insertions, deletions and changes of a letter lead from one text to the other? */
function isWithin(allowed: number, one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > allowed) return false
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let at = 1; at <= one.length; at++) {
    const next = [at]
    for (let beside = 1; beside <= other.length; beside++) {
      const changed = (row[beside - 1] ?? 0) + (one[at - 1] === other[beside - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[beside] ?? 0) + 1, (next[beside - 1] ?? 0) + 1))
    }
    row = next
  }
  return (row[other.length] ?? 0) <= allowed
}
