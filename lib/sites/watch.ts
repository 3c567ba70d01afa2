import type { PageSeen } from '../model/page.ts'
import type { Result } from '../model/problem.ts'
import { all, isHidden, listen, parentOf, scrollTo, selectedIn } from './dom.ts'
import { findReplyBox } from './find-reply-box.ts'
import { createOutgoing } from './outgoing.ts'
import { withPlainHost } from './page-address.ts'
import { pageOf, tell, type Watching } from './pass.ts'
import { describePage, postsIn } from './read.ts'
import { readSelection } from './read-selection.ts'
import type { Site } from './site.ts'
import { createSlices } from './slices.ts'
import type { Offer } from './try-recipe.ts'
import { createTrial } from './try-recipe-in-visit.ts'
import { createView } from './view.ts'
import { createVisit } from './visit.ts'

/** After an in-page navigation: how long to wait for the new page to begin, and how long the old one's elements are ignored. */
const SETTLE = 250
const GRACE = 3_000
/** More changes than this at once, as after hours in the background, and everything is read again. */
const MOST_TOUCHED = 5_000

interface WatchPorts {
  readonly document: Document
  readonly url: URL
  /**
   * The site of the page in hand, null where none reads it; `loading` while its code is on its way: then `look`
   * is called. `early`: the document is still the one before, so only the address counts.
   */
  siteFor(
    url: URL,
    document: Document,
    without: ReadonlySet<string>,
    early?: boolean,
  ): Site | null | 'loading'
  /** Repaired recipes that were shipped for a site; the same array as long as they are the same. */
  offersOf?(site: string): readonly Offer[]
  /** `requestIdleCallback`, or like it. */
  idle(work: (deadline: { timeRemaining(): number }) => void): unknown
  /** Milliseconds, never going back. */
  now(): number
  /** A new id for each visit. */
  newId(): string
  send(seen: PageSeen): Promise<Result<unknown>>
  /** `setTimeout`, or like it. */
  later?(work: () => void, ms: number): unknown
  /** The extension was updated, turned off or removed: this reader has stopped, and what stands around it may. */
  onOrphaned?(): void
}

export interface Watch {
  /** Scrolls a post into view; false when the page no longer holds it. */
  locate(postKey: string): boolean
  /** Keys of the posts of this visit, also of those that the page dropped again. */
  postKeys(): readonly string[]
  /** The site's box to answer this post, or the conversation where it is null; null: none is open. */
  replyBox(postKey: string | null): Element | null
  /** What the person selected in the page; null: nothing. */
  selection(): ReturnType<typeof readSelection>
  /** Where we are and who reads it, with the recipe in force. */
  inHand(): { readonly url: URL; readonly site: Site | null }
  /**
   * Starts a new visit of the same page: every post is sent again, once the page is in view. Right after a
   * navigation, which the browser announces as a load, the old page's elements stay old. Returns its id.
   */
  reread(): string
  /** What was awaited from outside, as a site's code, is there. */
  look(): void
  /** The address changed without a load. */
  navigate(url: URL): void
  stop(): void
}

/**
 * Reads a page as it comes and changes, in idle slices, and sends what is new. A post is known by its key
 * and content, never by its element; an element whose subtree did not change is not read again. While the page
 * is out of view nothing is read, sent or listened for but its return; nor for a page that was never in view, as
 * one opened behind another or made ready by the browser before anybody asked for it. The document is never changed.
 */
export function watchPage(ports: WatchPorts): Watch {
  const { document, now, later = setTimer } = ports
  const stopped = new AbortController()
  const stop = () => {
    stopped.abort()
    observer.disconnect()
    outgoing.clear()
  }
  const onOrphaned = () => {
    stop()
    ports.onOrphaned?.()
  }
  const outgoing = createOutgoing({ send: ports.send, later, onOrphaned })
  const observer = new MutationObserver((records) => {
    if (isHidden(document)) return view.changedUnseen()
    for (const { target } of records) watching.touched.add(target)
    if (watching.touched.size > MOST_TOUCHED) forgetReads(watching)
    watching.lastChange = now()
    slices.want()
  })
  const watching = createWatching(ports, {
    observe: () => observeFor(watching, observer),
    push: outgoing.push,
    again: () => slices.want(),
    newRecipe: () => readAnew(watching, ports, observer, outgoing.clear),
  })
  const slices = createSlices(watching, ports, later, stopped.signal)
  const view = createView(watching, {
    enter: () => {
      const inPage = now() < watching.graceUntil
      enterPage(watching, inPage, ports)
      slices.restart(inPage ? now() + SETTLE : 0)
    },
    forget: () => forgetReads(watching),
    ignore: () => observer.disconnect(),
    want: slices.want,
  })
  const begin = (url: URL): string => {
    outgoing.clear()
    beginVisit(watching, url, ports.newId())
    if (!stopped.signal.aborted) view.enterWhenSeen()
    return watching.visit.id
  }
  listen(document, 'visibilitychange', view.turned, stopped.signal)
  begin(withPlainHost(ports.url))
  return {
    locate: (postKey) => locate(watching, postKey),
    postKeys: () => watching.visit.keys(),
    replyBox: (postKey) => replyBox(watching, postKey),
    selection: () => readSelection(selectedIn(document), watching.url, document, watching.site),
    inHand: () => ({ url: watching.url, site: watching.site }),
    reread: () => begin(watching.url),
    look: () => slices.want(),
    navigate: (to) => {
      const url = withPlainHost(to)
      const moved = withoutHash(url) !== withoutHash(watching.url)
      if (moved && !stopped.signal.aborted) {
        watching.address++
        watching.graceUntil = now() + GRACE
        begin(url)
      } else watching.url = url
    },
    stop,
  }
}

