import { type CDPSession, chromium } from '@playwright/test'
import { findBrowser } from '../../scripts/find-browser.ts'
import type { Figure } from '../figure.ts'

/** A Chromium in which bench/matching/measure.ts runs. */
interface MatchingBrowser {
  call(name: string, given: readonly unknown[]): Promise<never>
  /** Megabytes that a matcher of 10,000 terms takes, against those of an empty one. */
  memory(): AsyncIterable<Figure>
  /** Milliseconds until a restarted worker has its matcher: built anew, against tables loaded from IndexedDB. */
  restoring(): AsyncIterable<Figure>
  close(): Promise<void>
}

/** Pages that are isolated from all others have clocks of 5 µs instead of 100. */
const HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
}

export async function openMatchingBrowser(script: string): Promise<MatchingBrowser> {
  const browser = await chromium.launch({
    executablePath: findBrowser('chromium', console.error).path,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const page = await browser.newPage()
  await page.route('**/*', (route) =>
    route.fulfill({ body: '<!doctype html>', contentType: 'text/html', headers: HEADERS }),
  )
  await page.goto('https://matching.example/')
  await page.evaluate(`${script};globalThis.earshot = earshot;0`)
  const call = (name: string, given: readonly unknown[]) =>
    page.evaluate(`earshot[${JSON.stringify(name)}](...${JSON.stringify(given)})`) as Promise<never>
  return {
    call,
    async *memory() {
      const session = await page.context().newCDPSession(page)
      const sizes: number[] = []
      for (const count of [1, 10_000]) {
        await call('letGo', [])
        const before = await heapOf(session)
        await call('holdMatcher', [count])
        sizes.push((await heapOf(session)) - before)
      }
      const [baseline = Number.NaN, value = Number.NaN] = sizes
      yield {
        bench: 'matching',
        case: 'Chromium: memory of 10000 terms, against one term',
        value,
        unit: 'MB',
        baseline,
        ratio: value / baseline,
        n: 1,
      }
    },
    async *restoring() {
      for (const count of [100, 1_000, 10_000]) {
        const { build, load } = (await call('measureRestoring', [count])) as { build: number; load: number }
        yield {
          bench: 'matching',
          case: `Chromium: build ${count} terms, against loading the tables`,
          value: build,
          unit: 'ms',
          baseline: load,
          ratio: build / load,
          n: 5,
        }
      }
    },
    close: () => browser.close(),
  }
}

/** Objects and the buffers behind typed arrays. */
async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const usage = (await session.send('Runtime.getHeapUsage')) as {
    usedSize: number
    backingStorageSize?: number
  }
  return (usage.usedSize + (usage.backingStorageSize ?? 0)) / 1e6
}
