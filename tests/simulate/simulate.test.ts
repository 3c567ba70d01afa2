import '../../scripts/simulate/surroundings.ts'
import { expect, test } from 'vitest'
import { type Plant, simulate } from '../../scripts/simulate/simulate.ts'
import {
  cursorByTimestamp,
  droppedReceipt,
  erasedInSilence,
  movedOnWithoutRoom,
  repeatsStoredAgain,
  shutOutAndLetIn,
  storedAllButOne,
} from './planted.ts'

/** More of them: `npm run simulate -- --seeds 10000`. */
const SEEDS = 200

test('two hundred worlds of dead workers, bad networks, full disks, wrong clocks, people shut out and a restored server lose and double nothing', async () => {
  let faults = 0
  for (let seed = 1; seed <= SEEDS; seed++) {
    const outcome = await simulate(seed)
    expect(outcome).toMatchObject({ seed, violations: [] })
    faults += outcome.faults
  }
  expect(faults).toBeGreaterThan(SEEDS)
}, 1_200_000)

test('the same seed is the same world', async () => {
  for (let seed = 1; seed <= 10; seed++) expect(await simulate(seed)).toEqual(await simulate(seed))
})

test.for<[string, Plant, RegExp]>([
  ['a cursor by timestamp', { store: cursorByTimestamp }, /^differing/],
  ['a lost answer that counts as a receipt', { api: droppedReceipt }, /^(written|acknowledged) and lost/],
  ['a receipt for what was not stored', { store: storedAllButOne }, /^(written|acknowledged) and lost/],
  ['a repeat that is stored again', { store: repeatsStoredAgain }, /^stored and written by nobody/],
  [
    'a device that was shut out and is let in',
    { store: shutOutAndLetIn },
    /^(member disabled|device revoked)/,
  ],
  ['an erasure that no device is told of', { store: erasedInSilence }, /^erased and there/],
  ['a page passed over for want of room', { database: movedOnWithoutRoom }, /^(differing|settling)/],
])('%s is seen within forty worlds', async ([, plant, says]) => {
  const seen: string[] = []
  for (let seed = 1; seed <= 40 && seen.length === 0; seed++)
    seen.push(...(await simulate(seed, plant)).violations.filter((violation) => says.test(violation)))
  expect(seen).not.toEqual([])
})
