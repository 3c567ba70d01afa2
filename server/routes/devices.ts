import type { Context } from 'hono'
import { LIMITS } from '../../lib/model/limits.ts'
import {
  DevicesAnswerSchema,
  PersonalTokenAnswerSchema,
  PersonalTokenRequestSchema,
  PersonalTokensAnswerSchema,
} from '../../lib/model/wire-admin.ts'
import type { z } from '../../lib/model/zod.ts'
import { type Refusal, refuse } from '../answer.ts'
import { makeToken } from '../grant-tokens.ts'
import type { PersonalToken, Session } from '../people-store.ts'
import { revokeDevice } from '../revoke-device.ts'
import { type AppPorts, type Env, notFound, pathPart, type Route, route } from './route.ts'

const BODY_BYTES = 4 * 1024
const DAY_MS = 86_400_000
const MEMBER = { role: 'member' } as const

/** A member's own devices and tokens; an owner sees and ends every device. */
export const DEVICE_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/w/:workspace/devices',
    summary: "One's own devices; for an owner, all.",
    access: MEMBER,
    answer: { status: 200, schema: DevicesAnswerSchema },
    handle: list,
  }),
  route({
    method: 'delete',
    path: '/v1/w/:workspace/devices/:device',
    summary: 'Ends a device and its tokens.',
    access: MEMBER,
    rate: 'change',
    answer: { status: 204, schema: null },
    refusals: { 404: ['not_found'] },
    handle: end,
  }),
  route({
    method: 'delete',
    path: '/v1/w/:workspace/session',
    summary: 'Signs out: ends the device, or the personal token, that asks.',
    access: { role: 'member', scope: 'pull' },
    rate: 'change',
    answer: { status: 204, schema: null },
    handle: signOut,
  }),
  route({
    method: 'get',
    path: '/v1/w/:workspace/tokens',
    summary: "One's own personal tokens.",
    access: MEMBER,
    answer: { status: 200, schema: PersonalTokensAnswerSchema },
    async handle(c, { store, now }) {
      const { workspaceId, memberId } = c.get('session')
      const at = now()
      const tokens = await store.tokens(workspaceId, memberId)
      return c.json({ tokens: tokens.filter((token) => isAlive(token, at)).map(shown) })
    },
  }),
  route({
    method: 'post',
    path: '/v1/w/:workspace/tokens',
    summary: 'Makes a personal token, for a script.',
    access: MEMBER,
    rate: 'change',
    body: { schema: PersonalTokenRequestSchema, maxBytes: BODY_BYTES },
    answer: { status: 200, schema: PersonalTokenAnswerSchema },
    refusals: { 409: ['too_many_tokens'] },
    handle: make,
  }),
  route({
    method: 'delete',
    path: '/v1/w/:workspace/tokens/:token',
    summary: 'Ends a personal token.',
    access: MEMBER,
    rate: 'change',
    answer: { status: 204, schema: null },
    refusals: { 404: ['not_found'] },
    handle: endToken,
  }),
]

const TOO_MANY_TOKENS: Refusal = {
  status: 409,
  code: 'too_many_tokens',
  message: `You have ${LIMITS.tokens} personal tokens that are good. End one that you do not need first.`,
}

async function list(c: Context<Env>, { store }: AppPorts): Promise<Response> {
  const session = c.get('session')
  const devices = (await store.devices(session.workspaceId)).filter(
    // A sign-in that was given up is no device of anybody's yet, and becomes none when its first day is over.
    (device) => maySee(session, device) && device.firstUsedAt !== null,
  )
  const { head } = await store.head(session.workspaceId)
  return c.json({
    head,
    devices: devices.map(({ publicKey: _publicKey, firstUsedAt: _firstUsedAt, ...device }) => ({
      ...device,
      own: device.id === session.deviceId,
    })),
  })
}

async function end(c: Context<Env>, ports: AppPorts): Promise<Response> {
  const session = c.get('session')
  const device = await ports.store.device(session.workspaceId, pathPart(c, 'device'))
  if (device === null || !maySee(session, device)) return notFound(c)
  const because = { actorId: session.memberId, reason: 'ended by hand' }
  const ended = await revokeDevice(ports, session.workspaceId, device, because)
  return ended ? c.body(null, 204) : notFound(c)
}

async function signOut(c: Context<Env>, ports: AppPorts): Promise<Response> {
  const { workspaceId, memberId, deviceId, kind } = c.get('session')
  // A personal token stands for a device of its own, whose id is the token's.
  if (kind === 'personal') await endPersonalToken(ports, c.get('session'), deviceId)
  else {
    const because = { actorId: memberId, reason: 'signed out' }
    await revokeDevice(ports, workspaceId, { id: deviceId, memberId }, because)
  }
  return c.body(null, 204)
}

async function make(
  c: Context<Env>,
  ports: AppPorts,
  { label, scopes, days }: z.infer<typeof PersonalTokenRequestSchema>,
): Promise<Response> {
  const { workspaceId, memberId } = c.get('session')
  const at = ports.now()
  const alive = (await ports.store.tokens(workspaceId, memberId)).filter((token) => isAlive(token, at))
  if (alive.length >= LIMITS.tokens) return refuse(c, TOO_MANY_TOKENS)
  const made = makeToken(ports, {
    prefix: 'ep',
    kind: 'personal',
    workspaceId,
    at,
    lastsMs: days * DAY_MS,
    label,
    scopes: [...new Set(scopes)],
  })
  await ports.store.issueTokens([{ ...made.record, workspaceId, memberId, deviceId: null }])
  await ports.store.audit(workspaceId, {
    actorId: memberId,
    action: 'token.made',
    detail: { tokenId: made.record.tokenId, scopes: made.record.scopes.join(' '), days },
    at,
  })
  return c.json({ token: made.text, personalToken: shown(made.record) })
}

async function endToken(c: Context<Env>, ports: AppPorts): Promise<Response> {
  const ended = await endPersonalToken(ports, c.get('session'), pathPart(c, 'token'))
  return ended ? c.body(null, 204) : notFound(c)
}

async function endPersonalToken(
  { store, now }: AppPorts,
  { workspaceId, memberId }: Session,
  tokenId: string,
): Promise<boolean> {
  const own = (await store.tokens(workspaceId, memberId)).some((token) => token.tokenId === tokenId)
  if (!own || !(await store.revokeToken(workspaceId, tokenId, now()))) return false
  const detail = { tokenId }
  await store.audit(workspaceId, { actorId: memberId, action: 'token.revoked', detail, at: now() })
  return true
}

function maySee({ role, memberId }: Session, device: { readonly memberId: string }): boolean {
  return role === 'owner' || device.memberId === memberId
}

function isAlive({ revokedAt, expiresAt }: PersonalToken, at: number): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > at)
}

function shown({ tokenId, label, scopes, createdAt, expiresAt }: Omit<PersonalToken, 'revokedAt'>) {
  return { id: tokenId, label: label ?? '', scopes, createdAt, expiresAt }
}
