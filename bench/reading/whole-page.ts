import type { Figure } from '../figure.ts'
import { type BenchBrowser, median } from './browser.ts'

const ROUNDS = 15
const PEER_ROUNDS = 1

interface WholePage {
  readonly name: string
  readonly address: string
  readonly body: string
  readonly posts: number
  /** The peer has an extractor for this site. */
  readonly peer?: boolean
}

/**
 * What reading a page of 2,000 posts at once costs the main thread, against a bare TreeWalker over the same
 * document in the same run. Each measurement has a document of its own, as a reader meets a page: once, with cold code, and
 * nobody pays for what the other left behind.
 */
export async function* wholePage(browser: BenchBrowser, given: WholePage): AsyncIterable<Figure> {
  const readings: number[] = []
  const walks: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const reading = await measure(browser, given, `readAll(${JSON.stringify(given.address)})`)
    if (reading.count !== given.posts) throw new Error(`${reading.count} posts were read, not ${given.posts}`)
    readings.push(reading.ms)
    walks.push((await measure(browser, given, 'walkAll()')).ms)
  }
  const baseline = median(walks)
  yield figure(given.name, median(readings), baseline, ROUNDS)
  if (!given.peer) return
  const peers: number[] = []
  for (let round = 0; round < PEER_ROUNDS; round++) {
    const peer = await measure(browser, given, `extractAll(${JSON.stringify(given.address)})`)
    if (peer.count < given.posts * 20) throw new Error('The peer did not find the posts')
    peers.push(peer.ms)
  }
  yield figure(`${given.name} by defuddle`, median(peers), baseline, PEER_ROUNDS)
}

interface Sample {
  readonly ms: number
  /** Posts read, nodes visited or characters extracted: proof that the work was done. */
  readonly count: number
}

async function measure(browser: BenchBrowser, { address, body }: WholePage, call: string): Promise<Sample> {
  const page = await browser.open(address, body)
  try {
    const { ms, answer } = await browser.measure<number>(page, `earshot.${call}`)
    return { ms, count: answer }
  } finally {
    await page.close()
  }
}

function figure(name: string, value: number, baseline: number, n: number): Figure {
  return { bench: 'reading', case: name, value, unit: 'ms', baseline, ratio: value / baseline, n }
}
