import { z } from '../../lib/model/zod.ts'
import type { SessionOutcome } from '../people-store.ts'
import { sameHash } from '../secrets.ts'
import { bytes, change, readOne, type Steps, textList } from './step.ts'

/** A device's last use is told to the minute: a write for each request would cost more than the request. */
const SEEN_EVERY_MS = 60_000

const HeldRow = z.object({
  id: z.string(),
  kind: z.enum(['device', 'access', 'refresh', 'personal']),
  hash: bytes,
  member_id: z.string(),
  device_id: z.string().nullable(),
  scopes: textList,
  expires_at: z.int().nullable(),
  created_at: z.int(),
  replaced_at: z.int().nullable(),
  revoked_at: z.int().nullable(),
  epoch: z.string(),
  known_device: z.string().nullable(),
  first_used_at: z.int().nullable(),
  last_seen_at: z.int().nullable(),
  device_revoked_at: z.int().nullable(),
  role: z.enum(['owner', 'editor', 'member']).nullable(),
  disabled_at: z.int().nullable(),
})
/** A token with whose it is. */
type HeldRow = z.infer<typeof HeldRow>

/** Who asks, for how long, in which log. `news`: the use of the device is to be noted (`noteUse`). */
export function* session(
  workspaceId: string,
  hash: Uint8Array,
  now: number,
): Steps<{ readonly outcome: SessionOutcome; readonly news: boolean }> {
  const token = yield* findToken(hash)
  if (token === null || token.kind === 'refresh') return { outcome: { status: 'unknown' }, news: false }
  const standing = standingOf(token, now)
  if (standing.status !== 'valid') return { outcome: standing, news: false }
  const outcome: SessionOutcome = {
    status: 'valid',
    session: {
      workspaceId,
      memberId: token.member_id,
      deviceId: token.device_id ?? token.id,
      role: standing.role,
      kind: token.kind,
      scopes: token.scopes,
      expiresAt: token.expires_at,
    },
    epoch: token.epoch,
  }
  const { known_device: device, last_seen_at: seen } = token
  return { outcome, news: device !== null && (seen === null || seen <= now - SEEN_EVERY_MS) }
}

/** Written down as use of a device; asked after `session`, in a transaction that writes. */
export function* noteUse(deviceId: string, now: number): Steps<void> {
  yield* change(
    'update device set last_seen_at = ?2, first_used_at = coalesce(first_used_at, ?2) where {ws} and id = ?1',
    deviceId,
    now,
  )
}

/** One statement, because every request begins with it. */
export function* findToken(hash: Uint8Array): Steps<HeldRow | null> {
  const row = yield* readOne(
    HeldRow,
    `select t.id, t.kind, t.hash, t.member_id, t.device_id, t.scopes, t.expires_at, t.created_at, t.replaced_at,
         t.revoked_at, l.epoch, d.id as known_device, d.first_used_at, d.last_seen_at, d.revoked_at as device_revoked_at, m.role, m.disabled_at
       from token t join log l on {ws l}
         left join device d on {ws d} and d.id = t.device_id
         left join member m on {ws m} and m.id = t.member_id
       where {ws t} and t.hash = ?1`,
    hash,
  )
  return row !== null && sameHash(row.hash, hash) ? row : null
}

export function standingOf(token: HeldRow, now: number) {
  const isDeviceGone = token.known_device === null || token.device_revoked_at !== null
  if (token.revoked_at !== null || (token.device_id !== null && isDeviceGone))
    return { status: 'revoked' as const }
  if (token.role === null || token.disabled_at !== null) return { status: 'revoked' as const }
  if (token.expires_at !== null && token.expires_at <= now) return { status: 'expired' as const }
  return { status: 'valid' as const, role: token.role }
}
