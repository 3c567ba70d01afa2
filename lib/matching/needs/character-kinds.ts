/**
 * What a UTF-16 unit is to the reading of features, and the letter it folds to. One table look-up a unit:
 * Latin letters lose case and accent, full-width forms become plain, all else outside it stands for itself.
 */
export const KIND = { gap: 0, letter: 1, digit: 2, single: 3, mark: 4, picture: 5, nothing: 6 } as const

const TABLED = 0x600
const kinds = new Uint8Array(TABLED)
const folded = new Uint16Array(TABLED)

for (let unit = 0; unit < TABLED; unit += 1) {
  const character = String.fromCharCode(unit)
  const plain = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  folded[unit] = plain.length === 1 ? plain.charCodeAt(0) : unit
  if (/\p{M}|\u00ad/u.test(character)) kinds[unit] = KIND.nothing
  else if (/\p{L}/u.test(character)) kinds[unit] = KIND.letter
  else if (/\p{Nd}/u.test(character)) kinds[unit] = KIND.digit
  else if (character === '?' || character === '!') kinds[unit] = KIND.mark
  else kinds[unit] = KIND.gap
}

/** By unit: the letter or digit it folds to, 0 for what is none. */
const inWords = Uint16Array.from(folded, (letter, unit) =>
  kinds[unit] === KIND.letter || kinds[unit] === KIND.digit ? letter : 0,
)

/** The letter or digit that a unit folds to, 0 for what is none. */
export function letterOf(unit: number): number {
  if (unit < TABLED) return inWords[unit] as number
  const kind = kindBeyond(unit)
  return kind === KIND.letter || kind === KIND.digit ? foldUnit(unit) : 0
}

export function kindOf(unit: number): number {
  return unit < TABLED ? (kinds[unit] ?? KIND.gap) : kindBeyond(unit)
}

export function foldUnit(unit: number): number {
  if (unit < TABLED) return folded[unit] ?? unit
  if (unit >= 0xff01 && unit <= 0xff5e) return folded[unit - 0xfee0] ?? unit
  return unit
}

function kindBeyond(unit: number): number {
  // Arabic signs, vowel points, question mark.
  if (unit < 0x620) return unit === 0x61f ? KIND.mark : KIND.gap
  if (unit >= 0x64b && unit <= 0x65f) return KIND.nothing
  if (unit < 0x2000) return KIND.letter
  if (unit < 0x2c00) return kindOfSymbol(unit)
  if (unit < 0x3040) return unit < 0x2e00 ? KIND.letter : KIND.gap
  // Kana and Han: each character is a word of its own.
  if (unit < 0xa000) return KIND.single
  if (unit >= 0xd800 && unit <= 0xdfff) return KIND.picture
  if (unit >= 0xff01 && unit <= 0xff5e) return kinds[unit - 0xfee0] ?? KIND.gap
  if (unit >= 0xfe00 && unit <= 0xfe0f) return KIND.nothing
  return unit < 0xe000 ? KIND.letter : KIND.gap
}

function kindOfSymbol(unit: number): number {
  if (unit === 0x2019 || unit === 0x2018) return KIND.gap
  if (unit >= 0x200b && unit <= 0x200f) return KIND.nothing
  if (unit === 0x203c || (unit >= 0x2047 && unit <= 0x2049)) return KIND.mark
  if (unit >= 0x2600 && unit <= 0x27bf) return KIND.picture
  return KIND.gap
}
