import { LIMITS } from '../model/limits.ts'

/**
 * Words out of a text that may hold markup, as structured data often does: `<p>` raw, or escaped once
 * more as `&lt;p&gt;`. Done on the string alone, never by a parser that could load or run something, and
 * in one pass from left to right, so that a hostile megabyte costs a megabyte.
 */
export function plainText(source: string): string {
  const start = source.slice(0, 4 * LIMITS.postText)
  const once = TAGS.test(start) ? decode(stripTags(start)) : decode(start)
  const text = !TAGS.test(start) && TAGS.test(once) ? decode(stripTags(once)) : once
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Only elements that text is marked up with: somebody's `a < b` or `<name>` is no markup. */
const TAGS = /<\/?(p|br|div|a|b|i|em|strong|span|ul|ol|li|blockquote|code|pre|h[1-6]|img|hr)\b[^<>]{0,2000}>/i
const EACH_TAG = new RegExp(TAGS.source, 'gi')
const BREAKS = /^(p|div|li|ul|ol|blockquote|pre|h[1-6]|hr)$/i

function stripTags(text: string): string {
  return text.replace(/\s+/g, ' ').replace(EACH_TAG, (tag, name: string) => {
    if (/^br$/i.test(name)) return '\n'
    if (!BREAKS.test(name)) return ''
    return /^(p|blockquote|pre|h\d)$/i.test(name) && tag.startsWith('</') ? '\n\n' : '\n'
  })
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  euro: '€',
  pound: '£',
  copy: '©',
  reg: '®',
  trade: '™',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  ntilde: 'ñ',
}

function decode(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
    (whole, decimal, hex, name: string) => {
      if (name) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
      const sound = code > 8 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
      return sound ? String.fromCodePoint(code) : whole
    },
  )
}
