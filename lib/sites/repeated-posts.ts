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
  /** Reads the one post that the others answer, where it is built otherwise. */
  readonly opening: Site | null
  readonly told: ReadonlySet<string>
}

const guesses = new WeakMap<Document, Guess>()

/** Posts may come late; after so many looks at a page that grew each time nothing is there. */
const MOST_TRIES = 4
const GROWN = 1.2

/**
 * Looks for a recipe by the page's shape, if it was not found or given up before. Rests (yields) often. What it
 * found is in force from then on: `guessInForce`.
 * @param accepts asked once for what was found; null refuses it
 */
export function* findGuess(
  page: Page,
  accepts: (site: Site, opening: Site | null) => Generator<void, Found | null>,
): Generator<void, void> {
  const address = page.url.href.replace(/#.*$/, '')
  const before = guesses.get(page.document)
  const guess: Guess = before?.address === address ? before : { address, tries: 0, size: 0, found: null }
  guesses.set(page.document, guess)
  if (guess.found && isThere(guess.found.site, page)) {
    const { opening } = guess.found
    if (!opening || isThere(opening, page) || guess.tries >= MOST_TRIES) return
  } else guess.found = null
  if (guess.tries >= MOST_TRIES) return
  const size = sizeOf(page.document)
  if (guess.tries > 0 && size < guess.size * GROWN) return
  yield
  const repeated = yield* findRepeated(page)
  const opening = repeated?.opening ?? null
  const found = repeated && (yield* accepts(siteOf(repeated.posts), opening && siteOf(opening)))
  // Only now: a look that was left in the middle found nothing out.
  guess.tries++
  guess.size = size
  guess.found = found ?? null
}

function isThere({ recipe }: Site, page: Page): boolean {
  return one(page.document, select({ ...page, recipe }, 'post')) !== null
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
