import { Dexie } from 'dexie'
import { IDBFactory } from 'fake-indexeddb'
import { PullAnswerSchema } from '../../lib/model/wire.ts'
import { z } from '../../lib/model/zod.ts'
import { type EarshotDatabase, openDatabase } from '../../lib/store/database.ts'
import { discardSetAside } from '../../lib/store/quarantine.ts'
import { createSyncStore } from '../../lib/store/sync-store.ts'
import type { SimulatedDevice } from './device.ts'
import type { Admission, SimulatedServer } from './server.ts'

/** Rounds that a calm world may take until nobody has anything to say any more. */
const MOST_ROUNDS = 30

/** What every device must agree on. The log itself is not among them: a snapshot leaves out what was superseded. */
const TABLES = [
  'contacts',
  'identities',
  'interactions',
  'notes',
  'facts',
  'claims',
  'members',
  'merged',
] as const

export interface Witness {
  readonly device: SimulatedDevice
  /** The events that were written on it: id → what each says, as text. */
  readonly written: ReadonlyMap<string, string>
}

/**
 * What is wrong at the end, in words; nothing when all is well. Call it when the network is calm: everybody then
 * syncs until nothing moves, and after that
 * - every log is gapless, without doubles, holds nothing that nobody wrote, and each event is what its hash says;
 * - what the server acknowledged it has, or set aside in sight when it went back, and so it is with what was written;
 * - of whom was erased nothing is left anywhere;
 * - once what was set aside is discarded, no two devices of a member differ, and they hold what somebody would who
 *   read the whole log at once.
 */
export async function judge(
  server: SimulatedServer,
  witnesses: readonly Witness[],
  later: () => void,
): Promise<string[]> {
  const violations: string[] = []
  const settled = await settle(witnesses, later)
  if (!settled) violations.push('settling: devices still move after thirty rounds each')
  const { head, events, gaps, duplicates, hashMismatches, damage } = await server.verify()
  if (head !== events || gaps + duplicates + hashMismatches > 0 || damage.length > 0)
    violations.push(
      `log: head ${head}, ${events} events, ${gaps} gaps, ${duplicates} doubles, ${hashMismatches} changed, ${damage.join()}`,
    )
  const written = new Set(witnesses.flatMap((witness) => [...witness.written.keys()]))
  const readers = createReaders(server.workspaceId)
  for (const witness of witnesses) violations.push(...(await judgeDevice(server, readers, witness, written)))
  return violations
}

async function settle(witnesses: readonly Witness[], later: () => void): Promise<boolean> {
  for (let n = 0; n < MOST_ROUNDS; n++) {
    let moved = 0
    for (const { device } of witnesses) {
      const { pushed, received, setAside, problem } = await device.round(true)
      const waiting = await device.db().outbox.count()
      moved += pushed + received + setAside + waiting + (problem === null ? 0 : 1)
    }
    if (moved === 0) return true
    later()
  }
  return false
}

async function judgeDevice(
  server: SimulatedServer,
  expectedOf: Readers,
  witness: Witness,
  writtenByAll: ReadonlySet<string>,
): Promise<string[]> {
  const { device, written } = witness
  const admission = device.admission()
  const violations: string[] = []
  const whole = await pullAll(server, admission)
  const stored = new Set(whole.map(({ id }) => id))
  // Also what names somebody beside the one that it is about: with whom they were merged.
  const isErased = (id: string) => [...server.erased].some((erased) => written.get(id)?.includes(erased))
  const setAside = await device.db().quarantine.toArray()
  const aside = new Set(setAside.map(({ raw }) => idOf(raw)))
  // A server that went back decides anew, and by another clock may refuse what it once took.
  const refused = server.wentBack() ? aside : new Set<string>()
  const lost = [...device.acknowledged].filter((id) => !stored.has(id) && !refused.has(id) && !isErased(id))
  if (lost.length > 0) violations.push(`acknowledged and lost: ${lost.join()}`)
  const vanished = [...written.keys()].filter((id) => !stored.has(id) && !aside.has(id) && !isErased(id))
  if (vanished.length > 0) violations.push(`written and lost: ${vanished.join()}`)
  const doubled = whole.filter(({ id, source }) => source !== SERVER && !writtenByAll.has(id))
  if (doubled.length > 0)
    violations.push(`stored and written by nobody: ${doubled.map(({ id }) => id).join()}`)
  for (const place of await mentionsOf(device.db(), server.erased))
    violations.push(`erased and there: ${place}`)
  // Somebody's own entry that was set aside shows on their device until they decide.
  for (const { id } of setAside) await discardSetAside(device.db(), id)
  const expected = await expectedOf(admission, whole)
  const found = await rowsOf(device.db())
  for (const [table, rows] of Object.entries(expected))
    for (const [key, row] of new Map(
      [...rows, ...(found[table] ?? [])].map(([key]) => [key, rows.get(key)]),
    )) {
      const has = found[table]?.get(key)
      if (has !== row) violations.push(`differing: ${table} ${key}\n    has ${has}\n    not ${row}`)
    }
  return violations
}

