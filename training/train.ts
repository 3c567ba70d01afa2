/**
 * `npm run train -- --data ../shared/datasets [--check]`: learns the weights by which needs are found and writes
 * lib/matching/needs/weights.json. The same data give the same file, byte for byte; `--check` writes nothing and
 * exits 1 where the file would differ. `--date` sets the date in it, else that of the file in place stays.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { HEADS, loadLexicon, type StoredWeights } from '../lib/matching/needs/weights.ts'
import { BUILD, buildWeights } from './build-weights.ts'
import type { Example } from './example.ts'
import { prepare } from './prepare.ts'
import { readExamples, SOURCES } from './read-examples.ts'
import { readLexicon } from './read-lexicon.ts'

const FILE = join(import.meta.dirname, '..', 'lib', 'matching', 'needs', 'weights.json')

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join('..', 'shared', 'datasets') },
    date: { type: 'string' },
    check: { type: 'boolean', default: false },
  },
})
const folder = resolve(values.data)
const examples = await readExamples(folder, console.error)
const lexicon = await readLexicon(folder)
const taught = examples.filter(({ weight }) => weight > 0)
const trained = buildWeights(prepare(taught, loadLexicon(lexicon)), BUILD, console.error)
const before = readFileSync(FILE, 'utf8')
const stored: StoredWeights = {
  about:
    'Weights by which needs are found: see docs/needs.md. Hashes and numbers only; no text of the sources is in this file. Written by npm run train.',
  date: values.date ?? (JSON.parse(before) as StoredWeights).date,
  sources: SOURCES.map(({ name, licence }) => ({ name, licence, posts: countOf(taught, name) })),
  lexicon,
  features: trained.features,
  heads: trained.heads,
}
const written = `${JSON.stringify(stored, null, 1)}\n`
for (const head of HEADS) {
  const { calibration, thresholds } = stored.heads[head]
  console.error(`${head}: ${JSON.stringify({ ...calibration, ...thresholds })}`)
}
console.error(`${gzipSync(written).length} bytes gzipped`)
if (!values.check) writeFileSync(FILE, written)
else if (written === before) console.error('The weights are what this data gives.')
else {
  console.error('The weights differ from what this data gives: run npm run train.')
  process.exitCode = 1
}

function countOf(all: readonly Example[], name: string): number {
  return all.filter(({ source }) => source === name || source.startsWith(`${name}/`)).length
}
