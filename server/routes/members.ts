import type { Context } from 'hono'
import {
  InvitationAnswerSchema,
  InvitationRequestSchema,
  InvitationsAnswerSchema,
  MemberAnswerSchema,
  MemberChangeSchema,
  MembersAnswerSchema,
} from '../../lib/model/wire-admin.ts'
import type { z } from '../../lib/model/zod.ts'
import { type Refusal, refuse } from '../answer.ts'
import { changeMember } from '../change-member.ts'
import { invitationIdOf, makeInvitation } from '../make-invitation.ts'
import type { InvitationRecord } from '../people-store.ts'
import { type AppPorts, type Env, notFound, pathPart, type Route, route } from './route.ts'

const BODY_BYTES = 4 * 1024
const OWNER = { role: 'owner' } as const

export const MEMBER_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/w/:workspace/members',
    summary: 'Who belongs to the workspace, with roles.',
    access: OWNER,
    answer: { status: 200, schema: MembersAnswerSchema },
    handle: async (c, { store }) => c.json({ members: await store.members(c.get('session').workspaceId) }),
  }),
  route({
    method: 'post',
    path: '/v1/w/:workspace/members/:member',
    summary: 'Changes a role, shuts a member out, or lets them in again.',
    access: OWNER,
    rate: 'change',
    body: { schema: MemberChangeSchema, maxBytes: BODY_BYTES },
    answer: { status: 200, schema: MemberAnswerSchema },
    refusals: { 404: ['not_found'], 409: ['last_owner'] },
    handle: change,
  }),
  route({
    method: 'get',
    path: '/v1/w/:workspace/invitations',
    summary: 'Invitations that can still be taken.',
    access: OWNER,
    answer: { status: 200, schema: InvitationsAnswerSchema },
    async handle(c, { store, now }) {
      const invitations = await store.invitations(c.get('session').workspaceId, now())
      return c.json({ invitations: invitations.map(shown) })
    },
  }),
  route({
    method: 'post',
    path: '/v1/w/:workspace/invitations',
    summary: 'Makes an invitation.',
    access: OWNER,
    rate: 'change',
    body: { schema: InvitationRequestSchema, maxBytes: BODY_BYTES },
    answer: { status: 200, schema: InvitationAnswerSchema },
    refusals: { 404: ['not_found'] },
    handle: inviteMember,
  }),
  route({
    method: 'delete',
    path: '/v1/w/:workspace/invitations/:invitation',
    summary: 'Withdraws an invitation.',
    access: OWNER,
    rate: 'change',
    answer: { status: 204, schema: null },
    refusals: { 404: ['not_found'] },
    handle: withdraw,
  }),
]

const LAST_OWNER: Refusal = {
  status: 409,
  code: 'last_owner',
  message: 'This is the only owner. Make somebody else an owner first.',
}

async function change(
  c: Context<Env>,
  ports: AppPorts,
  asked: z.infer<typeof MemberChangeSchema>,
): Promise<Response> {
  const { workspaceId, memberId } = c.get('session')
  const changed = await changeMember(ports, workspaceId, {
    memberId: pathPart(c, 'member'),
    actorId: memberId,
    ...asked,
  })
  if (changed.status === 'unknown') return notFound(c)
  return 'member' in changed ? c.json({ member: changed.member }) : refuse(c, LAST_OWNER)
}

async function inviteMember(
  c: Context<Env>,
  ports: AppPorts,
  { role, uses, hours, memberId }: z.infer<typeof InvitationRequestSchema>,
): Promise<Response> {
  const { store, now } = ports
  const session = c.get('session')
  const { workspaceId } = session
  if (memberId !== undefined && !(await store.members(workspaceId)).some(({ id }) => id === memberId))
    return notFound(c)
  const made = await makeInvitation(ports, workspaceId, { role, uses, hours, memberId: memberId ?? null })
  const invitation = shown(made.invitation)
  await store.audit(workspaceId, {
    actorId: session.memberId,
    action: 'invitation.made',
    detail: { invitationId: invitation.id, role, uses, hours, memberId: memberId ?? null },
    at: now(),
  })
  return c.json({ code: made.code, invitation })
}

async function withdraw(c: Context<Env>, { store, now }: AppPorts): Promise<Response> {
  const { workspaceId, memberId } = c.get('session')
  const invitationId = pathPart(c, 'invitation')
  const known = (await store.invitations(workspaceId, now())).find(
    (invitation) => invitationIdOf(invitation) === invitationId,
  )
  if (known === undefined || !(await store.withdrawInvitation(workspaceId, known.codeHash, now())))
    return notFound(c)
  const detail = { invitationId }
  await store.audit(workspaceId, { actorId: memberId, action: 'invitation.withdrawn', detail, at: now() })
  return c.body(null, 204)
}

function shown(invitation: InvitationRecord): z.infer<typeof InvitationAnswerSchema>['invitation'] {
  const { role, memberId, usesLeft, expiresAt } = invitation
  return { id: invitationIdOf(invitation), role, memberId, usesLeft, expiresAt }
}
