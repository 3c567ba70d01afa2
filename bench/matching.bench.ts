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

const PARTS = ['low-hit', 'hit-rich', 'building', 'page', 'growth'] as const
const ENGINES = ['Chromium', 'Node']

async function* figuresOf(engine: Engine, wanted: (part: string) => boolean): AsyncIterable<Figure> {
  const figure = (row: measure.Row): Figure => ({
    bench: 'matching',
    ...row,
    case: `${engine.name}: ${row.case}`,
    ratio: row.value / row.baseline,
  })
  for (const part of PARTS)
    if (wanted(partOf(engine.name, part))) for await (const row of rowsOf(engine, part)) yield figure(row)
}

function partOf(engine: string, part: string): string {
  return `${engine}/${part}`
}

async function* rowsOf(engine: Engine, part: (typeof PARTS)[number]): AsyncIterable<measure.Row> {
  if (part === 'building') {
    yield* await engine.call('measureBuilding')
    yield await engine.call('measureFirstUse')
  } else if (part === 'page') yield* await engine.call('measurePage')
  else if (part === 'growth') {
    yield* await engine.call('measureGrowth')
    yield* await engine.call('measureDeciding')
  } else
    for (const count of [10, 100, 1_000, 10_000]) {
      await engine.call('checkSameHits', count, part)
      yield* await engine.call('measureThroughput', count, part)
    }
}

/**
 * Our matcher against a loop that only looks at every character, against regular expressions and against the
 * best packages, in Node and in Chromium. That they find the same is checked first.
 */
export const bench: Bench = {
  name: 'matching',
  parts: [...ENGINES.flatMap((engine) => PARTS.map((part) => partOf(engine, part))), 'Chromium/restoring'],
  async *run(wanted) {
    const script = await buildForPage(join(import.meta.dirname, 'matching/measure.ts'), 'earshot')
    const browser = await openMatchingBrowser(script)
    try {
      yield* figuresOf({ name: 'Chromium', call: (name, ...given) => browser.call(name, given) }, wanted)
      if (wanted('Chromium/restoring')) {
        yield* browser.memory()
        yield* browser.restoring()
      }
    } finally {
      await browser.close()
    }
    const inNode = runInThisContext(`${script};earshot`) as Record<string, (...given: unknown[]) => never>
    const node: Engine = { name: 'Node', call: async (name, ...given) => inNode[name]?.(...given) as never }
    yield* figuresOf(node, wanted)
  },
}
