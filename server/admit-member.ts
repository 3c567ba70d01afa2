import { tickHlc } from '../lib/model/hlc.ts'
import type { JoinAnswer, JoinRequest } from '../lib/model/wire.ts'
import { z } from '../lib/model/zod.ts'
import type { Refusal } from './answer.ts'
import { contentHash } from './content-hash.ts'
import type { MemberRecord } from './people-store.ts'
import type { Ports } from './ports.ts'
import { hashSecret, newToken, normaliseCode } from './secrets.ts'
import type { EventStore, NewEvent } from './store.ts'

const REFUSALS = {
  unknown: 'This invitation is not known here. Check the code and the address of the server.',
  expired: 'This invitation has expired. Ask for a new one.',
  'used-up': 'This invitation has been used up. Ask for a new one.',
  'device-known': 'This browser has already joined. Leave the workspace there first, then join anew.',
} as const

/**
 * Takes an invitation: makes member and device, says so in the log, and gives the device its token. If
 * the answer gets lost, the same request again lets the same device in, once it has a new token.
 */
export async function admitMember(
  { store, now, random, newId, newRandomId }: Ports,
  { code, name, deviceId }: JoinRequest,
): Promise<
  { readonly ok: true; readonly answer: JoinAnswer } | { readonly ok: false; readonly refusal: Refusal }
> {
  const token = newToken(random)
  const at = now()
  const redeemed = await store.redeem({
    codeHash: hashSecret(normaliseCode(code)),
    name,
    deviceId,
    publicKey: null,
    tokens: [
      {
        tokenId: newRandomId(),
        kind: 'device',
        hash: hashSecret(token),
        scopes: [],
        label: null,
        expiresAt: null,
        createdAt: at,
      },
    ],
    newMemberId: newRandomId(),
    newEventId: newId(),
    now: at,
  })
  if (redeemed.status !== 'admitted') {
    const status = redeemed.status === 'device-known' ? 409 : 401
    return {
      ok: false,
      refusal: {
        status,
        code: `invitation_${redeemed.status.replaceAll('-', '_')}`,
        message: REFUSALS[redeemed.status],
      },
    }
  }
  const { workspace, member, joined } = redeemed
  await store.append(workspace.id, [joinedEvent(workspace.id, member, joined)], at)
  return {
    ok: true,
    answer: {
      workspace,
      member: { id: member.id, name: member.name },
      token,
      monitoringNotice: await monitoringNotice(store, workspace.id),
    },
  }
}

/** `member.joined`, as the server writes it: its own device id in a workspace is the workspace's id. */
export function joinedEvent(
  workspaceId: string,
  member: Pick<MemberRecord, 'id' | 'name'>,
  { eventId, n, at }: { readonly eventId: string; readonly n: number; readonly at: number },
): NewEvent {
  const event = {
    specversion: '1.0' as const,
    id: eventId,
    source: 'urn:earshot:server',
    type: 'member.joined',
    time: new Date(at).toISOString(),
    workspaceid: workspaceId,
    actorid: member.id,
    deviceid: workspaceId,
    devicen: n,
    hlc: tickHlc(null, at, workspaceId),
    ev: 1,
    audience: 'team' as const,
    data: { member: { id: member.id, name: member.name } },
  }
  return { event, contentHash: contentHash(event) }
}

async function monitoringNotice(store: EventStore, workspaceId: string): Promise<string | null> {
  const playbook = await store.playbook(workspaceId)
  if (playbook === null) return null
  const NoticeSchema = z.object({ policy: z.object({ monitoringNotice: z.string().optional() }) })
  const parsed = NoticeSchema.safeParse(JSON.parse(playbook.text))
  return (parsed.success && parsed.data.policy.monitoringNotice) || null
}
