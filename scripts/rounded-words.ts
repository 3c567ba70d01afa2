/**
 * `node scripts/run.mjs scripts/rounded-words.ts` writes lib/sites/rounded-words.ts: what the languages of the web
 * put beside a number that they round ("12 tys.", "1.2万", "elfu 12"), by this Node's own locale data (CLDR).
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Languages that the sites we read are offered in; a region where it has words of its own. */
const LOCALES =
  'af am ar az be bg bn bs ca cs cy da de el en en-IN es et eu fa fi fil fr fr-CA ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lb lo lt lv mk ml mn mr ms my nb ne nl nn pa pl ps pt pt-PT ro ru si sk sl sq sr sr-Latn sv sw ta te th tr uk ur uz vi yue zh zh-Hant zh-HK zu'.split(
    ' ',
  )

/** Every power of ten that has a name, by ones, twos, fives and elevens: languages bend the names by number. */
const AMOUNTS = Array.from({ length: 12 }, (_, at) => 10 ** (at + 3)).flatMap((power) => [
  power,
  1.2 * power,
  2 * power,
  5 * power,
  11 * power,
])

/** Written without blanks between words: what is counted follows at once ("1.2万件"). */
const DENSE = /[\p{Script=Han}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

const words = new Set<string>()
const dense = new Set<string>()
const before = new Set<string>()
for (const locale of LOCALES)
  for (const compactDisplay of ['short', 'long'] as const) {
    const format = new Intl.NumberFormat(locale, { notation: 'compact', compactDisplay })
    for (const amount of AMOUNTS) {
      const [, lead = '', tail = ''] =
        format.format(amount).match(/^(\P{Nd}*)\p{Nd}(?:.*\p{Nd})?(\P{Nd}*)$/u) ?? []
      const named = wordIn(lead)
      const first = wordIn(tail)
      if (named) before.add(named)
      else if (first) (DENSE.test(first) ? dense : words).add(first)
    }
  }

for (const word of dense)
  if ([...dense].some((other) => other !== word && word.startsWith(other))) dense.delete(word)

writeFileSync(
  join(import.meta.dirname, '..', 'lib', 'sites', 'rounded-words.ts'),
  `// Written by scripts/rounded-words.ts out of locale data. Not to be edited by hand.

/** Words after a number that say it is a rounded one: small letters, without points. */
export const AFTER = ${listOf(words)}

/** The same in scripts without blanks, where what is counted follows at once. */
export const AFTER_AT_ONCE = ${listOf(dense)}

/** Words before such a number. */
export const BEFORE = ${listOf(before)}
`,
)

/** "тыс" of " тыс.", "mii" of " de mii". */
function wordIn(text: string): string | null {
  const bare = text
    .replace(/\p{Cf}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
  return bare.replace(/^\s*(?:de|na)\s/, '').match(/[\p{L}\p{M}]+/u)?.[0] ?? null
}

function listOf(found: ReadonlySet<string>): string {
  const lines: string[] = []
  for (const word of [...found].sort()) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < 90) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return `(\n${lines.map((line, at) => `  '${line}${at < lines.length - 1 ? ' ' : ''}'`).join(' +\n')}\n).split(' ')`
}
