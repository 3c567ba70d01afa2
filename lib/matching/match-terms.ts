import { tabulateFirstWords } from './first-words.ts'
import { foldText } from './fold-text.ts'
import { scanOddText } from './scan-odd.ts'
import { scanText } from './scan-text.ts'
import { foldedOf, type ScannedText, scannable } from './scanned-text.ts'
import type { OnHit } from './take-word.ts'
import { ANY_LETTER, addSpelling, createTrie } from './term-trie.ts'
import { handleNames, type TermTables } from './walk-folded.ts'
import { GAP, kindAt } from './word-kinds.ts'

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

/** `fewNodes` is for tests: how long a list must be before its long words are kept apart. */
export function compileTerms(patterns: readonly Pattern[], fewNodes?: number): Matcher {
  const tables = tabulate(patterns)
  const words = tabulateFirstWords(tables.trie, fewNodes)
  return {
    scan(text, onHit) {
      const odd = scanText(words, tables, text, 0, onHit)
      if (odd !== null) scanOddText(words, tables, text, odd, onHit)
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
  return {
    trie,
    handles,
    tags,
    firstLetters: firstLettersOf([...handles.keys(), ...tags.keys()]),
    longestHandle: Math.max(0, ...[...handles.keys()].map(({ length }) => length)),
  }
}

function firstLettersOf(names: readonly string[]): Uint8Array {
  const letters = new Uint8Array(0x80)
  for (const name of names)
    for (const letter of [name.charAt(0), name.charAt(0).toUpperCase()])
      if (letter < '\x80') letters[letter.charCodeAt(0)] = 1
  return letters
}

/** English plurals, the regular ones only. */
function pluralsOf(words: string): string[] {
  if (words.length < 2 || !/[a-z0-9]$/.test(words)) return []
  const plurals = [`${words}s`]
  if (/(s|x|z|ch|sh)$/.test(words)) plurals.push(`${words}es`)
  if (/[^aeiou\d\s]y$/.test(words)) plurals.push(`${words.slice(0, -1)}ies`)
  return plurals
}
