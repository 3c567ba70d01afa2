import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SyncEventSchema } from '../../lib/model/event.ts'
import { contentHash } from '../../server/content-hash.ts'
import { NewerFileError } from '../../server/sqlite-file.ts'
import { createSqliteStore } from '../../server/sqlite-store.ts'
import { describeEventStore } from './event-store-conformance.ts'
import { loggedEvent } from './make-events.ts'
import { temporaryDirectory } from './serve-in-memory.ts'

// Every commit here is flushed to a real disk, which may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

describeEventStore('SQLite', async () => {
  const directory = temporaryDirectory()
  return {
    open: async () => createSqliteStore(directory.path),
    remove: async () => directory.remove(),
  }
})

describe('the files of the SQLite store', () => {
  const id = '0d5b2a52-3a6b-4d2e-9c4c-1d1f3f0b7a11'
  let directory: ReturnType<typeof temporaryDirectory>
  beforeEach(() => {
    directory = temporaryDirectory()
  })
  afterEach(() => directory.remove())

  it('are one for each workspace, in write-ahead mode, readable by their owner alone', async () => {
    const store = createSqliteStore(join(directory.path, 'new'))
    await store.createWorkspace({ id, name: 'Quillon' }, id, 1)
    const path = join(directory.path, 'new', 'workspaces', `${id}.sqlite`)
    expect(existsSync(path)).toBe(true)
    expect(statSync(join(directory.path, 'new', 'workspaces')).mode & 0o077).toBe(0)
    await store.close()
    const db = new DatabaseSync(path)
    expect(db.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
    db.close()
  })

  it('of a newer server are left alone', async () => {
    const store = createSqliteStore(directory.path)
    await store.close()
    const db = new DatabaseSync(join(directory.path, 'control.sqlite'))
    db.exec('pragma user_version = 99')
    db.close()
    expect(() => createSqliteStore(directory.path)).toThrow(NewerFileError)
  })

  it('are never replaced by an empty log when one is lost', async () => {
    const store = createSqliteStore(directory.path)
    await store.createWorkspace({ id, name: 'Quillon' }, id, 1)
    await store.close()
    rmSync(join(directory.path, 'workspaces', `${id}.sqlite`))
    const again = createSqliteStore(directory.path)
    await expect(again.head(id)).rejects.toThrow('missing')
    await again.close()
  })

  it('may be written by two stores at once, and the log stays gapless', async () => {
    const [one, two] = [createSqliteStore(directory.path), createSqliteStore(directory.path)]
    await one.createWorkspace({ id, name: 'Quillon' }, id, 1)
    const session = { workspaceId: id, memberId: id, deviceId: id }
    const seqs: number[] = []
    for (let round = 0; round < 40; round++) {
      const event = SyncEventSchema.parse(loggedEvent(session))
      const store = round % 3 === 0 ? two : one
      const { outcomes } = await store.append(id, [{ event, contentHash: contentHash(event) }], 1)
      for (const outcome of outcomes) if (outcome.status === 'accepted') seqs.push(outcome.seq)
    }
    expect(seqs).toEqual(Array.from({ length: 40 }, (_, at) => at + 1))
    await one.close()
    await two.close()
  })

  it('stay within reach when there are more workspaces than files kept open', async () => {
    const store = createSqliteStore(directory.path)
    const all = Array.from({ length: 120 }, () => crypto.randomUUID())
    for (const [at, one] of all.entries()) await store.createWorkspace({ id: one, name: `W${at}` }, one, 1)
    for (const one of all) expect(await store.head(one)).toEqual({ epoch: one, head: 0, floor: 0 })
    await store.close()
  })
})
