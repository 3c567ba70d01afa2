import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
let copy = ''

const run = (script: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: copy,
    encoding: 'utf8',
  })
  return { code: status, out: stdout, err: stderr }
}
const read = (file: string) => readFileSync(join(copy, file), 'utf8')

/** What the project now reads of the new pair, and what it should. */
const CHECK = `
import { readFileSync } from 'node:fs'
import { Window } from 'happy-dom'
const window = new Window()
for (const name of ['Node', 'Element', 'Document', 'CharacterData', 'NodeFilter']) globalThis[name] = window[name]
const { SITES, siteFor } = await import('./lib/sites/registry.ts')
const { read } = await import('./lib/sites/read.ts')
const { url, reading } = JSON.parse(readFileSync('tests/sites/fixtures/grind-talk--thread.json', 'utf8'))
const html = readFileSync('tests/sites/fixtures/grind-talk--thread.html', 'utf8')
const document = new window.DOMParser().parseFromString(html, 'text/html')
const site = siteFor(new URL(url), document)
const found = read(site, document, new URL(url))
console.log(JSON.stringify({
  ids: SITES.map(({ id }) => id).slice(-3),
  site: site.id,
  posts: found.thread.posts.length,
  expected: reading.thread.posts.length,
  failed: found.report.failed.length,
}))
process.exit(0)
`

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'earshot-new-site-'))
  for (const folder of ['lib/sites', 'lib/model', 'scripts'])
    cpSync(join(ROOT, folder), join(copy, folder), { recursive: true })
  cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'))
  cpSync(join(ROOT, 'biome.json'), join(copy, 'biome.json'))
  mkdirSync(join(copy, 'tests/sites/fixtures'), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'dir')
})
afterAll(() => rmSync(copy, { recursive: true }))

describe('npm run new-site', { timeout: 60_000 }, () => {
  it.each([
    ['no name', []],
    ['two names', ['one', 'two']],
    ['capitals', ['GrindTalk']],
    ['an underline', ['grind_talk']],
    ['a way out of the folder', ['../grind']],
    ['a word of the language', ['new']],
    ['a name that is taken', ['stack-exchange']],
    ['a host that is none', ['grind-talk', '--host', 'https://grind.example/']],
    ['an option that it does not know', ['grind-talk', '--force']],
  ])('refuses %s and writes nothing', (_, args) => {
    const before = read('lib/sites/registry.ts')
    expect(run('scripts/new-site.ts', ...args)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/\w/),
    })
    expect(read('lib/sites/registry.ts')).toBe(before)
    expect(existsSync(join(copy, 'lib/sites/grind-talk.site.ts'))).toBe(false)
  })

  it('writes a site that loads, stands before the practice town, and whose pair fails for want of posts', () => {
    const made = run('scripts/new-site.ts', 'grind-talk', '--host', 'talk.grind.example')
    expect(made).toMatchObject({ code: 0, err: '' })
    expect(made.out).toContain('lib/sites/grind-talk.site.ts')
    expect(made.out).toContain('npm run fixture')
    const checked = run('--input-type=module', '--eval', CHECK)
    expect(JSON.parse(checked.out)).toEqual({
      ids: ['grind-talk', 'practice', 'generic'],
      site: 'grind-talk',
      posts: 0,
      expected: 2,
      failed: 1,
    })
  })

  it('writes it in the house style, with the import in its place', () => {
    const { status, stdout } = spawnSync(
      join(ROOT, 'node_modules/.bin/biome'),
      ['check', 'lib/sites/grind-talk.site.ts', 'lib/sites/registry.ts', '--vcs-enabled=false'],
      { cwd: copy, encoding: 'utf8' },
    )
    expect(status, stdout).toBe(0)
  })

  it('does not write over a site that is there', () => {
    const before = read('lib/sites/grind-talk.site.ts')
    expect(run('scripts/new-site.ts', 'grind-talk').code).toBe(2)
    expect(read('lib/sites/grind-talk.site.ts')).toBe(before)
  })
})
