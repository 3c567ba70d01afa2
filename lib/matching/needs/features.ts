/**
 * What a post is made of, to the model. One buffer serves all posts: what `readFeatures` answers holds until
 * it is called again. Words are numbered in their order; a feature belongs to the words `first` to `last`.
 */
export interface Features {
  count: number
  /** 24 bits each. */
  hashes: Int32Array
  first: Int32Array
  last: Int32Array
  words: number
  /** Offsets of each word in the text, end exclusive. */
  starts: Int32Array
  ends: Int32Array
  /** The word alone, for the lexicon and the language; 24 bits. */
  plain: Int32Array
  /** 1 where a negation stands among the three words before. */
  negated: Uint8Array
  readonly tally: Tally
}

/** Counts of what is no word. */
export interface Tally {
  questions: number
  exclamations: number
  handles: number
  links: number
  tags: number
  numbers: number
  money: number
  pictures: number
  /** Words of two letters or more, all capitals. */
  capitals: number
  /** True where the first thing in the post is a handle. */
  addressed: boolean
  ellipses: number
  lines: number
  /** The word number of the first of its kind, −1 without. */
  firstQuestion: number
  firstExclamation: number
  firstLink: number
  firstMoney: number
}

/** The buffer that all reading shares. */
export const scratch: Features = {
  count: 0,
  hashes: new Int32Array(4_096),
  first: new Int32Array(4_096),
  last: new Int32Array(4_096),
  words: 0,
  starts: new Int32Array(1_024),
  ends: new Int32Array(1_024),
  plain: new Int32Array(1_024),
  negated: new Uint8Array(1_024),
  tally: emptyTally(),
}

export function emptyTally(): Tally {
  return {
    questions: 0,
    exclamations: 0,
    handles: 0,
    links: 0,
    tags: 0,
    numbers: 0,
    money: 0,
    pictures: 0,
    capitals: 0,
    addressed: false,
    ellipses: 0,
    lines: 0,
    firstQuestion: -1,
    firstExclamation: -1,
    firstLink: -1,
    firstMoney: -1,
  }
}

/** `first` and `last`: the words that the feature belongs to. */
export function addFeature(hash: number, first: number, last: number): void {
  const index = scratch.count
  if (index >= scratch.hashes.length) growFeatures()
  scratch.hashes[index] = hash
  scratch.first[index] = first
  scratch.last[index] = last
  scratch.count = index + 1
}

/** The buffer, with room for so many features more. */
export function roomFor(more: number): Features {
  while (scratch.count + more > scratch.hashes.length) growFeatures()
  return scratch
}

function growFeatures(): void {
  scratch.hashes = grown(scratch.hashes)
  scratch.first = grown(scratch.first)
  scratch.last = grown(scratch.last)
}

export function growWords(): void {
  scratch.starts = grown(scratch.starts)
  scratch.ends = grown(scratch.ends)
  scratch.plain = grown(scratch.plain)
  const negated = new Uint8Array(scratch.starts.length)
  negated.set(scratch.negated)
  scratch.negated = negated
}

function grown(from: Int32Array): Int32Array {
  const to = new Int32Array(from.length * 2)
  to.set(from)
  return to
}
