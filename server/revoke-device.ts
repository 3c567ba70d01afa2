import { nextOwnEvent } from './own-event.ts'
import type { DeviceRecord } from './people-store.ts'
import type { Ports } from './ports.ts'

/**
 * Ends a device and its tokens; says so in the audit trail and in the log. False when it was ended before.
 * `actorId` null: the command line, or the server itself.
 */
export async function revokeDevice(
  ports: Ports,
  workspaceId: string,
  { id: deviceId, memberId }: Pick<DeviceRecord, 'id' | 'memberId'>,
  { actorId, reason }: { readonly actorId: string | null; readonly reason: string },
): Promise<boolean> {
  const { store, now } = ports
  const at = now()
  if (!(await store.revokeDevice(workspaceId, deviceId, at))) return false
  await tellOfRevocation(ports, workspaceId, { id: deviceId, memberId }, { actorId, reason })
  return true
}

/** For a device whose tokens the store has ended already. */
export async function tellOfRevocation(
  ports: Ports,
  workspaceId: string,
  { id: deviceId, memberId }: Pick<DeviceRecord, 'id' | 'memberId'>,
  { actorId, reason }: { readonly actorId: string | null; readonly reason: string },
): Promise<void> {
  const { store, now } = ports
  const at = now()
  await store.audit(workspaceId, {
    actorId,
    action: 'device.revoked',
    detail: { deviceId, memberId, reason },
    at,
  })
  const words = { type: 'device.revoked', actorId: actorId ?? workspaceId, data: { deviceId, memberId } }
  await store.append(workspaceId, [await nextOwnEvent(ports, workspaceId, words, at)], at)
}
