import { join } from 'node:path'
import { runInThisContext } from 'node:vm'
import { buildForPage } from '../scripts/read/build-for-page.ts'
import type { Bench, Figure } from './figure.ts'
import { openMatchingBrowser } from './matching/browser.ts'
import type * as measure from './matching/measure.ts'

type Measure = typeof measure

/** Where the same bundle runs. */
interface Engine {
  readonly name: string
  call<N extends keyof Measure>(name: N, ...given: Parameters<Measure[N]>): Promise<ReturnType<Measure[N]>>
}

async function* figuresOf(engine: Engine): AsyncIterable<Figure> {
  const figure = (row: measure.Row): Figure => ({
    bench: 'matching',
    ...row,
    case: `${engine.name}: ${row.case}`,
    ratio: row.value / row.baseline,
  })
  for (const richness of ['low-hit', 'hit-rich'] as const)
    for (const count of [10, 100, 1_000, 10_000]) {
      await engine.call('checkSameHits', count, richness)
      for (const row of await engine.call('measureThroughput', count, richness)) yield figure(row)
    }
  for (const row of await engine.call('measureBuilding')) yield figure(row)
  yield figure(await engine.call('measureFirstUse'))
  for (const row of await engine.call('measureGrowth')) yield figure(row)
}

/**
 * Our matcher against a loop that only looks at every character, against regular expressions and against the
 * best packages, in Node and in Chromium. That they find the same is checked first.
 */
export const bench: Bench = {
  name: 'matching',
  async *run() {
    const script = await buildForPage(join(import.meta.dirname, 'matching/measure.ts'), 'earshot')
    const browser = await openMatchingBrowser(script)
    try {
      yield* figuresOf({ name: 'Chromium', call: (name, ...given) => browser.call(name, given) })
      yield* browser.memory()
      yield* browser.restoring()
    } finally {
      await browser.close()
    }
    const inNode = runInThisContext(`${script};earshot`) as Record<string, (...given: unknown[]) => never>
    yield* figuresOf({ name: 'Node', call: async (name, ...given) => inNode[name]?.(...given) as never })
  },
}
