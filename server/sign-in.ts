import { LIMITS } from '../lib/model/limits.ts'
import { type JoinAnswer, LabelSchema } from '../lib/model/wire.ts'
import type { OidcExchangeSchema } from '../lib/model/wire-admin.ts'
import type { z } from '../lib/model/zod.ts'
import { joinedEvent, monitoringNotice } from './admit-member.ts'
import { REVOKED, type Refusal } from './answer.ts'
import { grantDevice } from './grant-tokens.ts'
import type { IdentityProvider, Person } from './oidc.ts'
import type { MemberRecord } from './people-store.ts'
import type { Ports } from './ports.ts'
import type { WorkspaceRecord } from './store.ts'

export const SIGN_IN_REFUSED: Refusal = {
  status: 401,
  code: 'sign_in_refused',
  message: 'Signing in did not work, or you do not belong to this workspace. Ask one of its owners.',
}

const DEVICE_KNOWN: Refusal = {
  status: 409,
  code: 'device_known',
  message: 'This browser has already joined. Leave the workspace there first, then sign in anew.',
}

/**
 * Lets a person in whom the identity provider vouches for: as the member that this subject is linked to, or,
 * where the configuration says so, as a new one.
 */
export async function admitPerson(
  ports: Ports,
  { settings }: IdentityProvider,
  person: Person,
  asked: z.infer<typeof OidcExchangeSchema>,
): Promise<
  { readonly ok: true; readonly answer: JoinAnswer } | { readonly ok: false; readonly refusal: Refusal }
> {
  const { store, now } = ports
  const named = asked.workspace ?? onlyJoinable(settings.joinable)
  const workspace = named === null ? null : await store.findWorkspace(named)
  if (workspace === null) return { ok: false, refusal: SIGN_IN_REFUSED }
  const known = await store.memberOfSubject(workspace.id, person.issuer, person.subject)
  if (known === null && !isJoinable(settings.joinable, workspace))
    return { ok: false, refusal: SIGN_IN_REFUSED }
  if (known !== null && known.disabledAt !== null) return { ok: false, refusal: REVOKED }
  // An odd name at the identity provider keeps nobody out: then it is the one that was typed.
  const name = LabelSchema.safeParse(person.name?.slice(0, LIMITS.label)).data ?? asked.name
  const member = known ?? (await addPerson(ports, workspace.id, person, name))
  const at = now()
  const granted = grantDevice(ports, workspace.id, at, true)
  const device = {
    id: asked.deviceId,
    memberId: member.id,
    publicKey: JSON.stringify(asked.publicKey),
    tokens: granted.tokens,
  }
  if ((await store.addDevice(workspace.id, device, at)) === 'device-known')
    return { ok: false, refusal: DEVICE_KNOWN }
  const notice = await monitoringNotice(store, workspace.id)
  return {
    ok: true,
    answer: {
      workspace,
      member: { id: member.id, name: member.name, role: member.role },
      ...granted.answer,
      monitoringNotice: notice,
    },
  }
}

async function addPerson(
  { store, now, newId, newRandomId }: Ports,
  workspaceId: string,
  { issuer, subject }: Person,
  name: string,
): Promise<MemberRecord> {
  const at = now()
  const member: MemberRecord = { id: newRandomId(), name, role: 'member', disabledAt: null }
  await store.addMember(workspaceId, member, at)
  await store.linkSubject(workspaceId, { issuer, subject, memberId: member.id }, at)
  const joined = { eventId: newId(), n: await store.nextOwnNumber(workspaceId), at }
  await store.append(workspaceId, [joinedEvent(workspaceId, member, joined)], at)
  return member
}

/** The workspace of who names none: nobody chooses where there is one. */
export function onlyJoinable(joinable: readonly string[]): string | null {
  return joinable.length === 1 ? (joinable[0] ?? null) : null
}

function isJoinable(joinable: readonly string[], { id, name }: WorkspaceRecord): boolean {
  return joinable.some((one) => one === id || one.toLowerCase() === name.toLowerCase())
}
