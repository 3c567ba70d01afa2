import type { Page } from '@playwright/test'
import type { Figure } from '../figure.ts'
import type { BenchBrowser } from './browser.ts'
import type { Watched } from './in-page.ts'
import { feedPost, makeFeed } from './make-page.ts'

const ADDRESS = 'https://old.reddit.com/r/handgrinders/new/'
const SECONDS = 60
const PER_SECOND = 20
/** Elements that a virtual list keeps, and posts that pass through them. */
const MOUNTED = 30
const RECYCLED = 10_000
const SETTLED = 2_000

/**
 * A feed that adds 20 posts a second for a minute. The share of the main thread that the reader takes, against
 * what the page itself takes to add them; and the reader's longest task, against the page's longest.
 */
export async function* growingFeed(browser: BenchBrowser): AsyncIterable<Figure> {
  const page = await browser.open(ADDRESS, makeFeed(MOUNTED))
  await page.evaluate(`globalThis.account = earshot.startWatching(${JSON.stringify(ADDRESS)});0`)
  await page.waitForFunction(`account.sent >= ${MOUNTED}`)
  const posts = SECONDS * PER_SECOND
  const samples = Array.from({ length: posts }, (_, at) => feedPost(MOUNTED + at))
  const { account, own } = await page.evaluate(addPosts, { samples, every: 1_000 / PER_SECOND })
  if (account.sent < posts) throw new Error(`${account.sent} of ${posts} posts were sent`)
  const share = (ms: number) => ms / (SECONDS * 10)
  yield {
    bench: 'reading',
    case: 'feed-20-per-second share',
    value: share(account.busy),
    unit: '% of the main thread',
    baseline: share(own.busy),
    ratio: account.busy / own.busy,
    n: posts,
  }
  yield {
    bench: 'reading',
    case: 'feed-20-per-second longest task',
    value: account.longest,
    unit: 'ms',
    baseline: own.longest,
    ratio: account.longest / own.longest,
    n: posts,
  }
  await page.close()
}

/** Runs in the page: adds a post at each tick, lays it out, and takes account of what that costs itself. */
async function addPosts({ samples, every }: { samples: readonly string[]; every: number }) {
  const { account } = globalThis as unknown as { account: Watched }
  const list = document.querySelector('.sitetable')
  const before = { busy: account.busy, sent: account.sent }
  account.longest = 0
  const own = { busy: 0, longest: 0 }
  for (const [at, html] of samples.entries()) {
    const start = performance.now()
    list?.insertAdjacentHTML('beforeend', html)
    void list?.lastElementChild?.getBoundingClientRect()
    const took = performance.now() - start
    own.busy += took
    own.longest = Math.max(own.longest, took)
    if (at < samples.length - 1) await new Promise((resolve) => setTimeout(resolve, every - took))
  }
  const sent = () => account.sent - before.sent
  for (let n = 0; n < 100 && sent() < samples.length; n++)
    await new Promise((resolve) => setTimeout(resolve, 100))
  return { own, account: { ...account, busy: account.busy - before.busy, sent: sent() } }
}

/**
 * Memory after 10,000 posts have passed through 30 recycled elements, against memory after the first 2,000:
 * a ratio of 1 is flat.
 */
export async function* recycledNodes(browser: BenchBrowser): AsyncIterable<Figure> {
  const page = await browser.open(ADDRESS, makeFeed(MOUNTED))
  await page.evaluate(`globalThis.account = earshot.startWatching(${JSON.stringify(ADDRESS)});0`)
  await page.waitForFunction(`account.sent >= ${MOUNTED}`)
  let baseline = Number.NaN
  for (let from = MOUNTED; from < RECYCLED; from += MOUNTED) {
    await page.evaluate(
      recycle,
      Array.from({ length: MOUNTED }, (_, at) => feedPost(from + at)),
    )
    await page.waitForFunction(`account.sent >= ${from + MOUNTED}`, null, { polling: 10 })
    if (Number.isNaN(baseline) && from >= SETTLED) baseline = await heapOf(page)
  }
  const value = await heapOf(page)
  yield {
    bench: 'reading',
    case: 'recycled-10000 heap',
    value,
    unit: 'MB',
    baseline,
    ratio: value / baseline,
    n: RECYCLED,
  }
  await page.close()
}

/** Runs in the page: the same elements get other posts, as a virtual list does. */
function recycle(samples: readonly string[]): void {
  const things = document.querySelectorAll('.thing')
  for (const [at, html] of samples.entries()) {
    const thing = things[at]
    const next = new DOMParser().parseFromString(html, 'text/html').querySelector('.thing')
    if (!thing || !next) continue
    for (const { name, value } of next.attributes) thing.setAttribute(name, value)
    thing.replaceChildren(...next.childNodes)
  }
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1e6
}
