import { z } from '../../lib/model/zod.ts'
import type {
  DeviceRecord,
  InvitationRecord,
  NewDevice,
  NewInvitation,
  Redeemed,
  Redemption,
} from '../people-store.ts'
import { sameHash } from '../secrets.ts'
import { nextOwnNumber } from './log-row.ts'
import { addMember, findMember } from './members.ts'
import { bytes, change, insert, readAll, readOne, type Steps } from './step.ts'
import { insertTokens, revokeTokensOf } from './tokens.ts'

const InvitationRow = z.object({
  code_hash: bytes,
  member_id: z.string().nullable(),
  role: z.enum(['owner', 'editor', 'member']),
  uses_left: z.int(),
  expires_at: z.int(),
})
const DeviceRow = z.object({
  id: z.string(),
  member_id: z.string(),
  public_key: z.string().nullable(),
  invitation_hash: bytes.nullable(),
  joined_event_id: z.string().nullable(),
  joined_n: z.int().nullable(),
  joined_at: z.int(),
  first_used_at: z.int().nullable(),
  last_seen_at: z.int().nullable(),
  acked_seq: z.int(),
  revoked_at: z.int().nullable(),
})
type DeviceRow = z.infer<typeof DeviceRow>

const INVITATION = 'code_hash, member_id, role, uses_left, expires_at'
const DEVICE = Object.keys(DeviceRow.shape).join(', ')

export function* addInvitation(invitation: NewInvitation, now: number): Steps<void> {
  const { codeHash, memberId, role = 'member', uses, expiresAt } = invitation
  yield* insert('invitation', {
    code_hash: codeHash,
    member_id: memberId,
    role,
    uses_left: uses,
    expires_at: expiresAt,
    created_at: now,
  })
}

export function* invitations(now: number): Steps<readonly InvitationRecord[]> {
  const rows = yield* readAll(
    InvitationRow,
    `select ${INVITATION} from invitation where {ws} and expires_at > ?1 and uses_left > 0
       order by expires_at desc, code_hash`,
    now,
  )
  return rows.map(({ code_hash, member_id, role, uses_left, expires_at }) => ({
    codeHash: code_hash,
    memberId: member_id,
    role,
    usesLeft: uses_left,
    expiresAt: expires_at,
  }))
}

/** It expires now: whoever tries it is told so. */
export function* withdrawInvitation(codeHash: Uint8Array, now: number): Steps<boolean> {
  const met = yield* change(
    'update invitation set expires_at = ?2 where {ws} and code_hash = ?1 and expires_at > ?2',
    codeHash,
    now,
  )
  return met > 0
}

export function* redeem(workspace: { id: string; name: string }, redemption: Redemption): Steps<Redeemed> {
  const { codeHash, deviceId, now } = redemption
  const invitation = yield* readOne(
    InvitationRow,
    `select ${INVITATION} from invitation where {ws} and code_hash = ?1 {lock}`,
    codeHash,
  )
  if (invitation === null || !sameHash(invitation.code_hash, codeHash)) return { status: 'unknown' }
  if (invitation.expires_at <= now) return { status: 'expired' }
  const invited = invitation.member_id === null ? null : yield* findMember(invitation.member_id)
  // For somebody who was shut out meanwhile, or who is not there any more.
  if (invitation.member_id !== null && (invited === null || invited.disabledAt !== null))
    return { status: 'expired' }
  const device = yield* findDevice(deviceId)
  if (device !== null) {
    const same = device.invitation_hash !== null && sameHash(device.invitation_hash, codeHash)
    if (device.first_used_at !== null || device.revoked_at !== null || !same)
      return { status: 'device-known' }
    yield* letInAnew(device, redemption)
    return yield* admitted(workspace, device)
  }
  if (invitation.uses_left === 0) return { status: 'used-up' }
  yield* change('update invitation set uses_left = uses_left - 1 where {ws} and code_hash = ?1', codeHash)
  const newcomer = { id: redemption.newMemberId, name: redemption.name, role: invitation.role }
  const member = invited ?? (yield* addMember(newcomer, now))
  const joined = yield* insertDevice(
    { id: deviceId, memberId: member.id, publicKey: redemption.publicKey, tokens: redemption.tokens },
    { invitation_hash: codeHash, joined_event_id: redemption.newEventId, joined_n: yield* nextOwnNumber() },
    now,
  )
  return yield* admitted(workspace, joined)
}

