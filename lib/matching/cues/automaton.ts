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

/**
 * The states that texts have led to. A step is found by state and symbol in one flat table: a map in each
 * state took three times as long.
 */
interface States {
  readonly places: (readonly number[])[]
  readonly accepts: (readonly number[])[]
  readonly numbers: Map<string, number>
  readonly keys: Int32Array
  readonly targets: Int32Array
  steps: number
}

function newStates(): States {
  return {
    // The state of no places, from which nothing leads on.
    places: [[]],
    accepts: [[]],
    numbers: new Map([['', NONE]]),
    keys: new Int32Array(MOST_STEPS * 2),
    targets: new Int32Array(MOST_STEPS * 2),
    steps: 0,
  }
}

function walker(places: readonly Place[], classes: Classes): Automaton {
  let states = newStates()
  const stateOf = (from: readonly number[]): number => {
    const all = closure(places, from)
    const key = all.join()
    const before = states.numbers.get(key)
    if (before !== undefined) return before
    const accepts = new Set(all.map((at) => places[at]?.accepts ?? -1).filter((number) => number >= 0))
    states.numbers.set(key, states.places.length)
    states.accepts.push([...accepts])
    return states.places.push(all) - 1
  }
  const learn = (state: number, symbol: number, slot: number): number => {
    const targets: number[] = []
    for (const at of states.places[state] ?? []) {
      const place = places[at]
      if (place === undefined) continue
      for (let n = 0; n < place.tests.length; n += 1)
        if (passes(place.tests[n] ?? 0, symbol, classes)) targets.push(place.targets[n] ?? 0)
    }
    const next = stateOf(targets)
    states.keys[slot] = state * SYMBOLS + symbol
    states.targets[slot] = next
    states.steps += 1
    return next
  }
  const step = (state: number, symbol: number): number => {
    const key = state * SYMBOLS + symbol
    const { keys, targets } = states
    let slot = (Math.imul(key, 0x9e3779b1) >>> 14) & (keys.length - 1)
    for (; keys[slot] !== 0; slot = (slot + 1) & (keys.length - 1))
      if (keys[slot] === key) return targets[slot] ?? NONE
    return learn(state, symbol, slot)
  }
  const start = stateOf([0])
  return {
    scan({ symbols, count }, onHit) {
      if (states.steps > MOST_STEPS / 2) {
        states = newStates()
        stateOf([0])
      }
      for (let first = 0; first < count; first += 1) {
        let state = start
        for (let last = first; last < count && states.steps < MOST_STEPS; last += 1) {
          state = step(state, symbols[last] ?? 0)
          if (state === NONE) break
          const accepts = states.accepts[state]
          if (accepts !== undefined && accepts.length > 0)
            for (const shape of accepts) onHit(shape, first, last)
        }
      }
    },
  }
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
