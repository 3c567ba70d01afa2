import { generic } from './generic.site.ts'
import { hackernews } from './hackernews.site.ts'
import { mastodon } from './mastodon.site.ts'
import { practice } from './practice.site.ts'
import { reddit } from './reddit.site.ts'
import { redditOld } from './reddit-old.site.ts'
import type { Site } from './site.ts'
import { isHost } from './trim.ts'
import { x } from './x.site.ts'

/** Every site that Earshot can read. `generic` is asked last. */
export const SITES: readonly Site[] = [hackernews, reddit, redditOld, x, mastodon, practice, generic]

/** The site that reads this page; null where none does, also on pages of a known site that hold no posts. */
export function siteFor(url: URL, document: Document): Site | null {
  const known = sitesOf(url)
  if (known.length > 0) {
    const site = known.find((one) => one.detect?.(document)) ?? known.find((one) => !one.detect) ?? known[0]
    return site && site.pageKind(url, document) !== null ? site : null
  }
  const suits = (site: Site) =>
    site.hosts.length === 0 && site.detect?.(document) && site.pageKind(url, document) !== null
  return SITES.find(suits) ?? null
}

/** A known site by the address alone: for a page that may not be read yet. */
export function siteByHost(url: URL): Site | null {
  const known = sitesOf(url)
  return known.find((site) => !site.detect) ?? known[0] ?? null
}

/** The sites that name this host, those that name it most exactly. */
function sitesOf(url: URL): readonly Site[] {
  let longest = 0
  const suits = SITES.map((site) => {
    const suffix = site.hosts.reduce(
      (best, host) => (isHost(url.hostname, host) ? Math.max(best, host.length) : best),
      0,
    )
    longest = Math.max(longest, suffix)
    return suffix
  })
  return longest === 0 ? [] : SITES.filter((_, at) => suits[at] === longest)
}
