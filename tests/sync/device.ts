import { Dexie } from 'dexie'
import { IDBFactory } from 'fake-indexeddb'
import type { EarshotDatabase } from '../../lib/store/database.ts'
import { logInteraction } from '../../lib/store/log-interaction.ts'
import { createSyncStore } from '../../lib/store/sync-store.ts'
import type { Actor } from '../../lib/store/views.ts'
import { createSyncApi } from '../../lib/sync/api.ts'
import { synchronise } from '../../lib/sync/synchronise.ts'
import { eventOf, interaction } from '../store/any-event.ts'
import { actorIn, freshDatabase, MAYA, MORNING, mentionBy, must } from '../store/quillon.ts'
import { serveInMemory } from './serve-in-memory.ts'

export const HOUR = 3_600_000

export function device(server: ReturnType<typeof serveInMemory>, workspaceId: string, memberId = MAYA) {
  const db = freshDatabase(workspaceId)
  return deviceOf(db, actorIn(db, { memberId }), server)
}

/** The same on another computer: a browser has one database of a workspace. */
export function deviceElsewhere(
  server: ReturnType<typeof serveInMemory>,
  workspaceId: string,
  memberId: string,
) {
  const here = Dexie.dependencies.indexedDB
  Dexie.dependencies.indexedDB = new IDBFactory()
  const one = device(server, workspaceId, memberId)
  Dexie.dependencies.indexedDB = here
  return one
}

/** Made anew for each worker's life: nothing is remembered but what the database holds. */
export function deviceOf(db: EarshotDatabase, actor: Actor, server: ReturnType<typeof serveInMemory>) {
  const clock = { now: MORNING + HOUR }
  const api = createSyncApi({
    server: 'https://sync.example',
    workspaceId: db.workspaceId,
    token: 'token-of-a-device',
    fetch: server.fetch,
    timeout: 2_000,
    now: () => clock.now,
  })
  const store = createSyncStore(db, actor.deviceId)
  const ports = { store, api, now: () => clock.now, random: () => 0.5 }
  const round = (force = false) => synchronise(ports, { force })
  const log = async (handle: string) =>
    must(await logInteraction(db, actor, await mentionBy(db, handle), { outcome: 'answered' }))
  const later = (milliseconds: number) => {
    clock.now += milliseconds
  }
  return { db, actor, store, api, clock, round, log, later }
}

/** One device and its server. */
export function pair() {
  const workspaceId = crypto.randomUUID()
  const server = serveInMemory(workspaceId)
  return { server, one: device(server, workspaceId) }
}

/** So many events in the outbox at once. */
export async function fill(db: EarshotDatabase, actor: Actor, count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, n) => {
    const event = eventOf(n, {
      type: 'interaction.logged',
      data: interaction(n),
      id: actor.newId(),
      workspaceid: db.workspaceId,
      deviceid: actor.deviceId,
      source: `urn:device:${actor.deviceId}`,
    })
    return {
      id: event.id,
      n,
      state: 'pending' as const,
      leaseUntil: 0,
      attempts: 0,
      queuedAt: MORNING,
      event,
    }
  })
  await db.outbox.bulkAdd(rows)
  return rows.map(({ id }) => id)
}

/** Answers with this status. */
export const failing =
  (status: number, headers: Record<string, string> = {}) =>
  () =>
    Response.json({ error: { code: 'x', message: 'x' } }, { status, headers })
