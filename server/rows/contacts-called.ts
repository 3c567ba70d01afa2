import { IdentitySchema } from '../../lib/model/contact.ts'
import { z } from '../../lib/model/zod.ts'
import type { CalledContact } from '../store.ts'
import { readAll, type Steps } from './step.ts'

const NamingRow = z.object({ subject_id: z.string(), payload: z.string() })
const NamingSchema = z.object({ data: z.object({ identity: IdentitySchema }) })

/**
 * Whom the log names so on any site: `word` is the key, the handle or the lasting id, in any case, with `@` or `u/`
 * before it or not. Reads every entry that names a contact: takes a while on a large log.
 */
export function* contactsCalled(word: string): Steps<readonly CalledContact[]> {
  const rows = yield* readAll(
    NamingRow,
    `select subject_id, payload from event where {ws} and subject_id is not null and payload is not null
       and type in ('contact.created', 'contact.handle_linked') order by seq`,
  )
  const wanted = bare(word)
  const found = new Map<string, CalledContact>()
  for (const { subject_id: contactId, payload } of rows) {
    const identity = NamingSchema.safeParse(JSON.parse(payload)).data?.data.identity
    if (identity === undefined) continue
    const { site, key, handle, stableId } = identity
    const names = [key, handle, stableId].filter((name) => name !== null)
    if (names.some((name) => bare(name) === wanted))
      found.set(`${contactId} ${site}`, { contactId, site, key })
  }
  return [...found.values()]
}

/** As people write a name, and as a page shows it. */
function bare(name: string): string {
  return name
    .trim()
    .replace(/^(@|\/?u\/)/i, '')
    .toLowerCase()
}
