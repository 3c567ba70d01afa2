import type { Author, Post } from '../model/thread.ts'
import { all, attribute, nearest, one, parentOf, rawText } from './dom.ts'
import { hashText } from './hash.ts'
import { namedAuthor, POST_TYPES } from './linked-data.ts'
import { makePost, NO_TEXT, readWords } from './make-post.ts'
import { joinTexts, type ReadText, readText } from './read-text.ts'
import type { Page } from './site.ts'
import { isoTime, trimLabel, webUrl } from './trim.ts'

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
  const heading = wordsOf(props.get('headline') ?? props.get('name'))
  const body =
    props.get('text') ?? props.get('articleBody') ?? props.get('reviewBody') ?? props.get('commentText')
  const { own, quoted } =
    body && !contentOf(body)
      ? readWords(body, QUOTES, { layout: 'flow' })
      : { own: wordsOf(body), quoted: null }
  // Some boards label the page with a posting that is only its title; the words come as its first comment.
  if (own.text === heading.text && contentOf(body)) return null
  const author = authorOf(props.get('author') ?? props.get('creator'), page.url)
  if (own.text === '' && heading.text === '' && !author) return null
  const text = own.text.startsWith(heading.text) ? own : joinTexts([heading, own])
  const stamp = props.get('datePublished') ?? props.get('dateCreated') ?? props.get('commentTime')
  const permalink = permalinkOf(scope, props, page.url)
  return makePost({
    key: keyOf(scope, permalink, page.url) ?? `#${hashText(`${author?.key}\n${text.text}`)}`,
    permalink,
    author,
    text,
    quoted,
    time: stamp ? isoTime(attribute(stamp, 'datetime') ?? contentOf(stamp) ?? rawText(stamp)) : null,
    timeText: stamp ? trimLabel(rawText(stamp) || contentOf(stamp)) : null,
    parent: enclosing(scope, page),
    lang: attribute(scope, 'lang'),
  })
}

/** First element of each property that belongs to this scope and not to one nested in it. */
function propertiesOf(scope: Element): ReadonlyMap<string, Element> {
  const found = new Map<string, Element>()
  for (const element of all(scope, '[itemprop]')) {
    const above = parentOf(element)
    if (!above || nearest(above, '[itemscope]') !== scope) continue
    for (const name of (attribute(element, 'itemprop') ?? '').split(/\s+/))
      if (name && !found.has(name)) found.set(name, element)
  }
  return found
}

function contentOf(element: Element | undefined): string | null {
  return element ? attribute(element, 'content') : null
}

function wordsOf(element: Element | undefined): ReadText {
  if (!element) return NO_TEXT
  const content = contentOf(element)
  return content === null ? readText(element) : { text: content.trim(), truncated: false }
}

function linkOf(element: Element | undefined, base: URL): string | null {
  if (!element) return null
  return webUrl(attribute(element, 'href') ?? contentOf(element) ?? attribute(element, 'src'), base)
}

/** The site's own id in the markup beats the address, which may change with a title. */
function keyOf(scope: Element, permalink: string | null, base: URL): string | null {
  const itemId = attribute(scope, 'itemid')
  const page = base.href.replace(/#.*$/, '')
  if (itemId) return webUrl(itemId, base) ?? itemId
  if (permalink && permalink !== page) return permalink
  const id = attribute(scope, 'id') ?? attribute(scope, 'data-pid') ?? attribute(scope, 'data-node-id')
  return id ? `${page}#${id}` : null
}

function permalinkOf(scope: Element, props: ReadonlyMap<string, Element>, base: URL): string | null {
  const named = linkOf(props.get('url') ?? props.get('mainEntityOfPage') ?? props.get('replyToUrl'), base)
  const id = attribute(scope, 'id')
  return named ?? (id && /^[\w-]+$/.test(id) ? webUrl(`#${id}`, base) : null)
}

function authorOf(element: Element | undefined, base: URL): Author | null {
  if (!element) return null
  const scoped = attribute(element, 'itemscope') !== null
  const named = scoped ? one(element, '[itemprop~="name"]') : element
  const name = trimLabel(contentOf(named ?? undefined) ?? rawText(named ?? element)) ?? ''
  const link = scoped ? one(element, '[itemprop~="url"]') : element
  const href = linkOf(link ?? undefined, base) ?? linkOf(one(element, 'a[href]') ?? undefined, base)
  return namedAuthor(name, null, href, base)
}

/** A post nested in another answers it. */
function enclosing(scope: Element, page: Page): Post['parent'] {
  const above = parentOf(scope)
  const outer = above && nearest(above, POST_SCOPES)
  const key = outer && readMicrodataKey(outer, page)
  return key ? { key, inferred: false } : null
}

function readMicrodataKey(scope: Element, page: Page): string | null {
  return keyOf(scope, permalinkOf(scope, propertiesOf(scope), page.url), page.url)
}
