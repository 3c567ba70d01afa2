import { chooseRows, mostTails } from './choose-rows.ts'
import { type Tails, tabulateTails } from './tails.ts'
import { ANY_LETTER, ROOT, SPACE, stepIn, type TermTrie } from './term-trie.ts'
import {
  ASTRAL,
  CLASSES,
  COMPLEX,
  classOf,
  classOfLetter,
  EMOJI,
  EXPANDING,
  FIRST_LETTER,
  FOLDED_UNITS,
  FOREIGN,
  GAP,
  INVISIBLE,
  isExact,
  isLetterClass,
  JOINER,
  SIGN,
  STARTER,
  UNKNOWN,
  UNSPACED,
} from './unit-classes.ts'
import { DIGIT, kindAt, LETTER, wordKinds } from './word-kinds.ts'

/**
 * The first words of all terms as a table: state × class of a unit → step. It never misses the beginning of a
 * hit, and may see one where there is none: the walk that follows decides. A step is a state, or from `firstEvent`
 * on an event, which leaves the state as it was.
 */
export interface FirstWords {
  readonly trie: TermTrie
  /** What the terms' letters are composed of. */
  readonly parts: ReadonlySet<number>
  /** Class of a unit by its code; UNKNOWN until it is met. */
  readonly classes: Uint8Array
  /** The class's column, by the unit's code. */
  readonly columns: Uint8Array
  /** By `state << 5 ^ column`. */
  readonly next: Uint16Array
  /** The tails stand from here on, up to LAST_TAIL: the last one first. */
  readonly firstEvent: number
  readonly ends: WordEnds
  readonly tails: Tails
}

/**
 * What a word's end tells, four numbers a row: how many letters, a to z or digits, led to it and nothing else
 * can have, or 0; the pattern that ends there, or NONE, or SEVERAL; the node of the trie; and the letters that a next
 * word of the term can begin with, a bit for each of a to z.
 */
type WordEnds = Int32Array
const ENDS_SHIFT = 2
export const PATTERN = 1
export const NODE = 2
export const FOLLOWING = 3
export const NONE = -1
const SEVERAL = -2

/** A word that a term may begin with. */
export const CANDIDATE = 0xffff
/** A # or @ that may open a tag or a handle. */
export const NAME = 0xfffe
/** Something that the quick scan cannot decide. */
export const ODD = 0xfffd
/** A unit not met before. */
export const NEW_UNIT = 0xfffc
/** The first of the tails. */
export const LAST_TAIL = 0xfffb

/**
 * A row has 64 columns, two lines of the processor's cache: letters, gaps and emoji in one, what is rare in the other. The
 * lowest bit of a state says which of the two comes first; it alternates, or half of the cache would go unused.
 */
const ROW_SHIFT = 6
export const STATE_SHIFT = 5

function stateOf(row: number): number {
  return (row << 1) | (row & 1)
}

/** What `ends` knows of a state. */
export function endsAt(state: number): number {
  return (state >> 1) << ENDS_SHIFT
}

/** a to z, which are the last classes, come first, and then the first classes up to EMOJI. */
export function columnOf(unitClass: number): number {
  return (unitClass - FIRST_LETTER) & (CLASSES - 1)
}

/** Inside a word that no term begins with. */
export const ELSEWHERE = 0
/** Where a word may begin. */
export const OPEN = 3
const ELSEWHERE_ROW = 0
const OPEN_ROW = 1
const FIRST_ROW = 2

/** Of so few nodes all rows stay in the processor's cache, where a step costs less than a comparison. */
const FEW_NODES = 8_192

/** A trie of more than `fewNodes` keeps tails apart. */
export function tabulateFirstWords(trie: TermTrie, fewNodes = FEW_NODES): FirstWords {
  const { rows, count, tails, exact } = chooseRows(trie, FIRST_ROW, fewNodes)
  rows[ROOT] = OPEN_ROW
  const heads = tails.slice(0, mostTails(count))
  const next = new Uint16Array(count << ROW_SHIFT)
  fillElsewhere(next)
  fillOpen(next, hasMarks(trie))
  for (let node = 1; node < trie.nodes; node += 1) {
    const row = rows[node] ?? 0
    if (row >= FIRST_ROW) fillLive(next, trie, node, row)
  }
  const steps = new Uint16Array(trie.nodes).fill(CANDIDATE)
  for (let node = 0; node < trie.nodes; node += 1)
    if (rows[node] !== 0) steps[node] = stateOf(rows[node] ?? 0)
  for (const [n, head] of heads.entries()) steps[head] = LAST_TAIL - n
  addChildren(next, trie, rows, steps)
  const parts = partsOf(trie)
  const classes = firstClasses(trie, parts)
  return {
    trie,
    parts,
    classes,
    columns: columnsOf(classes),
    next,
    firstEvent: LAST_TAIL - heads.length + 1,
    ends: endsOf(trie, rows, count, exact),
    tails: tabulateTails(trie, heads),
  }
}

