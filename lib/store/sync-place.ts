/** How far this device has read the server's log. Every function is called in a transaction over `syncState`. */
import { z } from '../model/zod.ts'
import type { EarshotDatabase } from './database.ts'

const text = z.string().nullable().catch(null)
const ReadSchema = z.object({
  cursor: z.string(),
  seq: z.int().nonnegative(),
  head: z.int().nonnegative(),
})
const SnapshotSchema = z.object({
  cursor: z.string(),
  done: z.int().nonnegative(),
  of: z.int().nonnegative(),
  unseen: z.array(z.string()).default([]),
})

/** The shape of Place in lib/sync/ports.ts. */
export interface StoredPlace {
  readonly cursor: string | null
  readonly seq: number
  readonly head: number
  readonly epoch: string | null
  readonly snapshot: {
    readonly cursor: string
    readonly done: number
    readonly of: number
    /** See void-revisions.ts. */
    readonly unseen: readonly string[]
  } | null
  readonly plain: boolean
}

export async function readPlace(db: EarshotDatabase): Promise<StoredPlace> {
  const keys = ['cursor', 'read', 'epoch', 'snapshot', 'plain']
  const [cursor, read, epoch, snapshot, plain] = await db.syncState.bulkGet(keys)
  const at = text.parse(cursor?.value)
  const counts = ReadSchema.safeParse(read?.value)
  // A cursor that another version or a backup has put there comes without its counts.
  const known = counts.success && counts.data.cursor === at ? counts.data : { seq: 0, head: 0 }
  return {
    cursor: at,
    seq: known.seq,
    head: known.head,
    epoch: text.parse(epoch?.value),
    snapshot: at === null ? (SnapshotSchema.safeParse(snapshot?.value).data ?? null) : null,
    plain: at === null && plain?.value === true,
  }
}

interface Reached {
  readonly cursor: string
  readonly seq: number
  readonly head: number
  /** Absent: the server did not say. */
  readonly epoch?: string | undefined
}

/** Pulling goes on from here. */
export async function saveReached(db: EarshotDatabase, { cursor, seq, head, epoch }: Reached): Promise<void> {
  await db.syncState.bulkPut([
    { key: 'cursor', value: cursor },
    { key: 'read', value: { cursor, seq, head } },
    ...(epoch === undefined ? [] : [{ key: 'epoch', value: epoch }]),
  ])
  await db.syncState.bulkDelete(['snapshot', 'plain'])
}

/** A server's newest `seq`, heard from an answer to a push. */
export async function saveHeard(
  db: EarshotDatabase,
  { epoch, head }: { readonly epoch: string | null; readonly head: number },
): Promise<void> {
  const place = await readPlace(db)
  if (epoch !== null && epoch !== place.epoch) await db.syncState.put({ key: 'epoch', value: epoch })
  if (place.cursor === null || head <= place.head) return
  await db.syncState.put({ key: 'read', value: { cursor: place.cursor, seq: place.seq, head } })
}

export async function saveSnapshotPlace(
  db: EarshotDatabase,
  value: NonNullable<StoredPlace['snapshot']>,
): Promise<void> {
  await db.syncState.put({ key: 'snapshot', value })
}

/** The log is read anew: by snapshot, or `plain` from its first event. Which log it is, is asked again too. */
export async function forgetPlace(db: EarshotDatabase, { plain }: { plain: boolean }): Promise<void> {
  await db.syncState.bulkDelete(['cursor', 'read', 'epoch', 'snapshot', 'snapshotAt'])
  await db.syncState.put({ key: 'plain', value: plain })
}
