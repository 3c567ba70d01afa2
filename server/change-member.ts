import { nextOwnEvent } from './own-event.ts'
import type { MemberRecord, Role } from './people-store.ts'
import type { Ports } from './ports.ts'

interface Change {
  readonly memberId: string
  /** Who changes it; null: the command line. */
  readonly actorId: string | null
  readonly role?: Role | undefined
  readonly disabled?: boolean | undefined
}

export type ChangedMember =
  | { readonly status: 'changed' | 'unchanged'; readonly member: MemberRecord }
  | { readonly status: 'unknown' | 'last-owner' }

/**
 * Changes a member's role, or shuts them out or lets them in; says so in the audit trail and in the log. A
 * workspace keeps at least one owner who is let in: nobody could make another.
 */
export async function changeMember(
  ports: Ports,
  workspaceId: string,
  { memberId, actorId, role, disabled }: Change,
): Promise<ChangedMember> {
  const { store, now } = ports
  const members = await store.members(workspaceId)
  const before = members.find(({ id }) => id === memberId)
  if (before === undefined) return { status: 'unknown' }
  const at = now()
  const disabledAt = disabled === undefined ? before.disabledAt : disabled ? (before.disabledAt ?? at) : null
  const wanted = { role: role ?? before.role, disabledAt }
  if (wanted.role === before.role && wanted.disabledAt === before.disabledAt)
    return { status: 'unchanged', member: before }
  const others = members.some(({ id, ...other }) => id !== memberId && rules(other))
  if (rules(before) && !rules(wanted) && !others) return { status: 'last-owner' }
  const member = await store.setMember(workspaceId, memberId, wanted, at)
  if (member === null) return { status: 'unknown' }
  await store.audit(workspaceId, {
    actorId,
    action: 'member.changed',
    detail: { memberId, role: member.role, disabled: member.disabledAt !== null },
    at,
  })
  const data = { member: { ...member } }
  const words = { type: 'member.changed', actorId: actorId ?? workspaceId, data }
  await store.append(workspaceId, [await nextOwnEvent(ports, workspaceId, words, at)], at)
  return { status: 'changed', member }
}

function rules({ role, disabledAt }: Pick<MemberRecord, 'role' | 'disabledAt'>): boolean {
  return role === 'owner' && disabledAt === null
}