/** The tokens of the answer that was lost are void: nobody has them. */
function* letInAnew(device: DeviceRow, { publicKey, tokens, now }: Redemption): Steps<void> {
  yield* revokeTokensOf(device.id, now)
  yield* change('update device set public_key = ?2 where {ws} and id = ?1', device.id, publicKey)
  yield* insertTokens(tokens, { memberId: device.member_id, deviceId: device.id })
}

type Joined = Pick<DeviceRow, 'invitation_hash' | 'joined_event_id' | 'joined_n'>

function* insertDevice(device: NewDevice, joined: Joined, now: number): Steps<DeviceRow> {
  const row: DeviceRow = {
    id: device.id,
    member_id: device.memberId,
    public_key: device.publicKey,
    ...joined,
    joined_at: now,
    first_used_at: null,
    last_seen_at: null,
    acked_seq: 0,
    revoked_at: null,
  }
  yield* insert('device', row)
  yield* insertTokens(device.tokens, { memberId: device.memberId, deviceId: device.id })
  return row
}

function* admitted(workspace: { id: string; name: string }, device: DeviceRow): Steps<Redeemed> {
  const member = yield* findMember(device.member_id)
  const { joined_event_id: eventId, joined_n: n, joined_at: at } = device
  if (member === null || eventId === null || n === null) throw new Error('a device that nobody invited')
  return { status: 'admitted', workspace, member, joined: { eventId, n, at } }
}

export function* addDevice(device: NewDevice, now: number): Steps<'added' | 'device-known'> {
  const known = yield* findDevice(device.id)
  if (known === null) {
    const joined = { invitation_hash: null, joined_event_id: null, joined_n: null }
    yield* insertDevice(device, joined, now)
    return 'added'
  }
  const others =
    known.member_id !== device.memberId || known.first_used_at !== null || known.revoked_at !== null
  if (others) return 'device-known'
  yield* revokeTokensOf(device.id, now)
  yield* change('update device set public_key = ?2 where {ws} and id = ?1', device.id, device.publicKey)
  yield* insertTokens(device.tokens, { memberId: device.memberId, deviceId: device.id })
  return 'added'
}

function* findDevice(id: string): Steps<DeviceRow | null> {
  return yield* readOne(DeviceRow, `select ${DEVICE} from device where {ws} and id = ?1`, id)
}

export function* devices(): Steps<readonly DeviceRecord[]> {
  const rows = yield* readAll(DeviceRow, `select ${DEVICE} from device where {ws} order by joined_at, id`)
  return rows.map(asRecord)
}

export function* device(id: string): Steps<DeviceRecord | null> {
  const row = yield* findDevice(id)
  return row === null ? null : asRecord(row)
}

function asRecord(row: DeviceRow): DeviceRecord {
  return {
    id: row.id,
    memberId: row.member_id,
    joinedAt: row.joined_at,
    firstUsedAt: row.first_used_at,
    lastSeenAt: row.last_seen_at,
    ackedSeq: row.acked_seq,
    revokedAt: row.revoked_at,
    publicKey: row.public_key,
  }
}

export function* revokeDevice(id: string, now: number): Steps<boolean> {
  const met = yield* change(
    'update device set revoked_at = ?2 where {ws} and id = ?1 and revoked_at is null',
    id,
    now,
  )
  yield* revokeTokensOf(id, now)
  return met > 0
}

/** Whether `acknowledge` has anything to write. */
export function* isAckNews(id: string, seq: number): Steps<boolean> {
  const device = yield* findDevice(id)
  return device !== null && device.acked_seq < seq
}

export function* acknowledge(id: string, seq: number, now: number): Steps<void> {
  yield* change(
    'update device set acked_seq = ?2, last_seen_at = ?3 where {ws} and id = ?1 and acked_seq < ?2',
    id,
    seq,
    now,
  )
}
