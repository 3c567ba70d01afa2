import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

interface Faults {
  /** Answers after this many milliseconds. */
  delay: number
  /** Sends to this address instead of answering. */
  redirect: string | null
  /** A kind of signature, or `none`. */
  alg: string
  /** Signs with a key that is not published. */
  foreignKey: boolean
  /** Puts that key into the token itself, and says of the token where more of them are. */
  bringsKey: boolean
  /** Names a key that there is not. */
  unknownKey: boolean
  /** In place of what the token says. */
  claims: JWTPayload
  /** Body of the token answer in place of the right one. */
  body: string | null
  /** Calls itself so in its discovery. */
  calledItself: string | null
}

const soundly = (): Faults => ({
  delay: 0,
  redirect: null,
  alg: 'ES256',
  foreignKey: false,
  bringsKey: false,
  unknownKey: false,
  claims: {},
  body: null,
  calledItself: null,
})

/** Who signs in on its page. */
const VISITOR = { sub: 'u-1', name: 'Maya Osei', email: 'maya@quillon.example', email_verified: true }

/**
 * An identity provider on this computer: discovery, keys, a page on which a person says yes or no, and a token endpoint
 * that checks code and PKCE.
 */
export async function startIssuer(clientId: string) {
  let signing = await generateKeyPair('ES256')
  let keyNumber = 1
  const foreign = await generateKeyPair('ES256')
  const faults = soundly()
  const codes = new Map<
    string,
    { readonly challenge: string; readonly nonce: string; readonly claims: JWTPayload }
  >()
  const asked: string[] = []
  let issuer = ''

  const idToken = async (nonce: string, claims: JWTPayload): Promise<string> => {
    const now = Math.floor(Date.now() / 1_000)
    const payload = {
      iss: issuer,
      aud: clientId,
      iat: now,
      exp: now + 300,
      nonce,
      ...claims,
      ...faults.claims,
    }
    const brought = { jwk: await exportJWK(foreign.publicKey), jku: `${issuer}/foreign-keys` }
    const header = {
      alg: faults.alg,
      kid: faults.unknownKey ? 'no such key' : `key-${keyNumber}`,
      ...(faults.bringsKey ? brought : {}),
    }
    if (faults.alg === 'none' || faults.alg === 'HS256') {
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
      if (faults.alg === 'none') return `${part(header)}.${part(payload)}.`
      const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(signing.publicKey)))
      return new SignJWT(payload).setProtectedHeader(header).sign(secret)
    }
    return new SignJWT(payload)
      .setProtectedHeader(header)
      .sign(faults.foreignKey ? foreign.privateKey : signing.privateKey)
  }
  const token = async (form: URLSearchParams) => {
    const code = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    const digest = await crypto.subtle.digest(
      'SHA-256',
      new TextEncoder().encode(form.get('code_verifier') ?? ''),
    )
    const challenge = Buffer.from(digest).toString('base64url')
    if (code === undefined || code.challenge !== challenge || form.get('client_id') !== clientId)
      return { status: 400, body: { error: 'invalid_grant' } }
    return { status: 200, body: { token_type: 'Bearer', id_token: await idToken(code.nonce, code.claims) } }
  }
  const answer = async (path: string, form: URLSearchParams) => {
    switch (path) {
      case '/.well-known/openid-configuration':
        return {
          status: 200,
          body: {
            issuer: faults.calledItself ?? issuer,
            authorization_endpoint: `${issuer}/authorize`,
            token_endpoint: `${issuer}/token`,
            jwks_uri: `${issuer}/keys`,
          },
        }
      case '/keys': {
        const jwk = await exportJWK(signing.publicKey)
        return {
          status: 200,
          body: { keys: [{ ...jwk, kid: `key-${keyNumber}`, alg: 'ES256', use: 'sig' }] },
        }
      }
      case '/token':
        return token(form)
      default:
        return { status: 404, body: {} }
    }
  }
  /** Where the person goes from its page: back, with a code or with a no. */
  const leave = (asked: URLSearchParams, agreed: boolean): string => {
    const back = new URL(asked.get('redirect_uri') ?? '')
    const code = crypto.randomUUID()
    const nonce = asked.get('nonce') ?? ''
    if (agreed) codes.set(code, { challenge: asked.get('code_challenge') ?? '', nonce, claims: VISITOR })
    back.searchParams.set(agreed ? 'code' : 'error', agreed ? code : 'access_denied')
    back.searchParams.set('state', asked.get('state') ?? '')
    back.searchParams.set('iss', issuer)
    return back.href
  }
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? ''
    const { pathname, search, searchParams } = new URL(path, issuer)
    asked.push(pathname)
    if (pathname === '/authorize') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageFor(search))
      return
    }
    if (pathname === '/authorize/yes' || pathname === '/authorize/no') {
      response.writeHead(302, { location: leave(searchParams, pathname.endsWith('yes')) }).end()
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (faults.delay > 0) await new Promise((resolve) => setTimeout(resolve, faults.delay))
    if (faults.redirect !== null) {
      response.writeHead(302, { location: faults.redirect }).end()
      return
    }
    const { status, body } = await answer(path, new URLSearchParams(Buffer.concat(chunks).toString()))
    const text = path === '/token' && faults.body !== null ? faults.body : JSON.stringify(body)
    response.writeHead(status, { 'content-type': 'application/json' }).end(text)
  }
  const http = createServer((request, response) => void handle(request, response))
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`

  return {
    issuer,
    faults,
    asked,
    /** What the person does in their browser: signs in, and comes back with a code. */
    async signIn(claims: JWTPayload, { nonce, codeVerifier }: { nonce: string; codeVerifier: string }) {
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier))
      const code = crypto.randomUUID()
      codes.set(code, { challenge: Buffer.from(digest).toString('base64url'), nonce, claims })
      return code
    },
    async changeKeys() {
      signing = await generateKeyPair('ES256')
      keyNumber += 1
    },
    async stop() {
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
    },
  }
}

/** What was asked goes on with the answer. */
function pageFor(search: string): string {
  const asked = search.replace(/&/g, '&amp;').replace(/"/g, '&quot;')
  const link = (to: string, says: string) => `<p><a href="/authorize/${to}${asked}">${says}</a></p>`
  return `<!doctype html><html lang="en"><title>Sign in</title><h1>Sign in to Earshot?</h1>
${link('yes', 'Go on as Maya Osei')}${link('no', 'No')}</html>`
}
