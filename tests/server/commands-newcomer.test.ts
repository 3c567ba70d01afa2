import { existsSync, readdirSync, rmSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { contactIdFor } from '../../lib/model/contact-id.ts'
import { createSqliteStore } from '../../server/sqlite-store.ts'
import { ownProcesses } from './own-processes.ts'
import { join as joinStore, token } from './store/store-under-test.ts'

// Each command is a process of its own, on machines that may be busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

const processes = ownProcesses()
const { run, at } = processes

const factOf = (out: string) => JSON.parse(out.trim())

describe('somebody who is new to the commands', () => {
  it('is told of a mistyped data directory, by every command that works on one, and none is made', async () => {
    const mistyped = { EARSHOT_DATA_DIR: at('dta') }
    const asked = [
      ['verify'],
      ['members', 'Quillon'],
      ['workspaces'],
      ['erase', 'Quillon', '--site', 'x', '--key', 'y', '--yes'],
      ['backup', at('backup')],
      ['trim', 'Quillon', '--before', '2026-01-01'],
    ]
    for (const operands of asked) {
      const { status, out, err } = await run(operands, mistyped)
      expect([status, out, err]).toEqual([1, '', expect.stringContaining('Set EARSHOT_DATA_DIR')])
    }
    expect(readdirSync(at())).toEqual([])
  })

  it('is told of a directory that the system does not let be made, and does not wait for ever', async () => {
    for (const place of ['/proc/nowhere/earshot', '/dev/null/earshot']) {
      const { status, err } = await run(['create-workspace', 'Quillon'], { EARSHOT_DATA_DIR: place })
      expect([status, err]).toEqual([1, expect.stringContaining('the system does not permit it')])
    }
  })

  it('is told in words that a database cannot be reached, has no such log, or is none', async () => {
    const nowhere = { EARSHOT_POSTGRES_URL: 'postgres://earshot_app@127.0.0.1:1/earshot' }
    expect((await run(['verify'], nowhere)).err).toBe('EARSHOT_POSTGRES_URL: nothing listens there.\n')
    const { id } = factOf((await run(['create-workspace', 'Quillon', '--json'])).out)
    rmSync(at('data', 'workspaces', `${id}.sqlite`))
    const { status, err } = await run(['members', 'Quillon'])
    expect([status, err]).toEqual([1, expect.stringContaining('Restore from a backup')])
  })

  it('is shown how a command is asked, beside what was wrong and for --help', async () => {
    const usage = 'npm run server -- invite WORKSPACE [--role R]'
    expect((await run(['invite'])).err).toContain(usage)
    expect((await run(['invite', '--help'])).out).toContain(usage)
    expect((await run(['mebmers', 'Quillon'])).err).toContain('Do you mean members?')
    expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('reads that a list is empty, and which workspaces there are when a name was mistyped', async () => {
    await run(['create-workspace', 'Quillon'])
    expect((await run(['members', 'Quillon'])).out).toBe('Nobody is in "Quillon" yet: invite.\n')
    expect((await run(['devices', 'Quillon'])).out).toBe('No device of "Quillon" was used yet.\n')
    expect((await run(['members', 'Quilon'])).err).toContain('which has "Quillon".')
    expect((await run(['workspaces'])).out).toMatch(/^[0-9a-f-]{36} {2}0 entries, 0 members {2}Quillon\n$/)
  })

  it('sees the devices that were used, and those that never were when asking for all', async () => {
    const { id } = factOf((await run(['create-workspace', 'Quillon', '--json'])).out)
    const store = createSqliteStore(at('data'))
    const scene = { store, workspaceId: id } as Parameters<typeof joinStore>[0]
    const used = token('device')
    const { deviceId } = await joinStore(scene, { tokens: [used] })
    const { deviceId: given } = await joinStore(scene)
    await store.session(id, used.hash, Date.now())
    await store.close()
    const { out } = await run(['devices', 'Quillon'])
    expect(out).toContain(deviceId)
    expect(out).not.toContain(given)
    expect(out).toContain('Never used, and not listed: 1 device ')
    expect((await run(['devices', 'Quillon', '--all'])).out).toContain(given)
  })
})

describe('the sample', () => {
  it('leaves a real workspace of the same name alone, and is found again beside it', async () => {
    const real = factOf((await run(['create-workspace', 'Quillon', '--json'])).out)
    const sample = factOf((await run(['sample'])).out)
    expect(sample.workspaceId).not.toBe(real.id)
    expect((await run(['members', 'Quillon', '--json'])).out).toContain('none')
    expect(factOf((await run(['sample'])).out).workspaceId).toBe(sample.workspaceId)
    expect((await run(['audit', 'Quillon'])).out).not.toContain('invitation')
  })
})

describe('whoever erases a person', () => {
  const erase = (...whom: readonly string[]) => run(['erase', 'Quillon', ...whom])

  it('is told that nobody is called so, who elsewhere is, and erases nobody', async () => {
    await run(['sample'])
    const { workspaceId } = factOf((await run(['sample'])).out)
    const ana = await contactIdFor(workspaceId, 'practice', 'slowpour_ana')
    for (const more of [[], ['--yes']]) {
      const { status, out, err } = await erase('--site', 'practise', '--key', 'slowpour_ana', ...more)
      expect([status, out]).toEqual([1, ''])
      expect(err).toContain(`Elsewhere somebody is: ${ana} (slowpour_ana, practice)`)
    }
    expect((await erase('--site', 'practice', '--key', 'nobody_at_all')).err).toContain('nothing was erased')
    expect((await run(['audit', 'Quillon'])).out).not.toContain('subject.erased')
    const again = ['--site', 'practice', '--key', 'slowpour_ana', '--yes']
    expect((await erase(...again)).out).toContain('Erased: ')
    expect((await erase(...again)).out).toContain('erased before')
  })

  it('may write the name as the page shows it', async () => {
    await run(['sample'])
    const shown = await erase('--site', 'practice', '--key', '@SlowPour_Ana')
    expect(shown.out).toContain('known as slowpour_ana')
    const exact = await erase('--site', 'practice', '--key', 'slowpour_ana', '--json')
    expect(factOf((await erase('--site', 'practice', '--key', '@SlowPour_Ana', '--json')).out)).toEqual(
      factOf(exact.out),
    )
  })

  it('is stopped where the list of erasures is not, for what stands on another one comes back', async () => {
    await run(['sample'])
    const whom = ['erase', 'Quillon', '--site', 'practice', '--key', 'brewbert', '--yes']
    const { status, err } = await run(whom, { EARSHOT_ERASURES_DIR: at('nowhere') })
    expect([status, err]).toEqual([1, expect.stringContaining('Set EARSHOT_ERASURES_DIR')])
    expect(existsSync(at('nowhere'))).toBe(false)
  })
})
