import { SyncEventSchema } from '../../lib/model/event.ts'
import { z } from '../../lib/model/zod.ts'
import { contentHash } from '../content-hash.ts'
import { erasureMark } from '../erasure-mark.ts'
import type { Erasure, ErasureRecord } from '../store.ts'
import { append } from './append.ts'
import { lockLog, readLog } from './log-row.ts'
import { change, insert, readAll, readOne, type Steps, textList } from './step.ts'

const ErasureRow = z.object({ seq: z.int(), contact_ids: textList, marks: textList })
const IdRow = z.object({ id: z.string() })
const NOTHING = new Uint8Array()

/** Takes the content of a row: text, subject, what it is about, and the hash, which short texts could be guessed from. */
const EMPTIED = 'payload = null, subject_id = null, about_id = null, content_hash = ?2, erased_by = ?1'

export function* erase({ contactIds, marks, entry, now }: Erasure): Steps<{ seq: number; events: number }> {
  const contacts = contactIds.map((id) => id.toLowerCase())
  const before = yield* lockLog()
  const seq = before.head + 1
  const known = yield* readOne(
    z.object({ seq: z.int() }),
    'select seq from event where {ws} and id = ?1',
    entry.event.id,
  )
  if (known !== null) return { seq: known.seq, events: 0 }
  let events = 0
  // What amends an interaction with one of these contacts may lack a subject: the earliest clients sent it so.
  const met = yield* readAll(
    IdRow,
    "select id from event where {ws} and subject_id {in ?1} and type = 'interaction.logged'",
    contacts,
  )
  const about = [...contacts, ...met.map(({ id }) => id)]
  events += yield* change(
    `update event set ${EMPTIED} where {ws} and about_id {in ?3} and payload is not null`,
    seq,
    NOTHING,
    about,
  )
  events += yield* change(
    `update event set ${EMPTIED} where {ws} and subject_id {in ?3} and payload is not null`,
    seq,
    NOTHING,
    contacts,
  )
  const { outcomes } = yield* append([entry], now)
  const [outcome] = outcomes
  if (outcome?.status !== 'accepted') throw new Error('an erasure must be an event of its own')
  yield* insert('erasure', {
    seq: outcome.seq,
    contact_ids: JSON.stringify(contacts),
    marks: JSON.stringify(marks),
    erased_at: now,
  })
  yield* keepMarks(marks, outcome.seq)
  yield* change('update log set erasures = erasures + 1 where {ws}')
  return { seq: outcome.seq, events }
}

/** A contact may be erased twice: after a restore, or when somebody wrote about them again. */
function* keepMarks(marks: readonly string[], seq: number): Steps<void> {
  const kept = yield* readAll(
    z.object({ mark: z.string() }),
    'select mark from erasure_mark where {ws} and mark {in ?1}',
    marks,
  )
  const known = new Set(kept.map(({ mark }) => mark))
  const fresh = [...new Set(marks)].filter((mark) => !known.has(mark))
  yield* insert('erasure_mark', ...fresh.map((mark) => ({ mark, seq })))
}

export function* erasuresAfter(seq: number): Steps<readonly ErasureRecord[]> {
  const sql = 'select seq, contact_ids, marks from erasure where {ws} and seq > ?1 order by seq'
  const rows = yield* readAll(ErasureRow, sql, seq)
  return rows.map(({ seq, contact_ids, marks }) => ({ seq, contactIds: contact_ids, marks }))
}

export function* eventsAbout(contactIds: readonly string[]): Steps<number> {
  const row = yield* readOne(
    z.object({ events: z.int() }),
    'select count(*) as events from event where {ws} and payload is not null and (subject_id {in ?1} or about_id {in ?1})',
    contactIds.map((id) => id.toLowerCase()),
  )
  return row?.events ?? 0
}

export function* contactsMarked(marks: readonly string[]): Steps<readonly string[]> {
  const { erasure_key } = yield* readLog()
  const wanted = new Set(marks)
  const subjects = yield* readAll(
    IdRow,
    'select distinct subject_id as id from event where {ws} and subject_id is not null',
  )
  const merged = yield* readAll(
    IdRow,
    "select distinct about_id as id from event where {ws} and about_id is not null and type in ('contact.merged', 'contact.unmerged')",
  )
  const ids = new Set([...subjects, ...merged].map(({ id }) => id))
  return [...ids].filter((id) => wanted.has(erasureMark(erasure_key, id)))
}

/**
 * Revoked devices need not confirm: they are let in no more. Those of a member who is disabled do: they may be let in
 * again, with everything about somebody whom nobody could name to them any more. One that was never used holds nothing of
 * the log: a single sign-in that was given up would keep every id for ever.
 */
export function* eraseConfirmed(): Steps<number> {
  yield* lockLog()
  const slowest = yield* readOne(
    z.object({ acked: z.int().nullable() }),
    'select min(acked_seq) as acked from device where {ws} and revoked_at is null and first_used_at is not null',
  )
  const sql = "select seq, contact_ids, marks from erasure where {ws} and contact_ids <> '[]' order by seq"
  const open = (yield* readAll(ErasureRow, sql)).filter(
    ({ seq }) => slowest === null || slowest.acked === null || slowest.acked >= seq,
  )
  for (const { seq } of open) {
    yield* change("update erasure set contact_ids = '[]' where {ws} and seq = ?1", seq)
    yield* emptyErasureEvent(seq)
  }
  return open.length
}

/** The event names the contacts too. It is the server's own, so the server may say less in it. */
function* emptyErasureEvent(seq: number): Steps<void> {
  const row = yield* readOne(
    z.object({ payload: z.string() }),
    "select payload from event where {ws} and seq = ?1 and type = 'subject.erased' and payload is not null",
    seq,
  )
  if (row === null) return
  const event = SyncEventSchema.parse(JSON.parse(row.payload))
  const emptied = { ...event, data: { ...event.data, contactIds: [] } }
  yield* change(
    'update event set payload = ?2, content_hash = ?3 where {ws} and seq = ?1',
    seq,
    JSON.stringify(emptied),
    contentHash(emptied),
  )
}
