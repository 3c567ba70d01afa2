import { MARKS } from './fold-unit.ts'
import type { Shape } from './read-shape.ts'
import type { Words } from './read-words.ts'
import { SYMBOL, type Vocabulary } from './vocabulary.ts'

/**
 * Many shapes as one machine over symbols: where any of them fits, found by one walk from each word. Its
 * states are sets of places in the shapes, made when a text first leads to them and kept. A walk is
 * never longer than the longest shape, so that time is linear in the text, whatever it holds.
 */
export interface Automaton {
  /** Calls `onHit` with the shape's number and the first and last symbol of each place where it fits, for each start the longest last. */
  scan(words: Words, onHit: (shape: number, first: number, last: number) => void): void
}

/** Classes of symbols, as numbers below any symbol. */
const ANY = -1
const NAME = -2
const NUMBER = -3

interface Place {
  /** Symbols or classes that lead on, and where to. */
  readonly tests: number[]
  readonly targets: number[]
  /** Places reached without a symbol. */
  readonly free: number[]
  accepts: number
}

/** `shapes` may bear numbers more than once; `vocabulary` is given the words of the shapes by way of `wordOf`. */
export function compileShapes(
  shapes: readonly { readonly shape: Shape; readonly number: number }[],
  vocabulary: Vocabulary,
  wordOf: (word: string) => string,
): Automaton {
  const places: Place[] = [newPlace()]
  const digits = new Set<number>([SYMBOL.number])
  const unworded = new Set<number>(MARKS.map((mark) => vocabulary.add(mark)))
  const grow = (): number => places.push(newPlace()) - 1
  const edge = (from: number, test: number, to: number) => {
    places[from]?.tests.push(test)
    places[from]?.targets.push(to)
  }
  const build = (shape: Shape, from: number): number => {
    if (shape.kind === 'row') return shape.parts.reduce((at, part) => build(part, at), from)
    const to = grow()
    if (shape.kind === 'either') for (const part of shape.parts) places[build(part, from)]?.free.push(to)
    else if (shape.kind === 'class') edge(from, CLASSES[shape.name], to)
    else if (shape.kind === 'gap') {
      let at = from
      places[at]?.free.push(to)
      for (let n = 0; n < shape.most; n += 1) {
        const next = grow()
        edge(at, ANY, next)
        places[next]?.free.push(to)
        at = next
      }
    } else
      for (const word of shape.words) {
        const folded = wordOf(word)
        const symbol = vocabulary.add(folded)
        if (/^\d/.test(folded)) digits.add(symbol)
        else if (!/^[#@]?[\p{L}\p{N}]/u.test(folded) || folded === 'url') unworded.add(symbol)
        edge(from, symbol, to)
      }
    return to
  }
  for (const { shape, number } of shapes) {
    const start = grow()
    places[0]?.free.push(start)
    const end = places[build(shape, start)]
    const last = places[grow()]
    if (end === undefined || last === undefined) continue
    end.free.push(places.length - 1)
    last.accepts = number
  }
  return walker(places, { digits, unworded })
}

const CLASSES = { any: ANY, name: NAME, number: NUMBER } as const

function newPlace(): Place {
  return { tests: [], targets: [], free: [], accepts: -1 }
}

interface Classes {
  readonly digits: ReadonlySet<number>
  /** Marks and emoji: no words. */
  readonly unworded: ReadonlySet<number>
}

/** A text made to reach ever new sets of places must not fill the memory: then all are forgotten. */
const MOST_STEPS = 1 << 17
/** More symbols than a language has. */
const SYMBOLS = 1 << 13
const NONE = 0
const START = 1
/** Steps that there is room for at first: few texts lead further, and a small table stays in the processor's cache. */
const FIRST_STEPS = 1 << 11

/**
 * The states that texts have led to. Every step of a walk is kept as the state that it leads to, twice, and one more where a
 * shape ends there; 0 is not known yet. First steps, which every word takes, and steps over a word of no cue are found by
 * their number; the others in a flat table of pairs, by state and symbol: a map in each state took three times as long.
 */
interface States {
  readonly places: (readonly number[])[]
  readonly accepts: (readonly number[])[]
  readonly numbers: Map<string, number>
  /** By symbol: from the first state. */
  readonly first: Int32Array
  /** By state: over a word of no cue. */
  unknown: Int32Array
  /** State and symbol, and the step beside it. */
  pairs: Int32Array
  paired: number
  steps: number
}

function newStates(): States {
  return {
    // The state of no places, from which nothing leads on.
    places: [[]],
    accepts: [[]],
    numbers: new Map([['', NONE]]),
    first: new Int32Array(SYMBOLS).fill(UNKNOWN),
    unknown: new Int32Array(FIRST_STEPS).fill(UNKNOWN),
    pairs: new Int32Array(FIRST_STEPS * 4),
    paired: 0,
    steps: 0,
  }
}

/** A step that no text has taken. */
const UNKNOWN = -1

function slotOf(pairs: Int32Array, key: number): number {
  const mask = (pairs.length >> 1) - 1
  let slot = (Math.imul(key, 0x9e3779b1) >>> 13) & mask
  while (pairs[slot * 2] !== 0 && pairs[slot * 2] !== key) slot = (slot + 1) & mask
  return slot * 2
}

/** Keeps the step that `state` takes over `symbol`. */
function keepStep(states: States, state: number, symbol: number, step: number): void {
  states.steps += 1
  if (state === START) states.first[symbol] = step
  else if (symbol === SYMBOL.word) {
    if (state >= states.unknown.length) {
      const more = new Int32Array(Math.max(states.unknown.length * 2, state + 1)).fill(UNKNOWN)
      more.set(states.unknown)
      states.unknown = more
    }
    states.unknown[state] = step
  } else {
    if (states.paired * 4 >= states.pairs.length) growPairs(states)
    const slot = slotOf(states.pairs, state * SYMBOLS + symbol)
    states.pairs[slot] = state * SYMBOLS + symbol
    states.pairs[slot + 1] = step
    states.paired += 1
  }
}

function growPairs(states: States): void {
  const before = states.pairs
  states.pairs = new Int32Array(before.length * 2)
  for (let slot = 0; slot < before.length; slot += 2) {
    const key = before[slot] as number
    if (key === 0) continue
    const to = slotOf(states.pairs, key)
    states.pairs[to] = key
    states.pairs[to + 1] = before[slot + 1] as number
  }
}

function walker(places: readonly Place[], classes: Classes): Automaton {
  const begin = (): States => {
    const fresh = newStates()
    stateOf(fresh, places, [0])
    return fresh
  }
  let states = begin()
  const learn = (state: number, symbol: number): number => {
    const targets: number[] = []
    for (const at of states.places[state] ?? []) {
      const place = places[at]
      if (place === undefined) continue
      for (let n = 0; n < place.tests.length; n += 1)
        if (passes(place.tests[n] ?? 0, symbol, classes)) targets.push(place.targets[n] ?? 0)
    }
    const next = stateOf(states, places, targets)
    const step = next * 2 + ((states.accepts[next] ?? []).length > 0 ? 1 : 0)
    keepStep(states, state, symbol, step)
    return step
  }
  const stepBeyond = (state: number, symbol: number): number => {
    if (symbol === SYMBOL.word) {
      const step = states.unknown[state] ?? UNKNOWN
      return step === UNKNOWN ? learn(state, symbol) : step
    }
    const { pairs } = states
    const slot = slotOf(pairs, state * SYMBOLS + symbol)
    return pairs[slot] === 0 ? learn(state, symbol) : (pairs[slot + 1] as number)
  }
  return {
    scan({ symbols, count }, onHit) {
      if (states.steps > MOST_STEPS / 2) states = begin()
      for (let first = 0; first < count; first += 1) {
        const symbol = symbols[first] as number
        let step = states.first[symbol] as number
        if (step === UNKNOWN) step = learn(START, symbol)
        for (let last = first; step !== NONE && states.steps < MOST_STEPS; ) {
          if ((step & 1) === 1) for (const shape of states.accepts[step >> 1] ?? []) onHit(shape, first, last)
          last += 1
          if (last >= count) break
          step = stepBeyond(step >> 1, symbols[last] as number)
        }
      }
    },
  }
}

/** The number of the state that is these places, given anew if it has none. */
function stateOf(states: States, places: readonly Place[], from: readonly number[]): number {
  const all = closure(places, from)
  const key = all.join()
  const before = states.numbers.get(key)
  if (before !== undefined) return before
  const accepts = new Set(all.map((at) => places[at]?.accepts ?? -1).filter((number) => number >= 0))
  states.numbers.set(key, states.places.length)
  states.accepts.push([...accepts])
  return states.places.push(all) - 1
}

function passes(test: number, symbol: number, { digits, unworded }: Classes): boolean {
  if (test >= 0) return test === symbol
  if (test === NAME) return symbol === SYMBOL.name || symbol === SYMBOL.tag
  if (test === NUMBER) return digits.has(symbol)
  return !unworded.has(symbol)
}

function closure(places: readonly Place[], from: readonly number[]): number[] {
  const reached = new Set(from)
  for (const at of reached) for (const free of places[at]?.free ?? []) reached.add(free)
  return [...reached].filter((at) => isUseful(places[at])).sort((one, other) => one - other)
}

/** Places that only pass on are left out of a state: the same set is then the same state more often. */
function isUseful(place: Place | undefined): boolean {
  return place !== undefined && (place.tests.length > 0 || place.accepts >= 0)
}
