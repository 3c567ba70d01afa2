import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import { LIMITS } from '../lib/model/limits.ts'
import { JoinRequestSchema, PushRequestSchema } from '../lib/model/wire.ts'
import { admitMember } from './admit-member.ts'
import { NOT_AUTHORISED, NOT_FOUND, refuse, tooMany } from './answer.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { type Logger, shortHash } from './log.ts'
import type { Ports } from './ports.ts'
import { pushEvents } from './push-events.ts'
import type { RateLimits } from './rate-limits.ts'
import { readJson } from './read-json.ts'
import { hashSecret } from './secrets.ts'
import type { Session } from './people-store.ts'
import { unavailable } from './unavailable.ts'
import { VERSION } from './version.ts'

/** A batch's events may fill `LIMITS.batchBytes`; this is for the commas and the wrapping around them. */
const WRAPPING_BYTES = 16 * 1024
const JOIN_BYTES = 4 * 1024
const PAGE_BYTES = 1024 * 1024

export interface AppPorts extends Ports {
  readonly log: Logger
  readonly rates: RateLimits
  /** Header in which a trusted proxy puts the client's address, or null: the connection's own address. */
  readonly addressHeader: string | null
}

type Env = { Variables: { session: Session } }

/** The HTTP side of the protocol (docs/protocol.md). Holds no state of its own. */
export function createApp(ports: AppPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.use(logRequests(ports))
  app.use(secureAnswers)
  // Any origin: a request carries its authority in a header that only the extension knows, never in a
  // cookie, so another page gains nothing. An extension without host permission for this server needs it.
  app.use(
    '/v1/*',
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['Authorization', 'Content-Type', 'If-None-Match'],
      exposeHeaders: ['ETag', 'Retry-After'],
      maxAge: 7_200,
    }),
  )
  app.get('/health', async (c) => {
    await ports.store.ping()
    return c.json({ status: 'ok', version: VERSION })
  })
  app.post('/v1/join', (c) => join(c, ports))
  app.use('/v1/w/*', authorise(ports))
  app.post('/v1/w/:workspace/push', (c) => push(c, ports))
  app.get('/v1/w/:workspace/pull', (c) => pull(c, ports))
  app.get('/v1/w/:workspace/playbook', (c) => playbook(c, ports))
  app.notFound((c) => refuse(c, NOT_FOUND))
  app.onError((error, c) => {
    ports.log.error({ err: error, route: routePath(c, -1) }, 'request failed')
    return refuse(c, unavailable(error))
  })
  return app
}

async function join(c: Context<Env>, ports: AppPorts) {
  const address = addressOf(c, ports.addressHeader)
  const wait = await ports.rates.join(address)
  if (wait !== null) return refuse(c, tooMany(wait))
  const body = await readJson(c.req.raw, JOIN_BYTES)
  if (!body.ok) return refuse(c, body.refusal)
  const request = JoinRequestSchema.safeParse(body.value)
  if (!request.success) return refuse(c, badRequest(request.error.issues))
  const admitted = await admitMember(ports, request.data)
  if (!admitted.ok) return refuse(c, admitted.refusal)
  await ports.rates.joined(address)
  return c.json(admitted.answer)
}

async function push(c: Context<Env>, ports: AppPorts) {
  const session = c.get('session')
  const wait = await ports.rates.push(session.deviceId, session.workspaceId)
  if (wait !== null) return refuse(c, tooMany(wait))
  const body = await readJson(c.req.raw, LIMITS.batchBytes + WRAPPING_BYTES)
  if (!body.ok) return refuse(c, body.refusal)
  const request = PushRequestSchema.safeParse(body.value)
  if (!request.success) {
    const [issue] = request.error.issues
    if (issue?.code === 'too_big' && issue.path[0] === 'events') {
      const message = `Send at most ${LIMITS.batchEvents} events in one request.`
      return refuse(c, { status: 413, code: 'too_large', message })
    }
    return refuse(c, badRequest(request.error.issues))
  }
  if (request.data.deviceId !== session.deviceId) {
    const message = 'The token belongs to another device.'
    return refuse(c, { status: 403, code: 'foreign_device', message })
  }
  const answer = await pushEvents(ports, session, request.data.events)
  countReceipts(ports.log, session, answer.receipts)
  return c.json(answer)
}

