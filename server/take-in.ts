import type { DatabaseSync } from 'node:sqlite'
import type { Waiting } from './control-file.ts'

/**
 * Puts into a workspace's own file what the first version kept in the control file. Call it in a transaction.
 * Again is without effect: a crash may come between this and the forgetting of what was taken in.
 */
export function takeIn(db: DatabaseSync, { workspace, members, devices, invitations }: Waiting): void {
  db.prepare('update log set own_n = max(own_n, ?), created_at = coalesce(created_at, ?)').run(
    workspace.own_n,
    workspace.created_at,
  )
  const addMember = db.prepare(
    "insert or ignore into member (id, name, role, created_at) values (?, ?, 'member', ?)",
  )
  for (const { id, name, created_at } of members) addMember.run(id, name, created_at)
  const addDevice = db.prepare(
    `insert or ignore into device (id, member_id, invitation_hash, joined_event_id, joined_n, joined_at, first_used_at)
       values (?, ?, ?, ?, ?, ?, ?)`,
  )
  // The device's only token takes its id: one device, one token, was the rule then.
  const addToken = db.prepare(
    `insert or ignore into token (id, kind, hash, member_id, device_id, scopes, created_at)
       values (?, 'device', ?, ?, ?, '[]', ?)`,
  )
  for (const device of devices) {
    const { id, member_id, joined_at } = device
    addDevice.run(
      id,
      member_id,
      device.invitation_hash,
      device.joined_event_id,
      device.joined_n,
      joined_at,
      device.first_used_at,
    )
    addToken.run(id, device.token_hash, member_id, id, joined_at)
  }
  const addInvitation = db.prepare(
    `insert or ignore into invitation (code_hash, member_id, role, uses_left, expires_at, created_at)
       values (?, ?, 'member', ?, ?, ?)`,
  )
  for (const { code_hash, member_id, uses_left, expires_at, created_at } of invitations)
    addInvitation.run(code_hash, member_id, uses_left, expires_at, created_at)
}
