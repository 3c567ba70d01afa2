import { readPage } from '../../lib/sites/read.ts'
import { siteFor } from '../../lib/sites/registry.ts'
import type { Reading } from '../../lib/sites/site.ts'

/** The reader's way over a page, at once instead of in slices. Null: no site knows the page. */
export function readHere(address: string): Reading | null {
  return readPage(document, new URL(address), siteFor)
}
