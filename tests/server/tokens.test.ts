import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ErrorAnswerSchema, TokenAnswerSchema } from '../../lib/model/wire.ts'
import { PersonalTokenAnswerSchema } from '../../lib/model/wire-admin.ts'
import { joinWithKey, newDeviceKey } from './keyed-device.ts'
import { loggedEvent } from './make-events.ts'
import { type Device, type InMemoryServer, serveInMemory } from './serve-in-memory.ts'

const MINUTE = 60_000
let server: InMemoryServer
let workspaceId: string

beforeEach(async () => {
  server = serveInMemory()
  workspaceId = (await server.newWorkspace('Quillon')).id
})
afterEach(() => server.close())

const refusal = async (response: Response) => {
  const { code } = ErrorAnswerSchema.parse(await response.json()).error
  return `${response.status} ${code}`
}
const answered = async (response: Response) => TokenAnswerSchema.parse(await response.json())

describe('a device with a key', () => {
  it('has a token for a quarter of an hour, and the next one for its signature', async () => {
    const maya = await joinWithKey(server, workspaceId, 'Maya Osei')
    expect(maya.expiresAt).toBe(server.clock.now + 15 * MINUTE)
    expect((await server.get(maya.device, 'pull')).status).toBe(200)
    server.clock.now += 15 * MINUTE
    expect(await refusal(await server.get(maya.device, 'pull'))).toBe('401 token_expired')
    const next = await answered(await maya.refresh())
    expect(next).toMatchObject({ serverTime: server.clock.now, expiresAt: server.clock.now + 15 * MINUTE })
    expect((await server.get({ ...maya.device, token: next.token }, 'pull')).status).toBe(200)
  })

  it('that died before it could save the answer asks again within a minute, and goes on', async () => {
    const maya = await joinWithKey(server, workspaceId, 'Maya Osei')
    await maya.refresh()
    server.clock.now += 50_000
    const again = await answered(await maya.refresh())
    expect((await server.get({ ...maya.device, token: again.token }, 'pull')).status).toBe(200)
    expect((await maya.refresh({ refreshToken: again.refreshToken })).status).toBe(200)
  })

  it('goes on after a restore, though the token it holds was made after the backup', async () => {
    const maya = await joinWithKey(server, workspaceId, 'Maya Osei')
    const copy = join(server.dataDir, 'copy')
    await server.store.copyTo(workspaceId, copy)
    server.clock.now += 10 * MINUTE
    const later = await answered(await maya.refresh())
    await server.store.restoreFrom(copy, randomUUID())
    expect(await refusal(await server.get({ ...maya.device, token: later.token }, 'pull'))).toBe(
      '401 not_authorised',
    )
    const next = await answered(await maya.refresh({ refreshToken: later.refreshToken }))
    expect((await server.get({ ...maya.device, token: next.token }, 'pull')).status).toBe(200)
    const thief = await newDeviceKey()
    expect(await refusal(await maya.refresh({}, thief.sign))).toBe('401 not_authorised')
  })

  it('that was revoked before the backup stays so after a restore', async () => {
    const maya = await joinWithKey(server, workspaceId, 'Maya Osei')
    await server.store.revokeDevice(workspaceId, maya.device.deviceId, server.clock.now)
    const copy = join(server.dataDir, 'copy')
    await server.store.copyTo(workspaceId, copy)
    await server.store.restoreFrom(copy, randomUUID())
    expect(await refusal(await maya.refresh())).toMatch(/^40[13] /)
  })

  it('is shut out with the thief when its refresh token comes a second time later on', async () => {
    const maya = await joinWithKey(server, workspaceId, 'Maya Osei')
    const next = await answered(await maya.refresh())
    server.clock.now += 61_000
    expect(await refusal(await maya.refresh())).toBe('403 device_revoked')
    expect(await refusal(await server.get({ ...maya.device, token: next.token }, 'pull'))).toBe(
      '403 device_revoked',
    )
    expect(await refusal(await maya.refresh({ refreshToken: next.refreshToken }))).toBe('403 device_revoked')
    expect((await server.store.auditTrail(workspaceId, { before: null, limit: 10 }))[0]).toMatchObject({
      action: 'device.revoked',
      actorId: null,
      detail: { deviceId: maya.device.deviceId },
    })
    const colleague = await server.join(workspaceId, 'Sam Lindqvist')
    expect((await server.pull(colleague)).events).toContainEqual(
      expect.objectContaining({
        type: 'device.revoked',
        data: { deviceId: maya.device.deviceId, memberId: maya.device.memberId },
      }),
    )
  })

  it('gets nothing for a token without the key, and loses nothing by it', async () => {
    const maya = await joinWithKey(server, workspaceId, 'Maya Osei')
    const thief = await newDeviceKey()
    const twoSigned = (await joinWithKey(server, workspaceId, 'Sam Lindqvist')).device.deviceId
    for (const tried of [
      maya.refresh({}, thief.sign),
      maya.refresh({ proof: 'A'.repeat(86) }),
      maya.refresh({ deviceId: randomUUID() }),
      maya.refresh({ deviceId: twoSigned }),
      maya.refresh({ refreshToken: `er_${workspaceId.replaceAll('-', '')}_${'A'.repeat(43)}` }),
      maya.refresh({ refreshToken: `er_${randomUUID().replaceAll('-', '')}_${'A'.repeat(43)}` }),
      maya.refresh({ refreshToken: 'not-a-token-at-all' }),
      maya.refresh({ refreshToken: maya.device.token }),
    ])
      expect(await refusal(await tried)).toBe('401 not_authorised')
    expect((await maya.refresh()).status).toBe(200)
  })

  it('with a wrong clock learns what time it is, and signs with that', async () => {
    const maya = await joinWithKey(server, workspaceId, 'Maya Osei')
    for (const at of [server.clock.now - 6 * MINUTE, server.clock.now + 6 * MINUTE, 0]) {
      const refused = await maya.refresh({ at })
      const { error, serverTime } = ErrorAnswerSchema.parse(await refused.json())
      expect([refused.status, error.code]).toEqual([401, 'clock'])
      expect(serverTime).toBe(server.clock.now)
    }
    expect((await maya.refresh()).status).toBe(200)
  })

  it('does not carry a proof over to another time', async () => {
    const maya = await joinWithKey(server, workspaceId, 'Maya Osei')
    const key = await newDeviceKey()
    const overheard = await key.sign('something else')
    expect(await refusal(await maya.refresh({ proof: overheard }))).toBe('401 not_authorised')
  })

  it('that was silent for three months joins anew', async () => {
    const maya = await joinWithKey(server, workspaceId, 'Maya Osei')
    await server.pull(maya.device)
    server.clock.now += 91 * 24 * 60 * MINUTE
    expect(await refusal(await maya.refresh())).toBe('401 token_expired')
  })

  it.each([
    { publicKey: { kty: 'EC', crv: 'P-384', x: 'A'.repeat(43), y: 'A'.repeat(43) } },
    { publicKey: { kty: 'RSA', n: 'A', e: 'AQAB' } },
    { publicKey: 'pem' },
  ])('cannot be made with %o', async (over) => {
    const response = await server.postJson('/v1/join', {
      code: 'x',
      name: 'Maya Osei',
      deviceId: randomUUID(),
      ...over,
    })
    expect(await refusal(response)).toBe('400 invalid')
  })

  it('whose key is no point of the curve can join and never refresh', async () => {
    const maya = await joinWithKey(server, workspaceId, 'Maya Osei')
    const zero = 'A'.repeat(43)
    const odd = { ...(await newDeviceKey()).publicKey, x: zero, y: zero }
    await server.store.addDevice(
      workspaceId,
      { id: randomUUID(), memberId: maya.device.memberId, publicKey: JSON.stringify(odd), tokens: [] },
      server.clock.now,
    )
    const devices = await server.store.devices(workspaceId)
    const deviceId = devices.find(({ id }) => id !== maya.device.deviceId)?.id ?? ''
    expect(await refusal(await maya.refresh({ deviceId }))).toBe('401 not_authorised')
  })
})

