import { LIMITS } from '../model/limits.ts'
import type { Result } from '../model/problem.ts'
import { attempt, Refusal } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { DraftSchema } from './rows.ts'
import { readable } from './set-aside-rows.ts'

/**
 * Keeps what is being written in answer to a post. `key` is the post's permalink, else its mention's
 * key. An empty text forgets the draft. Fails with `too-large` and leaves the last one kept as it was.
 */
export function saveDraft(
  db: EarshotDatabase,
  key: string,
  text: string,
  now: number,
): Promise<Result<null>> {
  return attempt(async () => {
    if (text.length > LIMITS.draftText) throw new Refusal('too-large', { path: 'text' })
    if (text === '') await db.drafts.delete(key)
    else await db.drafts.put({ key, text, at: now })
    return null
  })
}

/** The draft kept under this key, or an empty text. */
export async function readDraft(db: EarshotDatabase, key: string): Promise<string> {
  const [draft] = readable(db, 'drafts', DraftSchema, [await db.drafts.get(key)])
  return draft?.text ?? ''
}
