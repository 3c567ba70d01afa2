import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ErrorAnswerSchema } from '../../lib/model/wire.ts'
import { loggedEvent } from './make-events.ts'
import { type Device, type InMemoryServer, serveInMemory } from './serve-in-memory.ts'

let server: InMemoryServer
let maya: Device
let stranger: Device

beforeEach(async () => {
  server = serveInMemory()
  maya = await server.join((await server.newWorkspace('Quillon')).id, 'Maya Osei')
  stranger = await server.join((await server.newWorkspace('Other')).id, 'Stranger')
  await server.push(maya, [loggedEvent(maya)])
})
afterEach(() => server.close())

const ROUTES = [
  ['POST', 'push'],
  ['GET', 'pull'],
  ['GET', 'playbook'],
] as const

const request = (method: string, path: string, headers: Record<string, string>) =>
  server.app.request(path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'POST'
      ? { body: JSON.stringify({ batchId: randomUUID(), deviceId: stranger.deviceId, events: [{}] }) }
      : {}),
  })

describe.each(ROUTES)('%s %s', (method, route) => {
  it.each([
    ['no token', {}],
    ['an empty token', { authorization: 'Bearer ' }],
    ['a token of nobody', { authorization: `Bearer es_${'A'.repeat(43)}` }],
    ['another scheme', { authorization: 'Basic bWF5YTpwYXNz' }],
    ['a token with markup', { authorization: 'Bearer <script>alert(1)</script>' }],
    ['a token of a megabyte', { authorization: `Bearer ${'a'.repeat(1_000_000)}` }],
  ])('answers 401 to %s, whether the workspace exists or not', async (_what, headers) => {
    for (const workspace of [maya.workspaceId, randomUUID(), 'nonsense']) {
      const response = await request(method, `/v1/w/${workspace}/${route}`, headers)
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
      expect(ErrorAnswerSchema.parse(await response.json()).error.code).toBe('not_authorised')
    }
  })

  it('answers one and the same 404 for a workspace of others and for none at all', async () => {
    const headers = { authorization: `Bearer ${stranger.token}` }
    const answers = await Promise.all(
      [maya.workspaceId, randomUUID(), 'nonsense', '%2e%2e', stranger.workspaceId.toUpperCase()].map(
        async (workspace) => {
          const response = await request(method, `/v1/w/${workspace}/${route}`, headers)
          const shown = [...response.headers].filter(([name]) => name !== 'date')
          return JSON.stringify([response.status, shown, await response.text()])
        },
      ),
    )
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toMatch(/^\[404,/)
    expect((await server.store.head(maya.workspaceId)).head).toBe(2)
  })
})

describe('every other path', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/v1'],
    ['GET', '/v1/join'],
    ['DELETE', '/health'],
    ['POST', '/health'],
    ['GET', '/.env'],
    ['GET', '/v1/../health/x'],
    ['GET', '/%00'],
  ])('%s %s answers 404 in JSON', async (method, path) => {
    const response = await server.app.request(path, { method })
    expect(response.status).toBe(404)
    expect(ErrorAnswerSchema.parse(await response.json()).error.code).toBe('not_found')
  })

  it('below a workspace answers 404 to a member, and 401 to anybody else', async () => {
    const path = `/v1/w/${maya.workspaceId}/secrets`
    expect((await server.app.request(path)).status).toBe(401)
    expect((await server.get(maya, 'secrets')).status).toBe(404)
  })
})

describe('every answer', () => {
  it('forbids sniffing, framing and caching', async () => {
    for (const path of ['/health', '/nowhere', `/v1/w/${maya.workspaceId}/pull`]) {
      const { headers } = await server.app.request(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('cache-control')).toBe('no-store')
    }
  })

  it('may be read by an extension without host permission, and carries no credentials', async () => {
    const origin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop'
    const preflight = await server.app.request(`/v1/w/${maya.workspaceId}/push`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization')
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull()
    const refused = await request('GET', `/v1/w/${maya.workspaceId}/pull`, { origin })
    expect(refused.headers.get('access-control-allow-origin')).toBe('*')
  })

  it('of an unforeseen failure tells nothing of it', async () => {
    await server.store.close()
    const response = await server.get(maya, 'pull')
    expect(response.status).toBe(500)
    const text = await response.text()
    expect(ErrorAnswerSchema.parse(JSON.parse(text)).error.code).toBe('unexpected')
    expect(text).not.toMatch(/database|sqlite|at \//i)
    expect((await server.app.request('/health')).status).toBe(500)
    await server.close().catch(() => undefined)
    server = serveInMemory()
  })
})
