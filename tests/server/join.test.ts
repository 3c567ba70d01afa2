import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ErrorAnswerSchema, JoinAnswerSchema } from '../../lib/model/wire.ts'
import { invite } from '../../server/administer.ts'
import { publishPlaybook } from '../../server/publish-playbook.ts'
import { newInvitationCode, newToken, normaliseCode, workspaceOfToken } from '../../server/secrets.ts'
import { loggedEvent } from './make-events.ts'
import { type InMemoryServer, serveInMemory } from './serve-in-memory.ts'

let server: InMemoryServer
let workspaceId: string

beforeEach(async () => {
  server = serveInMemory({ rates: { joinTriesPerMinute: 5 }, addressHeader: 'x-forwarded-for' })
  workspaceId = (await server.newWorkspace('Quillon')).id
})
afterEach(() => server.close())

const ask = (over: Record<string, unknown>, address = '192.0.2.1') =>
  server.postJson(
    '/v1/join',
    { code: 'nothing', name: 'Maya Osei', deviceId: randomUUID(), ...over },
    { 'x-forwarded-for': address },
  )
const codeOf = async (response: Response) => ErrorAnswerSchema.parse(await response.json()).error.code
const newCode = (more = {}) => invite(server.ports, workspaceId, { uses: 1, hours: 24, ...more })

describe('joining', () => {
  it('gives a token that works, the names, and the notice of what the company sees', async () => {
    await publishPlaybook(server.ports, workspaceId, {
      id: 'quillon',
      organisation: 'Quillon',
      version: 1,
      topics: [],
      policy: { monitoringNotice: 'Your colleagues see what you log.' },
    })
    const deviceId = randomUUID()
    const response = await ask({ code: await newCode(), name: '  Maya Osei ', deviceId })
    expect(response.status).toBe(200)
    const { workspace, member, token, monitoringNotice } = JoinAnswerSchema.parse(await response.json())
    expect(workspace).toEqual({ id: workspaceId, name: 'Quillon' })
    expect(member.name).toBe('Maya Osei')
    expect(monitoringNotice).toBe('Your colleagues see what you log.')
    const device = { workspaceId, memberId: member.id, deviceId, token }
    expect((await server.push(device, [loggedEvent(device)])).receipts[0]?.status).toBe('accepted')
  })

  it('takes the code in any case and with any hyphens or spaces', async () => {
    const code = await newCode()
    expect((await ask({ code: ` ${code.toLowerCase().replaceAll('-', ' – ')} ` })).status).toBe(200)
  })

  it.each(['Eve\nAda  owner', 'Eve \u001b[31m', 'Eve\u2028Ada'])(
    'lets nobody in under the name %j, which would print as more than a name',
    async (name) => {
      expect((await ask({ code: await newCode(), name })).status).toBe(400)
      expect((await server.store.head(workspaceId)).head).toBe(0)
    },
  )

  it('tells an unknown, an expired and a used-up invitation apart, and lets none of them in', async () => {
    expect(await codeOf(await ask({ code: newInvitationCode(randomBytes) }))).toBe('invitation_unknown')
    const [once, late] = [await newCode(), await newCode({ hours: 1 })]
    await ask({ code: once })
    expect(await codeOf(await ask({ code: once }))).toBe('invitation_used_up')
    server.clock.now += 3_600_000
    const refused = await ask({ code: late })
    expect(refused.status).toBe(401)
    expect(await codeOf(refused)).toBe('invitation_expired')
    expect((await server.store.head(workspaceId)).head).toBe(1)
  })

  it('lets a device whose answer was lost ask again, and stays one member', async () => {
    const request = { code: await newCode(), deviceId: randomUUID() }
    const first = JoinAnswerSchema.parse(await (await ask(request)).json())
    const second = JoinAnswerSchema.parse(await (await ask(request)).json())
    expect(second.member).toEqual(first.member)
    expect((await server.store.head(workspaceId)).head).toBe(1)
    const withToken = (token: string) =>
      server.get({ workspaceId, memberId: '', deviceId: '', token }, 'pull')
    expect((await withToken(first.token)).status).toBe(403)
    expect((await withToken(second.token)).status).toBe(200)
    expect(await codeOf(await ask(request))).toBe('invitation_device_known')
  })

  it('stops guessing after five tries from one address, also when they come at once', async () => {
    const tries = await Promise.all(Array.from({ length: 12 }, () => ask({})))
    const statuses = tries.map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(7)
    expect(Number(tries.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask({ code: await newCode() })).status).toBe(429)
    expect((await ask({ code: await newCode() }, '192.0.2.2')).status).toBe(200)
  })

  it('counts the address that the proxy added, not the one that the client wrote', async () => {
    for (let n = 0; n < 5; n++) await ask({}, `10.0.0.${n}, 192.0.2.9`)
    expect((await ask({}, '10.0.0.99, 192.0.2.9')).status).toBe(429)
  })

  it('counts a whole IPv6 network as one address, for who has one of it has all', async () => {
    for (let n = 1; n <= 5; n++) await ask({}, `2001:db8:1:2::${n}`)
    expect((await ask({}, '2001:DB8:1:2:ffff:ffff:ffff:ffff')).status).toBe(429)
    expect((await ask({}, '2001:db8:1:3::1')).status).toBe(401)
  })

  it('lets a whole office in through one address', async () => {
    const code = await newCode({ uses: 12 })
    for (let n = 0; n < 12; n++) expect((await ask({ code, name: `Member ${n}` })).status).toBe(200)
  })

  it.each([
    {},
    { code: '' },
    { name: ' ' },
    { name: 'x'.repeat(301) },
    { deviceId: 'mine' },
    { code: ['a'] },
    { code: 'x'.repeat(101) },
  ])('refuses the request %o', async (over) => {
    const deviceId = randomUUID()
    const response = await server.postJson('/v1/join', { name: 'A', deviceId, ...over })
    expect(response.status).toBe(400)
    expect(await codeOf(response)).toBe('invalid')
  })

  it('keeps neither codes nor tokens', async () => {
    const code = await newCode()
    const { token } = JoinAnswerSchema.parse(await (await ask({ code })).json())
    const files = readdirSync(server.dataDir, { recursive: true, withFileTypes: true })
    const bytes = files
      .filter((file) => file.isFile())
      .map((file) => readFileSync(`${file.parentPath}/${file.name}`).toString('latin1'))
      .join('')
    expect(bytes).toContain('Maya Osei')
    expect(bytes).not.toContain(token)
    expect(bytes).not.toContain(code)
    expect(bytes).not.toContain(normaliseCode(code))
  })
})

