import { compileTerms, type Matcher, type Pattern } from '../../lib/matching/match-terms.ts'
import { scannable } from '../../lib/matching/scanned-text.ts'

/** How a way of writing a name fares. */
export interface ObfuscationRow {
  readonly attack: string
  /** Does docs/query-language.md promise that the name is found so? */
  readonly promised: boolean
  readonly planted: number
  readonly found: number
  /** Hits in the posts as they were, written in this way, that a plain reading of the words does not find. */
  readonly falseHits: number
}

/** Invented names: what they would hit in somebody's posts is never meant. */
const NAMES = ['quillon', 'jetbrook', 'oxapay', 'sorvexa', 'kettlerow', 'pax', 'boxhope', 'cypoxa']
/** Ordinary words, short and made of letters that others resemble: what would be hit by mistake. */
const WORDS = [
  'cop',
  'top',
  'pace',
  'cape',
  'ox',
  'pay',
  'hope',
  'rope',
  'spa',
  'cat',
  'he',
  'my',
  'as',
  'no',
  'so',
]

interface Attack {
  readonly name: string
  readonly promised: boolean
  write(name: string): string
  /** In which posts it is a disguise at all; in all where this is left out. */
  suits?(post: string): boolean
  /** Is this hit in a page written in this way? */
  isSo(words: string): boolean
}

const MATHEMATICAL_A = 0x1d41a
const small = (name: string, write: (unit: number) => string) =>
  [...name].map((letter) => write(letter.charCodeAt(0))).join('')
const inside = (name: string, between: string) => name.slice(0, 2) + between + name.slice(2)
const title = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

const CYRILLIC: Readonly<Record<string, string>> = {
  ...{
    a: 'а',
    c: 'с',
    e: 'е',
    o: 'о',
    p: 'р',
    x: 'х',
    y: 'у',
    i: 'і',
    j: 'ј',
    s: 'ѕ',
    h: 'һ',
    q: 'ԛ',
    w: 'ԝ',
  },
}
const ACCENTS: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ö',
  u: 'ü',
  y: 'ý',
  s: 'š',
  p: 'ṗ',
}

/** Replaces the first letter that has a twin, or all of them. */
function replaced(name: string, twins: Readonly<Record<string, string>>, all: boolean): string {
  let done = false
  return [...name]
    .map((letter) => {
      const twin = twins[letter]
      if (twin === undefined || (done && !all)) return letter
      done = true
      return twin
    })
    .join('')
}

const never = () => false

const ATTACKS: readonly Attack[] = [
  { name: 'none', promised: true, write: (name) => name, isSo: (words) => /^[a-z ]+$/.test(words) },
  {
    name: 'UPPER',
    promised: true,
    write: (name) => name.toUpperCase(),
    isSo: (words) => /^[A-Z ]+$/.test(words),
  },
  {
    name: 'full-width',
    promised: true,
    write: (name) => small(name, (unit) => String.fromCharCode(unit + 0xfee0)),
    isSo: (words) => /[\uff21-\uff5a]/.test(words),
  },
  {
    name: 'mathematical letters',
    promised: true,
    write: (name) => small(name, (unit) => String.fromCodePoint(MATHEMATICAL_A + unit - 0x61)),
    isSo: (words) => /[\u{1d400}-\u{1d7ff}]/u.test(words),
  },
  {
    name: 'zero-width inside',
    promised: true,
    write: (name) => inside(name, '\u200b'),
    isSo: (words) => /[\u200b-\u200f\u2060\ufeff]/.test(words),
  },
  {
    name: 'soft hyphen inside',
    promised: true,
    write: (name) => inside(name, '\u00ad'),
    isSo: (words) => words.includes('\u00ad'),
  },
  {
    name: 'combining accent',
    promised: true,
    write: (name) => inside(name, '\u0301'),
    isSo: (words) => /[\u0300-\u036f]/.test(words),
  },
  {
    name: 'precomposed accent',
    promised: true,
    write: (name) => replaced(name, ACCENTS, false),
    isSo: (words) => /[\u00c0-\u024f\u1e00-\u1eff]/.test(words),
  },
  {
    name: 'Cyrillic, one letter',
    promised: true,
    write: (name) => replaced(name, CYRILLIC, false),
    isSo: (words) => /[\u0400-\u052f]/.test(words) && /[a-z]/i.test(words),
  },
  {
    name: 'Cyrillic, all letters that look alike',
    promised: true,
    // Among Russian words it is a Russian word: read as Latin, "сор" in any Russian post would be "cop".
    suits: (post) => !/[\u0400-\u052f]/.test(post),
    write: (name) => replaced(name, CYRILLIC, true),
    isSo: (words) => /[\u0400-\u052f]/.test(words) && !/[a-z]/i.test(words),
  },
  {
    name: 'glued to Chinese or Japanese',
    promised: true,
    write: (name) => `我爱${title(name)}の`,
    isSo: never,
  },
  { name: 'in a tag of several words', promised: true, write: (name) => `#Love${title(name)}`, isSo: never },
  { name: 'in a handle', promised: true, write: (name) => `@${name}_help`, isSo: never },
  {
    name: 'plural',
    promised: true,
    write: (name) =>
      /(s|x)$/.test(name)
        ? `${name}es`
        : /y$/.test(name) && !/[aeiou]y$/.test(name)
          ? `${name.slice(0, -1)}ies`
          : `${name}s`,
    isSo: never,
  },
  { name: 'possessive', promised: true, write: (name) => `${title(name)}’s`, isSo: never },
  { name: 'model number', promised: true, write: (name) => `${title(name)}5`, isSo: never },
  {
    name: 'leet',
    promised: false,
    write: (name) => name.replaceAll('o', '0').replaceAll('e', '3').replaceAll('a', '4'),
    isSo: never,
  },
  { name: 'spaced', promised: false, write: (name) => [...name].join(' '), isSo: never },
  { name: 'dotted', promised: false, write: (name) => [...name].join('.'), isSo: never },
  {
    name: 'repeated letter',
    promised: false,
    write: (name) => inside(name, name.charAt(1).repeat(2)),
    isSo: never,
  },
]

