import { read, readPage } from '../../lib/sites/read.ts'
import { SITES, siteFor } from '../../lib/sites/registry.ts'
import type { Reading } from '../../lib/sites/site.ts'

export interface Watched {
  /** By the site that knows the page, as the reader goes. */
  readonly reading: Reading | null
  /** By every site in turn, where the page asks for it, whether or not the site knows it: none may throw on another's. */
  readonly threw: readonly string[]
  /** The document is letter for letter what it was. */
  readonly unchanged: boolean
  /** Names in the global object that were not there before. */
  readonly globals: readonly string[]
}

/** Reads the page and looks whether reading left anything behind. */
export function readWatched(address: string): Watched {
  const url = new URL(address)
  const before = document.documentElement.outerHTML
  const names = new Set(Object.getOwnPropertyNames(globalThis))
  const reading = readPage(document, url, siteFor)
  const others = document.documentElement.hasAttribute('data-every-site') ? SITES : []
  const threw = others.flatMap((site) => {
    try {
      read(site, document, url)
      return []
    } catch (error) {
      return [`${site.id}: ${String(error)}`]
    }
  })
  return {
    reading,
    threw,
    unchanged: document.documentElement.outerHTML === before,
    globals: Object.getOwnPropertyNames(globalThis).filter((name) => !names.has(name)),
  }
}
