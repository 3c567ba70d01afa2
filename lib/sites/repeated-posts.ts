import { one } from './dom.ts'
import { siteFromRecipe } from './from-recipe.ts'
import { findRepeated } from './repeated-structure.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site } from './site.ts'

/** What a page's shape told, remembered as long as the page: looking again at every change would cost too much. */
interface Guess {
  /** Without the part after `#`. */
  readonly address: string
  /** How often the page was looked at, and how many elements it had then. */
  tries: number
  size: number
  found: Found | null
}

/** What reads this page, and the marks of posts that it says in another way too. */
export interface Found {
  readonly site: Site
  readonly told: ReadonlySet<string>
}

const guesses = new WeakMap<Document, Guess>()

/** Posts may come late; after so many looks at a page that grew each time nothing is there. */
const MOST_TRIES = 4
const GROWN = 1.2

/**
 * The site that reads what repeats on this page, out of a recipe found by its shape; null where nothing looks
 * like posts. Cheap once it was found or given up.
 * @param accepts asked once for each recipe that was found; null refuses it
 */
export function guessSite(page: Page, accepts: (site: Site) => ReadonlySet<string> | null): Found | null {
  const address = page.url.href.replace(/#.*$/, '')
  const before = guesses.get(page.document)
  const guess: Guess = before?.address === address ? before : { address, tries: 0, size: 0, found: null }
  guesses.set(page.document, guess)
  if (guess.found && one(page.document, select({ ...page, recipe: guess.found.site.recipe }, 'post')))
    return guess.found
  guess.found = null
  if (guess.tries >= MOST_TRIES) return null
  const size = sizeOf(page.document)
  if (guess.tries > 0 && size < guess.size * GROWN) return null
  guess.tries++
  guess.size = size
  const recipe = findRepeated(page.document, page.url)
  const site = recipe && siteOf(recipe)
  const told = site && accepts(site)
  guess.found = site && told ? { site, told } : null
  return guess.found
}

/** The guess in force on this page, without looking for one. */
export function guessInForce(page: Page): Found | null {
  const guess = guesses.get(page.document)
  return guess?.address === page.url.href.replace(/#.*$/, '') ? guess.found : null
}

function sizeOf(document: Document): number {
  return Document.prototype.getElementsByTagName.call(document, '*').length
}

function siteOf(recipe: Recipe): Site {
  return siteFromRecipe({
    id: 'generic',
    name: '',
    hosts: [],
    origins: [],
    recipe,
    authorBy: 'profile',
    perHost: true,
    drops: ['sid', 'PHPSESSID', 'jsessionid'],
    pageKind: () => 'thread',
    threadKey: ({ href }) => href,
  })
}
