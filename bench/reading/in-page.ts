import { read } from '../../lib/sites/read.ts'
import { siteFor } from '../../lib/sites/registry.ts'

export interface Sample {
  readonly reading: number
  readonly walking: number
  readonly posts: number
  readonly nodes: number
}

/** Milliseconds of main thread: to read the whole page, and to do nothing but visit each of its nodes. */
export function measure(address: string): Sample {
  const walked = timed(() => {
    const walker = document.createTreeWalker(document)
    let nodes = 1
    while (walker.nextNode()) nodes++
    return nodes
  })
  const url = new URL(address)
  const done = timed(() => {
    const site = siteFor(url, document)
    return site ? read(site, document, url).thread.posts.length : 0
  })
  return { reading: done.ms, walking: walked.ms, posts: done.value, nodes: walked.value }
}

function timed<T>(work: () => T): { readonly ms: number; readonly value: T } {
  const start = performance.now()
  const value = work()
  return { ms: performance.now() - start, value }
}
