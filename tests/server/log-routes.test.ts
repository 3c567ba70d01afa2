import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  ClaimedBySchema,
  ClaimsAnswerSchema,
  ErrorAnswerSchema,
  PushAnswerSchema,
  SnapshotAnswerSchema,
} from '../../lib/model/wire.ts'
import { createSqliteStore } from '../../server/sqlite-store.ts'
import { loggedEvent, noteEvent } from './make-events.ts'
import { type Device, type InMemoryServer, serveInMemory, temporaryDirectory } from './serve-in-memory.ts'

let server: InMemoryServer
let workspaceId: string
let maya: Device
let sam: Device

async function begin(options: Parameters<typeof serveInMemory>[0] = {}) {
  server = serveInMemory(options)
  workspaceId = (await server.newWorkspace('Quillon')).id
  maya = await server.join(workspaceId, 'Maya Osei')
  sam = await server.join(workspaceId, 'Sam Lindqvist')
}
beforeEach(() => begin())
afterEach(() => server.close())
/** Another server in place of the one that each test begins with. */
const beginAnew = async (options: Parameters<typeof serveInMemory>[0]) => {
  await server.close()
  await begin(options)
}

const answerOf = async (response: Response) => {
  const { error, ...more } = ErrorAnswerSchema.parse(await response.json())
  return [response.status, error.code, more]
}
const rawPush = (device: Device, events: readonly unknown[], more = {}) =>
  server.rawPush(device, { batchId: randomUUID(), deviceId: device.deviceId, events, ...more })
const about = (device: Device, type: string, data: Record<string, unknown>, over = {}) => ({
  ...loggedEvent(device, { type, ...over }),
  data,
})

describe('a push', () => {
  it('learns which log it went into, what the server takes, and how much at once', async () => {
    const { epoch, head } = await server.store.head(workspaceId)
    const response = await rawPush(maya, [loggedEvent(maya)], { epoch, clientSchema: 1 })
    expect(PushAnswerSchema.parse(await response.json())).toMatchObject({
      head: head + 1,
      epoch,
      minSchema: 1,
      limits: { events: 200, bytes: 256 * 1024 },
    })
  })

  it('meant for another log is not taken into this one', async () => {
    const { epoch, head } = await server.store.head(workspaceId)
    const response = await rawPush(maya, [loggedEvent(maya)], { epoch: randomUUID() })
    expect(await answerOf(response)).toEqual([409, 'rewound', { epoch, head }])
    expect((await server.store.head(workspaceId)).head).toBe(head)
  })

  it('from a client below the oldest that is taken is paused, while that client may read', async () => {
    await beginAnew({ minSchema: 2 })
    for (const more of [{}, { clientSchema: 1 }])
      expect(await answerOf(await rawPush(maya, [loggedEvent(maya)], more))).toEqual([
        426,
        'client_too_old',
        { minSchema: 2 },
      ])
    expect((await server.pull(maya)).events).toHaveLength(2)
    expect((await rawPush(maya, [loggedEvent(maya)], { clientSchema: 2 })).status).toBe(200)
  })

  it('beyond what one member adds in a day waits, with everything in it', async () => {
    await beginAnew({ rates: { eventsPerDay: 5 } })
    const repeated = loggedEvent(maya)
    for (let n = 0; n < 6; n++) await server.push(maya, [repeated])
    const refused = await rawPush(
      maya,
      Array.from({ length: 5 }, () => loggedEvent(maya)),
    )
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_600)
    expect(await answerOf(refused)).toEqual([429, 'too_many', {}])
    expect((await server.store.head(workspaceId)).head).toBe(3)
    await server.push(
      maya,
      Array.from({ length: 4 }, () => loggedEvent(maya)),
    )
    expect((await rawPush(maya, [loggedEvent(maya)])).status).toBe(429)
    await server.push(sam, [loggedEvent(sam)])
  })

  it('that the storage did not take counts for nothing of that day', async () => {
    const directory = temporaryDirectory()
    const store = createSqliteStore(directory.path)
    const full = Object.assign(new Error('database or disk is full'), { errcode: 13 })
    let failing = false
    const append: typeof store.append = async (...asked) => {
      if (failing) throw full
      return store.append(...asked)
    }
    await beginAnew({ rates: { eventsPerDay: 5 }, store: { ...store, append } })
    failing = true
    for (let n = 0; n < 4; n++)
      expect((await rawPush(maya, [loggedEvent(maya), loggedEvent(maya)])).status).toBe(503)
    failing = false
    await server.push(
      maya,
      Array.from({ length: 5 }, () => loggedEvent(maya)),
    )
    directory.remove()
  })

  it('that changes or takes away very much is taken, and the owners can see it', async () => {
    await beginAnew({ rates: { sweepingChangesPerHour: 10 } })
    const contactId = String(loggedEvent(maya).subject)
    const sweep = (count: number) =>
      Array.from({ length: count }, () => about(maya, 'contact.deleted', { contactId }))
    const actions = async () =>
      (await server.store.auditTrail(workspaceId, { before: null, limit: 10 })).map(({ action }) => action)
    await server.push(maya, sweep(9))
    const field = { value: 'x', base: null }
    await server.push(sam, [about(sam, 'contact.fields_set', { contactId, fields: { a: field, b: field } })])
    await server.push(
      maya,
      Array.from({ length: 50 }, () => loggedEvent(maya)),
    )
    expect(await actions()).toEqual([])
    const three = about(maya, 'contact.fields_set', { contactId, fields: { a: field, b: field, c: field } })
    expect((await server.push(maya, [three])).receipts[0]?.status).toBe('accepted')
    await server.push(maya, sweep(9))
    expect(await actions()).toEqual(['member.sweeping'])
  })

  it('cannot say about one contact what names another', async () => {
    const contactId = randomUUID()
    const { receipts } = await server.push(maya, [
      loggedEvent(maya, {}, { contactId }),
      loggedEvent(maya, { subject: undefined }),
    ])
    expect(receipts).toMatchObject([
      { status: 'rejected', code: 'invalid', detail: 'subject: not data.contactId' },
      { status: 'rejected', code: 'invalid', detail: 'subject: not data.contactId' },
    ])
  })
})

