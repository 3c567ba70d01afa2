import { BEYOND, FIRST_MARK, FIRST_PAIR, foldPair, foldUnit, GAP, MARKS, type Mark } from './fold-unit.ts'
import { findLetters, isLetter, LOWEST_LETTER, letters, lettersAre, readLetters } from './read-letters.ts'
import { LONGEST_WORD, SYMBOL, type Vocabulary } from './vocabulary.ts'

/** How a language writes: an apostrophe parts two words ("j'adore", "l'app") or is dropped ("don't"). */
export interface Writing {
  readonly parted: boolean
}

/**
 * A text as a row of symbols, each with its place in the text. One row is used again for every text:
 * only the first `count` places count.
 */
export interface Words {
  readonly vocabulary: Vocabulary
  readonly writing: Writing
  /** The symbol of each mark, in the order of `MARKS`. */
  readonly marks: readonly number[]
  /** The symbols that end a clause. */
  readonly stops: ReadonlySet<number>
  count: number
  symbols: Int32Array
  starts: Int32Array
  ends: Int32Array
  /** Where reading is: a sentence begins with the next word; nothing but space stands in this line yet. */
  fresh: boolean
  lineStart: boolean
}

export function createWords(vocabulary: Vocabulary, writing: Writing): Words {
  const marks = MARKS.map((mark) => vocabulary.add(mark))
  return {
    vocabulary,
    writing,
    marks,
    stops: new Set(STOPS.map((mark) => marks[MARKS.indexOf(mark)] ?? 0)),
    count: 0,
    symbols: new Int32Array(512),
    starts: new Int32Array(512),
    ends: new Int32Array(512),
    fresh: true,
    lineStart: true,
  }
}

const STOPS: readonly Mark[] = ['.', '!', '?', ';', ':', '^', '-', '(', ')']

export function symbolOf(words: Words, mark: Mark): number {
  return words.marks[MARKS.indexOf(mark)] ?? 0
}

/**
 * Reads a text in one pass. Case, accents, apostrophes and letters drawn out ("sooo") are folded away.
 * Where a sentence begins stands `^`, and again after the handles and tags that open a reply.
 */
export function readWords(text: string, words: Words): void {
  words.count = 0
  words.fresh = true
  words.lineStart = true
  for (let at = 0; at < text.length; ) {
    const unit = text.charCodeAt(at)
    const folded = foldUnit(unit)
    if (folded >= LOWEST_LETTER) at = readWord(text, at, words)
    else if (folded >= FIRST_MARK) at = readMark(text, at, folded, words)
    else if (folded >= FIRST_PAIR) at = readWord(text, at, words)
    else if (folded === BEYOND) at = readBeyond(text, at, words)
    else if (folded === GAP) at = readGap(text, at, unit, words)
    else at += 1
  }
}

const BEGIN = MARKS.indexOf('^')
const LINK = MARKS.indexOf('url')
const QUOTE_LINE = MARKS.indexOf('>')

function push(words: Words, symbol: number, start: number, end: number): void {
  if (words.count === words.symbols.length) {
    words.symbols = grown(words.symbols)
    words.starts = grown(words.starts)
    words.ends = grown(words.ends)
  }
  words.symbols[words.count] = symbol
  words.starts[words.count] = start
  words.ends[words.count] = end
  words.count += 1
}

function grown(places: Int32Array): Int32Array {
  const more = new Int32Array(places.length * 2)
  more.set(places)
  return more
}

function begin(words: Words, at: number): void {
  words.lineStart = false
  if (!words.fresh) return
  words.fresh = false
  push(words, words.marks[BEGIN] ?? 0, at, at)
}

/** Space, and the signs that open a tag or make irony of a sentence. */
function readGap(text: string, at: number, unit: number, words: Words): number {
  if (unit === 0x0a) {
    words.fresh = true
    words.lineStart = true
    return at + 1
  }
  if ((unit === 0x40 || unit === 0x23) && (at === 0 || !isLetter(text.charCodeAt(at - 1))))
    return isLetter(text.charCodeAt(at + 1)) ? readTag(text, at, words) : at + 1
  // "/s" at the end of a sentence: the writer says that it was irony. "<3" is a heart.
  const sign = text.slice(at, at + 2)
  if ((sign === '/s' || sign === '<3') && !isLetter(text.charCodeAt(at + 2))) {
    pushKnown(words, sign, at, at + 2)
    return at + 2
  }
  return at + 1
}

/** Signs and emoji count only where a cue has them, and once in a row. */
function pushKnown(words: Words, sign: string, start: number, end: number): void {
  for (let at = 0; at < sign.length; at += 1) letters[at] = sign.charCodeAt(at)
  const symbol = words.vocabulary.find(letters, sign.length)
  if (symbol !== 0 && words.symbols[words.count - 1] !== symbol) push(words, symbol, start, end)
}

