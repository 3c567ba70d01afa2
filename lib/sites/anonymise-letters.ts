/**
 * Characters in exchange for others of their kind: a capital for a capital, a Greek letter for a Greek one,
 * a figure for a figure. Everything else, as punctuation and blanks, stays.
 */

const CONSONANTS = 'bdfgklmnprstv'
const VOWELS = 'aeiou'
const HEX_LETTERS = 'abcdef'
/** Figures that base 32 knows too, so that an id in it stays one. */
const MIXED_FIGURES = '234567'

/** Scripts in the order in which they are tried, each with letters of ours for theirs. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Cyrillic}/u, 'авгдеклмнопрстубжиз'],
  [/\p{Script=Greek}/u, 'αβγδεζηθικλμνοπρστω'],
  [/\p{Script=Arabic}/u, 'ابتدرسعفقكلمنوي'],
  [/\p{Script=Hebrew}/u, 'אבגדהוזחטילמנסרש'],
  [/\p{Script=Devanagari}/u, 'कगचजटडतदनपबमरलवस'],
  [/\p{Script=Thai}/u, 'กขคงจชดตนบปพมรลว'],
  [/\p{Script=Hangul}/u, '가나다라마바사아자차카타파하고노도로'],
  [/\p{Script=Hiragana}/u, 'あかさたなはまやらわいきしちにひみり'],
  [/\p{Script=Katakana}/u, 'アカサタナハマヤラワイキシチニヒミリ'],
  [/\p{Script=Han}/u, '山水木火土石田川花草竹米豆糸舟車'],
]

const FIGURES: readonly string[] = [
  '٠١٢٣٤٥٦٧٨٩',
  '۰۱۲۳۴۵۶۷۸۹',
  '०१२३४५६७८९',
  '০১২৩৪৫৬৭৮৯',
  '๐๑๒๓๔๕๖๗๘๙',
  '０１２３４５６７８９',
]

/** Beginnings of the long ids that hold a time, which place it in a season: the rest is filler. */
const KEPT_OF_TIME = 3
const LEAST_OF_TIME = 15
const TID_LETTERS = '234567abcdefghijklmnopqrstuvwxyz'

/** Numbers between nought and one, the same for the same seed (mulberry32, public domain). */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What a run of letters and figures is, as far as its shape must stay for an address or an id to be one. */
type Shape = 'number' | 'word' | 'hex' | 'tid' | 'mixed'

function shapeOf(run: string): Shape {
  if (/^\d+$/.test(run)) return 'number'
  if (/^\p{L}[\p{L}\p{M}]*$/u.test(run)) return 'word'
  if (/^3[2-7a-z]{12}$/.test(run)) return 'tid'
  return run.length >= 4 && /^[0-9a-f]+$/i.test(run) ? 'hex' : 'mixed'
}

/** Filler of the same shape and of as many characters; another `random` gives another one. */
export function fillRun(run: string, random: () => number, asHex = false): string {
  const shape = asHex ? 'hex' : shapeOf(run)
  if (shape === 'number') return fillNumber(run, random)
  const start = shape === 'tid' ? earlierTid(run.slice(0, KEPT_OF_TIME)) : ''
  let vowel = random() < 0.5
  return Array.from(run, (character, at) => {
    if (at < start.length) return start[at] ?? ''
    if (/[0-9]/.test(character)) return pick(shape === 'hex' ? '0123456789' : MIXED_FIGURES, random)
    vowel = !vowel
    const letters = shape === 'hex' ? HEX_LETTERS : vowel ? VOWELS : CONSONANTS
    return fillCharacter(character, letters, random)
  }).join('')
}

function fillCharacter(character: string, letters: string, random: () => number): string {
  const row = FIGURES.find((figures) => figures.includes(character))
  if (row) return pick(row, random)
  // A figure of a script that we have no row for: nothing of it may stay.
  if (/\p{Nd}/u.test(character)) return pick('0123456789', random)
  if (/\p{M}/u.test(character)) return character
  if (/\p{Regional_Indicator}/u.test(character))
    return String.fromCodePoint(0x1f1e6 + Math.floor(random() * 26))
  if (!/\p{L}/u.test(character)) return fillPictograph(character, random)
  const own = SCRIPTS.find(([script]) => script.test(character))?.[1]
  const filler = pick(own ?? letters, random)
  return character !== character.toLowerCase() ? filler.toUpperCase() : filler
}

function fillPictograph(character: string, random: () => number): string {
  const isLong = character.length > 1
  return String.fromCodePoint(
    isLong ? 0x1f400 + Math.floor(random() * 0x90) : 0x2600 + Math.floor(random() * 0x10),
  )
}

/** A number of as many digits, without a nought in front that was not there. Long ones stay times. */
function fillNumber(run: string, random: () => number): string {
  const start = run.length < LEAST_OF_TIME ? '' : earlierNumber(run.slice(0, KEPT_OF_TIME), run.length)
  return Array.from(run, (figure, at) => {
    if (at < start.length) return start[at] ?? ''
    if (at === 0) return figure === '0' ? '0' : pick('123456789', random)
    return pick('0123456789', random)
  }).join('')
}

/**
 * The beginning of an id that holds a time, for a time more than a year before. Of 19 digits those of X and LinkedIn
 * count a month in about one of the third, those of Instagram two; of 18 digits Mastodon's count half a year.
 */
function earlierNumber(start: string, length: number): string {
  const step = length > 18 ? 27 : Number(start) > 370 ? 270 : 10
  return Number(start) - step < 100 ? start : String(Number(start) - step)
}

/** The same for an id of AT Protocol, whose second letter counts 407 days; before `3j` there were none. */
function earlierTid(start: string): string {
  const [first = '', second = '', third = ''] = start
  const before = TID_LETTERS[TID_LETTERS.indexOf(second) - 1]
  return second > 'j' && before !== undefined ? first + before + third : start
}

function pick(from: string, random: () => number): string {
  return from[Math.floor(random() * from.length)] ?? ''
}
