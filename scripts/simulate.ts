/** `npm run simulate -- [--seeds N] [--from N]`: what the log does in so many worlds; exit 1 when it lost or doubled anything. */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { Outcome } from './simulate/simulate.ts'

/** Between two lines that say how far it is, in milliseconds. */
const PROGRESS_EVERY = 10_000
/** A world's rows live for some of its steps: in Node's 48 MB they are moved twice before they die, an eighth of the time. */
const YOUNG_MB = 192

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
})
const [seeds, from, workers] = [values.seeds, values.from, values.workers].map(Number)
if (!isCount(seeds) || !isCount(from) || !isCount(workers)) {
  console.error('Use: npm run simulate -- [--seeds N] [--from N] [--workers N], each a whole number from 1.')
  process.exit(2)
}

let next = from
let told = Date.now()
const total = { runs: 0, faults: 0, written: 0, violations: 0 }

await Promise.all(Array.from({ length: Math.min(workers, seeds) }, run))
console.log(`${total.written} events written`)
console.log(`runs ${total.runs}, faults ${total.faults}, violations ${total.violations}`)
process.exit(total.violations > 0 ? 1 : 0)

function isCount(given: number | undefined): given is number {
  return given !== undefined && Number.isInteger(given) && given >= 1
}

/** One thread takes a seed after the other. */
function run(): Promise<void> {
  const worker = new Worker(new URL('simulate/worker.ts', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
  return new Promise((resolve, reject) => {
    const give = () => {
      if (next >= (from ?? 1) + (seeds ?? 0)) {
        void worker.terminate()
        resolve()
      } else worker.postMessage(next++)
    }
    worker.on('message', (outcome: Outcome) => {
      count(outcome)
      give()
    })
    worker.on('error', reject)
    give()
  })
}

function count({ seed, faults, written, violations }: Outcome): void {
  total.runs += 1
  total.faults += faults
  total.written += written
  total.violations += violations.length
  for (const violation of violations) console.log(`seed ${seed}: ${violation}`)
  if (Date.now() - told < PROGRESS_EVERY) return
  told = Date.now()
  console.error(`… ${total.runs} of ${seeds}, faults ${total.faults}, violations ${total.violations}`)
}
