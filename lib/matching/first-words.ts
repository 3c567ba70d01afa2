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
 * The first words of all terms as a table: state × class of a unit → state. It never misses the beginning of a
 * hit, and may see one where there is none: the walk that follows decides. States below FIRST_STATE are events,
 * which leave the state as it was.
 */
export interface FirstWords {
  readonly trie: TermTrie
  /** Class of a unit by its code; UNKNOWN until it is met. */
  readonly classes: Uint8Array
  /** By `state << 6 | class`. */
  readonly next: Uint16Array
  readonly ends: WordEnds
}

/**
 * What a word's end tells, four numbers a state: how many letters, a to z or digits, led to it and nothing else
 * can have, or 0; the pattern that ends there, or NONE, or SEVERAL; the node of the trie; and the letters that a next
 * word of the term can begin with, a bit for each of a to z.
 */
type WordEnds = Int32Array
export const ENDS_SHIFT = 2
export const PATTERN = 1
export const NODE = 2
export const FOLLOWING = 3
export const NONE = -1
const SEVERAL = -2

/** A word that a term may begin with. */
export const CANDIDATE = 0
/** A # or @ that may open a tag or a handle. */
export const NAME = 1
/** Something that the quick scan cannot decide. */
export const ODD = 2
/** A unit not met before. */
export const NEW_UNIT = 3
export const FIRST_STATE = 4
/** Inside a word that no term begins with. */
export const ELSEWHERE = 4
/** Where a word may begin. */
export const OPEN = 5

/** 2 MB at most. Deeper letters are left to the walk. */
const MOST_STATES = 16_384

export function tabulateFirstWords(trie: TermTrie): FirstWords {
  const { states, count } = chooseStates(trie)
  const next = new Uint16Array(count * CLASSES)
  fillElsewhere(next)
  fillOpen(next, hasMarks(trie))
  for (let node = 1; node < trie.nodes; node += 1) {
    const state = states[node] ?? 0
    if (state >= FIRST_STATE) fillLive(next, trie, node, state)
  }
  addChildren(next, trie, states)
  return { trie, classes: firstClasses(trie), next, ends: endsOf(trie, states, count) }
}

function endsOf(trie: TermTrie, states: Uint16Array, count: number): WordEnds {
  const { nodes, parents, letters, depths, whole, endings } = trie
  const ends = new Int32Array(count << ENDS_SHIFT)
  for (let node = 1; node < nodes; node += 1) {
    const parent = parents[node] ?? 0
    const letter = letters[node] ?? 0
    if (letters[parent] === SPACE) addFollowing(ends, states[parents[parent] ?? 0] ?? 0, letter)
    const state = states[node] ?? 0
    const above = ends[(states[parent] ?? 0) << ENDS_SHIFT] ?? 0
    if (state < FIRST_STATE || (parent !== ROOT && above === 0) || !isExact(letter)) continue
    const place = state << ENDS_SHIFT
    const last = whole[node] ?? -1
    ends[place] = depths[node] ?? 0
    ends[place + PATTERN] = last === -1 ? NONE : endings[last + 1] === -1 ? (endings[last] ?? 0) : SEVERAL
    ends[place + NODE] = node
  }
  return ends
}

