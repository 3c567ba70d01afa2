import { LIMITS } from '../../model/limits.ts'
import type { Cue, CueLanguage, FoundCue } from './cue.ts'
import { CUE_LANGUAGES, CUE_TABLES } from './languages.ts'
import { type CueReader, createReader } from './read-cues.ts'
import { OPPOSITES, TURN_CUES } from './turn-cues.ts'

export type { CueLanguage, FoundCue } from './cue.ts'
export { CUE_LANGUAGES } from './languages.ts'

/**
 * The cues of a text, in the order of their places: words that speak for a need, and words that speak
 * against one. Those that mean the opposite where they stand ("not broken") are not among them; in their
 * place stands one that says so. A language that is not among `CUE_LANGUAGES` gives none; null is taken
 * for English. Only the first `LIMITS.postText` characters are read, in time linear in them.
 */
export function findCues(text: string, lang: string | null): FoundCue[] {
  const language = lang === null ? 'en' : lang.slice(0, 2).toLowerCase()
  if (lang !== null && /^[a-z]/i.test(lang[2] ?? '')) return []
  if (!isCueLanguage(language)) return []
  return readerFor(language)(text.length > LIMITS.postText ? text.slice(0, LIMITS.postText) : text)
}

function isCueLanguage(language: string): language is CueLanguage {
  return CUE_LANGUAGES.some((each) => each === language)
}

const readers = new Map<CueLanguage, CueReader>()

/** Made at a language's first post: a few milliseconds each. */
function readerFor(language: CueLanguage): CueReader {
  const before = readers.get(language)
  if (before !== undefined) return before
  const reader = createReader(CUE_TABLES[language])
  readers.set(language, reader)
  return reader
}

/** Every cue there is, of all languages, each id once. */
export const CUES: readonly Cue[] = [
  ...Object.values(CUE_TABLES).flatMap(({ tables }) =>
    tables.flatMap(({ rules }) => rules.map(({ id, need, weight, why }) => ({ id, need, weight, why }))),
  ),
  ...TURN_CUES.values(),
  ...Object.values(OPPOSITES),
]
