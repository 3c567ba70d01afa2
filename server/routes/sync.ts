import type { Context } from 'hono'
import { LIMITS } from '../../lib/model/limits.ts'
import {
  ClaimsAnswerSchema,
  PullAnswerSchema,
  PushAnswerSchema,
  PushRequestSchema,
  SnapshotAnswerSchema,
} from '../../lib/model/wire.ts'
import { type Refusal, refuse, tooMany } from '../answer.ts'
import { decodeCursor, decodeSnapshotCursor, encodeCursor, encodeSnapshotCursor } from '../cursor.ts'
import { shortHash } from '../log.ts'
import type { Session } from '../people-store.ts'
import { pushEvents } from '../push-events.ts'
import type { ErasureRecord } from '../store.ts'
import { type AppPorts, type Env, type Route, route } from './route.ts'

/** A batch's events may fill `LIMITS.batchBytes`; this is for the commas and the wrapping around them. */
const WRAPPING_BYTES = 16 * 1024
const PAGE_BYTES = 1024 * 1024

const PULL = { role: 'member', scope: 'pull' } as const
const PUSH = { role: 'member', scope: 'push' } as const

/** Devices read and write the log through these. */
export const SYNC_ROUTES: readonly Route[] = [
  route({
    method: 'post',
    path: '/v1/w/:workspace/push',
    summary: 'Adds events to the log; one receipt for each.',
    access: PUSH,
    rate: 'push',
    body: { schema: PushRequestSchema, maxBytes: LIMITS.batchBytes + WRAPPING_BYTES },
    answer: { status: 200, schema: PushAnswerSchema },
    refusals: { 403: ['foreign_device'], 409: ['rewound'], 426: ['client_too_old'] },
    handle: push,
  }),
  route({
    method: 'get',
    path: '/v1/w/:workspace/pull',
    summary: 'Events after a cursor, in the order of the log.',
    access: PULL,
    query: {
      cursor: 'From the answer before; none: from the beginning.',
      limit: `Events at most, 1 to ${LIMITS.pullEvents}.`,
    },
    answer: { status: 200, schema: PullAnswerSchema },
    refusals: { 400: ['bad_cursor', 'bad_limit'], 409: ['rewound'], 410: ['resync'] },
    handle: pull,
  }),
  route({
    method: 'get',
    path: '/v1/w/:workspace/snapshot',
    summary: 'The log without what no longer counts, page by page.',
    access: PULL,
    query: {
      cursor: 'The snapshotCursor of the answer before; none: begin.',
      limit: `Events at most, 1 to ${LIMITS.snapshotEvents}.`,
    },
    answer: { status: 200, schema: SnapshotAnswerSchema },
    refusals: { 400: ['bad_cursor', 'bad_limit'], 409: ['rewound'] },
    handle: snapshot,
  }),
  route({
    method: 'get',
    path: '/v1/w/:workspace/claims',
    summary: 'Who is on which thread at this moment.',
    access: PULL,
    answer: { status: 200, schema: ClaimsAnswerSchema },
    handle: claims,
  }),
]

async function push(
  c: Context<Env>,
  ports: AppPorts,
  request: {
    deviceId: string
    epoch?: string | undefined
    clientSchema?: number | undefined
    events: unknown[]
  },
): Promise<Response> {
  const { rates, minSchema } = ports
  const session = c.get('session')
  if (request.deviceId !== session.deviceId) {
    const message = 'The token belongs to another device.'
    return refuse(c, { status: 403, code: 'foreign_device', message })
  }
  // Clients of the first kind do not say which they are.
  if ((request.clientSchema ?? 1) < minSchema) {
    const message = 'This version of Earshot is too old to add entries here. It may still read them.'
    return refuse(c, { status: 426, code: 'client_too_old', message, more: { minSchema } })
  }
  const epoch = c.get('epoch')
  if (request.epoch !== undefined && request.epoch !== epoch)
    return refuse(c, rewound(await ports.store.head(session.workspaceId)))
  const wait = await rates.events(session.memberId, request.events.length)
  if (wait !== null) return refuse(c, tooMany(wait))
  const { answer, added, sweeping } = await pushEvents(ports, session, request.events).catch(
    async (error) => {
      // Storage that fails for an hour must not cost a member their day: devices try again and again.
      await rates.notAdded(session.memberId, request.events.length)
      throw error
    },
  )
  await rates.notAdded(session.memberId, request.events.length - added)
  countReceipts(ports, session, answer.receipts)
  if (await rates.sweeps(session.memberId, sweeping)) await warnOfSweep(ports, session)
  const limits = { events: LIMITS.batchEvents, bytes: LIMITS.batchBytes }
  return c.json({ ...answer, epoch, minSchema, limits })
}

