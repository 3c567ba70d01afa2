/** `npm run size`: what a person's browser loads, gzipped, against its budget. Exits 1 when one is exceeded. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildForPage } from './read/build-for-page.ts'

const output = join(import.meta.dirname, '..', '.output', 'chrome-mv3')

const BUDGETS = [
  { name: 'reader script', limit: 25_000, files: ['content-scripts/reader.js'] },
  { name: "panel's first paint", limit: 70_000, files: firstPaint('sidepanel.html') },
]

let over = false
for (const { name, limit, files } of BUDGETS) {
  const size = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(output, file))).length, 0)
  if (size > limit) over = true
  console.log(
    `${name}: ${size} bytes gzipped of ${limit} (${Math.round((size / limit) * 100)} %), ${files.length} file(s)${size > limit ? '  ← over' : ''}`,
  )
}
const reader = gzipped('content-scripts/reader.js')
const sites = readdirSync(join(output, 'sites'))
  .map((file) => ({ file, size: gzipped(`sites/${file}`) }))
  .sort((one, other) => one.size - other.size)
const typical = sites[Math.floor(sites.length / 2)]
for (const [name, site] of [
  ['a page of a typical site', typical],
  ['a page of the heaviest site', sites.at(-2)],
  ['a page that no site knows', sites.at(-1)],
] as const)
  if (site) console.log(`${name}: ${reader + site.size} bytes gzipped (reader and ${site.file})`)
const everySite = await buildForPage(join(import.meta.dirname, '..', 'lib', 'sites', 'registry.ts'), 'sites')
const all = reader + gzipSync(everySite).length
console.log(`all ${sites.length} sites in one script instead: ${all} bytes gzipped on every page`)
const whole = readdirSync(output, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .reduce((sum, entry) => sum + readFileSync(join(entry.parentPath, entry.name)).length, 0)
console.log(`whole extension: ${whole} bytes unpacked`)
process.exit(over ? 1 : 0)

function gzipped(file: string): number {
  return gzipSync(readFileSync(join(output, file))).length
}

/** Scripts that the page loads before it can paint: those named in it, and everything they import statically. */
function firstPaint(page: string): string[] {
  const html = readFileSync(join(output, page), 'utf8')
  const queue = [...html.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map((match) => match[1] ?? '')
  const seen = new Set<string>()
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    if (seen.has(file)) continue
    seen.add(file)
    const folder = file.slice(0, file.lastIndexOf('/') + 1)
    for (const match of readFileSync(join(output, file), 'utf8').matchAll(
      /(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js)["']/g,
    ))
      queue.push(new URL(match[1] ?? '', `file:///${folder}`).pathname.slice(1))
  }
  return [...seen]
}
