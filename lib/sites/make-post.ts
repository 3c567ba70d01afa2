import { LIMITS } from '../model/limits.ts'
import type { Author, Post, PostCounts } from '../model/thread.ts'
import { testFor } from './element-test.ts'
import { hashText } from './hash.ts'
import { joinTexts, type ReadText, readText, type TextRules } from './read-text.ts'
import { cut, fold, langTag, trimLabel } from './trim.ts'

export const NO_TEXT: ReadText = { text: '', truncated: false }

/** A post of what a page gives; everything left out is null, `shown` and not truncated. */
export function makePost(parts: {
  readonly key: string
  readonly text: ReadText
  readonly permalink?: string | null
  readonly author?: Author | null
  readonly quoted?: string | null
  readonly time?: string | null
  readonly timeText?: string | null
  readonly parent?: Post['parent']
  readonly state?: Post['state']
  readonly lang?: string | null
  readonly counts?: Partial<PostCounts> | null
  readonly sharedBy?: string | null
  readonly promoted?: boolean
}): Post {
  return {
    key: keyOf(parts.key),
    permalink: parts.permalink ?? null,
    author: parts.author ?? null,
    text: cut(parts.text.text, LIMITS.postText),
    truncated: parts.text.truncated || parts.text.text.length > LIMITS.postText,
    quoted: parts.quoted ? cut(parts.quoted, LIMITS.postText) : null,
    time: parts.time ?? null,
    timeText: trimLabel(parts.timeText),
    parent: parts.parent ? { key: keyOf(parts.parent.key), inferred: parts.parent.inferred } : null,
    state: parts.state ?? 'shown',
    lang: langTag(parts.lang),
    counts: countsOf(parts.counts ?? null),
    sharedBy: trimLabel(parts.sharedBy),
    promoted: parts.promoted ?? false,
  }
}

function countsOf(counts: Partial<PostCounts> | null): PostCounts | null {
  const { likes = null, replies = null, shares = null, views = null } = counts ?? {}
  const none = likes === null && replies === null && shares === null && views === null
  return none ? null : { likes, replies, shares, views }
}

/** Null when the page names nobody. `key` is folded here; the rest stays as the site shows it. */
export function makeAuthor(parts: {
  readonly key: string | null
  readonly handle: string | null
  readonly name?: string | null
  readonly url?: string | null
  readonly stableId?: string | null
}): Author | null {
  const key = fold(parts.key ?? '')
  if (key === '') return null
  return {
    key,
    handle: trimLabel(parts.handle),
    name: trimLabel(parts.name),
    url: parts.url ?? null,
    stableId: trimLabel(parts.stableId),
  }
}

/** The author's own words, and those of others that they quote. */
export interface Words {
  readonly own: ReadText
  readonly quoted: string | null
  /** A quote stands among them, also where it is all there is. */
  readonly isQuoting: boolean
}

export const NO_WORDS: Words = { own: NO_TEXT, quoted: null, isQuoting: false }

/** How an element in a text stands to the words of its author. */
type Standing = 'own' | 'quoted' | 'left out'

/** @param name what the element is called */
export type StandingOf = (element: Element, name: string) => Standing

/** The usual one: what is quoted, by a selector, and what the rules leave out. */
export function standingBy(quotes: string, skips?: TextRules['skips']): StandingOf {
  const isQuote = testFor(quotes)
  return (element, name) => (isQuote(element, name) ? 'quoted' : skips?.(element, name) ? 'left out' : 'own')
}

/**
 * Parts what an author wrote from the quotes in it, in one walk. A post that is nothing but a quote keeps it
 * as its text: that is what its author chose to say.
 */
export function readWords(
  body: Element | null,
  standingOf: StandingOf,
  layout: TextRules['layout'] = 'flow',
): Words {
  if (!body) return NO_WORDS
  let quotes: Element[] | null = null
  const own = readText(body, {
    layout,
    skips: (element, name) => {
      const standing = standingOf(element, name)
      if (standing === 'quoted') {
        if (quotes) quotes.push(element)
        else quotes = [element]
      }
      return standing !== 'own'
    },
  })
  if (quotes === null) return { own, quoted: null, isQuoting: false }
  const rules: TextRules = { layout, skips: (element, name) => standingOf(element, name) === 'left out' }
  if (own.text === '') return { own: readText(body, rules), quoted: null, isQuoting: true }
  const quoted = joinTexts((quotes as readonly Element[]).map((quote) => readText(quote, rules)))
  return { own, quoted: quoted.text || null, isQuoting: true }
}

/** A key too long for its limit becomes a hash: cut, two of them could be the same. */
function keyOf(key: string): string {
  return key.length <= LIMITS.label ? key : `#${hashText(key)}`
}
