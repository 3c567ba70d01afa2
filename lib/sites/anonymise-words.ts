import { createFiller, type Words } from './anonymise-filler.ts'
import { createNames } from './anonymise-names.ts'
import { isPhrase } from './anonymise-phrases.ts'
import { RUN, RUNS } from './anonymise-runs.ts'
import { isWithin, type Structure } from './anonymise-structure.ts'
import { namesIn } from './anonymise-units.ts'
import { instant, isHost } from './trim.ts'

/**
 * What a value is read as: `prose` keeps no word but in a phrase of the page's machinery; `label` the same and what
 * the recipe asks for; `structure` keeps words that name parts of a page, as long as they are a name and no sentence.
 */
export type Manner = 'prose' | 'label' | 'structure'

/** Words of one report in exchange for others. The same one always gets the same, another one another. */
export interface Exchange {
  /** Every word, name, number, time and id of a text replaced; as many characters as before. */
  fill(text: string, manner: Manner): string
  /** As `fill` for what stands in an address, where `%C3%A9` is a letter. */
  fillEscaped(text: string, manner?: Manner): string
  /** The name of a part: one class, test id or key, or what an element or an attribute is called. */
  fillName(name: string): string
  /** Of code no more than what the recipe asks for in it; null: nothing. */
  onlyNamed(code: string): string | null
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

/** What the filler is made of, and what it leaves alone. */
interface Asked {
  /** Another one gives other words, so that nobody can look up what a filler stood for. */
  readonly seed: number
  readonly structure: Structure
  readonly words: Words
  readonly hosts: Hosts
  /** Words in names of parts that nobody in the page wrote stay, though they may be anybody's. */
  readonly keepsUnwritten: boolean
}

const DATE = String.raw`\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])`
const UUID = `[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}`
/** `ana@kettle.example`, `https://kettle.example`: a name with a point alone may be somebody's. */
const HOST = String.raw`(?<=\w@|:\/\/)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`
const CLOCK = String.raw`(?<![\d:.,])(?:[01]\d|2[0-3]):[0-5]\d(?![\d:]*\d{3})(?:Z(?![\p{L}\d]))?`
/** How ids of Facebook, YouTube and LinkedIn begin: what follows is the id. */
const PREFIX = String.raw`(?<![\w-])(?:pfbid(?=\w{4})|UC(?=[\w-]{22}(?![\w-]))|Ug(?=[w-z][\w-]{8})|ACoAA(?=[\w-]{6}))`
const PIECES = new RegExp(
  String.raw`(?<![\d-])(${DATE})|(${UUID})|(${HOST})|(${CLOCK})|(${PREFIX})|(${RUN})`,
  'gu',
)

/** Base 64 of something like `comment:12_34`, in which ids are written on some sites. */
const CODED = /^[A-Za-z0-9+/]{8,}={0,2}$/
const DECODED = /^(?=.*\d)[\w:;|.,/()=-]*:[\w:;|.,/()=-]+$/

/** Seconds or milliseconds since 1970, from 2014 on. */
const EPOCH = /^1[4-9]\d{8}(?:\d{3})?$/

/** First names of hosts that say what is there and not whose it is. A host's own name may be any word: it goes. */
const PART_OF_A_SITE =
  /^(?:www|m|mobile|forums?|community|blog|shop|support|help|docs|wiki|api|cdn|static|assets|media|images?|img|i|video|files|avatars?)$/

export function createExchange({ seed, structure, words, hosts, keepsUnwritten }: Asked): Exchange {
  const { isStructural } = structure
  const { fillRun: fillRunOf, fillWhole } = createFiller(seed, words)
  // More than a year, so that no year stays.
  const shift = -(367 + (seed % 300)) * 86_400_000 - (seed % 1_380) * 60_000

  /** A run that names no part as it stands: of an id that begins or ends with such a name, that stays. */
  function fillUnknown(run: string): string {
    if (EPOCH.test(run)) return movedEpoch(run, shift)
    const [, word = '', number = ''] = run.match(/^([a-z]+)(\d+)$/i) ?? []
    if (number !== '' && (word.length === 1 || isStructural(word))) return word + fillRunOf(number)
    const decoded = run.length >= 12 && CODED.test(run) ? decode(run) : null
    if (decoded !== null) return btoa(fill(decoded, 'structure')).replace(/=+$/, '')
    const [start, end] = structure.structuralEnds(run)
    const inner = run.slice(start, run.length - end)
    return inner === ''
      ? fillRunOf(run)
      : run.slice(0, start) + fillRunOf(inner) + run.slice(run.length - end)
  }

  /** What becomes of a run at this place of a text. */
  function wordsOf(text: string, manner: Manner): (run: string, at: number) => string {
    if (manner === 'structure') {
      const isName = namesIn(text, structure)
      const named = structure.namedIn(text)
      return (run, at) => {
        if (isWithin(named, at, run.length)) return run
        if (!isName(at)) return fillWhole(run)
        return isStructural(run) ? run : fillUnknown(run)
      }
    }
    if (isPhrase(text)) return (run) => (/^\d{2,}$/.test(run) ? fillWhole(run) : run)
    const kept = manner === 'label' ? structure.quotedIn(text) : []
    return (run, at) => (isWithin(kept, at, run.length) ? run : fillWhole(run))
  }

  function fillPieces(text: string, manner: Manner, withHosts: boolean): string {
    const fillWord = wordsOf(text, manner)
    return text.replace(
      PIECES,
      (whole, date?: string, uuid?: string, host?: string, clock?: string, prefix?: string, ...rest) => {
        const at = rest.find((one): one is number => typeof one === 'number') ?? 0
        if (prefix !== undefined) return prefix
        if (date !== undefined) return moved(date, shift)
        if (uuid !== undefined) return uuid.replace(/[0-9a-f]+/gi, (part) => fillRunOf(part, true))
        if (clock !== undefined) return moved(`2000-01-02T${clock}`, shift).slice(11)
        if (host === undefined) return fillWord(whole, at)
        if (withHosts) return fillHost(host)
        return host.replace(RUNS, (run, inner: number) => fillWord(run, at + inner))
      },
    )
  }

  function fill(text: string, manner: Manner): string {
    const decoded = manner === 'structure' && CODED.test(text) ? decode(text) : null
    return decoded === null ? fillPieces(text, manner, true) : btoa(fill(decoded, manner))
  }

  const fillHost = (authority: string) => hostFor(authority, hosts, fillWhole)

  return {
    fill,
    fillName: createNames({ structure, words, keepsUnwritten, fillRun: fillUnknown }),
    onlyNamed: (code) =>
      structure
        .quotedIn(code)
        .map(([from, to]) => code.slice(from, to))
        .join(' ') || null,
    fillHost,
    fillEscaped: (text, manner = 'structure') =>
      escapedAsBefore(text, (plain) => fillPieces(plain, manner, false)),
  }
}

function hostFor(authority: string, { kept, own }: Hosts, fillRun: (run: string) => string): string {
  const [, name = '', port = ''] = authority.match(/([^@]*?)(:\d+)?$/) ?? []
  const plain = name.toLowerCase()
  if (kept.some((known) => isHost(plain, known))) return plain + port
  if (plain === own) return 'site.example'
  const labels = plain.split('.')
  const above = labels.length > 1 ? labels.slice(0, -1) : labels
  const filled = above.map((label, at) =>
    at === 0 && above.length > 1 && PART_OF_A_SITE.test(label) ? label : label.replace(RUNS, fillRun),
  )
  return [...filled, 'example'].join('.')
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

function movedEpoch(written: string, shift: number): string {
  return String(Number(written) + (written.length > 10 ? shift : shift / 1_000))
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
