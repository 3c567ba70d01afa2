/**
 * `npm run new-site NAME [-- --host HOST]` writes lib/sites/NAME.site.ts, puts it into the registry and writes a pair of
 * fixtures that fails until the site is filled in. Exit 0: written; 2: wrong use, nothing was written.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { registerSite } from './scaffold/register-site.ts'
import { camelCase, fixtureHtml, fixtureJson, siteSource } from './scaffold/site-source.ts'

const USAGE = 'npm run new-site NAME [-- --host www.example.com]'
const ROOT = join(import.meta.dirname, '..')
const REGISTRY = join(ROOT, 'lib', 'sites', 'registry.ts')

/** No site can have these for the name that its file exports. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'await break case catch class const continue debugger default delete do else enum export extends false finally ' +
    'for function if import in instanceof let new null return static super switch this throw true try typeof var ' +
    'void while with yield facts recipe site'
  ).split(' '),
)

process.exitCode = main()

function main(): number {
  const asked = parse()
  if (!asked) return misused(USAGE)
  const { name, host } = asked
  const registry = readFileSync(REGISTRY, 'utf8')
  const files = {
    [`lib/sites/${name}.site.ts`]: siteSource(name, host),
    [`tests/sites/fixtures/${name}--thread.html`]: fixtureHtml(name),
    [`tests/sites/fixtures/${name}--thread.json`]: fixtureJson(name, host),
  }
  const wrong = whatIsWrong(name, registry) ?? Object.keys(files).map(takenBy).find(Boolean)
  if (wrong) return misused(wrong)
  for (const [file, source] of Object.entries(files)) writeFileSync(join(ROOT, file), source)
  writeFileSync(REGISTRY, registerSite(registry, name))
  for (const file of Object.keys(files)) console.log(`Wrote ${file}`)
  console.log(`Added ${camelCase(name)} to lib/sites/registry.ts

Next:
1. Save a page of the site, then: npm run fixture -- page.html --url https://… --out ${name}--real
   It needs a recipe that finds something: begin with "post" in lib/sites/${name}.site.ts.
2. Fill in the recipe, the hosts or the marks, pageKind and threadKey.
3. npm run read -- page.html --url https://…   shows what is read from the saved page.
4. Write ${name}--thread.html in the site's own structure, and what must be read from it into the .json.
   It fails as it stands: npx vitest run --project extension tests/sites/read.test.ts -t ${name}
5. npm test`)
  return 0
}

function parse() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { host: { type: 'string' } },
    })
    const [name] = positionals
    if (name === undefined || positionals.length > 1) return null
    const host = values.host ?? `${name}.example`
    return /^[a-z\d-]+(?:\.[a-z\d-]+)+$/.test(host) || !isName(name) ? { name, host } : null
  } catch {
    return null
  }
}

function whatIsWrong(name: string, registry: string): string | null {
  if (!isName(name))
    return `${name} is no name for a site: small letters and figures, words parted by -, as stack-exchange.`
  const word = camelCase(name)
  if (RESERVED.has(word)) return `${name} is a word of the language: choose another.`
  return new RegExp(`\\b${word}\\b`).test(registry) ? `${name} is taken.` : null
}

function isName(name: string): boolean {
  return name.length <= 40 && /^[a-z][a-z\d]*(?:-[a-z\d]+)*$/.test(name)
}

function takenBy(file: string): string | null {
  return existsSync(join(ROOT, file)) ? `${file} is there already.` : null
}

function misused(message: string): number {
  console.error(message)
  return 2
}
