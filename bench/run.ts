/**
 * `npm run bench [-- NAME] [--only PART] [--json]`: figures as ratios to a baseline measured in the same run. A long
 * bench has parts, `sqlite/adding` say; `--only` takes such a name or one of its halves, as often as you like.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Bench } from './figure.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, only: { type: 'string', multiple: true, default: [] } },
})

const benches: Bench[] = []
for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.bench.ts')))
  benches.push(((await import(join(import.meta.dirname, file))) as { bench: Bench }).bench)

const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name))
if (unknown.length > 0)
  misused(`No bench is called ${unknown.join(', ')}`, benches.map((bench) => bench.name).join(', '))
const chosen = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
const parts = chosen.flatMap((bench) => bench.parts ?? [])
for (const only of values.only)
  if (!parts.some((part) => isMeant(part, only))) misused(`No part is called ${only}`, parts.join(', '))

const wanted = (part: string) => values.only.length === 0 || values.only.some((only) => isMeant(part, only))
for (const bench of chosen) {
  if (values.only.length > 0 && !bench.parts?.some(wanted)) continue
  for await (const figure of bench.run(wanted)) {
    if (values.json || !process.stdout.isTTY) console.log(JSON.stringify(figure))
    else
      console.log(
        `${figure.bench} · ${figure.case}: ${figure.value.toPrecision(3)} ${figure.unit}, baseline ${figure.baseline.toPrecision(3)}, ratio ${figure.ratio.toFixed(2)} (n ${figure.n})`,
      )
  }
}

function isMeant(part: string, only: string): boolean {
  return part === only || part.split('/').includes(only)
}

function misused(fault: string, all: string): never {
  console.error(`${fault}. There are: ${all || 'none'}.`)
  process.exit(2)
}
