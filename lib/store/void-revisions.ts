/**
 * Revisions of notes that a snapshot leaves out, of those that this device has. A snapshot holds everything up to its
 * end but what a later entry made void; where it leaves out the revision in between as well, nothing on this device
 * says any more that an old one was followed, and it would stand beside the newest as if both had been written at
 * once. So it goes from this device's log too, which is then what a device has that begins with that snapshot.
 * Every function is called in a transaction over the tables of the log and `syncState`.
 */
import type { SyncEvent } from '../model/event.ts'
import { z } from '../model/zod.ts'
import { withdrawEvents } from './apply-event.ts'
import type { EarshotDatabase } from './database.ts'
import type { EventRow } from './rows.ts'
import { readPlace, saveSnapshotPlace } from './sync-place.ts'

const IdSchema = z.looseObject({ id: z.string() })

/** Those that no page of the snapshot named so far. `before`: what this said at the page before; null at the first one. */
export async function unseenRevisions(
  db: EarshotDatabase,
  before: readonly string[] | null,
  page: readonly unknown[],
  at: number,
): Promise<readonly string[]> {
  const waiting = before ?? (await numberedRevisions(db, at))
  if (waiting.length === 0) return waiting
  const named = new Set(page.map((raw) => IdSchema.safeParse(raw).data?.id))
  return waiting.filter((id) => !named.has(id))
}

/** When the snapshot that ends at `at` was taken in whole: none of its pages named these. */
export async function withdrawUnseen(
  db: EarshotDatabase,
  unseen: readonly string[],
  at: number,
): Promise<void> {
  if (unseen.length > 0) {
    const rows = (await db.events.bulkGet([...unseen])).filter((row) => row !== undefined)
    await withdrawEvents(db, within(rows, at))
  }
  await db.syncState.put({ key: 'snapshotAt', value: at })
}

/**
 * Revisions of ours that the server had stored already, `seq` set: their receipt was lost. Had they counted at the end of
 * our snapshot it would have brought them, and they would not have been sent again.
 */
export async function takeRepeated(db: EarshotDatabase, repeated: readonly SyncEvent[]): Promise<void> {
  if (repeated.length === 0) return
  const rows = (await db.events.bulkGet(repeated.map(({ id }) => id))).filter((row) => row !== undefined)
  const seqs = new Map(repeated.map(({ id, seq }) => [id, seq]))
  const numbered = rows.map((row) => ({ ...row, event: { ...row.event, seq: seqs.get(row.id) } }))
  await db.events.bulkPut(numbered)
  const { snapshot } = await readPlace(db)
  if (snapshot !== null) {
    const unseen = [...new Set([...snapshot.unseen, ...numbered.map(({ id }) => id)])]
    await saveSnapshotPlace(db, { ...snapshot, unseen })
    return
  }
  const end = z.int().safeParse((await db.syncState.get('snapshotAt'))?.value)
  if (end.success) await withdrawEvents(db, within(numbered, end.data))
}

async function numberedRevisions(db: EarshotDatabase, at: number): Promise<readonly string[]> {
  return within(await db.events.where('about').startsWith('note:').toArray(), at)
}

/** Ids of the revisions among them that the server has numbered, up to `at`. What waits to be sent has no number. */
function within(rows: readonly EventRow[], at: number): string[] {
  return rows
    .filter(({ event: { type, seq } }) => type === 'note.revised' && seq !== undefined && seq <= at)
    .map(({ id }) => id)
}
