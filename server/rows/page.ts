import { z } from '../../lib/model/zod.ts'
import type { Page, PageRequest, SnapshotPage, SnapshotRequest } from '../store.ts'
import { erasuresAfter } from './erase.ts'
import { holds, positionAt, readLog } from './log-row.ts'
import { readAll, readOne, type Steps } from './step.ts'

const SizeRow = z.object({ seq: z.int(), size: z.int() })
const EventRow = z.object({ seq: z.int(), id: z.string(), received_at: z.int(), payload: z.string() })

/** Events whose payload stands, after `?1` and up to `?4`, that the member `?3` may read. */
const READABLE = "seq > ?1 and seq <= ?4 and payload is not null and (audience = 'team' or actor_id = ?3)"
/** Of those, what counted when the log ended at `?2`. */
const COUNTING = `${READABLE} and (superseded_by is null or superseded_by > ?2)`

export function* page({ after, reader, limit, maxBytes }: PageRequest): Steps<Page> {
  const log = yield* readLog()
  const { epoch, head, floor } = log
  if (after !== null && !(yield* holds(after, log))) return { status: 'rewound', epoch, head }
  const from = after?.seq ?? 0
  if (from < floor) return { status: 'below-floor', floor }
  const { events, last } = yield* readPart(READABLE, { from, upTo: head, reader, limit, maxBytes })
  const next = yield* positionAt(epoch, last ?? head)
  return {
    status: 'page',
    events,
    next: next ?? { epoch, seq: last ?? head, check: '' },
    hasMore: last !== null,
    head,
    erasures: yield* erasuresAfter(from),
  }
}

export function* snapshot({ from, reader, limit, maxBytes }: SnapshotRequest): Steps<SnapshotPage> {
  const { epoch, head } = yield* readLog()
  if (from !== null && (from.epoch !== epoch || from.at > head)) return { status: 'rewound', epoch, head }
  const at = from?.at ?? head
  const after = from?.after ?? 0
  const count = from?.count ?? (yield* countCounting(at, reader))
  const part = { from: after, upTo: at, reader, limit, maxBytes }
  const { events, last } = yield* readPart(COUNTING, part)
  return {
    status: 'page',
    events,
    next: last === null ? null : { epoch, at, after: last, count },
    pullFrom: (yield* positionAt(epoch, at)) ?? { epoch, seq: at, check: '' },
    at,
    count,
    erasures: from === null ? yield* erasuresAfter(0) : [],
  }
}

function* countCounting(at: number, reader: string): Steps<number> {
  const sql = `select count(*) as events from event where {ws} and ${COUNTING}`
  return (yield* readOne(z.object({ events: z.int() }), sql, 0, at, reader, at))?.events ?? 0
}

interface Part {
  readonly from: number
  readonly upTo: number
  readonly reader: string
  readonly limit: number
  readonly maxBytes: number
}

/**
 * The next events that fit, ordered. `last` is the seq of the last one when more follow, else null. Sizes are
 * read before texts: five hundred notes of the greatest size would be a hundred megabytes in memory.
 */
function* readPart(
  condition: string,
  { from, upTo, reader, limit, maxBytes }: Part,
): Steps<{ events: unknown[]; last: number | null }> {
  const sizes = yield* readAll(
    SizeRow,
    `select seq, octet_length(payload) as size from event where {ws} and ${condition} order by seq limit ?5`,
    from,
    upTo,
    reader,
    upTo,
    limit + 1,
  )
  let fits = 0
  let filled = 0
  for (const { size } of sizes.slice(0, limit)) {
    filled += size
    if (fits > 0 && filled > maxBytes) break
    fits += 1
  }
  const last = sizes[fits - 1]?.seq
  if (last === undefined) return { events: [], last: null }
  const rows = yield* readAll(
    EventRow,
    `select seq, id, received_at, payload from event where {ws} and ${condition} order by seq`,
    from,
    upTo,
    reader,
    last,
  )
  const events = rows.map(({ seq, id, received_at, payload }) =>
    delivered(payload, { id, seq, receivedat: new Date(received_at).toISOString() }),
  )
  return { events, last: fits < sizes.length ? last : null }
}

/** A row whose text is damaged is delivered as its bare id and place: the client sets it aside, and reads on. */
function delivered(payload: string, stored: { id: string; seq: number; receivedat: string }): unknown {
  try {
    return { ...JSON.parse(payload), ...stored }
  } catch {
    return stored
  }
}
