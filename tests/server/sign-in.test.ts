import { randomBytes, randomUUID } from 'node:crypto'
import type { JWTPayload } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ErrorAnswerSchema, JoinAnswerSchema } from '../../lib/model/wire.ts'
import { DevicesAnswerSchema, OidcAnswerSchema } from '../../lib/model/wire-admin.ts'
import { createIdentityProvider, type OidcSettings } from '../../server/oidc.ts'
import { newDeviceKey } from './keyed-device.ts'
import { startIssuer } from './local-issuer.ts'
import { type InMemoryServer, serveInMemory } from './serve-in-memory.ts'

const CLIENT = 'earshot'
const MAYA = { sub: 'u-1', name: 'Maya Osei', email: 'maya@quillon.example', email_verified: true }
let issuer: Awaited<ReturnType<typeof startIssuer>>
let server: InMemoryServer
let workspaceId: string
let clock: number

beforeEach(async () => {
  issuer = await startIssuer(CLIENT)
  await begin()
})
afterEach(async () => {
  await server.close()
  await issuer.stop()
})

async function begin(over: Partial<OidcSettings> = {}) {
  const settings: OidcSettings = {
    issuer: issuer.issuer,
    clientId: CLIENT,
    clientSecret: null,
    scopes: ['openid', 'profile'],
    joinable: ['Quillon'],
    domains: [],
    claim: null,
    isPrivate: true,
    deadlineMs: 2_000,
    ...over,
  }
  clock = Date.now()
  server = serveInMemory({ identity: createIdentityProvider(settings, () => clock) })
  workspaceId = (await server.newWorkspace('Quillon')).id
}
const beginAnew = async (over: Partial<OidcSettings>) => {
  await server.close()
  await begin(over)
}

async function signIn(claims: JWTPayload = MAYA, over: Readonly<Record<string, unknown>> = {}) {
  const secrets = { nonce: randomUUID(), codeVerifier: randomBytes(32).toString('base64url') }
  const code = await issuer.signIn(claims, secrets)
  const { publicKey } = await newDeviceKey()
  const deviceId = randomUUID()
  const redirectUri = 'https://abcdefgh.chromiumapp.org/signed-in'
  const asked = { code, ...secrets, redirectUri, deviceId, name: 'Somebody', publicKey, workspace: 'Quillon' }
  return server.postJson('/v1/oidc/exchange', { ...asked, ...over })
}
const letIn = async (response: Response) => {
  expect(response.status).toBe(200)
  return JoinAnswerSchema.parse(await response.json())
}
const refusal = async (response: Response) => {
  const { code } = ErrorAnswerSchema.parse(await response.json()).error
  return `${response.status} ${code}`
}
const memberCount = async () => (await server.store.members(workspaceId)).length

