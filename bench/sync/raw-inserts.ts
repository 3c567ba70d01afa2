import { join } from 'node:path'
import type { SQLInputValue } from 'node:sqlite'
import pg from 'pg'
import { openSqliteFile, transaction } from '../../server/sqlite-file.ts'
import { LOG_MIGRATIONS } from '../../server/sqlite-schema.ts'
import type { NewEvent } from '../../server/store.ts'

const COLUMNS = [
  ...['seq', 'id', 'type', 'ev', 'actor_id', 'device_id', 'device_n', 'hlc', 'audience', 'subject_id'],
  ...['about_id', 'occurred_at', 'received_at', 'content_hash', 'payload'],
]

type RawRow = readonly SQLInputValue[]

/** The table of the log without the rules of the log: nothing is looked up, compared or counted. */
export interface RawTable {
  /** Adds the rows in one transaction; flushed when it answers. */
  insert(rows: readonly RawRow[]): void | Promise<void>
  close(): void | Promise<void>
}

/** Rows ready to be stored, numbered on from `after`. */
export function rawRows(entries: readonly NewEvent[], after: number, now: number): RawRow[] {
  return entries.map(({ event, contentHash }, n) => [
    after + n + 1,
    event.id,
    event.type,
    event.ev,
    event.actorid,
    event.deviceid,
    event.devicen,
    event.hlc,
    event.audience,
    event.subject ?? null,
    null,
    event.time,
    now,
    contentHash,
    JSON.stringify(event),
  ])
}

/** A log file as the server opens one, with the same table, indexes and settings. */
export function openRawSqlite(directory: string): RawTable {
  const db = openSqliteFile(join(directory, 'raw.sqlite'), LOG_MIGRATIONS)
  db.exec('pragma secure_delete = on')
  const places = COLUMNS.map(() => '?').join(', ')
  const statement = db.prepare(`insert into event (${COLUMNS.join(', ')}) values (${places})`)
  return {
    insert: (rows) =>
      transaction(db, () => {
        for (const row of rows) statement.run(...row)
      }),
    close: () => db.close(),
  }
}

/** In the same database, by one statement for each batch, prepared: a transaction of its own, one way there and back. */
export async function openRawPostgres(ownerUrl: string): Promise<RawTable> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query(`create table raw_event (like event including all);
    alter table raw_event alter workspace_id set default '00000000-0000-4000-8000-000000000000'`)
  return {
    insert: async (rows) => {
      let place = 0
      const lines = rows.map(() => `(${COLUMNS.map(() => `$${++place}`).join(', ')})`)
      await client.query({
        name: `raw-${rows.length}`,
        text: `insert into raw_event (${COLUMNS.join(', ')}) values ${lines.join(', ')}`,
        values: rows.flat(),
      })
    },
    close: () => client.end(),
  }
}
