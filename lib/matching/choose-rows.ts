import { ANY_LETTER, ROOT, SPACE, stepIn, type TermTrie } from './term-trie.ts'
import { isExact } from './unit-classes.ts'

/** Which nodes of the trie the table of first words holds, and in what order. */
export interface Chosen {
  /** By node: its row, from `firstRow` on, or 0. */
  readonly rows: Int32Array
  /** How many rows there are, those before `firstRow` among them. */
  readonly count: number
  /** Nodes from which one term alone can follow, in the order of their numbers. */
  readonly tails: readonly number[]
  /** By node: is it reached by letters a to z and digits alone? */
  readonly exact: Uint8Array
}

/** 2 MB at most. Deeper letters are left to the walk. */
const MOST_ROWS = 16_384
/** All that a step can lead to, rows counted twice, fits in two bytes. */
const MOST_STEPS = 0xff00

/** The rows of letters up to here lie side by side, for every text visits them; behind them those of a name's later letters do. */
const SHALLOW = 3

/** Of fewer letters a word is often met that is no term's. */
const SHORTEST_HEAD = 4

const SEVERAL = -2
const NONE = -1

/** Rows are numbered from `firstRow` on. A trie of `fewNodes` at most gets rows alone, and no tails. */
export function chooseRows(trie: TermTrie, firstRow: number, fewNodes: number): Chosen {
  const { nodes, parents, letters, depths } = trie
  const exact = new Uint8Array(nodes)
  const inFirst = new Uint8Array(nodes)
  const only = nodes > fewNodes ? onlyPatterns(trie) : null
  const tails: number[] = []
  const perDepth: number[] = []
  exact[ROOT] = 1
  inFirst[ROOT] = 1
  for (let node = 1; node < nodes; node += 1) {
    const parent = parents[node] ?? 0
    const letter = letters[node] ?? 0
    if (inFirst[parent] !== 1 || letter === SPACE || letter === ANY_LETTER) continue
    // What any ending may follow, and what any letter may, is a candidate at once.
    if ((trie.beginnings[node] ?? -1) !== -1 || (trie.wild && stepIn(trie.edges, node, ANY_LETTER) !== -1))
      continue
    exact[node] = exact[parent] === 1 && isExact(letter) ? 1 : 0
    const depth = depths[node] ?? 0
    if (depth >= SHORTEST_HEAD && exact[node] === 1 && only !== null && (only[node] ?? 0) !== SEVERAL) {
      tails.push(node)
      continue
    }
    inFirst[node] = 1
    perDepth[depth] = (perDepth[depth] ?? 0) + 1
  }
  return { ...numberRows(trie, inFirst, perDepth, firstRow), tails, exact }
}

/** By node: the pattern to which all that ends there or below belongs, or SEVERAL. */
function onlyPatterns({ nodes, parents, whole, beginnings, endings }: TermTrie): Int32Array {
  const only = new Int32Array(nodes).fill(NONE)
  const add = (node: number, pattern: number) => {
    const before = only[node] ?? NONE
    only[node] = before === NONE || before === pattern ? pattern : SEVERAL
  }
  for (let node = nodes - 1; node > 0; node -= 1) {
    for (const chain of [whole[node] ?? -1, beginnings[node] ?? -1]) {
      if (chain === -1) continue
      add(node, endings[chain + 1] === -1 ? (endings[chain] ?? 0) : SEVERAL)
    }
    add(parents[node] ?? 0, only[node] ?? NONE)
  }
  return only
}

function numberRows(
  { nodes, depths }: TermTrie,
  inFirst: Uint8Array,
  perDepth: readonly number[],
  firstRow: number,
): { rows: Int32Array; count: number } {
  let room = MOST_ROWS - firstRow
  let deepest = 0
  while ((perDepth[deepest + 1] ?? 0) > 0 && (perDepth[deepest + 1] ?? 0) <= room) {
    deepest += 1
    room -= perDepth[deepest] ?? 0
  }
  const nextAt: number[] = []
  let count = firstRow
  for (let depth = 1; depth <= deepest; depth += 1) {
    if (depth <= SHALLOW) nextAt[depth] = count
    count += perDepth[depth] ?? 0
  }
  const rows = new Int32Array(nodes)
  for (let node = 1; node < nodes; node += 1) {
    const depth = depths[node] ?? 0
    if (inFirst[node] !== 1 || depth > deepest) continue
    const place = Math.min(depth, SHALLOW)
    rows[node] = nextAt[place] ?? 0
    nextAt[place] = (nextAt[place] ?? 0) + 1
  }
  return { rows, count }
}

/** How many tails there is room for beside so many rows. */
export function mostTails(rows: number): number {
  return MOST_STEPS - 2 * rows
}
