import { LIMITS } from '../model/limits.ts'

/** A name, handle or title on one line, cut to its limit; null when nothing is left. */
export function trimLabel(text: string | null | undefined): string | null {
  if (!text) return null
  if (text.length <= LIMITS.label && PLAIN_LABEL.test(text)) return text
  const start = text.length > 4 * LIMITS.label ? text.slice(0, 4 * LIMITS.label) : text
  const bare = TURNS.test(start) ? start.replace(EACH_TURN, '') : start
  const line = (/[^\S ]| {2}/.test(bare) ? bare.replace(/\s+/g, ' ') : bare).trim()
  return line === '' ? null : cut(line, LIMITS.label)
}

/** Printable ASCII with single blanks inside: as it stays. */
const PLAIN_LABEL = /^[!-~]+(?: [!-~]+)*$/

/**
 * Marks that turn the direction of writing for what follows (Unicode, "explicit directional formatting"). Sites put
 * them around names, and a hostile name would turn the line it stands in: where a label is drawn it is set apart anyway.
 */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/
const EACH_TURN = new RegExp(TURNS.source, 'g')

/** Cuts without leaving half of a surrogate pair, which no store and no JSON reader would take back. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const last = text.charCodeAt(length - 1)
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length)
}

/** An absolute http(s) address, or null for anything else: `javascript:`, `data:`, too long, broken. */
export function webUrl(href: string | null | undefined, base: URL): string | null {
  if (!href || href.length > LIMITS.url) return null
  // A plain path needs no parser, which takes longer than all else in reading a post.
  const origin = originOf(base)
  if (origin !== '' && href.length < 1_000 && PLAIN_PATH.test(href)) return origin + href
  const url = URL.parse(href.trim(), base.href)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null
  url.username = ''
  url.password = ''
  return url.href.length > LIMITS.url ? null : url.href
}

/** From the root of the site, of characters that a parser leaves alone, without `.` and `..`. */
const PLAIN_PATH = /^(?:\/[\w-]+(?:\.[\w-]+)*)+\/?(?:\?[\w=&.-]+)?(?:#[\w.-]+)?$/

const origins = new WeakMap<URL, string>()

/** Made once for each address, for a URL makes it anew whenever it is asked. Empty where paths are none of the web. */
export function originOf(base: URL): string {
  let origin = origins.get(base)
  if (origin === undefined) {
    origin = /^https?:/.test(base.protocol) ? base.origin : ''
    origins.set(base, origin)
  }
  return origin
}

/** A name as a key: case folded, one spelling of each letter. */
export function fold(name: string): string {
  if (PLAIN_NAME.test(name)) return cut(name.toLowerCase(), LIMITS.label)
  return cut(name.normalize('NFKC').replace(EACH_TURN, '').toLowerCase().trim(), LIMITS.label)
}

/** Printable ASCII without blanks: already in its only spelling. */
const PLAIN_NAME = /^[!-~]+$/

/**
 * A machine's time as ISO 8601 in UTC. Takes `2026-03-05T01:53:41.845000+0000`, which not every engine
 * parses. A date alone, or a time without a zone, is no exact time: a guess would be off by hours.
 */
export function isoTime(text: string | null | undefined): string | null {
  if (!text) return null
  return PLAIN_UTC.test(text) ? `${text.slice(0, 19)}.000Z` : longTime(text)
}

function longTime(text: string): string | null {
  const part = text
    .trim()
    .match(/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:[.,](\d{1,3})\d*)?\s*(?:(Z)|([+-]\d\d):?(\d\d)?)$/i)
  if (!part) return null
  const [, day = '', minutes, seconds = ':00', fraction = '0', utc, hours, rest = '00'] = part
  const milliseconds = fraction.padEnd(3, '0')
  const isUtc = utc !== undefined || (hours?.slice(1) === '00' && rest === '00')
  if (isUtc && PLAIN_TIME.test(`${day}T${minutes}${seconds}`))
    return `${day}T${minutes}${seconds}.${milliseconds}Z`
  const zone = utc ? 'Z' : `${hours}:${rest}`
  return instant(Date.parse(`${day}T${minutes}${seconds}.${milliseconds}${zone}`))
}

/** A day that every month has and a time that every day has: nothing is left for a calendar to put right. */
const DAY_AND_TIME = String.raw`^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d`
const PLAIN_TIME = new RegExp(`${DAY_AND_TIME}$`)
const PLAIN_UTC = new RegExp(String.raw`${DAY_AND_TIME}(?:\+00:?00|(?:\.000)?Z)$`)

/** Milliseconds since the epoch as ISO 8601; null for what no calendar holds. */
export function instant(ms: number): string | null {
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return null
  const iso = new Date(ms).toISOString()
  return iso.length === 24 ? iso : null
}

/** A language tag, or null for what is none. */
export function langTag(text: string | null | undefined): string | null {
  return text && /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,4}$/i.test(text) && text.length <= 35 && text !== 'und'
    ? text
    : null
}

/** Is `host` that host, or one below it? `x.com.evil.test` is neither for `x.com`. */
export function isHost(host: string, suffix: string): boolean {
  const name = plainHost(host)
  return name === suffix || name.endsWith(`.${suffix}`)
}

/** Without the point that names the root of all names: `x.com.` is `x.com`. */
export function plainHost(host: string): string {
  return host.endsWith('.') ? host.slice(0, -1) : host
}