describe('a claim', () => {
  const thread = { site: 'practice', threadKey: 'practice/third-set' }
  const until = (minutes: number) => new Date(server.clock.now + minutes * 60_000).toISOString()
  const take = (device: Device, minutes: number, over = {}) =>
    about(
      device,
      'claim.taken',
      { ...thread, title: 'Third set', until: until(minutes) },
      { subject: undefined, ...over },
    )
  const claims = async () => ClaimsAnswerSchema.parse(await (await server.get(maya, 'claims')).json()).claims

  it('goes to who comes first, and the other learns who that was', async () => {
    expect((await server.push(maya, [take(maya, 30)])).receipts[0]?.status).toBe('accepted')
    const [receipt] = (await server.push(sam, [take(sam, 30)])).receipts
    if (receipt?.status !== 'rejected') throw new Error('two hold one thread')
    expect(receipt.code).toBe('claimed_by')
    expect(ClaimedBySchema.parse(JSON.parse(receipt.detail ?? ''))).toEqual({
      memberId: maya.memberId,
      until: until(30),
    })
    expect(await claims()).toEqual([
      { ...thread, title: 'Third set', memberId: maya.memberId, until: until(30) },
    ])
  })

  it('is made longer by its holder, runs out, and is given back', async () => {
    await server.push(maya, [take(maya, 30)])
    await server.push(maya, [take(maya, 60)])
    server.clock.now += 45 * 60_000
    expect(await claims()).toHaveLength(1)
    const release = (device: Device) => about(device, 'claim.released', thread, { subject: undefined })
    await server.push(sam, [release(sam)])
    expect(await claims()).toHaveLength(1)
    await server.push(maya, [release(maya)])
    expect(await claims()).toEqual([])
    expect((await server.push(sam, [take(sam, 5)])).receipts[0]?.status).toBe('accepted')
    server.clock.now += 5 * 60_000
    expect(await claims()).toEqual([])
  })

  it('is not for longer than a day, and not for oneself alone', async () => {
    const { receipts } = await server.push(maya, [take(maya, 25 * 60), take(maya, 30, { audience: 'me' })])
    expect(receipts).toMatchObject([
      { status: 'rejected', detail: 'data.until: more than a day ahead' },
      { status: 'rejected', detail: 'audience: a claim that nobody sees would keep everybody away' },
    ])
    expect(await claims()).toEqual([])
  })
})

