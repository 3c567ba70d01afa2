import Defuddle from 'defuddle'
import { read } from '../../lib/sites/read.ts'
import { siteFor } from '../../lib/sites/registry.ts'
import { watchPage } from '../../lib/sites/watch.ts'

/** Reads the whole page; returns how many posts there are. */
export function readAll(address: string): number {
  const url = new URL(address)
  const site = siteFor(url, document)
  return site ? read(site, document, url).thread.posts.length : 0
}

/** Does nothing but visit each node; returns how many there are. */
export function walkAll(): number {
  const walker = document.createTreeWalker(document)
  let nodes = 1
  while (walker.nextNode()) nodes++
  return nodes
}

/** What the peer makes of the same page: its extractor for this site finds post and comments. Returns the characters. */
export function extractAll(address: string): number {
  return new Defuddle(document, { url: address }).parse().content.length
}

/** What the reader did while a page went on changing. */
export interface Watched {
  /** Milliseconds of main thread in callbacks of the reader. */
  busy: number
  /** The longest of them, milliseconds. */
  longest: number
  /** Posts sent. */
  sent: number
}

/** Watches this page as the extension does, and keeps account of every callback. */
export function startWatching(address: string): Watched {
  const account: Watched = { busy: 0, longest: 0, sent: 0 }
  const metered =
    <A extends unknown[]>(work: (...given: A) => void) =>
    (...given: A) => {
      const start = performance.now()
      work(...given)
      const took = performance.now() - start
      account.busy += took
      account.longest = Math.max(account.longest, took)
    }
  const Native = globalThis.MutationObserver
  globalThis.MutationObserver = class extends Native {
    constructor(heard: MutationCallback) {
      super(metered(heard))
    }
  }
  watchPage({
    document,
    url: new URL(address),
    siteFor: (url, page, without) => siteFor(url, page, without),
    idle: (work) => requestIdleCallback(metered(work), { timeout: 1_000 }),
    now: () => performance.now(),
    later: (work, ms) => setTimeout(metered(work), ms),
    newId: () => crypto.randomUUID(),
    send: async ({ posts }) => {
      account.sent += posts.length
      return { ok: true, value: null }
    },
  })
  globalThis.MutationObserver = Native
  return account
}
