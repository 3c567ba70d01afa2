import type { FoldedText } from './fold-text.ts'
import { foldedOf, type ScannedText } from './scanned-text.ts'
import { GAP, isWordStart, kindAt } from './word-kinds.ts'

/** The words and sentences of a text, each numbered from 0. Neither number ever decreases. */
export interface WordIndexes {
  /** How many words there are; 1 for a text without any. */
  readonly count: number
  /** The word that an offset into the source belongs to. One in a gap belongs to the word before it. */
  wordAt(offset: number): number
  sentenceOf(word: number): number
}

/**
 * Numbers the words and sentences of a text, for NEAR and SENT. Made in time linear in the text: ask for
 * it only when a query needs it.
 *
 * Where words have no spaces between them each character counts as a word. A sentence ends with `.` `!`
 * `?` or `…` before a space, with a full stop of Chinese, Japanese, Hindi, Urdu or Burmese, and at the end of
 * a line: who writes posts breaks lines where a thought ends. The stop of "e.g.", "Dr.", "3. Mai", "No. 5" or
 * "Q2 vs. Q1" ends none; that of "etc." or "U.S." does where another sentence begins after it.
 */
export function wordIndexes(text: ScannedText): WordIndexes {
  const { folded, kinds } = foldedOf(text)
  const { starts } = folded
  const { source } = text
  const words = new Uint32Array(source.length + 1)
  const sentences: number[] = []
  let sentence = 0
  let begun = false
  let offset = 0
  for (let at = 0; at < kinds.length; at += 1) {
    // An offset belongs to the last character that begins at it or before.
    for (const begin = starts[at] as number; offset < begin; offset += 1)
      words[offset] = wordBefore(sentences)
    if (isWordStart(kinds, at)) sentences.push(sentence)
    if (kindAt(kinds, at) !== GAP) begun = true
    // Stops without words between them, as in "?!" or an empty line, end one sentence together.
    else if (begun && endsSentence(folded, source, at)) {
      sentence += 1
      begun = false
    }
  }
  words.fill(wordBefore(sentences), offset)
  return {
    count: Math.max(1, sentences.length),
    wordAt: (at) => words[Math.min(at, source.length)] ?? 0,
    sentenceOf: (word) => sentences[word] ?? 0,
  }
}

function wordBefore({ length }: readonly number[]): number {
  return Math.max(0, length - 1)
}

/** These end a sentence whatever follows. */
const ALWAYS = '\n\u2028\u2029。！？।॥۔။'
const BEFORE_SPACE = '.!?…؟'
const SPACE_OR_CLOSING = /[\s"')\]]/

function endsSentence(folded: FoldedText, source: string, at: number): boolean {
  const { text } = folded
  const mark = text[at] ?? ''
  if (ALWAYS.includes(mark)) return true
  if (!BEFORE_SPACE.includes(mark)) return false
  const next = text[at + 1]
  if (next !== undefined && !SPACE_OR_CLOSING.test(next)) return false
  return mark !== '.' || !isAbbreviation(folded, source, at)
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Words that are written with a stop, folded, and that a sentence never ends with. */
const TITLES = words('approx bzgl bzw ca dr evtl fig ggf hr mr mrs ms prof sog st str vgl vs')
/** With a stop before a number. */
const COUNTERS = words('abb abs art ch kap no nr num p pp s v ver vol')
/** With a stop, and a sentence may end with them. */
const CLOSERS = words('co corp etc inc jr ltd sr usw')
/** A number with a stop before one of these is a day of it. */
const MONTHS = words(
  'jan january januar janner feb february februar mar marz march apr april may mai jun june juni jul july juli aug august sep sept september oct okt october oktober nov november dec dez december dezember',
)
/** How sentences begin: after "p.m." or "U.S." one of these begins another. */
const STARTERS = words(
  'a an and as at but he her his how i if in it its my no not now oh on our she so still that the their then there these they this those to we what when why you your aber als am auch da dann das der die doch du ein eine er es ich ihr im ja jetzt mein meine nein sie und was wenn wer wie wir',
)
/** German writes "third" as "3.", most often after an article or a preposition. */
const ORDINAL =
  /(?:^|\s)(?:am|ab|beim|bis|dem|den|der|des|die|das|im|seit|vom|zum|jede[mnrs]?|meine?[mnrs]?|unsere?[mnrs]?)\s\d{1,3}$/
const LONGEST_WORD = 12
const BEFORE = /[\p{L}\p{N}]*$/u
const AFTER = /^[\s"')\]]*([\p{L}\p{N}]*)/u

/** Does the stop here belong to the word before it, and end no sentence? */
function isAbbreviation({ text, starts }: FoldedText, source: string, stop: number): boolean {
  const word = BEFORE.exec(text.slice(Math.max(0, stop - LONGEST_WORD - 1), stop))?.[0] ?? ''
  if (TITLES.has(word)) return true
  const [gap = '', next = ''] = AFTER.exec(text.slice(stop + 1, stop + 1 + 2 * LONGEST_WORD)) ?? []
  if (COUNTERS.has(word) && /^\d/.test(next)) return true
  const first = source.charAt(starts[stop + 1 + gap.length - next.length] ?? source.length)
  const isSmall = first !== first.toUpperCase()
  if (/^\d{1,3}$/.test(word))
    return isSmall || MONTHS.has(next) || ORDINAL.test(text.slice(Math.max(0, stop - LONGEST_WORD), stop))
  if (CLOSERS.has(word)) return isSmall
  // Single letters: "e.g.", "U.S.", "J. R.".
  return /^\p{L}$/u.test(word) && (isSmall || !STARTERS.has(next))
}
