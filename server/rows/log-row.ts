import { createHash } from 'node:crypto'
import { z } from '../../lib/model/zod.ts'
import type { Position } from '../store.ts'
import { bytes, change, insert, readOne, type Steps, tell } from './step.ts'

const LogRow = z.object({
  epoch: z.string(),
  head: z.int().nonnegative(),
  floor: z.int().nonnegative(),
  /** How many erasures the log holds: without one, no event needs to be looked up among the erased. */
  erasures: z.int().nonnegative(),
  erasure_key: bytes,
})
export type LogRow = z.infer<typeof LogRow>

const COLUMNS = 'epoch, head, floor, erasures, erasure_key'

export class MissingLogError extends Error {
  override name = 'MissingLogError'
}

export function* makeLog(log: {
  readonly name: string
  readonly epoch: string
  readonly erasureKey: Uint8Array
  readonly now: number
}): Steps<void> {
  yield* insert('log', {
    name: log.name,
    epoch: log.epoch,
    head: 0,
    floor: 0,
    own_n: 0,
    erasures: 0,
    audited: 0,
    erasure_key: log.erasureKey,
    created_at: log.now,
  })
}

export function* readLog(): Steps<LogRow> {
  return present(yield* readOne(LogRow, `select ${COLUMNS} from log where {ws}`))
}

/** The first step of everything that appends: who holds this row gives out the next numbers. */
export function* lockLog(): Steps<LogRow> {
  return present(yield* readOne(LogRow, `select ${COLUMNS} from log where {ws} {lock}`))
}

function present(row: LogRow | null): LogRow {
  if (row === null) throw new MissingLogError('this workspace has no log')
  return row
}

export function* setHead(head: number): Steps<void> {
  yield* tell('update log set head = ?1 where {ws}', head)
}

export function* nextOwnNumber(): Steps<number> {
  const row = yield* readOne(
    z.object({ own_n: z.int() }),
    'update log set own_n = own_n + 1 where {ws} returning own_n',
  )
  if (row === null) throw new MissingLogError('this workspace has no log')
  return row.own_n
}

/**
 * Nobody has confirmed more than the log holds: after a restore, devices confirm anew what they apply. The tokens that
 * change hands are forgotten: since the copy was made devices have got others, which this store never saw (see
 * `rotate`). What was revoked stays revoked.
 */
export function* newEpoch(epoch: string): Steps<void> {
  const { head } = yield* lockLog()
  yield* change('update log set epoch = ?1 where {ws}', epoch)
  yield* change('update device set acked_seq = ?1 where {ws} and acked_seq > ?1', head)
  yield* change("delete from token where {ws} and kind in ('access', 'refresh') and revoked_at is null")
}

export function* setFloor(seq: number): Steps<void> {
  yield* change('update log set floor = ?1 where {ws}', seq)
}

/** The place after `seq`. Null where the log has no such event. */
export function* positionAt(epoch: string, seq: number): Steps<Position | null> {
  if (seq === 0) return { epoch, seq, check: '' }
  const row = yield* readOne(
    z.object({ id: z.string() }),
    'select id from event where {ws} and seq = ?1',
    seq,
  )
  if (row === null) return null
  return { epoch, seq, check: createHash('sha256').update(row.id).digest('hex').slice(0, 32) }
}

/** Whether the log still is the one in which the place was found. */
export function* holds(place: Position, { epoch }: LogRow): Steps<boolean> {
  if (place.epoch !== epoch) return false
  return (yield* positionAt(epoch, place.seq))?.check === place.check
}
