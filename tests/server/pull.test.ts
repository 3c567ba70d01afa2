import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SyncEventSchema } from '../../lib/model/event.ts'
import { createWorkspace, invite } from '../../server/administer.ts'
import { loggedEvent } from './make-events.ts'
import { type Device, type InMemoryServer, serveInMemory } from './serve-in-memory.ts'

// Every commit here is flushed to a real disk, which may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let server: InMemoryServer
let maya: Device
let sam: Device

beforeEach(async () => {
  server = serveInMemory()
  const { id } = await server.newWorkspace('Quillon')
  maya = await server.join(id, 'Maya Osei')
  sam = await server.join(id, 'Sam Lindqvist')
})
afterEach(() => server.close())

describe('pulling events', () => {
  it('starts with who is here, and continues after the cursor', async () => {
    const first = await server.pull(maya)
    expect(first.events.map((event) => SyncEventSchema.parse(event).data)).toEqual([
      { member: { id: maya.memberId, name: 'Maya Osei', role: 'member' } },
      { member: { id: sam.memberId, name: 'Sam Lindqvist', role: 'member' } },
    ])
    expect(await server.pull(maya, first.cursor)).toEqual({ ...first, events: [] })
    const event = loggedEvent(sam)
    await server.push(sam, [event])
    const next = await server.pull(maya, first.cursor)
    expect(next.events).toMatchObject([{ id: event.id, seq: 3 }])
    expect(next).toMatchObject({ hasMore: false, head: 3 })
  })

  it('gives long logs in pages of the asked size', async () => {
    await server.push(
      maya,
      Array.from({ length: 7 }, () => loggedEvent(maya)),
    )
    const sizes: number[] = []
    for (let cursor = '', more = true; more; ) {
      const page = await server.pull(sam, cursor, 4)
      sizes.push(page.events.length)
      cursor = page.cursor
      more = page.hasMore
    }
    expect(sizes).toEqual([4, 4, 1])
  })

  it('bounds a page by bytes, too', async () => {
    const fat = { padding: 'x'.repeat(30_000) }
    for (let batch = 0; batch < 6; batch++)
      await server.push(
        maya,
        Array.from({ length: 8 }, () => loggedEvent(maya, fat)),
      )
    const page = await server.pull(sam)
    expect(page.events.length).toBeLessThan(40)
    expect(page.hasMore).toBe(true)
    const rest = await server.pull(sam, page.cursor)
    expect(page.events.length + rest.events.length).toBe(50)
  })

  it('shows a private entry to its member on every device, and to nobody else', async () => {
    const ports = server.ports
    const code = await invite(ports, maya.workspaceId, { uses: 1, hours: 1, memberId: maya.memberId })
    const deviceId = randomUUID()
    const joined = await server.postJson('/v1/join', { code, name: 'ignored', deviceId })
    const { token, member } = await joined.json()
    expect(member).toEqual({ id: maya.memberId, name: 'Maya Osei', role: 'member' })
    const second: Device = { ...maya, deviceId, token }
    const event = loggedEvent(maya, { audience: 'me' })
    await server.push(maya, [event])
    const idsSeenBy = async (device: Device) =>
      (await server.pull(device)).events.map((one) => SyncEventSchema.parse(one).id)
    expect(await idsSeenBy(maya)).toContain(event.id)
    expect(await idsSeenBy(second)).toContain(event.id)
    expect(await idsSeenBy(sam)).not.toContain(event.id)
  })

  it('is never kept by a cache', async () => {
    expect((await server.get(maya, 'pull')).headers.get('cache-control')).toBe('no-store')
  })

  it.each([
    'x',
    '%00',
    'null',
    '..',
    'a'.repeat(1_001),
    Buffer.from('[]').toString('base64url'),
    Buffer.from('{"seq":1}').toString('base64url'),
    Buffer.from(`["${randomUUID()}",-1,""]`).toString('base64url'),
    Buffer.from(`["${randomUUID()}",1e400,""]`).toString('base64url'),
    Buffer.from(`["${randomUUID()}",1,"' or 1=1 --"]`).toString('base64url'),
    Buffer.from(`["not-a-uuid",1,""]`).toString('base64url'),
  ])('refuses the malformed cursor %s', async (cursor) => {
    const response = await server.get(maya, `pull?cursor=${cursor}`)
    expect(response.status).toBe(400)
    expect((await response.json()).error.code).toBe('bad_cursor')
  })

  it.each(['0', '-1', '1.5', 'many', '1e9', ''])('refuses the limit "%s"', async (limit) => {
    expect((await server.get(maya, `pull?limit=${limit}`)).status).toBe(400)
  })

  it('takes a limit above the greatest as the greatest', async () => {
    expect((await server.get(maya, 'pull?limit=9999')).status).toBe(200)
  })

  it('says so when its log went back in time', async () => {
    await server.push(maya, [loggedEvent(maya)])
    const { cursor } = await server.pull(maya)
    const ahead = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const asked = (parts: unknown[]) =>
      server.get(maya, `pull?cursor=${Buffer.from(JSON.stringify(parts)).toString('base64url')}`)
    const [epoch, seq, check] = ahead
    for (const parts of [
      [epoch, seq + 1, check],
      [randomUUID(), seq, check],
      [epoch, seq, '0'.repeat(32)],
    ]) {
      const response = await asked(parts)
      expect(response.status).toBe(409)
      expect(await response.json()).toEqual({
        error: { code: 'rewound', message: expect.any(String) },
        epoch,
        head: 3,
      })
    }
    expect((await asked(ahead)).status).toBe(200)
  })

  it('does not take the cursor of another workspace for its own', async () => {
    const other = await createWorkspace(server.ports, 'Other')
    if (other === null) throw new Error('taken')
    const stranger = await server.join(other.id, 'Stranger')
    const { cursor } = await server.pull(stranger)
    expect((await server.get(maya, `pull?cursor=${cursor}`)).status).toBe(409)
  })
})
