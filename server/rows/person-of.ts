import { z } from '../../lib/model/zod.ts'
import type { PersonIds } from '../store.ts'
import { readAll, type Steps } from './step.ts'

const MergeRow = z.object({
  id: z.string(),
  type: z.enum(['contact.merged', 'contact.unmerged']),
  audience: z.enum(['me', 'team']),
  subject_id: z.string().nullable(),
  about_id: z.string().nullable(),
  payload: z.string(),
})
type Merge = z.infer<typeof MergeRow>

const RemovesSchema = z.object({ data: z.object({ removes: z.array(z.uuid().toLowerCase()) }) })

/** All contacts that are one person with these. A merge stands while no separation names it, as on a device. */
export function* personOf(contactIds: readonly string[]): Steps<PersonIds> {
  const given = [...new Set(contactIds.map((id) => id.toLowerCase()))]
  const merges = yield* mergesAround(given)
  const forTeam = connected(given, standing(merges.filter(({ audience }) => audience === 'team')))
  const forAnybody = connected(given, standing(merges))
  return {
    contactIds: [...forTeam].sort(),
    perhaps: [...forAnybody].filter((id) => !forTeam.has(id)).sort(),
  }
}

/** What was ever said of being one person with these, or with whom that leads to. */
function* mergesAround(ids: readonly string[]): Steps<readonly Merge[]> {
  const found = new Map<string, Merge>()
  const seen = new Set(ids)
  for (let ahead = [...ids]; ahead.length > 0; ) {
    const rows = yield* readAll(
      MergeRow,
      `select id, type, audience, subject_id, about_id, payload from event
         where {ws} and payload is not null and type in ('contact.merged', 'contact.unmerged')
           and (subject_id {in ?1} or about_id {in ?1})`,
      ahead,
    )
    for (const row of rows) found.set(row.id, row)
    ahead = rows.flatMap(endsOf).filter((id) => !seen.has(id))
    for (const id of ahead) seen.add(id)
  }
  return [...found.values()]
}

function endsOf({ subject_id, about_id }: Merge): string[] {
  return [subject_id, about_id].filter((id) => id !== null)
}

function standing(merges: readonly Merge[]): readonly Merge[] {
  const removed = new Set(
    merges
      .filter(({ type }) => type === 'contact.unmerged')
      .flatMap(({ payload }) => RemovesSchema.safeParse(JSON.parse(payload)).data?.data.removes ?? []),
  )
  return merges.filter(({ id, type }) => type === 'contact.merged' && !removed.has(id))
}

function connected(ids: readonly string[], merges: readonly Merge[]): ReadonlySet<string> {
  const all = new Set(ids)
  for (let size = 0; size < all.size; ) {
    size = all.size
    for (const merge of merges) {
      const ends = endsOf(merge)
      if (ends.some((id) => all.has(id))) for (const id of ends) all.add(id)
    }
  }
  return all
}