/**
 * For each way of writing a name: in how many of the posts it is found when it is planted there, and how often it
 * makes the matcher see a word that is not there. Names are planted in turn, in the middle of each post.
 */
export function obfuscationTable(posts: readonly string[]): ObfuscationRow[] {
  const terms = [...NAMES, ...WORDS]
  const matcher = compileTerms(
    terms.map((text): Pattern => ({ kind: 'words', text, prefix: false, plurals: true })),
  )
  const falseWords = posts.flatMap((post) => falseHits(matcher, terms, post))
  return ATTACKS.map((attack) => {
    let found = 0
    const suitable = posts.filter((post) => attack.suits?.(post) ?? true)
    for (const [at, post] of suitable.entries()) {
      const pattern = at % NAMES.length
      const planted = plant(post, attack.write(NAMES[pattern] ?? ''))
      if (isFound(matcher, pattern, planted)) found += 1
    }
    const wrong = falseWords.filter((words) => attack.isSo(words)).length
    return {
      attack: attack.name,
      promised: attack.promised,
      planted: suitable.length,
      found,
      falseHits: wrong,
    }
  })
}

/** With a space on each side: between two words, at the space nearest to the middle. */
function plant(post: string, words: string): { text: string; start: number; end: number } {
  const space = post.indexOf(' ', post.length / 2)
  const before = `${space === -1 ? post : post.slice(0, space)} `
  const after = space === -1 ? '' : post.slice(space)
  return { text: before + words + after, start: before.length, end: before.length + words.length }
}

function isFound(matcher: Matcher, pattern: number, { text, start, end }: ReturnType<typeof plant>): boolean {
  let found = false
  matcher.scan(scannable(text), (n, from, to) => {
    if (n === pattern && from >= start && to <= end) found = true
  })
  return found
}

/** Words hit in a post as it is of which a plain reading, a whole word in any case, has none at that place. */
function falseHits(matcher: Matcher, terms: readonly string[], post: string): string[] {
  const wrong: string[] = []
  matcher.scan(scannable(post), (n, start, end) => {
    const term = terms[n] ?? ''
    const words = post.slice(start, end)
    const plain = words.toLowerCase()
    // A precomposed accent is a spelling, not a disguise: "café" is the word cafe.
    if (plain.startsWith(term.slice(0, -1))) return
    if (plain.normalize('NFD').replace(/\p{M}/gu, '').startsWith(term.slice(0, -1))) return
    wrong.push(words)
  })
  return wrong
}
