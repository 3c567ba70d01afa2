import type { Fact } from '../model/contact.ts'
import type { EventOf } from '../model/event.ts'
import { byClock } from './by-clock.ts'

export type FactEvent = EventOf<'fact.added' | 'fact.confirmed' | 'fact.retracted'>

/**
 * A fact from all events about it, in whatever order they came: what was said, until when by the last who
 * confirmed it. A retraction stands for ever. Null until it was added.
 */
export function foldFact(events: readonly FactEvent[]): Fact | null {
  const sorted = [...events].sort(byClock)
  const added = sorted.find((event) => event.type === 'fact.added')
  if (added === undefined) return null
  const confirmed = sorted.findLast((event) => event.type === 'fact.confirmed')
  const { contactId, kind, text, source, expires } = added.data
  return {
    id: added.id,
    contactId,
    kind,
    text,
    source,
    expires: confirmed === undefined ? expires : confirmed.data.expires,
    audience: added.audience,
    actorId: added.actorid,
    at: Date.parse(added.time),
    confirmed:
      confirmed === undefined ? null : { actorId: confirmed.actorid, at: Date.parse(confirmed.time) },
    retracted: sorted.some(({ type }) => type === 'fact.retracted'),
    hlc: sorted.at(-1)?.hlc ?? added.hlc,
  }
}
