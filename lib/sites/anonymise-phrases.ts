import { runsIn } from './anonymise-runs.ts'

/**
 * Words of a page's own machinery, by which sites tell states and times: "[deleted]", "12 points by", "vor 3 Tagen".
 * Only in these turns of phrase: of the same words somebody may make a sentence.
 */

const UNIT =
  '(?:second|sec|minute|min|hour|hr|day|week|month|year|yr)s?|mo|sekunden?|stunden?|minuten|std|tag(?:en?)?|wochen?|' +
  'monat(?:en?)?|jahr(?:en?)?|secondes?|heures?|jours?|semaines?|mois|ans?|années?|segundos?|minutos?|horas?|días?|' +
  'semanas?|mes(?:es)?|años?|anos?|uur|uren|dag(?:en)?|weken|maand(?:en)?|jaar|giorn[oi]|or[ae]|minuti|settiman[ae]|' +
  'mes[ei]|ann[oi]'
const TIME =
  `(?:edited )?(?:just now|#[smhdwy]|(?:over |about |almost )?(?:vor |il y a |hace |há )?` +
  `(?:#|an?|one|un[ae]?|eine[mr]?) ?(?:${UNIT})(?: # ?(?:${UNIT}))?(?: ago| fa| geleden)?)`
const STATE =
  '(?:comment |reply |post )?(?:deleted|removed)(?: by (?:the )?(?:(?:post |comment )?author|moderators?))?|flagged|dead|' +
  'flagged dead|parent|reply|edited|promoted|sponsored|ad|follow|author|moderator|comment|points by|by|ago'
const COUNTED = '# ?(?:points?|repl(?:y|ies)|likes?|views?|comments?|reposts?|retweets?|bookmarks?|more)'
const NUMBERS = '#(?: #){0,2}'
const PHRASE = new RegExp(
  `^(?:${NUMBERS}|(?:${COUNTED})(?: (?:${COUNTED})){0,5}(?: by)?(?: (?:${TIME}))?|(?:${STATE})(?: (?:${TIME}))?|${TIME})$`,
)

/** Is this text nothing but numbers and such a phrase? What stands between its words does not count. */
export function isPhrase(text: string): boolean {
  if (text.length > 200) return false
  const words = runsIn(text).map((run) => (/^\d+$/.test(run) ? '#' : run.replace(/^\d+(?=[smhdwy]$)/, '#')))
  return words.length === 0 || PHRASE.test(words.join(' '))
}
