import { NEEDS, type Need } from '../../model/playbook.ts'
import { compileShapes } from './automaton.ts'
import type { CueRule, CueTable, FoundCue, Turns } from './cue.ts'
import { foldWord } from './fold-word.ts'
import { readShape } from './read-shape.ts'
import { createWords, readWords, type Words, type Writing } from './read-words.ts'
import {
  isAsked,
  isSupposed,
  isTurned,
  markQuotes,
  negationsBefore,
  OPPOSITES,
  questionMarkAfter,
  TURN,
  TURN_CUES,
  type Turn,
} from './turn-cues.ts'
import { createVocabulary } from './vocabulary.ts'

/** All that is known of a language's cues. */
export interface CueLanguageRules {
  readonly writing: Writing
  readonly turns: Turns
  readonly tables: readonly CueTable[]
}

export type CueReader = (text: string) => FoundCue[]

/** More cues than so many tell nothing new. */
const MOST_FOUND = 200

interface Hit {
  readonly rule: CueRule
  readonly first: number
  last: number
}

/** Words that look like a cue of one table and are none. */
interface Decoy {
  readonly need: Need
  readonly first: number
  readonly last: number
}

/** Reads the shapes of a language, all at once, and answers how to find its cues in a text. */
export function createReader(language: CueLanguageRules): CueReader {
  const rules = language.tables.flatMap((table) => table.rules)
  const words = createWords(createVocabulary(), language.writing)
  const automaton = compile(language, rules, words)
  let turns = new Uint8Array(512)
  /** By rule: the place of its latest hit among the hits, and one more. */
  const latest = new Uint16Array(rules.length)
  return (text) => {
    readWords(text, words)
    if (turns.length < words.count) turns = new Uint8Array(words.symbols.length)
    turns.fill(0, 0, words.count)
    latest.fill(0)
    const hits: Hit[] = []
    const decoys: Decoy[] = []
    automaton.scan(words, (number, first, last) => {
      const rule = rules[number]
      if (rule === undefined) {
        const table = language.tables[number - rules.length - KINDS.length]
        const need = table?.rules[0]?.need
        if (need === undefined) markTurn(KINDS[number - rules.length], first, last, turns)
        else decoys.push({ need, first, last })
        return
      }
      const before = hits[(latest[number] ?? 0) - 1]
      if (before?.first === first) before.last = last
      else if ((before === undefined || first > before.last) && hits.length < MOST_FOUND) {
        latest[number] = hits.push({ rule, first, last })
      }
    })
    if (hits.length === 0) return []
    markQuotes(text, words, turns)
    const asked = hits.filter((hit) => isComplete(hit, words))
    return turnHits(widest(withoutDecoys(asked, decoys)), words, turns)
  }
}

/** A hit of a question reaches to its mark, and is none without one. */
function isComplete(hit: Hit, words: Words): boolean {
  if (hit.rule.asks !== true) return true
  const mark = questionMarkAfter(words, hit.first)
  if (mark === -1) return false
  hit.last = mark
  return true
}

const KINDS = ['negation', 'lifted', 'supposed', 'asking', 'breaks', 'resolved'] as const

function compile({ tables, turns, writing }: CueLanguageRules, rules: readonly CueRule[], words: Words) {
  const shapes = rules.flatMap((rule, number) => rule.shapes.map((shape) => ({ shape, number })))
  KINDS.forEach((kind, at) => {
    for (const shape of turns[kind]) shapes.push({ shape, number: rules.length + at })
  })
  tables.forEach(({ decoys = [] }, at) => {
    for (const shape of decoys) shapes.push({ shape, number: rules.length + KINDS.length + at })
  })
  return compileShapes(
    shapes.map(({ shape, number }) => ({ shape: readShape(shape), number })),
    words.vocabulary,
    (word) => foldWord(word, writing),
  )
}

function markTurn(
  kind: (typeof KINDS)[number] | undefined,
  first: number,
  last: number,
  turns: Uint8Array,
): void {
  const set = (at: number, turn: number) => {
    turns[at] = (turns[at] ?? 0) | turn
  }
  if (kind === 'negation') set(last, TURN.negation)
  else if (kind === 'supposed') set(last, TURN.supposed)
  else if (kind === 'resolved') set(last, TURN.resolved)
  else if (kind === 'asking') set(first, TURN.asking)
  else if (kind === 'breaks') set(first, TURN.break)
  else for (let at = first; at <= last; at += 1) set(at, TURN.lifted)
}

function withoutDecoys(hits: readonly Hit[], decoys: readonly Decoy[]): readonly Hit[] {
  if (decoys.length === 0) return hits
  // Both are in the order of their first word, and none is longer than a shape: one pass over both.
  let from = 0
  return hits.filter((hit) => {
    while ((decoys[from]?.first ?? Number.POSITIVE_INFINITY) < hit.first - LONGEST_SHAPE) from += 1
    for (let at = from; (decoys[at]?.first ?? Number.POSITIVE_INFINITY) <= hit.last; at += 1)
      if (decoys[at]?.need === hit.rule.need && (decoys[at]?.last ?? 0) >= hit.first) return false
    return true
  })
}

const LONGEST_SHAPE = 40

/** Of hits of one need and direction inside one another the widest: the others say the same again. */
function widest(hits: readonly Hit[]): readonly Hit[] {
  ends.fill(-1)
  return [...hits]
    .sort((one, other) => one.first - other.first || other.last - one.last)
    .filter(({ rule, last }) => {
      const direction = NEEDS.indexOf(rule.need) * 2 + (rule.weight < 0 ? 1 : 0)
      if (last <= (ends[direction] as number)) return false
      ends[direction] = last
      return true
    })
}

/** By need and direction: the last word of what was kept. */
const ends = new Int32Array(NEEDS.length * 2)

function turnHits(hits: readonly Hit[], words: Words, turns: Uint8Array): FoundCue[] {
  const found: FoundCue[] = []
  for (const { rule, first, last } of hits) {
    if (((turns[first] ?? 0) & TURN.copied) !== 0) continue
    const place = { start: words.starts[first] ?? 0, end: words.ends[last] ?? 0 }
    const add = (turn: Turn, start = place.start) => {
      const cue = TURN_CUES.get(`${rule.need}.${turn}`)
      if (cue !== undefined) found.push({ ...cue, start, end: place.end })
    }
    const { id, need, weight, why } = rule
    if (!isTurned(need) || weight < 0) {
      found.push({ id, need, weight, why, ...place })
      continue
    }
    const negation = rule.firm === true ? { count: 0, at: first } : negationsBefore(words, turns, first)
    if (negation.count % 2 === 1) {
      const start = words.starts[negation.at] ?? 0
      const opposite = OPPOSITES[need]
      add('denied', start)
      if (opposite !== undefined && !isSupposed(turns, first, need))
        found.push({ ...opposite, start, end: place.end })
      continue
    }
    found.push({ id, need, weight, why, ...place })
    if (isSupposed(turns, first, need)) add('supposed')
    if (isAsked(words, turns, first)) add('asked')
    if (((turns[first] ?? 0) & TURN.quoted) !== 0) add('quoted')
  }
  return found.sort((one, other) => one.start - other.start)
}
