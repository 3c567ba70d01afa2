import { all, attribute, matches, nearest, one } from './dom.ts'
import { above, allInShadow, focusedIn, isEditable, isInSight, isTextField } from './dom-editing.ts'
import type { Page, Site } from './site.ts'

const EDITABLE =
  'textarea, [contenteditable=""], [contenteditable="true"], [contenteditable="plaintext-only"]'
const INPUT = 'input:not([type]), input[type="text"]'
const DIALOG = 'dialog[open], [role="dialog"], [aria-modal="true"]'

/** A search, a login, a message to one person: what is written there is no reply in the conversation. */
const SEARCH = 'search, [role="search"], [role="searchbox"], form[action*="search" i], [type="search"]'
const PRIVATE =
  '[class*="msg-form" i], [class*="msg-overlay" i], [class*="messenger" i], [class*="direct-message" i], [aria-placeholder="Aa"], [data-testid*="dmComposer" i], [data-testid*="DmScroller" i], [data-testid*="chat" i], [aria-label*="direct message" i], [role="dialog"][aria-label*="messag" i]'

/** What a search field says of itself, in the languages in which the sites are used most. */
const SEARCH_WORDS = /search|suche|recherch|buscar|busca|cerca|zoek|поиск|検索|搜索|搜尋|بحث/i

/**
 * The box in which an answer to `container` would be written, if one is open: what the site itself names, else
 * the recipe's `replyBox`, else any editable box that is neither for searching, nor for logging in, nor for a
 * private message. Of several: one inside the post or right below it, in an open dialog, with the focus, then one
 * for the conversation as a whole. Never one that stands in another post, unless the person is in it.
 */
export function findReplyBox(site: Site, page: Page, container: Element | null): Element | null {
  const named = usable(namedBoxes(site, page, container), page)
  const focused = focusedIn(page.document)
  const boxes = named.length > 0 ? named : anyBoxes(site, page, container, focused)
  const posts = new Set(site.containers(page))
  const next = container && followingPost(posts, container)
  let best: { readonly box: Element; readonly rank: number } | null = null
  for (const box of boxes) {
    const rank = rankOf(box, { container, next, posts, focused })
    if (rank !== null && (!best || rank < best.rank)) best = { box, rank }
  }
  return best?.box ?? null
}

function namedBoxes(site: Site, page: Page, container: Element | null): readonly Element[] {
  if (site.replyBox) {
    const box = site.replyBox(page, container)
    if (box) return [box]
  }
  const selector = page.recipe.selectors.replyBox?.replaceAll(' | ', ', ')
  if (!selector) return []
  const outside = Array.from(all(page.document, selector))
  return usable(outside, page).length > 0 ? outside : [...outside, ...allInShadow(page.document, selector)]
}

/** A box that nobody named. Where the site has a name for its own, only one that the post or the person points at. */
function anyBoxes(
  site: Site,
  page: Page,
  container: Element | null,
  focused: Element | null,
): readonly Element[] {
  const isNamed = site.replyBox !== undefined || page.recipe.selectors.replyBox !== undefined
  const outside = Array.from(all(page.document, EDITABLE))
  const found = usable(outside, page).length > 0 ? outside : allInShadow(page.document, EDITABLE)
  return usable(found, page)
    .filter((box) => !isForElse(box))
    .filter((box) => !isNamed || box === focused || (container !== null && isWithin(box, container)))
}

/** Editing hosts that can be written in, without repeats. A name may stand for the box or for what is around it. */
function usable(elements: readonly Element[], { document }: Page): readonly Element[] {
  const hosts = elements.flatMap((element) => {
    if (isTextField(element) || isEditable(element)) return [hostOf(element)]
    const inside = Array.from(all(element, `${EDITABLE}, ${INPUT}`))
    if (inside.length > 0) return inside
    const tree = element.shadowRoot
    return tree ? allInShadow(element, EDITABLE) : []
  })
  return [...new Set(hosts)].filter(
    (box) =>
      isEditable(box) &&
      isInSight(box) &&
      !isForLogin(box) &&
      !hasAbove(box, PRIVATE) &&
      box !== one(document, 'body'),
  )
}

function hostOf(element: Element): Element {
  if (isTextField(element)) return element
  let host = element
  for (let outer = above(host); outer && isEditable(outer); outer = above(host)) host = outer
  return host
}

function isForLogin(box: Element): boolean {
  if (box instanceof HTMLInputElement && !matches(box, INPUT)) return true
  const form = nearest(box, 'form')
  return form !== null && one(form, 'input[type="password"]') !== null
}

function isForElse(box: Element): boolean {
  const says = ['aria-label', 'placeholder', 'aria-placeholder', 'name', 'id'].map(
    (name) => attribute(box, name) ?? '',
  )
  if (says.some((words) => SEARCH_WORDS.test(words))) return true
  if (attribute(box, 'aria-hidden') === 'true') return true
  return hasAbove(box, `${SEARCH}, [class*="chat" i]`)
}

interface Around {
  readonly container: Element | null
  readonly next: Element | null
  readonly posts: ReadonlySet<Element>
  readonly focused: Element | null
}

/** Smaller is nearer; null: it belongs to another post. */
function rankOf(box: Element, { container, next, posts, focused }: Around): number | null {
  const owner = ownerOf(box, posts)
  if (container && owner === container) return 0
  if (container && !posts.has(container) && isWithin(box, container)) return 0
  if (hasAbove(box, DIALOG)) return 1
  const follows = container !== null && isAfter(box, container)
  const isBetween = follows && (!next || !isAfter(box, next))
  if (isBetween && (owner === null || isWithin(container, owner))) return 2
  if (box === focused) return 3
  if (owner === null) return follows ? 4 : 5
  if (container === null) return 6
  return isWithin(container, owner) ? 6 : null
}

function ownerOf(box: Element, posts: ReadonlySet<Element>): Element | null {
  for (let outer = above(box); outer; outer = above(outer)) if (posts.has(outer)) return outer
  return null
}

function followingPost(posts: ReadonlySet<Element>, container: Element): Element | null {
  for (const post of posts) if (isAfter(post, container)) return post
  return null
}

function hasAbove(box: Element, selector: string): boolean {
  for (let outer: Element | null = box; outer; outer = above(outer)) if (matches(outer, selector)) return true
  return false
}

function isWithin(inner: Element, outer: Element): boolean {
  for (let up: Element | null = inner; up; up = above(up)) if (up === outer) return true
  return false
}

/** In page order, and not inside. A box in a shadow tree stands where its host does. */
function isAfter(element: Element, before: Element): boolean {
  let light = element
  for (let root = light.getRootNode(); root instanceof ShadowRoot; root = light.getRootNode())
    light = root.host
  if (isWithin(light, before)) return false
  return (before.compareDocumentPosition(light) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
}
