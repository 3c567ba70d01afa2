import type { PageKind, Post, ReadReport } from '../model/thread.ts'
import { all } from './dom.ts'
import type { Page, Site } from './site.ts'

/** Counts what a site should have given for each post and did not. */
export interface Missing {
  author: number
  text: number
  time: number
  permalink: number
}

export function noneMissing(): Missing {
  return { author: 0, text: 0, time: 0, permalink: 0 }
}

/** Adds or (`step` -1) takes back one post. What is gone by its author's will is not missing. */
export function countMissing(missing: Missing, post: Post, step: 1 | -1): void {
  if (post.state === 'deleted' || post.state === 'limited') return
  if (post.author === null) missing.author += step
  if (post.text === '' && post.state === 'shown') missing.text += step
  if (post.time === null && post.timeText === null) missing.time += step
  if (post.permalink === null) missing.permalink += step
}

/** What the adapter found and missed on this page. `count` false: too early to say that anything failed. */
export function tellMissing(
  site: Site,
  page: Page,
  kind: PageKind,
  posts: number,
  missing: Missing,
  count: boolean,
): ReadReport {
  const depth = site.depth?.(page) ?? { unloaded: null, collapsed: 0 }
  const failed = count
    ? page.recipe.expects
        .filter(({ on }) => on.includes(kind))
        .map(({ selector, least }) => ({ selector, least, found: all(page.document, selector).length }))
        .filter(({ least, found }) => found < least)
    : []
  return { site: site.id, posts, missing: { ...missing }, failed, ...depth }
}
