import { LIMITS } from '../model/limits.ts'
import { fail, type Result } from '../model/problem.ts'
import { applyEvents, withdrawEvents } from './apply-event.ts'
import { attempt, Refusal } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { recogniseEvent } from './recognise-event.ts'
import { type SetAside, SetAsideSchema } from './rows.ts'
import type { Actor } from './views.ts'
import { type EventDraft, writeEvents } from './write-events.ts'

/** What could not be used, newest first. */
export async function readSetAside(db: EarshotDatabase): Promise<SetAside[]> {
  const rows = await db.quarantine.orderBy('at').reverse().toArray()
  return rows.flatMap((row) => {
    const parsed = SetAsideSchema.safeParse(row)
    return parsed.success ? [parsed.data] : []
  })
}

/** Fields of an event's `data` that are a person's own words. */
const TEXT_FIELDS = new Set(['body', 'text', 'tag', 'learned', 'gave', 'excerpt', 'value', 'title'])
/** Texts are at most so deep in an event; a deeper one is nobody's writing. */
const DEPTH = 4

/** The texts of an event that a person may change: dotted path in its `data` → text. */
export function editableTexts(raw: unknown): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {}
  const visit = (value: unknown, path: readonly string[]) => {
    const key = path.at(-1) ?? ''
    if (typeof value === 'string' && TEXT_FIELDS.has(key)) texts[path.join('.')] = value
    if (!isPlain(value) || path.length >= DEPTH) return
    for (const [name, part] of Object.entries(value)) visit(part, [...path, name])
  }
  if (isPlain(raw)) visit(raw.data, [])
  return texts
}

/**
 * Sends again what the server refused, with `changes` to its texts (paths as in `editableTexts`). It is written as a
 * new event under a new id, because an id always stands for the same content; the refused one leaves quarantine
 * and the log in the same transaction. Answers the new event's id. Fails with `not-found` when it is gone or no
 * event of ours, and with `invalid` or `too-large` as every write does; then it stays where it is.
 */
export function resendSetAside(
  db: EarshotDatabase,
  actor: Actor,
  id: string,
  changes: Readonly<Record<string, string>>,
): Promise<Result<{ eventId: string }>> {
  return attempt(() =>
    db.transaction('rw', [...db.writingTables, db.quarantine], async () => {
      const row = await db.quarantine.get(id)
      const known = row === undefined ? null : knownIn(db, row)
      if (row === undefined || known === null) throw new Refusal('not-found')
      const { type, subject, audience } = known
      const draft = { type, subject, audience, data: changed(known.data, changes) } as EventDraft
      await takeOut(db, known.id)
      await db.quarantine.delete(id)
      const [eventId] = await writeEvents(db, actor, [draft])
      if (eventId === undefined) throw new Error('one draft makes one event')
      return { eventId }
    }),
  )
}

/**
 * Forgets one, when a person says so, and answers what it was, for `restoreSetAside`. What the server refused leaves
 * the log of this device too, so that all devices show the same.
 */
export function discardSetAside(db: EarshotDatabase, id: string): Promise<Result<SetAside | null>> {
  return attempt(() =>
    db.transaction('rw', [...db.logTables, db.quarantine], async () => {
      const row = await db.quarantine.get(id)
      if (row === undefined) return null
      const known = knownIn(db, row)
      if (known !== null) await takeOut(db, known.id)
      await db.quarantine.delete(id)
      return row
    }),
  )
}

/** Takes a discarding back. */
export async function restoreSetAside(db: EarshotDatabase, row: SetAside): Promise<Result<null>> {
  const parsed = SetAsideSchema.safeParse(row)
  if (!parsed.success) return fail('invalid', { path: 'row' })
  return attempt(() =>
    db.transaction('rw', [...db.logTables, db.quarantine], async () => {
      await db.quarantine.put(parsed.data)
      const known = knownIn(db, parsed.data)
      if (known !== null) await applyEvents(db, [known])
      return null
    }),
  )
}

/** These, or all of it, as JSON text in a file, for a report or for safe keeping. */
export async function exportSetAside(db: EarshotDatabase, ids?: readonly string[]): Promise<Blob> {
  const rows = await db.quarantine.orderBy('at').toArray()
  const wanted = ids === undefined ? rows : rows.filter(({ id }) => ids.includes(id))
  return asFile(wanted)
}

/** What waits to be sent, oldest first, as JSON text in a file. */
export async function exportUnsent(db: EarshotDatabase): Promise<Blob> {
  return asFile((await db.outbox.orderBy('n').toArray()).map(({ event }) => event))
}

function asFile(value: unknown): Blob {
  return new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' })
}

/** The event in a row that the server refused; null for anything else. */
function knownIn(db: EarshotDatabase, { origin, raw }: SetAside) {
  if (origin !== 'refused') return null
  const recognised = recogniseEvent(raw, db.workspaceId)
  return recognised.kind === 'known' ? recognised.event : null
}

async function takeOut(db: EarshotDatabase, eventId: string): Promise<void> {
  const row = await db.events.get(eventId)
  // With a `seq` the server has it after all, and it is everybody's.
  if (row === undefined || row.event.seq !== undefined) return
  await withdrawEvents(db, [eventId])
}

function changed(data: unknown, changes: Readonly<Record<string, string>>): unknown {
  const copy: unknown = structuredClone(data)
  const editable = editableTexts({ data })
  for (const [path, text] of Object.entries(changes)) {
    if (!Object.hasOwn(editable, path)) throw new Refusal('invalid', { path })
    if (text.length > LIMITS.noteBody) throw new Refusal('too-large', { path })
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    const holder = keys.reduce<unknown>((at, key) => (isPlain(at) ? at[key] : undefined), copy)
    if (isPlain(holder)) holder[last] = text
  }
  return copy
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
