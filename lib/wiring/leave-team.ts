import { fail, ok, type Result } from '../model/problem.ts'
import type { Workspace } from '../model/workspace.ts'
import { actorFor } from '../platform/actor.ts'
import { forgetDeviceKey } from '../platform/device-key.ts'
import { newPersonalWorkspace, readWorkspaces, saveWorkspaces } from '../platform/settings.ts'
import { forgetTokens } from '../platform/tokens.ts'
import { findTraces, forgetTraces } from '../platform/traces.ts'
import { takeAlong } from '../store/copy-own.ts'
import { databaseExists, openDatabase } from '../store/database.ts'
import { teamApiOf } from './team-session.ts'

type Team = Extract<Workspace, { kind: 'team' }>

/**
 * Takes a team out of this browser: what its member wrote goes into the personal workspace first, where wanted, then
 * settings, database, tokens, key and mirror go. Unsent entries go with them: the caller has asked. When copying
 * or the settings fail, the team stays as it was. `left` names what is still on this computer afterwards; empty: it
 * was looked for everywhere, and nothing is. `ended`: the server no longer counts this browser among the team's.
 */
export async function leaveTeam(
  team: Workspace,
  { keepMine }: { readonly keepMine: boolean },
): Promise<Result<{ left: readonly string[]; ended: boolean }>> {
  // No round of sync may be under way: it would write into what is being deleted.
  return navigator.locks.request(`earshot-sync-${team.id}`, async () => {
    const before = await readWorkspaces()
    if (!before.ok) return before
    const others = before.value.all.filter(({ id }) => id !== team.id)
    const home = others.find(({ kind }) => kind === 'personal') ?? newPersonalWorkspace()
    const all = others.includes(home) ? others : [...others, home]
    if (keepMine) {
      const kept = await keepOwn(team, home)
      if (!kept.ok) return kept
    }
    const current = before.value.current === team.id ? home.id : before.value.current
    const saved = await saveWorkspaces({ current, all })
    if (!saved.ok) return saved
    const ended = team.kind === 'personal' || (await endDevice(team))
    // The lock of the second copy: whoever is about to save one does it before this, or not at all.
    return navigator.locks.request(`earshot-mirror-${team.id}`, async () => {
      try {
        await forgetTokens(team.deviceId)
        await forgetDeviceKey(team.deviceId).catch(() => undefined)
        await openDatabase(team.id).delete()
        await forgetTraces([team.id, team.deviceId])
        return ok({ left: await verifyGone(team), ended })
      } catch {
        return fail('store-failed', { detail: 'delete' })
      }
    })
  })
}

/** This browser joined the team again, as another device: the former one is ended, and its tokens and key go. */
export async function forgetFormerDevice(former: Team): Promise<void> {
  await endDevice(former)
  await forgetTokens(former.deviceId)
  await forgetDeviceKey(former.deviceId).catch(() => undefined)
}

/**
 * Tells the server that this device is no more: else it stood in the team's list, and the names of who is erased
 * stayed on the server to wait for it. False: it may be there still.
 */
async function endDevice(team: Team): Promise<boolean> {
  const ended = await teamApiOf(team).endDevice(team.deviceId)
  return ended.ok || GONE.has(ended.problem.code)
}

/** The server knows this device no more. */
const GONE: ReadonlySet<string> = new Set(['not-authorised', 'revoked', 'not-found'])

/** Names of what is still on this computer of a workspace that was left. */
export async function verifyGone({
  id,
  deviceId,
}: Pick<Workspace, 'id' | 'deviceId'>): Promise<readonly string[]> {
  const database = (await databaseExists(id)) ? ['IndexedDB'] : []
  return [...database, ...(await findTraces([id, deviceId]))]
}

async function keepOwn(team: Workspace, home: Workspace): Promise<Result<unknown>> {
  const [from, to] = [openDatabase(team.id), openDatabase(home.id)]
  try {
    return await takeAlong(from, to, {
      memberId: team.member.id,
      actor: actorFor(home),
      contacts: 'all',
    })
  } finally {
    from.close()
    to.close()
  }
}
