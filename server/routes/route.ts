import type { IncomingMessage } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, Hono } from 'hono'
import { LIMITS } from '../../lib/model/limits.ts'
import type { z } from '../../lib/model/zod.ts'
import { badRequest, NOT_FOUND, NOT_PERMITTED, type Refusal, refuse, tooMany } from '../answer.ts'
import type { LiveHub } from '../live-hub.ts'
import type { Logger } from '../log.ts'
import type { Meter } from '../meter.ts'
import type { IdentityProvider } from '../oidc.ts'
import type { Role, Session } from '../people-store.ts'
import type { Ports } from '../ports.ts'
import { rateKeyOf } from '../rate-key.ts'
import type { RateLimits } from '../rate-limits.ts'
import { readJson } from '../read-json.ts'

export interface AppPorts extends Ports {
  readonly log: Logger
  readonly rates: RateLimits
  /** Header in which a trusted proxy puts the client's address, or null: the connection's own address. */
  readonly addressHeader: string | null
  readonly live: LiveHub
  /** Null: nobody signs in through an identity provider here. */
  readonly identity: IdentityProvider | null
  /** Oldest `clientSchema` whose pushes are taken. */
  readonly minSchema: number
  readonly meter: Meter
  /** The server was told to stop: what is under way ends, nothing long is begun. */
  isStopping(): boolean
}

/** `epoch`: of the log, as the request began. */
export type Env = { Variables: { session: Session; epoch: string } }

/** Who may ask. `scope`: a personal token with this scope may, too; without one, devices alone. */
export type Access = 'anyone' | { readonly role: Role; readonly scope?: 'pull' | 'push' }

interface Body<B extends z.ZodType> {
  readonly schema: B
  readonly maxBytes: number
}

/** A route as it is served and as docs/openapi.json describes it: one declaration for both. */
export interface Route<B extends z.ZodType = z.ZodType> {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  /** As Hono writes it: `/v1/w/:workspace/push`. */
  readonly path: string
  readonly summary: string
  readonly access: Access
  /**
   * Against which rate a request counts: a read unless told. `join` and `refresh` count for the address, and
   * their handlers take the good ones back.
   */
  readonly rate?: keyof typeof RATES
  /** Query parameters, with what they say. All are optional. */
  readonly query?: Readonly<Record<string, string>>
  /** Request headers, with what they say. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Body<B>
  readonly answer: {
    readonly status: 200 | 204
    /** Null: an empty body. */
    readonly schema: z.ZodType | null
    readonly mediaType?: string
  }
  /** Codes by status, beyond those that access, rate and body bring. */
  readonly refusals?: Readonly<Record<number, readonly string[]>>
  handle(c: Context<Env>, ports: AppPorts, body: z.infer<B>): Promise<Response>
}

/** Checks the types of one declaration; the list of all forgets what each takes. */
export function route<B extends z.ZodType>(declared: Route<B>): Route {
  return declared as unknown as Route
}

/** Serves a route: rate, role, body and its shape come first, in this order. */
export function serve(app: Hono<Env>, ports: AppPorts, served: Route): void {
  app.on(served.method.toUpperCase(), served.path, async (c) => {
    const refusal = await turnedAway(c, ports, served)
    if (refusal !== null) return refuse(c, refusal)
    if (served.body === undefined) return served.handle(c, ports, undefined)
    const body = await readJson(c.req.raw, served.body.maxBytes, incomingOf(c))
    if (!body.ok) return refuse(c, body.refusal)
    const parsed = served.body.schema.safeParse(body.value)
    return parsed.success ? served.handle(c, ports, parsed.data) : refuse(c, bodyRefusal(parsed.error))
  })
}

async function turnedAway(c: Context<Env>, ports: AppPorts, asked: Route): Promise<Refusal | null> {
  const wait = await RATES[asked.rate ?? 'read'](c, ports)
  if (wait !== null) return tooMany(wait)
  if (asked.access === 'anyone') return null
  const { role, kind, scopes } = c.get('session')
  const { role: least, scope } = asked.access
  const allowed =
    RANK[role] >= RANK[least] && (kind !== 'personal' || (scope !== undefined && scopes.includes(scope)))
  return allowed ? null : NOT_PERMITTED
}

type Counting = (c: Context<Env>, ports: AppPorts) => Promise<number | null>

const RATES = {
  read: (c, { rates }) => rates.read(c.get('session').deviceId),
  change: (c, { rates }) => rates.change(c.get('session').deviceId),
  push: (c, { rates }) => rates.push(c.get('session').deviceId, c.get('session').workspaceId),
  join: (c, { rates, addressHeader }) => rates.join(addressOf(c, addressHeader)),
  refresh: (c, { rates, addressHeader }) => rates.refresh(addressOf(c, addressHeader)),
  none: async () => null,
} as const satisfies Record<string, Counting>

/** Too many events are a matter of size: the client halves the batch. */
function bodyRefusal({ issues }: z.ZodError): Refusal {
  const [issue] = issues
  if (issue?.code !== 'too_big' || issue.path[0] !== 'events') return badRequest(issues)
  const message = `Send at most ${LIMITS.batchEvents} events in one request.`
  return { status: 413, code: 'too_large', message }
}

const RANK: Readonly<Record<Role, number>> = { member: 0, editor: 1, owner: 2 }

/** A part of the path. Declared paths have it, so that a missing one is a mistake in the declaration. */
export function pathPart(c: Context, name: string): string {
  const part = c.req.param(name)
  if (part === undefined) throw new Error('the path of this route has no such part')
  return part
}

/** The same answer for what never was and for what this asker may not see. */
export function notFound(c: Context): Response {
  return refuse(c, NOT_FOUND)
}

/** Null in tests that come over no connection. */
function incomingOf(c: Context): IncomingMessage | null {
  const bindings: Partial<HttpBindings> | undefined = c.env
  return bindings?.incoming ?? null
}

/** The address that tries are counted for, or the network that it stands in. */
export function addressOf(c: Context, header: string | null): string {
  // The last entry is the one that our own proxy added; those before it are the client's word.
  const forwarded = header === null ? undefined : c.req.header(header)?.split(',').at(-1)?.trim()
  if (forwarded) return rateKeyOf(forwarded)
  return rateKeyOf((incomingOf(c) !== null ? getConnInfo(c).remote.address : undefined) ?? 'unknown')
}
