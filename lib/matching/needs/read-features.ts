import { LIMITS } from '../../model/limits.ts'
import { KIND, kindOf, letterOf } from './character-kinds.ts'
import { addFeature, emptyTally, type Features, growWords, roomFor, scratch } from './features.ts'
import {
  beginPiece,
  bigramHash,
  endPiece,
  extend,
  isNegator,
  MASK,
  negatedHash,
  OFFSET,
  questionHash,
  wordHash,
} from './hash-words.ts'

/** A piece of the text that is not to be learnt or shown by its letters: the brand's own name. */
export interface MaskedSpan {
  readonly start: number
  readonly end: number
}

/** Where reading stands in a sentence. */
const at = { previous: MASK.begin, previousWord: -1, opener: 0, openerWord: -1, negatedFor: 0 }

/** Words after a negation that it may turn around. */
const REACH = 3
/** Letters of a word whose pieces are read: what follows is a link or noise. */
const LONGEST = 24

const letters = new Int32Array(LONGEST + 2)

/**
 * Reads the words of a post into hashed features: words, pairs of neighbours, pieces of three and four letters
 * inside words; after a negation, in place of a word and its pieces, the word as one negated. Handles, links, numbers and the spans of
 * `masked` (in order, not overlapping) count as what they are, not by their letters. Only the first 20,000
 * characters are read; the time is linear in them.
 */
export function readFeatures(text: string, masked: readonly MaskedSpan[] = []): Features {
  const length = Math.min(text.length, LIMITS.postText)
  Object.assign(scratch.tally, EMPTY)
  scratch.count = 0
  scratch.words = 0
  beginSentence()
  at.negatedFor = 0
  let mask = 0
  let place = 0
  while (place < length) {
    while (mask < masked.length && (masked[mask]?.end ?? 0) <= place) mask += 1
    const span = masked[mask]
    if (span !== undefined && span.start <= place) {
      addWord(MASK.brand, place, Math.min(span.end, length))
      place = Math.max(span.end, place + 1)
      continue
    }
    const stop = span === undefined ? length : Math.min(length, span.start)
    place = readNext(text, place, stop)
  }
  return scratch
}

const EMPTY = emptyTally()

/** Reads one word, mark or gap at `place`; answers where the next begins. */
function readNext(text: string, place: number, stop: number): number {
  const unit = text.charCodeAt(place)
  const kind = kindOf(unit)
  if (kind === KIND.letter) return readLetters(text, place, stop)
  if (kind === KIND.gap) return readGap(text, place, stop, unit)
  if (kind === KIND.digit) return readNumber(text, place, stop, MASK.number)
  if (kind === KIND.mark) return readMark(text, place, stop, unit)
  if (kind === KIND.single) {
    addWord(wordHash(extend(OFFSET, unit)), place, place + 1)
    return place + 1
  }
  return kind === KIND.picture ? readPicture(text, place, unit) : place + 1
}

function readGap(text: string, place: number, stop: number, unit: number): number {
  if (unit === 0x20) return place + 1
  const next = place + 1 < stop ? text.charCodeAt(place + 1) : 0
  if (unit === 0x40 && isHandleUnit(next)) return readHandle(text, place, stop)
  if (unit === 0x23) scratch.tally.tags += kindOf(next) === KIND.letter ? 1 : 0
  else if (unit === 0x24 || unit === 0x20ac || unit === 0xa3) {
    if (kindOf(next) === KIND.digit) return readNumber(text, place + 1, stop, MASK.money)
  } else if (unit === 0x2e || unit === 0x0a || unit === 0x2026) readStop(unit, next)
  else if (unit === 0x3a || unit === 0x3b || unit === 0x3d) return readFace(text, place, stop)
  return place + 1
}

function readStop(unit: number, next: number): void {
  if (unit === 0x0a) scratch.tally.lines += 1
  if (unit === 0x2026 || (unit === 0x2e && next === 0x2e)) scratch.tally.ellipses += 1
  beginSentence()
}

