import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { SignInOffer } from '../../lib/model/sign-in.ts'
import { createIdentityProvider } from '../../server/oidc.ts'
import { startIssuer } from '../server/local-issuer.ts'
import { type InMemoryServer, serveInMemory } from '../server/serve-in-memory.ts'
import { must } from '../store/quillon.ts'

/** The browser's window for signing in: what it is told to show, and what becomes of it. */
const window = vi.fn<(asked: { url: string; interactive: boolean }) => Promise<string | undefined>>()
const BACK = 'https://abcdefgh.chromiumapp.org/'
vi.mock('../../lib/platform/browser.ts', () => ({
  browser: {
    ...fakeBrowser,
    identity: { getRedirectURL: (path: string) => `${BACK}${path}`, launchWebAuthFlow: window },
  },
}))
const { lookForSignIn, signInTeam, undoSignIn } = await import('../../lib/wiring/sign-in-team.ts')
const { keepJoin } = await import('../../lib/wiring/join-team.ts')
const { sessionOf } = await import('../../lib/wiring/team-session.ts')
const { devicesWithKey } = await import('../../lib/platform/device-key.ts')
const { devicesWithTokens } = await import('../../lib/platform/tokens.ts')

const SERVER = 'https://sync.quillon.example'
let issuer: Awaited<ReturnType<typeof startIssuer>>
let server: InMemoryServer

beforeEach(async () => {
  fakeBrowser.reset()
  issuer = await startIssuer('earshot')
  await serve(['Quillon'])
  // A request of ours goes to the server in memory, the window's to the issuer.
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) =>
    server.app.request(url.replace(SERVER, ''), init),
  )
  window.mockReset()
  window.mockImplementation(({ url }) => answered(url, 'yes'))
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await server.close()
  await issuer.stop()
})

async function serve(joinable: readonly string[]) {
  const settings = {
    issuer: issuer.issuer,
    clientId: 'earshot',
    clientSecret: null,
    scopes: ['openid', 'profile'],
    joinable,
    domains: [],
    claim: null,
    isPrivate: true,
    deadlineMs: 2_000,
  }
  server = serveInMemory({ identity: createIdentityProvider(settings, Date.now) })
  await server.newWorkspace('Quillon')
}

/** What the person's browser does after their word on the issuer's page. */
const request = globalThis.fetch
async function answered(url: string, word: 'yes' | 'no'): Promise<string> {
  const page = await (await request(url)).text()
  expect(page).toContain('Sign in to Earshot?')
  const left = await request(url.replace('/authorize?', `/authorize/${word}?`), { redirect: 'manual' })
  return left.headers.get('location') ?? ''
}

const offered = async (): Promise<SignInOffer> => must(await lookForSignIn(SERVER))
const signIn = async (workspace: string | null = null, givenUp = new AbortController().signal) => {
  const offer = await offered()
  const deviceId = crypto.randomUUID()
  const asked = { server: SERVER, offer, name: 'Maya', workspace, deviceId, givenUp }
  return { deviceId, answer: await signInTeam(asked) }
}
const why = async (tried: ReturnType<typeof signIn>) => {
  const { answer } = await tried
  return answer.ok ? 'signed in' : answer.problem.why
}

