import { v7 } from 'uuid'
import type { Workspace } from '../model/workspace.ts'

/** Who writes in this workspace, on this device. The shape is `Actor` of lib/store/views.ts. */
export function actorFor(workspace: Workspace) {
  return {
    workspaceId: workspace.id,
    memberId: workspace.member.id,
    deviceId: workspace.deviceId,
    queued: workspace.kind === 'team',
    delivers: workspace.deliver != null,
    now: () => Date.now(),
    newId: () => v7(),
  }
}
