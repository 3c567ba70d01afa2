import { all, attribute, baseUriOf, documentUrlOf, one } from './dom.ts'
import type { Page, Recipe, SiteIdentity } from './site.ts'
import { isHost, originOf, plainHost, webUrl } from './trim.ts'

/** The page in hand under a recipe, once it is known what its links are relative to. */
export function openPage(document: Document, url: URL, recipe: Recipe): Page {
  const address = withPlainHost(url)
  return { document, url: address, base: baseOf(document, address), recipe }
}

/** `https://x.com./home` is `https://x.com/home` (RFC 1034, 3.1: the point at the end is the root). */
export function withPlainHost(url: URL): URL {
  if (!url.hostname.endsWith('.')) return url
  const address = new URL(url.href)
  address.hostname = plainHost(url.hostname)
  return address
}

/**
 * What the page's links are relative to: its first `<base href>` (HTML, "document base URL"), as far as that is of
 * the page's own site. Then its folder counts, and the page's own scheme and host, for a board that moved to
 * https goes on naming http. A base elsewhere would make other sites' addresses out of all that the page says.
 */
export function baseOf(document: Document, url: URL): URL {
  if (isWithoutBase(document)) return url
  for (const element of all(document, 'base')) {
    const href = attribute(element, 'href')
    if (href === null) continue
    const base = URL.parse(href, url.href)
    if (!base || !/^https?:$/.test(base.protocol) || !isSameHost(base, url)) return url
    return base.pathname === url.pathname && base.search === url.search
      ? url
      : new URL(base.pathname + base.search, url.origin)
  }
  return url
}

/**
 * As most are: then no `<base>` need be looked for, which would go through all of a long page. A document that was
 * parsed without an address tells nothing of it.
 */
function isWithoutBase(document: Document): boolean {
  const address = documentUrlOf(document)
  const root = one(document, 'html')
  const bare = (said: string) => said.replace(/#.*$/, '')
  return root !== null && /^https?:/.test(address) && bare(baseUriOf(root)) === bare(address)
}

/** A link of the page as an absolute address of the page's own site; null where it leads elsewhere, or nowhere. */
export function ownUrl(
  href: string | null | undefined,
  page: Page,
  hosts: SiteIdentity['hosts'] = [],
): URL | null {
  const address = webUrl(href, page.base)
  return address !== null && isOwnAddress(address, page.url, hosts) ? URL.parse(address) : null
}

/**
 * The path that a link leads to on the page's own site; null where it leads elsewhere, or nowhere. Sites write the
 * path alone; a browser that saves a page writes the whole address in its place.
 */
export function ownPath(href: string | null, page: Page, hosts: SiteIdentity['hosts'] = []): string | null {
  // As nearly all begin.
  if (href !== null && /^\/[\w@~]/.test(href)) return href.replace(/[?#].*$/s, '')
  return ownUrl(href, page, hosts)?.pathname ?? null
}

/** Does this link lead to another site? One that leads nowhere does not. */
export function leadsAway(href: string | null, page: Page, hosts: SiteIdentity['hosts'] = []): boolean {
  if (href === null || staysBy(href)) return false
  const address = webUrl(href, page.base)
  return address !== null && !isOwnAddress(address, page.url, hosts)
}

/** As nearly all begin that stay; `//` and `/\\` begin another host. By its first two signs, for every post has such links. */
function staysBy(href: string): boolean {
  const first = href.charCodeAt(0)
  if (first !== SLASH) return first === QUESTION || first === HASH
  // Digits, capitals, small letters.
  const next = href.charCodeAt(1)
  return (next > 47 && next < 58) || (next > 64 && next < 91) || (next > 96 && next < 123)
}

const SLASH = 47
const QUESTION = 63
const HASH = 35

/**
 * Is this absolute address of the site that the page is of? One of the hosts that the site is known by, or, for
 * software on any host and pages that no site knows, the page's own.
 */
export function isOwnAddress(address: string, page: URL, hosts: SiteIdentity['hosts']): boolean {
  // As nearly all are.
  const origin = originOf(page)
  if (origin !== '' && address.startsWith(origin) && address[origin.length] === '/') return true
  const url = URL.parse(address)
  return url !== null && (isSameHost(url, page) || hosts.some((host) => isHost(url.hostname, host)))
}

/** `www.` and what stands for a small screen are the same site. */
function isSameHost(one: URL, other: URL): boolean {
  return one.port === other.port && ownerOf(one) === ownerOf(other)
}

function ownerOf({ hostname }: URL): string {
  return plainHost(hostname).replace(/^(?:www|m|mobile|amp)\.(?=[^.]+\.)/, '')
}
