import { all, attribute, charactersOf, isBefore, nearest, parentOf, rawText, textsIn } from './dom.ts'
import { machineTime } from './fields.ts'
import { trimLabel } from './trim.ts'

/** What an author, a time or a place in a page looks like where nothing says what it is. */

/** Text of a date or a time, as people write it: "3 March 2026", "03.05.26, 14:22", "2 hours ago", "vor 3 Tagen". */
export function looksLikeTime(text: string): boolean {
  if (text.length < 2 || text.length > 80 || !/\d|ago|now|yesterday|today|gestern|heute/i.test(text))
    return false
  const found = text.match(DATE)?.[0] ?? text.match(RELATIVE)?.[0]
  return found !== undefined && found.length * 4 >= text.length
}

const DATE = new RegExp(
  [
    String.raw`\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b`,
    String.raw`\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})\b`,
    String.raw`\b\d{1,2}(?:st|nd|rd|th|er|\.|º)?[\s-]+(?:de\s+|of\s+)?\p{L}{3,12}\.?,?[\s-]+(?:de\s+|del\s+)?(?:\d{4}|'\d\d)\b`,
    String.raw`(?<!\p{L})\p{L}{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:\d{4}|'\d\d)\b`,
    String.raw`\d{4}\s?[年년]\s?\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日일])?`,
    String.raw`\b(?:yesterday|today|gestern|heute|hier|ayer|hoy|ieri|oggi|gisteren|vandaag)\b.{0,12}\d{1,2}[:.]\d\d`,
  ].join('|'),
  'iu',
)

const UNITS =
  'seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|[smhdwy]|mo' +
  '|sekunden?|minuten?|stunden?|tag(?:en?)?|wochen?|monat(?:en?)?|jahr(?:en?)?' +
  '|secondes?|heures?|jours?|semaines?|mois|ans?|années?|segundos?|minutos?|horas?|d[ií]as?|semanas?|mes(?:es)?|años?|anos?|meses' +
  '|secondi|minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|uur|uren|dag(?:en)?|weken|maand(?:en)?|jaar'

const RELATIVE = new RegExp(
  [
    String.raw`(?:^|\b)(?:over |about |almost )?(?:\d{1,3}|an?|one)\s?(?:${UNITS})(?:\s+\d{1,2}\s?(?:${UNITS}))?\s+(?:ago|fa|geleden)\b`,
    String.raw`(?:^|\b)(?:vor|il y a|hace|há)\s+(?:\d{1,3}|eine[mr]?|une?|una?|um)\s+(?:${UNITS})\b`,
    String.raw`^\d{1,3}\s?(?:s|m|min|h|hr|d|w|mo|y|yr)\.?$`,
    "^(?:just now|gerade eben|à l’instant|à l'instant|ahora)$",
    String.raw`\d{1,3}\s?(?:секунд|минут|час|дн|день|недел|месяц|год|лет)\p{L}*\s+назад`,
    String.raw`\d{1,3}\s?(?:sekund|minut|godzin|dni|tygod|miesi|lat)\p{L}*\s+temu`,
    String.raw`\d{1,3}\s?(?:秒|分钟?|分|小时|時間|小時|天|日|周|週|个月|個月|ヶ月|か月|年)\s?前`,
    String.raw`\d{1,3}\s?(?:초|분|시간|일|주|개월|년)\s?전`,
  ].join('|'),
  'iu',
)

/** Attributes that hold a machine's time. */
export const STAMPS = [
  'datetime',
  'data-timestamp',
  'data-time',
  'data-utime',
  'data-epoch',
  'data-livestamp',
  'title',
]

const STAMPED =
  'time,relative-time,time-ago,[datetime],[data-timestamp],[data-time],[data-utime],[data-epoch],[data-livestamp]'

/** Not part of anybody's post, or only offered to be filled in. */
const ASIDE =
  'nav,select,option,script,style,template,noscript,textarea,[role="navigation"],[role="menu"],[role="tablist"]'

const MOST_TIMES = 4_000
const MOST_TEXTS = 150_000

/** So many texts or elements are looked at between two rests. */
const AT_ONCE = 200

