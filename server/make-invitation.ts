import type { InvitationRecord, Role } from './people-store.ts'
import type { Ports } from './ports.ts'
import { hashSecret, newInvitationCode, normaliseCode } from './secrets.ts'

const HOUR_MS = 3_600_000

export interface InvitationTerms {
  readonly uses: number
  readonly hours: number
  /** Set: each device that joins is one more of this member's. */
  readonly memberId?: string | null
  /** Of a new member; `member` unless told. */
  readonly role?: Role
}

/** Makes an invitation. The code is seen by nobody again. */
export async function makeInvitation(
  { store, now, random }: Pick<Ports, 'store' | 'now' | 'random'>,
  workspaceId: string,
  { uses, hours, memberId = null, role = 'member' }: InvitationTerms,
): Promise<{ readonly code: string; readonly invitation: InvitationRecord }> {
  const code = newInvitationCode(random)
  const at = now()
  const codeHash = hashSecret(normaliseCode(code))
  const expiresAt = at + hours * HOUR_MS
  await store.addInvitation({ codeHash, workspaceId, memberId, role, uses, expiresAt }, at)
  return { code, invitation: { codeHash, memberId, role, usesLeft: uses, expiresAt } }
}

/** Half of the code's digest: enough to name it, and the code cannot be worked out from it. */
export function invitationIdOf({ codeHash }: Pick<InvitationRecord, 'codeHash'>): string {
  return Buffer.from(codeHash).toString('hex').slice(0, 32)
}
