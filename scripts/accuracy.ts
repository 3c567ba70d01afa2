/**
 * `npm run accuracy -- --data ../shared/datasets [--gold] [--json]`: how well needs are found. First the gold set, as
 * the product judges it; then disguised names; then every collection, by a fit that knows its manner and by one
 * that never saw it. One line a figure on standard output, or one JSON document a line; progress on standard
 * error. `--gold`: that alone.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadLexicon } from '../lib/matching/needs/weights.ts'
import { prepare } from '../training/prepare.ts'
import { readExamples } from '../training/read-examples.ts'
import { readLexicon } from '../training/read-lexicon.ts'
import { obfuscationTable } from './accuracy/obfuscation.ts'
import { goldLines, kappaLine, meanF1, meanLine, obfuscationLine, sourceLine } from './accuracy/print.ts'
import { goldKappa, scoreGold } from './accuracy/score-gold.ts'
import { type SourceRow, scoreSources } from './accuracy/score-sources.ts'

/** Posts that a disguised name is planted in. */
const PLANTED = 2_000

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/datasets' },
    gold: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})

for (const scores of scoreGold()) print({ gold: scores }, () => goldLines(scores))
const agreement = goldKappa()
print({ kappa: agreement }, () => [kappaLine(agreement)])
if (!values.gold) await scoreCollections()

async function scoreCollections(): Promise<void> {
  const folder = resolve(values.data)
  const examples = await readExamples(folder, console.error)
  const prepared = prepare(examples, loadLexicon(await readLexicon(folder)))
  const posts = examples.filter(({ lang }) => lang === 'en').slice(0, PLANTED)
  for (const row of obfuscationTable(posts.map(({ text }) => text)))
    print({ obfuscation: row }, () => [obfuscationLine(row)])
  const rows: SourceRow[] = []
  for (const row of scoreSources(prepared, console.error)) {
    rows.push(row)
    print({ source: row }, () => [sourceLine(row)])
  }
  const means = meanF1(rows)
  print({ meanF1: means }, () => [meanLine(means)])
}

function print(figure: unknown, lines: () => readonly string[]): void {
  if (values.json) console.log(JSON.stringify(figure))
  else for (const line of lines()) console.log(line)
}
