import { LIMITS } from '../model/limits.ts'
import type { Post, Thread } from '../model/thread.ts'
import { isOwnAddress, openPage, withPlainHost } from './page-address.ts'
import type { Page, Reading, Site } from './site.ts'
import { countMissing, noneMissing, tellMissing } from './tell-missing.ts'
import { cut } from './trim.ts'

/**
 * Reads a whole document at once. A post that the page shows twice is given once; one that can't be read
 * is left out. The document is not changed.
 */
export function read(site: Site, document: Document, url: URL): Reading {
  const bare = openPage(document, url, site.recipe)
  const containers = containersOf(site, bare)
  const page: Page = { ...bare, containers }
  const found = new Set<string>()
  const shown: Post[] = []
  const places: Element[] = []
  for (const container of containers)
    for (const post of postsIn(site, container, page) ?? []) {
      if (found.has(post.key)) continue
      found.add(post.key)
      shown.push(post)
      places.push(container)
    }
  const posts = withParents(site, page, shown, places)
  const missing = noneMissing()
  for (const post of posts) countMissing(missing, post)
  return {
    thread: { ...describePage(site, page), posts: [...posts] },
    report: tellMissing(site, page, posts, { posts: posts.length, missing }),
  }
}

/** Each container of the page, prepared for at once: for whoever may take as long as that needs. */
export function containersOf(site: Site, page: Page): ReadonlySet<Element> {
  if (site.prepare) for (const _ of site.prepare(page));
  return new Set(site.containers(page))
}

/** Reads a whole document by the site that knows it, or in general words where a forum's skin defeats its reader. */
export function readPage(
  document: Document,
  address: URL,
  siteFor: (url: URL, document: Document, without: ReadonlySet<string>) => Site | null,
): Reading | null {
  const url = withPlainHost(address)
  const without = new Set<string>()
  const site = siteFor(url, document, without)
  if (!site) return null
  const reading = read(site, document, url)
  if (reading.thread.posts.length > 0 || !isEngine(site)) return reading
  const other = siteFor(url, document, without.add(site.id))
  const general = other && read(other, document, url)
  return general && general.thread.posts.length > 0 ? general : reading
}

/** Software that runs on any host, told by its marks. */
export function isEngine(site: Site): boolean {
  return site.hosts.length === 0 && site.marks !== undefined && !site.ownPage
}

/** The page without its posts. `early`: the document may still be the page before, so nothing in it counts. */
export function describePage(site: Site, page: Page, early = false): Omit<Thread, 'posts'> {
  const { title, community } = early ? { title: null, community: null } : site.describe(page)
  return {
    site: site.people ?? site.id,
    key: cut(site.threadKey(page.url, early ? undefined : page.document), LIMITS.url),
    url: cut(page.url.href, LIMITS.url),
    page: site.pageKind(page.url, page.document) ?? 'thread',
    title,
    community,
  }
}

/**
 * The posts that one container holds; null when it defeated the adapter, so that the others are still
 * read and somebody can say so. Whatever a page's links say, no post has an address of another site; and its
 * words for a time count only where there is no exact one.
 */
export function postsIn(site: Site, container: Element, page: Page): readonly Post[] | null {
  try {
    if (site.readPosts) return site.readPosts(container, page).map((post) => atHome(site, post, page))
    const post = site.readPost(container, page)
    return post ? [atHome(site, post, page)] : []
  } catch {
    return null
  }
}

function atHome(site: Site, post: Post, { url }: Page): Post {
  const { permalink, author } = post
  const profile = author?.url ?? null
  const isOwn = (address: string | null) => address === null || isOwnAddress(address, url, site.hosts)
  const goesAway = site.elsewhere !== 'posts' && !site.ownPage && !isOwn(permalink)
  const isAway = site.elsewhere === undefined && !site.ownPage && !isOwn(profile)
  const isDated = post.time !== null && post.timeText !== null
  if (!goesAway && !isAway && !isDated) return post
  return {
    ...post,
    timeText: isDated ? null : post.timeText,
    permalink: goesAway ? null : permalink,
    author: isAway && author ? { ...author, url: null } : author,
  }
}

/** With the parents that only the order tells. */
export function withParents(
  site: Site,
  page: Page,
  posts: readonly Post[],
  containers: readonly Element[],
): readonly Post[] {
  return site.inferParents ? site.inferParents(posts, page, containers) : posts
}
