import { describe, expect, test } from 'vitest'
import { createSyncApi } from '../../lib/sync/api.ts'
import { type KeptTokens, rotatingSession } from '../../lib/sync/session.ts'

const NOW = Date.UTC(2026, 10, 22, 9)
const MINUTE = 60_000
const WORKSPACE = '0d5b2a52-3a6b-4d2e-9c4c-1d1f3f0b7a11'
const DEVICE = '7b0c2d4e-9f1a-4c55-8a77-3f1e0c9d2b60'
const EVENT = { id: 'e0000000-0000-4000-8000-000000000001', deviceid: DEVICE }

interface Sent {
  refreshToken: string
  at: number
  proof: string
}

/** A server that rotates tokens as docs/protocol.md says, and forgives the previous one for a minute. */
function rotatingServer() {
  let n = 0
  const state = {
    now: NOW,
    refresh: 'er_0',
    previous: null as { token: string; until: number } | null,
    access: 'es_0',
    accessUntil: NOW + 15 * MINUTE,
    revoked: false,
    /** Takes the request and loses the answer. */
    loseNext: false,
    asked: [] as Sent[],
  }
  function token(sent: Sent): Response {
    state.asked.push(sent)
    const refuse = (status: number, code: string, more = {}) =>
      Response.json({ error: { code, message: code }, ...more }, { status })
    if (state.revoked) return refuse(403, 'device_revoked')
    if (Math.abs(sent.at - state.now) > 5 * MINUTE) return refuse(401, 'clock', { serverTime: state.now })
    const graced = sent.refreshToken === state.previous?.token && state.now <= state.previous.until
    if (sent.refreshToken !== state.refresh && !graced) return refuse(401, 'token_unknown')
    n += 1
    if (!graced) state.previous = { token: state.refresh, until: state.now + MINUTE }
    state.refresh = `er_${n}-0123456789abcdef`
    state.access = `es_${n}-0123456789abcdef`
    const expiresAt = state.now + 15 * MINUTE
    state.accessUntil = expiresAt
    return Response.json({
      token: state.access,
      expiresAt,
      refreshToken: state.refresh,
      serverTime: state.now,
    })
  }
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(String(input))
    if (url.pathname === '/v1/token') {
      const answer = token(JSON.parse(String(init?.body)) as Sent)
      if (!state.loseNext) return answer
      state.loseNext = false
      throw new TypeError('the worker died')
    }
    const bearer = new Headers(init?.headers).get('authorization')
    if (bearer !== `Bearer ${state.access}` || state.now >= state.accessUntil)
      return Response.json({ error: { code: 'token_expired', message: '' } }, { status: 401 })
    return Response.json({ receipts: [], head: 0, serverTime: state.now })
  }
  return { state, fetch }
}

function deviceWith(server: ReturnType<typeof rotatingServer>, skew = 0) {
  const kept: { tokens: KeptTokens | null } = {
    tokens: {
      access: { token: server.state.access, expiresAt: NOW + 15 * MINUTE },
      refreshToken: server.state.refresh,
      offset: 0,
    },
  }
  const clock = { skew }
  const now = () => server.state.now + clock.skew
  let last: Promise<unknown> = Promise.resolve()
  const session = rotatingSession({
    server: 'https://sync.example',
    deviceId: DEVICE,
    keeper: {
      read: async () => kept.tokens,
      save: async (tokens) => {
        kept.tokens = tokens
      },
    },
    sign: async (text) => `signed ${text}`,
    alone: (work) => {
      const next = last.then(work, work)
      last = next
      return next
    },
    fetch: server.fetch,
    now,
  })
  const api = createSyncApi({
    server: 'https://sync.example',
    workspaceId: WORKSPACE,
    token: session,
    fetch: server.fetch,
    now,
  })
  const push = () => api.push([EVENT as never], null)
  return { session, push, kept, clock }
}

