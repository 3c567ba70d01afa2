import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createIdentityProvider } from '../../server/oidc.ts'
import { refusalsOf } from '../../server/open-api.ts'
import { ROUTES } from '../../server/routes/all.ts'
import { joinWithKey, newDeviceKey } from './keyed-device.ts'
import { startIssuer } from './local-issuer.ts'
import { loggedEvent } from './make-events.ts'
import { type Device, type InMemoryServer, serveInMemory } from './serve-in-memory.ts'

interface Operation {
  readonly requestBody?: unknown
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>
}
const DOCS = join(import.meta.dirname, '..', '..', 'docs')
const read = (name: string) => JSON.parse(readFileSync(join(DOCS, name), 'utf8'))
const document = read('openapi.json') as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addSchema(read('playbook.schema.json'), 'playbook.schema.json')
ajv.addSchema(document, 'openapi.json')

/** Whether a value follows the schema at this place of the document; its faults when not. */
function faultsAt(place: readonly string[], value: unknown): string {
  const pointer = place.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')
  const validate = ajv.getSchema(`openapi.json#/${pointer}`)
  if (validate === undefined) return `nothing is documented at ${pointer}`
  return validate(value) ? '' : ajv.errorsText(validate.errors)
}

let server: InMemoryServer
let issuer: Awaited<ReturnType<typeof startIssuer>>
let owner: Device
let playbook: { tag: string; body: object }

beforeAll(async () => {
  issuer = await startIssuer('earshot')
  const identity = createIdentityProvider(
    {
      issuer: issuer.issuer,
      clientId: 'earshot',
      clientSecret: null,
      scopes: ['openid'],
      joinable: ['Quillon'],
      domains: [],
      claim: null,
      isPrivate: true,
    },
    () => Date.now(),
  )
  server = serveInMemory({ identity })
  const { id } = await server.newWorkspace('Quillon')
  owner = await server.join(id, 'Maya Osei', 'owner')
  await server.push(owner, [loggedEvent(owner)])
  const inForce = await server.get(owner, 'playbook')
  playbook = { tag: inForce.headers.get('etag') ?? '', body: await inForce.json() }
})
afterAll(async () => {
  await server.close()
  await issuer.stop()
})

interface Request {
  /** In place of `:member`, `:device` and so on. */
  readonly part?: string
  readonly query?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Another one than the owner's. */
  readonly token?: string
}

/** A good request for each route that needs more than its address. */
const GOOD: Readonly<Record<string, () => Promise<Request>>> = {
  'post /v1/join': async () => {
    const { code } = await (await server.ask(owner, 'POST', 'invitations', {})).json()
    return { body: { code, name: 'Sam Lindqvist', deviceId: randomUUID() } }
  },
  'post /v1/token': async () => ({
    body: await (await joinWithKey(server, owner.workspaceId, 'Sam Lindqvist')).signed(),
  }),
  'post /v1/oidc/exchange': async () => {
    const secrets = { nonce: randomUUID(), codeVerifier: 'v'.repeat(43) }
    const code = await issuer.signIn({ sub: 'u-1', name: 'Maya Osei' }, secrets)
    const { publicKey } = await newDeviceKey()
    const rest = {
      redirectUri: 'https://a.example/b',
      deviceId: randomUUID(),
      name: 'M',
      workspace: 'Quillon',
    }
    return { body: { code, ...secrets, ...rest, publicKey: { ...publicKey } } }
  },
  'post /v1/w/:workspace/push': async () => ({
    body: {
      batchId: randomUUID(),
      deviceId: owner.deviceId,
      clientSchema: 1,
      events: [loggedEvent(owner), {}],
    },
  }),
  'get /v1/w/:workspace/pull': async () => ({ query: '?limit=2' }),
  'get /v1/w/:workspace/snapshot': async () => ({ query: '?limit=2' }),
  'put /v1/w/:workspace/playbook': async () => ({
    body: playbook.body,
    headers: { 'if-match': playbook.tag },
  }),
  'post /v1/w/:workspace/members/:member': async () => {
    const other = await server.join(owner.workspaceId, 'Other')
    return { part: other.memberId, body: { role: 'editor' } }
  },
  'post /v1/w/:workspace/invitations': async () => ({ body: { role: 'editor', uses: 3 } }),
  'delete /v1/w/:workspace/invitations/:invitation': async () => {
    const made = await (await server.ask(owner, 'POST', 'invitations', {})).json()
    return { part: made.invitation.id }
  },
  'delete /v1/w/:workspace/devices/:device': async () => ({
    part: (await server.join(owner.workspaceId, 'Other')).deviceId,
  }),
  'delete /v1/w/:workspace/session': async () => ({
    token: (await server.join(owner.workspaceId, 'Other')).token,
  }),
  'post /v1/w/:workspace/tokens': async () => ({ body: { label: 'report', scopes: ['pull'] } }),
  'delete /v1/w/:workspace/tokens/:token': async () => {
    const made = await (await server.ask(owner, 'POST', 'tokens', { label: 'x', scopes: ['pull'] })).json()
    return { part: made.personalToken.id }
  },
  'post /v1/w/:workspace/erasures': async () => ({ body: { contactIds: [randomUUID()] } }),
}

