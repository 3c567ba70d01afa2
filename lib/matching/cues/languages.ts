import { buying } from './buying.ts'
import { complaint } from './complaint.ts'
import type { CueLanguage } from './cue.ts'
import { dutch, dutchTurns } from './dutch.ts'
import { french, frenchTurns } from './french.ts'
import { german, germanTurns } from './german.ts'
import { helping } from './helping.ts'
import { idea } from './idea.ts'
import { italian, italianTurns } from './italian.ts'
import { leaving } from './leaving.ts'
import { other } from './other.ts'
import { portuguese, portugueseTurns } from './portuguese.ts'
import { praise } from './praise.ts'
import { question } from './question.ts'
import type { CueLanguageRules } from './read-cues.ts'
import { safety } from './safety.ts'
import { spam } from './spam.ts'
import { spanish, spanishTurns } from './spanish.ts'
import { englishTurns } from './turns-english.ts'
import { unsurpassed } from './unsurpassed.ts'

export const CUE_TABLES: Readonly<Record<CueLanguage, CueLanguageRules>> = {
  en: {
    writing: { parted: false },
    turns: englishTurns,
    tables: [
      question,
      complaint,
      praise,
      idea,
      buying,
      leaving,
      safety,
      helping,
      spam,
      other,
      ...unsurpassed.en,
    ],
  },
  de: { writing: { parted: false }, turns: germanTurns, tables: [...german, ...unsurpassed.de] },
  fr: { writing: { parted: true }, turns: frenchTurns, tables: [...french, ...unsurpassed.fr] },
  es: { writing: { parted: false }, turns: spanishTurns, tables: [...spanish, ...unsurpassed.es] },
  it: { writing: { parted: true }, turns: italianTurns, tables: [...italian, ...unsurpassed.it] },
  pt: { writing: { parted: false }, turns: portugueseTurns, tables: [...portuguese, ...unsurpassed.pt] },
  nl: { writing: { parted: false }, turns: dutchTurns, tables: [...dutch, ...unsurpassed.nl] },
}

/** The languages that cues are written for. English has the most; of the others the commonest words. */
export const CUE_LANGUAGES: readonly CueLanguage[] = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl']
