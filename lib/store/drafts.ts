import { LIMITS } from '../model/limits.ts'
import type { Result } from '../model/problem.ts'
import { attempt, Refusal } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { DraftSchema } from './rows.ts'
import { readable } from './set-aside-rows.ts'

/**
 * Keeps what is being written in answer to a post. `key` is the post's permalink, else its mention's
 * key. An empty text forgets the draft. Fails with `too-large` and leaves the last one kept as it was.
 *
 * `base` is the text that the writer last knew to be kept. Where another one is kept by now, nothing is
 * written and the value is that text; else it is null. Without a `base`, any draft is written over.
 */
export function saveDraft(
  db: EarshotDatabase,
  key: string,
  text: string,
  now: number,
  base?: string,
): Promise<Result<string | null>> {
  return attempt(async () => {
    if (text.length > LIMITS.draftText) throw new Refusal('too-large', { path: 'text' })
    return db.transaction('rw', db.drafts, async () => {
      const row = DraftSchema.safeParse(await db.drafts.get(key))
      const kept = row.success ? row.data.text : ''
      if (base !== undefined && kept !== base) return kept === text ? null : kept
      if (text === '') await db.drafts.delete(key)
      else await db.drafts.put({ key, text, at: now })
      return null
    })
  })
}

/** The draft kept under this key, or an empty text. */
export async function readDraft(db: EarshotDatabase, key: string): Promise<string> {
  const [draft] = readable(db, 'drafts', DraftSchema, [await db.drafts.get(key)])
  return draft?.text ?? ''
}
