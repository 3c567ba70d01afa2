import { tabulateFirstWords } from './first-words.ts'
import { type FoldedText, foldText } from './fold-text.ts'
import { lookAlikes } from './look-alikes.ts'
import { type OnHit, scanText } from './scan-text.ts'
import { ANY_LETTER, addSpelling, createTrie } from './term-trie.ts'
import { handleNames, type TermTables, walkFolded } from './walk-folded.ts'
import { GAP, type Kinds, kindAt, wordKinds } from './word-kinds.ts'

/**
 * Something the matcher looks for, already reduced to what a scan can decide. With `wild`, each `?` of the
 * text stands for exactly one letter or digit.
 */
export type Pattern =
  | {
      readonly kind: 'words'
      readonly text: string
      readonly prefix: boolean
      readonly plurals: boolean
      readonly wild?: boolean
    }
  | { readonly kind: 'handle' | 'tag'; readonly text: string }

/** A text to scan. Most are never folded: the matcher reads the page's own letters. */
export interface ScannedText {
  readonly source: string
  /** What `foldedOf` made. */
  folded: FoldedWords | null
}

interface FoldedWords {
  readonly folded: FoldedText
  readonly kinds: Kinds
}

/**
 * Many patterns in one structure: the time of a scan depends on the text and on its hits, not on the
 * number of patterns.
 */
export interface Matcher {
  /** Calls for each hit, in the order of their beginnings, with offsets into `text.source`, end exclusive. */
  scan(text: ScannedText, onHit: OnHit): void
  /** Patterns that a site's own handle of an author satisfies. */
  scanHandle(handle: string, onHit: (pattern: number) => void): void
}

export function scannable(source: string): ScannedText {
  return { source, folded: null }
}

/** The text folded and sorted into kinds: made when first asked for. */
export function foldedOf(text: ScannedText): FoldedWords {
  if (text.folded === null) {
    const folded = foldText(text.source)
    text.folded = { folded, kinds: wordKinds(folded, text.source) }
  }
  return text.folded
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

/** The words of a term, one space between them: "" when nothing of it can be found in a text. */
export function wordsOf(term: string): string {
  return joinWords(term, false)
}

function joinWords(term: string, wild: boolean): string {
  const { folded, kinds } = foldedOf(scannable(term))
  let words = ''
  for (let at = 0; at < kinds.length; at += 1) {
    const letter = folded.text[at] ?? ''
    if (kindAt(kinds, at) !== GAP) words += letter
    else words += wild && letter === '?' ? String.fromCharCode(ANY_LETTER) : ' '
  }
  return words.replace(/ +/g, ' ').trim()
}

/** A handle or tag as it is compared, without @ or #. */
function plainHandle(handle: string): string {
  return foldText(handle)
    .text.trim()
    .replace(/^[@#]+/, '')
    .replace(/[.-]+$/, '')
}

export function compileTerms(patterns: readonly Pattern[]): Matcher {
  const tables = tabulate(patterns)
  const words = tabulateFirstWords(tables.trie)
  return {
    scan(text, onHit) {
      const from = scanText(words, tables, text.source, onHit)
      if (from !== -1) scanFolded(tables, text, from, onHit)
    },
    scanHandle(handle, onHit) {
      for (const name of handleNames(plainHandle(handle)))
        for (const n of tables.handles.get(name) ?? []) onHit(n)
    },
  }
}

/** The exact walk over what is left of a text, from an offset into its source. */
function scanFolded(tables: TermTables, text: ScannedText, from: number, onHit: OnHit): void {
  const { folded, kinds } = foldedOf(text)
  const read = { folded, kinds, latin: lookAlikes(folded, kinds, text.source) }
  walkFolded(tables, read, foldedPlace(folded, from), (pattern, start, end) =>
    onHit(pattern, folded.starts[start] ?? 0, folded.ends[end - 1] ?? 0),
  )
}

function tabulate(patterns: readonly Pattern[]): TermTables {
  const trie = createTrie()
  const handles = new Map<string, number[]>()
  const tags = new Map<string, number[]>()
  for (const [n, pattern] of patterns.entries()) {
    if (pattern.kind === 'words') {
      const words = joinWords(pattern.text, pattern.wild === true)
      if (words === '') continue
      for (const spelling of pattern.plurals ? [words, ...pluralsOf(words)] : [words])
        addSpelling(trie, spelling, n, pattern.prefix)
    } else {
      const named = pattern.kind === 'handle' ? handles : tags
      const name = plainHandle(pattern.text)
      const before = named.get(name)
      if (before === undefined) named.set(name, [n])
      else before.push(n)
    }
  }
  return { trie, handles, tags }
}

/** English plurals, the regular ones only. */
function pluralsOf(words: string): string[] {
  if (words.length < 2 || !/[a-z0-9]$/.test(words)) return []
  const plurals = [`${words}s`]
  if (/(s|x|z|ch|sh)$/.test(words)) plurals.push(`${words}es`)
  if (/[^aeiou\d\s]y$/.test(words)) plurals.push(`${words.slice(0, -1)}ies`)
  return plurals
}
