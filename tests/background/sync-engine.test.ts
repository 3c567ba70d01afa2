import 'fake-indexeddb/auto'
import { describe, expect, test, vi } from 'vitest'
import { deliverWorkspaces } from '../../lib/background/deliver-workspaces.ts'
import { type SyncPortsOfBrowser, syncWorkspaces } from '../../lib/background/sync-workspaces.ts'
import { ok } from '../../lib/model/problem.ts'
import type { Workspace } from '../../lib/model/workspace.ts'
import { type EarshotDatabase, openDatabase } from '../../lib/store/database.ts'
import { logInteraction } from '../../lib/store/log-interaction.ts'
import { lastingSession } from '../../lib/sync/session.ts'
import { actorIn, MAYA, MORNING, mentionBy, must } from '../store/quillon.ts'
import { serveInMemory } from '../sync/serve-in-memory.ts'

/** A browser in one team: its database, its other store, its locks. */
function browser() {
  const id = crypto.randomUUID()
  const server = serveInMemory(id)
  const team: Workspace = {
    kind: 'team',
    id,
    name: 'Quillon',
    member: { id: MAYA, name: 'Maya Osei' },
    deviceId: crypto.randomUUID(),
    server: 'https://sync.example',
    token: 'a-token-that-lasts',
  }
  const held = new Set<string>()
  const open = new Map<string, EarshotDatabase>()
  const mirrors = new Map<string, unknown>()
  const settings = { all: [team] as Workspace[] }
  const ports: { -readonly [K in keyof SyncPortsOfBrowser]: SyncPortsOfBrowser[K] } = {
    readWorkspaces: async () => ok({ current: id, all: settings.all }),
    openDatabase: (name) => {
      const db = open.get(name) ?? openDatabase(name)
      open.set(name, db)
      return db
    },
    reread: async () => false,
    alone: (_name, work) => work(),
    unlessRunning: async (name, work) => {
      if (held.has(name)) return null
      held.add(name)
      try {
        return await work()
      } finally {
        held.delete(name)
      }
    },
    now: () => MORNING,
    random: () => 0.5,
    newId: () => crypto.randomUUID(),
    fetch: server.fetch,
    sessionOf: () => lastingSession('a-token-that-lasts'),
    mirror: {
      read: async (workspaceId) => mirrors.get(workspaceId),
      save: async (workspaceId, mirror) => {
        mirrors.set(workspaceId, structuredClone(mirror))
      },
    },
  }
  const db = () => ports.openDatabase(id)
  const log = async (handle: string) => {
    const actor = actorIn(db(), { deviceId: team.deviceId })
    must(await logInteraction(db(), actor, await mentionBy(db(), handle), { outcome: 'answered' }))
  }
  /** The browser deletes the database behind our back, as some do when the disk is full. */
  const wipe = async () => {
    await db().delete()
    open.clear()
  }
  const sync = () => syncWorkspaces(ports, true)
  return { id, server, team, ports, settings, mirrors, db, log, wipe, sync }
}

