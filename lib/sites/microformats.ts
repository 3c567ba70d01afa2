import type { Author, Post } from '../model/thread.ts'
import { all, attribute, matches, nearest, one, parentOf, rawText } from './dom.ts'
import { machineTime } from './fields.ts'
import { hashText } from './hash.ts'
import { makePost, NO_TEXT, NO_WORDS, readWords, standingBy, type Words } from './make-post.ts'
import { nearestInPass } from './nearest-in-pass.ts'
import { partsOf } from './parts-of.ts'
import { readText } from './read-text.ts'
import { namedAuthor } from './schema-words.ts'
import type { Page } from './site.ts'
import { trimLabel, webUrl } from './trim.ts'

/**
 * Posts in microformats2 (`h-entry`) and, as far as it can be told, in the older hAtom (`hentry`).
 * A small reader on the living document: the parsers on npm take HTML as a string, bring an HTML parser of
 * their own and are larger than all of this reader.
 */

/** Roots of any microformat: a property inside a nested one is that one's. */
const ROOTS = '[class^="h-"],[class*=" h-"],.hentry,.vcard,.hfeed'

/** What is cited: somebody else's words, or a reaction that is no post of its own. */
const CITED = '.h-cite,.u-in-reply-to,.p-in-reply-to,.u-like-of,.u-repost-of,.u-bookmark-of,.u-quotation-of'

/**
 * Each post: an entry, or a comment below one. An hAtom entry without its full text is a teaser, and a
 * citation that is no comment is what the entry is about.
 */
export const ENTRIES = '.h-entry,.p-comment.h-cite,.u-comment.h-cite,.hentry:not(.h-entry)'

const REACTIONS = '.p-like,.u-like,.p-repost,.u-repost,.u-like-of,.u-repost-of,.u-in-reply-to,.u-quotation-of'

export function readEntry(entry: Element, page: Page): Post | null {
  // An entry that stands inside another as what it likes, repeats or answers is no post of this page.
  if (matches(entry, REACTIONS) && nearestInPass(parentOf(entry) ?? entry, '.h-entry', page)) return null
  const old = !isNew(entry)
  if (old && !property(entry, '.entry-content')) return null
  const shared = sharedPost(entry, page)
  if (shared) return shared
  const { own, quoted } = wordsOf(entry)
  const author = authorOf(entry, page)
  if (own.text === '' || (old && !author)) return null
  const permalink = permalinkOf(entry, page)
  const { time, timeText } = timeOf(entry)
  return makePost({
    key: keyOf(entry, page) ?? hashKey(author, own.text),
    permalink,
    author,
    text: own,
    quoted: quoted ?? citedWords(entry),
    time,
    timeText,
    parent: parentOfEntry(entry, page),
    lang: attribute(entry, 'lang'),
  })
}

function isNew(entry: Element): boolean {
  return matches(entry, '.h-entry,.h-cite')
}

/** First match that is a property of this root and of none nested in it. A nested root may itself be the property. */
function property(root: Element, selector: string): Element | null {
  // Entries nested in each other by the thousand would each be gone through for all that is in them.
  const parts = holdsEntry(root) ? partsOf(root, isRoot) : all(root, selector)
  for (const element of parts) if (matches(element, selector) && isOf(element, root)) return element
  return null
}

const nesting = new WeakMap<Element, boolean>()

/** Only how fast a property is found hangs on this, so that it may be remembered. */
function holdsEntry(root: Element): boolean {
  const holds = nesting.get(root) ?? one(root, ENTRIES) !== null
  nesting.set(root, holds)
  return holds
}

function isOf(element: Element, root: Element): boolean {
  const above = parentOf(element)
  return above !== null && rootOf(above) === root
}

/** The microformat that an element is part of. Layouts use `h-` too (`h-100`, `h-full`): a root has letters alone after it. */
function rootOf(element: Element): Element | null {
  for (let root = nearest(element, ROOTS); root; ) {
    if (isRoot(root)) return root
    const above = parentOf(root)
    root = above && nearest(above, ROOTS)
  }
  return null
}

const NAMED_ROOT =
  /(?:^|\s)(?:h-(?:entry|feed|card|cite|event|review|item|product|geo|adr|recipe)|hentry|vcard|hfeed)(?:\s|$)/

function isRoot(element: Element): boolean {
  return NAMED_ROOT.test(attribute(element, 'class') ?? '')
}

/** A link or another value of a `u-` property, by the element that carries it. */
function addressOf(element: Element | null, base: URL): string | null {
  if (!element) return null
  const said =
    attribute(element, 'href') ??
    attribute(element, 'value') ??
    attribute(one(element, '.u-url[href],a[href]') ?? element, 'href') ??
    rawText(element).trim()
  return webUrl(said, base)
}

