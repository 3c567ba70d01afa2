import { RUNS } from './anonymise-runs.ts'
import type { Structure } from './anonymise-structure.ts'

/**
 * Of the words by which a page names its parts, people make sentences and slugs: `how-to-delete-my-account`. A name
 * of a part has few of them.
 */
const MOST_WORDS = 3
/** Of a path, a value or a list that is one name. */
const UNIT = /[^/?&=#;:,()|"'<>]+/g
/** After one of these a path or a query goes on with somebody's name, or with what somebody looked for. */
const NAMES_FOLLOW =
  /^(?:u|users?|members?|authors?|people|persons?|profiles?|in|r|tags?|categor(?:y|ies)|handle|nick|name|username|owner|company|hashtag|q|s|query|search)$/i

/** Accounts under which sites show what nobody's is any more. */
const NOBODY = /^[@~]?(?:inactive-user|ghost|handle\.invalid)$/

/** Says of each place in a text whether the words there name a part of the page, or somebody, or make a sentence. */
export function namesIn(text: string, structure: Structure): (at: number) => boolean {
  const others: (readonly [number, number])[] = []
  let before = ''
  let end = 0
  for (const { 0: unit, index } of text.matchAll(UNIT)) {
    const parting = text.slice(end, index)
    if (NOBODY.test(unit)) continue
    // `did:plc:…` begins with what kind of id it is.
    const isId = text[index + unit.length] === ':'
    const isSomebody = (/^[/=]$/.test(parting) && NAMES_FOLLOW.test(before) && !isId) || /^[@~]/.test(unit)
    if (isSomebody || wordsOf(unit, structure) > MOST_WORDS) others.push([index, index + unit.length])
    before = unit
    end = index + unit.length
  }
  return (at) => !others.some(([from, to]) => at >= from && at < to)
}

/** How many words a name has, numbers aside: those made of several count as such. */
function wordsOf(unit: string, { isStructural, wordsIn }: Structure): number {
  return Array.from(unit.matchAll(RUNS), ([run]) => {
    if (/^\d+$/.test(run)) return 0
    return isStructural(run) ? wordsIn(run) : 1
  }).reduce((sum, words) => sum + words, 0)
}
