import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type EarshotDatabase, openDatabase } from '../../lib/store/database.ts'
import { logInteraction } from '../../lib/store/log-interaction.ts'
import { readSyncStatus } from '../../lib/store/read-sync-status.ts'
import { createSyncStore } from '../../lib/store/sync-store.ts'
import type { Actor } from '../../lib/store/views.ts'
import { createSyncApi } from '../../lib/sync/api.ts'
import { joinWorkspace } from '../../lib/sync/join.ts'
import { watchLive } from '../../lib/sync/live.ts'
import { type KeptTokens, rotatingSession } from '../../lib/sync/session.ts'
import { synchronise } from '../../lib/sync/synchronise.ts'
import { invite } from '../../server/administer.ts'
import { eraseContacts } from '../../server/erase-contacts.ts'
import { revokeDevice } from '../../server/revoke-device.ts'
import { actorIn, mentionBy, must } from '../store/quillon.ts'
import { newDeviceKey } from './keyed-device.ts'
import { type InMemoryServer, serveInMemory } from './serve-in-memory.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const MINUTE = 60_000
const SERVER = 'https://sync.example'

let server: InMemoryServer
let workspaceId: string

beforeEach(async () => {
  server = serveInMemory()
  workspaceId = (await server.newWorkspace('Quillon')).id
})
afterEach(() => server.close())

/** A database of its own, as another browser has one. */
function databaseElsewhere(): EarshotDatabase {
  const here = Dexie.dependencies.indexedDB
  Dexie.dependencies.indexedDB = new IDBFactory()
  const db = openDatabase(workspaceId)
  Dexie.dependencies.indexedDB = here
  return db
}

/** The extension's own engine, joined with a key, on the real server without a port. `skew`: how wrong its clock is. */
async function newDevice(name: string, skew = 0) {
  const fetch: typeof globalThis.fetch = async (url, init) => server.app.request(String(url), init)
  const now = () => server.clock.now + skew
  const deviceId = crypto.randomUUID()
  const key = await newDeviceKey()
  const { kty, crv, x, y } = key.publicKey as { kty: 'EC'; crv: 'P-256'; x: string; y: string }
  const code = await invite(server.ports, workspaceId, { uses: 1, hours: 1 })
  const publicKey = { kty, crv, x, y }
  const joined = must(await joinWorkspace({ server: SERVER, code, name, deviceId, publicKey, fetch }))
  const { expiresAt = 0, refreshToken = '', member, token } = joined
  let kept: KeptTokens = { access: { token, expiresAt }, refreshToken, offset: 0 }
  const session = rotatingSession({
    server: SERVER,
    deviceId,
    keeper: {
      read: async () => kept,
      save: async (tokens) => {
        kept = tokens
      },
    },
    sign: key.sign,
    alone: (work) => work(),
    fetch,
    now,
  })
  const db = databaseElsewhere()
  const actor: Actor = actorIn(db, { memberId: member.id, deviceId, now })
  const ports = {
    store: createSyncStore(db, deviceId),
    api: createSyncApi({ server: SERVER, workspaceId, token: session, fetch, now }),
    now,
    random: () => 0.5,
  }
  const round = () => synchronise(ports, { force: true })
  const log = async (handle: string) =>
    must(await logInteraction(db, actor, await mentionBy(db, handle), { outcome: 'answered' }))
  const status = () => readSyncStatus(db, 'team')
  return { db, actor, deviceId, member, session, fetch, ports, round, log, status, tokens: () => kept }
}

