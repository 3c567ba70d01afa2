import { z } from '../../lib/model/zod.ts'
import { lockLog, setFloor } from './log-row.ts'
import { change, readOne, type Steps } from './step.ts'

const NOTHING = new Uint8Array()

/**
 * Drops the content of what was received before `before` and no longer counts, and raises the floor to the
 * newest entry of that time: a device whose place is below it begins with a snapshot, which has none of
 * these anyway. The rows stay, so that the numbers have no gap and a repeat is known.
 */
export function* trim(before: number): Steps<{ floor: number; events: number }> {
  const log = yield* lockLog()
  const newest = yield* readOne(
    z.object({ seq: z.int().nullable() }),
    'select max(seq) as seq from event where {ws} and received_at < ?1',
    before,
  )
  const floor = Math.max(log.floor, newest?.seq ?? 0)
  const events = yield* change(
    `update event set payload = null, subject_id = null, about_id = null, content_hash = ?2, erased_by = superseded_by
       where {ws} and seq <= ?1 and superseded_by <= ?1 and payload is not null`,
    floor,
    NOTHING,
  )
  yield* setFloor(floor)
  return { floor, events }
}
