import { z } from '../../lib/model/zod.ts'
import type { AuditEntry, AuditRecord } from '../store.ts'
import { MissingLogError } from './log-row.ts'
import { insert, readAll, readOne, type Steps } from './step.ts'

const DetailSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
const AuditRow = z.object({
  n: z.int(),
  actor_id: z.string().nullable(),
  action: z.string(),
  detail: z.string().transform((text) => DetailSchema.parse(JSON.parse(text))),
  at: z.int(),
})

export function* audit({ actorId, action, detail, at }: AuditEntry): Steps<void> {
  const next = yield* readOne(
    z.object({ audited: z.int() }),
    'update log set audited = audited + 1 where {ws} returning audited',
  )
  if (next === null) throw new MissingLogError('this workspace has no log')
  yield* insert('audit', { n: next.audited, actor_id: actorId, action, detail: JSON.stringify(detail), at })
}

export function* auditTrail(before: number | null, limit: number): Steps<readonly AuditRecord[]> {
  const rows = yield* readAll(
    AuditRow,
    'select n, actor_id, action, detail, at from audit where {ws} and n < ?1 order by n desc limit ?2',
    before ?? Number.MAX_SAFE_INTEGER,
    limit,
  )
  return rows.map(({ n, actor_id, action, detail, at }) => ({ n, actorId: actor_id, action, detail, at }))
}
