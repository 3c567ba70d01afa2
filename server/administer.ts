import { joinedEvent } from './admit-member.ts'
import { type InvitationTerms, makeInvitation } from './make-invitation.ts'
import type { MemberRecord } from './people-store.ts'
import type { Ports } from './ports.ts'
import { emptyPlaybook, publishPlaybook } from './publish-playbook.ts'
import type { WorkspaceRecord } from './store.ts'

/** Makes a workspace with an empty playbook. Null when the name is taken. */
export async function createWorkspace(ports: Ports, name: string): Promise<WorkspaceRecord | null> {
  const { store, now, newRandomId } = ports
  const workspace = await store.createWorkspace({ id: newRandomId(), name }, newRandomId(), now())
  if (workspace !== null) await publishPlaybook(ports, workspace.id, emptyPlaybook(name))
  return workspace
}

/** Makes a member without a device and says so in the log; a later invitation may be made for them. */
export async function addMember(
  { store, newId, newRandomId }: Ports,
  workspaceId: string,
  name: string,
  at: number,
): Promise<MemberRecord> {
  const member = { id: newRandomId(), name, role: 'member' as const, disabledAt: null }
  await store.addMember(workspaceId, member, at)
  const n = await store.nextOwnNumber(workspaceId)
  await store.append(workspaceId, [joinedEvent(workspaceId, member, { eventId: newId(), n, at })], at)
  return member
}

/** Makes an invitation and gives its code: the only time anybody sees it. */
export async function invite(ports: Ports, workspaceId: string, terms: InvitationTerms): Promise<string> {
  return (await makeInvitation(ports, workspaceId, terms)).code
}
