import type { Need } from '../../model/playbook.ts'

/** A language that cues are written for: the first part of a BCP 47 tag. */
export type CueLanguage = 'en' | 'de' | 'fr' | 'es' | 'it' | 'pt' | 'nl'

/**
 * A rule that some words speak for a need or against it.
 *
 * `need` is what the words speak about. With a weight below zero they speak against that need; cues of
 * the need `other` speak against every need (news, job offers, headlines): the more so, the greater.
 */
export interface Cue {
  /** Unique and kept for ever: fitted weights are stored by it. The need, a dot, a name; for another language than English that in front: `de.praise.strong`. */
  readonly id: string
  readonly need: Need
  /** What it adds to the log-odds of the need before any fitting: a judgement, in −3 to 4. */
  readonly weight: number
  /** The reason in plain words, without the words found: "Says they are switching away". */
  readonly why: string
}

/** A cue at its place. `start` and `end` are UTF-16 offsets into the text as given, end exclusive. */
export interface FoundCue extends Cue {
  readonly start: number
  readonly end: number
}

/** A cue and the words that are one: `shapes` in the notation of `read-shape.ts`. */
export interface CueRule extends Cue {
  readonly shapes: readonly string[]
  /** The words hold their own "not", or mean the same after one: negation before them changes nothing. */
  readonly firm?: true
  /** Counts only in a sentence that ends in a question mark; the cue then reaches to the mark. */
  readonly asks?: true
}

/** Rules of one language, and the words that look like a cue and are none: "death metal", "fire sale". */
export interface CueTable {
  readonly rules: readonly CueRule[]
  readonly decoys?: readonly string[]
}

/** Words of a language that change what a cue beside them means. */
export interface Turns {
  /** "not", "never", "far from": the cue after them means its opposite. */
  readonly negation: readonly string[]
  /** "not only", "no doubt": a negation that negates nothing. */
  readonly lifted: readonly string[]
  /** "if", "would", "hope": the cue after them tells what might be. */
  readonly supposed: readonly string[]
  /** "I will", "we are going to": nearer to the cue than an "if", they make it a threat or a resolve. */
  readonly resolved: readonly string[]
  /** How a sentence begins that, ending in a question mark, asks whether a thing is so. */
  readonly asking: readonly string[]
  /** "but", "because": what was before turns nothing after. */
  readonly breaks: readonly string[]
}
