import type { EventOf } from '../model/event.ts'
import { byClock } from './by-clock.ts'

type Revised = EventOf<'note.revised'>

/**
 * The newest revision that all of these were made from, directly or not: what stood before they were written at
 * once. Null where there is none, or it is not in this device's log: a snapshot leaves out what was superseded.
 */
export function commonBase(heads: readonly string[], revisions: readonly Revised[]): Revised | null {
  const known = new Map(revisions.map((revision) => [revision.id, revision]))
  const [first, ...others] = heads.map((head) => ancestorsOf(head, known))
  const shared = [...(first ?? [])].filter((id) => others.every((ancestors) => ancestors.has(id)))
  return (
    shared
      .flatMap((id) => known.get(id) ?? [])
      .sort(byClock)
      .at(-1) ?? null
  )
}

/** Without the revision itself. A colleague's device may have sent a circle. */
function ancestorsOf(head: string, known: ReadonlyMap<string, Revised>): ReadonlySet<string> {
  const met = new Set<string>()
  const open = [head]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const { base = null, joins = [] } = known.get(id)?.data ?? {}
    for (const parent of [...(base === null ? [] : [base]), ...joins]) {
      if (met.has(parent) || parent === head) continue
      met.add(parent)
      open.push(parent)
    }
  }
  return met
}
