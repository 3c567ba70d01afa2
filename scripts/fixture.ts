/**
 * `npm run fixture -- PAGE.html [--url URL] [--out SITE--case] [--keep-posts N]` turns a saved page into a pair of
 * fixtures: its structure with filler for every text, name, number, address and id, and what is read from that.
 * Exit 0: both were written; 3: no site knows the page; 2: wrong use; 1: the page could not be opened.
 */
import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { type Counts, countFound, PARTS } from './read/count-found.ts'
import { openPageReader } from './read/open-page-reader.ts'
import { addressIn } from './scaffold/address-in.ts'
import type { MadeFixture } from './scaffold/in-page.ts'
import { indented } from './scaffold/indented.ts'

const USAGE = 'npm run fixture -- PAGE.html [--url URL] [--out SITE--case] [--keep-posts N]'
const ROOT = join(import.meta.dirname, '..')
const FOLDER = join(ROOT, 'tests', 'sites', 'fixtures')

/** A call that cannot be carried out as it stands. */
class Misuse extends Error {}

process.exitCode = await main()

async function main(): Promise<number> {
  try {
    return await makeFixture(parse())
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    console.error(reason)
    return error instanceof Misuse ? 2 : 1
  }
}

function parse() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { url: { type: 'string' }, out: { type: 'string' }, 'keep-posts': { type: 'string' } },
    })
    const [file] = positionals
    const keep = values['keep-posts']
    if (file === undefined || positionals.length > 1 || (keep !== undefined && !/^[1-9]\d{0,3}$/.test(keep)))
      throw new Misuse(USAGE)
    if (values.out !== undefined && !/^[a-z0-9]+(?:-[a-z0-9]+)*--[a-z0-9]+(?:-[a-z0-9]+)*$/.test(values.out))
      throw new Misuse(`${values.out} is no name for a pair: write it as hackernews--poll.`)
    return { file, url: values.url, out: values.out, keepPosts: keep === undefined ? null : Number(keep) }
  } catch (error) {
    throw error instanceof Misuse ? error : new Misuse(USAGE)
  }
}

async function makeFixture({ file, url, out, keepPosts }: ReturnType<typeof parse>): Promise<number> {
  const page = open(file)
  const address = webAddress(url ?? addressIn(page.toString('utf8')))
  const made = await opened<MadeFixture>(page, address, {
    entry: join(import.meta.dirname, 'scaffold', 'in-page.ts'),
    call: `fixtureWith(${JSON.stringify({ keepPosts, seed: randomInt(1, 2 ** 31) })})`,
  })
  if (!made) {
    console.error('No site knows this page.')
    return 3
  }
  const name = out ?? freeName(made.site)
  const paths = { html: join(FOLDER, `${name}.html`), json: join(FOLDER, `${name}.json`) }
  if (existsSync(paths.html) || existsSync(paths.json))
    throw new Misuse(`${name} is there already: choose another --out.`)
  const { html, reading } = await readAgain(made)
  writeFileSync(paths.html, html)
  writeFileSync(paths.json, `${JSON.stringify({ url: made.url, reading }, null, 2)}\n`)
  tell(made, paths, countFound(reading))
  return 0
}

/** With lines where they change nothing: a blank between two elements is a word to some readers. */
async function readAgain({ html, url }: MadeFixture) {
  const reader = await openPageReader([url])
  try {
    const plain = await reader.read(Buffer.from(html), url)
    const pretty = await reader.read(Buffer.from(indented(html)), url)
    const isSame = JSON.stringify(pretty) === JSON.stringify(plain)
    return { html: isSame ? indented(html) : `${html}\n`, reading: plain }
  } finally {
    await reader.close()
  }
}

async function opened<T>(
  page: Buffer,
  address: string,
  inPage: { entry: string; call: string },
): Promise<T | null> {
  const reader = await openPageReader<T>([address], inPage)
  try {
    return await reader.read(page, address)
  } finally {
    await reader.close()
  }
}

function tell(
  { site, replaced, leftOut, found }: MadeFixture,
  paths: Readonly<Record<string, string>>,
  left: Counts,
): void {
  const counts = Object.entries(replaced).map(([kind, count]) => `${kind} ${count}`)
  console.log(`Replaced: ${counts.join(', ')}.`)
  if (leftOut > 0) console.log(`Left out: ${leftOut} containers of posts.`)
  console.log(`Read from what is left: ${left.posts} posts.`)
  const fewer = leftOut > 0 ? [] : PARTS.filter((part) => (left[part] ?? 0) < (found[part] ?? 0))
  if (fewer.length > 0)
    console.log(
      `Fewer than from the page itself: ${fewer.map((part) => `${part} ${left[part]} of ${found[part]}`).join(', ')}. A word by which ${site} is read has become filler. Those in its recipe stay; any other that says nothing of anybody, as a key of the page's data, goes into the words of lib/sites/anonymise-structure.ts.`,
    )
  for (const path of Object.values(paths)) console.log(`Wrote ${relative(ROOT, path)}`)
  console.log(
    'Look at both before you commit them: no person and no sentence of the page may be left, and every value in the .json must be what the page shows.',
  )
}

function freeName(site: string): string {
  for (let at = 1; ; at++) {
    const name = `${site}--saved-${at}`
    if (!existsSync(join(FOLDER, `${name}.html`)) && !existsSync(join(FOLDER, `${name}.json`))) return name
  }
}

function webAddress(text: string | null): string {
  if (text === null) throw new Misuse('The page does not say where it comes from: give --url.')
  const url = URL.parse(text)
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw new Misuse(`${text} is no web address.`)
  return url.href
}

function open(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    throw new Misuse(`${file} cannot be read.`)
  }
}
