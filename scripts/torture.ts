/**
 * `npm run torture -- [--rounds N] [--store sqlite|postgres] [--no-browser]`: kills what keeps the log, over and over, while
 * devices write. The last line says what became of what was acknowledged; exit 1 when anything was lost or doubled.
 */
import { parseArgs } from 'node:util'
import { tortureBrowser } from './torture/browser.ts'
import { tortureServer } from './torture/server.ts'
import type { Tally } from './torture/tally.ts'

const STORES = ['sqlite', 'postgres'] as const

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    store: { type: 'string' },
    seed: { type: 'string', default: '1' },
    'no-browser': { type: 'boolean', default: false },
  },
})
const [rounds, seed] = [Number(values.rounds), Number(values.seed)]
const stores = STORES.filter((store) => values.store === undefined || values.store === store)
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed) || stores.length === 0) {
  console.error('Use: npm run torture -- [--rounds N] [--seed N] [--store sqlite|postgres] [--no-browser]')
  process.exit(2)
}

const tallies: Tally[] = []
for (const store of stores) tallies.push(await tortureServer(store, rounds, seed, console.error))
if (!values['no-browser']) tallies.push(await tortureBrowser(rounds, console.error))
for (const { what, kills, acknowledged, stored, lost, doubled } of tallies)
  console.log(
    `${what}: ${kills} kills, acknowledged ${acknowledged}, stored ${stored}, lost ${lost}, doubled ${doubled}`,
  )
const sum = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0)
const [lost, doubled] = [sum((tally) => tally.lost), sum((tally) => tally.doubled)]
console.log(
  `acknowledged ${sum((tally) => tally.acknowledged)}, stored ${sum((tally) => tally.stored)}, lost ${lost}, doubled ${doubled}`,
)
process.exit(lost + doubled > 0 ? 1 : 0)
