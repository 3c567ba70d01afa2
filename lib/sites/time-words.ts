import { attribute, meta, one } from './dom.ts'

/** What a time looks like in a page where nothing says that it is one. */

/**
 * Text of a date or a time, as people write it: "3 March 2026", "03.05.26, 14:22", "2 hours ago", "vor 3 Tagen".
 * @param own what the page's own language has for times past (`timeWordsOf`)
 */
export function looksLikeTime(said: string, own: RegExp | null = null): boolean {
  if (said.length < 2 || said.length > 80) return false
  const text = PLAIN.test(said) ? said : withPlainDigits(said)
  if (own?.test(text) && isMost(text.match(own)?.[0], text)) return true
  if (!/\d|ago|now|yesterday|today|gestern|heute|منذ/i.test(text)) return false
  return isMost(text.match(DATE)?.[0] ?? text.match(RELATIVE)?.[0], text)
}

function isMost(found: string | undefined, text: string): boolean {
  return found !== undefined && found.length * 4 >= text.length
}

const PLAIN = /^[\0-\u02ff]*$/

/** ۱۴۰۳ and १२ are numbers too: each script has its digits in a row, from nought to nine. */
function withPlainDigits(text: string): string {
  return text.replace(/[^\0-\u02ff]/gu, (sign) => {
    if (!/\p{Nd}/u.test(sign)) return sign
    const code = sign.codePointAt(0) ?? 0
    let value = 0
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++
    return String(value)
  })
}

const DATE = new RegExp(
  [
    String.raw`\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b`,
    String.raw`\b\d{1,2}[-/.]\s?\d{1,2}[-/.]\s?(?:\d{4}|\d{2})\b`,
    String.raw`\b\d{4}\.\s+\p{L}{3,12}\.?\s+\d{1,2}\b`,
    String.raw`\b\d{1,2}\s+tháng\s+\d{1,2},?\s+(?:năm\s+)?\d{4}\b`,
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
    String.raw`\d{1,3}\s?(?:segundos?|minutos?|horas?|dias?|semanas?|mes(?:es)?|anos?)\s+atrás`,
    // What boards write; the dictionaries of browsers have another word.
    String.raw`منذ\s+(?:\d{1,3}\s+)?(?:ثاني|ثوان|دقيق|دقائق|ساع|يوم|أيام|أسبوع|أسابيع|شهر|أشهر|سن|عام|أعوام)\p{L}*`,
    String.raw`\d{1,3}\s+(?:ثانیه|دقیقه|ساعت|روز|هفته|ماه|سال)\s+(?:پیش|قبل)`,
  ].join('|'),
  'iu',
)

const STYLES = ['long', 'short', 'narrow'] as const
const UNITS_OF_TIME = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const
/** Each way to count that a language may have: one, two, few, many, and those that end like them. */
const AMOUNTS = [1, 2, 3, 5, 11, 21]

const ofLanguage = new Map<string, RegExp | null>()

/**
 * How the language of this page speaks of times past, as the browser knows it; null where neither tells. Rests
 * (yields): the browser takes some milliseconds for the words of a language that it was not asked for before.
 */
export function* timeWordsOf(document: Document): Generator<void, RegExp | null> {
  const root = one(document, 'html')
  const said = (root && attribute(root, 'lang')) || meta(document, 'og:locale') || ''
  const language = said.trim().replaceAll('_', '-').slice(0, 35)
  let words = ofLanguage.get(language)
  if (words === undefined) {
    words = yield* wordsOf(language)
    ofLanguage.set(language, words)
    // Each is compiled when it is first asked, which takes some milliseconds too.
    for (const pattern of [words, DATE, RELATIVE]) {
      pattern?.test('1')
      yield
    }
  }
  return words
}

function* wordsOf(language: string): Generator<void, RegExp | null> {
  if (!/^[a-z]{2,3}(?:-[a-z0-9]+)*$/i.test(language)) return null
  const patterns = new Set<string>()
  try {
    for (const style of STYLES) {
      const format = new Intl.RelativeTimeFormat(language, { style, numeric: 'always' })
      if (format.resolvedOptions().locale.split('-')[0] !== language.split('-')[0]?.toLowerCase()) return null
      yield
      for (const unit of UNITS_OF_TIME) {
        for (const amount of AMOUNTS) patterns.add(patternOf(format.formatToParts(-amount, unit)))
        yield
      }
    }
  } catch {
    return null
  }
  return new RegExp([...patterns].sort((one, other) => other.length - one.length).join('|'), 'iu')
}

/** Its words as they stand, with any number in them; a phrase without a number is all that is said. */
function patternOf(parts: readonly Intl.RelativeTimeFormatPart[]): string {
  const pattern = parts
    .map(({ type, value }) =>
      type === 'literal' ? value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s*') : '\\d{1,3}',
    )
    .join('')
  return parts.some(({ type }) => type !== 'literal') ? pattern : `^${pattern}$`
}