describe('signing in through the identity provider', () => {
  it('begins where the provider says', async () => {
    const described = OidcAnswerSchema.parse(await (await server.app.request('/v1/oidc')).json())
    expect(described).toEqual({
      issuer: issuer.issuer,
      clientId: CLIENT,
      authorizationEndpoint: `${issuer.issuer}/authorize`,
      scopes: ['openid', 'profile'],
      asksWorkspace: false,
    })
  })

  it('asks for the workspace only where there is a choice', async () => {
    const nameless = { workspace: undefined }
    expect((await letIn(await signIn(MAYA, nameless))).workspace.id).toBe(workspaceId)
    for (const joinable of [[], ['Quillon', 'Other']]) {
      await beginAnew({ joinable })
      const described = OidcAnswerSchema.parse(await (await server.app.request('/v1/oidc')).json())
      expect(described.asksWorkspace).toBe(true)
      expect(await refusal(await signIn(MAYA, nameless))).toBe('401 sign_in_refused')
    }
  })

  it('makes a member of who comes first, and knows them on the next device', async () => {
    const first = await letIn(await signIn())
    expect(first).toMatchObject({
      workspace: { id: workspaceId },
      member: { name: 'Maya Osei', role: 'member' },
      refreshToken: expect.stringMatching(/^er_/),
    })
    const second = await letIn(await signIn({ ...MAYA, name: 'Maya O.' }))
    expect(second.member).toEqual(first.member)
    expect(await memberCount()).toBe(1)
    const device = { workspaceId, memberId: first.member.id, deviceId: '', token: second.token }
    expect((await server.pull(device)).events).toMatchObject([
      { type: 'member.joined', data: { member: { name: 'Maya Osei' } } },
    ])
  })

  it('lists a browser among the devices from its first use on, so that a try given up is none', async () => {
    const tried = await letIn(await signIn())
    const { member, token } = await letIn(await signIn())
    const device = { workspaceId, memberId: member.id, deviceId: '', token }
    expect(await server.store.devices(workspaceId)).toHaveLength(2)
    const listed = async () =>
      DevicesAnswerSchema.parse(await (await server.get(device, 'devices')).json()).devices
    expect(await listed()).toMatchObject([{ own: true }])
    await server.pull({ ...device, token: tried.token })
    expect((await listed()).map(({ own }) => own).sort()).toEqual([false, true])
  })

  it('lets nobody new in where that is not allowed, and whom an owner linked before', async () => {
    await beginAnew({ joinable: ['Other'] })
    expect(await refusal(await signIn())).toBe('401 sign_in_refused')
    expect(await memberCount()).toBe(0)
    const sam = await server.join(workspaceId, 'Sam Lindqvist')
    const link = { issuer: issuer.issuer, subject: MAYA.sub, memberId: sam.memberId }
    await server.store.linkSubject(workspaceId, link, server.clock.now)
    expect((await letIn(await signIn())).member.id).toBe(sam.memberId)
  })

  it('lets nobody in who was shut out', async () => {
    const { member } = await letIn(await signIn())
    await server.store.setMember(workspaceId, member.id, { disabledAt: 1 }, 1)
    expect(await refusal(await signIn())).toBe('403 device_revoked')
  })

  it('says the same of a workspace that is not there', async () => {
    expect(await refusal(await signIn(MAYA, { workspace: 'Nowhere' }))).toBe('401 sign_in_refused')
  })

  it('keeps to the domains and the claim that the company named', async () => {
    await beginAnew({ domains: ['quillon.example'], claim: { name: 'groups', value: 'listening' } })
    const grouped = { ...MAYA, groups: ['all', 'listening'] }
    expect((await signIn(grouped)).status).toBe(200)
    for (const claims of [
      MAYA,
      { ...grouped, groups: 'listening-not' },
      { ...grouped, email: 'maya@other.example' },
      { ...grouped, email: 'maya@quillon.example.evil.example' },
      { ...grouped, email: undefined },
      { ...grouped, email_verified: false },
      { ...grouped, email_verified: 'true' },
    ])
      expect(await refusal(await signIn(claims))).toBe('401 sign_in_refused')
  })

  it('takes new keys of the provider as they come, and looks for them no more than twice a minute', async () => {
    await letIn(await signIn())
    await issuer.changeKeys()
    clock += 60_000
    await letIn(await signIn({ ...MAYA, sub: 'u-2' }))
    await issuer.changeKeys()
    const before = issuer.asked.filter((path) => path === '/keys').length
    expect(await refusal(await signIn())).toBe('401 sign_in_refused')
    expect(issuer.asked.filter((path) => path === '/keys')).toHaveLength(before)
  })

  it('is not there without a provider', async () => {
    const without = serveInMemory()
    expect((await without.app.request('/v1/oidc')).status).toBe(404)
    await without.close()
  })
})

