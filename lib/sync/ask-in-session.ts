import type { Result } from '../model/problem.ts'
import { type Answer, ask, DEADLINE, type Request } from './ask.ts'
import type { Session } from './session.ts'

interface InSession {
  readonly fetch: typeof globalThis.fetch
  /** Milliseconds for one request. */
  readonly timeout?: number
  readonly now?: () => number
}

/**
 * Asks below `base`: with the session's token; with a new one, once, where it is not accepted.
 */
export function askInSession(
  to: InSession,
  session: Session,
  base: string,
): (path: string, request: Omit<Request, 'url'>) => Promise<Result<Answer>> {
  const { fetch, timeout = DEADLINE, now = Date.now } = to
  return async (path: string, request: Omit<Request, 'url'>): Promise<Result<Answer>> => {
    const once = (token: string) =>
      ask(
        { fetch, timeout, now },
        {
          ...request,
          url: `${base}${path}`,
          headers: { ...request.headers, authorization: `Bearer ${token}` },
        },
      )
    const token = await session.token()
    if (!token.ok) return token
    const answer = await once(token.value)
    if (answer.ok || !answer.problem.detail?.startsWith('status 401')) return answer
    const renewed = await session.renew(token.value)
    if (renewed.ok) return once(renewed.value)
    // A lasting token that was refused: the server's own word says more than ours.
    return renewed.problem.code === 'not-authorised' ? answer : renewed
  }
}
