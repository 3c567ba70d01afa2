import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../server/log.ts'
import { loggedEvent } from './make-events.ts'
import { type Device, type InMemoryServer, serveInMemory } from './serve-in-memory.ts'

let server: InMemoryServer
let maya: Device

beforeEach(async () => {
  server = serveInMemory({ addressHeader: 'x-forwarded-for' })
  const { id } = await server.newWorkspace('WORKSPACE-MARKER')
  maya = await server.join(id, 'NAME-MARKER')
})
afterEach(() => server.close())

describe('the log', () => {
  it('holds no text, name, handle, address, query, id or token, whatever happens', async () => {
    const over = { excerpt: 'TEXT-MARKER', permalink: 'https://example.org/HANDLE-MARKER' }
    await server.push(maya, [
      loggedEvent(maya, {}, over),
      loggedEvent(maya, {}, { ...over, outcome: 'OUTCOME-MARKER' }),
      loggedEvent(maya, { type: 'x' }, over),
    ])
    await server.get(maya, 'pull?cursor=CURSOR-MARKER&q=QUERY-MARKER')
    await server.rawPush(maya, '{"BODY-MARKER')
    await server.app.request('/v1/w/PATH-MARKER/pull', {
      headers: { authorization: 'Bearer TOKEN-MARKER-123456' },
    })
    await server.postJson('/v1/join', { code: 'CODE-MARKER', name: 'X', deviceId: maya.deviceId })
    await server.app.request('/UNKNOWN-MARKER')
    const text = server.lines.join('')
    expect(text).not.toContain('MARKER')
    expect(text).not.toContain(maya.token)
    for (const id of [maya.workspaceId, maya.memberId, maya.deviceId]) expect(text).not.toContain(id)
  })

  it('says of each request what it was, how it ended and how long it took', async () => {
    await server.push(maya, [loggedEvent(maya), loggedEvent(maya, { type: 'x' })])
    const lines = server.lines.map((line) => JSON.parse(line))
    expect(lines.at(-1)).toMatchObject({
      msg: 'request',
      method: 'POST',
      route: '/v1/w/:workspace/push',
      status: 200,
      ms: 0,
      workspace: expect.stringMatching(/^[0-9a-f]{12}$/),
    })
    expect(lines.at(-2)).toMatchObject({ msg: 'push', receipts: { accepted: 1, 'rejected:invalid': 1 } })
  })

  it('describes a failure without its message, which may quote what was being read', () => {
    const lines: string[] = []
    const log = createLog('info', { write: (line) => lines.push(line) })
    const failure = (() => {
      try {
        return JSON.parse('ERROR-MARKER')
      } catch (error) {
        return error
      }
    })()
    log.error({ err: failure, token: 'ERROR-MARKER', inner: { name: 'ERROR-MARKER', event: {} } }, 'failed')
    expect(lines.join('')).not.toContain('ERROR-MARKER')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ err: { kind: 'SyntaxError' }, token: '[struck out]' })
  })
})