/** Elements that tell a time, by an attribute or by their words. Rests (yields), so that it can be cut into slices. */
export function* findTimes(document: Document): Generator<void, ReadonlySet<Element>> {
  const times = new Set<Element>()
  let seen = 0
  for (const element of yield* stampedIn(document)) {
    if (times.size >= MOST_TIMES) return times
    if (isStamped(element) || looksLikeTime(rawText(element).trim())) times.add(element)
    if (++seen % AT_ONCE === 0) yield
  }
  let left = MOST_TEXTS
  for (const text of textsIn(document)) {
    if (left % AT_ONCE === 0) yield
    if (left-- <= 0 || times.size >= MOST_TIMES) break
    if (charactersOf(text).length > 100) continue
    const holder = parentOf(text)
    const words = charactersOf(text).trim()
    if (holder && looksLikeTime(words) && !nearest(holder, `${ASIDE},${STAMPED}`)) times.add(holder)
  }
  return times
}

/** All that are stamped, in document order: each sign in a look of its own, for a list of them is one long piece. */
function* stampedIn(document: Document): Generator<void, Iterable<Element>> {
  let found: readonly Element[] = []
  for (const sign of STAMPED.split(',')) {
    found = merged(found, Array.from(all(document, sign)))
    yield
  }
  return found
}

/** Of two lists in document order one. */
function merged(some: readonly Element[], others: readonly Element[]): readonly Element[] {
  const known = new Set(some)
  const added = others.filter((other) => !known.has(other))
  if (added.length === 0) return some
  const both: Element[] = []
  let next = 0
  for (const element of some) {
    while (next < added.length && isBefore(added[next] as Element, element))
      both.push(added[next++] as Element)
    both.push(element)
  }
  return [...both, ...added.slice(next)]
}

function isStamped(element: Element): boolean {
  return STAMPS.some((name) => {
    const value = attribute(element, name)
    return value !== null && (machineTime(value) !== null || /^\d{4}-\d\d-\d\d/.test(value))
  })
}

const AUTHOR_WORD =
  /(?:^|[-_\s])(?:author|username|user-?name|user-?link|display-?name|screen-?name|nick(?:name)?|byline|poster|commenter|reviewer|posted-?by|created-?by|handle|fn|member-?name|autor|auteur|verfasser)(?:$|[-_\s])/i

/** `/u/ana`, `/users/12-ana`, `/@ana`, `/~ana`, `member.php?u=9`: where people have their pages. */
const PROFILE =
  /\/(?:users?|u|members?|profiles?|profil|people|persons?|authors?|accounts?|contributors?|benutzer|mitglied(?:er)?|utilisateurs?|usuarios?)(?:\/|\.php|\?|=)[^?#]?|\/(?:@|~|%40)[\w.-]+\/?$|[?&](?:u|uid|user|userid|user_id|member|mid|author|username)=|\b(?:member|profile|user|userinfo)\.(?:php|aspx?|html?)\?|\/User:/i

/** An element that may name the author: how strong the sign is, 1 to 3; 0: none. */
export function authorSign(element: Element): number {
  const href = attribute(element, 'href')
  const isProfile = href !== null && PROFILE.test(href) && !/[?&](?:action|do|mode)=(?!profile)/i.test(href)
  const named =
    /(?:^|\s)(?:author|creator)(?:\s|$)/.test(
      `${attribute(element, 'rel') ?? ''} ${attribute(element, 'itemprop') ?? ''}`,
    ) || AUTHOR_WORD.test(wordsOfNames(element))
  return (isProfile ? 2 : 0) + (named ? (isProfile ? 1 : 2) : 0)
}

/** Class names and test ids, with humps and underlines parted: `commentAuthor__x` → `comment-Author--x`. */
function wordsOfNames(element: Element): string {
  const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'data-testid') ?? ''}`
  return names
    .slice(0, 300)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
}

/** A name that somebody may have; "4" and "3 hours ago" are none. */
export function nameIn(element: Element): string | null {
  const text = trimLabel(rawText(element))?.replace(/^(?:by|von|par|por)\s+/i, '')
  if (!text || text.length > 60 || text.split(' ').length > 6) return null
  return /\p{L}/u.test(text) && !looksLikeTime(text) ? text : null
}

/** Places in a page that hold what people said. */
export const TALK =
  /comment|repl(?:y|ies)|post|message|answer|review|discussion|thread|feedback|response|entry|kommentar|beitr|antwort|commentaire|comentario|respuesta/i
