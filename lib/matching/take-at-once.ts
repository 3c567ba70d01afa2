import {
  CANDIDATE,
  ELSEWHERE,
  endsAt,
  type FirstWords,
  FOLLOWING,
  LAST_TAIL,
  NAME,
  NONE,
  OPEN,
  PATTERN,
} from './first-words.ts'
import { AFTER, AFTER_ANYTHING, AFTER_NOTHING, ENDING, FROM, LED, LENGTH, MARKS } from './tails.ts'
import type { OnHit } from './take-word.ts'
import { COMPLEX, FIRST_LETTER, FOREIGN, GAP, SIGN, UNKNOWN } from './unit-classes.ts'
import type { TermTables } from './walk-folded.ts'

/** Where the scan stands, in what state, and up to which beginning hits were reported: three numbers at no price. */
export const reached = new Int32Array(3)
export const AT = 0
export const STATE = 1
export const REPORTED = 2

/** Most events, decided without a walk: false, if this is none of them. Where the scan goes on is left in `reached`. */
export function takeAtOnce(
  words: FirstWords,
  tables: TermTables,
  source: string,
  event: number,
  unitClass: number,
  onHit: OnHit,
): boolean {
  const at = reached[AT] as number
  reached[REPORTED] = -1
  if (event <= LAST_TAIL) return takeTailAtOnce(words, source, event, at, onHit)
  if (event === CANDIDATE)
    return (unitClass === GAP || unitClass === SIGN) && takeWordAtOnce(words, source, at, onHit)
  if (event !== NAME || !isOrdinary(tables, source, at)) return false
  reached[AT] = at + 1
  reached[STATE] = OPEN
  reached[REPORTED] = at
  return true
}

/** The table has read a term to its end, and no other goes on behind the gap here. */
function takeWordAtOnce({ ends }: FirstWords, source: string, at: number, onHit: OnHit): boolean {
  const place = endsAt(reached[STATE] as number)
  const length = ends[place] as number
  const pattern = ends[place + PATTERN] as number
  if (length === 0 || ends[place + FOLLOWING] !== 0 || pattern < NONE) return false
  const start = at - length
  if (!isAfterGap(source, start)) return false
  if (pattern !== NONE) onHit(pattern, start, at)
  reached[AT] = at + 1
  reached[STATE] = OPEN
  reached[REPORTED] = start
  return true
}

/** Is this the text's beginning, or right behind a sign of ASCII that is no letter, no digit and no apostrophe? */
function isAfterGap(source: string, start: number): boolean {
  if (start === 0) return true
  const before = source.charCodeAt(start - 1)
  return before < ASCII && NAME_SHAPES[before] === OTHER_SHAPE && before !== APOSTROPHE
}

const APOSTROPHE = 0x27

/** The word here has begun as one term alone does: do its other letters follow? */
function takeTailAtOnce(words: FirstWords, source: string, event: number, at: number, onHit: OnHit): boolean {
  const { marks, classes } = words.tails
  const place = (LAST_TAIL - event) * MARKS
  const from = marks[place + FROM] as number
  const length = marks[place + LENGTH] as number
  const first = at + 1
  if (first + length >= source.length) return false
  reached[STATE] = ELSEWHERE
  for (let n = 0; n < length; n += 1) {
    const unitClass = words.classes[source.charCodeAt(first + n)] as number
    if (unitClass === classes[from + n]) continue
    reached[AT] = first + n
    return unitClass > FOREIGN || (unitClass <= COMPLEX && unitClass !== UNKNOWN)
  }
  const start = first - (marks[place + LED] as number)
  const end = first + length
  const unitClass = words.classes[source.charCodeAt(end)] as number
  const after = marks[place + AFTER] as number
  if (after === AFTER_ANYTHING || !isAfterGap(source, start)) return false
  if (unitClass >= FIRST_LETTER) {
    reached[AT] = end
    return after === AFTER_NOTHING
  }
  const pattern = marks[place + ENDING] as number
  if (pattern === NONE || (unitClass !== GAP && unitClass !== SIGN)) return false
  onHit(pattern, start, end)
  reached[AT] = end
  reached[STATE] = ELSEWHERE
  reached[REPORTED] = start
  return true
}

/**
 * Is this the sign of a name in one word, such as none is looked for? The most of them are: the table reads their letters
 * like any others.
 */
function isOrdinary({ firstLetters }: TermTables, source: string, sign: number): boolean {
  const first = source.charCodeAt(sign + 1)
  if (!(first < ASCII) || NAME_SHAPES[first] === OTHER_SHAPE || firstLetters[first] === 1) return false
  // What sits on the sign, or an underscore before it.
  if (sign > 0 && !(source.charCodeAt(sign - 1) < ASCII && source.charCodeAt(sign - 1) !== UNDERSCORE))
    return false
  let end = sign + 2
  while (end < source.length) {
    const unit = source.charCodeAt(end)
    if (unit >= ASCII || NAME_SHAPES[unit] !== SMALL_SHAPE)
      return unit < ASCII && NAME_SHAPES[unit] === OTHER_SHAPE && unit !== UNDERSCORE
    end += 1
  }
  return true
}

const ASCII = 0x80
const OTHER_SHAPE = 0
/** A small letter or a digit. */
const SMALL_SHAPE = 1
/** A capital, which within a name may begin a word. */
const CAPITAL_SHAPE = 2
const NAME_SHAPES = Uint8Array.from({ length: ASCII }, (_, unit) => {
  const letter = String.fromCharCode(unit)
  return /[a-z0-9]/.test(letter) ? SMALL_SHAPE : /[A-Z]/.test(letter) ? CAPITAL_SHAPE : OTHER_SHAPE
})

const UNDERSCORE = 0x5f