describe('signing in with the company account', () => {
  test('ends in the team, under the name that the company knows, with a token that this device renews', async () => {
    const { deviceId, answer } = await signIn()
    const joined = must(answer)
    expect(joined).toMatchObject({ workspace: { name: 'Quillon' }, member: { name: 'Maya Osei' } })
    expect(window).toHaveBeenCalledOnce()
    const token = await keepJoin(joined.workspace.id, deviceId, joined)
    expect(token).toBeNull()
    const { workspace, member } = joined
    const team = { kind: 'team', ...workspace, member, deviceId, server: SERVER, token } as const
    const opening = must(await sessionOf(team).token())
    const pulled = await server.app.request(`/v1/w/${workspace.id}/pull`, {
      headers: { authorization: `Bearer ${opening}` },
    })
    expect(pulled.status).toBe(200)
  })

  test('asks for the workspace where there are several, and takes the person to the one they name', async () => {
    await server.close()
    await serve(['Quillon', 'Grinders'])
    expect((await offered()).asksWorkspace).toBe(true)
    expect(await why(signIn('Nowhere'))).toBe('not-let-in')
    expect(await why(signIn('Quillon'))).toBe('signed in')
  })

  test('is offered by no server without a provider, nor by one that cannot reach it', async () => {
    issuer.faults.calledItself = 'https://evil.example'
    expect(await lookForSignIn(SERVER)).toMatchObject({ problem: { why: 'provider-down' } })
    await server.close()
    server = serveInMemory()
    expect(await lookForSignIn(SERVER)).toMatchObject({ problem: { why: 'not-offered' } })
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('no network')
    })
    expect(await lookForSignIn(SERVER)).toMatchObject({ problem: { code: 'offline', why: null } })
  })

  test.each<[string, (url: string) => Promise<string | undefined>, string]>([
    ['the person says no', (url) => answered(url, 'no'), 'refused'],
    [
      'the person closes the window, in Chromium',
      () => Promise.reject(new Error('The user did not approve access.')),
      'cancelled',
    ],
    [
      'the person closes the window, in Firefox',
      () => Promise.reject(new Error('User cancelled or denied access.')),
      'cancelled',
    ],
    ['the window goes without a word', async () => undefined, 'cancelled'],
    [
      'the page does not open',
      () => Promise.reject(new Error('Authorization page could not be loaded.')),
      'unreachable',
    ],
    [
      'another issuer answers',
      async (url) => (await answered(url, 'yes')).replace(/iss=[^&]*/, 'iss=https%3A%2F%2Fevil.example'),
      'wrong-issuer',
    ],
    [
      'the answer is to another question',
      async (url) => (await answered(url, 'yes')).replace(/state=[^&]*/, 'state=another'),
      'wrong-answer',
    ],
    [
      'the code is made up',
      async (url) => (await answered(url, 'yes')).replace(/code=[^&]*/, 'code=made-up'),
      'not-let-in',
    ],
  ])('fails with words of its own when %s', async (_what, become, expected) => {
    window.mockImplementation(({ url }) => become(url))
    expect(await why(signIn())).toBe(expected)
  })

  test('fails when the token is another issuer’s, and when the issuer falls silent in between', async () => {
    issuer.faults.claims = { iss: 'https://evil.example' }
    expect(await why(signIn())).toBe('not-let-in')
    issuer.faults.claims = {}
    window.mockImplementation(async ({ url }) => {
      const back = await answered(url, 'yes')
      issuer.faults.body = 'no token'
      return back
    })
    expect(await why(signIn())).toBe('provider-down')
  })

  test('can be tried again after a no, as a new device', async () => {
    window.mockImplementationOnce(({ url }) => answered(url, 'no'))
    expect(await why(signIn())).toBe('refused')
    expect(await why(signIn())).toBe('signed in')
  })

  test('ends at once when it is given up, and nothing that the window still says makes a device', async () => {
    const giving = new AbortController()
    const back = Promise.withResolvers<string>()
    window.mockImplementation(async ({ url }) => {
      giving.abort()
      const address = await answered(url, 'yes')
      back.resolve(address)
      return address
    })
    const asked = vi.spyOn(server.app, 'request')
    expect(await why(signIn(null, giving.signal))).toBe('cancelled')
    expect(await back.promise).toContain('code=')
    expect(asked.mock.calls.map(([path]) => path)).not.toContain('/v1/oidc/exchange')
  })

  test('that is undone is a device of the team no more, and leaves neither key nor token here', async () => {
    const { deviceId, answer } = await signIn()
    const joined = must(answer)
    expect(await undoSignIn({ server: SERVER, deviceId, answer: joined })).toEqual({ ok: true, value: null })
    const pulled = await server.app.request(`/v1/w/${joined.workspace.id}/pull`, {
      headers: { authorization: `Bearer ${joined.token}` },
    })
    expect(pulled.status).toBe(403)
    expect(await devicesWithKey()).not.toContain(deviceId)
    expect(await devicesWithTokens()).toEqual([])
  })

  test('needs a browser that keeps a key, and says so before any window opens', async () => {
    vi.stubGlobal('indexedDB', undefined)
    expect(await why(signIn())).toBe('no-key')
    expect(window).not.toHaveBeenCalled()
  })
})
