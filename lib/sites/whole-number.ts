import { AFTER, AFTER_AT_ONCE, BEFORE } from './rounded-words.ts'

/**
 * A whole number out of "1,234 likes", "1.234", "1 234", "1’234", "1,23,456", "٣٬٤٥٦" or "12"; null for "1.2K",
 * "12 tys.", "1.2万" and "3+", which are not exact, and for a text that does not begin with a number. Only the
 * leading number counts: the words are in the reader's language.
 */
export function wholeNumber(text: string | null | undefined): number | null {
  // Most posts lack most counts.
  if (!text) return null
  const line = text.trim()
  return FEW_DIGITS.test(line) ? Number(line) : (leading(plain(line))?.number ?? null)
}

/** A whole number that may be below nought, as votes up less votes down may: "-3", "−3 points". */
export function scoreIn(text: string | null | undefined): number | null {
  if (!text) return null
  if (FEW_DIGITS.test(text)) return Number(text)
  const line = plain(text)
  const isBelow = /^[-\u2212]\d/.test(line)
  const number = wholeNumber(isBelow ? line.slice(1) : line)
  // Without a nought that is below nought.
  return isBelow && number !== null ? 0 - number : number
}

/** The same for the first number wherever it stands: "Like (3,121 likes)", "댓글 179개". */
export function numberIn(text: string | null | undefined): number | null {
  if (!text) return null
  const line = plain(text)
  const at = line.search(/\d/)
  if (at < 0 || isAbout(line.slice(0, at))) return null
  return leading(line.slice(at))?.number ?? null
}

/** Every number of a line that lists several, in order; null where one of them is not exact. */
export function numbersIn(text: string): readonly number[] | null {
  const numbers: number[] = []
  let rest = plain(text)
  for (let at = rest.search(/\d/); at >= 0; at = rest.search(/\d/)) {
    const found = isAbout(rest.slice(0, at)) ? null : leading(rest.slice(at))
    if (found === null) return null
    numbers.push(found.number)
    rest = rest.slice(at + found.length)
  }
  return numbers
}

const FEW_DIGITS = /^\d{1,9}$/
/** Longer than any count with the word after it. */
const LONGEST = 1_000

/** Groups of three parted alike, India's groups of two before the last three, or no groups. */
const WHOLE =
  /^\+?(\d{1,3}([.,'\u2019\u066c\u2009\u00a0\u202f ])\d{3}(?:\2\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}|\d+)(?![.,'\u2018\u2019`\u00b4\u00b7\u060c\u066b\u066c_]?\d)/

function leading(line: string): { readonly number: number; readonly length: number } | null {
  const [whole, digits] = line.match(WHOLE) ?? []
  if (!whole || !digits || isRounded(line.slice(whole.length))) return null
  const number = Number(digits.replace(/\D/g, ''))
  return Number.isSafeInteger(number) ? { number, length: whole.length } : null
}

/** Without marks for the direction of writing, and with every script's digits as ours. */
function plain(text: string): string {
  const line = text.trim().slice(0, LONGEST)
  if (PRINTABLE_ASCII.test(line)) return line
  return line
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Nd}/gu, digitOf)
    .trim()
}

const PRINTABLE_ASCII = /^[ -~]*$/

/** Each script has its ten digits in a row (Unicode, "decimal digit values"), so the nought is at most nine below. */
function digitOf(digit: string): string {
  const code = digit.normalize('NFKC').codePointAt(0) ?? 0
  for (let value = 0; value < 10; value++)
    if (!/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) return String(value)
  return digit
}

/** Words that sites use beside those that the languages' own data has: "1,2 Tsd.". */
const OWN = ['tsd']

let after: ReadonlySet<string> | undefined

/** What follows makes it a rounded number. "12 Kommentare" are twelve: a letter counts only by itself. */
function isRounded(rest: string): boolean {
  const [said, plus, word] = rest.match(/^\s{0,2}(?:([+\uff0b])|(?:(?:de|na)\s+)?([\p{L}\p{M}]+))/u) ?? []
  if (said === undefined || plus !== undefined || word === undefined) return plus !== undefined
  const name = word.normalize('NFKC').toLowerCase()
  after ??= new Set([...AFTER, ...OWN])
  return after.has(name) || KOREAN.test(name) || AFTER_AT_ONCE.some((unit) => name.startsWith(unit))
}

/** With what is counted: pieces, people, times. "조회" are views, and trillions of nothing. */
const KOREAN = /^[천만억][개명회번건표점]$/

/** What stands before makes it a rounded number. */
function isAbout(lead: string): boolean {
  if (/[~≈<>≤≥]\s*$/.test(lead)) return true
  const word = lead.match(/([\p{L}\p{M}]+)\s*$/u)?.[1]
  return word !== undefined && BEFORE.includes(word.normalize('NFKC').toLowerCase())
}