function beginSentence(): void {
  at.previous = MASK.begin
  at.previousWord = -1
  at.opener = 0
  at.openerWord = -1
  at.negatedFor = 0
}

/** A face written in marks, such as ":-)". */
function readFace(text: string, place: number, stop: number): number {
  let next = place + 1
  if (next < stop && text.charCodeAt(next) === 0x2d) next += 1
  const mouth = next < stop ? text[next] : ''
  const smiles = mouth === ')' || mouth === 'D' || mouth === ']'
  if (!smiles && mouth !== '(' && mouth !== '[' && mouth !== '/') return place + 1
  if (mouth === '/' && text[next + 1] === '/') return place + 1
  addWord(smiles ? MASK.smile : MASK.frown, place, next + 1)
  scratch.tally.pictures += 1
  return next + 1
}

function isHandleUnit(unit: number): boolean {
  return unit === 0x5f || kindOf(unit) === KIND.letter || kindOf(unit) === KIND.digit
}

function readHandle(text: string, place: number, stop: number): number {
  let next = place + 1
  while (next < stop && isHandleUnit(text.charCodeAt(next))) next += 1
  if (scratch.words === 0) scratch.tally.addressed = true
  scratch.tally.handles += 1
  addWord(MASK.handle, place, next)
  return next
}

function readNumber(text: string, place: number, stop: number, mask: number): number {
  let next = place
  while (next < stop) {
    const unit = text.charCodeAt(next)
    const kind = kindOf(unit)
    const inside = kind === KIND.digit || kind === KIND.letter
    const joint = (unit === 0x2e || unit === 0x2c || unit === 0x3a) && next + 1 < stop
    if (!inside && !(joint && kindOf(text.charCodeAt(next + 1)) === KIND.digit)) break
    next += 1
  }
  const after = next < stop ? text.charCodeAt(next) : 0
  const money = mask === MASK.money || after === 0x20ac || after === 0xa3 || after === 0x24
  scratch.tally.numbers += 1
  if (money) {
    if (scratch.tally.money === 0) scratch.tally.firstMoney = scratch.words
    scratch.tally.money += 1
  }
  addWord(money ? MASK.money : after === 0x25 ? MASK.share : MASK.number, place, next)
  return Math.max(next, place + 1)
}

function readMark(text: string, place: number, stop: number, unit: number): number {
  const question = unit !== 0x21 && unit !== 0xff01 && unit !== 0x203c
  let next = place + 1
  while (next < stop && kindOf(text.charCodeAt(next)) === KIND.mark) next += 1
  const { tally } = scratch
  if (question) {
    if (tally.questions === 0) tally.firstQuestion = scratch.words
    tally.questions += next - place
  } else {
    if (tally.exclamations === 0) tally.firstExclamation = scratch.words
    tally.exclamations += next - place
  }
  const { opener, openerWord } = at
  const number = scratch.words
  addWord(question ? MASK.question : MASK.exclamation, place, next)
  if (question && openerWord >= 0) addFeature(questionHash(opener), openerWord, number)
  beginSentence()
  return next
}

function readPicture(text: string, place: number, unit: number): number {
  const pair = unit >= 0xd800 && unit <= 0xdbff
  const second = pair && place + 1 < text.length ? text.charCodeAt(place + 1) : 0
  const next = place + (second >= 0xdc00 && second <= 0xdfff ? 2 : 1)
  // Skin tones only colour the picture before them.
  if (unit === 0xd83c && second >= 0xdffb) return next
  scratch.tally.pictures += 1
  addWord(wordHash(extend(extend(OFFSET, unit), second)), place, next)
  return next
}

