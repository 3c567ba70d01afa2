import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..', '..')

test('every test that the page of faults names is there, under that name', () => {
  const page = readFileSync(join(ROOT, 'docs', 'faults.md'), 'utf8')
  const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| Fault'))
  const named = rows.map((row) => /\| (tests\/[^:]+): "(.+)" \|$/.exec(row)?.slice(1) ?? [row, ''])
  const missing = named.filter(([path = '', name = '']) => {
    if (!path.startsWith('tests/') || name === '') return true
    return !readFileSync(join(ROOT, path), 'utf8').replaceAll("\\'", "'").includes(name)
  })
  expect(missing).toEqual([])
  // The faults of the design, some with more than one test.
  expect(rows.length).toBeGreaterThanOrEqual(22)
})
