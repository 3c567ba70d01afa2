/** Signing in through the company's identity provider: OAuth code with PKCE, as docs/protocol.md has it. */
import { fail, ok, type Result } from '../model/problem.ts'
import type { SignInFailure, SignInOffer } from '../model/sign-in.ts'
import { type JoinAnswer, JoinAnswerSchema, type JoinRequest } from '../model/wire.ts'
import { OidcAnswerSchema } from '../model/wire-admin.ts'
import { ask, DEADLINE } from './ask.ts'

const ANSWER_BYTES = 64 * 1024
const BYTES = 32

interface Server {
  /** Without a trailing slash. */
  readonly server: string
  readonly fetch: typeof globalThis.fetch
  readonly now?: () => number
}

/** How this server lets people sign in. `not-found`: it does not; `bad-answer`: it leads to an unsafe address. */
export async function askForSignIn({ server, fetch, now = Date.now }: Server): Promise<Result<SignInOffer>> {
  const asked = { url: `${server}/v1/oidc`, headers: {}, maxBytes: ANSWER_BYTES }
  const answer = await ask({ fetch, timeout: DEADLINE, now }, asked)
  if (!answer.ok) return answer
  const parsed = OidcAnswerSchema.safeParse(answer.value.body)
  if (!parsed.success) return fail('bad-answer', { detail: 'not the protocol' })
  if (!isSafe(parsed.data.authorizationEndpoint)) return fail('bad-answer', { detail: 'unsafe provider' })
  return ok(parsed.data)
}

/** What is made for one try and kept back, so that an answer can be known as ours. */
export interface SignInSecrets {
  readonly state: string
  readonly nonce: string
  /** PKCE: 43 letters of base64url. */
  readonly codeVerifier: string
}

/** `random`: this many random bytes. */
export function newSecrets(random: (length: number) => Uint8Array): SignInSecrets {
  const secret = () => base64url(random(BYTES))
  return { state: secret(), nonce: secret(), codeVerifier: secret() }
}

/** Where the person is led. What the endpoint's own address asks for stays (RFC 6749, 3.1). */
export async function authorizationUrl(
  offer: SignInOffer,
  { state, nonce, codeVerifier }: SignInSecrets,
  redirectUri: string,
): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier))
  const url = new URL(offer.authorizationEndpoint)
  const asked = {
    response_type: 'code',
    client_id: offer.clientId,
    redirect_uri: redirectUri,
    scope: offer.scopes.join(' '),
    state,
    nonce,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
  return url.href
}

/**
 * The code in the address that the provider sent the person back to. Another `state` is somebody else's answer
 * (RFC 9700, 4.7); another `iss`, where one is named, another provider's (RFC 9207).
 */
export function readReturn(
  address: string,
  { issuer }: Pick<SignInOffer, 'issuer'>,
  { state }: Pick<SignInSecrets, 'state'>,
): Result<string, SignInFailure> {
  const said = URL.parse(address)?.searchParams
  if (said === undefined || said.getAll('state').length !== 1 || said.get('state') !== state)
    return { ok: false, problem: 'wrong-answer' }
  if (said.has('iss') && said.get('iss') !== issuer) return { ok: false, problem: 'wrong-issuer' }
  if (said.has('error')) return { ok: false, problem: 'refused' }
  const code = said.get('code')
  return code === null || code === '' ? { ok: false, problem: 'wrong-answer' } : ok(code)
}

interface Exchange extends Server {
  readonly code: string
  readonly secrets: SignInSecrets
  readonly redirectUri: string
  readonly deviceId: string
  readonly publicKey: NonNullable<JoinRequest['publicKey']>
  /** For a new member whom the provider gives no name. */
  readonly name: string
  /** Id or name; null: the one that may be joined. */
  readonly workspace: string | null
}

/**
 * Hands the code to the server, which answers as for a join. A code is good once: after any failure the person signs
 * in anew, as a new device.
 */
export async function exchangeCode(exchange: Exchange): Promise<Result<JoinAnswer>> {
  const { server, fetch, now = Date.now, code, secrets, redirectUri, deviceId, publicKey } = exchange
  const { name, workspace } = exchange
  const { nonce, codeVerifier } = secrets
  const known = { code, codeVerifier, nonce, redirectUri, deviceId, publicKey, name }
  const answer = await ask(
    { fetch, timeout: DEADLINE, now },
    {
      url: `${server}/v1/oidc/exchange`,
      headers: { 'content-type': 'application/json' },
      body: { ...known, ...(workspace === null ? {} : { workspace }) },
      maxBytes: ANSWER_BYTES,
    },
  )
  if (!answer.ok) return answer
  const parsed = JoinAnswerSchema.safeParse(answer.value.body)
  return parsed.success ? ok(parsed.data) : fail('bad-answer', { detail: 'not the protocol' })
}

/** A password is typed there: over http only on this computer. */
function isSafe(address: string): boolean {
  const { protocol, hostname, username, password } = new URL(address)
  if (username !== '' || password !== '') return false
  const here = /^(127\.0\.0\.1|localhost|\[::1\])$/.test(hostname)
  return protocol === 'https:' || (protocol === 'http:' && here)
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}
