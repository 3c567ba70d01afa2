import { randomUUID } from 'node:crypto'
import { cpSync, renameSync, rmSync } from 'node:fs'
import { Dexie } from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../../lib/store/database.ts'
import { logInteraction } from '../../lib/store/log-interaction.ts'
import { createSyncStore } from '../../lib/store/sync-store.ts'
import { createSyncApi } from '../../lib/sync/api.ts'
import { joinWorkspace } from '../../lib/sync/join.ts'
import { synchronise } from '../../lib/sync/synchronise.ts'
import { actorIn, mentionBy, must } from '../store/quillon.ts'
import { ownProcesses } from './own-processes.ts'

// Ten processes and a real disk, on machines that may be busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 })

const processes = ownProcesses()
const { at } = processes

/** A browser of one member: the extension's own store and engine, over a real connection. */
async function joinAs(name: string, url: string, code: string) {
  const deviceId = randomUUID()
  const { workspace, member, token } = must(await joinWorkspace({ server: url, code, name, deviceId, fetch }))
  // Each computer has an IndexedDB of its own.
  Dexie.dependencies.indexedDB = new IDBFactory()
  Dexie.dependencies.IDBKeyRange = IDBKeyRange
  const db = openDatabase(workspace.id)
  await db.open()
  const actor = actorIn(db, { memberId: member.id, deviceId, now: () => Date.now() })
  const api = createSyncApi({ server: url, workspaceId: workspace.id, token, fetch })
  const ports = { store: createSyncStore(db, deviceId), api, now: () => Date.now(), random: () => 0.5 }
  return {
    db,
    log: async (handle: string) =>
      must(await logInteraction(db, actor, await mentionBy(db, handle), { outcome: 'answered' })),
    /** Until nothing is left to do: after a rewind there is. */
    sync: async () => {
      for (let round = 0; round < 4; round += 1) await synchronise(ports, { force: true })
      expect(await db.outbox.count()).toBe(0)
    },
    holds: async () => ({
      interactions: (await db.interactions.toCollection().primaryKeys()).sort(),
      people: (await db.identities.toArray()).map(({ key }) => key).sort(),
    }),
  }
}

describe('the restore drill', () => {
  it('brings a team back from a backup: nothing acknowledged is lost, nobody erased returns, all agree', async () => {
    await processes.run(['create-workspace', 'Quillon'])
    const first = await processes.serve()
    const code = (await processes.run(['invite', 'Quillon', '--uses', '3'])).out.trim()
    const maya = await joinAs('Maya Osei', first.url, code)
    const sam = await joinAs('Sam Lindqvist', first.url, code)
    await maya.log('slowpour_ana')
    await maya.log('grindlord')
    await maya.sync()
    await sam.sync()

    expect(await processes.run(['backup', at('backup')])).toMatchObject({ status: 0, err: '' })

    // After the backup: more is written, and one who was in it is erased.
    await maya.log('brewbert')
    await sam.log('tamper_tom')
    await maya.sync()
    await sam.sync()
    const key = (await maya.db.identities.toArray()).find(({ key }) => key.includes('grindlord'))?.key ?? ''
    const whom = ['erase', 'Quillon', '--site', 'reddit', '--key', key]
    const preview = await processes.run(whom)
    expect(preview.out).toContain('Nothing was erased')
    expect((await processes.run([...whom, '--yes'])).out).toContain('Erased: 2 entries')
    await maya.sync()
    await sam.sync()
    const before = await maya.holds()
    expect(before.people).toEqual(['brewbert', 'slowpour_ana', 'tamper_tom'])
    expect(before.interactions).toHaveLength(3)
    expect(await sam.holds()).toEqual(before)

    // The machine is lost, with what was on it.
    first.child.kill('SIGKILL')
    await first.ended
    renameSync(at('data'), at('lost'))
    const restored = await processes.run(['restore', at('backup')])
    expect(restored).toMatchObject({ status: 0, err: '' })
    expect(restored.out).toContain('Quillon: sound')
    expect(restored.out).toContain('1 erasure made anew, 2 entries')
    await processes.serve({ EARSHOT_PORT: new URL(first.url).port })

    await maya.sync()
    await sam.sync()
    await maya.sync()
    expect(await maya.holds()).toEqual(before)
    expect(await sam.holds()).toEqual(before)
    const nina = await joinAs('Nina', first.url, code)
    await nina.sync()
    expect(await nina.holds()).toEqual(before)
    const verified = await processes.run(['verify', '--json'])
    expect(verified.status).toBe(0)
    expect(JSON.parse(verified.out)).toMatchObject({ sound: true, gaps: 0, duplicates: 0, hashMismatches: 0 })
  })

  it('refuses a backup that was changed, one that broke off, and a directory that is in use', async () => {
    await processes.run(['create-workspace', 'Quillon'])
    await processes.run(['backup', at('backup')])
    expect(await processes.run(['backup', at('backup')])).toMatchObject({
      status: 1,
      err: expect.stringContaining('not empty'),
    })
    expect(await processes.run(['restore', at('backup')])).toMatchObject({
      status: 1,
      err: expect.stringContaining('holds databases already'),
    })
    const elsewhere = { EARSHOT_DATA_DIR: at('new') }
    const nowhere = { ...elsewhere, EARSHOT_ERASURES_DIR: at('nowhere') }
    expect(await processes.run(['restore', at('backup')], nowhere)).toMatchObject({
      status: 1,
      err: expect.stringContaining('people who were erased come back'),
    })
    cpSync(at('backup'), at('broken'), { recursive: true })
    rmSync(at('broken', 'manifest.json'))
    expect(await processes.run(['restore', at('broken')], elsewhere)).toMatchObject({
      status: 1,
      err: expect.stringContaining('is no backup, or one that broke off'),
    })
    cpSync(at('backup'), at('changed'), { recursive: true })
    rmSync(at('changed', 'workspaces'), { recursive: true })
    expect(await processes.run(['restore', at('changed')], elsewhere)).toMatchObject({
      status: 1,
      err: expect.stringContaining('is missing'),
    })
    expect(await processes.run(['restore', at('backup')], elsewhere)).toMatchObject({ status: 0 })
    expect((await processes.run(['verify'], elsewhere)).out).toContain('Quillon: sound')
  })
})
