import { type FoldedText, foldText } from './fold-text.ts'
import {
  GAP,
  isHump,
  isTagStart,
  isWordEnd,
  isWordStart,
  type Kinds,
  kindAt,
  tagEnd,
  wordKinds,
} from './word-kinds.ts'

/** Something the matcher looks for, already reduced to what a scan can decide. */
export type Pattern =
  | { readonly kind: 'words'; readonly text: string; readonly prefix: boolean; readonly plurals: boolean }
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
  const { folded, kinds } = scannable(term)
  let words = ''
  for (let at = 0; at < kinds.length; at += 1)
    words += kindAt(kinds, at) === GAP ? ' ' : (folded.text[at] ?? '')
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
  const trie = createTrie()
  const handles = new Map<string, number[]>()
  const tags = new Map<string, number[]>()
  for (const [n, pattern] of patterns.entries()) {
    if (pattern.kind === 'words') {
      const words = wordsOf(pattern.text)
      for (const spelling of pattern.plurals ? [words, ...pluralsOf(words)] : [words])
        trie.add(spelling, n, pattern.prefix)
    } else {
      const named = pattern.kind === 'handle' ? handles : tags
      const name = plainHandle(pattern.text)
      named.set(name, [...(named.get(name) ?? []), n])
    }
  }
  return {
    scan: (text, onHit) => scan(trie, handles, tags, text, onHit),
    scanHandle(handle, onHit) {
      for (const name of handleNames(plainHandle(handle))) for (const n of handles.get(name) ?? []) onHit(n)
    },
  }
}

/** English plurals, the regular ones only. */
function pluralsOf(words: string): string[] {
  if (words.length < 2 || !/[a-z0-9]$/.test(words)) return []
  const plurals = [`${words}s`]
  if (/(s|x|z|ch|sh)$/.test(words)) plurals.push(`${words}es`)
  if (/[^aeiou\d\s]y$/.test(words)) plurals.push(`${words.slice(0, -1)}ies`)
  return plurals
}

/** `name@host` answers to both its whole and its local part. */
function handleNames(handle: string): string[] {
  const at = handle.indexOf('@')
  return at > 0 ? [handle, handle.slice(0, at)] : [handle]
}

const ROOT = 0
const SPACE = 0x20

/** A trie entered at every word's start. Most words leave it at their first letters. */
interface Trie {
  add(words: string, pattern: number, prefix: boolean): void
  step(node: number, unit: number): number | undefined
  /** By node: patterns that end here with a word, and patterns that any ending may follow. */
  readonly whole: readonly (number[] | undefined)[]
  readonly beginnings: readonly (number[] | undefined)[]
}

/**
 * Most nodes have one child: it stands in two arrays. Further children are in one map from (node, unit).
 * With everything in the map, a post that repeats a phrase's first word for a megabyte took seconds.
 */
function createTrie(): Trie {
  const childUnits: number[] = [-1]
  const children: number[] = [-1]
  const branches: boolean[] = [false]
  const moreChildren = new Map<number, number>()
  const whole: (number[] | undefined)[] = [undefined]
  const beginnings: (number[] | undefined)[] = [undefined]
  const step = (node: number, unit: number) => {
    if (childUnits[node] === unit) return children[node]
    return branches[node] === true ? moreChildren.get(node * 0x10000 + unit) : undefined
  }
  const grow = (node: number, unit: number) => {
    const next = children.push(-1) - 1
    childUnits.push(-1)
    branches.push(false)
    whole.push(undefined)
    beginnings.push(undefined)
    if (childUnits[node] === -1) {
      childUnits[node] = unit
      children[node] = next
    } else {
      branches[node] = true
      moreChildren.set(node * 0x10000 + unit, next)
    }
    return next
  }
  return {
    step,
    whole,
    beginnings,
    add(words, pattern, prefix) {
      let node = ROOT
      for (let at = 0; at < words.length; at += 1) {
        const unit = words.charCodeAt(at)
        node = step(node, unit) ?? grow(node, unit)
      }
      const ends = prefix ? beginnings : whole
      ends[node] = [...(ends[node] ?? []), pattern]
    },
  }
}

type Named = ReadonlyMap<string, readonly number[]>

function scan(trie: Trie, handles: Named, tags: Named, text: ScannedText, onHit: OnHit): void {
  const { folded, kinds } = text
  for (let at = 0; at < kinds.length; at += 1) {
    if (isWordStart(kinds, at)) walk(trie, text, at, ROOT, at, onHit)
    else if (isTagStart(folded.text, kinds, at))
      if (folded.text[at] === '#') {
        const end = tagEnd(folded.text, kinds, at)
        for (const n of tags.get(folded.text.slice(at + 1, end)) ?? []) onHit(n, at, end)
      } else {
        const end = handleEnd(folded.text, kinds, at)
        for (const name of handleNames(folded.text.slice(at + 1, end)))
          for (const n of handles.get(name) ?? []) onHit(n, at, at + 1 + name.length)
      }
  }
}

/** Handles may hold dots, hyphens and a host: `@quillon.example`, `@quillon@town.example`, but not the full stop after one. */
function handleEnd(text: string, kinds: Kinds, at: number): number {
  let end = tagEnd(text, kinds, at)
  for (;;) {
    const joined = '.-@'.includes(text[end] ?? ' ') ? tagEnd(text, kinds, end) : end + 1
    if (joined === end + 1) return end
    end = joined
  }
}

/** Follows the trie from a word's start. A gap in the text is one space in the trie; a hump may be one. */
function walk(trie: Trie, text: ScannedText, start: number, from: number, first: number, onHit: OnHit): void {
  const { folded, kinds } = text
  let node = from
  let at = first
  for (;;) {
    report(trie, text, node, start, at, onHit)
    if (at >= kinds.length) return
    let unit = SPACE
    let next = at + 1
    if (kindAt(kinds, at) === GAP) {
      next = gapEnd(folded.text, kinds, at)
      if (next === -1) return
    } else {
      unit = folded.text.charCodeAt(at)
      const spaced = isHump(kinds, at) ? trie.step(node, SPACE) : undefined
      if (spaced !== undefined) walk(trie, text, start, spaced, at, onHit)
    }
    const step = trie.step(node, unit)
    if (step === undefined) return
    node = step
    at = next
  }
}

function report(
  trie: Trie,
  { kinds }: ScannedText,
  node: number,
  start: number,
  at: number,
  onHit: OnHit,
): void {
  const whole = trie.whole[node]
  if (whole !== undefined && isWordEnd(kinds, start, at)) for (const n of whole) onHit(n, start, at)
  const beginnings = trie.beginnings[node]
  if (beginnings === undefined) return
  let end = at
  while (end < kinds.length && !isWordEnd(kinds, end, end)) end += 1
  for (const n of beginnings) onHit(n, start, end)
}

/** Where the gap ends, or -1: a phrase does not reach over an empty line. */
function gapEnd(text: string, kinds: Kinds, at: number): number {
  let end = at
  let lines = 0
  while (end < kinds.length && kindAt(kinds, end) === GAP) {
    if (text.charCodeAt(end) === 0x0a) lines += 1
    end += 1
  }
  return lines > 1 ? -1 : end
}
