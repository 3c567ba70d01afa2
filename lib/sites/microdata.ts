import { LIMITS } from '../model/limits.ts'
import type { Author, Post } from '../model/thread.ts'
import { attribute, matches, nameOf, nearest, one, parentOf, rawText } from './dom.ts'
import { machineTime } from './fields.ts'
import { hashText } from './hash.ts'
import { makePost, readWords, standingBy } from './make-post.ts'
import { nearestInPass } from './nearest-in-pass.ts'
import { leadsAway, ownUrl } from './page-address.ts'
import { partsOf } from './parts-of.ts'
import { joinTexts, type ReadText, readText } from './read-text.ts'
import { ARTICLE_TYPES, addCount, type Counting, namedAuthor, POST_TYPES, TOPMOST } from './schema-words.ts'
import type { Page } from './site.ts'
import { cut, trimLabel, webUrl } from './trim.ts'

/** Posts marked up with microdata of schema.org (HTML, "Microdata"). */

/** Elements of these types; one may have several, parted by blanks. */
function scopesOf(types: Iterable<string>): string {
  return [...types]
    .map((type) => `[itemscope][itemtype$="schema.org/${type}"],[itemscope][itemtype*="schema.org/${type} "]`)
    .join(',')
}

const WORDS = scopesOf(POST_TYPES)

/** Elements that are one post, by their type; an article is one only where others answer it. */
export const POST_SCOPES = `${WORDS},${scopesOf(ARTICLE_TYPES)}`

const COMMENTS = scopesOf(['Comment', 'UserComments', 'Answer'])

const QUOTES = 'blockquote'

export function readMicrodata(scope: Element, page: Page): Post | null {
  // A shop's FAQ has questions and answers too, by nobody.
  if (nearestInPass(scope, '[itemtype*="schema.org/FAQPage"]', page)) return null
  if (isArticle(scope) && !one(scope, COMMENTS)) return null
  const own = ownOf(scope)
  const { props } = own
  if (isLabel(props)) return null
  const { text, quoted, author } = saidIn(props, page)
  if (text.text === '' && !author) return null
  const stamp = props.get('datePublished') ?? props.get('dateCreated') ?? props.get('commentTime')
  const said = stamp ? (attribute(stamp, 'datetime') ?? contentOf(stamp) ?? rawText(stamp)) : null
  return makePost({
    key: keyOf(scope, own, page) ?? hashKey(author, text.text),
    permalink: permalinkOf(scope, own, page),
    author,
    text,
    quoted,
    time: machineTime(said?.trim() ?? null),
    timeText: stamp ? trimLabel(rawText(stamp) || said) : null,
    parent: parentOfScope(scope, props, page),
    lang: attribute(scope, 'lang') ?? contentOf(props.get('inLanguage')),
    counts: countsOf(own),
  })
}

/** Who said what, and what of it are others' words. */
function saidIn(props: Properties, page: Page) {
  const { own, quoted } = spokenIn(props)
  const heading = wordsOf(props.get('headline') ?? props.get('name'))
  const repeats = own.text.startsWith(heading.text) || (own.text !== '' && /^re\s?:/i.test(heading.text))
  const author = authorOf(props.get('author') ?? props.get('creator'), page)
  return { text: repeats ? own : joinTexts([heading, own]), quoted, author }
}

function hashKey(author: Author | null, text: string): string {
  return `#${hashText(`${author?.key}\n${text}`)}`
}

type Properties = ReadonlyMap<string, Element>

/** What belongs to a scope and not to one nested in it. */
interface Own {
  /** The first element of each property. */
  readonly props: Properties
  /** All that say how often something was done. */
  readonly statistics: readonly Element[]
  /** A link around or on a time, as nearly every board has it. */
  readonly link: Element | null
}

/** One walk that stays out of nested scopes: a page of posts nested in each other would be gone through for each of them. */
function ownOf(scope: Element): Own {
  const props = new Map<string, Element>()
  const statistics: Element[] = []
  let link: Element | null = null
  for (const element of partsOf(scope, isScope)) {
    const inner = isScope(element)
    for (const name of (attribute(element, 'itemprop') ?? '').split(/\s+/)) {
      if (name && !props.has(name)) props.set(name, element)
      if (name === 'interactionStatistic' && inner) statistics.push(element)
    }
    if (!link && !inner && isDated(element)) link = nearest(element, 'a')
  }
  return { props, statistics, link }
}

function isDated(element: Element): boolean {
  const name = nameOf(element)
  return (
    (name === 'time' || name === 'a') &&
    matches(element, 'a[href] time,a[href][datetime],a[href][rel~="bookmark"]')
  )
}

function isScope(element: Element): boolean {
  return attribute(element, 'itemscope') !== null
}

