import { chance, fillRun } from './anonymise-letters.ts'
import type { Structure } from './anonymise-structure.ts'
import { hash } from './hash.ts'
import { instant, isHost } from './trim.ts'

/** What a value is read as: `prose` keeps no word at all; `structure` keeps those that name parts of a page. */
export type Manner = 'prose' | 'structure'

/** Words of one report in exchange for others. The same one always gets the same, another one another. */
export interface Exchange {
  /** Every word, name, number, time and id of a text replaced; as many characters as before. */
  fill(text: string, manner: Manner): string
  /** As `fill` for what stands in an address, where `%C3%A9` is a letter. */
  fillEscaped(text: string): string
  /** As `fill` for a class, a test id or a key: words that nobody in the page wrote stay too. */
  fillName(text: string): string
  /** Numbers alone: for words that are the page's own. */
  fillNumbers(text: string): string
  /** A host, with its port where it is the site's own. Never one that exists. */
  fillHost(authority: string): string
}

/** Whose hosts stand in a page. */
export interface Hosts {
  /** The site's own, which everybody knows: they stay. */
  readonly kept: readonly string[]
  /** The page's, where it is none of those: it becomes `site.example`. */
  readonly own: string
}

const DATE = String.raw`\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])`
const UUID = `[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}`
const RUN = String.raw`[\p{L}\p{M}\p{Nd}]+|\p{Regional_Indicator}|\p{Extended_Pictographic}`
/** `ana@kettle.example`, `https://kettle.example`: a name with a point alone may be somebody's. */
const HOST = String.raw`(?<=\w@|:\/\/)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`
const CLOCK = String.raw`(?<![\d:.,])(?:[01]\d|2[0-3]):[0-5]\d(?![\d:]*\d{3})`
const PIECES = new RegExp(String.raw`(?<![\d-])(${DATE})|(${UUID})|(${HOST})|(${CLOCK})|(${RUN})`, 'gu')
const RUNS = new RegExp(RUN, 'gu')

/** Base 64 of something like `comment:12_34`, in which ids are written on some sites. */
const CODED = /^[A-Za-z0-9+/]{8,}={0,2}$/
const DECODED = /^(?=.*\d)[\w:;|.,/()=-]*:[\w:;|.,/()=-]+$/

/** How ids of Facebook, YouTube and LinkedIn begin: what follows is the id. */
const PREFIX = /^(?:pfbid(?=.{4})|UC(?=[\w-]{22}$)|Ug(?=[w-z][\w-]{8})|ACoAA(?=.{6}))/

/** So many fillers are tried before one is taken that is in use: there are few of two letters. */
const TRIES = 40

/** First names of hosts that say what is there and not whose it is. A host's own name may be any word: it goes. */
const PART_OF_A_SITE =
  /^(?:www|m|mobile|forums?|community|blog|shop|support|help|docs|wiki|api|cdn|static|assets|media|images?|img|i|video|files|avatars?)$/

/** After one of these a class goes on with somebody's name: `author-ana`, `postThreadItem-by-ana`. */
const NAMES_FOLLOW =
  /^(?:author|by|from|user|users|member|avatar|profile|tag|tags|category|cat|handle|nick|name|username|owner|poster|person|group|term|slug|topic|community|hashtag)$/i

/** Runs of letters and figures of a page, in lower case. */
export interface Words {
  /** In texts, addresses and labels: people's own. */
  readonly written: ReadonlySet<string>
  /** In all other attributes. */
  readonly present: ReadonlySet<string>
}

/** Filler for one run of letters and figures; `asHex`: a part of a number in base 16, also where it looks like none. */
type FillRun = (run: string, asHex?: boolean) => string

function createFiller(seed: number, { written, present }: Words): FillRun {
  const given = new Map<string, string>()
  const taken = new Set<string>()

  /** A filler that nobody in the page wrote and that stands for nothing else. */
  function fillerOf(key: string, asHex: boolean): string {
    const kind = asHex ? `hex ${key}` : key
    const known = given.get(kind)
    if (known !== undefined) return known
    let filler = ''
    for (let tried = 0; tried < TRIES; tried++) {
      filler = fillRun(key, chance(hash(key, seed + tried)), asHex)
      const isThere = key.length > 2 && (written.has(filler) || present.has(filler))
      if (filler !== key && !taken.has(filler) && !isThere) break
    }
    given.set(kind, filler)
    taken.add(filler)
    return filler
  }

  return (run, asHex = false) => {
    if (/^(?:\d|[a-z])$/i.test(run)) return run
    const characters = Array.from(run)
    const filler = Array.from(fillerOf(characters.map(folded).join(''), asHex))
    return characters
      .map((character, at) => {
        const letter = filler[at] ?? ''
        return character === folded(character) ? letter : letter.toUpperCase()
      })
      .join('')
  }
}

