import type { RecipeInForce } from '../model/thread.ts'
import { all, one } from './dom.ts'
import { postsIn } from './read.ts'
import type { Page, Recipe, Site } from './site.ts'
import { isHost } from './trim.ts'

/** A repaired recipe that somebody shipped for a site. */
export interface Offer {
  readonly source: 'team' | 'release'
  /** For these hosts only; left out: wherever the site is read. */
  readonly hosts?: readonly string[] | undefined
  readonly recipe: Recipe
  /** It was rolled back on another page of this site, and is not tried again. */
  readonly refused?: boolean | undefined
}

/** Containers that are read to compare two recipes: enough to tell, few enough for a page of thousands. */
const SAMPLE = 60
/** A long page is judged by its first posts; their share of the rest may err so far. */
const TOLERANCE = 0.95

/** What a recipe finds on a page. Posts are those of the whole page, as far as the first of them tell; the rest is of the sample. */
interface Yield {
  readonly posts: number
  readonly authors: number
  readonly texts: number
  readonly times: number
  readonly permalinks: number
  /** The sample is all that there is. */
  readonly whole: boolean
  /** Everything that the recipe expects of such a page is there. */
  readonly holds: boolean
}

/** `at-least`: the offer reads as much as the packaged recipe, or more. `less`: the packaged one reads strictly more. `unsure`: the page says nothing yet. */
export type Verdict = 'at-least' | 'less' | 'unsure'

/**
 * The offers for this page that are newer than what is built in, in the order in which they are tried: the
 * newest version first, the team's before the release list's where both have the same.
 */
export function offersFor(site: Site, url: URL, offers: readonly Offer[]): readonly Offer[] {
  return offers
    .filter(({ recipe }) => recipe.version > site.recipe.version)
    .filter(({ hosts }) => !hosts || hosts.some((host) => isHost(url.hostname, host)))
    .toSorted((a, b) => b.recipe.version - a.recipe.version || rank(a) - rank(b))
}

function rank({ source }: Offer): number {
  return source === 'team' ? 0 : 1
}

/** Reads the same document by both recipes. Rests (yields) after each element, so that it can be cut into slices. */
export function* compare(site: Site, page: Page, offered: Recipe): Generator<void, Verdict> {
  const packaged = yield* yieldOf(site, { ...page, recipe: site.recipe })
  const repaired = yield* yieldOf(site, { ...page, recipe: offered })
  return judge(packaged, repaired)
}

/** Where the packaged recipe holds what it expects, nothing may be lost; where it fails, what it finds may be junk and the sum decides. */
export function judge(packaged: Yield, repaired: Yield): Verdict {
  const pairs = PARTS.map((part) => [packaged[part], repaired[part]] as const)
  const total = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0)
  const share = packaged.whole && repaired.whole ? 1 : TOLERANCE
  const less = packaged.holds
    ? pairs.some(([before, now]) => now < before * share)
    : total(1) < total(0) * share
  if (less) return 'less'
  return repaired.holds && repaired.posts > 0 ? 'at-least' : 'unsure'
}

const PARTS = ['posts', 'authors', 'texts', 'times', 'permalinks'] as const

function* yieldOf(site: Site, page: Page): Generator<void, Yield> {
  const found = { posts: 0, authors: 0, texts: 0, times: 0, permalinks: 0 }
  const nothing = { ...found, whole: true, holds: false }
  const containers = quietly(() => Array.from(site.containers(page)), null)
  if (containers === null) return nothing
  const seen = new Set<string>()
  const sample = containers.slice(0, SAMPLE)
  for (const container of sample) {
    for (const post of postsIn(site, container, page) ?? []) {
      if (seen.has(post.key)) continue
      seen.add(post.key)
      found.posts++
      // A deleted post lacks its author and text by right, under either recipe.
      if (post.author !== null) found.authors++
      if (post.text !== '') found.texts++
      if (post.time !== null || post.timeText !== null) found.times++
      if (post.permalink !== null) found.permalinks++
    }
    yield
  }
  const posts = sample.length === 0 ? 0 : (found.posts * containers.length) / sample.length
  return { ...found, posts, whole: sample.length === containers.length, holds: holds(site, page) }
}

/** Is everything there that this recipe expects of such a page? */
export function holds(site: Site, page: Page): boolean {
  const kind = site.pageKind(page.url, page.document)
  return quietly(
    () =>
      page.recipe.expects
        .filter(({ on }) => kind !== null && on.includes(kind))
        .every(({ selector, least }) =>
          least <= 1 ? one(page.document, selector) !== null : all(page.document, selector).length >= least,
        ),
    false,
  )
}

/**
 * The site with a recipe from outside. Its code was written for the recipe that it came with, and may ask
 * another one for what it can't say: whatever it throws at the page as a whole counts as finding nothing
 * there, and `onThrown` hears of it. (A single post that throws is left out in any case.)
 */
export function siteWith(site: Site, recipe: Recipe, inForce: RecipeInForce, onThrown: () => void): Site {
  const guard =
    <A extends readonly never[], T>(work: (...given: A) => T, nothing: (...given: A) => T) =>
    (...given: A): T => {
      try {
        return work(...given)
      } catch {
        onThrown()
        return nothing(...given)
      }
    }
  const { countUnloaded, inferParents, replyBox } = site
  return {
    ...site,
    recipe,
    inForce,
    describe: guard(site.describe, () => ({ title: null, community: null })),
    containers: guard(
      (page: Page) => Array.from(site.containers(page)),
      (): Element[] => [],
    ),
    ...(inferParents && { inferParents: guard(inferParents, (posts) => posts) }),
    ...(countUnloaded && { countUnloaded: guard(countUnloaded, () => null) }),
    ...(replyBox && { replyBox: guard(replyBox, () => null) }),
  }
}

function quietly<T>(work: () => T, nothing: T): T {
  try {
    return work()
  } catch {
    return nothing
  }
}
