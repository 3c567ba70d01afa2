import { ANY_LETTER, SPACE, stepIn, type TermTrie } from './term-trie.ts'
import { classOfLetter, isExact } from './unit-classes.ts'

/**
 * Beginnings from which one term alone can follow: most of a long list's letters. They are compared one after the
 * other, and need no rows in the table.
 */
export interface Tails {
  /** Eight numbers a tail, half a line of the processor's cache; six of them as named below. */
  readonly marks: Int32Array
  /** The classes of the letters that follow, of all tails. */
  readonly classes: Uint8Array
}

/** How many letters led to the tail, its own first one included: a to z and digits. */
export const LED = 0
/** Where its letters begin in `classes`, and how many there are before something ends or branches. */
export const FROM = 1
export const LENGTH = 2
/** The node that they lead to; the one pattern that ends there, or -1; and what may follow there. */
export const BOTTOM = 3
export const ENDING = 4
export const AFTER = 5
export const MARKS = 8

/** Nothing follows. */
export const AFTER_NOTHING = 0
/** Letters do, but no gap. */
export const AFTER_LETTERS = 1
/** A gap may, or whatever there is. */
export const AFTER_ANYTHING = 2

export function tabulateTails(trie: TermTrie, heads: readonly number[]): Tails {
  const children = countChildren(trie)
  const marks = new Int32Array(heads.length * MARKS)
  const classes: number[] = []
  for (const [n, head] of heads.entries()) {
    const place = n * MARKS
    marks[place + LED] = trie.depths[head] ?? 0
    marks[place + FROM] = classes.length
    let node = head
    while (isPassed(trie, node) && children.count[node] === 1) {
      const child = children.last[node] ?? 0
      const letter = trie.letters[child] ?? 0
      if (!isExact(letter)) break
      classes.push(classOfLetter(letter, isDigit(letter)))
      node = child
    }
    const whole = trie.whole[node] ?? -1
    marks[place + LENGTH] = classes.length - (marks[place + FROM] ?? 0)
    marks[place + BOTTOM] = node
    marks[place + ENDING] = isPlainEnd(trie, node) ? (trie.endings[whole] ?? -1) : -1
    marks[place + AFTER] = after(trie, node, children.count[node] ?? 0)
  }
  return { marks, classes: Uint8Array.from(classes) }
}

/** Neither an ending here nor one that anything may follow. */
function isPassed({ whole, beginnings }: TermTrie, node: number): boolean {
  return whole[node] === -1 && beginnings[node] === -1
}

function isPlainEnd({ whole, beginnings, endings }: TermTrie, node: number): boolean {
  const place = whole[node] ?? -1
  return place !== -1 && endings[place + 1] === -1 && beginnings[node] === -1
}

function after({ edges, beginnings }: TermTrie, node: number, children: number): number {
  const open =
    beginnings[node] !== -1 || stepIn(edges, node, SPACE) !== -1 || stepIn(edges, node, ANY_LETTER) !== -1
  return open ? AFTER_ANYTHING : children === 0 ? AFTER_NOTHING : AFTER_LETTERS
}

function isDigit(letter: number): boolean {
  return letter <= 0x39
}

function countChildren({ nodes, parents }: TermTrie): { count: Int32Array; last: Int32Array } {
  const count = new Int32Array(nodes)
  const last = new Int32Array(nodes)
  for (let node = 1; node < nodes; node += 1) {
    const parent = parents[node] ?? 0
    count[parent] = (count[parent] ?? 0) + 1
    last[parent] = node
  }
  return { count, last }
}
