/**
 * What one UTF-16 unit means to a reader of words: a folded letter or digit (32 and above), or one of
 * these. Folding is the loose one of cues, in which "für" is "fuer" and "café" is "cafe".
 */
export const GAP = 1
/** Of no weight where it stands: accents on their own, zero-width characters. */
export const NOTHING = 2
/** An apostrophe. */
export const JOINER = 3
/** An emoji of one unit, or half of a character beyond the first 65,536. */
export const BEYOND = 4
/** Two letters made of one: `PAIRS[folded - FIRST_PAIR]`. */
export const FIRST_PAIR = 5
export const LAST_PAIR = 10
/** A mark: `MARKS[folded - FIRST_MARK]`. */
export const FIRST_MARK = 11

export const PAIRS = ['ae', 'oe', 'ue', 'ss', 'th', 'fi'] as const

/** The marks that are symbols in a row of words. `^` begins a sentence, `url` is a link; both are put in by the reader. */
export const MARKS = ['.', '!', '?', ',', ';', ':', '"', '(', ')', '-', '$', '>', '^', 'url'] as const

export type Mark = (typeof MARKS)[number]

/** Folded once for each unit that is met. */
const known = new Uint16Array(0x10000)

export function foldUnit(unit: number): number {
  return known[unit] || learn(unit)
}

function learn(unit: number): number {
  const folded = fold(String.fromCharCode(unit), unit)
  known[unit] = folded
  return folded
}

const ALIKE: Readonly<Record<string, number>> = {
  ...units("'’‘‛´`ʼ＇", JOINER),
  ...units('äæÄÆ', FIRST_PAIR),
  ...units('öœøÖŒØ', FIRST_PAIR + 1),
  ...units('üÜ', FIRST_PAIR + 2),
  ...units('ßẞ', FIRST_PAIR + 3),
  ...units('þÞ', FIRST_PAIR + 4),
  ...units('ﬁ', FIRST_PAIR + 5),
  ...mark('.', '.…。'),
  ...mark('!', '!¡！'),
  ...mark('?', '?¿？؟'),
  ...mark(',', ',，、،'),
  ...mark(';', ';'),
  ...mark(':', ':'),
  ...mark('"', '"“”„‟«»'),
  ...mark('(', '(['),
  ...mark(')', ')]'),
  ...mark('-', '-–—―'),
  ...mark('$', '$€£¥₹'),
  ...mark('>', '>'),
  ...units('©®™', GAP),
  ł: 0x6c,
  Ł: 0x6c,
}

function mark(as: Mark, signs: string): Record<string, number> {
  return units(signs, FIRST_MARK + MARKS.indexOf(as))
}

function units(signs: string, folded: number): Record<string, number> {
  return Object.fromEntries([...signs].map((sign) => [sign, folded]))
}

const LETTER = /^[\p{L}\p{N}]/u

function fold(sign: string, unit: number): number {
  const alike = ALIKE[sign]
  if (alike !== undefined) return alike
  if (unit >= 0xd800 && unit < 0xe000) return unit < 0xdc00 ? BEYOND : GAP
  if (/[\p{M}\p{Default_Ignorable_Code_Point}]/u.test(sign)) return NOTHING
  const plain = sign.normalize('NFKD').toLowerCase()
  if (LETTER.test(plain)) return plain.charCodeAt(0)
  return /\p{Extended_Pictographic}/u.test(sign) ? BEYOND : GAP
}

/** A character of two units: the letter or digit that it is written for ("𝐅𝐑𝐄𝐄"), or `BEYOND`: an emoji. */
export function foldPair(point: number): number {
  const plain = String.fromCodePoint(point).normalize('NFKD').toLowerCase()
  return /^[a-z0-9]$/.test(plain) ? plain.charCodeAt(0) : BEYOND
}