const send = (method: string, path: string, { part = '', query = '', body, headers, token }: Request) =>
  server.app.request(`${path.replace(':workspace', owner.workspaceId).replace(/:\w+/, part)}${query}`, {
    method: method.toUpperCase(),
    headers: {
      ...(path.startsWith('/v1/w/') ? { authorization: `Bearer ${token ?? owner.token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

const documented = (path: string) => path.replace(/:(\w+)/g, '{$1}')
const routes = ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const)

describe('docs/openapi.json', () => {
  it('names every route that the server serves, and no other', () => {
    const inDocument = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    const served = server.app.routes
      .filter(({ method, path }) => method !== 'ALL' && !path.endsWith('*'))
      .map(({ method, path }) => `${method.toLowerCase()} ${documented(path)}`)
    expect(inDocument.toSorted()).toEqual(served.toSorted())
  })

  it.each(routes)('is right about a good request: %s', async (name, { method, path, answer }) => {
    const request: Request = (await GOOD[name]?.()) ?? {}
    const place = ['paths', documented(path), method]
    if (request.body !== undefined)
      expect(faultsAt([...place, 'requestBody', 'content', 'application/json', 'schema'], request.body)).toBe(
        '',
      )
    const response = await send(method, path, request)
    expect(response.status).toBe(answer.status)
    const mediaType = response.headers.get('content-type')?.split(';')[0] ?? ''
    if (answer.status === 204) return expect(await response.text()).toBe('')
    const schemaAt = [...place, 'responses', '200', 'content', mediaType, 'schema']
    if (mediaType === 'text/event-stream') {
      await response.body?.cancel()
      return expect(faultsAt(schemaAt, 'event: head')).toBe('')
    }
    expect(faultsAt(schemaAt, await response.json())).toBe('')
  })

  it.each(routes.filter(([, { body }]) => body !== undefined))(
    'is right about bodies that are refused: %s',
    async (_name, { method, path, body }) => {
      const headers = { 'if-match': '*' }
      const bodies: readonly [unknown, number][] = [
        [[], 400],
        [null, 400],
        ['x'.repeat((body?.maxBytes ?? 0) + 1), 413],
      ]
      for (const [sent, status] of bodies) {
        const response = await send(method, path, { body: sent, headers, part: randomUUID() })
        expect(response.status).toBe(status)
        await expectDocumented(method, path, response)
      }
    },
  )

  it.each(routes.filter(([, { access }]) => access !== 'anyone'))(
    'is right about askers who are refused: %s',
    async (_name, { method, path, access }) => {
      const member = await server.join(owner.workspaceId, 'Newcomer')
      const gone = await server.join(owner.workspaceId, 'Gone')
      await server.ask(gone, 'DELETE', 'session')
      const asMember = access !== 'anyone' && access.role !== 'member' ? [[member.token, 403] as const] : []
      for (const [token, status] of [['x'.repeat(20), 401], [gone.token, 403], ...asMember] as const) {
        const response = await send(method, path, { token, part: randomUUID() })
        expect(response.status).toBe(status)
        await expectDocumented(method, path, response)
      }
    },
  )

  /** The status is documented, its code is named there, and the body has the shape of an error. */
  async function expectDocumented(method: string, path: string, response: Response) {
    const body = await response.json()
    const place = ['paths', documented(path), method, 'responses', String(response.status)]
    expect(faultsAt([...place, 'content', 'application/json', 'schema'], body)).toBe('')
    const route = ROUTES.find((one) => one.method === method && one.path === path)
    const codes = route === undefined ? [] : (refusalsOf(route).get(response.status) ?? [])
    expect(codes).toContain(body.error.code)
  }
})