describe('invitation codes and tokens', () => {
  it('survive being read aloud and typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.boolean(), (bytes, lower) => {
        const code = newInvitationCode(() => bytes)
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{6}$/)
        const misread = code
          .replaceAll('0', 'O')
          .replaceAll('1', lower ? 'l' : 'I')
          .replaceAll('-', '')
        expect(normaliseCode(lower ? misread.toLowerCase() : misread)).toBe(normaliseCode(code))
      }),
    )
  })

  it('carry every bit of their randomness', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        (a, b) => {
          fc.pre(Buffer.compare(a, b) !== 0)
          expect(newInvitationCode(() => a)).not.toBe(newInvitationCode(() => b))
        },
      ),
    )
    const workspaceId = randomUUID()
    const token = newToken((count) => new Uint8Array(count), 'es', workspaceId)
    expect(token).toBe(`es_${workspaceId.replaceAll('-', '')}_${'A'.repeat(43)}`)
    expect(workspaceOfToken(token)).toBe(workspaceId)
  })

  it('of the first kind name no workspace, and nor does anything that is no token', () => {
    const first = `es_${'A'.repeat(43)}`
    for (const text of [first, '', 'es_', `es_${'g'.repeat(32)}_${'A'.repeat(43)}`, `${first}_${first}`])
      expect(workspaceOfToken(text)).toBeNull()
  })
})