function addFollowing(ends: WordEnds, state: number, letter: number): void {
  const place = (state << ENDS_SHIFT) + FOLLOWING
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

/** Letters up to here are numbered by depth. */
const SHALLOW = 3

/** A state for each node of a first word, down to the depth for which there is room. 0: none. */
function chooseStates(trie: TermTrie): { states: Uint16Array; count: number } {
  const isFirst = new Uint8Array(trie.nodes)
  isFirst[ROOT] = 1
  const perDepth: number[] = []
  for (let node = 1; node < trie.nodes; node += 1) {
    const letter = trie.letters[node] ?? 0
    if (isFirst[trie.parents[node] ?? 0] !== 1 || letter === SPACE || letter === ANY_LETTER) continue
    isFirst[node] = 1
    const depth = trie.depths[node] ?? 0
    perDepth[depth] = (perDepth[depth] ?? 0) + 1
  }
  let room = MOST_STATES - OPEN - 1
  let deepest = 0
  while ((perDepth[deepest + 1] ?? 0) > 0 && (perDepth[deepest + 1] ?? 0) <= room) {
    deepest += 1
    room -= perDepth[deepest] ?? 0
  }
  // The rows of first letters, which every text visits, lie side by side; behind them those of a name's later letters do.
  const firstOfDepth: number[] = []
  let count = OPEN + 1
  for (let depth = 1; depth <= deepest; depth += 1) {
    if (depth <= SHALLOW) firstOfDepth[depth] = count
    count += perDepth[depth] ?? 0
  }
  const states = new Uint16Array(trie.nodes)
  states[ROOT] = OPEN
  for (let node = 1; node < trie.nodes; node += 1) {
    const depth = trie.depths[node] ?? 0
    // What any ending may follow, and what any letter may, is a candidate at once.
    const open = (trie.beginnings[node] ?? -1) !== -1 || stepIn(trie.edges, node, ANY_LETTER) !== -1
    if (isFirst[node] !== 1 || depth > deepest || open) continue
    const place = Math.min(depth, SHALLOW)
    states[node] = firstOfDepth[place] ?? 0
    firstOfDepth[place] = (firstOfDepth[place] ?? 0) + 1
  }
  return { states, count }
}

function fillElsewhere(next: Uint16Array): void {
  const row = ELSEWHERE * CLASSES
  next.fill(ELSEWHERE, row, row + CLASSES)
  next[row + UNKNOWN] = NEW_UNIT
  for (const unitClass of [GAP, SIGN, UNSPACED, EMOJI]) next[row + unitClass] = OPEN
  next[row + STARTER] = CANDIDATE
  next[row + ASTRAL] = ODD
  next[row + COMPLEX] = ODD
}

function fillOpen(next: Uint16Array, marked: boolean): void {
  const row = OPEN * CLASSES
  next.copyWithin(row, ELSEWHERE * CLASSES, ELSEWHERE * CLASSES + CLASSES)
  next[row + SIGN] = NAME
  next[row + INVISIBLE] = OPEN
  if (marked) next[row + JOINER] = ODD
  next[row + EXPANDING] = CANDIDATE
  next[row + FOREIGN] = CANDIDATE
}

function fillLive(next: Uint16Array, trie: TermTrie, node: number, state: number): void {
  const row = state * CLASSES
  next.copyWithin(row, ELSEWHERE * CLASSES, ELSEWHERE * CLASSES + CLASSES)
  next[row + INVISIBLE] = state
  for (const unitClass of [JOINER, EXPANDING, FOREIGN]) next[row + unitClass] = CANDIDATE
  const ends = (trie.whole[node] ?? -1) !== -1
  if (ends || stepIn(trie.edges, node, SPACE) !== -1) candidateAtBoundary(next, row)
  if (ends && (trie.depths[node] ?? 0) >= SHORTEST_MODEL)
    for (let unitClass = FOREIGN; unitClass < CLASSES; unitClass += 1)
      if (!isLetterClass(unitClass)) next[row + unitClass] = CANDIDATE
}

/** A model number follows three letters at least. */
const SHORTEST_MODEL = 3

function candidateAtBoundary(next: Uint16Array, row: number): void {
  for (const unitClass of [GAP, SIGN, UNSPACED, STARTER, EMOJI, ASTRAL, COMPLEX])
    next[row + unitClass] = CANDIDATE
}

/** Each node's way in from its parent's row. Two letters of one class: a candidate at once. */
function addChildren(next: Uint16Array, trie: TermTrie, states: Uint16Array): void {
  const kinds = new Map<number, number>()
  for (let node = 1; node < trie.nodes; node += 1) {
    const parent = states[trie.parents[node] ?? 0] ?? 0
    const letter = trie.letters[node] ?? 0
    if (parent < FIRST_STATE || letter === SPACE) continue
    const row = parent * CLASSES
    if (letter === ANY_LETTER) {
      // Only at the root: a term that begins with any letter.
      next.fill(CANDIDATE, row + UNSPACED, row + EMOJI)
      next.fill(CANDIDATE, row + JOINER, row + CLASSES)
      continue
    }
    const kind = kinds.get(letter) ?? kindOfUnit(letter)
    kinds.set(letter, kind)
    if (kind !== LETTER && kind !== DIGIT) {
      if (parent !== OPEN) candidateAtBoundary(next, row)
      continue
    }
    const at = row + classOfLetter(letter, kind === DIGIT)
    next[at] = next[at] === ELSEWHERE ? (states[node] ?? 0) : CANDIDATE
  }
}

function kindOfUnit(unit: number): number {
  const text = String.fromCharCode(unit)
  return kindAt(wordKinds({ text, starts: [0], ends: [1] }, text), 0)
}

/** What is known from the start: enough for texts in English. */
function firstClasses(trie: TermTrie): Uint8Array {
  const classes = new Uint8Array(0x10000)
  for (let unit = 0; unit < 0x100; unit += 1) classes[unit] = classOf(unit)
  for (let unit = 0xd800; unit < 0xe000; unit += 1) classes[unit] = classIn(trie, unit)
  return classes
}

/**
 * The class of a unit in sight of the terms: unspaced characters and emoji with which a term begins stand out.
 * Of a half of an emoji the scan must then see the whole.
 */
export function classIn(trie: TermTrie, unit: number): number {
  const found = classOf(unit)
  if (found !== UNSPACED && found !== EMOJI) return found
  const isHalf = unit >= 0xd800 && unit <= 0xdbff
  if (!begins(trie, isHalf ? unit : (FOLDED_UNITS[unit] ?? 0))) return found
  if (found === UNSPACED) return STARTER
  if (isHalf) return ASTRAL
  return /\p{M}/u.test(String.fromCharCode(unit)) ? COMPLEX : STARTER
}

/** Does a term begin with this unit of a folded text? */
export function begins({ edges }: TermTrie, unit: number): boolean {
  return stepIn(edges, ROOT, unit) !== -1 || stepIn(edges, ROOT, ANY_LETTER) !== -1
}
