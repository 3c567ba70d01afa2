import { hasAny, matches, one } from './dom.ts'
import type { SiteIdentity } from './site.ts'
import { splitSelector } from './split-selector.ts'
import { isHost } from './trim.ts'

/** The reader of any page, asked when no other site knows it. */
export const FALLBACK = 'generic'

/**
 * The site that this page is of: by its host, or by the marks that forum software leaves in a page. Where
 * several layouts share a host, the one whose marks are there. `without`: sites that read nothing here.
 * @param sites in the order in which they are asked; the fallback is asked last wherever it stands
 */
export function chooseSite<S extends SiteIdentity>(
  url: URL,
  document: Document,
  sites: readonly S[],
  without: ReadonlySet<string> = NOBODY,
): S | null {
  const isOwn = !/^https?:$/.test(url.protocol)
  const open = sites.filter(({ id, ownPage }) => !without.has(id) && (ownPage === true) === isOwn)
  const named = namedBy(url, open)
  if (named.length > 0)
    return (
      named.find(({ marks }) => marks !== undefined && hasAny(document, marks)) ??
      named.find(({ marks }) => marks === undefined) ??
      named[0] ??
      null
    )
  const engines = open.filter(({ hosts, marks }) => hosts.length === 0 && marks !== undefined)
  const engine =
    engines.find(({ marks }) => marks !== undefined && isOfWhole(document, marks)) ??
    engines.find(({ marks }) => marks !== undefined && hasAny(document, marks))
  return engine || open.find(({ id }) => id === FALLBACK) || null
}

/** What a page says of itself as a whole outweighs what one of its posts looks like, and costs nothing to ask. */
function isOfWhole(document: Document, marks: string): boolean {
  if (!NAMES_WHOLE.test(marks)) return false
  // `:has()` looks through all that the page holds.
  const own = splitSelector(marks).parts.filter((part) => !part.includes(':has('))
  const list = own.join(',')
  return (
    list !== '' &&
    [one(document, 'html'), one(document, 'body')].some((root) => root !== null && matches(root, list))
  )
}

const NAMES_WHOLE = /(?:^|,\s*)(?:html|body)(?![\w-])/

/** A known site by the address alone: for a page that may not be read yet. */
export function siteByHost<S extends SiteIdentity>(url: URL, sites: readonly S[]): S | null {
  const known = namedBy(url, sites)
  return known.find(({ marks }) => marks === undefined) ?? known[0] ?? null
}

const NOBODY: ReadonlySet<string> = new Set()

/** The sites that name this host, those that name it most exactly. */
function namedBy<S extends SiteIdentity>(url: URL, sites: readonly S[]): readonly S[] {
  let longest = 0
  const lengths = sites.map(({ hosts }) => {
    const length = hosts.reduce(
      (best, host) => (isHost(url.hostname, host) ? Math.max(best, host.length) : best),
      0,
    )
    longest = Math.max(longest, length)
    return length
  })
  return longest === 0 ? [] : sites.filter((_, at) => lengths[at] === longest)
}