const SERVER = 'urn:earshot:server'
const Identified = z.looseObject({ id: z.string() })
const Stored = z.looseObject({ id: z.string(), source: z.string() })
type Stored = z.infer<typeof Stored>

function idOf(raw: unknown): string {
  return Identified.catch({ id: '' }).parse(raw).id
}

/** The log as this member may read it. */
async function pullAll(server: SimulatedServer, admission: Admission): Promise<Stored[]> {
  const all: Stored[] = []
  for (let cursor = ''; ; ) {
    const url = `https://sync.example/v1/w/${server.workspaceId}/pull?cursor=${encodeURIComponent(cursor)}`
    const headers = { authorization: `Bearer ${admission.token}` }
    const answer = await server.handle(new Request(url, { headers }))
    const page = PullAnswerSchema.parse(await answer.json())
    all.push(...page.events.map((event) => Stored.parse(event)))
    if (!page.hasMore) return all
    cursor = page.cursor
  }
}

type Rows = Record<string, Map<string, string>>
type Readers = (admission: Admission, events: readonly unknown[]) => Promise<Rows>

/** What somebody would hold who read the whole log at once. Two devices of a member mostly read the same one. */
function createReaders(workspaceId: string): Readers {
  const met = new Map<string, Rows>()
  return async (admission, events) => {
    const log = JSON.stringify(events)
    const known = met.get(log)
    if (known !== undefined) return known
    const db = await readAtOnce(workspaceId, admission, events)
    const rows = await rowsOf(db)
    db.close()
    met.set(log, rows)
    return rows
  }
}

/** A database that read everything in one piece. */
async function readAtOnce(
  workspaceId: string,
  { deviceId }: Admission,
  events: readonly unknown[],
): Promise<EarshotDatabase> {
  Dexie.dependencies.indexedDB = new IDBFactory()
  const db = openDatabase(workspaceId)
  const received = await createSyncStore(db, deviceId).receive(events, 'end', 0)
  if (!received.ok) throw new Error(`the reference could not be made: ${received.problem.code}`)
  return db
}

/** Where a database still names somebody who was erased; the erasure itself may. */
async function mentionsOf(db: EarshotDatabase, contactIds: ReadonlySet<string>): Promise<string[]> {
  const places: string[] = []
  if (contactIds.size === 0) return places
  for (const table of db.tables)
    for (const row of await table.toArray()) {
      const text = JSON.stringify(row)
      if (text.includes('subject.erased')) continue
      for (const id of contactIds) if (text.includes(id)) places.push(`${table.name} ${text.slice(0, 300)}`)
    }
  return places
}

/** Table → key → row as text, without what depends on whether superseded events were read too. */
async function rowsOf(db: EarshotDatabase): Promise<Rows> {
  const tables: Rows = {}
  for (const name of TABLES) {
    const table = db.table<Record<string, unknown>>(name)
    const rows = await table.toArray()
    const standing = rows.filter(({ retracted }) => retracted !== true)
    const keys = [table.schema.primKey.keyPath ?? []].flat()
    tables[name] = new Map(
      standing.map(({ superseded: _, ...row }) => [keys.map((key) => row[key]).join(' '), textOf(row)]),
    )
  }
  return tables
}

function textOf(row: unknown): string {
  return JSON.stringify(row, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
