import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..', '..')

test.each([
  // The faults of the design, some with more than one test.
  ['faults', 22],
  // The threats of the design, likewise.
  ['threats', 17],
])('every test that the page of %s names is there, under that name', (name, least) => {
  const page = readFileSync(join(ROOT, 'docs', `${name}.md`), 'utf8')
  const rows = page.split('\n').filter((line) => /^\| (?!Fault|Threat)/.test(line))
  const named = rows.map((row) => /\| (tests\/[^:]+): "(.+)" \|$/.exec(row)?.slice(1) ?? [row, ''])
  const missing = named.filter(([path = '', name = '']) => {
    if (!path.startsWith('tests/') || name === '') return true
    return !readFileSync(join(ROOT, path), 'utf8').replaceAll("\\'", "'").includes(name)
  })
  expect(missing).toEqual([])
  expect(rows.length).toBeGreaterThanOrEqual(least)
})
