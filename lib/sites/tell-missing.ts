import type { Post, ReadReport } from '../model/thread.ts'
import { all, one } from './dom.ts'
import type { Page, Site } from './site.ts'

/** Counts what a site should have given for each post and did not. */
interface Missing {
  author: number
  text: number
  time: number
  permalink: number
}

export function noneMissing(): Missing {
  return { author: 0, text: 0, time: 0, permalink: 0 }
}

/** Adds one post. What is gone by its author's will is not missing. */
export function countMissing(missing: Missing, post: Post): void {
  addGaps(missing, gapsOf(post), 1)
}

/** What one post lacks, in bits. */
export function gapsOf(post: Post): number {
  if (post.state === 'deleted' || post.state === 'limited') return 0
  return (
    (post.author === null ? 1 : 0) |
    (post.text === '' && post.state === 'shown' ? 2 : 0) |
    (post.time === null && post.timeText === null ? 4 : 0) |
    (post.permalink === null ? 8 : 0)
  )
}

/** Adds or (`step` -1) takes back what one post lacks. */
export function addGaps(missing: Missing, gaps: number, step: 1 | -1): void {
  if (gaps & 1) missing.author += step
  if (gaps & 2) missing.text += step
  if (gaps & 4) missing.time += step
  if (gaps & 8) missing.permalink += step
}

/**
 * What the adapter found and missed on this page.
 * @param shown the posts now in the page; `posts` counts those of the whole visit
 */
export function tellMissing(
  site: Site,
  page: Page,
  shown: readonly Post[],
  { posts, missing }: { readonly posts: number; readonly missing: Missing },
): ReadReport {
  const kind = site.pageKind(page.url, page.document)
  return {
    site: site.id,
    posts,
    missing: { ...missing },
    failed: page.recipe.expects
      .filter(({ on }) => kind && on.includes(kind))
      .map(({ selector, least }) => ({ selector, least, found: countUpTo(least, selector, page.document) }))
      .filter(({ least, found }) => found < least),
    collapsed: shown.reduce((count, { state }) => (state === 'collapsed' ? count + 1 : count), 0),
    unloaded: site.countUnloaded?.(page, shown) ?? null,
    recipe: site.inForce ?? { source: 'packaged', version: page.recipe.version, refused: false },
    ...(site.guessed?.(page) && { guessed: true as const }),
  }
}

/** Most expectations are "at least one": the first is found soon, the last only at the end of the page. */
function countUpTo(least: number, selector: string, document: Document): number {
  if (least <= 1) return one(document, selector) ? 1 : 0
  return all(document, selector).length
}
