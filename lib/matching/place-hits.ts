import { LIMITS } from '../model/limits.ts'
import type { PostWords } from './evaluate-query.ts'
import type { Standing } from './nearness.ts'
import type { ScannedText } from './scanned-text.ts'
import { addWord, noWords, type WordBits, wordsIn } from './word-bits.ts'
import { type WordIndexes, wordIndexes } from './word-positions.ts'

export interface Span {
  readonly start: number
  readonly end: number
}

/** The hits of terms whose place decides, and the words that they stand at. */
export interface PlacedHits {
  /** No more places of this term count. */
  isFull(term: number): boolean
  /**
   * Notes a hit; those of one term in the order of their beginnings. `shown` is what is marked in the page: a
   * literal's symbols are marked too, and may stand before its first word.
   */
  add(term: number, from: number, to: number, shown: Span): void
  /** Where a term stands. Every hit has been noted by then. */
  standingOf(term: number): Standing
  /** What is shown of a term at these words, from the first of them on. */
  spansAt(term: number, standing: Standing): Generator<Span>
  words(): PostWords
}

/**
 * Places of one term that count for nearness. A post of a page is cut at as many characters, so there none is left
 * out; a post of megabytes would take as much memory again for each term.
 */
const MOST_PLACES = LIMITS.postText
/** Of all terms together: hundreds of them can be made that all stand at every place of a post. */
const MOST_IN_ALL = 25 * MOST_PLACES

/** From, to, and both ends of what is shown: no object for a hit of which a post may hold a million. */
const FIELDS = 4

interface TermPlaces {
  readonly standing: Standing
  /** By hit: its first word, and how many it takes. The first words never decrease. */
  readonly firsts: Uint32Array
  readonly widths: Uint32Array
}

/** `isMarked`: does a hit of this term begin at a sign, its @ or #, which is a gap after the word before? */
export function placeHits(text: ScannedText, isMarked: (term: number) => boolean): PlacedHits {
  const hits = new Map<number, number[]>()
  const known = new Map<number, TermPlaces>()
  let noted = 0
  let counted: (PostWords & { readonly indexes: WordIndexes }) | null = null

  function words() {
    counted ??= countWords(text)
    return counted
  }

  function placesOf(term: number): TermPlaces {
    const before = known.get(term)
    if (before !== undefined) return before
    const found = hits.get(term)
    const places = found === undefined ? NOWHERE : findPlaces(found, Number(isMarked(term)), words().indexes)
    known.set(term, places)
    return places
  }

  return {
    isFull: (term) => noted >= MOST_IN_ALL || (hits.get(term)?.length ?? 0) >= MOST_PLACES * FIELDS,
    add(term, from, to, { start, end }) {
      noted += 1
      const found = hits.get(term)
      if (found === undefined) hits.set(term, [from, to, start, end])
      else found.push(from, to, start, end)
    },
    standingOf: (term) => placesOf(term).standing,
    *spansAt(term, standing) {
      const { firsts, widths } = placesOf(term)
      const found = hits.get(term) ?? []
      for (const [width, begins] of standing)
        for (const first of wordsIn(begins))
          for (let at = firstAtOrAfter(firsts, first); firsts[at] === first; at += 1)
            if (widths[at] === width)
              yield { start: found[at * FIELDS + 2] as number, end: found[at * FIELDS + 3] as number }
    },
    words,
  }
}

const NOWHERE: TermPlaces = { standing: new Map(), firsts: new Uint32Array(0), widths: new Uint32Array(0) }

function countWords(text: ScannedText) {
  const indexes = wordIndexes(text)
  const sentenceStarts = noWords(indexes.count)
  for (let word = 1; word < indexes.count; word += 1)
    if (indexes.sentenceOf(word) !== indexes.sentenceOf(word - 1)) addWord(sentenceStarts, word)
  return { count: indexes.count, sentenceStarts, indexes }
}

function findPlaces(found: readonly number[], mark: number, { count, wordAt }: WordIndexes): TermPlaces {
  const standing = new Map<number, WordBits>()
  const firsts = new Uint32Array(found.length / FIELDS)
  const widths = new Uint32Array(firsts.length)
  for (let at = 0; at < firsts.length; at += 1) {
    const first = wordAt((found[at * FIELDS] as number) + mark)
    const width = wordAt((found[at * FIELDS + 1] as number) - 1) - first + 1
    firsts[at] = first
    widths[at] = width
    let begins = standing.get(width)
    if (begins === undefined) {
      begins = noWords(count)
      standing.set(width, begins)
    }
    addWord(begins, first)
  }
  return { standing, firsts, widths }
}

function firstAtOrAfter(firsts: Uint32Array, word: number): number {
  let [low, high] = [0, firsts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((firsts[middle] as number) >= word) high = middle
    else low = middle + 1
  }
  return low
}
