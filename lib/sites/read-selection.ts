import { LIMITS } from '../model/limits.ts'
import type { Author, Post } from '../model/thread.ts'
import { FALLBACK } from './choose-site.ts'
import { attribute, focusOf, nameOf, nodeTypeOf, parentOf, type Selected, titleOf } from './dom.ts'
import { openPage } from './page-address.ts'
import { postsIn } from './read.ts'
import type { Page, Site } from './site.ts'
import { cut, trimLabel, webUrl } from './trim.ts'

/** As `PageSelection` of lib/model/selection.ts. */
interface Told {
  readonly text: string
  readonly author: Author | null
  readonly permalink: string | null
  readonly title: string | null
  readonly site: string
}

/**
 * What is selected in the page, for an entry by hand; null where nothing is, or in a box for a password. Within
 * one post that the site reads it is by that post's author; anything else is by nobody that we know, at the
 * page's own address.
 * @param site the site of the page; null where none reads it
 */
export function readSelection(
  selected: Selected | null,
  url: URL,
  document: Document,
  site: Site | null,
): Told | null {
  const text = selected && !holdsSecret(document) ? tidy(selected.text) : ''
  if (!selected || text === '') return null
  const page = site && openPage(document, url, site.recipe)
  const post = site && page ? postAround(selected, site, page) : null
  return {
    text,
    author: post?.author ?? null,
    permalink: post?.permalink ?? webUrl(url.href, url),
    title: trimLabel(titleOf(document)),
    site: site ? (site.people ?? site.id) : FALLBACK,
  }
}

/** Is the person in a box whose words are hidden on purpose? */
function holdsSecret(document: Document): boolean {
  let focused = focusOf(document)
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
  return !!focused && nameOf(focused) === 'input' && /^password$/i.test(attribute(focused, 'type') ?? '')
}

/** The one post that the selection begins and ends in. */
function postAround({ start, end }: Selected, site: Site, page: Page): Post | null {
  const containers = new Set(site.containers(page))
  const first = innermost(start, containers)
  if (!first || (end && innermost(end, containers) !== first)) return null
  const posts = postsIn(site, first, page)
  return posts?.length === 1 ? (posts[0] ?? null) : null
}

function innermost(node: Node, containers: ReadonlySet<Element>): Element | null {
  let above = nodeTypeOf(node) === 1 ? (node as Element) : parentOf(node)
  while (above && !containers.has(above)) above = parentOf(above)
  return above
}

/** Lines as they were laid out, without the blanks and empty lines that layout leaves. */
function tidy(text: string): string {
  const start = cut(text, 4 * LIMITS.postText)
  const lines = start.split(/\r\n?|\n/).map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
  const joined = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return cut(joined, LIMITS.postText)
}
