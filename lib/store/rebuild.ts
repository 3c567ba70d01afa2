import type { Table } from 'dexie'
import type { InteractionRow, Note } from '../model/contact.ts'
import type { KnownEvent } from '../model/event.ts'
import type { EarshotDatabase } from './database.ts'
import { foldLog, type Made } from './fold-log.ts'
import { connect, readEdges, readGroups } from './merged-contacts.ts'
import { type Change, rebuildContacts } from './rebuild-contacts.ts'
import { knownEvents, NEWER } from './recognise-event.ts'
import type { EventRow } from './rows.ts'
import { rowsNear } from './rows-near.ts'

/** Events that were parsed already, by id. */
export type Parsed = ReadonlyMap<string, KnownEvent>

const NONE: Parsed = new Map()

/**
 * Makes rows anew from the log; `abouts` as in `EventRow.about`. A row whose events are gone goes too. Same
 * transaction as `applyEvents`.
 */
export async function rebuild(
  db: EarshotDatabase,
  abouts: ReadonlySet<string>,
  parsed: Parsed = NONE,
): Promise<void> {
  const kinds = byKind(abouts)
  const made = foldLog(await readLog(db, kinds.others, parsed))
  const changes = await putRows(db, made)
  const regrouped = await regroup(db, kinds.merges)
  await rebuildContacts(db, {
    said: new Set([...kinds.contacts, ...regrouped]),
    regrouped,
    changes,
    readEvents: (contactIds) =>
      readLog(
        db,
        contactIds.map((id) => `contact:${id}`),
        parsed,
      ),
  })
}

function byKind(abouts: ReadonlySet<string>) {
  const kinds = { contacts: [] as string[], merges: [] as string[], others: [] as string[] }
  for (const about of abouts) {
    if (about.startsWith(NEWER) || about.startsWith('erasure:')) continue
    if (about.startsWith('contact:')) kinds.contacts.push(about.slice('contact:'.length))
    else if (about.startsWith('merge:')) kinds.merges.push(about)
    else kinds.others.push(about)
  }
  return kinds
}

/** What the log holds about each of these, parsed; one without events has an empty list. */
async function readLog(
  db: EarshotDatabase,
  abouts: readonly string[],
  parsed: Parsed,
): Promise<Map<string, KnownEvent[]>> {
  const groups = new Map<string, KnownEvent[]>(abouts.map((about) => [about, []]))
  for (const row of await rowsAbout(db, abouts)) {
    const known = parsed.get(row.id)
    groups.get(row.about)?.push(...(known === undefined ? knownEvents([row], db.workspaceId) : [known]))
  }
  return groups
}

/** One kind at a time: between the newest interaction and the newest note lie all interactions of years. */
async function rowsAbout(db: EarshotDatabase, abouts: readonly string[]): Promise<EventRow[]> {
  const rows: EventRow[] = []
  for (const kind of Map.groupBy(abouts, (about) => about.slice(0, about.indexOf(':'))).values())
    rows.push(...(await rowsNear(db.events, 'about', kind)))
  return rows
}

/** Writes what was made; answers with how the rows that contacts hang on were before and are now. */
async function putRows(db: EarshotDatabase, made: Made): Promise<Change[]> {
  // Folded first and written together: Dexie loses track of a transaction after a hundred awaits
  // without a request (its ZONE_ECHO_LIMIT), and one bulk write is faster than many.
  const changes = [
    ...(await changesOf<InteractionRow>(db.table('interactions'), made.interactions, timeOfInteraction)),
    ...(await changesOf<Note>(db.table('notes'), made.notes, timeOfNote)),
    ...(await changesOf(db.table('facts'), made.facts, () => null)),
  ]
  for (const name of ['interactions', 'notes', 'facts', 'claims', 'members'] as const) {
    const rows = [...made[name]] as [string, object | null][]
    const gone = rows.flatMap(([id, row]) => (row === null ? [id] : []))
    if (rows.length > gone.length) await db.table(name).bulkPut(rows.flatMap(([, row]) => row ?? []))
    if (gone.length > 0) await db.table(name).bulkDelete(gone)
  }
  return changes
}

function timeOfInteraction({ at, retracted }: InteractionRow): number | null {
  return retracted ? null : at
}

function timeOfNote({ lastAt, deleted }: Note): number | null {
  return deleted ? null : lastAt
}

async function changesOf<T extends { id: string; contactId: string }>(
  table: Table<T, string>,
  rows: ReadonlyMap<string, T | null>,
  timeOf: (row: T) => number | null,
): Promise<Change[]> {
  if (rows.size === 0) return []
  const before = new Map((await rowsNear(table, 'id', rows.keys())).map((row) => [row.id, row]))
  return [...rows].flatMap(([id, now]) => {
    const was = before.get(id)
    const moved = was !== undefined && was.contactId !== now?.contactId
    return [
      ...(now === null
        ? []
        : [
            {
              contactId: now.contactId,
              before: moved || was === undefined ? null : timeOf(was),
              now: timeOf(now),
            },
          ]),
      ...(was !== undefined && moved ? [{ contactId: was.contactId, before: timeOf(was), now: null }] : []),
    ]
  })
}

/**
 * Works out anew who is one person with whom, around these merges. Answers with the contacts whose group may be
 * another now. A group is found without the whole log: every standing merge of a member is with a member.
 */
async function regroup(db: EarshotDatabase, merges: readonly string[]): Promise<string[]> {
  if (merges.length === 0) return []
  const ends = [...new Set(merges.flatMap((about) => about.slice('merge:'.length).split(' ')))]
  const groups = await readGroups(db, ends)
  const ids = [...new Set(ends.flatMap((id) => [...groups.membersOf(groups.survivorOf(id))]))].sort()
  const edges = await readEdges(db, ids)
  const within = new Set(ids)
  const survivors = connect(
    ids,
    edges.filter(({ ends }) => ends.every((id) => within.has(id))),
  )
  const merged = [...survivors].flatMap(([id, survivorId]) => (id === survivorId ? [] : [{ id, survivorId }]))
  await db.merged.bulkDelete(ids)
  await db.merged.bulkPut(merged)
  return ids
}
