import type { IndexableType, Table } from 'dexie'
import type { Mention } from '../model/mention.ts'
import { fail, type Result } from '../model/problem.ts'
import { applyEvents } from './apply-event.ts'
import { attempt } from './attempt.ts'
import {
  type BackedUpTable,
  type BackupOwner,
  isBackedUp,
  LineSchema,
  ROW_SCHEMAS,
  sha256,
} from './backup-format.ts'
import type { EarshotDatabase } from './database.ts'
import { eraseAgain } from './erase-contacts.ts'
import { type Backup, parseLine, readBackup } from './read-backup.ts'
import { recogniseEvent } from './recognise-event.ts'
import type { Draft, EventRow, OutboxRow, PlaybookRow, SetAside, SyncStateRow, Verdict } from './rows.ts'

/** Events applied at a time. */
const CHUNK = 1_000

export interface Restored {
  /** Rows of the file that were not here, or are another now, by table. */
  readonly rows: Record<string, number>
  /** Rows that were not readable and are now in quarantine. */
  readonly setAside: number
}

interface Sorted {
  readonly rows: Record<BackedUpTable, unknown[]>
  readonly broken: SetAside[]
  readonly eventsBroken: boolean
}

/**
 * Takes a backup into the database, in one transaction, after the whole file was checked. It merges and
 * never wipes: events are a union and the rows made from them are made anew; of drafts, verdicts, mentions and playbook the
 * newer stays; what is being typed stays. Unsent events are queued again under their own ids, so that the
 * server knows a repeat. A personal backup may go into another personal workspace, whose member then
 * stands for the one in the file; a team's goes into that team only (`invalid`, path `workspace`,
 * detail the kind of the workspace in the file). Other
 * failures are those of `readBackup`; nothing is changed by any of them.
 */
export async function restoreBackup(
  db: EarshotDatabase,
  file: Blob,
  into: BackupOwner,
): Promise<Result<Restored>> {
  const backup = await readBackup(file)
  if (!backup.ok) return backup
  const { owner } = backup.value
  const bothPersonal = owner.kind === 'personal' && into.kind === 'personal'
  if (owner.id !== into.id && !bothPersonal) return fail('invalid', { path: 'workspace', detail: owner.kind })
  const sorted = await sortLines(db, backup.value, bothPersonal ? into : owner)
  return attempt(() =>
    db.transaction('rw', db.tables, async () => {
      const before = await textsOf(db, sorted.rows)
      await putAll(db, sorted, into.kind)
      const after = await textsOf(db, sorted.rows)
      const counts = after.map(([table, texts], at) => [
        table,
        texts.filter((text, row) => text !== before[at]?.[1][row]).length,
      ])
      return { rows: Object.fromEntries(counts), setAside: sorted.broken.length }
    }),
  )
}

