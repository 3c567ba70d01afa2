import type { FoldedText } from './fold-text.ts'
import { ANY_LETTER, ROOT, SPACE, stepIn, type TermTrie } from './term-trie.ts'
import { isLetterOrDigit } from './unit-classes.ts'
import { MOST_ASIDE } from './walk-plain.ts'
import {
  DIGIT,
  firstUnspaced,
  GAP,
  isHump,
  isTagStart,
  isWordEnd,
  isWordStart,
  type Kinds,
  kindAt,
  LETTER,
  tagEnd,
} from './word-kinds.ts'

/** A text folded and sorted into kinds: what the exact walk goes over, whatever the text holds. */
export interface ReadText {
  readonly folded: FoldedText
  readonly kinds: Kinds
  /** By unit: the Latin letter that it may also be read as, or 0. Null: none may. */
  readonly latin: Uint16Array | null
}

/** What is looked for. Handles and tags are whole names, so a table of names does for them. */
export interface TermTables {
  readonly trie: TermTrie
  readonly handles: ReadonlyMap<string, readonly number[]>
  readonly tags: ReadonlyMap<string, readonly number[]>
  /** By unit of ASCII: 1 where a handle or a tag begins with it. */
  readonly firstLetters: Uint8Array
  /** Units of the longest handle. */
  readonly longestHandle: number
}

/** Offsets are into the folded text. */
type OnHit = (pattern: number, start: number, end: number) => void

/**
 * Reports every hit that begins from `from` to before `to`, by its beginning, and says whether a term was still
 * possible where the text ends. Linear in the text: from each word the walk goes as far as the longest term at most.
 */
export function walkFolded(
  tables: TermTables,
  text: ReadText,
  from: number,
  to: number,
  onHit: OnHit,
): boolean {
  const { folded, kinds } = text
  let reachedEnd = false
  const walked = { trie: tables.trie, text, onHit, start: 0, spare: 0 }
  for (let at = from; at < to; at += 1) {
    if (isWordStart(kinds, at)) {
      walked.start = at
      walked.spare = MOST_ASIDE
      if (walk(walked, ROOT, at)) reachedEnd = true
    } else if (isTagStart(folded.text, kinds, at)) reportNames(tables, text, at, onHit)
  }
  return reachedEnd
}

function reportNames(
  { handles, tags, longestHandle }: TermTables,
  { folded, kinds }: ReadText,
  at: number,
  onHit: OnHit,
): void {
  if (folded.text[at] === '#') {
    const end = tagEnd(folded.text, kinds, at)
    for (const n of tags.get(folded.text.slice(at + 1, end)) ?? []) onHit(n, at, end)
    return
  }
  if (longestHandle === 0) return
  const end = handleEnd(folded.text, kinds, at, mostOfHandle(at, longestHandle))
  for (const name of namesInText(folded.text.slice(at + 1, end)))
    for (const n of handles.get(name) ?? []) onHit(n, at, at + 1 + name.length)
}

/** `name@host` answers to both its whole and its local part. */
export function handleNames(handle: string): string[] {
  const at = handle.indexOf('@')
  return at > 0 ? [handle, handle.slice(0, at)] : [handle]
}

/**
 * The names that a handle in a text may be. Where a letter of a script without spaces touches it, as in
 * "@quillonさん", the handle may end there: most sites take none of those in a handle.
 */
export function namesInText(handle: string): string[] {
  const touching = firstUnspaced(handle)
  const names = handleNames(handle)
  if (touching <= 0) return names
  const apart = handleNames(handle.slice(0, touching).replace(/[.@-]+$/, ''))
  return [...names, ...apart.filter((name) => name !== '' && !names.includes(name))]
}

/**
 * From here on what is joined to the handle at `at` cannot matter: what ends behind is longer than all that are looked for.
 * In a script without spaces each @ of "@か@か" opens a handle, and read to its end each would be as long as the text.
 */
export function mostOfHandle(at: number, longest: number): number {
  return at + 1 + longest + LONGEST_JOINT
}

/** One sign joins two parts. */
const LONGEST_JOINT = 1

/** Handles may hold dots, hyphens and a host: `@quillon.example`, `@quillon@town.example`, but not the full stop after one. */
function handleEnd(text: string, kinds: Kinds, at: number, most: number): number {
  let end = tagEnd(text, kinds, at)
  for (;;) {
    if (end > most) return end
    const joined = '.-@'.includes(text[end] ?? ' ') ? tagEnd(text, kinds, end) : end + 1
    if (joined === end + 1) return end
    end = joined
  }
}

interface Walk {
  readonly trie: TermTrie
  readonly text: ReadText
  readonly onHit: OnHit
  /** The word that it began at. */
  start: number
  /** As in `PlainWalk`. */
  spare: number
}

/**
 * Follows the trie from a word's start. A gap in the text is one space in the trie; a hump may be one; and a
 * letter may be what it is, what it looks like, or any. True: it came to the text's end.
 */
function walk(walked: Walk, from: number, first: number, isAside = false): boolean {
  const { trie, text } = walked
  const { folded, kinds, latin } = text
  const { edges } = trie
  let node = from
  let reachedEnd = false
  let at = first
  for (;;) {
    if (isAside) {
      if (walked.spare === 0) return reachedEnd
      walked.spare -= 1
    }
    report(walked, node, at)
    if (at >= kinds.length) return true
    let unit = SPACE
    let next = at + 1
    if (kindAt(kinds, at) !== GAP) {
      unit = folded.text.charCodeAt(at)
      const spaced = isHump(kinds, at) ? stepIn(edges, node, SPACE) : -1
      if (spaced !== -1 && walk(walked, spaced, at, true)) reachedEnd = true
      const any = stepIn(edges, node, ANY_LETTER)
      const width = any === -1 ? 0 : letterWidth(text, at)
      if (width > 0 && walk(walked, any, at + width, true)) reachedEnd = true
      const seen = latin?.[at] ?? 0
      const alike = seen === 0 ? -1 : stepIn(edges, node, seen)
      if (alike !== -1 && walk(walked, alike, next, true)) reachedEnd = true
    }
    const child = stepIn(edges, node, unit)
    if (child === -1) return reachedEnd
    if (unit === SPACE) next = gapEnd(folded.text, kinds, at)
    if (next === -1) return reachedEnd
    node = child
    at = next
  }
}

/** How long the letter or digit here is; 0 when it is none. */
function letterWidth({ folded, kinds }: ReadText, at: number): number {
  const point = folded.text.codePointAt(at) ?? 0
  const kind = kindAt(kinds, at)
  if (kind === LETTER || kind === DIGIT) return point > 0xffff ? 2 : 1
  if (point <= 0xffff) return isLetterOrDigit(point) ? 1 : 0
  return /[\p{L}\p{N}]/u.test(String.fromCodePoint(point)) ? 2 : 0
}

function report({ trie, text, start, onHit }: Walk, node: number, at: number): void {
  const { kinds } = text
  const whole = trie.whole[node] ?? -1
  if (whole !== -1 && isWordEnd(kinds, start, at)) reportChain(trie, whole, start, at, onHit)
  const beginnings = trie.beginnings[node] ?? -1
  if (beginnings === -1) return
  let end = at
  while (end < kinds.length && !isWordEnd(kinds, end, end)) end += 1
  reportChain(trie, beginnings, start, end, onHit)
}

function reportChain({ endings }: TermTrie, first: number, start: number, end: number, onHit: OnHit): void {
  for (let at = first; at !== -1; at = endings[at + 1] ?? -1) onHit(endings[at] ?? 0, start, end)
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
