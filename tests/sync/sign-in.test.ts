import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askForSignIn, authorizationUrl, newSecrets, readReturn } from '../../lib/sync/sign-in.ts'

const OFFER = {
  issuer: 'https://login.quillon.example',
  clientId: 'earshot',
  authorizationEndpoint: 'https://login.quillon.example/authorize?tenant=grinders&state=theirs',
  scopes: ['openid', 'profile'],
}
const BACK = 'https://abcdefgh.chromiumapp.org/signed-in'
const secrets = () => newSecrets((length) => crypto.getRandomValues(new Uint8Array(length)))
const returned = (said: Record<string, string>) => `${BACK}?${new URLSearchParams(said)}`

describe('where the person is led', () => {
  test('carries what was asked by the endpoint’s own address, and each of ours once', async () => {
    const kept = { state: 'S'.repeat(43), nonce: 'N'.repeat(43), codeVerifier: '' }
    // The example of RFC 7636, appendix B.
    kept.codeVerifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
    const { searchParams } = new URL(await authorizationUrl(OFFER, kept, BACK))
    expect([...searchParams].sort()).toEqual([
      ['client_id', 'earshot'],
      ['code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'],
      ['code_challenge_method', 'S256'],
      ['nonce', kept.nonce],
      ['redirect_uri', BACK],
      ['response_type', 'code'],
      ['scope', 'openid profile'],
      ['state', kept.state],
      ['tenant', 'grinders'],
    ])
  })

  test('never holds the verifier, and no try shares a secret with another', async () => {
    const [one, other] = [secrets(), secrets()]
    expect(await authorizationUrl(OFFER, one, BACK)).not.toContain(one.codeVerifier)
    const all = [one, other].flatMap(({ state, nonce, codeVerifier }) => [state, nonce, codeVerifier])
    expect(new Set(all).size).toBe(6)
    for (const secret of all) expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/)
  })
})

describe('what comes back', () => {
  const kept = secrets()
  const { state } = kept

  test('is a code, where the state is ours and the issuer is who was asked or says nothing', () => {
    const iss = OFFER.issuer
    expect(readReturn(returned({ code: 'c', state }), OFFER, kept)).toEqual({ ok: true, value: 'c' })
    expect(readReturn(returned({ code: 'c', state, iss }), OFFER, kept)).toEqual({ ok: true, value: 'c' })
  })

  test.each<[string, Record<string, string>, string]>([
    ['another state', { code: 'c', state: 'x' }, 'wrong-answer'],
    ['no state', { code: 'c' }, 'wrong-answer'],
    ['no code', { state }, 'wrong-answer'],
    ['an empty code', { code: '', state }, 'wrong-answer'],
    ['another issuer', { code: 'c', state, iss: 'https://evil.example' }, 'wrong-issuer'],
    ['another issuer’s no', { error: 'access_denied', state, iss: 'https://evil.example' }, 'wrong-issuer'],
    ['a no', { error: 'access_denied', state }, 'refused'],
    ['a no beside a code', { error: 'server_error', code: 'c', state }, 'refused'],
    ['a no that is not to us', { error: 'access_denied', state: 'x' }, 'wrong-answer'],
  ])('with %s is no code', (_what, said, problem) => {
    expect(readReturn(returned(said), OFFER, kept)).toEqual({ ok: false, problem })
  })

  test('with two states, one of them ours, is no code', () => {
    const address = `${returned({ code: 'c', state })}&state=x`
    expect(readReturn(address, OFFER, kept)).toMatchObject({ ok: false })
  })

  test('is never taken for a code without our state, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (address) => {
        expect(readReturn(address, OFFER, kept).ok).toBe(false)
      }),
    )
  })
})

describe('a server that is asked how one signs in', () => {
  const asked = (body: unknown) =>
    askForSignIn({ server: 'https://sync.example', fetch: async () => Response.json(body) })

  test('names the provider', async () => {
    expect(await asked(OFFER)).toEqual({ ok: true, value: OFFER })
  })

  test.each([
    'http://login.quillon.example/authorize',
    'http://localhost.evil.example/authorize',
    'https://maya:secret@login.quillon.example/authorize',
    'javascript:alert(1)',
    'data:text/html,hello',
    'file:///etc/passwd',
    'chrome-extension://abcdefgh/options.html',
    'not an address',
  ])('leads nobody to %s', async (authorizationEndpoint) => {
    expect(await asked({ ...OFFER, authorizationEndpoint })).toMatchObject({
      ok: false,
      problem: { code: 'bad-answer' },
    })
  })

  test('may be on this computer', async () => {
    const here = { ...OFFER, authorizationEndpoint: 'http://127.0.0.1:8080/authorize' }
    expect((await asked(here)).ok).toBe(true)
  })

  test('that answers anything else has said nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (body) => {
        expect((await asked(body)).ok).toBe(false)
      }),
    )
  })
})
