import type { Problem } from '../model/problem.ts'
import { isDegraded, type ReadReport } from '../model/thread.ts'
import type { HereView } from '../store/views.ts'
import type { Access } from './access.ts'
import type { Live } from './live.ts'
import type { PanelTab, SiteChoice } from './ports.ts'

/** What the screen Here shows. One case each; the components draw it without deciding anything. */
export type HereState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'hidden'; readonly sites: readonly SiteChoice[] }
  | { readonly kind: 'own-page' }
  | { readonly kind: 'browser-page' }
  | { readonly kind: 'not-permitted'; readonly site: SiteChoice; readonly known: boolean }
  | { readonly kind: 'reading'; readonly view: HereView | null }
  | { readonly kind: 'failed'; readonly problem: Problem }
  /** The site is allowed, yet the browser keeps this page to itself: it did not load, or no extension may see it. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown-site' }
  | { readonly kind: 'no-topics'; readonly view: HereView }
  | { readonly kind: 'nothing'; readonly view: HereView }
  | { readonly kind: 'degraded'; readonly view: HereView; readonly report: ReadReport }
  | { readonly kind: 'mentions'; readonly view: HereView; readonly reading: boolean }

/**
 * Decides the state of Here. What the store holds of this tab wins over what we guess about the reader;
 * a row of another host is of the page before and is not shown.
 */
export function hereState(tab: PanelTab | null | undefined, access: Access, seen: Live<HereView>): HereState {
  if (tab === undefined || access.kind === 'asking') return { kind: 'starting' }
  if (access.kind === 'hidden') return access
  if (access.kind === 'browser') return { kind: 'browser-page' }
  if (access.kind === 'own' && !access.practice) return { kind: 'own-page' }
  if (access.kind === 'closed') return { kind: 'not-permitted', site: access.site, known: access.known }
  if (seen.status === 'failed' && seen.last === null) return { kind: 'failed', problem: seen.problem }
  const view = seen.status === 'ready' ? seen.value : seen.status === 'failed' ? seen.last : null
  if (view === null || view.page === null || isOfAnotherHost(view, tab)) return awaited(access)
  return ofPage(view, view.page)
}

/**
 * Is the page in front, as far as we see it, one without this mention? An open mention stays when the
 * person looks something up in another tab, so it must say that it is of another page.
 */
export function isElsewhere(here: HereState, mentionKey: string): boolean {
  if (!('view' in here) || here.view === null) return NOT_READ.has(here.kind)
  const { page } = here.view
  return page?.complete === true && !page.mentions.includes(mentionKey)
}

const NOT_READ: ReadonlySet<HereState['kind']> = new Set([
  'hidden',
  'own-page',
  'browser-page',
  'not-permitted',
  'refused',
  'unknown-site',
])

function ofPage(view: HereView, page: NonNullable<HereView['page']>): HereState {
  if (page.failed) return { kind: 'failed', problem: { code: 'unreadable' } }
  if (page.complete && page.site === null) return { kind: 'unknown-site' }
  if (page.complete && page.report !== null && isDegraded(page.report))
    return { kind: 'degraded', view, report: page.report }
  if (view.mentions.length > 0) return { kind: 'mentions', view, reading: !page.complete }
  if (!page.complete) return { kind: 'reading', view }
  // The generic reader serves any page; where it found no post, there is no conversation it knows.
  if (page.site === 'generic' && (page.report?.posts ?? 0) === 0) return { kind: 'unknown-site' }
  return { kind: view.listening ? 'nothing' : 'no-topics', view }
}

function awaited(access: Access): HereState {
  if (access.kind !== 'open' || typeof access.reader !== 'object') return { kind: 'reading', view: null }
  const { problem } = access.reader
  return problem.code === 'not-permitted' ? { kind: 'refused' } : { kind: 'failed', problem }
}

function isOfAnotherHost(view: HereView, tab: PanelTab | null): boolean {
  const address = view.page?.address
  if (address == null || tab?.url == null) return false
  const hostOf = (url: string) => URL.parse(url)?.host.replace(/\.(?=:|$)/, '')
  // A page is told of without the point that may end its host's name.
  return hostOf(address.url) !== hostOf(tab.url)
}
