import {
  begins,
  bitOf,
  CANDIDATE,
  ELSEWHERE,
  ENDS_SHIFT,
  FIRST_STATE,
  type FirstWords,
  FOLLOWING,
  NAME,
  NODE,
  NONE,
  OPEN,
  PATTERN,
} from './first-words.ts'
import { foldText } from './fold-text.ts'
import { ROOT } from './term-trie.ts'
import {
  ASTRAL,
  COMPLEX,
  EMOJI,
  EXPANDING,
  FIRST_LETTER,
  FOLDED_UNITS,
  FOREIGN,
  GAP,
  SIGN,
  UNSPACED,
} from './unit-classes.ts'
import { namesInText, type TermTables } from './walk-folded.ts'
import {
  classAt,
  isHumpAt,
  isPlain,
  isPossessive,
  isWholeEmoji,
  type PlainWalk,
  walkPlain,
} from './walk-plain.ts'
import { DIGIT, kindAt, LETTER, wordKinds } from './word-kinds.ts'

/** Offsets are into the page's own text. */
export type OnHit = (pattern: number, start: number, end: number) => void

interface Scan extends PlainWalk {
  readonly tables: TermTables
  readonly onHit: OnHit
  state: number
  at: number
  /** Hits that begin here or before were reported. */
  reported: number
}

/**
 * Reports every hit up to the first place that it cannot read, and gives that place; or -1 at the text's end.
 * Hits that begin before that place are reported, those from it on are not.
 *
 * One pass over the page's own units: a table says for each whether a term may still begin so. Only words that
 * do are walked.
 */
export function scanText(words: FirstWords, tables: TermTables, source: string, onHit: OnHit): number {
  const scan: Scan = {
    words,
    tables,
    source,
    onHit,
    state: OPEN,
    at: 0,
    found: [],
    tagFrom: 0,
    tagEnd: 0,
    foreign: null,
    reported: -1,
  }
  for (;;) {
    skim(scan, words.next, words.classes, source)
    const { state, at } = scan
    if (at >= source.length && words.next[(state << 6) | GAP] !== CANDIDATE) return -1
    const unitClass = classAt(scan, at)
    const event = words.next[(state << 6) | unitClass] as number
    // The unit was new: now that its class is known, the table has its say.
    if (event >= FIRST_STATE) continue
    const after = take(scan, event, at, unitClass)
    if (after === STUCK) return resumeAt(scan, at)
    if (at >= source.length) return -1
    scan.at = after
  }
}

/**
 * Goes on to the next event, or to the end. A function of its own, which the engine keeps in registers; and two
 * units a turn, for the next one's class is then under way while the table is waited for.
 */
function skim(scan: Scan, next: Uint16Array, classes: Uint8Array, source: string): void {
  const last = source.length - 1
  let { state, at } = scan
  while (at < last) {
    const first = next[(state << 6) | (classes[source.charCodeAt(at)] as number)] as number
    if (first < FIRST_STATE) break
    const second = next[(first << 6) | (classes[source.charCodeAt(at + 1)] as number)] as number
    state = first
    at += 1
    if (second < FIRST_STATE) break
    state = second
    at += 1
  }
  if (at === last) {
    const entered = next[(state << 6) | (classes[source.charCodeAt(at)] as number)] as number
    if (entered >= FIRST_STATE) {
      state = entered
      at += 1
    }
  }
  scan.state = state
  scan.at = at
}

const STUCK = -1

/** Decides what the table could not. Gives where the scan goes on, in `scan.state`. */
function take(scan: Scan, event: number, at: number, unitClass: number): number {
  if (event === CANDIDATE) return takeWord(scan, at, unitClass)
  return event === NAME ? takeName(scan, at) : skipAstral(scan, at, unitClass)
}

/** The exact walk takes over at the last gap: what it reads may change the letters before it, and a mark may sit on the gap. */
function resumeAt(scan: Scan, at: number): number {
  let from = Math.max(0, at - 1)
  while (from > 0 && classAt(scan, from) !== GAP) from -= 1
  if (scan.source.charCodeAt(from) >= 0xdc00 && from > 0) from -= 1
  return Math.max(from, scan.reported + 1)
}