function endsOf(trie: TermTrie, rows: Int32Array, count: number, exact: Uint8Array): WordEnds {
  const { nodes, parents, letters, depths, whole, endings } = trie
  const ends = new Int32Array(count << ENDS_SHIFT)
  for (let node = 1; node < nodes; node += 1) {
    const parent = parents[node] ?? 0
    const letter = letters[node] ?? 0
    if (letters[parent] === SPACE) addFollowing(ends, rows[parents[parent] ?? 0] ?? 0, letter)
    const row = rows[node] ?? 0
    if (row < FIRST_ROW || exact[node] !== 1) continue
    const place = row << ENDS_SHIFT
    const last = whole[node] ?? -1
    ends[place] = depths[node] ?? 0
    ends[place + PATTERN] = last === -1 ? NONE : endings[last + 1] === -1 ? (endings[last] ?? 0) : SEVERAL
    ends[place + NODE] = node
  }
  return ends
}

function addFollowing(ends: WordEnds, row: number, letter: number): void {
  const place = (row << ENDS_SHIFT) + FOLLOWING
  if (letter === ANY_LETTER) ends[place] = -1
  else if (letter >= LATIN_A && isExact(letter))
    ends[place] = (ends[place] ?? 0) | bitOf(classOfLetter(letter, false))
  else ends[place] = (ends[place] ?? 0) | NOT_LATIN
}

/** The bit of a letter of a to z, by its class. */
export function bitOf(unitClass: number): number {
  return 1 << (unitClass - FIRST_LETTER)
}

const LATIN_A = 0x61

/** A next word may begin with something else than a to z. */
const NOT_LATIN = 1 << 31

/** Does a term hold a mark? If none does, texts full of marks need no second look. */
function hasMarks({ nodes, letters }: TermTrie): boolean {
  for (let node = 1; node < nodes; node += 1) {
    const letter = letters[node] ?? 0
    if (letter > 0x7f && letter !== ANY_LETTER && classOf(letter) === JOINER) return true
  }
  return false
}

/** The steps of some classes in one row. */
function setSteps(next: Uint16Array, row: number, unitClasses: readonly number[], step: number): void {
  const at = stateOf(row) << STATE_SHIFT
  for (const unitClass of unitClasses) next[at ^ columnOf(unitClass)] = step
}

function fillElsewhere(next: Uint16Array): void {
  next.fill(ELSEWHERE, 0, CLASSES)
  setSteps(next, ELSEWHERE_ROW, [UNKNOWN], NEW_UNIT)
  setSteps(next, ELSEWHERE_ROW, [GAP, SIGN, UNSPACED, EMOJI], OPEN)
  setSteps(next, ELSEWHERE_ROW, [STARTER], CANDIDATE)
  setSteps(next, ELSEWHERE_ROW, [ASTRAL, COMPLEX], ODD)
}

/** As elsewhere, which is the first row; in every second row the two lines change places. */
function copyElsewhere(next: Uint16Array, row: number): void {
  const at = row << ROW_SHIFT
  const line = CLASSES / 2
  const isSwapped = (row & 1) === 1
  next.copyWithin(isSwapped ? at + line : at, 0, line)
  next.copyWithin(isSwapped ? at : at + line, line, CLASSES)
}

function fillOpen(next: Uint16Array, marked: boolean): void {
  copyElsewhere(next, OPEN_ROW)
  setSteps(next, OPEN_ROW, [SIGN], NAME)
  setSteps(next, OPEN_ROW, [INVISIBLE], OPEN)
  if (marked) setSteps(next, OPEN_ROW, [JOINER], ODD)
  setSteps(next, OPEN_ROW, [EXPANDING, FOREIGN], CANDIDATE)
}

function fillLive(next: Uint16Array, trie: TermTrie, node: number, row: number): void {
  copyElsewhere(next, row)
  setSteps(next, row, [INVISIBLE], stateOf(row))
  setSteps(next, row, UNSURE, CANDIDATE)
  const ends = (trie.whole[node] ?? -1) !== -1
  if (ends || stepIn(trie.edges, node, SPACE) !== -1) setSteps(next, row, BOUNDARIES, CANDIDATE)
  if (ends && (trie.depths[node] ?? 0) >= SHORTEST_MODEL) setSteps(next, row, DIGITS, CANDIDATE)
}