function createWatching(
  { document, url, now, siteFor, offersOf }: WatchPorts,
  does: Pick<Watching, 'observe' | 'push' | 'again'> & { newRecipe(): void },
): Watching {
  const { observe, push, again, newRecipe } = does
  return {
    document,
    url,
    site: null,
    without: new Set(),
    visit: createVisit(''),
    complete: false,
    lastChange: now(),
    waitingSince: now(),
    address: 0,
    graceUntil: 0,
    reads: new WeakMap(),
    touched: new Set(),
    now,
    observe,
    siteFor,
    push,
    again,
    told: '',
    trial: createTrial(offersOf, newRecipe),
  }
}

function beginVisit(watching: Watching, url: URL, id: string): void {
  // Until somebody looks, a page that only is to be read again keeps its reply box and its posts' places.
  if (withoutHash(url) !== withoutHash(watching.url)) watching.site = null
  watching.url = url
  watching.visit = createVisit(id)
  watching.complete = false
  watching.told = ''
  watching.without.clear()
}

/** `inPage`: the document is still the old page's, so nothing in it is told yet but the new address. */
function enterPage(watching: Watching, inPage: boolean, ports: WatchPorts): void {
  const { url, document, now } = watching
  watching.waitingSince = now()
  if (!inPage) forgetReads(watching)
  const site = ports.siteFor(url, document, watching.without, inPage)
  watching.site = site && site !== 'loading' && site.pageKind(url, document) !== null ? site : null
  const page = watching.site && pageOf(watching, watching.site)
  const thread = watching.site && page ? describePage(watching.site, page, inPage) : null
  tell(watching, { posts: [], report: null, thread })
  watching.observe()
}

function observeFor({ document, site }: Watching, observer: MutationObserver): void {
  const attributeFilter = [...(site?.recipe.watches ?? [])]
  // Observing again replaces the options and keeps the changes not yet told.
  observer.observe(document, {
    childList: true,
    subtree: true,
    characterData: site !== null,
    ...(attributeFilter.length > 0 && { attributeFilter }),
  })
}

function setTimer(work: () => void, ms: number): unknown {
  return setTimeout(work, ms)
}

/** The recipe changed: what was read counts no more, and what was told already belongs to a visit before. */
function readAnew(
  watching: Watching,
  { newId }: WatchPorts,
  observer: MutationObserver,
  unsay: () => void,
): void {
  forgetReads(watching)
  if (watching.visit.size() > 0) {
    unsay()
    watching.visit = createVisit(newId())
    watching.told = ''
  }
  observeFor(watching, observer)
}

function forgetReads(watching: Watching): void {
  watching.touched.clear()
  watching.reads = new WeakMap()
}

function locate(watching: Watching, postKey: string): boolean {
  const place = placeOf(watching, postKey)
  if (!place) return false
  const calm = watching.document.defaultView?.matchMedia('(prefers-reduced-motion: reduce)').matches ?? true
  scrollTo(nearestShown(place), calm ? 'instant' : 'smooth')
  return true
}

/** In a part that is folded up there is nothing to scroll to: the fold itself is shown. */
function nearestShown(place: Element): Element {
  for (let shown: Element | null = place; shown; shown = parentOf(shown))
    if (shown.checkVisibility?.() !== false) return shown
  return place
}

function replyBox(watching: Watching, postKey: string | null): Element | null {
  const { site } = watching
  if (!site) return null
  return findReplyBox(site, pageOf(watching, site), postKey === null ? null : placeOf(watching, postKey))
}

/** Where a post stands now: what a container held when last read tells. One out of structured data stands at its anchor. */
function placeOf(watching: Watching, postKey: string): Element | null {
  const { site, document, url } = watching
  if (!site) return null
  const page = pageOf(watching, site)
  const place = Array.from(site.containers(page)).find((element) =>
    (watching.reads.get(element)?.posts ?? postsIn(site, element, page))?.some(({ key }) => key === postKey),
  )
  if (place?.localName !== 'script') return place ?? null
  const [address, anchor] = postKey.split('#')
  if (!anchor || address !== withoutHash(url)) return null
  for (const element of all(document, '[id]')) if (element.id === anchor) return element
  return null
}

function withoutHash(url: URL): string {
  return url.href.replace(/#.*$/, '')
}