describe('an id token is refused', () => {
  const past = () => Math.floor(Date.now() / 1_000) - 3_600
  it.each<[string, (faults: typeof issuer.faults) => void]>([
    ['with another nonce', (faults) => Object.assign(faults.claims, { nonce: 'x'.repeat(20) })],
    ['without a nonce', (faults) => Object.assign(faults.claims, { nonce: undefined })],
    ['made for another client', (faults) => Object.assign(faults.claims, { aud: 'other' })],
    [
      'made for several, and us not foremost',
      (faults) => Object.assign(faults.claims, { aud: [CLIENT, 'x'], azp: 'x' }),
    ],
    ['of another issuer', (faults) => Object.assign(faults.claims, { iss: 'https://evil.example' })],
    ['that has run out', (faults) => Object.assign(faults.claims, { exp: past() })],
    ['that never runs out', (faults) => Object.assign(faults.claims, { exp: undefined })],
    ['that is not yet good', (faults) => Object.assign(faults.claims, { nbf: past() + 9_000 })],
    ['of nobody', (faults) => Object.assign(faults.claims, { sub: '' })],
    ['that nobody signed', (faults) => Object.assign(faults, { alg: 'none' })],
    ['signed with the public key as a secret', (faults) => Object.assign(faults, { alg: 'HS256' })],
    ['signed with a foreign key', (faults) => Object.assign(faults, { foreignKey: true })],
    ['that brings that key along', (faults) => Object.assign(faults, { foreignKey: true, bringsKey: true })],
    ['signed with a key that there is not', (faults) => Object.assign(faults, { unknownKey: true })],
    ['that is none', (faults) => Object.assign(faults, { body: '{"id_token":"aaaa.bbbb.cccc.dddd.eeee"}' })],
    ['that is missing', (faults) => Object.assign(faults, { body: '{"access_token":"x"}' })],
  ])('%s', async (_what, spoil) => {
    spoil(issuer.faults)
    expect(await refusal(await signIn())).toBe('401 sign_in_refused')
    expect(await memberCount()).toBe(0)
    expect(server.lines.join('')).not.toContain('maya@')
  })

  it.each([
    ['taken that ran out half a minute ago', { exp: -30 }, 200],
    ['not taken that ran out two minutes ago', { exp: -120 }, 401],
    ['taken that will be good in half a minute', { nbf: 30 }, 200],
    ['not taken that will be good in two minutes', { nbf: 120 }, 401],
  ])('by its time alone: one is %s, for clocks differ by a minute', async (_what, seconds, status) => {
    const now = Math.floor(Date.now() / 1_000)
    const times = Object.entries(seconds).map(([claim, by]) => [claim, now + by])
    Object.assign(issuer.faults.claims, Object.fromEntries(times))
    expect((await signIn()).status).toBe(status)
  })

  it('when its code comes a second time', async () => {
    const secrets = { nonce: randomUUID(), codeVerifier: randomBytes(32).toString('base64url') }
    const code = await issuer.signIn(MAYA, secrets)
    expect((await signIn(MAYA, { code, ...secrets })).status).toBe(200)
    expect(await refusal(await signIn(MAYA, { code, ...secrets }))).toBe('401 sign_in_refused')
  })

  it('when the code was overheard without its verifier', async () => {
    const stolen = await signIn(MAYA, { codeVerifier: randomBytes(32).toString('base64url') })
    expect(await refusal(stolen)).toBe('401 sign_in_refused')
  })
})

describe('a provider that is not well', () => {
  it.each<[string, (faults: typeof issuer.faults) => void]>([
    ['is slow', (faults) => Object.assign(faults, { delay: 2_500 })],
    ['sends us elsewhere', (faults) => Object.assign(faults, { redirect: 'http://127.0.0.1:9/' })],
    [
      'calls itself by another name',
      (faults) => Object.assign(faults, { calledItself: 'https://evil.example' }),
    ],
    ['answers with a page', (faults) => Object.assign(faults, { body: '<p>Sorry</p>' })],
    ['answers without end', (faults) => Object.assign(faults, { body: `"${'x'.repeat(1_100_000)}"` })],
  ])('and %s is not waited for', async (_what, spoil) => {
    spoil(issuer.faults)
    expect(await refusal(await signIn())).toBe('502 issuer_unavailable')
    Object.assign(issuer.faults, { delay: 0, redirect: null, body: null, calledItself: null })
    expect((await signIn()).status).toBe(200)
  })

  it('is not asked inside the network, unless the configuration says that it stands there', async () => {
    await beginAnew({ isPrivate: false, issuer: issuer.issuer.replace('http:', 'https:') })
    expect(await refusal(await signIn())).toBe('502 issuer_unavailable')
    await beginAnew({ isPrivate: false })
    expect(await refusal(await signIn())).toBe('502 issuer_unavailable')
    expect(issuer.asked).toEqual([])
  })
})