function isArticle(scope: Element): boolean {
  const type = attribute(scope, 'itemtype')?.trim().replace(/^.*\//, '') ?? ''
  return ARTICLE_TYPES.has(type)
}

function bodyOf(props: Properties): Element | undefined {
  return (
    props.get('text') ??
    props.get('articleBody') ??
    props.get('reviewBody') ??
    props.get('commentText') ??
    props.get('description')
  )
}

/** The author's own words; posts that the body holds, as nested comments, are not theirs. */
function spokenIn(props: Properties): { readonly own: ReadText; readonly quoted: string | null } {
  const body = bodyOf(props)
  if (!body || contentOf(body) !== null) return { own: wordsOf(body), quoted: null }
  return readWords(
    body,
    standingBy(QUOTES, (element) => attribute(element, 'itemscope') !== null && matches(element, WORDS)),
  )
}

/** Some boards label the page with a posting that is only its title; its words come as the first comment. */
function isLabel(props: Properties): boolean {
  const said = contentOf(bodyOf(props))
  return said !== null && said === contentOf(props.get('headline'))
}

function contentOf(element: Element | undefined): string | null {
  return element ? attribute(element, 'content') : null
}

function wordsOf(element: Element | undefined): ReadText {
  const content = contentOf(element)
  if (element && content === null) return readText(element)
  const text = (content ?? '').trim()
  return { text: cut(text, LIMITS.postText), truncated: text.length > LIMITS.postText }
}

function linkOf(element: Element | null | undefined, { base }: Page): string | null {
  return element ? webUrl(attribute(element, 'href') ?? contentOf(element), base) : null
}

/** Named; else the element's own anchor; else the link around or on the time, as nearly every board has it. */
function permalinkOf(scope: Element, { props, link }: Own, page: Page): string | null {
  const said = linkOf(props.get('url') ?? props.get('mainEntityOfPage') ?? props.get('replyToUrl'), page)
  const named = leadsAway(said, page) ? null : said
  const id = attribute(scope, 'id')
  const anchor = id && /^[\w-]+$/.test(id) ? webUrl(`#${id}`, page.url) : null
  return named ?? anchor ?? (link && (ownUrl(attribute(link, 'href'), page)?.href ?? null))
}

/** An id of the site's own beats the address, which may change with a title. */
function keyOf(scope: Element, own: Own, page: Page): string | null {
  const said = attribute(scope, 'itemid')
  const itemId = leadsAway(said, page) ? null : said
  const key = itemId ? (webUrl(itemId, page.base) ?? itemId) : permalinkOf(scope, own, page)
  const type = attribute(scope, 'itemtype')?.trim().replace(/^.*\//, '') ?? ''
  return key === page.url.href.replace(/#.*$/, '') && !TOPMOST.has(type) && !ARTICLE_TYPES.has(type)
    ? null
    : key
}

function authorOf(element: Element | undefined, page: Page): Author | null {
  if (!element) return null
  const scoped = attribute(element, 'itemscope') !== null
  const named = scoped ? one(element, '[itemprop~="name"]') : element
  const name = trimLabel(contentOf(named ?? undefined) ?? rawText(named ?? element)) ?? ''
  const link = scoped ? one(element, '[itemprop~="url"]') : null
  // A bare `content` of an author is a name, not an address.
  const href = linkOf(link, page) ?? webUrl(attribute(one(element, 'a[href]') ?? element, 'href'), page.base)
  return namedAuthor(name, null, href, page.url)
}

/** `interactionStatistic` scopes, the older `interactionCount` ("UserLikes:12"), and plain counts. */
function countsOf({ props, statistics }: Own): Counting {
  const counts: Counting = {}
  const said = (element: Element | null | undefined) =>
    element ? (contentOf(element) ?? attribute(element, 'value') ?? rawText(element)) : null
  addCount(counts, 'LikeAction', said(props.get('upvoteCount')))
  addCount(counts, 'CommentAction', said(props.get('commentCount') ?? props.get('answerCount')))
  for (const statistic of statistics) {
    const kind = one(statistic, '[itemprop~="interactionType"]')
    const action = kind && (attribute(kind, 'href') ?? attribute(kind, 'itemtype') ?? said(kind))
    addCount(counts, action?.trim() ?? '', said(one(statistic, '[itemprop~="userInteractionCount"]')))
  }
  const [, action = '', number] = said(props.get('interactionCount'))?.match(/^\s*(\w+):\s*(\d+)/) ?? []
  addCount(counts, action, number)
  return counts
}

/** A post nested in another answers it; else the page may name what it answers. */
function parentOfScope(scope: Element, props: Properties, page: Page): Post['parent'] {
  const above = parentOf(scope)
  const outer = above && nearestInPass(above, POST_SCOPES, page)
  const key = outer && keyOfOuter(outer, page)
  if (key) return { key, inferred: false }
  const named = props.get('parentItem')
  const url = named && (webUrl(attribute(named, 'itemid'), page.base) ?? linkOf(named, page))
  return url ? { key: url, inferred: false } : null
}

const outerKeys = new WeakMap<ReadonlySet<Element>, Map<Element, string | null>>()

/** Found out once for all that answer it. Null: a mere label of the page. */
function keyOfOuter(outer: Element, page: Page): string | null {
  const keys = (page.containers && outerKeys.get(page.containers)) ?? new Map<Element, string | null>()
  if (page.containers) outerKeys.set(page.containers, keys)
  let key = keys.get(outer)
  if (key === undefined) {
    const own = ownOf(outer)
    key = isLabel(own.props) ? null : (keyOf(outer, own, page) ?? hashOf(own.props, page))
    keys.set(outer, key)
  }
  return key
}

function hashOf(props: Properties, page: Page): string {
  const { text, author } = saidIn(props, page)
  return hashKey(author, text.text)
}
