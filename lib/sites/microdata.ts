import { LIMITS } from '../model/limits.ts'
import type { Author, Post } from '../model/thread.ts'
import { all, attribute, nearest, one, parentOf, rawText } from './dom.ts'
import { hashText } from './hash.ts'
import { namedAuthor, POST_TYPES, TOPMOST } from './linked-data.ts'
import { makePost, readWords } from './make-post.ts'
import { joinTexts, type ReadText, readText } from './read-text.ts'
import type { Page } from './site.ts'
import { cut, isoTime, trimLabel, webUrl } from './trim.ts'

/** Posts marked up with microdata of schema.org (HTML, "Microdata"). */

/** Elements that are one post, by their type. */
export const POST_SCOPES = [...POST_TYPES]
  .map((type) => `[itemscope][itemtype$="schema.org/${type}"]`)
  .join(',')

const QUOTES = 'blockquote'

export function readMicrodata(scope: Element, page: Page): Post | null {
  // A shop's FAQ has questions and answers too, by nobody.
  if (nearest(scope, '[itemtype$="schema.org/FAQPage"]')) return null
  const props = propertiesOf(scope)
  if (isLabel(props)) return null
  const heading = wordsOf(props.get('headline') ?? props.get('name'))
  const body = bodyOf(props)
  const { own, quoted } =
    body && contentOf(body) === null
      ? readWords(body, QUOTES, { layout: 'flow' })
      : { own: wordsOf(body), quoted: null }
  const author = authorOf(props.get('author') ?? props.get('creator'), page.url)
  const text = own.text.startsWith(heading.text) ? own : joinTexts([heading, own])
  if (text.text === '' && !author) return null
  const stamp = props.get('datePublished') ?? props.get('dateCreated') ?? props.get('commentTime')
  return makePost({
    key: keyOf(scope, props, page.url) ?? `#${hashText(`${author?.key}\n${text.text}`)}`,
    permalink: permalinkOf(scope, props, page.url),
    author,
    text,
    quoted,
    time: stamp ? isoTime(attribute(stamp, 'datetime') ?? contentOf(stamp) ?? rawText(stamp)) : null,
    timeText: stamp ? trimLabel(rawText(stamp) || contentOf(stamp)) : null,
    parent: parentOfScope(scope, props, page),
    lang: attribute(scope, 'lang'),
  })
}

type Properties = ReadonlyMap<string, Element>

/** First element of each property that belongs to this scope and not to one nested in it. */
function propertiesOf(scope: Element): Properties {
  const found = new Map<string, Element>()
  for (const element of all(scope, '[itemprop]')) {
    const above = parentOf(element)
    if (!above || nearest(above, '[itemscope]') !== scope) continue
    for (const name of (attribute(element, 'itemprop') ?? '').split(/\s+/))
      if (name && !found.has(name)) found.set(name, element)
  }
  return found
}

function bodyOf(props: Properties): Element | undefined {
  return props.get('text') ?? props.get('articleBody') ?? props.get('reviewBody') ?? props.get('commentText')
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

function linkOf(element: Element | null | undefined, base: URL): string | null {
  return element ? webUrl(attribute(element, 'href') ?? contentOf(element), base) : null
}

/** Named; else the element's own anchor; else the link around or on the time, as nearly every board has it. */
function permalinkOf(scope: Element, props: Properties, base: URL): string | null {
  const named = linkOf(props.get('url') ?? props.get('mainEntityOfPage') ?? props.get('replyToUrl'), base)
  const id = attribute(scope, 'id')
  const anchor = id && /^[\w-]+$/.test(id) ? webUrl(`#${id}`, base) : null
  if (named ?? anchor) return named ?? anchor
  const time = one(scope, 'a[href] time, a[href][datetime], a[href][rel~="bookmark"]')
  return time && nearest(time, '[itemscope]') === scope ? linkOf(nearest(time, 'a'), base) : null
}

/** An id of the site's own beats the address, which may change with a title. */
function keyOf(scope: Element, props: Properties, base: URL): string | null {
  const page = base.href.replace(/#.*$/, '')
  const itemId = attribute(scope, 'itemid')
  const key = itemId ? (webUrl(itemId, base) ?? itemId) : permalinkOf(scope, props, base)
  const type = attribute(scope, 'itemtype')?.replace(/^.*\//, '') ?? ''
  return key === page && !TOPMOST.has(type) ? null : key
}

function authorOf(element: Element | undefined, base: URL): Author | null {
  if (!element) return null
  const scoped = attribute(element, 'itemscope') !== null
  const named = scoped ? one(element, '[itemprop~="name"]') : element
  const name = trimLabel(contentOf(named ?? undefined) ?? rawText(named ?? element)) ?? ''
  const link = scoped ? one(element, '[itemprop~="url"]') : null
  // A bare `content` of an author is a name, not an address.
  const href = linkOf(link, base) ?? webUrl(attribute(one(element, 'a[href]') ?? element, 'href'), base)
  return namedAuthor(name, null, href, base)
}

/** A post nested in another answers it; else the page may name what it answers. */
function parentOfScope(scope: Element, props: Properties, page: Page): Post['parent'] {
  const above = parentOf(scope)
  const outer = above && nearest(above, POST_SCOPES)
  const outerProps = outer && propertiesOf(outer)
  if (outer && outerProps && !isLabel(outerProps)) {
    const key = keyOf(outer, outerProps, page.url) ?? readMicrodata(outer, page)?.key
    return key ? { key, inferred: false } : null
  }
  const named = props.get('parentItem')
  const url = named && (webUrl(attribute(named, 'itemid'), page.url) ?? linkOf(named, page.url))
  return url ? { key: url, inferred: false } : null
}
