import { type FoldedText, foldText } from './fold-text.ts'
import { lookAlikes } from './look-alikes.ts'
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

/** A post's text made ready for scanning. */
export interface ScannedText {
  readonly source: string
  readonly folded: FoldedText
  readonly kinds: Kinds
}

/** Called for each hit, with the pattern's position in the list and offsets into the folded text. */
type OnHit = (pattern: number, start: number, end: number) => void

/**
 * Many patterns in one structure: the time of a scan depends on the text and on its hits, not on the
 * number of patterns.
 */
export interface Matcher {
  scan(text: ScannedText, onHit: OnHit): void
  /** Patterns that a site's own handle of an author satisfies. */
  scanHandle(handle: string, onHit: (pattern: number) => void): void
}

export function scannable(source: string): ScannedText {
  const folded = foldText(source)
  return { source, folded, kinds: wordKinds(folded, source) }
}

/** The words of a term, one space between them: "" when nothing of it can be found in a text. */
export function wordsOf(term: string): string {
  return joinWords(term, false)
}

function joinWords(term: string, wild: boolean): string {
  const { folded, kinds } = scannable(term)
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
  return {
    scan(text, onHit) {
      walkFolded(tables, { ...text, latin: lookAlikes(text.folded, text.kinds, text.source) }, 0, onHit)
    },
    scanHandle(handle, onHit) {
      for (const name of handleNames(plainHandle(handle)))
        for (const n of tables.handles.get(name) ?? []) onHit(n)
    },
  }
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
