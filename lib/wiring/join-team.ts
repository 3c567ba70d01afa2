import type { Result } from '../model/problem.ts'
import type { JoinAnswer } from '../model/wire.ts'
import type { Workspace } from '../model/workspace.ts'
import { devicePublicKey, devicesWithKey, forgetDeviceKey } from '../platform/device-key.ts'
import { devicesWithTokens, forgetTokens, saveTokens } from '../platform/tokens.ts'
import { joinWorkspace } from '../sync/join.ts'

interface Joining {
  readonly server: string
  readonly code: string
  readonly name: string
  readonly deviceId: string
}

/** Asks the server to let this device in, with the device's own key where the browser can keep one. */
export async function joinTeam(joining: Joining): Promise<Result<JoinAnswer>> {
  const publicKey = await devicePublicKey(joining.deviceId)
  const key = publicKey === null ? {} : { publicKey }
  return joinWorkspace({ ...joining, ...key, fetch: (...asked) => fetch(...asked) })
}

/**
 * Keeps what lets this device in. Answers what stands in the workspace as its token: null where tokens rotate and
 * are kept apart, the token itself where the server gave one that lasts.
 */
export async function keepJoin(
  _workspaceId: string,
  deviceId: string,
  { token, expiresAt, refreshToken }: JoinAnswer,
): Promise<string | null> {
  if (expiresAt === undefined || refreshToken === undefined) return token
  // How far the server's clock is from ours shows at the first renewal.
  await saveTokens(deviceId, { access: { token, expiresAt }, refreshToken, offset: 0 })
  return null
}

/** Forgets keys and tokens of devices that no workspace has any more: of a joining that was given up, say. */
export async function forgetStrayDevices(workspaces: readonly Workspace[]): Promise<void> {
  const ours = new Set(workspaces.map(({ deviceId }) => deviceId))
  for (const id of await devicesWithTokens()) if (!ours.has(id)) await forgetTokens(id)
  for (const id of await devicesWithKey()) if (!ours.has(id)) await forgetDeviceKey(id)
}
