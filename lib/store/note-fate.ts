import { z } from '../model/zod.ts'
import type { EarshotDatabase } from './database.ts'
import { isErased } from './erase-contacts.ts'

/**
 * What became of a note after it was written. `erased`: nothing about its person is kept any more, so neither is it.
 * `set-aside`: the server refused a revision of it, which waits in quarantine for a person's decision.
 */
export type NoteFate = 'stands' | 'erased' | 'set-aside'

const RefusedSchema = z.object({ type: z.literal('note.revised'), data: z.object({ noteId: z.string() }) })

/** `noteId` null: nothing was typed yet, which an erasure of the person concerns all the same. */
export async function readNoteFate(
  db: EarshotDatabase,
  { noteId, contactId }: { readonly noteId: string | null; readonly contactId: string },
): Promise<NoteFate> {
  if (await isErased(db, contactId)) return 'erased'
  const refused = await db.quarantine.filter(({ origin }) => origin === 'refused').toArray()
  const isOfNote = ({ raw }: { raw: unknown }) => RefusedSchema.safeParse(raw).data?.data.noteId === noteId
  return noteId !== null && refused.some(isOfNote) ? 'set-aside' : 'stands'
}