function readLetters(text: string, place: number, stop: number): number {
  if (isLink(text, place)) return readLink(text, place, stop)
  let hash = OFFSET
  let count = 0
  let upper = 0
  let next = place
  let run = 0
  let before = 0
  for (; next < stop; next += 1) {
    const unit = text.charCodeAt(next)
    const plain = letterOf(unit)
    if (plain !== 0) {
      if (unit >= 0x41 && unit <= 0x5a) upper += 1
      run = plain === before ? run + 1 : 1
      before = plain
      // "sooooo" is "soo", however long.
      if (run > 2) continue
      hash = extend(hash, plain)
      if (count < LONGEST) letters[count] = plain
      count += 1
    } else if (kindOf(unit) !== KIND.nothing && !isInnerApostrophe(text, next, stop, unit)) break
  }
  if (upper > 1 && upper === next - place) scratch.tally.capitals += 1
  addLetters(hash, Math.min(count, LONGEST), place, next)
  return next
}

/** An apostrophe inside a word is left out: "don't" is "dont". */
function isInnerApostrophe(text: string, place: number, stop: number, unit: number): boolean {
  if (unit !== 0x27 && unit !== 0x2019 && unit !== 0xb4) return false
  return place + 1 < stop && kindOf(text.charCodeAt(place + 1)) === KIND.letter
}

function isLink(text: string, place: number): boolean {
  const unit = text.charCodeAt(place)
  if (unit === 0x77 || unit === 0x57) return text.startsWith('www.', place)
  if (unit !== 0x68 && unit !== 0x48) return false
  if (!text.startsWith('http', place)) return false
  const after = text.charCodeAt(place + 4)
  return after === 0x3a || after === 0x73 || Number.isNaN(after) || kindOf(after) === KIND.gap
}

function readLink(text: string, place: number, stop: number): number {
  let next = place
  while (next < stop && text.charCodeAt(next) > 0x20) next += 1
  if (scratch.tally.links === 0) scratch.tally.firstLink = scratch.words
  scratch.tally.links += 1
  addWord(MASK.link, place, next)
  return next
}

function addLetters(hash: number, count: number, start: number, end: number): void {
  const number = scratch.words
  const word = wordHash(hash)
  addWord(word, start, end)
  if (isNegator(word)) at.negatedFor = REACH
  if (count < 3 || scratch.negated[number] === 1) return
  addPieces(count, number)
}

/** Pieces of three and four letters; the word's ends count as letters. */
function addPieces(count: number, word: number): void {
  const { hashes, first, last } = roomFor(2 * count)
  letters[count] = 2
  let index = scratch.count
  let two = letters[0] as number
  let three = letters[1] as number
  let begun = beginPiece(1, two, three)
  hashes[index] = endPiece(begun, 0)
  first[index] = word
  last[index] = word
  for (let at = 2; at <= count; at += 1) {
    const four = letters[at] as number
    const longer = endPiece(begun, four)
    begun = beginPiece(two, three, four)
    hashes[index + 1] = endPiece(begun, 0)
    hashes[index + 2] = longer
    first[index + 1] = first[index + 2] = last[index + 1] = last[index + 2] = word
    index += 2
    two = three
    three = four
  }
  scratch.count = index + 1
}

function addWord(hash: number, start: number, end: number): void {
  const number = scratch.words
  if (number >= scratch.starts.length) growWords()
  scratch.starts[number] = start
  scratch.ends[number] = end
  scratch.plain[number] = hash
  const negated = at.negatedFor > 0
  scratch.negated[number] = negated ? 1 : 0
  if (negated) at.negatedFor -= 1
  scratch.words = number + 1
  if (!negated) addFeature(hash, number, number)
  addFeature(bigramHash(at.previous, hash), at.previousWord < 0 ? number : at.previousWord, number)
  if (negated) addFeature(negatedHash(hash), number, number)
  if (at.openerWord < 0 && hash !== MASK.handle) {
    at.opener = hash
    at.openerWord = number
  }
  at.previous = hash
  at.previousWord = number
}
