import { createWorkspace, invite } from '../../server/administer.ts'
import { admitMember } from '../../server/admit-member.ts'
import { realPorts } from '../../server/ports.ts'
import type { EventStore } from '../../server/store.ts'
import type { Admission } from '../simulate/server.ts'

/** A new workspace with so many members, each with one device whose token lasts. */
export async function admitDevices(
  store: EventStore,
  name: string,
  count: number,
): Promise<{ workspaceId: string; devices: Admission[] }> {
  const ports = realPorts(store)
  const workspace = await createWorkspace(ports, name)
  if (workspace === null) throw new Error('there is a workspace of this name')
  const code = await invite(ports, workspace.id, { uses: count, hours: 1 })
  const devices: Admission[] = []
  for (let n = 1; n <= count; n++) {
    const deviceId = ports.newRandomId()
    const admitted = await admitMember(ports, { code, name: `Member ${n}`, deviceId })
    if (!admitted.ok) throw new Error('not admitted')
    devices.push({ memberId: admitted.answer.member.id, deviceId, token: admitted.answer.token })
  }
  return { workspaceId: workspace.id, devices }
}