/** Nothing is refused: somebody may be tidying up. The owners can see it, and everything can be taken back. */
async function warnOfSweep({ store, log, now }: AppPorts, session: Session): Promise<void> {
  const { workspaceId, memberId, deviceId } = session
  log.warn({ workspace: shortHash(workspaceId), device: shortHash(deviceId) }, 'many changes')
  await store.audit(workspaceId, {
    actorId: memberId,
    action: 'member.sweeping',
    detail: { deviceId },
    at: now(),
  })
}

async function pull(c: Context<Env>, { store, now }: AppPorts): Promise<Response> {
  const { workspaceId, memberId, deviceId, kind } = c.get('session')
  const limit = readLimit(c.req.query('limit'), LIMITS.pullEvents)
  if (limit === null) return refuse(c, badLimit(LIMITS.pullEvents))
  const given = c.req.query('cursor') ?? ''
  const after = given === '' ? null : decodeCursor(given)
  if (given !== '' && after === null) return refuse(c, BAD_CURSOR)
  const page = await store.page(workspaceId, { after, reader: memberId, limit, maxBytes: PAGE_BYTES })
  if (page.status === 'rewound') return refuse(c, rewound(page))
  if (page.status === 'below-floor') {
    const message = 'What follows this cursor is not kept in full any more. Begin with a snapshot.'
    return refuse(c, { status: 410, code: 'resync', message })
  }
  // Who asks for what comes after a place has applied everything before it, erasures included.
  if (after !== null && kind !== 'personal') await store.acknowledge(workspaceId, deviceId, after.seq, now())
  const { events, next, hasMore, head, erasures } = page
  const { epoch } = next
  const toErase = { erasures, ...(await keyOf(store, workspaceId, erasures)) }
  return c.json({ events, cursor: encodeCursor(next), hasMore, head, ...toErase, epoch, serverTime: now() })
}

async function snapshot(c: Context<Env>, { store, now }: AppPorts): Promise<Response> {
  const { workspaceId, memberId } = c.get('session')
  const limit = readLimit(c.req.query('limit'), LIMITS.snapshotEvents)
  if (limit === null) return refuse(c, badLimit(LIMITS.snapshotEvents))
  const given = c.req.query('cursor') ?? ''
  const from = given === '' ? null : decodeSnapshotCursor(given)
  if (given !== '' && from === null) return refuse(c, BAD_CURSOR)
  const page = await store.snapshot(workspaceId, { from, reader: memberId, limit, maxBytes: PAGE_BYTES })
  if (page.status === 'rewound') return refuse(c, rewound(page))
  const { events, next, pullFrom, at, count, erasures } = page
  return c.json({
    events,
    snapshotCursor: next === null ? null : encodeSnapshotCursor(next),
    pullCursor: encodeCursor(pullFrom),
    done: next === null,
    count,
    at,
    ...(from === null ? { erasures, ...(await keyOf(store, workspaceId, erasures)) } : {}),
    epoch: pullFrom.epoch,
    serverTime: now(),
  })
}

/** Whom an erasure does not name any more, a device that still has them finds by its marks. */
async function keyOf(
  store: AppPorts['store'],
  workspaceId: string,
  erasures: readonly ErasureRecord[],
): Promise<{ erasureKey?: string }> {
  if (erasures.every(({ contactIds }) => contactIds.length > 0)) return {}
  return { erasureKey: Buffer.from(await store.erasureKey(workspaceId)).toString('hex') }
}

async function claims(c: Context<Env>, { store, now }: AppPorts): Promise<Response> {
  const at = now()
  const live = await store.claims(c.get('session').workspaceId, at)
  return c.json({
    claims: live
      .slice(0, LIMITS.claims)
      .map((claim) => ({ ...claim, until: new Date(claim.until).toISOString() })),
    serverTime: at,
  })
}

const BAD_CURSOR: Refusal = {
  status: 400,
  code: 'bad_cursor',
  message: 'This cursor was not made by this server. Ask without one to start from the beginning.',
}

function rewound({ epoch, head }: { readonly epoch: string; readonly head: number }): Refusal {
  const message = 'The log is not the one in which that place was found: the server went back in time.'
  return { status: 409, code: 'rewound', message, more: { epoch, head } }
}

function badLimit(most: number): Refusal {
  return { status: 400, code: 'bad_limit', message: `Write limit as a whole number from 1 to ${most}.` }
}

/** More than there may be is as much as there may be. */
function readLimit(text: string | undefined, most: number): number | null {
  if (text === undefined) return most
  return /^[1-9]\d{0,5}$/.test(text) ? Math.min(Number(text), most) : null
}

function countReceipts(
  { log, meter }: AppPorts,
  session: Session,
  receipts: readonly { readonly status: string; readonly code?: string }[],
) {
  const counts: Record<string, number> = {}
  for (const { status, code } of receipts) {
    const key = code === undefined ? status : `${status}:${code}`
    counts[key] = (counts[key] ?? 0) + 1
  }
  meter.receipts(counts)
  log.info({ workspace: shortHash(session.workspaceId), receipts: counts }, 'push')
}
