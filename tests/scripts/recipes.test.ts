import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
let folder = ''
let pinned = ''
const at = (name: string) => join(folder, name)
const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/recipes.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  return { code: status, out: stdout, err: stderr }
}
const write = (name: string, recipes: readonly unknown[]) =>
  writeFileSync(at(name), JSON.stringify({ version: 3, issued: '2026-11-22', recipes }))

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-recipes-'))
  pinned = run('keys', '--new', at('key.pem'), '--id', 'ours-2026').out.trim()
})
afterAll(() => rmSync(folder, { recursive: true }))

const GOOD = { site: 'hackernews', recipe: { version: 900, selectors: { row: 'tr.row' }, expects: [] } }

describe('npm run recipes', { timeout: 60_000 }, () => {
  it('makes a key that only its owner can read, and never writes over one', () => {
    expect(pinned).toMatch(/^ours-2026:[A-Za-z0-9+/]+=*$/)
    expect(statSync(at('key.pem')).mode & 0o077).toBe(0)
    const before = readFileSync(at('key.pem'), 'utf8')
    expect(run('keys', '--new', at('key.pem'), '--id', 'ours-2026').code).toBe(2)
    expect(readFileSync(at('key.pem'), 'utf8')).toBe(before)
  })

  it('signs a list that verifies with its key and with no other, unchanged only', () => {
    write('list.json', [GOOD])
    expect(run('sign', at('list.json'), '--key', at('key.pem'), '--id', 'ours-2026').code).toBe(0)
    const verified = run('verify', at('list.signed.json'), '--key', pinned)
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('hackernews version 900') })
    expect(run('verify', at('list.signed.json'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('key'),
    })
    writeFileSync(
      at('changed.json'),
      readFileSync(at('list.signed.json'), 'utf8').replace('tr.row', 'tr.raw'),
    )
    expect(run('verify', at('changed.json'), '--key', pinned)).toMatchObject({
      code: 1,
      err: expect.stringContaining('signature'),
    })
  })

  it('signs nothing that a reader would leave out, and says where the fault is', () => {
    write('bad.json', [
      GOOD,
      { ...GOOD, site: 'tomorrow' },
      { site: 'x', recipe: { ...GOOD.recipe, selectors: { a: 'b{}' } } },
    ])
    const refused = run('sign', at('bad.json'), '--key', at('key.pem'), '--id', 'ours-2026')
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('recipes.2.recipe.selectors.a')
    expect(refused.err).toContain('tomorrow 900: unknown-site')
  })

  it('tells the pinned keys, and how it is used', () => {
    expect(run('keys').out).toMatch(/^Asked for at https:\/\/.*\n[a-z0-9-]+:[A-Za-z0-9+/=]+\n$/)
    expect(run('sign').code).toBe(2)
    expect(run('--nonsense').code).toBe(2)
    expect(run('sign', at('none.json'), '--key', at('key.pem')).code).toBe(2)
    expect(run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('npm run recipes -- sign') })
  })
})
