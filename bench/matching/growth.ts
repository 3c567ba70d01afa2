import { compileTopics } from '../../lib/matching/compile-topics.ts'
import { findMatches } from '../../lib/matching/find-matches.ts'
import { listOf, makePosts, randomFrom } from './make-posts.ts'
import { own } from './methods.ts'
import { bestOf, type Row } from './row.ts'

/** What was counted. It is looked at, or an engine might leave the counting out. */
let kept = 0

/** Nanoseconds a unit for a text of each length, against the same text cut to 1 kB. Linear time is a ratio of 1. */
export function measureGrowth(): Row[] {
  const phrase = 'ka lo ka lo ka lo ka lo ka lo ka lo ka lo end'
  const words = [phrase, '咖咖啡', 'quillon', ...listOf(1_000)]
  const matcher = own(words)
  const ordinary = makePosts(randomFrom(1), 12_000, { named: words, share: 0.01, plain: false }).join('\n')
  const texts: readonly [string, string][] = [
    ['ordinary text', ordinary],
    ['ordinary text after one odd place', `qui\u200bllon ${ordinary}`],
    ['an odd place every kilobyte', oddEvery(1_000, ordinary)],
    ['Bengali', 'বাংলা কফি মিল ভালো '.repeat(55_000)],
    ['only emoji', '👩‍🚀🔥❤️'.repeat(120_000)],
    ['only combining marks', '\u0301\u093f'.repeat(520_000)],
    ['lone surrogates', '\ud83d\ud835'.repeat(520_000)],
    ["a phrase's beginning", 'ka lo '.repeat(180_000)],
    ['one word', 'quillon '.repeat(135_000)],
    ['mathematical letters', '𝐪𝐮𝐢𝐥𝐥𝐨𝐧 '.repeat(70_000)],
  ]
  const rows: Row[] = []
  for (const [name, text] of texts) {
    const perUnit = (length: number) => {
      const cut = text.slice(0, length)
      const times = Math.max(1, Math.floor(20_000 / length))
      const took = bestOf(length > 50_000 ? 3 : 30, () => {
        for (let time = 0; time < times; time += 1) kept += matcher.count(cut)
      })
      return (took * 1e6) / times / length
    }
    rows.push(...growing(name, perUnit, 3))
  }
  if (!Number.isFinite(kept)) throw new Error('the matcher gave no count')
  return rows
}

/** A row for each length, given what a unit costs in a text of that many; `n` is how often the longest was timed. */
function growing(name: string, perUnit: (length: number) => number, n: number): Row[] {
  const baseline = perUnit(1_000)
  return [10_000, 100_000, 1_000_000].map((length) => ({
    case: `${name}, ${length / 1_000} kB against 1 kB`,
    value: perUnit(length),
    unit: 'ns a unit',
    baseline,
    n,
  }))
}

/** A name with an invisible letter in it after so many characters, and again and again. */
function oddEvery(units: number, text: string): string {
  const pieces: string[] = []
  for (let at = 0; at < text.length; at += units) pieces.push(text.slice(at, at + units), ' qui\u200bllon ')
  return pieces.join('')
}

/**
 * Queries whose places decide, whose words have unknown letters, or whose hits are looked at again, over texts in
 * which all that they ask for stands everywhere. In nanoseconds a unit, against the same text cut to 1 kB.
 */
export function measureDeciding(): Row[] {
  const rows: Row[] = []
  for (const [name, query, unit] of HARD) {
    const compiled = compileTopics([{ id: 'topic', query }])
    const perUnit = (length: number) => {
      const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
      const took = bestOf(length > 50_000 ? 2 : 20, () => {
        const found = findMatches(compiled, { site: 'town', text }).length
        if (found !== 1) throw new Error(`not found: ${name}`)
      })
      return (took * 1e6) / length
    }
    rows.push(...growing(name, perUnit, 2))
  }
  return rows
}

/** So many words of twelve letters, each with unknown ones at places of its own. */
function wildWords(letter: string, count: number): string {
  return Array.from({ length: count }, (_, n) =>
    Array.from({ length: 12 }, (_, at) => (at > 0 && at < 10 && (n >> (at - 1)) & 1 ? '?' : letter)).join(''),
  ).join(' OR ')
}

const literals = Array.from(
  { length: 8 },
  (_, n) => `\`${Array.from({ length: 6 }, (_, at) => ((n >> at) & 1 ? 'a+' : 'a-')).join('')}a\``,
).join(' OR ')

const HARD = [
  ['fifty words NEAR one another', `a${' NEAR/100 a'.repeat(49)}`, 'a b '],
  ['thirty lists in one sentence', Array(30).fill('(a OR b OR "a b" OR "b a")').join(' SENT '), 'a b '],
  ['thirty phrases with ~', Array(30).fill('"a b a b"~9').join(' '), 'a b '],
  ['eight words with unknown letters', wildWords('咖', 8), '咖'],
  ['the same NEAR one another', `(${wildWords('咖', 8)}) NEAR/100 咖`, '咖'],
  ['beginnings, each of the last', 'aaa* aaaa* aaaaa* aaaaaa*', 'aaaaaaa '],
  [
    'thirty phrases that part a tag',
    wildWords('a', 30).replaceAll('?', 'b'),
    '#aBaBaBaBaBaBaBa aaaaaaaaaaaa ',
  ],
  ['capitals that are not there', '!Quillon OR b', `${'quillon '.repeat(99)}b `],
  ['eight literals that differ in signs', literals, 'a+a-a+a-a-a-'],
  ['handles that touch kana', '@quillon OR か', '@aか'],
] as const
