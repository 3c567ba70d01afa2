import { Dexie } from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { SyncEvent } from '../../lib/model/event.ts'
import { openDatabase } from '../../lib/store/database.ts'
import { createSyncStore } from '../../lib/store/sync-store.ts'
import { createSyncApi } from '../../lib/sync/api.ts'
import { synchronise } from '../../lib/sync/synchronise.ts'
import type { Line } from './talk.ts'

/**
 * Milliseconds in which the extension's own engine empties an outbox of these entries, in Node, over an IndexedDB
 * in memory: until it turns from pushing to asking what is new.
 */
export async function timeEngine(
  { url, workspaceId, device }: Line,
  entries: readonly SyncEvent[],
): Promise<number> {
  Object.assign(Dexie.dependencies, { indexedDB: new IDBFactory(), IDBKeyRange })
  const db = openDatabase(workspaceId)
  await db.events.bulkAdd(entries.map((event) => ({ id: event.id, about: `interaction:${event.id}`, event })))
  await db.outbox.bulkAdd(
    entries.map((event) => ({
      ...{ id: event.id, n: event.devicen, state: 'pending' as const },
      ...{ leaseUntil: 0, attempts: 0, queuedAt: Date.now(), event },
    })),
  )
  const api = createSyncApi({ server: url, workspaceId, token: device.token, fetch })
  const begin = performance.now()
  let pushed: number | null = null
  /** Pulling is not what is timed. */
  const stop = async () => {
    pushed ??= performance.now() - begin
    return { ok: false as const, problem: { code: 'offline' as const } }
  }
  const store = createSyncStore(db, device.deviceId)
  await synchronise(
    { store, api: { ...api, pull: stop, snapshot: stop }, now: Date.now, random: Math.random },
    { force: true },
  )
  const left = await db.outbox.count()
  db.close()
  if (pushed === null || left > 0) throw new Error(`${left} entries are still in the outbox`)
  return pushed
}