const UNSURE = [JOINER, EXPANDING, FOREIGN]
const DIGITS = Array.from({ length: CLASSES - FOREIGN }, (_, n) => FOREIGN + n).filter(
  (unitClass) => !isLetterClass(unitClass),
)
const BOUNDARIES = [GAP, SIGN, UNSPACED, STARTER, EMOJI, ASTRAL, COMPLEX]

/** A model number follows three letters at least. */
const SHORTEST_MODEL = 3

/** Each node's way in from its parent's row. Two letters of one class: a candidate at once. */
function addChildren(next: Uint16Array, trie: TermTrie, rows: Int32Array, steps: Uint16Array): void {
  const kinds = new Map<number, number>()
  for (let node = 1; node < trie.nodes; node += 1) {
    const parent = trie.parents[node] ?? 0
    const letter = trie.letters[node] ?? 0
    if (rows[parent] === 0 || letter === SPACE) continue
    const at = stateOf(rows[parent] ?? 0) << STATE_SHIFT
    if (letter === ANY_LETTER) {
      // Only at the root: a term that begins with any letter.
      for (let unitClass = UNSPACED; unitClass < CLASSES; unitClass += 1)
        if (unitClass < EMOJI || unitClass >= JOINER) next[at ^ columnOf(unitClass)] = CANDIDATE
      continue
    }
    const kind = kinds.get(letter) ?? kindOfUnit(letter)
    kinds.set(letter, kind)
    if (kind !== LETTER && kind !== DIGIT) {
      if (parent !== ROOT) setSteps(next, rows[parent] ?? 0, BOUNDARIES, CANDIDATE)
      continue
    }
    const place = at ^ columnOf(classOfLetter(letter, kind === DIGIT))
    next[place] = next[place] === ELSEWHERE ? (steps[node] ?? CANDIDATE) : CANDIDATE
  }
}

function kindOfUnit(unit: number): number {
  const text = String.fromCharCode(unit)
  return kindAt(wordKinds({ text, starts: [0], ends: [1] }, text), 0)
}

/** What is known from the start: enough for texts in English. */
function firstClasses(trie: TermTrie, parts: ReadonlySet<number>): Uint8Array {
  const classes = new Uint8Array(0x10000)
  for (let unit = 0; unit < 0x100; unit += 1) classes[unit] = classOf(unit)
  for (let unit = 0xd800; unit < 0xe000; unit += 1) classes[unit] = classIn({ trie, parts }, unit)
  return classes
}

function columnsOf(classes: Uint8Array): Uint8Array {
  const columns = new Uint8Array(classes.length).fill(columnOf(UNKNOWN))
  for (let unit = 0; unit < 0x100; unit += 1) columns[unit] = columnOf(classes[unit] ?? UNKNOWN)
  for (let unit = 0xd800; unit < 0xe000; unit += 1) columns[unit] = columnOf(classes[unit] ?? UNKNOWN)
  return columns
}

function partsOf({ nodes, letters }: TermTrie): ReadonlySet<number> {
  const whole = new Set<number>()
  for (let node = 1; node < nodes; node += 1) whole.add(letters[node] ?? 0)
  const parts = new Set<number>()
  for (const letter of whole)
    if (letter > 0x7f)
      for (const part of String.fromCharCode(letter).normalize('NFD')) parts.add(part.charCodeAt(0))
  return parts
}

/**
 * The class of a unit in sight of the terms: unspaced characters and emoji with which a term begins stand out.
 * Of a half of an emoji the scan must then see the whole. A vowel sign of India that composes with its neighbour is a
 * mark like others where no term has a letter that it could make: most of a text in Bengali or Tamil.
 */
export function classIn({ trie, parts }: Pick<FirstWords, 'trie' | 'parts'>, unit: number): number {
  const found = classOf(unit)
  if (found === COMPLEX && INDIC_MARK.test(String.fromCharCode(unit)) && !parts.has(unit)) return JOINER
  if (found !== UNSPACED && found !== EMOJI) return found
  const isHalf = unit >= 0xd800 && unit <= 0xdbff
  if (!begins(trie, isHalf ? unit : (FOLDED_UNITS[unit] ?? 0))) return found
  if (found === UNSPACED) return STARTER
  if (isHalf) return ASTRAL
  return /\p{M}/u.test(String.fromCharCode(unit)) ? COMPLEX : STARTER
}

/** Of scripts that put spaces between words. */
const INDIC_MARK = /^(?=[\u0900-\u0dff])\p{M}$/u

/** Does a term begin with this unit of a folded text? */
export function begins({ edges }: TermTrie, unit: number): boolean {
  return stepIn(edges, ROOT, unit) !== -1 || stepIn(edges, ROOT, ANY_LETTER) !== -1
}
