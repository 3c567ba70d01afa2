import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import { CLIENT_SCHEMA } from '../lib/model/wire.ts'
import { NOT_FOUND, refuse } from './answer.ts'
import { authorise } from './authorise.ts'
import { confirmingErasures } from './confirm-erasures.ts'
import { announcing, createLiveHub } from './live-hub.ts'
import { shortHash } from './log.ts'
import { SILENT_METER } from './meter.ts'
import type { Session } from './people-store.ts'
import { ROUTES } from './routes/all.ts'
import { type AppPorts, type Env, serve } from './routes/route.ts'
import { unavailable } from './unavailable.ts'

export type { AppPorts } from './routes/route.ts'

/** What an app can do without: no identity provider, every version of the client, streams that nobody else ends. */
type Optional = 'live' | 'identity' | 'minSchema' | 'meter' | 'isStopping'

/**
 * The HTTP side of the protocol (docs/protocol.md). Holds no state but the open streams of `live`, which the
 * caller closes before it stops.
 */
export function createApp(given: Omit<AppPorts, Optional> & Partial<Pick<AppPorts, Optional>>): Hono<Env> {
  const live = given.live ?? createLiveHub(given.store)
  const ports: AppPorts = {
    identity: null,
    minSchema: CLIENT_SCHEMA,
    meter: SILENT_METER,
    isStopping: () => false,
    ...given,
    live,
    store: confirmingErasures(announcing(given.store, live), given.now),
  }
  const app = new Hono<Env>()
  app.use(logRequests(ports))
  app.use(secureAnswers)
  app.use('/v1/*', anyOrigin)
  app.use('/v1/w/*', authorise(ports))
  for (const route of ROUTES) serve(app, ports, route)
  app.notFound((c) => refuse(c, NOT_FOUND))
  app.onError((error, c) => {
    ports.log.error({ err: error, route: routePath(c, -1) }, 'request failed')
    return refuse(c, unavailable(error))
  })
  return app
}

// Headers are named before the answer is made: to change an answer that is there, it has to be copied whole.
const secureAnswers = createMiddleware((c, next) => {
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  c.header('Referrer-Policy', 'no-referrer')
  // A route that says something else of itself takes the place of this.
  c.header('Cache-Control', 'no-store')
  return next()
})

/**
 * Any origin: a request carries its authority in a header that only the extension knows, never in a
 * cookie, so another page gains nothing. An extension without host permission for this server needs it.
 */
const anyOrigin = createMiddleware(async (c, next) => {
  c.header('Access-Control-Allow-Origin', '*')
  if (c.req.method !== 'OPTIONS') {
    c.header('Access-Control-Expose-Headers', 'ETag,Retry-After')
    return next()
  }
  c.header('Access-Control-Max-Age', '7200')
  c.header('Access-Control-Allow-Methods', 'GET,POST,PUT,DELETE')
  c.header('Access-Control-Allow-Headers', 'Authorization,Content-Type,If-Match,If-None-Match')
  return c.body(null, 204)
})

function logRequests({ log, now, meter }: Pick<AppPorts, 'log' | 'now' | 'meter'>) {
  return createMiddleware<Env>(async (c, next) => {
    const begun = now()
    await next()
    const session = c.get('session') as Session | undefined
    const { method } = c.req
    const [route, status, ms] = [routePath(c, -1), c.res.status, now() - begun]
    meter.request({ method, route, status, seconds: ms / 1_000 })
    log.info(
      {
        method,
        // The pattern, not the path: a path holds a workspace id, and a wrong one may hold anything.
        route,
        status,
        ms,
        ...(session === undefined
          ? {}
          : { workspace: shortHash(session.workspaceId), device: shortHash(session.deviceId) }),
      },
      'request',
    )
  })
}
