import type { Context } from 'hono'
import { JoinAnswerSchema } from '../../lib/model/wire.ts'
import { OidcAnswerSchema, OidcExchangeSchema } from '../../lib/model/wire-admin.ts'
import type { z } from '../../lib/model/zod.ts'
import { type Refusal, refuse } from '../answer.ts'
import { admitPerson, onlyJoinable, SIGN_IN_REFUSED } from '../sign-in.ts'
import { type AppPorts, addressOf, type Env, notFound, type Route, route } from './route.ts'

const BODY_BYTES = 16 * 1024

export const OIDC_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/oidc',
    summary: "How to sign in through the company's identity provider.",
    access: 'anyone',
    rate: 'refresh',
    answer: { status: 200, schema: OidcAnswerSchema },
    refusals: { 404: ['not_found'], 502: ['issuer_unavailable'] },
    handle: describe,
  }),
  route({
    method: 'post',
    path: '/v1/oidc/exchange',
    summary: "Signs in with the identity provider's code.",
    access: 'anyone',
    rate: 'join',
    body: { schema: OidcExchangeSchema, maxBytes: BODY_BYTES },
    answer: { status: 200, schema: JoinAnswerSchema },
    refusals: {
      401: ['sign_in_refused'],
      403: ['device_revoked'],
      404: ['not_found'],
      409: ['device_known'],
      502: ['issuer_unavailable'],
    },
    handle: exchange,
  }),
]

const ISSUER_UNAVAILABLE: Refusal = {
  status: 502,
  code: 'issuer_unavailable',
  message: 'The identity provider does not answer as it should. Try again later.',
}

async function describe(c: Context<Env>, { identity, rates, addressHeader }: AppPorts): Promise<Response> {
  if (identity === null) return notFound(c)
  const authorizationEndpoint = await identity.authorizationEndpoint()
  if (authorizationEndpoint === null) return refuse(c, ISSUER_UNAVAILABLE)
  await rates.refreshed(addressOf(c, addressHeader))
  const { issuer, clientId, scopes, joinable } = identity.settings
  const asksWorkspace = onlyJoinable(joinable) === null
  return c.json({ issuer, clientId, authorizationEndpoint, scopes, asksWorkspace })
}

async function exchange(
  c: Context<Env>,
  ports: AppPorts,
  asked: z.infer<typeof OidcExchangeSchema>,
): Promise<Response> {
  const { identity, log, rates, addressHeader } = ports
  if (identity === null) return notFound(c)
  const identified = await identity.identify(asked)
  if (identified.status !== 'known') {
    log.warn({ outcome: identified.status, why: identified.why }, 'sign-in')
    return refuse(c, identified.status === 'refused' ? SIGN_IN_REFUSED : ISSUER_UNAVAILABLE)
  }
  const admitted = await admitPerson(ports, identity, identified.person, asked)
  if (!admitted.ok) return refuse(c, admitted.refusal)
  await rates.joined(addressOf(c, addressHeader))
  return c.json(admitted.answer)
}
