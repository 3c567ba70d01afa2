import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { NOT_AUTHORISED, NOT_FOUND, REVOKED, refuse, TOKEN_EXPIRED } from './answer.ts'
import type { SessionOutcome } from './people-store.ts'
import type { Ports } from './ports.ts'
import type { Env } from './routes/route.ts'
import { hashSecret, workspaceOfToken } from './secrets.ts'
import type { EventStore } from './store.ts'

const TURNED_AWAY = { unknown: NOT_AUTHORISED, expired: TOKEN_EXPIRED, revoked: REVOKED } as const

/** The token of a request; empty when there is none that could be one. */
export function bearerOf(c: Context): string {
  return /^Bearer +([\w-]{16,500}) *$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
}

/** What a token's text stands for at this moment. */
export async function sessionOf(store: EventStore, token: string, now: number): Promise<SessionOutcome> {
  if (token === '') return { status: 'unknown' }
  return store.session(workspaceOfToken(token), hashSecret(token), now)
}

/** Token → session. The workspace in the path must be the token's own; every other one is the same 404. */
export function authorise({ store, now }: Pick<Ports, 'store' | 'now'>) {
  return createMiddleware<Env>(async (c, next) => {
    const found = await sessionOf(store, bearerOf(c), now())
    if (found.status !== 'valid') return refuse(c, TURNED_AWAY[found.status])
    if (c.req.path.split('/')[3] !== found.session.workspaceId) return refuse(c, NOT_FOUND)
    c.set('session', found.session)
    c.set('epoch', found.epoch)
    return next()
  })
}
