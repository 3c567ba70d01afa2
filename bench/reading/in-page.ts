import { read } from '../../lib/sites/read.ts'
import { siteFor } from '../../lib/sites/registry.ts'

export interface Sample {
  readonly ms: number
  /** Posts read, or nodes visited: proof that the work was done. */
  readonly count: number
}

/** Milliseconds of main thread to read the whole page. */
export function measureReading(address: string): Sample {
  const url = new URL(address)
  return timed(() => {
    const site = siteFor(url, document)
    return site ? read(site, document, url).thread.posts.length : 0
  })
}

/** Milliseconds of main thread to do nothing but visit each node. */
export function measureWalking(): Sample {
  return timed(() => {
    const walker = document.createTreeWalker(document)
    let nodes = 1
    while (walker.nextNode()) nodes++
    return nodes
  })
}

function timed(work: () => number): Sample {
  const start = performance.now()
  const count = work()
  return { ms: performance.now() - start, count }
}
