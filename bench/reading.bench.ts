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
 * over the same document in the same run. Each measurement has a document of its own, as a reader meets a
 * page: once, and nobody pays for what the other left behind.
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
    const readings: number[] = []
    const walks: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const reading = await measureOnce(page, `${script};earshot.measureReading(${JSON.stringify(ADDRESS)})`)
      const walk = await measureOnce(page, `${script};earshot.measureWalking()`)
      if (reading.count !== POSTS + 1) throw new Error(`${reading.count} posts were read, not ${POSTS + 1}`)
      readings.push(reading.ms)
      walks.push(walk.ms)
    }
    const value = median(readings)
    const baseline = median(walks)
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

async function measureOnce(page: Page, expression: string): Promise<Sample> {
  await page.goto(ADDRESS, { waitUntil: 'load' })
  return page.evaluate<Sample>(expression)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
