import {
  addAll,
  both,
  earlier,
  hasAny,
  later,
  noWords,
  reachingBack,
  reachingOn,
  toSentenceEnd,
  toSentenceStart,
  type WordBits,
  without,
} from './word-bits.ts'

/**
 * Where a term, or a side of NEAR or SENT, stands in a post: for each number of words that it takes there, the
 * words that it begins with. However often a side repeats, and whatever chain it comes from, it is no larger than
 * the post.
 */
export type Standing = ReadonlyMap<number, WordBits>

/** What is left of two sides when only places that have one of the other side near count. */
export interface Sides {
  readonly left: Standing
  readonly right: Standing
}

export function standsAnywhere(standing: Standing): boolean {
  return [...standing.values()].some(hasAny)
}

/** Where any of them stands. */
export function joined(all: readonly Standing[]): Standing {
  const [only, ...more] = all.filter(({ size }) => size > 0)
  if (only === undefined || more.length === 0) return only ?? new Map()
  const found = new Map<number, WordBits>()
  for (const standing of [only, ...more])
    for (const [width, words] of standing) {
      const known = found.get(width)
      if (known === undefined) found.set(width, words.slice())
      else addAll(known, words)
    }
  return found
}

/** Where both stand, with as many words. */
export function common(one: Standing, other: Standing): Standing {
  const found = new Map<number, WordBits>()
  for (const [width, firsts] of one) {
    const words = other.get(width)
    const shared = words === undefined ? null : both(firsts, words)
    if (shared !== null && hasAny(shared)) found.set(width, shared)
  }
  return found
}

/**
 * The places of both sides that have one of the other side near: `most` other words between them at most, and no
 * word in common. `words`: how many the post has.
 */
export function nearSides(
  { left, right }: Sides,
  { most, ordered }: { readonly most: number; readonly ordered: boolean },
  words: number,
): Sides {
  const onward = following(left, right, most, words)
  if (ordered) return { left: onward.ahead, right: onward.behind }
  const backward = following(right, left, most, words)
  return {
    left: joined([onward.ahead, backward.behind]),
    right: joined([onward.behind, backward.ahead]),
  }
}

/** The places of `ahead` that one of `behind` follows closely enough, and those that follow. */
function following(
  ahead: Standing,
  behind: Standing,
  most: number,
  words: number,
): { readonly ahead: Standing; readonly behind: Standing } {
  const beginsSoon = reachingBack(firstWords(behind, words), most)
  const hasJustEnded = later(reachingOn(lastWords(ahead, words), most), 1)
  return {
    ahead: kept(ahead, (width, firsts) => both(firsts, earlier(beginsSoon, width))),
    behind: kept(behind, (_, firsts) => both(firsts, hasJustEnded)),
  }
}

function firstWords(standing: Standing, words: number): WordBits {
  const all = noWords(words)
  for (const firsts of standing.values()) addAll(all, firsts)
  return all
}

function lastWords(standing: Standing, words: number): WordBits {
  const all = noWords(words)
  for (const [width, firsts] of standing) addAll(all, later(firsts, width - 1))
  return all
}

/** What is left of each width; nothing is kept of one that is left empty. */
function kept(standing: Standing, keep: (width: number, firsts: WordBits) => WordBits): Standing {
  const found = new Map<number, WordBits>()
  for (const [width, firsts] of standing) {
    const left = keep(width, firsts)
    if (hasAny(left)) found.set(width, left)
  }
  return found
}

/**
 * The places of both sides that have one of the other side in their sentence, with no word in common. A place is of
 * the sentence that it begins in. `starts`: the first word of each sentence.
 */
export function sentenceSides({ left, right }: Sides, starts: WordBits, words: number): Sides {
  return { left: inSentence(left, right, starts, words), right: inSentence(right, left, starts, words) }
}

function inSentence(standing: Standing, others: Standing, starts: WordBits, words: number): Standing {
  const ends = noWords(words)
  // What ends in another sentence than it begins in stands before nothing of its own.
  for (const [width, firsts] of others)
    addAll(ends, later(without(firsts, startsWithin(starts, width - 1)), width - 1))
  const isBehindOne = without(later(toSentenceEnd(ends, starts), 1), starts)
  const beginsBehind = toSentenceStart(firstWords(others, words), starts)
  return kept(standing, (width, firsts) => {
    const isBeforeOne = without(earlier(beginsBehind, width), startsWithin(starts, width))
    const isBeside = isBehindOne.slice()
    addAll(isBeside, isBeforeOne)
    return both(firsts, isBeside)
  })
}

/** Words that have the start of a sentence among the `next` words behind them. */
function startsWithin(starts: WordBits, next: number): WordBits {
  return next === 0 ? new Uint32Array(starts.length) : earlier(reachingBack(starts, next - 1), 1)
}

/** A word of a phrase with `~`, how often the phrase names it, and where it stands. */
interface AskedWord {
  readonly id: number
  readonly times: number
  readonly standing: Standing
}

/**
 * The places of a phrase with `~`, word for word: those in a stretch of `within` words that holds each of its words,
 * as often as the phrase names it.
 */
export function spreadPlaces(asked: readonly AskedWord[], within: number, words: number): Standing[] {
  const full = noWords(words).fill(~0)
  for (const { standing, times } of asked) {
    const enough = stretchesWith(standing, times, within, words)
    for (let at = 0; at < full.length; at += 1) full[at] = (full[at] as number) & (enough[at] as number)
  }
  return asked.map(({ standing }) =>
    kept(standing, (width, firsts) =>
      width > within
        ? new Uint32Array(firsts.length)
        : both(firsts, earlier(reachingBack(full, within - width), width - 1)),
    ),
  )
}

/** The last words of stretches of `within` words that hold a word so often. */
function stretchesWith(standing: Standing, times: number, within: number, words: number): WordBits {
  if (times > 1) return countedStretches(standing, times, within, words)
  const found = noWords(words)
  for (const [width, firsts] of standing)
    if (width <= within) addAll(found, reachingOn(later(firsts, width - 1), within - width))
  return found
}

function countedStretches(standing: Standing, times: number, within: number, words: number): WordBits {
  const rows = [...standing]
    .filter(([width]) => width <= within)
    .map(([width, firsts]) => ({ enters: later(firsts, width - 1), leaves: later(firsts, within) }))
  const found = noWords(words)
  let inside = 0
  for (let at = 0; at < found.length; at += 1) {
    if (rows.every(({ enters, leaves }) => enters[at] === leaves[at])) {
      found[at] = inside >= times ? ~0 : 0
      continue
    }
    let full = 0
    for (let bit = 0; bit < 32; bit += 1) {
      for (const { enters, leaves } of rows)
        inside += (((enters[at] as number) >>> bit) & 1) - (((leaves[at] as number) >>> bit) & 1)
      if (inside >= times) full |= 1 << bit
    }
    found[at] = full
  }
  return found
}