/** A term may begin with the word that ends here, or is under way, or with the character here. */
function takeWord(scan: Scan, at: number, unitClass: number): number {
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

const UNREAD = -2

/** The table has read the word up to here, if nothing else stood in it: only what follows is to be seen. */
function takeReadWord(scan: Scan, at: number, unitClass: number): number {
  const { ends } = scan.words
  const place = scan.state << ENDS_SHIFT
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
function takeStart(scan: Scan, start: number): boolean {
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
  if (!walkPlain(scan, start, node, at)) return false
  for (let n = 0; n < found.length; n += 3)
    onHit(found[n] as number, found[n + 1] as number, found[n + 2] as number)
  scan.reported = start
  return true
}

const UNDERSCORE = 0x5f
const HASH = 0x23

/** A # or @: the name after it as a whole, and each word in it. */
function takeName(scan: Scan, at: number): number {
  scan.state = OPEN
  if (!isPlain(classAt(scan, at - 1))) return STUCK
  if (at > 0 && foldedAt(scan, at - 1) === UNDERSCORE) return at + 1
  const simple = simpleNameEnd(scan, at)
  const end = simple === UNREAD ? nameEnd(scan, at) : simple
  if (end === STUCK) return STUCK
  if (end === at + 1) return end
  if (!reportNames(scan, at, end)) return STUCK
  scan.reported = at
  if (simple !== UNREAD) return at + 1
  scan.tagFrom = at
  scan.tagEnd = end
  for (let start = at + 1; start < end; start += 1)
    if (isStartInName(scan, start) && !takeStart(scan, start)) return STUCK
  scan.tagEnd = 0
  if (classAt(scan, end - 1) >= FOREIGN) scan.state = ELSEWHERE
  return end
}

function foldedAt({ source }: Scan, at: number): number {
  return FOLDED_UNITS[source.charCodeAt(at)] as number
}

/** Where a name of one word ends, the most of them: the table reads that like any other. */
function simpleNameEnd({ words, source }: Scan, at: number): number {
  for (let end = at + 1; ; end += 1) {
    if (end >= source.length) return end
    const unit = source.charCodeAt(end)
    const isCapital = unit >= 0x41 && unit <= 0x5a
    const unitClass = words.classes[unit] as number
    if (unit < 0x80 && unitClass > FOREIGN && (!isCapital || end === at + 1)) continue
    return (unitClass === GAP || unitClass === SIGN) && FOLDED_UNITS[unit] !== UNDERSCORE ? end : UNREAD
  }
}

/** Where the run of letters, digits and underscores ends. */
function nameEnd(scan: Scan, at: number): number {
  for (let end = at + 1; ; end += 1) {
    const unitClass = classAt(scan, end)
    if (unitClass >= FOREIGN || unitClass === UNSPACED) continue
    if (unitClass === GAP || unitClass === SIGN) {
      if (end >= scan.source.length || foldedAt(scan, end) !== UNDERSCORE) return end
    } else if (unitClass !== EMOJI || !isWholeEmoji(scan, end)) return STUCK
    else return end
  }
}

function isStartInName(scan: Scan, at: number): boolean {
  const unitClass = classAt(scan, at)
  if (unitClass < FOREIGN) return unitClass === UNSPACED
  return classAt(scan, at - 1) < FOREIGN || isHumpAt(scan, at)
}

/** False: something in the name is for the exact walk. */
function reportNames(scan: Scan, at: number, tagEnd: number): boolean {
  const { tables, source, onHit } = scan
  if (foldedAt(scan, at) === HASH) {
    if (tables.tags.size === 0) return true
    for (const n of tables.tags.get(foldText(source.slice(at + 1, tagEnd)).text) ?? []) onHit(n, at, tagEnd)
    return true
  }
  if (tables.handles.size === 0) return true
  let end = tagEnd
  while (end < source.length && '.-@'.includes(String.fromCharCode(foldedAt(scan, end)))) {
    const joined = nameEnd(scan, end)
    if (joined === STUCK) return false
    if (joined === end + 1) break
    end = joined
  }
  for (const name of namesInText(foldText(source.slice(at + 1, end)).text))
    for (const n of tables.handles.get(name) ?? []) onHit(n, at, at + 1 + name.length)
  return true
}

/** Most characters beyond the first plane are emoji and symbols: with none of them does a word go on. */
function skipAstral(scan: Scan, at: number, unitClass: number): number {
  if (unitClass !== ASTRAL) return STUCK
  scan.state = OPEN
  const point = scan.source.codePointAt(at) ?? 0
  if (point <= 0xffff) return at + 1
  return isBreak(point) && !begins(scan.words.trie, scan.source.charCodeAt(at)) ? at + 2 : STUCK
}

const breaks = new Map<number, boolean>()
const MOST_BREAKS = 4_096

function isBreak(point: number): boolean {
  const before = breaks.get(point)
  if (before !== undefined) return before
  const text = String.fromCodePoint(point)
  const folded = foldText(text)
  const kind = kindAt(wordKinds(folded, text), 0)
  const found = folded.text === text && kind !== LETTER && kind !== DIGIT
  if (breaks.size >= MOST_BREAKS) breaks.clear()
  breaks.set(point, found)
  return found
}
