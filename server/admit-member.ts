import type { JoinAnswer, JoinRequest } from '../lib/model/wire.ts'
import { z } from '../lib/model/zod.ts'
import type { Refusal } from './answer.ts'
import { grantDevice } from './grant-tokens.ts'
import { ownEvent } from './own-event.ts'
import type { MemberRecord } from './people-store.ts'
import type { Ports } from './ports.ts'
import { hashSecret, normaliseCode } from './secrets.ts'
import type { EventStore, NewEvent } from './store.ts'

const REFUSALS = {
  unknown: 'This invitation is not known here. Check the code and the address of the server.',
  expired: 'This invitation has expired. Ask for a new one.',
  'used-up': 'This invitation has been used up. Ask for a new one.',
  'device-known': 'This browser has already joined. Leave the workspace there first, then join anew.',
} as const

/**
 * Takes an invitation: makes member and device, says so in the log, and gives the device its tokens. If
 * the answer gets lost, the same request again lets the same device in, once it has new tokens.
 */
export async function admitMember(
  { store, now, random, newId, newRandomId }: Ports,
  { code, name, deviceId, publicKey }: JoinRequest,
): Promise<
  { readonly ok: true; readonly answer: JoinAnswer } | { readonly ok: false; readonly refusal: Refusal }
> {
  const codeHash = hashSecret(normaliseCode(code))
  const invitedTo = await store.invitedTo(codeHash)
  if (invitedTo === null) return refused('unknown')
  const at = now()
  const granted = grantDevice({ random, newRandomId }, invitedTo, at, publicKey !== undefined)
  const redeemed = await store.redeem({
    codeHash,
    name,
    deviceId,
    publicKey: publicKey === undefined ? null : JSON.stringify(publicKey),
    tokens: granted.tokens,
    newMemberId: newRandomId(),
    newEventId: newId(),
    now: at,
  })
  if (redeemed.status !== 'admitted') return refused(redeemed.status)
  const { workspace, member, joined } = redeemed
  await store.append(workspace.id, [joinedEvent(workspace.id, member, joined)], at)
  return {
    ok: true,
    answer: {
      workspace,
      member: { id: member.id, name: member.name, role: member.role },
      ...granted.answer,
      monitoringNotice: await monitoringNotice(store, workspace.id),
    },
  }
}

function refused(why: keyof typeof REFUSALS) {
  const refusal = {
    status: why === 'device-known' ? (409 as const) : (401 as const),
    code: `invitation_${why.replaceAll('-', '_')}`,
    message: REFUSALS[why],
  }
  return { ok: false as const, refusal }
}

/** `member.joined`, as the server writes it. */
export function joinedEvent(
  workspaceId: string,
  { id, name, role }: Pick<MemberRecord, 'id' | 'name' | 'role'>,
  joined: { readonly eventId: string; readonly n: number; readonly at: number },
): NewEvent {
  const data = { member: { id, name, role } }
  return ownEvent(workspaceId, { type: 'member.joined', actorId: id, data }, joined)
}

/** From the playbook's policy: what the company sees of this log. Null when it says nothing. */
export async function monitoringNotice(store: EventStore, workspaceId: string): Promise<string | null> {
  const playbook = await store.playbook(workspaceId)
  if (playbook === null) return null
  const NoticeSchema = z.object({ policy: z.object({ monitoringNotice: z.string().optional() }) })
  const parsed = NoticeSchema.safeParse(JSON.parse(playbook.text))
  return (parsed.success && parsed.data.policy.monitoringNotice) || null
}
