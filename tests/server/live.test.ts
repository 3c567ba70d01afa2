import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HeadHintSchema, HereHintSchema } from '../../lib/model/wire.ts'
import { createApp } from '../../server/app.ts'
import { createLiveHub } from '../../server/live-hub.ts'
import { createLog } from '../../server/log.ts'
import type { Session } from '../../server/people-store.ts'
import { createRateLimits } from '../../server/rate-limits.ts'
import { joinWithKey } from './keyed-device.ts'
import { listen } from './listen.ts'
import { loggedEvent } from './make-events.ts'
import { type Device, type InMemoryServer, serveInMemory } from './serve-in-memory.ts'

let server: InMemoryServer
let workspaceId: string
let maya: Device
let sam: Device

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  server = serveInMemory()
  workspaceId = (await server.newWorkspace('Quillon')).id
  maya = await server.join(workspaceId, 'Maya Osei')
  sam = await server.join(workspaceId, 'Sam Lindqvist')
})
afterEach(async () => {
  vi.useRealTimers()
  await server.close()
})

/** Lets timers of this long fire, and what they wrote arrive. */
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

describe('the live stream', () => {
  it('begins with where the log stands, and hints when it has grown', async () => {
    const stream = await listen(server, maya)
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(stream.response.headers.get('cache-control')).toBe('no-store')
    await pass(0)
    expect(stream.heads()).toEqual([{ head: 2 }])
    await server.push(sam, [loggedEvent(sam)])
    await pass(250)
    expect(stream.heads().map((hint) => HeadHintSchema.parse(hint))).toEqual([{ head: 2 }, { head: 3 }])
    expect(JSON.stringify(stream.heard)).not.toContain('wobble')
  })

  it('gathers what comes at once into one hint', async () => {
    const stream = await listen(server, maya)
    for (let n = 0; n < 10; n++) await server.push(sam, [loggedEvent(sam)])
    await pass(250)
    expect(stream.heads()).toEqual([{ head: 2 }, { head: 12 }])
  })

  it('is silent when a repeat adds nothing', async () => {
    const event = loggedEvent(sam)
    await server.push(sam, [event])
    const stream = await listen(server, maya)
    await server.push(sam, [event])
    await pass(1_000)
    expect(stream.heads()).toEqual([{ head: 3 }])
  })

  it('tells who listens, while they do', async () => {
    const stream = await listen(server, maya)
    const other = await listen(server, sam)
    await pass(1_000)
    expect(HereHintSchema.parse(stream.here().at(-1)).members).toEqual([maya.memberId, sam.memberId].sort())
    await other.leave()
    await pass(1_000)
    expect(stream.here().at(-1)).toEqual({ members: [maya.memberId] })
  })

  it('says nothing of another workspace', async () => {
    const stranger = await server.join((await server.newWorkspace('Other')).id, 'Stranger')
    const stream = await listen(server, stranger)
    await listen(server, maya)
    await server.push(sam, [loggedEvent(sam)])
    await pass(6_000)
    expect(stream.heads()).toEqual([{ head: 1 }])
    expect(stream.here()).toEqual([{ members: [stranger.memberId] }])
  })

  it('beats every twenty seconds, so that no proxy thinks it dead', async () => {
    const stream = await listen(server, maya)
    await pass(20_000)
    expect(stream.beats()).toBe(1)
    await pass(20_000)
    expect(stream.beats()).toBe(2)
  })

  it('hints at what another process added', async () => {
    const stream = await listen(server, maya)
    // Around the app, as a second server or the command line would.
    const body = { batchId: crypto.randomUUID(), deviceId: sam.deviceId, events: [loggedEvent(sam)] }
    const beside = serveBeside()
    await beside.request(`/v1/w/${workspaceId}/push`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sam.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    await pass(5_500)
    expect(stream.heads()).toEqual([{ head: 2 }, { head: 3 }])
  })

  it('ends at once for a device that is shut out, and for nobody else', async () => {
    const owner = await server.join(workspaceId, 'Owner', 'owner')
    const [hers, his] = [await listen(server, maya), await listen(server, sam)]
    await server.ask(owner, 'DELETE', `devices/${maya.deviceId}`)
    await pass(0)
    expect([hers.ended(), his.ended()]).toEqual([true, false])
    await server.ask(owner, 'POST', `members/${sam.memberId}`, { disabled: true })
    await pass(0)
    expect(his.ended()).toBe(true)
  })

  it('ends with the access token that opened it', async () => {
    const keyed = await joinWithKey(server, workspaceId, 'Third')
    const stream = await listen(server, keyed.device)
    await pass(20_000)
    expect(stream.ended()).toBe(false)
    server.clock.now += 16 * 60_000
    await pass(20_000)
    expect(stream.ended()).toBe(true)
  })

  it('of a device that opens one too many closes the oldest', async () => {
    const streams = [await listen(server, maya), await listen(server, maya), await listen(server, maya)]
    const fourth = await listen(server, maya)
    await pass(0)
    expect([...streams, fourth].map((stream) => stream.ended())).toEqual([true, false, false, false])
    expect(server.live.size()).toBe(3)
  })

  it('leaves nothing behind when its reader goes', async () => {
    const stream = await listen(server, maya)
    expect(server.live.size()).toBe(1)
    await stream.leave()
    expect(server.live.size()).toBe(0)
  })
})

describe('the hub', () => {
  const session = (deviceId: string, workspace = 'w'): Session => ({
    workspaceId: workspace,
    memberId: 'm',
    deviceId,
    role: 'member',
    kind: 'device',
    scopes: [],
    expiresAt: null,
  })
  const welcome = async () => true

  it('opens no more streams than a process and a workspace may have', () => {
    const hub = createLiveHub(server.store, { streams: 3, streamsPerWorkspace: 2 })
    const opened = [
      hub.open(session('a'), 0, welcome),
      hub.open(session('b'), 0, welcome),
      hub.open(session('c'), 0, welcome),
      hub.open(session('d', 'other'), 0, welcome),
      hub.open(session('e', 'third'), 0, welcome),
    ]
    expect(opened.map((stream) => stream !== null)).toEqual([true, true, false, true, false])
    hub.closeAll()
    expect(hub.size()).toBe(0)
  })

  it('closes the oldest of a member who opens very many, and no colleague’s', () => {
    const hub = createLiveHub(server.store, { streams: 100, streamsPerWorkspace: 32 })
    const colleague = { ...session('colleague'), memberId: 'other' }
    expect(hub.open(colleague, 0, welcome)).not.toBeNull()
    for (let script = 0; script < 60; script++)
      expect(hub.open(session(`script ${script}`), 0, welcome)).not.toBeNull()
    expect(hub.size()).toBe(31)
    expect(hub.open({ ...colleague, deviceId: 'second' }, 0, welcome)).not.toBeNull()
    hub.closeAll()
  })

  it('cuts off a reader who lets everything lie, and keeps the others', async () => {
    const hub = createLiveHub(server.store)
    hub.open(session('sleeper'), 0, welcome)
    const awake = hub.open(session('awake'), 0, welcome)?.getReader()
    let read = 0
    const reading = (async () => {
      while (!(await awake?.read())?.done) read += 1
    })()
    for (let head = 1; hub.size() === 2 && head < 5_000; head++) {
      hub.announce('w', head)
      await vi.advanceTimersByTimeAsync(250)
    }
    expect(hub.size()).toBe(1)
    expect(read).toBeGreaterThan(100)
    hub.closeAll()
    await reading
  })
})

/** A second app over the same files, which knows nothing of the first one's streams. */
function serveBeside() {
  const { store, now, random, newId, newRandomId } = server.ports
  return createApp({
    ...{ store, now, random, newId, newRandomId },
    log: createLog('silent'),
    rates: createRateLimits({}),
    addressHeader: null,
  })
}
