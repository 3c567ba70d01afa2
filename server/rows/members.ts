import { z } from '../../lib/model/zod.ts'
import type { MemberRecord, MemberStore, NewMember } from '../people-store.ts'
import { lockLog } from './log-row.ts'
import { change, insert, readAll, readOne, type Steps } from './step.ts'

const MemberRow = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(['owner', 'editor', 'member']),
    disabled_at: z.int().nullable(),
  })
  .transform(({ id, name, role, disabled_at }): MemberRecord => ({ id, name, role, disabledAt: disabled_at }))

export function* addMember({ id, name, role = 'member' }: NewMember, now: number): Steps<MemberRecord> {
  yield* insert('member', { id, name, role, disabled_at: null, created_at: now })
  return { id, name, role, disabledAt: null }
}

export function* members(): Steps<readonly MemberRecord[]> {
  return yield* readAll(
    MemberRow,
    'select id, name, role, disabled_at from member where {ws} order by name, id',
  )
}

export function* findMember(id: string): Steps<MemberRecord | null> {
  return yield* readOne(
    MemberRow,
    'select id, name, role, disabled_at from member where {ws} and id = ?1',
    id,
  )
}

export function* setMember(
  id: string,
  given: Parameters<MemberStore['setMember']>[2],
): Steps<MemberRecord | null> {
  yield* lockLog()
  const member = yield* findMember(id)
  if (member === null) return null
  const next: MemberRecord = { ...member, ...given }
  yield* change(
    'update member set name = ?2, role = ?3, disabled_at = ?4 where {ws} and id = ?1',
    id,
    next.name,
    next.role,
    next.disabledAt,
  )
  return next
}

export function* memberOfSubject(issuer: string, subject: string): Steps<MemberRecord | null> {
  const link = yield* readOne(
    z.object({ member_id: z.string() }),
    'select member_id from subject where {ws} and issuer = ?1 and subject = ?2',
    issuer,
    subject,
  )
  return link === null ? null : yield* findMember(link.member_id)
}

export function* linkSubject(
  { issuer, subject, memberId }: Parameters<MemberStore['linkSubject']>[1],
  now: number,
): Steps<void> {
  yield* lockLog()
  yield* change('delete from subject where {ws} and issuer = ?1 and subject = ?2', issuer, subject)
  yield* insert('subject', { issuer, subject, member_id: memberId, linked_at: now })
}
