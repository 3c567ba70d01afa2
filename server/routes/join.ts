import type { Context } from 'hono'
import {
  JoinAnswerSchema,
  JoinRequestSchema,
  proofText,
  TokenAnswerSchema,
  TokenRequestSchema,
} from '../../lib/model/wire.ts'
import { z } from '../../lib/model/zod.ts'
import { admitMember } from '../admit-member.ts'
import { NOT_AUTHORISED, REVOKED, type Refusal, refuse, TOKEN_EXPIRED } from '../answer.ts'
import { isSignedBy } from '../device-key.ts'
import { makePair } from '../grant-tokens.ts'
import { shortHash } from '../log.ts'
import { tellOfRevocation } from '../revoke-device.ts'
import { hashSecret, workspaceOfToken } from '../secrets.ts'
import { VERSION } from '../version.ts'
import { type AppPorts, addressOf, type Env, type Route, route } from './route.ts'

const BODY_BYTES = 4 * 1024
/** A proof is good around the time that it names: who overhears one cannot keep it. */
const PROOF_MS = 5 * 60_000
/** The answer with the next token may be lost before it is saved. */
const GRACE_MS = 60_000

/** What is asked without a token, or to get one. */
export const JOIN_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/health',
    summary: 'Whether the storage can be read.',
    access: 'anyone',
    rate: 'none',
    answer: { status: 200, schema: z.object({ status: z.literal('ok'), version: z.string() }) },
    async handle(c, { store }) {
      await store.ping()
      return c.json({ status: 'ok', version: VERSION })
    },
  }),
  route({
    method: 'post',
    path: '/v1/join',
    summary: 'Takes an invitation, gives a device its tokens.',
    access: 'anyone',
    rate: 'join',
    body: { schema: JoinRequestSchema, maxBytes: BODY_BYTES },
    answer: { status: 200, schema: JoinAnswerSchema },
    refusals: {
      401: ['invitation_unknown', 'invitation_expired', 'invitation_used_up'],
      409: ['invitation_device_known'],
    },
    async handle(c, ports, request) {
      const admitted = await admitMember(ports, request)
      if (!admitted.ok) return refuse(c, admitted.refusal)
      await ports.rates.joined(addressOf(c, ports.addressHeader))
      return c.json(admitted.answer)
    },
  }),
  route({
    method: 'post',
    path: '/v1/token',
    summary: 'The next access token, and the next refresh token.',
    access: 'anyone',
    rate: 'refresh',
    body: { schema: TokenRequestSchema, maxBytes: BODY_BYTES },
    answer: { status: 200, schema: TokenAnswerSchema },
    refusals: {
      401: ['not_authorised', 'token_expired', 'clock'],
      403: ['device_revoked'],
    },
    handle: refresh,
  }),
]

type TokenRequest = z.infer<typeof TokenRequestSchema>

async function refresh(c: Context<Env>, ports: AppPorts, asked: TokenRequest): Promise<Response> {
  const { store, now, rates } = ports
  const at = now()
  if (Math.abs(asked.at - at) > PROOF_MS) return refuse(c, wrongClock(at))
  const workspaceId = workspaceOfToken(asked.refreshToken)
  const device = workspaceId === null ? null : await store.device(workspaceId, asked.deviceId)
  if (workspaceId === null || device === null) return refuse(c, NOT_AUTHORISED)
  // The signature first: who has a token but not the key must not be able to end the device's tokens with it.
  if (!(await isSignedBy(device.publicKey, proofText(asked), asked.proof))) return refuse(c, NOT_AUTHORISED)
  const { access, refresh, answer } = makePair(ports, workspaceId, at)
  const rotated = await store.rotate({
    workspaceId,
    deviceId: asked.deviceId,
    refreshHash: hashSecret(asked.refreshToken),
    next: { access, refresh },
    now: at,
    graceMs: GRACE_MS,
  })
  if (rotated.status === 'rotated') {
    await rates.refreshed(addressOf(c, ports.addressHeader))
    return c.json({ ...answer, serverTime: at })
  }
  if (rotated.status === 'reused') {
    // Two hold the same refresh token, and one of them is not the device. By now both are shut out.
    ports.log.warn(
      { workspace: shortHash(workspaceId), device: shortHash(device.id) },
      'refresh token used twice',
    )
    await ports.live.recheck(workspaceId)
    const because = { actorId: null, reason: 'refresh token used twice' }
    await tellOfRevocation(ports, workspaceId, device, because)
  }
  if (rotated.status === 'expired') return refuse(c, TOKEN_EXPIRED)
  return refuse(c, rotated.status === 'unknown' ? NOT_AUTHORISED : REVOKED)
}

function wrongClock(serverTime: number): Refusal {
  const message = 'The clock of this device is more than five minutes off. Sign with the time of the server.'
  return { status: 401, code: 'clock', message, more: { serverTime } }
}
