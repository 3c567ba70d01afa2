import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Why a request is turned down, in the shape of `ErrorAnswerSchema`. `message` never repeats the input. */
export interface Refusal {
  readonly status: ContentfulStatusCode
  readonly code: string
  readonly message: string
  /** Seconds, for the header `Retry-After`. */
  readonly retryAfter?: number
  /** Further fields of the body. */
  readonly more?: Readonly<Record<string, unknown>>
}

/** One answer for a workspace that does not exist and one that is not the token's: nobody can tell which. */
export const NOT_FOUND: Refusal = { status: 404, code: 'not_found', message: 'There is nothing here.' }

export const NOT_AUTHORISED: Refusal = {
  status: 401,
  code: 'not_authorised',
  message: 'Send the token of a device that has joined, as "Authorization: Bearer …".',
}

export const TOKEN_EXPIRED: Refusal = {
  status: 401,
  code: 'token_expired',
  message: 'This token has run out. Ask for the next one with the refresh token.',
}

export const REVOKED: Refusal = {
  status: 403,
  code: 'device_revoked',
  message: 'This device or its member has been shut out of the workspace.',
}

export const NOT_PERMITTED: Refusal = {
  status: 403,
  code: 'not_permitted',
  message: 'Your role, or the scope of this token, does not reach this far.',
}

/** Where in the body, and what kind of fault: never the value. */
export function badRequest(
  issues: readonly { readonly path: PropertyKey[]; readonly code: string }[],
): Refusal {
  const [issue] = issues
  const where = issue === undefined ? 'body' : issue.path.map(String).join('.').slice(0, 200) || 'body'
  return { status: 400, code: 'invalid', message: `${where}: ${issue?.code ?? 'invalid'}` }
}

/** Writes a refusal as the answer. */
export function refuse(c: Context, { status, code, message, retryAfter, more }: Refusal): Response {
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))
  if (status === 401) c.header('WWW-Authenticate', 'Bearer')
  return c.json({ error: { code, message }, ...more }, status)
}

/** For a request beyond a rate. `seconds` is a floor for the next try. */
export function tooMany(seconds: number): Refusal {
  return {
    status: 429,
    code: 'too_many',
    message: `Too many requests: come again in ${seconds} s.`,
    retryAfter: seconds,
  }
}