describe('a team', () => {
  test('is pushed and pulled, and goes round once more for what a rewind queued', async () => {
    const one = browser()
    one.server.state.epoch = 'first'
    await one.log('brewbert')
    await one.sync()
    one.server.restore(0, 'second')
    const { statuses } = await one.sync()
    expect(one.server.log).toHaveLength(2)
    expect(statuses).toMatchObject([{ waiting: 0, engine: { kind: 'idle' }, problem: null }])
  })

  test('whose database was wiped sends what was unsent and reads the log anew', async () => {
    const one = browser()
    await one.log('brewbert')
    await one.sync()
    one.server.state.fault = () => new Response('', { status: 503 })
    await one.log('crema_kai')
    await one.sync()
    await one.wipe()
    one.server.state.fault = () => null
    one.server.state.snapshots = true
    const { changed, statuses } = await one.sync()
    expect(changed).toBe(true)
    expect(statuses).toMatchObject([{ waiting: 0, lost: 0 }])
    expect(one.server.log).toHaveLength(4)
    expect(await one.db().interactions.count()).toBe(2)
    expect(one.server.paths()).toContain('/snapshot')
  })

  test('that asked for patience with an entry is not sent it again at the next occasion', async () => {
    const one = browser()
    await one.log('brewbert')
    one.server.state.fault = ({ path, events }) =>
      path === '/push'
        ? Response.json({
            receipts: events.map(({ id }) => ({ id, status: 'retry' })),
            head: 0,
            serverTime: 0,
          })
        : null
    await one.sync()
    await one.sync()
    expect(one.server.paths().filter((path) => path === '/push')).toHaveLength(1)
  })

  test('is synced all the same when the other store cannot be read or written', async () => {
    const one = browser()
    await one.log('brewbert')
    const broken = () => Promise.reject(new Error('no storage'))
    const { statuses } = await syncWorkspaces({ ...one.ports, mirror: { read: broken, save: broken } }, true)
    expect(statuses).toMatchObject([{ waiting: 0, problem: null }])
  })

  test('that was left while it waited for its turn is not brought back', async () => {
    const one = browser()
    await one.log('brewbert')
    const ports: SyncPortsOfBrowser = {
      ...one.ports,
      unlessRunning: async (name, work) => {
        one.settings.all = []
        return one.ports.unlessRunning(name, work)
      },
    }
    await syncWorkspaces(ports, true)
    expect(one.server.asked).toHaveLength(0)
  })

  test('that is joined again after this browser was shut out sends at once what waited, as the new device', async () => {
    const one = browser()
    await one.log('brewbert')
    const refused = () => Response.json({ error: { code: 'device_revoked', message: 'x' } }, { status: 403 })
    one.server.state.fault = refused
    expect((await one.sync()).statuses).toMatchObject([{ waiting: 2, engine: { kind: 'paused-revoked' } }])

    // While a round of the old device is still under way, the browser joins again and asks for another.
    let answer: (refusal: Response) => void = () => undefined
    one.server.state.fault = ({ headers }) =>
      headers.get('authorization')?.includes('new')
        ? null
        : new Promise((resolve) => {
            answer = resolve
          })
    const old = one.sync()
    await vi.waitFor(() => expect(one.server.asked.length).toBeGreaterThan(1))
    const again = { ...one.team, deviceId: crypto.randomUUID() }
    one.settings.all = [again]
    one.ports.sessionOf = ({ deviceId }) =>
      lastingSession(deviceId === again.deviceId ? 'a-new-token-of-the-same' : 'a-token-that-lasts')
    await one.sync()
    answer(refused())
    expect((await old).statuses).toMatchObject([{ waiting: 0, engine: { kind: 'idle' } }])
    expect(one.server.log).toMatchObject([{ deviceid: again.deviceId }, { deviceid: again.deviceId }])
  })

  test('whose database the browser refuses says so, and asks the server nothing', async () => {
    const one = browser()
    const real = indexedDB.open
    indexedDB.open = () => {
      throw new DOMException('refused', 'InvalidStateError')
    }
    const { statuses } = await one.sync()
    indexedDB.open = real
    expect(statuses).toMatchObject([{ engine: { kind: 'minimal' }, problem: { code: 'store-failed' } }])
    expect(one.server.asked).toHaveLength(0)
  })
})

test('what is written while a round waits for its server is in the other store before that round ends', async () => {
  const one = browser()
  await one.log('brewbert')
  const { promise: answer, resolve: goOn } = Promise.withResolvers<void>()
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const slow: SyncPortsOfBrowser = {
    ...one.ports,
    fetch: async (...request) => {
      begin()
      await answer
      return one.server.fetch(...request)
    },
  }
  const round = syncWorkspaces(slow, true)
  await begun
  await one.log('crema_kai')
  await syncWorkspaces(slow, false)
  expect(one.mirrors.get(one.id)).toMatchObject({ unsent: 4 })
  one.mirrors.delete(one.id)
  await syncWorkspaces(slow, false)
  expect(one.mirrors.has(one.id), 'copied although nothing was written since').toBe(false)
  goOn()
  await round
  expect(one.mirrors.get(one.id)).toMatchObject({ unsent: 0, tail: [] })
})

test('two rounds at once: one works, the other returns at once, and nothing is sent twice', async () => {
  const one = browser()
  await one.log('brewbert')
  await Promise.all([one.sync(), one.sync()])
  const sent = one.server.asked.flatMap(({ events }) => events.map(({ id }) => id))
  expect(sent).toHaveLength(2)
  expect(one.server.log).toHaveLength(2)
})

test('what was logged is delivered to the collector that a workspace names, personal ones too', async () => {
  const one = browser()
  const collector = { url: 'https://crm.example/in', secret: `whsec_${btoa('x'.repeat(32))}`, token: null }
  const home: Workspace = {
    kind: 'personal',
    id: crypto.randomUUID(),
    name: 'My listening',
    member: { id: MAYA, name: 'Me' },
    deviceId: crypto.randomUUID(),
    deliver: collector,
  }
  one.settings.all = [home, one.team]
  const db = one.ports.openDatabase(home.id)
  const actor = actorIn(db, { queued: false, delivers: true, deviceId: home.deviceId })
  must(await logInteraction(db, actor, await mentionBy(db, 'brewbert'), { outcome: 'answered' }))
  const asked: string[] = []
  const status = { code: 503 }
  const fetch: typeof globalThis.fetch = async (url) => {
    asked.push(String(url))
    return new Response('', { status: status.code })
  }
  expect(await deliverWorkspaces({ ...one.ports, fetch }, true)).toBe(true)
  status.code = 200
  expect(await deliverWorkspaces({ ...one.ports, fetch }, true)).toBe(false)
  expect(asked).toEqual([collector.url, collector.url])
  expect(await db.deliveries.count()).toBe(0)
})