describe('a token of a few minutes', () => {
  test('is used while it is good, and renewed shortly before its end', async () => {
    const server = rotatingServer()
    const { push } = deviceWith(server)
    expect(await push()).toMatchObject({ ok: true })
    expect(server.state.asked).toHaveLength(0)
    server.state.now += 14 * MINUTE + 45_000
    expect(await push()).toMatchObject({ ok: true })
    expect(server.state.asked).toHaveLength(1)
    expect(server.state.asked[0]).toMatchObject({
      refreshToken: 'er_0',
      proof: `signed er_0.${DEVICE}.${server.state.now}`,
    })
  })

  test('is renewed once when the server finds it expired before we do', async () => {
    const server = rotatingServer()
    const { push } = deviceWith(server)
    server.state.access = 'another'
    expect(await push()).toMatchObject({ ok: true })
    expect(server.state.asked).toHaveLength(1)
  })

  test('that is gone with the browser’s session is renewed from the token that stays', async () => {
    const server = rotatingServer()
    const { push, kept } = deviceWith(server)
    if (kept.tokens !== null) kept.tokens = { ...kept.tokens, access: null }
    expect(await push()).toMatchObject({ ok: true })
  })

  test('a worker that dies between the answer and keeping it tries the same token again within a minute', async () => {
    const server = rotatingServer()
    const { push } = deviceWith(server)
    server.state.now += 15 * MINUTE
    server.state.loseNext = true
    expect(await push()).toMatchObject({ ok: false, problem: { code: 'offline' } })
    server.state.now += 30_000
    expect(await push()).toMatchObject({ ok: true })
    expect(server.state.asked.map(({ refreshToken }) => refreshToken)).toEqual(['er_0', 'er_0'])
  })

  test('after that minute the device has to be invited anew, and says so', async () => {
    const server = rotatingServer()
    const { push } = deviceWith(server)
    server.state.now += 15 * MINUTE
    server.state.loseNext = true
    await push()
    server.state.now += 2 * MINUTE
    expect(await push()).toMatchObject({ ok: false, problem: { code: 'not-authorised' } })
  })

  test.each([365 * 86_400_000, -365 * 86_400_000, 20 * MINUTE])(
    'a clock that is %d ms off is set right by the server’s own, and stays so',
    async (skew) => {
      const server = rotatingServer()
      const { push, kept } = deviceWith(server, skew)
      server.state.now += 16 * MINUTE
      expect(await push()).toMatchObject({ ok: true })
      expect(kept.tokens?.offset).toBe(-skew)
      const asked = server.state.asked.length
      server.state.now += 15 * MINUTE
      expect(await push()).toMatchObject({ ok: true })
      expect(server.state.asked).toHaveLength(asked + 1)
    },
  )

  test('two pages that renew at the same moment use up one token, not two', async () => {
    const server = rotatingServer()
    const { session } = deviceWith(server)
    server.state.now += 15 * MINUTE
    const tokens = await Promise.all([session.token(), session.token(), session.renew('es_0')])
    expect(new Set(tokens.map((one) => (one.ok ? one.value : 'none'))).size).toBe(1)
    expect(server.state.asked).toHaveLength(1)
  })

  test('a device that was shut out is told apart from a token that is not known', async () => {
    const server = rotatingServer()
    const { push } = deviceWith(server)
    server.state.now += 15 * MINUTE
    server.state.revoked = true
    expect(await push()).toMatchObject({ ok: false, problem: { code: 'revoked' } })
  })

  test('a key that is gone, or no tokens at all, ask for a new invitation', async () => {
    const server = rotatingServer()
    const { session, kept } = deviceWith(server)
    kept.tokens = null
    expect(await session.token()).toMatchObject({ ok: false, problem: { code: 'not-authorised' } })
  })

  test('a server that answers nonsense, or asks for patience, is a failure and no reason to give up', async () => {
    const server = rotatingServer()
    server.state.now += 15 * MINUTE
    const { session } = deviceWith({
      ...server,
      fetch: async () => new Response('<html>'),
    })
    expect(await session.token()).toMatchObject({ ok: false, problem: { code: 'bad-answer' } })
    const busy = deviceWith({
      ...server,
      fetch: async () => new Response('', { status: 429, headers: { 'retry-after': '60' } }),
    })
    expect(await busy.session.token()).toMatchObject({
      ok: false,
      problem: { code: 'too-many', retryAt: server.state.now + MINUTE },
    })
  })
})
