import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { findBrowser } from '../scripts/find-browser.ts'
import { buildForPage } from '../scripts/read/build-for-page.ts'
import type { Bench, Figure } from './figure.ts'
import type { Sample } from './reading/in-page.ts'
import { makePage } from './reading/make-page.ts'

const ADDRESS = 'https://old.reddit.com/r/handgrinders/comments/bench/a_long_thread/'
const POSTS = 2_000
const ROUNDS = 15

/**
 * What the reader costs the page: main-thread time to read 2,000 posts at once, against a bare TreeWalker
 * over the same document in the same run. Each round is a new document, as a reader meets a page: once.
 */
export const bench: Bench = { name: 'reading', run }

async function* run(): AsyncIterable<Figure> {
  const script = await buildForPage(join(import.meta.dirname, 'reading', 'in-page.ts'), 'earshot')
  const browser = await chromium.launch({
    executablePath: findBrowser('chromium', console.error).path,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  try {
    const page = await browser.newPage()
    const body = makePage(POSTS)
    await page.route('**/*', (route) =>
      route.request().isNavigationRequest()
        ? route.fulfill({ body, contentType: 'text/html; charset=utf-8' })
        : route.abort(),
    )
    const samples: Sample[] = []
    for (let round = 0; round < ROUNDS; round++) samples.push(await measureOnce(page, script))
    const value = median(samples.map(({ reading }) => reading))
    const baseline = median(samples.map(({ walking }) => walking))
    yield {
      bench: 'reading',
      case: 'page-2000',
      value,
      unit: 'ms',
      baseline,
      ratio: value / baseline,
      n: ROUNDS,
    }
  } finally {
    await browser.close()
  }
}

async function measureOnce(page: Page, script: string): Promise<Sample> {
  await page.goto(ADDRESS, { waitUntil: 'load' })
  const sample = await page.evaluate<Sample>(`${script};earshot.measure(${JSON.stringify(ADDRESS)})`)
  if (sample.posts !== POSTS + 1) throw new Error(`${sample.posts} posts were read instead of ${POSTS + 1}`)
  return sample
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