describe("the extension's engine on the real server", () => {
  it('renews its token again and again, and whatever its clock says', async () => {
    for (const skew of [0, 400 * 24 * 60 * MINUTE, -400 * 24 * 60 * MINUTE]) {
      const maya = await newDevice('Maya Osei', skew)
      for (let n = 0; n < 3; n++) {
        await maya.log(`brewbert${n}of${skew}`)
        expect(await maya.round()).toMatchObject({ pushed: 2, problem: null })
        server.clock.now += 20 * MINUTE
      }
      expect(maya.tokens().access?.token).not.toBe('')
      expect((await maya.status()).engine.kind).toBe('idle')
    }
  })

  it('tries the same refresh token again after an answer that was never kept', async () => {
    const maya = await newDevice('Maya Osei')
    const before = maya.tokens()
    server.clock.now += 20 * MINUTE
    must(await maya.session.token())
    // The worker died before it saved: what it knows is what it knew.
    const again = { ...before, access: null }
    Object.assign(maya.tokens(), again)
    server.clock.now += 30_000
    expect(await maya.round()).toMatchObject({ problem: null })
  })

  it('brings a newcomer the log by snapshot, then what comes after it', async () => {
    const maya = await newDevice('Maya Osei')
    const { interactionId } = await maya.log('brewbert')
    await maya.log('crema_kai')
    await maya.round()
    const sam = await newDevice('Sam Lindqvist')
    expect(await sam.round()).toMatchObject({ problem: null })
    expect(await sam.db.interactions.get(interactionId)).toBeDefined()
    expect(await sam.db.contacts.count()).toBe(2)
    await maya.log('grindlord')
    await maya.round()
    expect(await sam.round()).toMatchObject({ received: 2, problem: null })
  })

  it('shuts a device out, which then says so and keeps what it has not sent', async () => {
    const maya = await newDevice('Maya Osei')
    await maya.round()
    await maya.log('brewbert')
    const device = { id: maya.deviceId, memberId: maya.member.id }
    await revokeDevice(server.ports, workspaceId, device, { actorId: null, reason: 'stolen' })
    await maya.round()
    expect(await maya.status()).toMatchObject({ waiting: 2, engine: { kind: 'paused-revoked' } })
  })

  it('erases a person on every device before anything else is applied, also from what was unsent', async () => {
    const maya = await newDevice('Maya Osei')
    const sam = await newDevice('Sam Lindqvist')
    const { contactId } = await maya.log('brewbert')
    await maya.log('crema_kai')
    await maya.round()
    await sam.round()
    await sam.log('brewbert')
    await eraseContacts(server.ports, workspaceId, [contactId], maya.member.id)
    for (const device of [maya, sam]) {
      await device.round()
      server.clock.now += 20 * MINUTE
      await device.round()
      expect(await device.db.contacts.get(contactId)).toBeUndefined()
      const everything = JSON.stringify(await device.db.events.toArray())
      expect(everything).not.toContain('brewbert')
      expect(await device.db.outbox.count()).toBe(0)
      expect(JSON.stringify(await device.db.quarantine.toArray())).not.toContain('brewbert')
    }
    expect(await maya.db.contacts.count()).toBe(1)
  })

  it('hints that the log has grown, and who is here', async () => {
    const maya = await newDevice('Maya Osei')
    const stop = new AbortController()
    const heads: number[] = []
    const here: string[] = []
    const live = watchLive(
      {
        server: SERVER,
        workspaceId,
        session: maya.session,
        fetch: maya.fetch,
        now: () => server.clock.now,
        random: () => 0,
        wait: (_, signal) =>
          new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
        onHead: (head) => heads.push(head),
        onHere: (members) => here.push(...members),
        onState: () => undefined,
      },
      stop.signal,
    )
    await vi.waitFor(() => expect(here).toContain(maya.member.id))
    const before = heads.at(-1) ?? 0
    await maya.log('brewbert')
    await maya.round()
    await vi.waitFor(() => expect(heads.at(-1)).toBeGreaterThan(before))
    stop.abort()
    server.live.closeAll()
    await live
  })
})

it('pauses pushing to a server that wants a newer Earshot, and goes on reading', async () => {
  const maya = await newDevice('Maya Osei')
  await maya.log('brewbert')
  await maya.round()
  const strict = serveInMemory({ minSchema: 99 })
  const workspace = await strict.newWorkspace('Quillon')
  const fetch: typeof globalThis.fetch = async (url, init) => strict.app.request(String(url), init)
  const sam = await strict.join(workspace.id, 'Sam Lindqvist')
  const db = openDatabase(workspace.id)
  const actor = actorIn(db, { memberId: sam.memberId, deviceId: sam.deviceId })
  must(await logInteraction(db, actor, await mentionBy(db, 'crema_kai'), { outcome: 'answered' }))
  const api = createSyncApi({ server: SERVER, workspaceId: workspace.id, token: sam.token, fetch })
  const store = createSyncStore(db, sam.deviceId)
  await synchronise({ store, api, now: () => strict.clock.now, random: () => 0 }, { force: false })
  expect(await readSyncStatus(db, 'team')).toMatchObject({ waiting: 2, engine: { kind: 'too-old' } })
  expect(await db.members.count()).toBe(1)
  await strict.close()
})
