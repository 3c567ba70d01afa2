import {
  begins,
  CANDIDATE,
  columnOf,
  ELSEWHERE,
  type FirstWords,
  LAST_TAIL,
  NAME,
  NEW_UNIT,
  OPEN,
  STATE_SHIFT,
} from './first-words.ts'
import { foldText } from './fold-text.ts'
import type { ScannedText } from './scanned-text.ts'
import { AT, REPORTED, reached, STATE, takeAtOnce } from './take-at-once.ts'
import { type OnHit, type Scan, STUCK, takeStart, takeTail, takeWord, UNREAD } from './take-word.ts'
import { ASTRAL, EMOJI, FOLDED_UNITS, FOREIGN, GAP, SIGN, UNSPACED } from './unit-classes.ts'
import { mostOfHandle, namesInText, type TermTables } from './walk-folded.ts'
import { classAt, isHumpAt, isPlain, isWholeEmoji, learn } from './walk-plain.ts'
import { DIGIT, kindAt, LETTER, wordKinds } from './word-kinds.ts'

/** What the quick scan could not read. Hits that begin before `from` were reported, those from it on were not. */
export interface OddPlace {
  readonly from: number
  readonly at: number
}

/**
 * Reports every hit that begins at `first` or behind it, up to the first place that it cannot read, and gives that
 * place; or null at the text's end. At `first` a word may begin.
 *
 * One pass over the page's own units: a table says for each whether a term may still begin so. Only words that
 * do are walked.
 */
export function scanText(
  words: FirstWords,
  tables: TermTables,
  text: ScannedText,
  first: number,
  onHit: OnHit,
): OddPlace | null {
  const { source } = text
  const { classes } = words
  let scan: Scan | null = null
  let state = OPEN
  let at = first
  let reported = first - 1
  for (;;) {
    const met = skim(words, source, state, at)
    state = reached[STATE] as number
    at = reached[AT] as number
    const ended = met === ENDED
    if (ended && words.next[(state << STATE_SHIFT) ^ columnOf(GAP)] !== CANDIDATE) return null
    const unitClass = ended ? GAP : (classes[source.charCodeAt(at)] as number)
    if (met === NEW_UNIT) {
      learn(words, source.charCodeAt(at))
      continue
    }
    const event = ended ? CANDIDATE : met
    if (takeAtOnce(words, tables, source, event, unitClass, onHit)) {
      at = reached[AT] as number
      state = reached[STATE] as number
      reported = Math.max(reported, reached[REPORTED] as number)
      continue
    }
    scan ??= beginScan(words, tables, text, first, onHit)
    scan.state = state
    scan.reported = reported
    const after = take(scan, event, at, unitClass)
    if (after === STUCK) return { from: oddFrom(scan, at), at }
    if (ended) return null
    state = scan.state
    reported = scan.reported
    at = after
  }
}

/** Made at the first event: most texts have none. */
function beginScan(
  words: FirstWords,
  tables: TermTables,
  text: ScannedText,
  first: number,
  onHit: OnHit,
): Scan {
  return {
    words,
    tables,
    text,
    source: text.source,
    onHit,
    state: OPEN,
    found: [],
    tagFrom: 0,
    tagEnd: 0,
    spare: 0,
    reported: first - 1,
  }
}

const ENDED = -1

/**
 * Goes on to the next event, which it gives, or to the end. A function of its own, which the engine keeps in
 * registers; and two units a turn, for the next one's class is then under way while the table is waited for.
 */
function skim(
  { next, columns, firstEvent }: FirstWords,
  source: string,
  from: number,
  first: number,
): number {
  const last = source.length - 1
  let state = from
  let at = first
  let event = ENDED
  while (at < last) {
    const step = next[(state << STATE_SHIFT) ^ (columns[source.charCodeAt(at)] as number)] as number
    if (step >= firstEvent) {
      event = step
      break
    }
    const second = next[(step << STATE_SHIFT) ^ (columns[source.charCodeAt(at + 1)] as number)] as number
    state = step
    at += 1
    if (second >= firstEvent) {
      event = second
      break
    }
    state = second
    at += 1
  }
  if (at === last && event === ENDED) {
    const step = next[(state << STATE_SHIFT) ^ (columns[source.charCodeAt(at)] as number)] as number
    if (step >= firstEvent) event = step
    else {
      state = step
      at += 1
    }
  }
  reached[AT] = at
  reached[STATE] = state
  return event
}

/** Decides what the table could not. Gives where the scan goes on, in `scan.state`. */
function take(scan: Scan, event: number, at: number, unitClass: number): number {
  if (event <= LAST_TAIL) return takeTail(scan, event, at)
  if (event === CANDIDATE) return takeWord(scan, at, unitClass)
  return event === NAME ? takeName(scan, at) : skipAstral(scan, at, unitClass)
}

/** The exact walk takes over at the last gap: what it reads may change the letters before it, and a mark may sit on the gap. */
function oddFrom(scan: Scan, at: number): number {
  let from = Math.max(0, at - 1)
  while (from > 0 && classAt(scan, from) !== GAP) from -= 1
  if (scan.source.charCodeAt(from) >= 0xdc00 && from > 0) from -= 1
  return Math.max(from, scan.reported + 1)
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
  const most = mostOfHandle(at, tables.longestHandle)
  while (end <= most && end < source.length && '.-@'.includes(String.fromCharCode(foldedAt(scan, end)))) {
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
