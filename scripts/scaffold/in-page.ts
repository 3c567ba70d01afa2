import { anonymise } from '../../lib/sites/anonymise.ts'
import { openPage } from '../../lib/sites/page-address.ts'
import { containersOf, read } from '../../lib/sites/read.ts'
import { siteFor } from '../../lib/sites/registry.ts'
import { type Counts, countFound } from '../read/count-found.ts'

interface Asked {
  /** Containers of posts to keep, from the first; null: all. */
  readonly keepPosts: number | null
  readonly seed: number
}

/** A page in filler, and by whom it is read. */
export interface MadeFixture {
  readonly html: string
  readonly url: string
  readonly site: string
  readonly replaced: Readonly<Record<string, number>>
  readonly leftOut: number
  /** What is read of the page as it was. */
  readonly found: Counts
}

/** Runs in the page. Null: no site knows it. */
export function fixtureWith({ keepPosts, seed }: Asked): (address: string) => MadeFixture | null {
  return (address) => {
    const url = new URL(address)
    const site = siteFor(url, document)
    if (!site) return null
    const containers = Array.from(containersOf(site, openPage(document, url, site.recipe)))
    const kept = keepPosts === null ? containers : containers.slice(0, keepPosts)
    // A container around a kept one stays, whatever its number.
    const without = new Set(
      containers.filter((one) => !kept.some((other) => one.contains(other) || other.contains(one))),
    )
    const reading = read(site, document, url)
    const people = new Set(
      reading.thread.posts
        .flatMap(({ author }) => [author?.name, author?.handle])
        .flatMap((name) => (name ? [name.toLowerCase()] : [])),
    )
    const made = anonymise(document, [document.documentElement], { url, site, seed, without, people })
    return {
      html: `<!doctype html>${made.html.join('')}`,
      url: made.url,
      site: site.id,
      replaced: made.replaced,
      leftOut: without.size,
      found: countFound(reading),
    }
  }
}
