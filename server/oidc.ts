import { createLocalJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import { z } from '../lib/model/zod.ts'
import { type AskingIssuer, askIssuer } from './ask-issuer.ts'

/** Signatures with a public key. `none`, and the kinds that sign with a shared secret, are not among them. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA']
const CLOCK_TOLERANCE_S = 60
const KEYS_LAST_MS = 10 * 60_000
/** A token signed with an unknown key makes us look for new keys; a stranger's tokens must not do so each time. */
const KEYS_LAST_AT_LEAST_MS = 30_000

export interface OidcSettings extends AskingIssuer {
  /** As it stands in its own tokens, to the letter. */
  readonly issuer: string
  readonly clientId: string
  /** Null for a public client, which has PKCE alone. */
  readonly clientSecret: string | null
  readonly scopes: readonly string[]
  /** Workspaces, by name or id, that a person whom nobody invited may join. */
  readonly joinable: readonly string[]
  /** Of verified e-mail addresses; empty: any. */
  readonly domains: readonly string[]
  /** A claim that must hold this value, or have it in its list; null: none. */
  readonly claim: { readonly name: string; readonly value: string } | null
}

export interface Person {
  readonly issuer: string
  readonly subject: string
  readonly name: string | null
}

export interface SignIn {
  readonly code: string
  readonly codeVerifier: string
  readonly redirectUri: string
  readonly nonce: string
}

export type Identified =
  | { readonly status: 'known'; readonly person: Person }
  /** `why` is for the log: it names a rule, never a person. */
  | { readonly status: 'refused' | 'unavailable'; readonly why: string }

export interface IdentityProvider {
  readonly settings: OidcSettings
  /** Where the extension sends the person. Null when the issuer cannot be reached. */
  authorizationEndpoint(): Promise<string | null>
  /** Takes the code to the issuer and checks what it says about the person. */
  identify(signIn: SignIn): Promise<Identified>
}

const url = z.url().max(2_048)
const DiscoverySchema = z.object({
  issuer: z.string(),
  authorization_endpoint: url,
  token_endpoint: url,
  jwks_uri: url,
})
const KeysSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) })
const TokenAnswerSchema = z.object({
  id_token: z
    .string()
    .min(16)
    .max(64 * 1024),
})

type Discovery = z.infer<typeof DiscoverySchema>
type Keys = z.infer<typeof KeysSchema>

/** The company's identity provider, by OpenID Connect: discovery, code exchange with PKCE, id token. */
export function createIdentityProvider(settings: OidcSettings, now: () => number): IdentityProvider {
  const ask = async <S extends z.ZodType>(schema: S, at: string): Promise<z.infer<S>> =>
    schema.parse((await askIssuer(settings, { url: at })).body)
  const discovery = remembered(now, async (): Promise<Discovery> => {
    const found = await ask(
      DiscoverySchema,
      `${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    )
    if (found.issuer !== settings.issuer) throw new Error('the issuer calls itself by another name')
    return found
  })
  const keys = remembered(now, async (): Promise<Keys> => ask(KeysSchema, (await discovery.read()).jwks_uri))

  const exchange = async (signIn: SignIn): Promise<string | null> => {
    const { clientId, clientSecret } = settings
    const answer = await askIssuer(settings, {
      url: (await discovery.read()).token_endpoint,
      form: {
        grant_type: 'authorization_code',
        code: signIn.code,
        code_verifier: signIn.codeVerifier,
        redirect_uri: signIn.redirectUri,
        client_id: clientId,
        ...(clientSecret === null ? {} : { client_secret: clientSecret }),
      },
    })
    if (answer.status >= 500) throw new Error('the issuer failed')
    const parsed = TokenAnswerSchema.safeParse(answer.body)
    return answer.status === 200 && parsed.success ? parsed.data.id_token : null
  }
  const verify = async (idToken: string): Promise<JWTPayload> => {
    const check = async (known: Keys) =>
      (
        await jwtVerify(idToken, createLocalJWKSet(known), {
          issuer: settings.issuer,
          audience: settings.clientId,
          algorithms: ALGORITHMS,
          clockTolerance: CLOCK_TOLERANCE_S,
          requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
          currentDate: new Date(now()),
        })
      ).payload
    try {
      return await check(await keys.read())
    } catch (error) {
      // Issuers change their keys: one that we do not know may be new.
      if (!(error instanceof errors.JWKSNoMatchingKey) || !keys.isStale()) throw error
      return check(await keys.renew())
    }
  }

  return {
    settings,
    async authorizationEndpoint() {
      try {
        return (await discovery.read()).authorization_endpoint
      } catch {
        return null
      }
    },
    async identify(signIn) {
      try {
        const idToken = await exchange(signIn)
        if (idToken === null) return { status: 'refused', why: 'the issuer did not take the code' }
        return judge(settings, signIn.nonce, await verify(idToken))
      } catch (error) {
        if (error instanceof errors.JOSEError) return { status: 'refused', why: error.code }
        return { status: 'unavailable', why: error instanceof Error ? error.name : 'unknown' }
      }
    },
  }
}

function judge(settings: OidcSettings, nonce: string, payload: JWTPayload): Identified {
  const refused = (why: string): Identified => ({ status: 'refused', why })
  const { sub = '', aud, azp, email, email_verified: verified, name } = payload
  if (sub === '' || sub.length > 300) return refused('no subject')
  if (payload.nonce !== nonce) return refused('another nonce')
  if (Array.isArray(aud) && aud.length > 1 && azp !== settings.clientId)
    return refused('made for another client')
  if (settings.domains.length > 0) {
    const domain = typeof email === 'string' ? email.slice(email.lastIndexOf('@') + 1).toLowerCase() : ''
    if (verified !== true || !settings.domains.includes(domain)) return refused('not of an allowed domain')
  }
  if (settings.claim !== null) {
    const held = payload[settings.claim.name]
    const values: readonly unknown[] = Array.isArray(held) ? held : [held]
    if (!values.includes(settings.claim.value)) return refused('without the claim that is asked for')
  }
  const person = {
    issuer: settings.issuer,
    subject: sub,
    name: typeof name === 'string' ? name.trim() : null,
  }
  return { status: 'known', person }
}

/** Something asked once and kept for ten minutes. A failure is not kept. */
function remembered<T>(now: () => number, load: () => Promise<T>) {
  let kept: { readonly value: T; readonly at: number } | null = null
  const renew = async (): Promise<T> => {
    const value = await load()
    kept = { value, at: now() }
    return value
  }
  return {
    read: async () => (kept !== null && now() - kept.at < KEYS_LAST_MS ? kept.value : renew()),
    renew,
    isStale: () => kept === null || now() - kept.at >= KEYS_LAST_AT_LEAST_MS,
  }
}