describe('a pull', () => {
  it('tells by its cursor what the device has applied, and a script of a member tells nothing', async () => {
    const acked = async () => (await server.store.device(workspaceId, maya.deviceId))?.ackedSeq
    await server.push(sam, [loggedEvent(sam)])
    const { cursor } = await server.pull(maya)
    expect(await acked()).toBe(0)
    await server.pull(maya, cursor)
    expect(await acked()).toBe(3)
    await server.pull(maya)
    expect(await acked()).toBe(3)
  })

  it('below what is kept begins again with a snapshot', async () => {
    const { cursor } = await server.pull(maya)
    for (let n = 0; n < 5; n++) await server.push(sam, [loggedEvent(sam)])
    await server.store.setFloor(workspaceId, 5)
    const response = await server.get(maya, `pull?cursor=${cursor}`)
    expect(await answerOf(response)).toEqual([410, 'resync', {}])
  })
})

describe('a snapshot', () => {
  const page = async (cursor: string | null, limit: number) => {
    const at = cursor === null ? '' : `&cursor=${cursor}`
    return SnapshotAnswerSchema.parse(await (await server.get(maya, `snapshot?limit=${limit}${at}`)).json())
  }
  const idsOf = (events: readonly unknown[]) => events.map((event) => (event as { id: string }).id)

  it('is the log without what no longer counts, page by page, and pull goes on after it', async () => {
    const first = noteEvent(sam, 'Likes the old burrs.')
    const second = about(sam, 'note.revised', {
      ...(first.data as object),
      base: first.id,
      body: 'Likes the new ones.',
    })
    await server.push(sam, [first, second, loggedEvent(sam), loggedEvent(sam, { audience: 'me' })])
    const pages = []
    let cursor: string | null = null
    do {
      const got: Awaited<ReturnType<typeof page>> = await page(cursor, 2)
      pages.push(got)
      cursor = got.snapshotCursor
      // The log grows meanwhile: that is for pull.
      await server.push(sam, [loggedEvent(sam)])
    } while (cursor !== null)
    const events = pages.flatMap((got) => got.events)
    expect(idsOf(events)).not.toContain(first.id)
    expect(idsOf(events)).toContain(second.id)
    expect(new Set(pages.map(({ at, count }) => `${at} ${count}`)).size).toBe(1)
    expect(events).toHaveLength(pages[0]?.count ?? 0)
    expect(pages.map(({ erasures }) => erasures)).toEqual([[], ...pages.slice(1).map(() => undefined)])
    const rest = await server.pull(maya, pages.at(-1)?.pullCursor)
    expect(rest.events).toHaveLength(pages.length)
  })

  it('of a log that was put back begins again', async () => {
    const { snapshotCursor } = await page(null, 1)
    await server.store.newEpoch(workspaceId, randomUUID())
    const response = await server.get(maya, `snapshot?cursor=${snapshotCursor}`)
    expect((await answerOf(response)).slice(0, 2)).toEqual([409, 'rewound'])
  })

  it('takes no cursor of a pull, and a pull none of a snapshot', async () => {
    const { snapshotCursor, pullCursor } = await page(null, 1)
    expect((await answerOf(await server.get(maya, `snapshot?cursor=${pullCursor}`)))[1]).toBe('bad_cursor')
    expect((await answerOf(await server.get(maya, `pull?cursor=${snapshotCursor}`)))[1]).toBe('bad_cursor')
    for (const limit of ['0', '-1', 'many', '1e3'])
      expect((await answerOf(await server.get(maya, `snapshot?limit=${limit}`)))[1]).toBe('bad_limit')
  })
})