/** `u-url`, an entry's bookmark, the link around its time, or its own anchor. */
function permalinkOf(entry: Element, page: Page): string | null {
  const named =
    addressOf(property(entry, '.u-url'), page.base) ??
    addressOf(property(entry, 'a[rel~="bookmark"][href]'), page.base)
  if (named) return named
  const time = property(entry, '.dt-published,.published,time')
  const around = time && nearest(time, 'a[href]')
  if (around && rootOf(around) === entry) return webUrl(attribute(around, 'href'), page.base)
  const id = attribute(entry, 'id')
  return id && /^[\w-]+$/.test(id) ? webUrl(`#${id}`, page.url) : null
}

function keyOf(entry: Element, page: Page): string | null {
  return permalinkOf(entry, page) ?? addressOf(property(entry, '.u-uid'), page.base)
}

function hashKey(author: Author | null, text: string): string {
  return `#${hashText(`${author?.key}\n${text}`)}`
}

/** `e-content` first; a note's `p-name` is its content once more, an article's is its title. */
function wordsOf(entry: Element): Words {
  const body =
    property(entry, '.e-content,.entry-content') ??
    property(entry, '.p-content') ??
    property(entry, '.p-summary,.entry-summary')
  const name = property(entry, '.p-name,.entry-title')
  const skips = (element: Element) => matches(element, `${ENTRIES},${CITED},.p-author,.u-syndication`)
  const said = readWords(body, standingBy('blockquote', skips))
  // With neither, the name is all that the entry says; without a name too, its own text is (implied p-name).
  const title = name && name !== body ? readText(name, { layout: 'flow', skips }) : NO_TEXT
  if (said.own.text === '')
    return title.text === '' && !body && !name ? implied(entry, skips) : { ...said, own: title }
  const flat = (text: string) => text.replace(/\W+/gu, '').slice(0, 60)
  const repeats = flat(said.own.text).startsWith(flat(title.text).slice(0, 40))
  if (title.text === '' || repeats || isLabel(entry, name)) return said
  const text = `${title.text}\n\n${said.own.text}`
  return { ...said, own: { text, truncated: said.own.truncated || title.truncated } }
}

/** A comment's name is who wrote it and when, never a title. */
function isLabel(entry: Element, name: Element | null): boolean {
  return matches(entry, '.h-cite') || (name !== null && nearest(name, '.p-author,.dt-published') !== null)
}

function implied(entry: Element, skips: (element: Element) => boolean): Words {
  const own = readText(entry, {
    layout: 'flow',
    skips: (element) =>
      skips(element) || matches(element, 'time,.dt-published,.u-url,.u-photo,.p-category,.h-card,nav,footer'),
  })
  return { ...NO_WORDS, own }
}

/** What the entry quotes or likes, where its words stand on the page. */
function citedWords(entry: Element): string | null {
  const cited = property(
    entry,
    '.u-quotation-of.h-cite,.u-like-of.h-cite,.u-in-reply-to.h-cite,.u-bookmark-of.h-cite',
  )
  const body = cited && property(cited, '.e-content,.p-content,.p-summary')
  return (body && readText(body).text) || null
}

/** A repost that shows what it repeats: that one is the post, and whoever repeated it passed it on. */
function sharedPost(entry: Element, page: Page): Post | null {
  const cited = property(entry, '.u-repost-of.h-cite,.u-repost-of.h-entry')
  if (!cited) return null
  const { own, quoted } = wordsOf(cited)
  const author = cardOf(property(cited, '.p-author,.u-author'), page)
  if (own.text === '' && !author) return null
  const by = authorOf(entry, page)
  const permalink = permalinkOf(cited, page)
  return makePost({
    key: keyOf(entry, page) ?? permalink ?? hashKey(author, own.text),
    permalink,
    author,
    text: own,
    quoted,
    ...timeOf(cited),
    sharedBy: by?.name ?? by?.handle ?? null,
  })
}

/**
 * Who wrote it (indieweb.org, "authorship"): named in the entry, else of the feed around it, else the card
 * that stands for the page, else the page's `rel=author`. A comment is by whom it names, and by nobody else.
 */
function authorOf(entry: Element, page: Page): Author | null {
  const own = cardOf(property(entry, '.p-author,.u-author,.author'), page)
  if (own || matches(entry, '.p-comment,.u-comment')) return own
  const above = parentOf(entry)
  const feed = above && nearestInPass(above, '.h-feed,.hfeed', page)
  const ofFeed = feed && cardOf(property(feed, '.p-author,.u-author'), page)
  return ofFeed ?? ofPage(page)
}