/** What the database holds under the keys of these rows, as text whatever the order of the fields. */
async function textsOf(
  db: EarshotDatabase,
  rows: Sorted['rows'],
): Promise<(readonly [table: string, texts: readonly (string | undefined)[]])[]> {
  const byField = (_: string, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part
  const texts: (readonly [string, readonly (string | undefined)[]])[] = []
  for (const [name, of] of Object.entries(rows)) {
    const table = db.table(name)
    const there = await table.bulkGet((of as Record<string, string>[]).map(keyIn(table)))
    texts.push([name, there.map((row) => (row === undefined ? undefined : JSON.stringify(row, byField)))])
  }
  return texts
}

async function sortLines(db: EarshotDatabase, { owner, lines }: Backup, as: BackupOwner): Promise<Sorted> {
  const names = Object.keys(ROW_SCHEMAS) as BackedUpTable[]
  const rows = Object.fromEntries(names.map((name): [string, unknown[]] => [name, []])) as Sorted['rows']
  const broken: SetAside[] = []
  let eventsBroken = false
  for (const original of lines) {
    // Random ids occur nowhere but where they are meant, so a text replacement is complete and exact.
    const line = original.replaceAll(owner.id, as.id).replaceAll(owner.member.id, as.member.id)
    const { table, row, reason } = readLine(db, line)
    if (reason === null) rows[table].push(row)
    else {
      eventsBroken ||= line.includes('"table":"events"')
      const id = `restore:${await sha256(new TextEncoder().encode(line))}`
      broken.push({ id, origin: 'restore', reason, raw: line, at: Date.now() })
    }
  }
  return { rows, broken, eventsBroken }
}

type ReadLine =
  | { readonly table: BackedUpTable; readonly row: unknown; readonly reason: null }
  | { readonly table: null; readonly row: null; readonly reason: string }

function readLine(db: EarshotDatabase, line: string): ReadLine {
  const unreadable = (reason: string): ReadLine => ({ table: null, row: null, reason })
  const parsed = parseLine(LineSchema, line)
  if (parsed === null) return unreadable('not a row')
  const { table } = parsed
  if (!isBackedUp(table)) return unreadable('of an unknown table')
  const row = ROW_SCHEMAS[table].safeParse(parsed.row)
  if (!row.success) return unreadable(`${table}: ${row.error.issues[0]?.path.map(String).join('.') ?? ''}`)
  if (table === 'events') {
    const recognised = recogniseEvent((row.data as EventRow).event, db.workspaceId)
    if (recognised.kind === 'unreadable') return unreadable(`events: ${recognised.reason}`)
  }
  return { table, row: row.data, reason: null }
}

async function putAll(db: EarshotDatabase, sorted: Sorted, kind: BackupOwner['kind']): Promise<void> {
  const { rows } = sorted
  for (const table of ['erased', 'unsavedNotes', 'deliveries'] as const)
    await putAbsent(db, table, rows[table])
  await putAbsent(db, 'quarantine', [...rows.quarantine, ...sorted.broken])
  if (kind === 'team') await putUnsent(db, rows.outbox as OutboxRow[])
  const events = rows.events as EventRow[]
  for (let at = 0; at < events.length; at += CHUNK)
    await applyEvents(
      db,
      events.slice(at, at + CHUNK).map(({ event }) => event),
    )
  for (const [table, aboutOf] of FROM_LOG) await putUntold(db, table, rows[table], aboutOf)
  await putNewer(
    db,
    'mentions',
    rows.mentions as Mention[],
    ({ key }) => key,
    ({ seenAt }) => seenAt,
  )
  for (const table of ['drafts', 'verdicts'] as const)
    await putNewer(
      db,
      table,
      rows[table] as (Draft | Verdict)[],
      ({ key }) => key,
      ({ at }) => at,
    )
  await putNewer(
    db,
    'playbook',
    rows.playbook as PlaybookRow[],
    ({ key }) => key,
    ({ fetchedAt }) => fetchedAt,
  )
  await eraseAgain(db)
  await mergeState(db, rows.syncState as SyncStateRow[], sorted.eventsBroken)
}

function keyIn(table: Table): (row: Record<string, string>) => IndexableType {
  const { keyPath } = table.schema.primKey
  return (row) =>
    Array.isArray(keyPath) ? keyPath.map((part) => row[part] ?? '') : (row[String(keyPath)] ?? '')
}

type AboutOf = (row: Record<string, string>) => string

/** Tables that the log makes, and what their rows are about, as `EventRow.about`. */
const FROM_LOG: readonly (readonly [BackedUpTable, AboutOf])[] = [
  ['contacts', ({ id }) => `contact:${id}`],
  ['identities', ({ contactId }) => `contact:${contactId}`],
  ['interactions', ({ id }) => `interaction:${id}`],
  ['notes', ({ id }) => `note:${id}`],
  ['facts', ({ id }) => `fact:${id}`],
  ['members', ({ id }) => `member:${id}`],
  ['claims', ({ key }) => `claim:${key}`],
]

/** Rows that the log says nothing about, because their events were not readable; any other the log has made or unmade. */
async function putUntold(
  db: EarshotDatabase,
  table: BackedUpTable,
  rows: readonly unknown[],
  aboutOf: AboutOf,
): Promise<void> {
  const keyed = rows as Record<string, string>[]
  const told = await Promise.all(
    keyed.map((row) => db.events.where('about').equals(aboutOf(row)).limit(1).primaryKeys()),
  )
  await putAbsent(
    db,
    table,
    keyed.filter((_, at) => told[at]?.length === 0),
  )
}

async function putAbsent(db: EarshotDatabase, name: BackedUpTable, rows: readonly unknown[]): Promise<void> {
  const table = db.table(name)
  const keyed = rows as Record<string, string>[]
  const there = await table.bulkGet(keyed.map(keyIn(table)))
  await table.bulkPut(keyed.filter((_, at) => there[at] === undefined))
}

/** What the server has already stored, as far as this device knows, is not sent again. */
async function putUnsent(db: EarshotDatabase, rows: readonly OutboxRow[]): Promise<void> {
  const known = await db.events.bulkGet(rows.map(({ id }) => id))
  const unsent = rows.filter((_, at) => known[at]?.event.seq === undefined)
  await putAbsent(
    db,
    'outbox',
    unsent.map((row) => ({ ...row, state: 'pending', leaseUntil: 0 })),
  )
}

async function putNewer<T>(
  db: EarshotDatabase,
  name: BackedUpTable,
  rows: readonly T[],
  keyOf: (row: T) => string,
  timeOf: (row: T) => number,
): Promise<void> {
  const there: (T | undefined)[] = await db.table(name).bulkGet(rows.map(keyOf))
  const newer = rows.filter((row, at) => {
    const kept = there[at]
    return kept === undefined || timeOf(row) > timeOf(kept)
  })
  await db.table(name).bulkPut(newer)
}

/**
 * Counters never go back, so that no number is used twice. The cursor of the file is taken only by a
 * database without one, and not when an event was unreadable: the server then tells everything again.
 */
async function mergeState(
  db: EarshotDatabase,
  rows: readonly SyncStateRow[],
  eventsBroken: boolean,
): Promise<void> {
  for (const { key, value } of rows) {
    const kept: unknown = (await db.syncState.get(key))?.value
    const counts = (key === 'devicen' || key === 'hlc') && typeof kept === typeof value
    const wanted = counts ? (value as string | number) > (kept as string | number) : kept === undefined
    if (wanted && !(key === 'cursor' && eventsBroken)) await db.syncState.put({ key, value })
  }
}