function readMark(text: string, at: number, folded: number, words: Words): number {
  const mark = MARKS[folded - FIRST_MARK]
  const symbol = words.marks[folded - FIRST_MARK] ?? 0
  const next = text.charCodeAt(at + 1)
  if (mark === '>') {
    if (words.lineStart) push(words, words.marks[QUOTE_LINE] ?? 0, at, at + 1)
    return at + 1
  }
  if (mark === ':' || mark === ';') {
    const face = readFace(text, at, words)
    if (face > at) return face
  }
  const glued = at > 0 && isLetter(text.charCodeAt(at - 1)) && isLetter(next)
  if (glued && (mark === '-' || mark === '.' || mark === ',' || mark === ':')) {
    // Of the points inside a word only one between two sentences parts them: "It broke.No answer".
    if (mark === '.' && next >= 0x41 && next <= 0x5a && isLetter(text.charCodeAt(at - 2))) words.fresh = true
    return at + 1
  }
  words.lineStart = false
  if (mark === '.' || mark === '!' || mark === '?') words.fresh = true
  const last = words.count - 1
  if (words.symbols[last] === symbol && words.ends[last] === at) words.ends[last] = at + 1
  else push(words, symbol, at, at + 1)
  return at + 1
}

/** Where a face of marks ends that begins here, or `at`: glad or sad, others are not told apart. */
function readFace(text: string, at: number, words: Words): number {
  const mouth = text[at + 1] === '-' || text[at + 1] === "'" ? at + 2 : at + 1
  const glad = text[mouth] === ')' || (text[mouth] === 'D' && !isLetter(text.charCodeAt(mouth + 1)))
  const sad = text[mouth] === '('
  if (!glad && !sad) return at
  pushKnown(words, glad ? '🙂' : '🙁', at, mouth + 1)
  return mouth + 1
}

/** An emoji, or a letter of another kind than its own: "𝐅𝐑𝐄𝐄". */
function readBeyond(text: string, at: number, words: Words): number {
  const point = text.codePointAt(at) ?? 0
  const width = point > 0xffff ? 2 : 1
  if (width === 2 && foldPair(point) !== BEYOND) return readWord(text, at, words)
  pushKnown(words, text.slice(at, at + width), at, at + width)
  return at + width
}

function readTag(text: string, at: number, words: Words): number {
  const fresh = words.fresh
  begin(words, at)
  letters[0] = text.charCodeAt(at)
  let length = 1
  let end = at + 1
  for (; end < text.length; end += 1) {
    const unit = text.charCodeAt(end)
    if (unit !== 0x5f && !isLetter(unit)) break
    if (length < LONGEST_WORD) letters[length++] = foldUnit(unit)
  }
  const digits = text.charCodeAt(at) === 0x23 && foldUnit(text.charCodeAt(at + 1)) <= 0x39
  const symbol = length < LONGEST_WORD ? words.vocabulary.find(letters, length) : 0
  push(words, symbol || (digits ? SYMBOL.number : SYMBOL.tag), at, end)
  words.fresh = fresh
  return end
}

function readWord(text: string, from: number, words: Words): number {
  begin(words, from)
  const end = readLetters(text, from, words.writing.parted)
  const link = linkEnd(text, end, words)
  if (link > end) {
    push(words, words.marks[LINK] ?? 0, from, link)
    return link
  }
  const symbol = findLetters(words.vocabulary)
  push(words, symbol || plainSymbol(text, from), from, end)
  return end
}

function plainSymbol(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  if (unit >= 0x30 && unit <= 0x39) return SYMBOL.number
  if (unit < 0x80) return unit <= 0x5a ? SYMBOL.name : SYMBOL.word
  const sign = text[at] ?? ''
  return sign === sign.toLowerCase() ? SYMBOL.word : SYMBOL.name
}

const HOST_ENDS =
  /^\.(?:com|org|net|io|co|ly|me|de|uk|fr|es|it|eu|gl|app|shop|info|biz|link|xyz|br|ch|at)(?![\w.]*@)\b/

/** Where the link ends that the word just read began, or `end`. */
function linkEnd(text: string, end: number, words: Words): number {
  const next = text.charCodeAt(end)
  const address = next === 0x3a && text.charCodeAt(end + 1) === 0x2f && text.charCodeAt(end + 2) === 0x2f
  const host = next === 0x2e && (lettersAre('www') || HOST_ENDS.test(text.slice(end, end + 8)))
  if (!address && !host) return end
  words.fresh = false
  let at = end
  while (at < text.length && text.charCodeAt(at) > 0x20) at += 1
  return at
}
