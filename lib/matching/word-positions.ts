import { foldedOf, foldedPlace, type ScannedText } from './match-terms.ts'
import { GAP, isWordStart, kindAt } from './word-kinds.ts'

/**
 * Which word and which sentence of a text an offset into its source belongs to;
 * both indexes begin at 0 and never decrease. An offset in a gap belongs to the word and sentence before it.
 */
export interface WordIndexes {
  wordAt(offset: number): number
  sentenceAt(offset: number): number
}

/**
 * Numbers the words and sentences of a text, for NEAR and SENT. Made in time linear in the text: ask for
 * it only when a query needs it.
 *
 * Where words have no spaces between them each character counts as a word. A sentence ends with `.` `!`
 * `?` or `…` before a space, with a full stop of Chinese, Japanese, Hindi, Urdu or Burmese, and at the end of
 * a line: who writes posts breaks lines where a thought ends. The stop of "e.g.", "Dr." or "Q2 vs. Q1"
 * ends none.
 */
export function wordIndexes(text: ScannedText): WordIndexes {
  const { folded, kinds } = foldedOf(text)
  const words = new Uint32Array(kinds.length)
  const sentences = new Uint32Array(kinds.length)
  let word = 0
  let sentence = 0
  let begun = false
  for (let at = 0; at < kinds.length; at += 1) {
    if (isWordStart(kinds, at)) word += 1
    words[at] = word
    sentences[at] = sentence
    if (kindAt(kinds, at) !== GAP) begun = true
    // Stops without words between them, as in "?!" or an empty line, end one sentence together.
    else if (begun && endsSentence(folded.text, at)) {
      sentence += 1
      begun = false
    }
  }
  // The character that holds the offset: the last that begins at it or before.
  const placeOf = (offset: number) => Math.max(0, foldedPlace(folded, offset + 1) - 1)
  return {
    wordAt: (offset) => Math.max(0, (words[placeOf(offset)] ?? 0) - 1),
    sentenceAt: (offset) => sentences[placeOf(offset)] ?? 0,
  }
}

/** These end a sentence whatever follows. */
const ALWAYS = '\n\u2028\u2029。！？।॥۔။'
const BEFORE_SPACE = '.!?…؟'
const SPACE_OR_CLOSING = /[\s"')\]]/

function endsSentence(text: string, at: number): boolean {
  const mark = text[at] ?? ''
  if (ALWAYS.includes(mark)) return true
  if (!BEFORE_SPACE.includes(mark)) return false
  const next = text[at + 1]
  if (next !== undefined && !SPACE_OR_CLOSING.test(next)) return false
  return mark !== '.' || !isAbbreviation(text, at)
}

/** Words that are written with a stop, folded. Single letters are too: "e.g.", "U.S.". */
const ABBREVIATIONS = new Set(
  'approx bzgl bzw ca dr etc evtl fig ggf hr inc incl jr ltd mr mrs ms nr prof sr st str usw vs'.split(' '),
)
const LONGEST_ABBREVIATION = 6

function isAbbreviation(text: string, stop: number): boolean {
  const before = text.slice(Math.max(0, stop - LONGEST_ABBREVIATION - 1), stop)
  const word = /[\p{L}\p{N}]*$/u.exec(before)?.[0] ?? ''
  return /^\p{L}$/u.test(word) || ABBREVIATIONS.has(word)
}
