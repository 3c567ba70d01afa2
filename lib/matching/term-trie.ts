/**
 * All spellings of all terms as one tree of letters. Words are joined by one space. Nodes are numbers; edges
 * lie in a hash table of typed arrays: a map from (node, letter) took seconds over a post that repeats a
 * phrase's first word for a megabyte, and ten times the memory.
 */
export interface TermTrie {
  /** How many nodes there are. A child has a greater number than its parent. */
  nodes: number
  /** By node: its parent, the letter that leads to it, and how many letters it is from the root. */
  parents: Int32Array
  letters: Uint16Array
  depths: Uint16Array
  /** By node: the first of a chain of endings in `endings`, or -1. */
  whole: Int32Array
  beginnings: Int32Array
  /** Pairs: a pattern, and the place of the next pair or -1. */
  endings: number[]
  /** Does ANY_LETTER lead anywhere? */
  wild: boolean
  edges: Edges
}

/** A hash table, four numbers a slot, one line of the processor's cache: the node, the letter, and the child; the fourth is spare. */
interface Edges {
  slots: Int32Array
  mask: number
}

export const ROOT = 0
export const SPACE = 0x20
/** Stands for one letter or digit, whichever. No text holds it as a letter: Unicode will never assign it. */
export const ANY_LETTER = 0xffff

export function createTrie(): TermTrie {
  return {
    nodes: 1,
    parents: new Int32Array(FIRST_SIZE),
    letters: new Uint16Array(FIRST_SIZE),
    depths: new Uint16Array(FIRST_SIZE),
    whole: new Int32Array(FIRST_SIZE).fill(-1),
    beginnings: new Int32Array(FIRST_SIZE).fill(-1),
    endings: [],
    wild: false,
    edges: createEdges(FIRST_SIZE * 2),
  }
}

const FIRST_SIZE = 64

function createEdges(size: number): Edges {
  return { slots: new Int32Array(size << SLOT_SHIFT), mask: size - 1 }
}

const SLOT_SHIFT = 2
const LETTER = 1
/** 0: the slot is free, for nothing leads to the root. */
const CHILD = 2

/** The child of a node by a letter, or -1. */
export function stepIn({ slots, mask }: Edges, node: number, unit: number): number {
  let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 7
  for (;;) {
    const place = (slot & mask) << SLOT_SHIFT
    const child = slots[place + CHILD] as number
    if (child === 0) return -1
    if (slots[place] === node && slots[place + LETTER] === unit) return child
    slot += 1
  }
}

function setEdge({ slots, mask }: Edges, node: number, unit: number, child: number): void {
  let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 7
  while (slots[((slot & mask) << SLOT_SHIFT) + CHILD] !== 0) slot += 1
  const place = (slot & mask) << SLOT_SHIFT
  slots[place] = node
  slots[place + LETTER] = unit
  slots[place + CHILD] = child
}

/** Adds one spelling of a pattern. With `prefix`, any ending may follow it. */
export function addSpelling(trie: TermTrie, words: string, pattern: number, prefix: boolean): void {
  let node = ROOT
  for (let at = 0; at < words.length; at += 1) {
    const unit = words.charCodeAt(at)
    const child = stepIn(trie.edges, node, unit)
    node = child === -1 ? grow(trie, node, unit) : child
  }
  const chains = prefix ? trie.beginnings : trie.whole
  const last = chains[node] ?? -1
  chains[node] = trie.endings.push(pattern, -1) - 2
  // A chain keeps the order of the patterns, and most have one ending: the walk to its end is short.
  if (last !== -1) {
    let end = last
    for (let next = trie.endings[end + 1] ?? -1; next !== -1; next = trie.endings[end + 1] ?? -1) end = next
    trie.endings[end + 1] = chains[node] ?? -1
    chains[node] = last
  }
}

function grow(trie: TermTrie, parent: number, unit: number): number {
  const node = trie.nodes
  if (node === trie.parents.length) enlarge(trie, node * 2)
  trie.nodes = node + 1
  trie.parents[node] = parent
  trie.letters[node] = unit
  if (unit === ANY_LETTER) trie.wild = true
  trie.depths[node] = (trie.depths[parent] ?? 0) + 1
  setEdge(trie.edges, parent, unit, node)
  return node
}

function enlarge(trie: TermTrie, size: number): void {
  const { parents, letters, depths, whole, beginnings, nodes } = trie
  trie.parents = new Int32Array(size)
  trie.parents.set(parents)
  trie.letters = new Uint16Array(size)
  trie.letters.set(letters)
  trie.depths = new Uint16Array(size)
  trie.depths.set(depths)
  trie.whole = new Int32Array(size).fill(-1)
  trie.whole.set(whole)
  trie.beginnings = new Int32Array(size).fill(-1)
  trie.beginnings.set(beginnings)
  trie.edges = createEdges(size * 2)
  for (let node = 1; node < nodes; node += 1)
    setEdge(trie.edges, trie.parents[node] ?? 0, trie.letters[node] ?? 0, node)
}
