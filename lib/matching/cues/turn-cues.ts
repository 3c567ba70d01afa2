import type { Need } from '../../model/playbook.ts'
import type { Cue } from './cue.ts'
import { symbolOf, type Words } from './read-words.ts'
import { SYMBOL } from './vocabulary.ts'

/**
 * What stands around a cue and takes its meaning away or weakens it: negation, supposition, a question
 * whether it is so, another's words in quotes. Marked on the symbols in one pass, then read near each cue.
 */
export const TURN = {
  negation: 1,
  supposed: 2,
  asking: 4,
  break: 8,
  quoted: 16,
  copied: 32,
  lifted: 64,
  resolved: 128,
} as const

/** Needs of which the opposite can be said. */
const TURNED: readonly Need[] = ['complaint', 'praise', 'safety', 'leaving', 'buying']

const REASONS = {
  denied: { weight: -1, why: 'Says that it is not so' },
  supposed: { weight: -1.2, why: 'Tells of what might be, not of what is' },
  asked: { weight: -1.2, why: 'Asks whether it is so' },
  quoted: { weight: -0.7, why: 'Stands in quotation marks: perhaps another’s words' },
} as const

export type Turn = keyof typeof REASONS

/** The cues that a turned cue adds, by the need and the turn. */
export const TURN_CUES: ReadonlyMap<string, Cue> = new Map(
  TURNED.flatMap((need) =>
    (Object.keys(REASONS) as Turn[]).map((turn): [string, Cue] => {
      const id = `${need}.${turn}`
      return [id, { id, need, ...REASONS[turn] }]
    }),
  ),
)

/** What the opposite of a need speaks for: praise denied is a complaint, softly. */
export const OPPOSITES: Readonly<Partial<Record<Need, Cue>>> = {
  praise: { id: 'complaint.unpraised', need: 'complaint', weight: 0.9, why: 'Says that it is not good' },
  complaint: { id: 'praise.faultless', need: 'praise', weight: 0.4, why: 'Says that a fault did not come' },
}

export function isTurned(need: Need): boolean {
  return TURNED.includes(need)
}

const NEGATION_REACH = 4
const SUPPOSED_REACH = 9
const SENTENCE_REACH = 40

/** How many negations speak of the symbol at `first`, and where the first of them stands. */
export function negationsBefore(
  words: Words,
  turns: Uint8Array,
  first: number,
): { count: number; at: number } {
  const comma = symbolOf(words, ',')
  let count = 0
  let place = first
  for (let at = first - 1, seen = 0; at >= 0 && seen < NEGATION_REACH; at -= 1, seen += 1) {
    const turn = turns[at] ?? 0
    if ((turn & TURN.break) !== 0 || words.symbols[at] === comma) break
    if ((turn & (TURN.negation | TURN.lifted)) !== TURN.negation) continue
    count += 1
    place = at
  }
  return { count, at: place }
}

/** Needs of which "if this goes on, I will …" is meant: to leave and to buy are wills. */
const WILLED: readonly Need[] = ['leaving', 'buying']

export function isSupposed(turns: Uint8Array, first: number, need: Need): boolean {
  for (let at = first - 1; at >= 0 && first - at <= SUPPOSED_REACH; at -= 1) {
    const turn = turns[at] ?? 0
    if ((turn & TURN.break) !== 0) return false
    if ((turn & TURN.supposed) !== 0) return true
    if ((turn & TURN.resolved) !== 0 && WILLED.includes(need)) return false
  }
  return false
}

/** Does the symbol stand in a sentence that asks whether? */
export function isAsked(words: Words, turns: Uint8Array, first: number): boolean {
  const begin = symbolOf(words, '^')
  let at = first
  while (at > 0 && words.symbols[at] !== begin && first - at < SENTENCE_REACH) at -= 1
  return ((turns[at] ?? 0) & TURN.asking) !== 0 && questionMarkAfter(words, first) !== -1
}

/** Where the question mark stands that ends the sentence of the symbol at `from`; −1 without one. */
export function questionMarkAfter(words: Words, from: number): number {
  const [begin, ask] = [symbolOf(words, '^'), symbolOf(words, '?')]
  for (let end = from; end < words.count && end - from < SENTENCE_REACH; end += 1) {
    if (words.symbols[end] === ask) return end
    if (end > from && words.symbols[end] === begin && !isTag(words, end - 1)) return -1
  }
  return -1
}

/** A sentence begins again after the handles that open a reply. */
function isTag(words: Words, at: number): boolean {
  return words.symbols[at] === SYMBOL.tag
}

/** Marks what stands in quotation marks and in lines that copy another post (`> …`), and where a clause ends. */
export function markQuotes(text: string, words: Words, turns: Uint8Array): void {
  const [quote, copied] = [symbolOf(words, '"'), symbolOf(words, '>')]
  let open = -1
  for (let at = 0; at < words.count; at += 1) {
    const symbol = words.symbols[at] ?? 0
    if (words.stops.has(symbol)) turns[at] = (turns[at] ?? 0) | TURN.break
    if (symbol === copied) {
      const line = text.indexOf('\n', words.starts[at])
      for (; at < words.count && (line === -1 || (words.starts[at] ?? 0) < line); at += 1)
        mark(turns, at, TURN.copied)
      at -= 1
    }
    if (symbol !== quote) continue
    if (open === -1) open = at
    else {
      for (let inside = open; at - open > SHORT_QUOTE && inside < at; inside += 1)
        mark(turns, inside, TURN.quoted)
      open = -1
    }
  }
}

/** A word or two in quotation marks are the writer's own, often in irony. */
const SHORT_QUOTE = 4

function mark(turns: Uint8Array, at: number, turn: number): void {
  turns[at] = (turns[at] ?? 0) | turn
}
