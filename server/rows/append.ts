import type { SyncEvent } from '../../lib/model/event.ts'
import { z } from '../../lib/model/zod.ts'
import { sameHash } from '../secrets.ts'
import type { Appended, AppendOutcome, NewEvent } from '../store.ts'
import { type ClaimBook, openClaims, writeClaims } from './claims.ts'
import { erasedAmong } from './erased-among.ts'
import { aboutOf, claimIn, voidingOf } from './event-facts.ts'
import { lockLog, setHead } from './log-row.ts'
import { bytes, type Insertion, insert, readAll, type Steps, tell, together } from './step.ts'

const KnownRow = z.object({
  id: z.string(),
  seq: z.int(),
  content_hash: bytes,
  erased_by: z.int().nullable(),
})

interface Known {
  readonly seq: number
  readonly contentHash: Uint8Array
  readonly erased: boolean
}

/**
 * In this order, in statements of their own: lock, known ids, insert, head. See decision 18. Ids are looked up in the
 * state of the log that the lock was got in, for a statement sees what was committed before it began.
 */
export function* append(entries: readonly NewEvent[], now: number): Steps<Appended> {
  const [log, known] = yield* together(lockLog(), knownEvents(entries))
  const erased = yield* erasedAmong(log, entries)
  const claims = yield* openClaims(entries, now)
  const rows: Insertion['rows'][number][] = []
  const added: { entry: NewEvent; seq: number }[] = []
  const outcomes = entries.map((entry): AppendOutcome => {
    const { event, contentHash } = entry
    const stored = known.get(event.id)
    if (stored !== undefined) {
      const { seq } = stored
      // Of an erased event nothing is left to compare: its id is enough.
      return stored.erased || sameHash(stored.contentHash, contentHash)
        ? { status: 'duplicate', seq }
        : { status: 'conflict' }
    }
    if (erased.has(event.id)) return { status: 'erased' }
    const seq = log.head + rows.length + 1
    const holder = compareAndSet(claims, entry, seq)
    if (holder !== null) return { status: 'claimed', ...holder }
    // Noted at once, so that a repeat inside the same batch is a repeat too.
    known.set(event.id, { seq, contentHash, erased: false })
    rows.push(rowOf(entry, seq, now))
    added.push({ entry, seq })
    return { status: 'accepted', seq }
  })
  const head = log.head + rows.length
  if (rows.length === 0) return { outcomes, head }
  yield* insert('event', ...rows)
  for (const { entry, seq } of added) yield* voidEarlier(entry, seq)
  yield* writeClaims(claims, now)
  yield* setHead(head)
  return { outcomes, head }
}

function* knownEvents(entries: readonly NewEvent[]): Steps<Map<string, Known>> {
  const rows = yield* readAll(
    KnownRow,
    'select id, seq, content_hash, erased_by from event where {ws} and id {in ?1}',
    entries.map(({ event }) => event.id),
  )
  return new Map(
    rows.map(({ id, seq, content_hash, erased_by }) => [
      id,
      { seq, contentHash: content_hash, erased: erased_by !== null },
    ]),
  )
}

function compareAndSet(claims: ClaimBook, { event }: NewEvent, seq: number) {
  const claim = claimIn(event)
  return claim === null ? null : claims.compareAndSet(claim, event.actorid, seq)
}

function rowOf({ event, contentHash, text }: NewEvent, seq: number, now: number): Insertion['rows'][number] {
  return {
    seq,
    id: event.id,
    type: event.type,
    ev: event.ev,
    actor_id: event.actorid,
    device_id: event.deviceid,
    device_n: event.devicen,
    hlc: event.hlc,
    audience: event.audience,
    subject_id: event.subject?.toLowerCase() ?? null,
    about_id: aboutOf(event),
    occurred_at: event.time,
    received_at: now,
    content_hash: contentHash,
    payload: text ?? textOf(event),
  }
}

/** What is kept of an event whose text was not written yet. */
export function textOf({ seq: _seq, receivedat: _receivedat, ...kept }: SyncEvent): string {
  return JSON.stringify(kept)
}

/** What a private event makes void stays as it is for those who cannot read that event. */
function* voidEarlier({ event }: NewEvent, seq: number): Steps<void> {
  const voiding = voidingOf(event)
  if (voiding === null) return
  const where =
    event.audience === 'team' ? "(audience = 'team' or actor_id = ?2)" : "audience = 'me' and actor_id = ?2"
  if (voiding.kind === 'revisions') {
    yield* tell(
      `update event set superseded_by = ?1 where {ws} and id {in ?3} and about_id = ?4
         and type = 'note.revised' and seq < ?1 and superseded_by is null and ${where}`,
      seq,
      event.actorid,
      voiding.ids,
      voiding.noteId,
    )
    return
  }
  // Only one's own: the same rule by which a push is judged.
  for (const [column, type] of [
    ['id', 'interaction.logged'],
    ['about_id', 'interaction.amended'],
  ])
    yield* tell(
      `update event set superseded_by = ?1 where {ws} and ${column} = ?3
         and type = '${type}' and actor_id = ?2 and superseded_by is null and ${where}`,
      seq,
      event.actorid,
      voiding.id,
    )
}
