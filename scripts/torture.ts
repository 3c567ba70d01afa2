/**
 * `npm run torture -- [--rounds N] [--only sqlite|postgres|browser]`: kills what keeps the log, over and over, while
 * devices write. The last line says what became of what was acknowledged; exit 1 when anything was lost or doubled.
 */
import { parseArgs } from 'node:util'
import { tortureBrowser } from './torture/browser.ts'
import { tortureServer } from './torture/server.ts'
import type { Tally } from './torture/tally.ts'

const KINDS = ['sqlite', 'postgres', 'browser'] as const

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
})
const [rounds, seed] = [Number(values.rounds), Number(values.seed)]
const kinds = KINDS.filter((kind) => values.only === undefined || values.only === kind)
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed) || kinds.length === 0) {
  console.error('Use: npm run torture -- [--rounds N] [--seed N] [--only sqlite|postgres|browser]')
  process.exit(2)
}

const tallies: Tally[] = []
for (const kind of kinds)
  tallies.push(
    kind === 'browser'
      ? await tortureBrowser(rounds, console.error)
      : await tortureServer(kind, rounds, seed, console.error),
  )
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
