import { SyncEventSchema } from '../../lib/model/event.ts'
import { z } from '../../lib/model/zod.ts'
import { contentHash } from '../content-hash.ts'
import { sameHash } from '../secrets.ts'
import type { Verification } from '../store.ts'
import { readLog } from './log-row.ts'
import { bytes, readAll, readOne, type Steps } from './step.ts'

const AT_ONCE = 500
const CountRow = z.object({ events: z.int(), seqs: z.int(), ids: z.int(), top: z.int().nullable() })
const HashedRow = z.object({ seq: z.int(), content_hash: bytes, payload: z.string().nullable() })

/** Everything but what the database says of its own file. Reads the texts in parts: a log may be larger than memory. */
export function* verifyLog(): Steps<Omit<Verification, 'damage'>> {
  const { epoch, head } = yield* readLog()
  const counted = yield* readOne(
    CountRow,
    'select count(*) as events, count(distinct seq) as seqs, count(distinct id) as ids, max(seq) as top from event where {ws}',
  )
  const { events, seqs, ids, top } = counted ?? { events: 0, seqs: 0, ids: 0, top: null }
  let hashMismatches = 0
  for (let after = 0; ; ) {
    const rows = yield* readAll(
      HashedRow,
      'select seq, content_hash, payload from event where {ws} and seq > ?1 order by seq limit ?2',
      after,
      AT_ONCE,
    )
    hashMismatches += rows.filter(({ payload, content_hash }) => !matches(payload, content_hash)).length
    const last = rows.at(-1)
    if (last === undefined || rows.length < AT_ONCE) break
    after = last.seq
  }
  return {
    epoch,
    head,
    events,
    // A head below the last event is a hole too: the next event would take a number that is used.
    gaps: Math.max(head, top ?? 0) - seqs + Math.max(0, (top ?? 0) - head),
    duplicates: events - Math.min(seqs, ids),
    hashMismatches,
  }
}

/** An erased event has neither text nor hash. */
function matches(payload: string | null, hash: Uint8Array): boolean {
  if (payload === null) return hash.length === 0
  try {
    return sameHash(contentHash(SyncEventSchema.parse(JSON.parse(payload))), hash)
  } catch {
    return false
  }
}
