import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reading } from '../../lib/sites/site.ts'
import { addressIn } from '../../scripts/scaffold/address-in.ts'
import { indented } from '../../scripts/scaffold/indented.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const FIXTURES = join(ROOT, 'tests/sites/fixtures')
let copy = ''

const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/fixture.ts', ...args], {
    cwd: copy,
    encoding: 'utf8',
  })
  return { code: status, out: stdout, err: stderr }
}
const made = (name: string) => ({
  html: readFileSync(join(copy, 'tests/sites/fixtures', `${name}.html`), 'utf8'),
  json: JSON.parse(readFileSync(join(copy, 'tests/sites/fixtures', `${name}.json`), 'utf8')) as {
    url: string
    reading: Reading
  },
})
const source = (name: string) => ({
  path: join(FIXTURES, `${name}.html`),
  ...(JSON.parse(readFileSync(join(FIXTURES, `${name}.json`), 'utf8')) as { url: string; reading: Reading }),
})

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'earshot-fixture-'))
  for (const folder of ['lib/sites', 'lib/model', 'scripts'])
    cpSync(join(ROOT, folder), join(copy, folder), { recursive: true })
  cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'))
  mkdirSync(join(copy, 'tests/sites/fixtures'), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'dir')
})
afterAll(() => rmSync(copy, { recursive: true }))

describe('npm run fixture', { timeout: 120_000 }, () => {
  it('turns a saved page into a pair without a word of it, from which as much is read', () => {
    const { path, url, reading } = source('hackernews--thread')
    const told = run(path, '--url', url, '--out', 'hackernews--made')
    expect(told).toMatchObject({ code: 0, err: '' })
    expect(told.out).toMatch(
      /Replaced: texts \d+, names \d+, ids \d+, addresses \d+, media \d+, numbers \d+\./,
    )
    // Each post bears its author's name at least once, most of them as a text.
    const names = Number(told.out.match(/names (\d+)/)?.[1])
    expect(names).toBeGreaterThanOrEqual(reading.thread.posts.filter(({ author }) => author !== null).length)
    expect(told.out).toContain('Look at both before you commit them')
    const { html, json } = made('hackernews--made')
    expect(html + JSON.stringify(json)).not.toMatch(/slowpour|brewbert|grindlord|quillon|burr/i)
    const shape = ({ thread }: Reading) =>
      thread.posts.map(({ state, parent, author }) => [state, parent?.inferred, author !== null])
    expect(shape(json.reading)).toEqual(shape(reading))
    expect(json.reading.report.failed).toEqual([])
  })

  it('keeps the first posts alone when asked, and names the pair by the site', () => {
    const { path, url } = source('xenforo--thread')
    const told = run(path, '--url', url, '--keep-posts', '2')
    expect(told.code).toBe(0)
    expect(told.out).toContain('Left out: ')
    expect(made('xenforo--saved-1').json.reading.thread.posts).toHaveLength(2)
  })

  it('never writes over a pair that is there', () => {
    const { path, url } = source('hackernews--thread')
    const before = made('hackernews--made').html
    expect(run(path, '--url', url, '--out', 'hackernews--made')).toMatchObject({
      code: 2,
      err: expect.stringContaining('is there already'),
    })
    expect(made('hackernews--made').html).toBe(before)
  })

  it('says so when it cannot be done, and writes nothing', () => {
    const page = join(copy, 'page.html')
    writeFileSync(page, '<p>Nothing that is a post</p>')
    expect(run().code).toBe(2)
    expect(run(join(copy, 'nowhere.html'), '--url', 'https://a.example/').code).toBe(2)
    expect(run(page)).toMatchObject({ code: 2, err: expect.stringContaining('--url') })
    expect(run(page, '--url', 'file:///etc/passwd').code).toBe(2)
    expect(run(page, '--url', 'https://a.example/', '--out', '../../x').code).toBe(2)
    expect(run(page, '--url', 'https://a.example/', '--keep-posts', '0').code).toBe(2)
    expect(run(page, '--url', 'https://x.com/settings/account').code).toBe(3)
    expect(existsSync(join(copy, 'tests/sites/fixtures/x--saved-1.html'))).toBe(false)
  })
})

describe('the address of a saved page', () => {
  it.each([
    ['<!-- saved from url=(0019)https://a.example/1 -->\n<html>', 'https://a.example/1'],
    ['<link href="https://a.example/2?x=1&amp;y=2" rel="canonical">', 'https://a.example/2?x=1&y=2'],
    ['<meta content="https://a.example/3" property="og:url">', 'https://a.example/3'],
    ['<p>https://a.example/4</p>', null],
  ])('is found where browsers and pages note it: %s', (html, address) => {
    expect(addressIn(html)).toBe(address)
  })
})

describe('lines in a fixture', () => {
  it('begin with blocks that follow a tag, and never break a text', () => {
    expect(indented('<main><p>one <b>two</b></p><p>three</p>four<div></div></main>')).toBe(
      '<main>\n<p>one <b>two</b></p>\n<p>three</p>four<div></div></main>\n',
    )
  })
})
