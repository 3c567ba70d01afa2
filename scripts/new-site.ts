/**
 * `npm run new-site NAME [-- --host HOST | --any-host]` writes lib/sites/NAME.site.ts, puts it into the registry and
 * writes a pair of fixtures that fails until the site is filled in; `--any-host`: for software that many hosts run.
 * Exit 0: written; 2: wrong use; 1: it could not be written. Nothing is left behind by either.
 */
import {
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { registerSite } from './scaffold/register-site.ts'
import { camelCase, fixtureHtml, fixtureJson, siteSource } from './scaffold/site-source.ts'
import { whyNotHost, whyNotName } from './scaffold/why-no-site.ts'

const USAGE = 'npm run new-site NAME [-- --host www.example.com | --any-host]'
const ROOT = join(import.meta.dirname, '..')
const SITES = join(ROOT, 'lib', 'sites')
const REGISTRY = join(SITES, 'registry.ts')

process.exitCode = await main()

async function main(): Promise<number> {
  const asked = parse()
  if (!asked) return failed(USAGE, 2)
  const { name, host } = asked
  try {
    const registry = readFileSync(REGISTRY, 'utf8')
    const present = { registry, files: sourcesIn(SITES), sites: await sitesInForce() }
    const wrong = whyNotName(name, present) ?? (host === null ? null : whyNotHost(host, present))
    if (wrong) return failed(wrong, 2)
    const files = {
      [`lib/sites/${name}.site.ts`]: siteSource(name, host),
      [`tests/sites/fixtures/${name}--thread.html`]: fixtureHtml(name, host),
      [`tests/sites/fixtures/${name}--thread.json`]: fixtureJson(name, host),
    }
    const taken = Object.keys(files).find((file) => lstatSync(join(ROOT, file), { throwIfNoEntry: false }))
    if (taken) return failed(`${taken} is there already.`, 2)
    writeAll(files, registerSite(registry, name))
    console.log(told(name, host, Object.keys(files)))
    return 0
  } catch (error) {
    return failed(`Nothing was written: ${error instanceof Error ? error.message : error}`, 1)
  }
}

function parse() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { host: { type: 'string' }, 'any-host': { type: 'boolean' } },
    })
    const [name] = positionals
    const anyHost = values['any-host'] === true
    if (name === undefined || positionals.length > 1 || (anyHost && values.host !== undefined)) return null
    return { name, host: anyHost ? null : (values.host ?? `${name}.example`) }
  } catch {
    return null
  }
}

/** Every site that is read now. A site's file that is being written may not load: its error says which one. */
async function sitesInForce() {
  const { SITES: sites } = await import('../lib/sites/registry.ts')
  return sites
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => basename(file, '.ts'))
}

/** All of it or nothing. The registry comes last and at once: a site that it names is there. */
function writeAll(files: Readonly<Record<string, string>>, registry: string): void {
  const written: string[] = []
  const write = (path: string, source: string) => {
    const file = openSync(path, 'wx')
    written.push(path)
    try {
      writeFileSync(file, source)
    } finally {
      closeSync(file)
    }
  }
  try {
    for (const [file, source] of Object.entries(files)) write(join(ROOT, file), source)
    write(`${REGISTRY}.new`, registry)
    renameSync(`${REGISTRY}.new`, REGISTRY)
  } catch (error) {
    for (const path of written) rmSync(path, { force: true })
    throw error
  }
}

function told(name: string, host: string | null, files: readonly string[]): string {
  return `${files.map((file) => `Wrote ${file}`).join('\n')}
Added ${camelCase(name)} to lib/sites/registry.ts

Next:
1. Save a page of the site, outside the project.
2. In lib/sites/${name}.site.ts write what its pages have: THREAD (the addresses of threads), then "post" and the other
   places of the recipe${host === null ? ', and into "marks" what only this software writes' : ''}. Look at what is read after each change:
     npm run read -- page.html --url https://…
3. Once every post shows, turn the page into a pair of fixtures in filler:
     npm run fixture -- page.html --url https://… --out ${name}--real --keep-posts 5
4. Write tests/sites/fixtures/${name}--thread.html in the site's own structure, with invented people, and what must be
   read from it into the .json. It fails as it stands:
     npx vitest run --project extension tests/sites/read.test.ts -t ${name} --reporter=dot
5. Say in "facts" how sure each field is, then: npm run docs:sites
6. npm test
To start over, remove the three files and take ${camelCase(name)} out of lib/sites/registry.ts.`
}

function failed(message: string, code: number): number {
  console.error(message)
  return code
}
