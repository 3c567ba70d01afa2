import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { z } from '../lib/model/zod.ts'
import { sameHash } from './secrets.ts'
import { openSqliteFile, readTransaction, transaction } from './sqlite-file.ts'
import type {
  Appended,
  AppendOutcome,
  NewEvent,
  Page,
  PageRequest,
  Position,
  StoredPlaybook,
} from './store.ts'

const MIGRATIONS = [
  `create table log (one integer primary key check (one = 1), epoch text not null, head integer not null) strict;
   create table event (
     seq integer primary key,
     id text not null unique,
     type text not null,
     ev integer not null,
     actor_id text not null,
     device_id text not null,
     device_n integer not null,
     hlc text not null,
     audience text not null check (audience in ('me', 'team')),
     subject_id text,
     occurred_at text not null,
     received_at integer not null,
     content_hash blob not null,
     payload text not null
   ) strict;
   create table playbook (
     version integer primary key,
     tag text not null,
     content text not null,
     saved_at integer not null
   ) strict;`,
]

const LogRow = z.object({ epoch: z.string(), head: z.int().nonnegative() })
const KnownRow = z.object({ seq: z.int(), content_hash: z.instanceof(Uint8Array) })
const EventRow = z.object({ seq: z.int(), id: z.string(), received_at: z.int(), payload: z.string() })
const PlaybookRow = z.object({ version: z.int(), tag: z.string(), content: z.string() })

/** One workspace's log and playbook, in one file: the unit of isolation, of backup and of erasure. */
export type LogFile = ReturnType<typeof openLogFile>

/** Opens a log; `epoch` is used only for a file that is being made. */
export function openLogFile(path: string, epoch: string | null) {
  const db = openSqliteFile(path, MIGRATIONS)
  if (epoch !== null) db.prepare('insert or ignore into log (one, epoch, head) values (1, ?, 0)').run(epoch)
  return {
    append: (entries: readonly NewEvent[], now: number) => transaction(db, () => append(db, entries, now)),
    page: (request: PageRequest) => readTransaction(db, () => page(db, request)),
    head: () => ({ ...readLog(db), floor: 0 }),
    authors: (ids: readonly string[]) => authors(db, ids),
    playbook: (): StoredPlaybook | null => {
      const row = db.prepare('select * from playbook order by version desc limit 1').get()
      if (row === undefined) return null
      const { version, tag, content } = PlaybookRow.parse(row)
      return { version, tag, text: content }
    },
    savePlaybook: ({ version, tag, text }: StoredPlaybook, now: number) => {
      db.prepare('insert into playbook (version, tag, content, saved_at) values (?, ?, ?, ?)').run(
        version,
        tag,
        text,
        now,
      )
    },
    close: () => db.close(),
  }
}

function readLog(db: DatabaseSync) {
  return LogRow.parse(db.prepare('select epoch, head from log').get())
}

/** Under the write lock, in this order: head, known ids, insert, head. */
function append(db: DatabaseSync, entries: readonly NewEvent[], now: number): Appended {
  let { head } = readLog(db)
  const known = db.prepare('select seq, content_hash from event where id = ?')
  const insert = db.prepare(
    `insert into event (seq, id, type, ev, actor_id, device_id, device_n, hlc, audience, subject_id,
       occurred_at, received_at, content_hash, payload)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const outcomes = entries.map(({ event, contentHash }): AppendOutcome => {
    // Asked one by one, so that a repeat inside the same batch is a repeat too.
    const row = known.get(event.id)
    if (row !== undefined) {
      const { seq, content_hash } = KnownRow.parse(row)
      return sameHash(content_hash, contentHash) ? { status: 'duplicate', seq } : { status: 'conflict' }
    }
    const { seq: _seq, receivedat: _receivedat, ...kept } = event
    head += 1
    insert.run(
      head,
      event.id,
      event.type,
      event.ev,
      event.actorid,
      event.deviceid,
      event.devicen,
      event.hlc,
      event.audience,
      event.subject ?? null,
      event.time,
      now,
      contentHash,
      JSON.stringify(kept),
    )
    return { status: 'accepted', seq: head }
  })
  db.prepare('update log set head = ?').run(head)
  return { outcomes, head }
}

function page(db: DatabaseSync, { after, reader, limit, maxBytes }: PageRequest): Page {
  const { epoch, head } = readLog(db)
  if (after !== null && (after.epoch !== epoch || after.check !== checkAt(db, after.seq)))
    return { status: 'rewound', epoch, head }
  const rows = db
    .prepare(
      `select seq, id, received_at, payload from event
       where seq > ? and (audience = 'team' or actor_id = ?) order by seq limit ?`,
    )
    .iterate(after?.seq ?? 0, reader, limit + 1)
  const events: unknown[] = []
  let bytes = 0
  let last = 0
  let hasMore = false
  for (const row of rows) {
    const { seq, id, received_at, payload } = EventRow.parse(row)
    bytes += Buffer.byteLength(payload)
    if (events.length === limit || (events.length > 0 && bytes > maxBytes)) {
      hasMore = true
      break
    }
    events.push(delivered(payload, { id, seq, receivedat: new Date(received_at).toISOString() }))
    last = seq
  }
  const seq = hasMore ? last : head
  const next: Position = { epoch, seq, check: checkAt(db, seq) ?? '' }
  return { status: 'page', events, next, hasMore, head, erasures: [] }
}

/** A row whose text is damaged is delivered as its bare id and place: the client sets it aside, and reads on. */
function delivered(payload: string, stored: { id: string; seq: number; receivedat: string }): unknown {
  try {
    return { ...JSON.parse(payload), ...stored }
  } catch {
    return stored
  }
}

/** Digest of the id of the event at `seq`; empty before the first; null where there is none. */
function checkAt(db: DatabaseSync, seq: number): string | null {
  if (seq === 0) return ''
  const row = db.prepare('select id from event where seq = ?').get(seq)
  if (row === undefined) return null
  const { id } = z.object({ id: z.string() }).parse(row)
  return createHash('sha256').update(id).digest('hex').slice(0, 32)
}

function authors(db: DatabaseSync, ids: readonly string[]): ReadonlyMap<string, string> {
  const select = db.prepare('select actor_id from event where id = ?')
  const known = new Map<string, string>()
  for (const id of ids) {
    const row = select.get(id)
    if (row !== undefined) known.set(id, z.object({ actor_id: z.string() }).parse(row).actor_id)
  }
  return known
}