async function pull(c: Context<Env>, { store, rates }: AppPorts) {
  const { workspaceId, memberId, deviceId } = c.get('session')
  const wait = await rates.read(deviceId)
  if (wait !== null) return refuse(c, tooMany(wait))
  const limit = readLimit(c.req.query('limit'))
  if (limit === null) {
    const message = `Write limit as a whole number from 1 to ${LIMITS.pullEvents}.`
    return refuse(c, { status: 400, code: 'bad_limit', message })
  }
  const given = c.req.query('cursor') ?? ''
  const after = given === '' ? null : decodeCursor(given)
  if (given !== '' && after === null) {
    const message = 'This cursor was not made by this server. Pull without one to start from the beginning.'
    return refuse(c, { status: 400, code: 'bad_cursor', message })
  }
  const page = await store.page(workspaceId, { after, reader: memberId, limit, maxBytes: PAGE_BYTES })
  if (page.status === 'rewound') {
    const { epoch, head } = page
    const message = 'The log no longer holds the place of this cursor: the server went back in time.'
    return refuse(c, { status: 409, code: 'rewound', message, more: { epoch, head } })
  }
  if (page.status === 'below-floor') {
    const message = 'The log no longer holds what follows this cursor. Begin with a snapshot.'
    return refuse(c, { status: 410, code: 'resync', message })
  }
  const { events, next, hasMore, head } = page
  return c.json({ events, cursor: encodeCursor(next), hasMore, head })
}

async function playbook(c: Context<Env>, { store, rates }: AppPorts) {
  const { workspaceId, deviceId } = c.get('session')
  const wait = await rates.read(deviceId)
  if (wait !== null) return refuse(c, tooMany(wait))
  const stored = await store.playbook(workspaceId)
  if (stored === null) return refuse(c, NOT_FOUND)
  const tag = `"${stored.tag}"`
  c.header('ETag', tag)
  c.header('Cache-Control', 'private, no-cache')
  const held = (c.req.header('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
  if (held.includes(tag) || held.includes('*')) return c.body(null, 304)
  return c.body(stored.text, 200, { 'Content-Type': 'application/json' })
}

/** Token → session. The workspace in the path must be the token's own; every other one is the same 404. */
function authorise({ store, now }: Ports) {
  return createMiddleware<Env>(async (c, next) => {
    const [, token] = /^Bearer +([\w-]{16,500}) *$/i.exec(c.req.header('authorization') ?? '') ?? []
    if (token === undefined) return refuse(c, NOT_AUTHORISED)
    const found = await store.session(null, hashSecret(token), now())
    if (found.status !== 'valid') return refuse(c, NOT_AUTHORISED)
    const { session } = found
    if (c.req.path.split('/')[3] !== session.workspaceId) return refuse(c, NOT_FOUND)
    c.set('session', session)
    return next()
  })
}

const secureAnswers = createMiddleware(async (c, next) => {
  await next()
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  c.header('Referrer-Policy', 'no-referrer')
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
})

function logRequests({ log, now }: Pick<AppPorts, 'log' | 'now'>) {
  return createMiddleware<Env>(async (c, next) => {
    const begun = now()
    await next()
    const session = c.get('session') as Session | undefined
    log.info(
      {
        method: c.req.method,
        // The pattern, not the path: a path holds a workspace id, and a wrong one may hold anything.
        route: routePath(c, -1),
        status: c.res.status,
        ms: now() - begun,
        ...(session === undefined
          ? {}
          : { workspace: shortHash(session.workspaceId), device: shortHash(session.deviceId) }),
      },
      'request',
    )
  })
}

function countReceipts(
  log: Logger,
  session: Session,
  receipts: readonly { status: string; code?: string }[],
) {
  const counts: Record<string, number> = {}
  for (const { status, code } of receipts) {
    const key = code === undefined ? status : `${status}:${code}`
    counts[key] = (counts[key] ?? 0) + 1
  }
  log.info({ workspace: shortHash(session.workspaceId), receipts: counts }, 'push')
}

/** The address that join tries are counted for. */
function addressOf(c: Context, header: string | null): string {
  // The last entry is the one that our own proxy added; those before it are the client's word.
  const forwarded = header === null ? undefined : c.req.header(header)?.split(',').at(-1)?.trim()
  if (forwarded) return forwarded
  const connected = c.env && 'incoming' in c.env
  return (connected ? getConnInfo(c).remote.address : undefined) ?? 'unknown'
}

function readLimit(text: string | undefined): number | null {
  if (text === undefined) return LIMITS.pullEvents
  return /^[1-9]\d{0,5}$/.test(text) ? Math.min(Number(text), LIMITS.pullEvents) : null
}

function badRequest(issues: readonly { readonly path: PropertyKey[]; readonly code: string }[]) {
  const [issue] = issues
  const where = issue === undefined ? 'body' : issue.path.map(String).join('.').slice(0, 200) || 'body'
  return { status: 400 as const, code: 'invalid', message: `${where}: ${issue?.code ?? 'invalid'}` }
}