/** @param seed another one gives other words, so that nobody can look up what a filler stood for */
export function createExchange(seed: number, structure: Structure, words: Words, hosts: Hosts): Exchange {
  const { isStructural } = structure
  const fillRunOf = createFiller(seed, words)
  const shift = -(40 + (seed % 300)) * 86_400_000 - (seed % 1_380) * 60_000

  function fillOne(run: string, manner: Manner): string {
    const [prefix = ''] = run.match(PREFIX) ?? []
    if (prefix !== '') return prefix + fillRunOf(run.slice(prefix.length))
    if (manner === 'prose') return fillRunOf(run)
    if (isStructural(run)) return run
    const [, word = '', number = ''] = run.match(/^([a-z]+)(\d+)$/i) ?? []
    if (number !== '' && (word.length === 1 || isStructural(word))) return word + fillRunOf(number)
    const decoded = run.length >= 12 && CODED.test(run) ? decode(run) : null
    if (decoded !== null) return btoa(fill(decoded, manner)).replace(/=+$/, '')
    const [start, end] = structure.structuralEnds(run)
    const inner = run.slice(start, run.length - end)
    return run.slice(0, start) + (inner && fillRunOf(inner)) + (end > 0 ? run.slice(-end) : '')
  }

  const fillPieces = (text: string, manner: Manner, withHosts: boolean): string =>
    text.replace(PIECES, (whole, date?: string, uuid?: string, host?: string, clock?: string) => {
      if (date !== undefined) return moved(date, shift)
      if (uuid !== undefined) return uuid.replace(/[0-9a-f]+/gi, (part) => fillRunOf(part, true))
      if (host !== undefined) return withHosts ? fillHost(host) : fillRuns(host, manner)
      if (clock !== undefined) return moved(`2000-01-02T${clock}`, shift).slice(11)
      return fillOne(whole, manner)
    })

  const fillRuns = (text: string, manner: Manner) => text.replace(RUNS, (run) => fillOne(run, manner))

  const fill = (text: string, manner: Manner): string => {
    const decoded = manner === 'structure' && CODED.test(text) ? decode(text) : null
    return decoded === null ? fillPieces(text, manner, true) : btoa(fill(decoded, manner))
  }

  function fillHost(authority: string): string {
    const [, name = '', port = ''] = authority.match(/([^@]*?)(:\d+)?$/) ?? []
    const plain = name.toLowerCase()
    if (hosts.kept.some((kept) => isHost(plain, kept))) return plain + port
    if (plain === hosts.own) return 'site.example'
    const labels = plain.split('.')
    const above = labels.length > 1 ? labels.slice(0, -1) : labels
    const filled = above.map((label, at) =>
      at === 0 && above.length > 1 && PART_OF_A_SITE.test(label) ? label : fillRuns(label, 'prose'),
    )
    return [...filled, 'example'].join('.')
  }

  function fillName(text: string): string {
    let follows = false
    return text.replace(RUNS, (run) => {
      const after = follows
      follows = NAMES_FOLLOW.test(run)
      if (isStructural(run)) return run
      const isPlain = /^[a-z]+$/i.test(run) && !after && !words.written.has(run.toLowerCase())
      return isPlain ? run : fillOne(run, 'structure')
    })
  }

  return {
    fill,
    fillName,
    fillHost,
    fillEscaped: (text) => escapedAsBefore(text, (plain) => fillPieces(plain, 'structure', false)),
    fillNumbers: (text) => text.replace(/\d{2,}/g, (number) => fillRunOf(number)),
  }
}

/** Every run of letters and figures in a text, in lower case. */
export function runsIn(text: string): readonly string[] {
  return Array.from(text.matchAll(RUNS), ([run]) => run.toLowerCase())
}

/** The lower case of one character, where that is one character too. */
function folded(character: string): string {
  const lower = character.toLowerCase()
  return Array.from(lower).length === 1 ? lower : character
}

function decode(text: string): string | null {
  try {
    const plain = atob(text)
    return DECODED.test(plain) ? plain : null
  } catch {
    return null
  }
}

/** A date, with or without a time, so many milliseconds later and written as before. */
function moved(date: string, shift: number): string {
  const [, day = '', gap = '', time = '', seconds = '', fraction = '', zone = ''] =
    date.match(/^(\d{4}-\d\d-\d\d)(?:([T ])(\d\d:\d\d)(:\d\d)?([.,]\d+)?(.*))?$/) ?? []
  const then = instant(Date.parse(`${day}T${time || '12:00'}${seconds || ':00'}Z`) + shift)
  // No day of any calendar: nothing reads it as one.
  if (then === null) return date.replace(/\d/g, '0')
  const milliseconds = fraction.replace(/[1-9]/g, (figure) => String((Number(figure) * 7) % 10 || 5))
  return [
    then.slice(0, 10),
    gap,
    time && then.slice(11, 16),
    seconds && then.slice(16, 19),
    milliseconds,
    zone,
  ].join('')
}

/** Changes a text without its escapes and puts them back where they were. `change` keeps the number of characters. */
function escapedAsBefore(text: string, change: (plain: string) => string): string {
  if (!text.includes('%')) return change(text)
  const characters: { readonly character: string; readonly escaped: boolean }[] = []
  for (const [whole, run] of text.matchAll(/((?:%[0-9a-f]{2})+)|[^%]+|%/gi)) {
    const plain = run === undefined ? whole : unescaped(run)
    for (const character of plain ?? '') characters.push({ character, escaped: run !== undefined })
  }
  const changed = Array.from(change(characters.map(({ character }) => character).join('')))
  return changed
    .map((character, at) => (characters[at]?.escaped === true ? escaped(character) : character))
    .join('')
}

function unescaped(run: string): string | null {
  try {
    return decodeURIComponent(run)
  } catch {
    return null
  }
}

function escaped(character: string): string {
  if (character.charCodeAt(0) > 0x7f) return encodeURIComponent(character)
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
