/**
 * Other ways in which people may write a name, offered one by one for a topic's query. Nothing is added by itself:
 * searching for near spellings unasked found the wrong word in more than nine of ten cases ("black" for Slack), while
 * spellings that a person accepted cost nothing.
 */
export interface Suggestion {
  readonly kind:
    | 'literal'
    | 'shorter'
    | 'umlauts'
    | 'handle'
    | 'tag'
    | 'joined'
    | 'split'
    | 'initials'
    | 'beginning'
    | 'misspelling'
  /** As a query's author would write it. */
  readonly text: string
}

interface Asked {
  readonly name: string
  /** Whether the topic's query, as it stands, finds this text. */
  finds(text: string): boolean
  /** An ordinary word, which would find everything. */
  isCommon(word: string): boolean
}

/** Fewest letters of a word of which misspellings are offered: those of shorter words are other words. */
const LONG_ENOUGH = 6

const MOST_MISSPELLINGS = 8

/**
 * Spellings of a name that the query does not find yet, the likeliest first. Plurals, possessives, accents and
 * model numbers are found without asking (docs/query-language.md) and never offered.
 */
export function suggestTerms({ name, finds, isCommon }: Asked): Suggestion[] {
  const called = withoutForm(name)
  const words = called.match(/[\p{L}\p{N}]+/gu) ?? []
  const joined = words.join('')
  if (joined === '') return []
  const offered = asCalled(called, called !== name.trim())
  // Of a name such as C++ only a letter would be left.
  if (joined.length > 1 || !SIGNS.test(called)) {
    const plain = spelt(joined.toLowerCase())
    offered.push({ kind: 'handle', text: `@${plain}` }, { kind: 'tag', text: `#${plain}` })
  }
  if (words.length > 1) {
    offered.push({ kind: 'joined', text: joined })
    if (words.length > 2) offered.push({ kind: 'initials', text: `!${initialsOf(words)}` })
  } else {
    const [first, second] = humps(joined)
    if (first !== undefined && second !== undefined)
      offered.push({ kind: 'split', text: `"${first} ${second}"` })
    if (joined.length >= LONG_ENOUGH && !isCommon(joined.toLowerCase()))
      offered.push({ kind: 'beginning', text: `${joined.toLowerCase()}*` })
  }
  // Who misspells an ordinary word mostly means the word.
  const isName = words.length === 1 && !isCommon(joined.toLowerCase())
  const misspelt = (isName ? misspellingsOf(joined.toLowerCase()) : [])
    .filter((word) => !isCommon(word))
    .slice(0, MOST_MISSPELLINGS)
  offered.push(...misspelt.map((text): Suggestion => ({ kind: 'misspelling', text })))
  return offered.filter(({ kind, text }) => {
    const bare = text.replace(/^!|["*`]/g, '')
    return !isCommon(bare.toLowerCase()) && !finds(kind === 'beginning' ? `${bare}ing` : bare)
  })
}

/** Signs that are part of a name: C++, AT&T, .NET. */
const SIGNS = /[\p{L}\p{N}][+#&%$]|[+&$][\p{L}\p{N}]|^\.\p{L}/u
/** What the law adds to a name, and people leave out. */
const FORM =
  /[\s,]+(?:gmbh(?: & co\.? kg)?|ag|kg|se|ohg|ug|e\.? ?v\.?|inc|corp|llc|ltd|plc|limited|s\.? ?a\.?|s\.?r\.?l\.?|s\.?p\.?a\.?|b\.?v\.?|n\.?v\.?|oy|ab|as|co)\.?$/iu

/** A company's name without what the law adds to it; the name itself where nothing else would be left. */
export function withoutForm(name: string): string {
  const shorter = name.trim().replace(FORM, '').trim()
  return shorter === '' ? name.trim() : shorter
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' }

/** As people write it who have no such letters at hand; sites take none of them in a handle. */
function spelt(name: string): string {
  return name.replace(/[äöüÄÖÜ]/g, (letter) => UMLAUTS[letter] ?? letter).replaceAll('ß', 'ss')
}

/** The name as it is: with its signs, without its legal form, and without its umlauts. */
function asCalled(called: string, isShorter: boolean): Suggestion[] {
  if (/[`"“”„‟«»＂*?]/.test(called) || called.length > LONGEST_NAME || !called.isWellFormed()) return []
  const offered: Suggestion[] = []
  const quoted = (text: string) => (/\s/.test(text) ? `"${text}"` : text)
  if (SIGNS.test(called)) offered.push({ kind: 'literal', text: `\`${called}\`` })
  if (isShorter && /^[\p{L}\p{N}]/u.test(called)) offered.push({ kind: 'shorter', text: quoted(called) })
  if (/[äöü]/i.test(called) && /^[\p{L}\p{N}][\p{L}\p{N} &-]*$/u.test(called))
    offered.push({ kind: 'umlauts', text: quoted(spelt(called)) })
  return offered
}

const LONGEST_NAME = 100

function initialsOf(words: readonly string[]): string {
  return words.map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0).toUpperCase()).join('')
}

/** "JetBlue" in its two parts. */
function humps(word: string): string[] {
  const parts = word.split(/(?<=\p{Ll})(?=\p{Lu})/u)
  return parts.length === 2 ? parts : []
}

/** What ears confuse, in both directions. */
const SOUNDS = [
  ['ph', 'f'],
  ['ck', 'k'],
  ['ei', 'ie'],
  ['qu', 'kw'],
  ['ou', 'u'],
  ['ee', 'ea'],
  ['ks', 'x'],
  ['c', 'k'],
  ['s', 'z'],
  ['i', 'y'],
  ['e', 'a'],
  ['o', 'u'],
] as const

/** What is known of sounds is known of these letters. */
const LATIN = /^[a-z\u00df-\u024f]+$/

/**
 * Misspellings that people make: a doubled letter single or a single one doubled, a sound written otherwise, two
 * letters swapped, a letter left out. The first letter stays: people get it right, and near words that begin
 * otherwise were other words in seven of ten cases.
 */
function misspellingsOf(word: string): string[] {
  if (word.length < LONG_ENOUGH || !LATIN.test(word)) return []
  const found = new Set<string>()
  for (let at = 1; at < word.length; at += 1)
    if (word[at] === word[at - 1]) found.add(word.slice(0, at) + word.slice(at + 1))
  for (let at = 1; at < word.length; at += 1)
    if (/[lmnprst]/.test(word.charAt(at)) && word[at] !== word[at - 1] && word[at] !== word[at + 1])
      if (/[aeiou]/.test(word.charAt(at - 1)) && /[aeiou]/.test(word.charAt(at + 1)))
        found.add(word.slice(0, at) + word.charAt(at) + word.slice(at))
  for (const [one, other] of SOUNDS)
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const at = word.indexOf(from, 1)
      if (at > 0) found.add(word.slice(0, at) + to + word.slice(at + from.length))
    }
  for (let at = 1; at < word.length - 1; at += 1)
    found.add(word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2))
  for (let at = 1; at < word.length - 1; at += 1)
    if (/[aeiou]/.test(word.charAt(at))) found.add(word.slice(0, at) + word.slice(at + 1))
  found.delete(word)
  return [...found]
}
