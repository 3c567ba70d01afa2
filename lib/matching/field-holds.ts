import { foldText } from './fold-text.ts'
import { wordsOf } from './match-terms.ts'
import type { Field } from './query.ts'

/**
 * What fields ask about. Absent or null: not known, and then a field does not hold; so `NOT lang:de` also
 * finds posts whose language nobody stated.
 */
export interface PostFacts {
  readonly site: string
  readonly author?: { readonly handle: string | null; readonly name?: string | null } | null
  /** Where it is being said: a subreddit, a forum. */
  readonly community?: string | null
  /** Addresses of the post and of its page. */
  readonly addresses?: readonly string[]
  /** BCP 47. */
  readonly lang?: string | null
  /** `post`: it opens a conversation. */
  readonly type?: 'post' | 'comment' | null
  readonly isReply?: boolean | null
  /** It answers somebody of ours. */
  readonly isToUs?: boolean | null
  /** Its author is a contact. */
  readonly isKnown?: boolean | null
  /** Of the author's contact. */
  readonly tags?: readonly string[] | null
  /** When somebody of ours was last in touch with the author; milliseconds since the epoch, as the two below. */
  readonly lastContactAt?: number | null
  /** When it was written. */
  readonly writtenAt?: number | null
  /** The time of asking: nothing that compares times holds without it. */
  readonly now?: number
}

/** Is this field so of this post? */
export function fieldHolds(field: Field, post: PostFacts): boolean {
  const { name, value } = field
  switch (name) {
    case 'author':
      return isAuthor(value, post.author)
    case 'in':
      return isSameName(value, post.community)
    case 'tag':
      return post.tags?.some((tag) => isSameName(value, tag)) === true
    case 'site':
      return isSite(value, post)
    case 'url':
      return post.addresses?.some((address) => plainAddress(address).includes(plainAddress(value))) === true
    case 'lang':
      return isLanguage(value, post.lang)
    case 'type':
      return post.type === value.toLowerCase()
    case 'is':
      return post.isReply === true
    case 'to':
      return post.isToUs === true
    case 'known':
      return post.isKnown === (value.toLowerCase() === 'yes')
    case 'last':
      return isSince(field, post.lastContactAt, post.now)
    case 'age':
      return isSince(field, post.writtenAt, post.now)
  }
}

/** A handle as handles are compared: folded, without @ and without the u/ of sites that write one. */
export function plainHandle(handle: string): string {
  return foldText(handle)
    .text.trim()
    .replace(/^\/?(?:u|user)\//, '')
    .replace(/^@+/, '')
}

/** The host of accounts that have not brought one of their own. Of any other name with dots the dots are its own. */
const DEFAULT_HOST = '.bsky.social'

/** `name@host` answers to both its whole and its local part, and so does `name.bsky.social`. */
export function handleNames(handle: string): string[] {
  const plain = plainHandle(handle)
  const at = plain.endsWith(DEFAULT_HOST) ? plain.length - DEFAULT_HOST.length : plain.indexOf('@')
  return at > 0 ? [plain, plain.slice(0, at)] : [plain]
}

function isAuthor(value: string, author: PostFacts['author']): boolean {
  if (author == null) return false
  if (author.handle !== null && handleNames(author.handle).includes(plainHandle(value))) return true
  return isSameName(value, author.name)
}

/** Communities are written r/coffee, /c/coffee, !coffee, #coffee. */
function isSameName(value: string, name: string | null | undefined): boolean {
  return name != null && plainName(name) === plainName(value)
}

function plainName(name: string): string {
  return wordsOf(name.trim().replace(/^(\/?[a-z]\/|[#!@])/i, ''))
}

function isSite(value: string, { site, addresses }: PostFacts): boolean {
  const wanted = asciiHost(value)
  if (site.toLowerCase() === wanted) return true
  return (
    addresses?.some((address) => hostOf(address) === wanted || hostOf(address).endsWith(`.${wanted}`)) ===
    true
  )
}

/** As addresses write it: `münchen.example` is `xn--mnchen-3ya.example`. */
function asciiHost(value: string): string {
  const plain = value.toLowerCase()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
  return /^[\x00-\x7f]*$/.test(plain) || !URL.canParse(`https://${plain}`)
    ? plain
    : new URL(`https://${plain}`).hostname
}

const HOST = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i

function hostOf(address: string): string {
  return (HOST.exec(address)?.[1] ?? '').toLowerCase()
}

function plainAddress(address: string): string {
  return address.toLowerCase().replace(/^https?:\/\/(www\.)?/, '')
}

function isLanguage(value: string, lang: string | null | undefined): boolean {
  if (!lang) return false
  const [wanted, found] = [canonical(value), canonical(lang.replaceAll('_', '-'))]
  return found === wanted || found.startsWith(`${wanted}-`)
}

const languages = new Map<string, string>()
const MOST_LANGUAGES = 1_000

/** One spelling of each language: `deu` is `de`, `en-UK` is `en-GB`. What is no BCP 47 stays as it is. */
function canonical(lang: string): string {
  const known = languages.get(lang)
  if (known !== undefined) return known
  let found = lang
  try {
    found = Intl.getCanonicalLocales(lang)[0] ?? lang
  } catch {
    // Pages say all sorts of things.
  }
  if (languages.size >= MOST_LANGUAGES) languages.clear()
  languages.set(lang, found.toLowerCase())
  return found.toLowerCase()
}

const DAY = 86_400_000
const DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 }

function isSince({ test, value }: Field, at: number | null | undefined, now: number | undefined): boolean {
  if (at == null || now === undefined) return false
  const asked = Number.parseInt(value, 10) * (DAYS[value.slice(-1).toLowerCase()] ?? 0) * DAY
  return test === '>' ? now - at > asked : now - at < asked
}
