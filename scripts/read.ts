/**
 * `npm run read -- PAGE.html --url URL` opens a saved page under its address in Chromium, runs the reader and
 * prints `{thread, report}`. Exit 0: read; 3: no site knows the page; 2: wrong use; 1: the browser could not open it.
 * `npm run read -- --all DIR` does it for every row of DIR/INDEX.tsv and prints one line of JSON a page.
 * Standard output holds the JSON and nothing else; what was found of all that DIR/INDEX.tsv expects goes to standard error.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CORRECTIONS } from '../tests/sites/saved-pages.ts'
import { type Counts, countFound, PARTS, problemsOf, sharesOf } from './read/count-found.ts'
import { openPageReader } from './read/open-page-reader.ts'

const USAGE = 'npm run read -- PAGE.html --url URL\nnpm run read -- --all DIR      (with an INDEX.tsv)'

/** A call that cannot be carried out as it stands. */
class Misuse extends Error {}

// A reader of our lines that has seen enough (`| head`) closes the pipe: no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await main()

async function main(): Promise<number> {
  const asked = parse()
  if (!asked) return misused(USAGE)
  const { file, url, all } = asked
  try {
    if (all !== undefined && file === undefined && url === undefined) return await readAll(all)
    if (all === undefined && file !== undefined && url !== undefined) return await readOne(file, url)
  } catch (error) {
    if (error instanceof Misuse) return misused(error.message)
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    console.error(`${file ?? all} could not be opened as a page: ${reason}`)
    return 1
  }
  return misused(USAGE)
}

function parse() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { url: { type: 'string' }, all: { type: 'string' } },
    })
    return positionals.length > 1 ? null : { file: positionals[0], ...values }
  } catch {
    return null
  }
}

async function readOne(file: string, address: string): Promise<number> {
  const html = open(file)
  const url = URL.parse(address)
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw new Misuse(`${address} is no web address.`)
  const reader = await openPageReader([address])
  try {
    const reading = await reader.read(html, address)
    if (!reading) {
      console.error('No site knows this page.')
      return 3
    }
    console.log(JSON.stringify(reading, null, 2))
    return 0
  } finally {
    await reader.close()
  }
}

async function readAll(folder: string): Promise<number> {
  const rows = parseIndex(open(join(folder, 'INDEX.tsv')).toString('utf8'))
  const reader = await openPageReader(rows.map(({ url }) => url))
  const pages: { file: string; expected: Counts; found: Counts }[] = []
  try {
    for (const { file, site, url, expected } of rows) {
      const line = { file, site, read_as: null as string | null, expected, found: countFound(null) }
      try {
        const reading = await reader.read(open(join(folder, file)), url)
        line.read_as = reading?.report.site ?? null
        line.found = countFound(reading)
        console.log(JSON.stringify({ ...line, problems: problemsOf(reading, expected) }))
      } catch (error) {
        console.log(
          JSON.stringify({ ...line, problems: [error instanceof Error ? error.message : String(error)] }),
        )
      }
      pages.push(line)
    }
    const corrected = sharesOf(pages.map(asCorrected))
    for (const [at, share] of sharesOf(pages).entries())
      console.error(
        `${share.part}: ${inWords(share)}; as docs/sites.md corrects it ${inWords(corrected[at] ?? share)}`,
      )
    return 0
  } finally {
    await reader.close()
  }
}

/** A page whose count in the table is known to be wrong, with the right one; any other as it is. */
function asCorrected<P extends { readonly file: string; readonly expected: Counts }>(page: P): P {
  const known = CORRECTIONS.find(
    ({ file, indexed }) => file === page.file && PARTS.every((part) => indexed[part] === page.expected[part]),
  )
  return known ? { ...page, expected: known.counts } : page
}

/** The percentage is never rounded up to the whole. */
function inWords({ found, expected }: { readonly found: number; readonly expected: number }): string {
  if (expected === 0) return 'nothing was expected'
  return `${found} of ${expected} (${(Math.floor((found / expected) * 1_000) / 10).toFixed(1)} %)`
}

/** Rows by the names of their columns; an empty count is unknown, which is not nought. */
function parseIndex(tsv: string) {
  const [head = '', ...lines] = tsv.split(/\r?\n/).filter(Boolean)
  const columns = head.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t')
    const cell = (name: string) => cells[columns.indexOf(name)]?.trim() ?? ''
    const counts = PARTS.map((part) => [part, cell(part) === '' ? null : Number(cell(part))])
    return {
      site: cell('site'),
      file: cell('file'),
      url: cell('url'),
      expected: Object.fromEntries(counts) as unknown as Counts,
    }
  })
}

function open(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    throw new Misuse(`${file} cannot be read.`)
  }
}

function misused(message: string): number {
  console.error(message)
  return 2
}