/** The name, address and nickname on a card; a plain name or link will do. */
function cardOf(card: Element | null, page: Page): Author | null {
  if (!card) return null
  const inner = matches(card, '.h-card,.vcard') ? card : (one(card, '.h-card,.vcard') ?? card)
  const named = one(inner, '.p-name,.fn') ?? inner
  const photo = one(inner, 'img[alt]')
  const name = trimLabel(rawText(named)) ?? (photo && trimLabel(attribute(photo, 'alt'))) ?? ''
  const nickname = one(inner, '.p-nickname,.nickname')
  const link = one(inner, '.u-url,.url') ?? (matches(inner, 'a') ? inner : one(inner, 'a[href]'))
  const href = addressOf(link, page.base)
  const author = namedAuthor(name, nickname && trimLabel(rawText(nickname)), href, page.url)
  // A site of one's own has its author's page at its front.
  return author && { ...author, url: author.url ?? href }
}

/** The one that stands for the page: its card is linked as "this page" or "me", or is the only one outside of entries. */
function ofPage(page: Page): Author | null {
  const known = page.containers && pageAuthors.get(page.containers)
  if (known) return known.author
  const author = findOfPage(page)
  if (page.containers) pageAuthors.set(page.containers, { author })
  return author
}

const pageAuthors = new WeakMap<ReadonlySet<Element>, { readonly author: Author | null }>()

function findOfPage(page: Page): Author | null {
  const { document, url, base } = page
  const root = new URL('/', url).href
  const cards = Array.from(all(document, '.h-card')).filter((card) => !nearestInPass(card, ENTRIES, page))
  const stands = cards.find((card) => {
    const link = one(card, '.u-url') ?? card
    const href = addressOf(link, base)
    return (
      href !== null &&
      (href === url.href ||
        href === root ||
        one(card, '.u-uid,[rel~="me"]') !== null ||
        matches(card, '[rel~="me"]'))
    )
  })
  const card = stands ?? (cards.length === 1 ? cards[0] : undefined)
  if (card) return cardOf(card, page)
  const link = one(document, 'a[rel~="author"][href],link[rel~="author"][href]')
  const name = link && (trimLabel(rawText(link)) ?? trimLabel(attribute(link, 'title')))
  return link ? namedAuthor(name ?? '', null, webUrl(attribute(link, 'href'), base), url) : null
}

function timeOf(entry: Element): { readonly time: string | null; readonly timeText: string | null } {
  const stamp =
    property(entry, '.dt-published,.published') ??
    property(entry, '.dt-updated,.updated') ??
    property(entry, 'time')
  if (!stamp) return { time: null, timeText: null }
  const said = stampOf(stamp)
  return { time: machineTime(said), timeText: trimLabel(rawText(stamp)) ?? trimLabel(said) }
}

/** The attribute that the element's kind keeps it in, else its parts (value-class pattern), else its text. */
function stampOf(stamp: Element): string {
  const own =
    attribute(stamp, 'datetime') ??
    attribute(stamp, 'value') ??
    (matches(stamp, 'abbr') ? attribute(stamp, 'title') : null)
  if (own) return own.trim()
  const title = one(stamp, '.value-title[title]')
  if (title) return attribute(title, 'title')?.trim() ?? ''
  const parts = Array.from(all(stamp, '.value')).map(
    (part) => attribute(part, 'datetime') ?? attribute(part, 'title') ?? rawText(part).trim(),
  )
  if (parts.length > 0) return joined(parts.slice(0, 3))
  const inner = one(stamp, 'time[datetime]')
  return inner ? (attribute(inner, 'datetime') ?? '').trim() : rawText(stamp).trim()
}

/** Date, time and zone in parts of their own. */
function joined(parts: readonly string[]): string {
  const day = parts.find((part) => /^\d{4}-\d\d-\d\d$/.test(part))
  const rest = parts.filter((part) => part !== day).join('')
  return day && rest ? `${day}T${rest}` : parts.join(' ')
}

/** A comment answers the entry that it stands in; an entry what it says it does. */
function parentOfEntry(entry: Element, page: Page): Post['parent'] {
  const above = parentOf(entry)
  const outer = above && nearestInPass(above, '.h-entry,.p-comment.h-cite,.u-comment.h-cite', page)
  const key = outer
    ? (keyOf(outer, page) ?? hashKey(authorOf(outer, page), wordsOf(outer).own.text))
    : addressOf(property(entry, '.u-in-reply-to,.p-in-reply-to'), page.base)
  return key ? { key, inferred: false } : null
}
