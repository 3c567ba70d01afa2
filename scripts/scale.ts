/**
 * npm run scale [-- --check]
 *
 * Plays one working day of a million members in ten thousand companies (scripts/scale/assumptions.ts) and writes
 * docs/scale-figures.json, docs/pictures/scale.svg and the tables in docs/scale.md. With --check it writes
 * nothing and exits 1 when one of them is not what the simulation says.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { drawScale } from './scale/draw.ts'
import { reckon } from './scale/reckon.ts'
import { simulateDay } from './scale/simulate.ts'
import { withTables } from './scale/tables.ts'

const pathOf = (name: string) => fileURLToPath(new URL(`../docs/${name}`, import.meta.url))
const figures = reckon(simulateDay())
const document = readIfThere(pathOf('scale.md'))
const wanted = new Map([
  ['scale-figures.json', `${JSON.stringify(figures, null, 2)}\n`],
  ['pictures/scale.svg', drawScale()],
  ['scale.md', withTables(document, figures)],
])

if (process.argv.includes('--check')) {
  for (const [name, text] of wanted) {
    if (readIfThere(pathOf(name)) === text) continue
    console.error(`docs/${name} is not what the simulation says. Run: npm run scale`)
    process.exitCode = 1
  }
} else {
  for (const [name, text] of wanted) writeFileSync(pathOf(name), text)
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
