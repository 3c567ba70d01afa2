import { z } from '../../lib/model/zod.ts'
import type { StoredPlaybook } from '../store.ts'
import { insert, readOne, type Steps } from './step.ts'

const PlaybookRow = z.object({ version: z.int(), tag: z.string(), content: z.string() })

export function* playbook(): Steps<StoredPlaybook | null> {
  const row = yield* readOne(
    PlaybookRow,
    'select version, tag, content from playbook where {ws} order by version desc limit 1',
  )
  return row === null ? null : { version: row.version, tag: row.tag, text: row.content }
}

export function* savePlaybook({ version, tag, text }: StoredPlaybook, now: number): Steps<void> {
  yield* insert('playbook', { version, tag, content: text, saved_at: now })
}
