import type { Page } from './site.ts'

/** A selector of the page's recipe. A name that it lacks finds nothing: a repaired recipe may be older than the code. */
export function select(page: Page, name: string): string {
  return page.recipe.selectors[name] ?? 'not-in-the-recipe'
}
