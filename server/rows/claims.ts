import { z } from '../../lib/model/zod.ts'
import type { ClaimRecord, NewEvent } from '../store.ts'
import { type ClaimChange, claimIn } from './event-facts.ts'
import { insert, readAll, type Steps, tell } from './step.ts'

const ClaimRow = z.object({
  key: z.string(),
  site: z.string(),
  thread_key: z.string(),
  title: z.string().nullable(),
  member_id: z.string(),
  until: z.int(),
  seq: z.int(),
})
type ClaimRow = z.infer<typeof ClaimRow>

const COLUMNS = 'key, site, thread_key, title, member_id, until, seq'

/** The claims that a batch may touch, while it is being judged in the order of the log. */
export interface ClaimBook {
  /** Who holds the thread against this member; null when the change was made. */
  compareAndSet(
    claim: ClaimChange,
    memberId: string,
    seq: number,
  ): { readonly memberId: string; readonly until: number } | null
  readonly removed: ReadonlySet<string>
  readonly rows: ReadonlyMap<string, ClaimRow>
}

export function* openClaims(entries: readonly NewEvent[], now: number): Steps<ClaimBook> {
  const keys = new Set<string>()
  for (const { event } of entries) {
    const claim = event.type.startsWith('claim.') ? claimIn(event) : null
    if (claim !== null) keys.add(claim.key)
  }
  const rows = new Map<string, ClaimRow>()
  if (keys.size > 0) {
    const sql = `select ${COLUMNS} from claim where {ws} and key {in ?1}`
    for (const row of yield* readAll(ClaimRow, sql, [...keys])) rows.set(row.key, row)
  }
  const removed = new Set<string>()
  const compareAndSet: ClaimBook['compareAndSet'] = (claim, memberId, seq) => {
    const held = rows.get(claim.key)
    if (claim.kind === 'released') {
      // Only one's own is ended; the event is kept whatever it meets.
      if (held?.member_id === memberId) {
        rows.delete(claim.key)
        removed.add(claim.key)
      }
      return null
    }
    if (held !== undefined && held.member_id !== memberId && held.until > now)
      return { memberId: held.member_id, until: held.until }
    const { key, site, threadKey, title, until } = claim
    removed.add(key)
    rows.set(key, { key, site, thread_key: threadKey, title, member_id: memberId, until, seq })
    return null
  }
  return { compareAndSet, removed, rows }
}

/** Expired ones go on the way. */
export function* writeClaims({ removed, rows }: ClaimBook, now: number): Steps<void> {
  if (removed.size === 0) return
  yield* tell('delete from claim where {ws} and until <= ?1', now)
  yield* tell('delete from claim where {ws} and key {in ?1}', [...removed])
  yield* insert('claim', ...[...rows.values()].filter(({ key }) => removed.has(key)))
}

export function* liveClaims(now: number): Steps<readonly ClaimRecord[]> {
  const sql = `select ${COLUMNS} from claim where {ws} and until > ?1 order by until, key`
  return (yield* readAll(ClaimRow, sql, now)).map(({ site, thread_key, title, member_id, until }) => ({
    site,
    threadKey: thread_key,
    title,
    memberId: member_id,
    until,
  }))
}
