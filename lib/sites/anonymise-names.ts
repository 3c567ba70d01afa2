import type { Words } from './anonymise-filler.ts'
import { MARKUP_NAMES, MARKUP_VALUES } from './anonymise-markup.ts'
import { RUNS } from './anonymise-runs.ts'
import { isWithin, type Structure } from './anonymise-structure.ts'

/** A name of a part has few words: of more of them people make sentences and slugs. */
const MOST_WORDS = 4

/** What stands between these is one name. */
const UNIT = /[^:(),;/|]+/g

/** After one of these a class goes on with somebody's name: `author-ana`, `postThreadItem-by-ana`. */
const NAMES_FOLLOW =
  /^(?:author|by|from|user|users|member|avatar|profile|tag|tags|category|cat|handle|nick|name|username|owner|poster|person|group|term|slug|topic|community|hashtag)$/i

interface Parts {
  readonly structure: Structure
  readonly words: Words
  /** See `anonymise`. */
  readonly keepsUnwritten: boolean
  /** Filler for a run that is no word of a part. */
  fillRun(run: string): string
}

/** Fills the name of a part of a page: one class, test id or key, or what an element or an attribute is called. */
export function createNames({ structure, words, keepsUnwritten, fillRun }: Parts): (name: string) => string {
  function stays(run: string): boolean {
    return (
      structure.isStructural(run) ||
      (keepsUnwritten && /^[a-z]+$/i.test(run) && !words.written.has(run.toLowerCase()))
    )
  }

  function fillUnit(unit: string): string {
    const named = structure.namedIn(unit)
    let left = MOST_WORDS
    let before = ''
    const kept = Array.from(unit.matchAll(RUNS), ({ 0: run, index }) => {
      const isSomebody = NAMES_FOLLOW.test(before) && words.alone.has(run.toLowerCase())
      before = run
      if (isWithin(named, index, run.length)) return 'named'
      if (isSomebody || !stays(run)) return 'no'
      left -= structure.wordsIn(run)
      return 'known'
    })
    let order = 0
    return unit.replace(RUNS, (run) => {
      const how = kept[order++]
      return how === 'named' || (how === 'known' && left >= 0) ? run : fillRun(run)
    })
  }

  return (name) => {
    const folded = name.toLowerCase()
    const isKnown = structure.isNamed(name) || MARKUP_NAMES.has(folded) || MARKUP_VALUES.has(folded)
    return isKnown ? name : name.replace(UNIT, fillUnit)
  }
}
