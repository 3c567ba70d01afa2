import { type FoldedText, foldText } from './fold-text.ts'
import { type Alphabets, alphabetsIn } from './look-alikes.ts'
import { type Kinds, wordKinds } from './word-kinds.ts'

/** A text to scan. Most are never folded: the matcher reads the page's own letters. */
export interface ScannedText {
  readonly source: string
  /** What `foldedOf` made. */
  folded: FoldedWords | null
  /** What `alphabetsOf` made. */
  alphabets: Alphabets | null
}

interface FoldedWords {
  readonly folded: FoldedText
  readonly kinds: Kinds
}

export function scannable(source: string): ScannedText {
  return { source, folded: null, alphabets: null }
}

/** The text folded and sorted into kinds: made when first asked for. */
export function foldedOf(text: ScannedText): FoldedWords {
  if (text.folded === null) {
    const folded = foldText(text.source)
    text.folded = { folded, kinds: wordKinds(folded, text.source) }
  }
  return text.folded
}

/** Which letters the text has, asked once: a word of look-alikes is judged by the whole post. */
export function alphabetsOf(text: ScannedText): Alphabets {
  text.alphabets ??= alphabetsIn(text.source)
  return text.alphabets
}

/** The first place of a folded text whose letters come from `offset` of its source or behind it. */
export function foldedPlace(folded: FoldedText, offset: number): number {
  let low = 0
  let high = folded.text.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((folded.starts[middle] ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}