describe('a personal token', () => {
  let maya: Device
  const made = async (body: unknown) =>
    PersonalTokenAnswerSchema.parse(await (await server.ask(maya, 'POST', 'tokens', body)).json())
  beforeEach(async () => {
    maya = await server.join(workspaceId, 'Maya Osei')
  })

  it('reads and writes as far as its scopes reach, and no further', async () => {
    const { token, personalToken } = await made({ label: 'report', scopes: ['pull'] })
    const script = { ...maya, deviceId: personalToken.id, token }
    expect((await server.get(script, 'pull')).status).toBe(200)
    const body = { batchId: randomUUID(), deviceId: script.deviceId, events: [loggedEvent(script)] }
    expect(await refusal(await server.rawPush(script, body))).toBe('403 not_permitted')
    for (const rest of ['tokens', 'devices'])
      expect(await refusal(await server.get(script, rest))).toBe('403 not_permitted')
  })

  it("writes under its own id, in its member's name", async () => {
    const { token, personalToken } = await made({ label: 'import', scopes: ['push'] })
    const script = { ...maya, deviceId: personalToken.id, token }
    expect((await server.push(script, [loggedEvent(script)])).receipts[0]?.status).toBe('accepted')
    expect((await server.pull(maya)).events.at(-1)).toMatchObject({
      actorid: maya.memberId,
      deviceid: personalToken.id,
    })
    expect(await refusal(await server.get(script, 'pull'))).toBe('403 not_permitted')
  })

  it('runs out, and is ended by its owner or by itself', async () => {
    const short = await made({ label: 'short', scopes: ['pull'], days: 1 })
    const long = await made({ label: 'long', scopes: ['pull'], days: 30 })
    server.clock.now += 24 * 60 * MINUTE
    expect(await refusal(await server.get({ ...maya, token: short.token }, 'pull'))).toBe('401 token_expired')
    const listed = await (await server.get(maya, 'tokens')).json()
    expect(listed.tokens).toEqual([long.personalToken])
    expect(JSON.stringify(listed)).not.toContain(long.token)
    expect((await server.ask(maya, 'DELETE', `tokens/${long.personalToken.id}`)).status).toBe(204)
    expect(await refusal(await server.get({ ...maya, token: long.token }, 'pull'))).toBe('403 device_revoked')
    expect((await server.ask(maya, 'DELETE', `tokens/${long.personalToken.id}`)).status).toBe(404)
    const own = await made({ label: 'own end', scopes: ['pull'] })
    expect((await server.ask({ ...maya, token: own.token }, 'DELETE', 'session')).status).toBe(204)
    expect(await refusal(await server.get({ ...maya, token: own.token }, 'pull'))).toBe('403 device_revoked')
    expect((await server.get(maya, 'pull')).status).toBe(200)
  })

  it('is one of fifty at most, of those that are still good', async () => {
    const asked = { label: 'one more', scopes: ['pull'], days: 1 }
    for (let count = 0; count < 50; count++) await made(asked)
    expect(await refusal(await server.ask(maya, 'POST', 'tokens', asked))).toBe('409 too_many_tokens')
    const sam = await server.join(workspaceId, 'Sam Lindqvist')
    expect((await server.ask(sam, 'POST', 'tokens', asked)).status).toBe(200)
    server.clock.now += 24 * 60 * MINUTE
    expect((await server.ask(maya, 'POST', 'tokens', asked)).status).toBe(200)
  })

  it("is no business of a colleague's", async () => {
    const sam = await server.join(workspaceId, 'Sam Lindqvist')
    const { personalToken } = await made({ label: 'mine', scopes: ['pull'] })
    expect(await (await server.get(sam, 'tokens')).json()).toEqual({ tokens: [] })
    expect((await server.ask(sam, 'DELETE', `tokens/${personalToken.id}`)).status).toBe(404)
  })
})
