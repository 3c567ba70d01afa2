import { fail, ok, type Problem, type Result } from '../model/problem.ts'
import { type ErrorAnswer, proofText, TokenAnswerSchema } from '../model/wire.ts'
import { ask, DEADLINE } from './ask.ts'

const ANSWER_BYTES = 16 * 1024
/** An access token is renewed so long before its end, in milliseconds: a request takes a while. */
const EARLY = 30_000

/** Where the token for a request comes from. */
export interface Session {
  /** The token that is good now; renewed first where it is about to end. */
  token(): Promise<Result<string>>
  /** After `refused` was not accepted: another one, or why there is none. */
  renew(refused: string): Promise<Result<string>>
}

/** What a device keeps of its rotating tokens. */
export interface KeptTokens {
  /** Ends at `expiresAt`, milliseconds since the epoch by the server's clock. Null: lost with the browser's session. */
  readonly access: { readonly token: string; readonly expiresAt: number } | null
  readonly refreshToken: string
  /** The server's clock less this device's, in milliseconds, as last heard. */
  readonly offset: number
}

export interface TokenKeeper {
  read(): Promise<KeptTokens | null>
  /** The refresh token is kept before the access token: a worker that dies in between has lost nothing. */
  save(tokens: KeptTokens): Promise<void>
}

interface RotatingSession {
  /** Without a trailing slash. */
  readonly server: string
  readonly deviceId: string
  readonly keeper: TokenKeeper
  /** Signs with the device's key (ECDSA P-256 with SHA-256, base64url); null: the key is gone. */
  sign(text: string): Promise<string | null>
  /** Runs `work` alone in the whole browser: two pages that renew at once would use up each other's token. */
  alone<T>(work: () => Promise<T>): Promise<T>
  readonly fetch: typeof globalThis.fetch
  readonly timeout?: number
  now(): number
}

/** A device token that lasts, as servers without rotation give it. */
export function lastingSession(token: string): Session {
  return {
    token: async () => ok(token),
    renew: async () => fail('not-authorised', { detail: 'the token lasts no longer' }),
  }
}

/**
 * Access tokens of a few minutes, renewed with a refresh token and the device's key. An answer that was lost,
 * or a worker that died before it was saved, costs nothing: the refresh token that is kept is tried again, and the
 * server takes the previous one for a minute. A clock that is wrong is corrected by what the server says of its own.
 */
export function rotatingSession(given: RotatingSession): Session {
  const { keeper, now, alone } = given

  async function current(refused: string | null): Promise<Result<string>> {
    return alone(async () => {
      const kept = await keeper.read()
      if (kept === null) return fail('not-authorised', { detail: 'no tokens are kept' })
      const { access, offset } = kept
      // Whoever waited for the lock finds it renewed.
      if (access !== null && access.token !== refused && access.expiresAt - EARLY > now() + offset)
        return ok(access.token)
      return refresh(given, kept)
    })
  }

  return {
    async token() {
      const kept = await keeper.read()
      const access = kept?.access ?? null
      const good = access !== null && access.expiresAt - EARLY > now() + (kept?.offset ?? 0)
      return good ? ok(access.token) : current(null)
    },
    renew: (refused) => current(refused),
  }
}

async function refresh(given: RotatingSession, kept: KeptTokens): Promise<Result<string>> {
  const { keeper, now } = given
  let offset = kept.offset
  for (let clockKnown = false; ; clockKnown = true) {
    const asked = await askForToken(given, kept.refreshToken, now() + offset)
    if (asked.ok) {
      const { token, expiresAt, refreshToken, serverTime } = asked.value
      await keeper.save({ access: { token, expiresAt }, refreshToken, offset: serverTime - now() })
      return ok(token)
    }
    const { problem, serverTime } = asked
    if (serverTime === null || clockKnown) return { ok: false, problem }
    offset = serverTime - now()
    await keeper.save({ ...kept, offset })
  }
}

type Asked =
  | { readonly ok: true; readonly value: ReturnType<typeof TokenAnswerSchema.parse> }
  | { readonly ok: false; readonly problem: Problem; readonly serverTime: number | null }

async function askForToken(given: RotatingSession, refreshToken: string, at: number): Promise<Asked> {
  const { server, deviceId, fetch, timeout = DEADLINE, now, sign } = given
  const refused = (problem: Problem, serverTime: number | null = null): Asked => ({
    ok: false,
    problem,
    serverTime,
  })
  const proof = await sign(proofText({ refreshToken, deviceId, at }))
  if (proof === null) return refused({ code: 'not-authorised', detail: 'the key of this device is gone' })
  let refusal: ErrorAnswer | null = null
  const answer = await ask(
    { fetch, timeout, now },
    {
      url: `${server}/v1/token`,
      headers: { 'content-type': 'application/json' },
      body: { refreshToken, deviceId, at, proof },
      maxBytes: ANSWER_BYTES,
      onRefusal: (said) => {
        refusal = said
      },
    },
  )
  if (!answer.ok) {
    const said = refusal as ErrorAnswer | null
    return refused(answer.problem, said?.error.code === 'clock' ? (said.serverTime ?? null) : null)
  }
  const parsed = TokenAnswerSchema.safeParse(answer.value.body)
  if (parsed.success) return { ok: true, value: parsed.data }
  return refused({ code: 'bad-answer', detail: 'not the protocol' })
}
