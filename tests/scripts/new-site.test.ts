import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { whyNotHost, whyNotName } from '../../scripts/scaffold/why-no-site.ts'

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

/** Every file of the copy that a new site may touch, with the registry's words. */
const everything = () => ({
  files: ['lib/sites', 'tests'].flatMap((folder) =>
    readdirSync(join(copy, folder), { encoding: 'utf8', recursive: true }).sort(),
  ),
  registry: read('lib/sites/registry.ts'),
})

/** What the project now reads of the new pair, and what it should. */
const check = (name: string) => `
import { readFileSync } from 'node:fs'
import { Window } from 'happy-dom'
const window = new Window()
for (const name of ['Node', 'Element', 'Document', 'CharacterData', 'NodeFilter']) globalThis[name] = window[name]
const { SITES, siteFor } = await import('./lib/sites/registry.ts')
const { read } = await import('./lib/sites/read.ts')
const { url, reading } = JSON.parse(readFileSync('tests/sites/fixtures/${name}--thread.json', 'utf8'))
const html = readFileSync('tests/sites/fixtures/${name}--thread.html', 'utf8')
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

describe('the name of a new site', () => {
  const present = {
    sites: [
      { id: 'stack-exchange', hosts: ['stackexchange.com'] },
      { id: 'x', hosts: ['x.com', 'twitter.com'] },
      { id: 'github', hosts: ['github.com'] },
    ],
    files: ['registry', 'hash', 'x.site'],
    registry: readFileSync(join(ROOT, 'lib/sites/registry.ts'), 'utf8'),
  }

  it.each([
    ['constructor', /every script has/],
    ['to-string', /every script has/],
    ['has-own-property', /every script has/],
    ['fetch', /every script has/],
    ['__proto__', /no name for a site/],
    ['toString', /no name for a site/],
    ['registry', /part of the reading/],
    ['hash', /part of the reading/],
    ['choose-site', /part of the reading/],
    ['site-for', /part of the reading/],
    ['site-from-recipe', /word of the language/],
    ['interface', /word of the language/],
    ['arguments', /word of the language/],
    ['index', /which site/],
    ['all-sites', /which site/],
    ['stack-exchange', /is taken: choose/],
    ['stackexchange', /taken, but for a dash, by stack-exchange/],
    ['git-hub', /taken, but for a dash, by github/],
    ['a'.repeat(41), /no name for a site/],
  ])('is not %s', (name, why) => {
    expect(whyNotName(name, present)).toMatch(why)
  })

  it.each(['grind-talk', 'docs', 'x-2', 'chat2', 'practice-town'])('may be %s', (name) => {
    expect(whyNotName(name, present)).toBeNull()
  })

  it.each([
    ['x.com', /read by x, which has x\.com/],
    ['mobile.twitter.com', /read by x, which has twitter\.com/],
    ['X.com', /no host: write it as x\.com/],
    ['localhost', /no host/],
    ['-a.example', /no host/],
    ['a-.example', /no host/],
    ['192.168.0.1', /no host/],
    ['a..example', /no host/],
    ['grind talk.example', /no host/],
    [`${'a.'.repeat(130)}example`, /no host/],
    ['grind.example:8080', /no host: write it as grind\.example/],
    ['', /no host/],
  ])('does not come with the host %s', (host, why) => {
    expect(whyNotHost(host, present)).toMatch(why)
  })

  it.each(['grind.example', 'notx.com', 'xn--mhle-0ra.example'])('may come with the host %s', (host) => {
    expect(whyNotHost(host, present)).toBeNull()
  })
})

describe('npm run new-site', { timeout: 60_000 }, () => {
  it.each([
    ['no name', []],
    ['two names', ['one', 'two']],
    ['capitals', ['GrindTalk']],
    ['an underline', ['grind_talk']],
    ['a way out of the folder', ['../grind']],
    ['a word of the language', ['new']],
    ['a name that is taken', ['stack-exchange']],
    ['one host and any host', ['grind-talk', '--host', 'grind.example', '--any-host']],
    ['an option that it does not know', ['grind-talk', '--force']],
  ])('refuses %s, says why and writes nothing', (_, args) => {
    const before = everything()
    expect(run('scripts/new-site.ts', ...args)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/\w/),
    })
    expect(everything()).toEqual(before)
  })

  it('names the host that was meant where what is given is none', () => {
    const before = everything()
    const told = run('scripts/new-site.ts', 'grind-talk', '--host', 'https://Talk.grind.example/t/1')
    expect(told).toMatchObject({ code: 2, err: expect.stringContaining('write it as talk.grind.example') })
    expect(everything()).toEqual(before)
  })

  it.each([
    ['tests/sites/fixtures/grind-talk--thread.json', 'the last file of the pair'],
    ['tests/sites/fixtures/grind-talk--thread.html', 'the first file of the pair'],
  ])('leaves nothing behind where %s cannot be written', (file) => {
    // To somewhere that is not there: whoever looks for the file by it finds none, and none can be made.
    symlinkSync(join(copy, 'nowhere/at-all'), join(copy, file))
    try {
      const before = everything()
      expect(run('scripts/new-site.ts', 'grind-talk')).toMatchObject({
        out: '',
        err: expect.stringContaining(file),
      })
      expect(everything()).toEqual(before)
    } finally {
      rmSync(join(copy, file))
    }
  })

  it('leaves nothing behind where half of it is written', () => {
    const folder = join(copy, 'tests/sites/fixtures')
    const away = join(copy, 'fixtures-away')
    renameSync(folder, away)
    try {
      const before = everything()
      const told = run('scripts/new-site.ts', 'grind-talk')
      expect(told).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Nothing was written') })
      expect(everything()).toEqual(before)
    } finally {
      renameSync(away, folder)
    }
  })

  it('says so where the registry cannot be added to', () => {
    const source = read('lib/sites/registry.ts')
    writeFileSync(join(copy, 'lib/sites/registry.ts'), source.replace(/^ {2}practice,$/m, '  ...[practice],'))
    try {
      const before = everything()
      const told = run('scripts/new-site.ts', 'grind-talk')
      expect(told).toMatchObject({ code: 1, err: expect.stringContaining('registry.ts has no line') })
      expect(everything()).toEqual(before)
    } finally {
      writeFileSync(join(copy, 'lib/sites/registry.ts'), source)
    }
  })

  it('writes a site that loads, stands before the practice town, and whose pair fails for want of posts', () => {
    const made = run('scripts/new-site.ts', 'grind-talk', '--host', 'talk.grind.example')
    expect(made).toMatchObject({ code: 0, err: '' })
    expect(made.out).toContain('lib/sites/grind-talk.site.ts')
    expect(made.out).toContain('npm run fixture')
    const checked = run('--input-type=module', '--eval', check('grind-talk'))
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

  it('writes one for software that many hosts run, which is known by its mark', () => {
    expect(run('scripts/new-site.ts', 'grind-board', '--any-host')).toMatchObject({ code: 0, err: '' })
    const checked = run('--input-type=module', '--eval', check('grind-board'))
    expect(JSON.parse(checked.out)).toMatchObject({ site: 'grind-board', posts: 0, expected: 2, failed: 1 })
  })

  it('does not write over a site that is there', () => {
    const before = read('lib/sites/grind-talk.site.ts')
    expect(run('scripts/new-site.ts', 'grind-talk').code).toBe(2)
    expect(read('lib/sites/grind-talk.site.ts')).toBe(before)
  })
})
