import type { PageKind } from '../model/thread.ts'
import {
  all,
  attribute,
  firstChildOf,
  isElement,
  matches,
  nameOf,
  nextSiblingOf,
  one,
  rawText,
  titleOf,
} from './dom.ts'
import { pageField } from './from-recipe.ts'
import { baseOf } from './page-address.ts'
import { select } from './select.ts'
import type { Page } from './site.ts'
import { trimLabel } from './trim.ts'

/**
 * Whether a post's title says anything beside the thread's. Boards put the thread's title over every reply,
 * with "Re:" in front in the board's language; the first post keeps it, since it is that post's own.
 */
export function isOwnTitle(title: string, container: Element, page: Page): boolean {
  const thread = pageField(page, 'title') ?? trimLabel(titleOf(page.document))
  const rest = title.replace(/^(?:[\p{L}]{1,8}\s?(?:\[\d+\])?[::]\s*)+/u, '')
  if (thread === null || (!isNameOf(title, thread) && !isNameOf(rest, thread))) return true
  return isNameOf(title, thread) && one(page.document, select(page, 'post')) === container
}

/** Where the page has its name for nothing but its window, the board's stands behind: "A mill - The board". */
function isNameOf(title: string, thread: string): boolean {
  return title === thread || (thread.startsWith(title) && /^\s[-–—|:•]\s/.test(thread.slice(title.length)))
}

/** Nothing is missing of a thread without further pages (selector `paging`); where there are some, it is not told how much. */
export function noneUnlessPaged(page: Page, kind: PageKind | null): 0 | null {
  return kind !== 'thread' || one(page.document, select(page, 'paging')) ? null : 0
}

/** How many replies the page's JSON-LD counts (schema.org, CommentAction); null: it does not say. */
export function repliesCounted(document: Document): number | null {
  const body = one(document, 'body')
  // Boards write it after everything else: a long page need not be looked through for it.
  const outer = body && childrenOf(body, 'script')
  const found = outer && countedIn(outer)
  return found ?? countedIn(all(document, 'script'))
}

function countedIn(blocks: Iterable<Element>): number | null {
  for (const block of blocks) {
    if (!matches(block, '[type="application/ld+json" i]')) continue
    const count = rawText(block).match(
      /schema\.org\\?\/CommentAction"[^{}]{0,200}"userInteractionCount":\s*"?(\d{1,9})\b/,
    )?.[1]
    if (count !== undefined) return Number(count)
  }
  return null
}

const MOST_CHILDREN = 500

/** Of the first few hundred. */
function childrenOf(parent: Element, name: string): readonly Element[] {
  const children: Element[] = []
  let child: Node | null = firstChildOf(parent)
  for (let seen = 0; child && seen < MOST_CHILDREN; seen++) {
    if (isElement(child) && nameOf(child) === name) children.push(child)
    child = nextSiblingOf(child)
  }
  return children
}

/** The address that the page gives as its own, where it is of the same host. */
export function canonical(document: Document, url: URL): URL | null {
  const link = one(document, 'link[rel="canonical"][href]')
  const address = link && URL.parse(attribute(link, 'href') ?? '', baseOf(document, url).href)
  return address?.host === url.host ? address : null
}

/** An address of this board without its scheme, which is the same board, and `www.`. */
export function boardPath(url: URL, path: string): string {
  return `${url.host.replace(/^www\./, '')}${path}`
}

/** Does the page show a post here, where its address does not tell? */
export function holdsPosts(document: Document, selector: string): boolean {
  const html = one(document, 'html')
  return html !== null && (matches(html, selector) || one(document, selector) !== null)
}
