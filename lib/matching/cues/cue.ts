import type { Need } from '../../model/playbook.ts'

/** A language that cues are written for: the first part of a BCP 47 tag. */
export type CueLanguage = 'en' | 'de' | 'fr' | 'es' | 'it' | 'pt'

/**
 * A rule that some words speak for a need or against it.
 *
 * `need` is what the words speak about. With a weight below zero they speak against that need; cues of
 * the need `other` speak against every need (news, job offers, headlines): the more so, the greater.
 */
export interface Cue {
  /** Unique and kept for ever: fitted weights are stored by it. `need.name`, a language in front if it is not English. */
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
