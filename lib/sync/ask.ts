import { fail, ok, type Problem, type Result } from '../model/problem.ts'
import { type ErrorAnswer, ErrorAnswerSchema } from '../model/wire.ts'
import { readRetryAfter } from './backoff.ts'

/** Milliseconds for one request and its answer: both browsers kill the background at 30 s. */
export const DEADLINE = 20_000

/** Detail of `not-found`: the server's log does not hold the place that was asked for. */
export const REWOUND = 'rewound'
/** Detail of `not-found`: the place is further back than the server keeps; the log is to be read anew. */
export const RESYNC = 'resync'

export interface Asking {
  readonly fetch: typeof globalThis.fetch
  /** Milliseconds. */
  readonly timeout: number
  now(): number
}

export interface Request {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** JSON; absent: GET. */
  readonly body?: unknown
  /** Ends what stands at the address; goes without a body. */
  readonly method?: 'DELETE'
  /** Answers larger than this are refused before they are read to the end. */
  readonly maxBytes: number
  /** Called with the body of a refusal that follows the protocol. */
  readonly onRefusal?: (refusal: ErrorAnswer) => void
}

/** `body` is parsed JSON of unproven shape; null for 204 and 304, which have none. */
export interface Answer {
  readonly body: unknown
  readonly headers: Headers
  readonly unchanged: boolean
}

/**
 * One request, and its answer or a Problem. Redirects are not followed (a captive portal's page is not
 * an answer, and the token is for one server alone), cookies are not sent.
 */
export async function ask({ fetch, timeout, now }: Asking, request: Request): Promise<Result<Answer>> {
  const signal = AbortSignal.timeout(timeout)
  let response: Response
  try {
    response = await fetch(request.url, {
      method: request.method ?? (request.body === undefined ? 'GET' : 'POST'),
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal,
    })
  } catch {
    return fail('offline', { detail: signal.aborted ? 'no answer in time' : 'no connection' })
  }
  const { status, headers } = response
  if (status === 204 || status === 304) return ok({ body: null, headers, unchanged: status === 304 })
  const text = await readText(response, request.maxBytes, signal)
  if (status !== 200) {
    const refusal = refusalIn(text)
    if (refusal !== null) request.onRefusal?.(refusal)
    return { ok: false, problem: problemOf(response, refusal?.error.code ?? null, now()) }
  }
  if (!text.ok) return text
  try {
    return ok({ body: JSON.parse(text.value) as unknown, headers, unchanged: false })
  } catch {
    return fail('bad-answer', { detail: 'not JSON' })
  }
}

async function readText(response: Response, maxBytes: number, signal: AbortSignal): Promise<Result<string>> {
  const reader = response.body?.getReader()
  if (reader === undefined) return ok('')
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      bytes += part.value.byteLength
      if (bytes > maxBytes) {
        await reader.cancel()
        return fail('bad-answer', { detail: 'answer too large' })
      }
      text += decoder.decode(part.value, { stream: true })
    }
  } catch {
    if (signal.aborted) return fail('offline', { detail: 'no answer in time' })
    return fail('bad-answer', { detail: 'answer broken off' })
  }
  return ok(text + decoder.decode())
}

function problemOf({ status, headers }: Response, code: string | null, now: number): Problem {
  const detail = status === 401 && code !== null ? `status 401 ${code}` : `status ${status}`
  const retryAt = readRetryAfter(headers.get('retry-after'), now)
  const wait = retryAt === null ? {} : { retryAt }
  switch (status) {
    case 400:
    case 422:
      return { code: 'invalid', detail }
    case 401:
      return { code: 'not-authorised', detail }
    case 403:
      return { code: code === 'device_revoked' ? 'revoked' : 'not-authorised', detail }
    case 404:
      return { code: 'not-found', detail }
    case 409:
      return code === 'rewound' ? { code: 'not-found', detail: REWOUND } : { code: 'id-conflict', detail }
    case 410:
      return { code: 'not-found', detail: RESYNC }
    case 413:
      return { code: 'too-large', detail }
    case 426:
      return { code: code === 'client_too_old' ? 'too-old' : 'bad-answer', detail }
    case 429:
      return { code: 'too-many', detail, ...wait }
    default:
      return { code: 'bad-answer', detail, ...wait }
  }
}

function refusalIn(text: Result<string>): ErrorAnswer | null {
  try {
    return ErrorAnswerSchema.safeParse(text.ok ? JSON.parse(text.value) : null).data ?? null
  } catch {
    return null
  }
}
