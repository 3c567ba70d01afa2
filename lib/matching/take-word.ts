import { bitOf, ELSEWHERE, endsAt, FOLLOWING, LAST_TAIL, NODE, NONE, OPEN, PATTERN } from './first-words.ts'
import { BOTTOM, FROM, LED, LENGTH, MARKS } from './tails.ts'
import { ROOT } from './term-trie.ts'
import { COMPLEX, EMOJI, EXPANDING, FIRST_LETTER, FOREIGN, GAP, SIGN } from './unit-classes.ts'
import type { TermTables } from './walk-folded.ts'
import { classAt, isPlain, isPossessive, MOST_ASIDE, type PlainWalk, walkPlain } from './walk-plain.ts'

/** Offsets are into the page's own text. */
export type OnHit = (pattern: number, start: number, end: number) => void

/** One text under way. */
export interface Scan extends PlainWalk {
  readonly tables: TermTables
  readonly onHit: OnHit
  state: number
  /** Hits that begin here or before were reported. */
  reported: number
}

/** Only the exact walk can decide. */
export const STUCK = -1

/** A term may begin with the word that ends here, or is under way, or with the character here. */
export function takeWord(scan: Scan, at: number, unitClass: number): number {
  const read = takeReadWord(scan, at, unitClass)
  if (read !== UNREAD) return read
  const begun = scan.state !== OPEN && scan.state !== ELSEWHERE
  const inside = unitClass >= EXPANDING
  let start = at
  if (begun) {
    if (!inside) start -= 1
    while (start > 0 && classAt(scan, start - 1) >= FOREIGN) start -= 1
    // An invisible character in the word.
    if (start < at && classAt(scan, start) < FOREIGN) return STUCK
  }
  if (!isPlain(classAt(scan, start - 1)) || !takeStart(scan, start)) return STUCK
  // A word's end is looked at again, from outside of the word.
  scan.state = begun || inside ? ELSEWHERE : OPEN
  return begun && !inside ? at : at + 1
}

export const UNREAD = -2

/** The word here has begun as one term alone does: when its other letters follow, the walk goes on behind them. */
export function takeTail(scan: Scan, event: number, at: number): number {
  const { marks, classes } = scan.words.tails
  const place = (LAST_TAIL - event) * MARKS
  const shift = at + 1 - (marks[place + FROM] as number)
  const end = at + 1 + (marks[place + LENGTH] as number)
  scan.state = ELSEWHERE
  for (let next = at + 1; next < end; next += 1) {
    const unitClass = classAt(scan, next)
    if (unitClass === classes[next - shift]) continue
    if (unitClass > FOREIGN || unitClass <= COMPLEX) return next
    return takeBegun(scan, at)
  }
  const start = at + 1 - (marks[place + LED] as number)
  if (classAt(scan, start - 1) > EMOJI || isPossessive(scan, start) !== false) return takeBegun(scan, at)
  return takeRest(scan, start, marks[place + BOTTOM] as number, end) ? end : STUCK
}

/** The word under way here is walked from its beginning. */
function takeBegun(scan: Scan, at: number): number {
  let start = at
  while (start > 0 && classAt(scan, start - 1) >= FOREIGN) start -= 1
  // An invisible character in the word.
  if (!isPlain(classAt(scan, start - 1)) || !takeStart(scan, start)) return STUCK
  return at + 1
}

/** The table has read the word up to here, if nothing else stood in it: only what follows is to be seen. */
function takeReadWord(scan: Scan, at: number, unitClass: number): number {
  const { ends } = scan.words
  const place = endsAt(scan.state)
  const length = ends[place] as number
  const inside = unitClass > FOREIGN
  if (length === 0 || !(inside || unitClass === GAP || unitClass === SIGN)) return UNREAD
  const start = at - length
  if (classAt(scan, start - 1) > EMOJI || isPossessive(scan, start) !== false) return UNREAD
  const pattern = ends[place + PATTERN] as number
  if (pattern >= NONE && !inside && !mayFollow(scan, at, ends[place + FOLLOWING] as number)) {
    if (pattern !== NONE) scan.onHit(pattern, start, at)
    scan.reported = start
  } else if (!takeRest(scan, start, ends[place + NODE] as number, at)) return STUCK
  scan.state = inside ? ELSEWHERE : OPEN
  return at + 1
}

/** May the word behind the gap here be a term's next? Rather yes than no: a possessive's s may be of the gap. */
function mayFollow(scan: Scan, gap: number, following: number): boolean {
  if (following <= 0) return following !== 0
  const { length } = scan.source
  let at = gap
  let unitClass = classAt(scan, at)
  while (at < length && (unitClass === GAP || unitClass === SIGN)) {
    at += 1
    unitClass = classAt(scan, at)
  }
  if (unitClass < FIRST_LETTER) return at < length
  return unitClass === SMALL_S || classAt(scan, at + 1) === COMPLEX || (following & bitOf(unitClass)) !== 0
}

const SMALL_S = FIRST_LETTER + 18

/** Reports what begins at this word. False: only the exact walk can. */
export function takeStart(scan: Scan, start: number): boolean {
  const possessive = isPossessive(scan, start)
  if (possessive === null) return false
  if (!possessive) return takeRest(scan, start, ROOT, start)
  scan.reported = start
  return true
}

/** Reports what begins at `start` and has led to `node` before `at`. */
function takeRest(scan: Scan, start: number, node: number, at: number): boolean {
  const { found, onHit } = scan
  found.length = 0
  scan.spare = MOST_ASIDE
  if (!walkPlain(scan, start, node, at)) return false
  for (let n = 0; n < found.length; n += 3)
    onHit(found[n] as number, found[n + 1] as number, found[n + 2] as number)
  scan.reported = start
  return true
}
