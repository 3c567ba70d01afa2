import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JoinAnswerSchema, PullAnswerSchema, PushAnswerSchema } from '../../lib/model/wire.ts'
import { invite } from '../../server/administer.ts'
import {
  FIRST_TYPES,
  FirstErrorAnswer,
  FirstJoinAnswer,
  FirstMemberJoined,
  FirstPullAnswer,
  FirstPushAnswer,
} from './first-client.ts'
import { loggedEvent, noteEvent } from './make-events.ts'
import { type Device, type InMemoryServer, serveInMemory } from './serve-in-memory.ts'

let server: InMemoryServer
let workspaceId: string

beforeEach(async () => {
  server = serveInMemory()
  workspaceId = (await server.newWorkspace('Quillon')).id
})
afterEach(() => server.close())

/** Joins with the three fields that the first version had. */
async function joinAsFirst(): Promise<Device> {
  const code = await invite(server.ports, workspaceId, { uses: 1, hours: 1 })
  const deviceId = randomUUID()
  const response = await server.postJson('/v1/join', { code, name: 'Maya Osei', deviceId })
  const { member, token } = FirstJoinAnswer.parse(await response.json())
  return { workspaceId, memberId: member.id, deviceId, token }
}

describe('a browser with the first version', () => {
  it('joins, and has a token that needs no refreshing', async () => {
    const maya = await joinAsFirst()
    server.clock.now += 300 * 24 * 60 * 60_000
    expect((await server.get(maya, 'pull')).status).toBe(200)
  })

  it('pushes and pulls without the new fields, and understands every answer', async () => {
    const maya = await joinAsFirst()
    const events = [loggedEvent(maya), noteEvent(maya, 'x'), {}, loggedEvent(maya, { ev: 2 })]
    const body = { batchId: randomUUID(), deviceId: maya.deviceId, events }
    const pushed = FirstPushAnswer.parse(await (await server.rawPush(maya, body)).json())
    expect(pushed.receipts.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'rejected', 'held'])
    const pulled = FirstPullAnswer.parse(await (await server.get(maya, 'pull')).json())
    expect(pulled.events).toHaveLength(3)
    FirstMemberJoined.parse(pulled.events[0])
    const again = await server.get(maya, `pull?cursor=${pulled.cursor}`)
    expect(FirstPullAnswer.parse(await again.json()).events).toEqual([])
  })

  it('is told in its own words what it may not do', async () => {
    const maya = await joinAsFirst()
    for (const response of [
      await server.get({ ...maya, token: 'x'.repeat(20) }, 'pull'),
      await server.get(maya, 'pull?cursor=nonsense'),
      await server.get(maya, 'members'),
      await server.rawPush(maya, '{'),
    ])
      FirstErrorAnswer.strict().parse(await response.json())
  })

  it('meets entries of kinds that it does not know, and they keep the shape that it sets aside', async () => {
    const maya = await joinAsFirst()
    const owner = await server.join(workspaceId, 'Owner', 'owner')
    await server.ask(owner, 'POST', `members/${maya.memberId}`, { role: 'editor' })
    const tag: Record<string, unknown> = { ...loggedEvent(owner), type: 'tag.added' }
    await server.push(owner, [{ ...tag, data: { contactId: String(tag.subject), tag: 'wholesale' } }])
    const { events } = FirstPullAnswer.parse(await (await server.get(maya, 'pull')).json())
    const newer = events.filter((event) => !FIRST_TYPES.includes(String((event as { type?: unknown }).type)))
    expect(newer).toHaveLength(2)
    for (const event of newer)
      expect(event).toMatchObject({
        specversion: '1.0',
        ev: 1,
        data: expect.any(Object),
        hlc: expect.any(String),
      })
  })
})

describe('the first server', () => {
  it('gave answers that this version takes', () => {
    const id = randomUUID()
    const joined = {
      workspace: { id, name: 'Quillon' },
      member: { id, name: 'Maya Osei' },
      token: `es_${'A'.repeat(43)}`,
      monitoringNotice: null,
    }
    expect(JoinAnswerSchema.parse(joined)).toEqual(joined)
    const pushed = { receipts: [{ id, status: 'duplicate', seq: 1 }], head: 1, serverTime: 1 }
    expect(PushAnswerSchema.parse(pushed)).toEqual(pushed)
    const pulled = { events: [], cursor: 'x', hasMore: false, head: 1 }
    expect(PullAnswerSchema.parse(pulled)).toEqual(pulled)
  })
})
