/** `npm run bench [-- NAME] [--json]`: figures as ratios to a baseline measured in the same run. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Bench } from './figure.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } })

const benches: Bench[] = []
for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.bench.ts')))
  benches.push(((await import(join(import.meta.dirname, file))) as { bench: Bench }).bench)

const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name))
if (unknown.length > 0) {
  console.error(
    `No bench is called ${unknown.join(', ')}. There are: ${benches.map((bench) => bench.name).join(', ')}.`,
  )
  process.exit(2)
}
for (const bench of benches) {
  if (positionals.length > 0 && !positionals.includes(bench.name)) continue
  for await (const figure of bench.run()) {
    if (values.json || !process.stdout.isTTY) console.log(JSON.stringify(figure))
    else
      console.log(
        `${figure.bench} · ${figure.case}: ${figure.value.toPrecision(3)} ${figure.unit}, baseline ${figure.baseline.toPrecision(3)}, ratio ${figure.ratio.toFixed(2)} (n ${figure.n})`,
      )
  }
}
