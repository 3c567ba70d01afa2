import { z } from '../../lib/model/zod.ts'
import type { NewToken, PersonalToken, Rotated, Rotation, TokenRecord } from '../people-store.ts'
import { findMember } from './members.ts'
import { findToken, noteUse, standingOf } from './session.ts'
import { change, insert, readAll, readOne, type Steps, textList } from './step.ts'

/** For so long a used refresh token, or an access token that has run out, is told from one that never was. */
const REMEMBERED_MS = 7 * 24 * 3_600_000

export function* insertTokens(
  tokens: readonly NewToken[],
  owner: { readonly memberId: string; readonly deviceId: string | null },
): Steps<void> {
  yield* insert(
    'token',
    ...tokens.map((token) => ({
      id: token.tokenId,
      kind: token.kind,
      hash: token.hash,
      member_id: owner.memberId,
      device_id: owner.deviceId,
      scopes: JSON.stringify(token.scopes),
      label: token.label,
      expires_at: token.expiresAt,
      created_at: token.createdAt,
    })),
  )
}

export function* issueTokens(tokens: readonly TokenRecord[]): Steps<void> {
  for (const token of tokens) yield* insertTokens([token], token)
}

/** A device that asks nothing for so long after it was let in is not coming: whoever signed in gave it up. */
const FIRST_USE_MS = 24 * 3_600_000

/**
 * The member of a device whose every token was forgotten with a restore (`newEpoch`); null for every other device. Its
 * refresh token is from after the backup, so nobody can know it: that the request is signed with the device's key,
 * which the caller has checked, must do.
 */
function* forgottenWithRestore(deviceId: string): Steps<string | null> {
  const device = yield* readOne(
    z.object({ member_id: z.string(), revoked_at: z.int().nullable() }),
    `select member_id, revoked_at from device where {ws} and id = ?1
       and not exists (select 1 from token where {ws} and device_id = ?1)`,
    deviceId,
  )
  if (device === null || device.revoked_at !== null) return null
  const member = yield* findMember(device.member_id)
  return member === null || member.disabledAt !== null ? null : device.member_id
}

/**
 * A refresh token is good once, and for `graceMs` after that. Within the grace each use starts a branch of its
 * own; the first use of one branch ends the others, for the device holds on to one of them only.
 */
export function* rotate({
  deviceId,
  refreshHash,
  next,
  now,
  graceMs,
}: Omit<Rotation, 'workspaceId'>): Steps<Rotated> {
  // Two tries at once are one after the other.
  yield* readOne(
    z.object({ id: z.string() }),
    'select id from device where {ws} and id = ?1 {lock}',
    deviceId,
  )
  const token = yield* findToken(refreshHash)
  if (token === null) {
    const memberId = yield* forgottenWithRestore(deviceId)
    if (memberId === null) return { status: 'unknown' }
    yield* insertTokens([next.access, next.refresh], { memberId, deviceId })
    yield* noteUse(deviceId, now)
    return { status: 'rotated', memberId }
  }
  if (token.kind !== 'refresh' || token.device_id !== deviceId) return { status: 'unknown' }
  const standing = standingOf(token, now)
  if (standing.status !== 'valid') return standing
  if (token.first_used_at === null && token.created_at + FIRST_USE_MS <= now) return { status: 'expired' }
  if (token.replaced_at !== null && token.replaced_at + graceMs <= now) {
    yield* revokeTokensOf(deviceId, now)
    return { status: 'reused' }
  }
  if (token.replaced_at === null)
    yield* change(
      "update token set replaced_at = ?2 where {ws} and device_id = ?1 and kind = 'refresh' and replaced_at is null",
      deviceId,
      now,
    )
  yield* change(
    `delete from token where {ws} and device_id = ?1
       and ((kind = 'refresh' and replaced_at < ?2) or (kind = 'access' and expires_at < ?2))`,
    deviceId,
    now - REMEMBERED_MS,
  )
  yield* insertTokens([next.access, next.refresh], { memberId: token.member_id, deviceId })
  yield* noteUse(deviceId, now)
  return { status: 'rotated', memberId: token.member_id }
}

export function* revokeTokensOf(deviceId: string, now: number): Steps<void> {
  yield* change(
    'update token set revoked_at = ?2 where {ws} and device_id = ?1 and revoked_at is null',
    deviceId,
    now,
  )
}

export function* revokeToken(tokenId: string, now: number): Steps<boolean> {
  const met = yield* change(
    'update token set revoked_at = ?2 where {ws} and id = ?1 and revoked_at is null',
    tokenId,
    now,
  )
  return met > 0
}

const PersonalRow = z.object({
  id: z.string(),
  label: z.string().nullable(),
  scopes: textList,
  expires_at: z.int().nullable(),
  created_at: z.int(),
  revoked_at: z.int().nullable(),
})

export function* personalTokens(memberId: string): Steps<readonly PersonalToken[]> {
  const rows = yield* readAll(
    PersonalRow,
    `select id, label, scopes, expires_at, created_at, revoked_at from token
       where {ws} and member_id = ?1 and kind = 'personal' order by created_at desc, id`,
    memberId,
  )
  return rows.map(({ id, label, scopes, expires_at, created_at, revoked_at }) => ({
    tokenId: id,
    label,
    scopes,
    expiresAt: expires_at,
    createdAt: created_at,
    revokedAt: revoked_at,
  }))
}
