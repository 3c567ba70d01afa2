/**
 * Sets of a post's words, a bit for each: every word of a post is asked about at once, thirty-two at a time. All
 * sets of one post have the same length; what is moved over an end is gone.
 */
export type WordBits = Uint32Array

/** No word of a post that has so many. */
export function noWords(words: number): WordBits {
  return new Uint32Array((words >>> 5) + 1)
}

export function addWord(bits: WordBits, word: number): void {
  bits[word >>> 5] = (bits[word >>> 5] as number) | (1 << (word & 31))
}

export function hasAny(bits: WordBits): boolean {
  for (let at = 0; at < bits.length; at += 1) if (bits[at] !== 0) return true
  return false
}

/** From the first on; most callers stop early. */
export function* wordsIn(bits: WordBits): Generator<number> {
  for (let at = 0; at < bits.length; at += 1)
    for (let rest = bits[at] as number; rest !== 0; rest &= rest - 1)
      yield at * 32 + 31 - Math.clz32(rest & -rest)
}

export function both(one: WordBits, other: WordBits): WordBits {
  const found = new Uint32Array(one.length)
  for (let at = 0; at < found.length; at += 1) found[at] = (one[at] as number) & (other[at] as number)
  return found
}

export function without(one: WordBits, other: WordBits): WordBits {
  const found = new Uint32Array(one.length)
  for (let at = 0; at < found.length; at += 1) found[at] = (one[at] as number) & ~(other[at] as number)
  return found
}

export function addAll(bits: WordBits, others: WordBits): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] as number) | (others[at] as number)
}

/** Each word `by` words later. */
export function later(bits: WordBits, by: number): WordBits {
  const moved = new Uint32Array(bits.length)
  addLater(moved, bits, by)
  return moved
}

/** Each word `by` words earlier. */
export function earlier(bits: WordBits, by: number): WordBits {
  const moved = new Uint32Array(bits.length)
  addEarlier(moved, bits, by)
  return moved
}

/** Each word, and as many as `most` behind it. */
export function reachingOn(bits: WordBits, most: number): WordBits {
  return reaching(bits, most, addLater)
}

/** Each word, and as many as `most` before it. */
export function reachingBack(bits: WordBits, most: number): WordBits {
  return reaching(bits, most, addEarlier)
}

/** What is reached is moved by as much as it covers, so that each step doubles it. */
function reaching(bits: WordBits, most: number, add: typeof addLater): WordBits {
  const reached = bits.slice()
  for (let covered = 1; covered <= most; ) {
    const by = Math.min(covered, most + 1 - covered)
    add(reached, reached, by)
    covered += by
  }
  return reached
}

/** From the end, so that `bits` may be `onto` itself. A shift by 32 would be one by 0, so that it takes two steps. */
function addLater(onto: WordBits, bits: WordBits, by: number): void {
  const [whole, rest] = [by >>> 5, by & 31]
  for (let at = onto.length - 1; at >= whole; at -= 1) {
    const moved = (bits[at - whole] as number) << rest
    const carried = at > whole ? ((bits[at - whole - 1] as number) >>> (31 - rest)) >>> 1 : 0
    onto[at] = (onto[at] as number) | moved | carried
  }
}

function addEarlier(onto: WordBits, bits: WordBits, by: number): void {
  const [whole, rest] = [by >>> 5, by & 31]
  for (let at = 0; at + whole < onto.length; at += 1) {
    const moved = (bits[at + whole] as number) >>> rest
    const carried = at + whole + 1 < bits.length ? ((bits[at + whole + 1] as number) << (31 - rest)) << 1 : 0
    onto[at] = (onto[at] as number) | moved | carried
  }
}

/** Each word and all behind it up to the next of `starts`, which are the first words of sentences. */
export function toSentenceEnd(bits: WordBits, starts: WordBits): WordBits {
  const found = new Uint32Array(bits.length)
  let carried = 0
  for (let at = 0; at < bits.length; at += 1) {
    let open = ~(starts[at] as number)
    let reached = (bits[at] as number) | (carried & open)
    for (let by = 1; by < 32; by *= 2) {
      reached |= open & (reached << by)
      open &= open << by
    }
    found[at] = reached
    carried = reached >>> 31
  }
  return found
}

/** Each word and all before it in its sentence. */
export function toSentenceStart(bits: WordBits, starts: WordBits): WordBits {
  const found = new Uint32Array(bits.length)
  // By word: may what is behind it be carried to it? Not from the first word of another sentence.
  let startsNext = 1
  let carried = 0
  for (let at = bits.length - 1; at >= 0; at -= 1) {
    let open = ~(((starts[at] as number) >>> 1) | (startsNext << 31))
    let reached = (bits[at] as number) | ((carried << 31) & open)
    for (let by = 1; by < 32; by *= 2) {
      reached |= open & (reached >>> by)
      open &= open >>> by
    }
    found[at] = reached
    carried = reached & 1
    startsNext = (starts[at] as number) & 1
  }
  return found
}
