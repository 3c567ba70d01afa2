import type { Claim, Fact, InteractionRow, MemberRow, Note } from '../model/contact.ts'
import type { KnownEvent, KnownEventType } from '../model/event.ts'
import { foldClaim } from './fold-claim.ts'
import { foldFact } from './fold-fact.ts'
import { foldInteraction } from './fold-interaction.ts'
import { foldMember } from './fold-member.ts'
import { foldNote } from './fold-note.ts'

/** The rows that one event each group of events makes; null where the events make none (yet, or any more). */
export interface Made {
  readonly interactions: Map<string, InteractionRow | null>
  readonly notes: Map<string, Note | null>
  readonly facts: Map<string, Fact | null>
  readonly claims: Map<string, Claim | null>
  readonly members: Map<string, MemberRow | null>
}

/** Makes rows of groups of events by `EventRow.about`; contacts and merges are made in rebuild-contacts.ts. */
export function foldLog(groups: ReadonlyMap<string, readonly KnownEvent[]>): Made {
  const made: Made = {
    interactions: new Map(),
    notes: new Map(),
    facts: new Map(),
    claims: new Map(),
    members: new Map(),
  }
  for (const [about, events] of groups) {
    const at = about.indexOf(':')
    const id = about.slice(at + 1)
    switch (about.slice(0, at)) {
      case 'interaction':
        made.interactions.set(
          id,
          foldInteraction(only(events, 'interaction.logged', 'interaction.amended', 'interaction.retracted')),
        )
        break
      case 'note':
        made.notes.set(id, foldNote(id, only(events, 'note.revised', 'note.deleted')))
        break
      case 'fact':
        made.facts.set(id, foldFact(only(events, 'fact.added', 'fact.confirmed', 'fact.retracted')))
        break
      case 'claim':
        made.claims.set(id, foldClaim(only(events, 'claim.taken', 'claim.released')))
        break
      case 'member':
        made.members.set(id, foldMember(only(events, 'member.joined', 'member.changed', 'device.revoked')))
        break
    }
  }
  return made
}

/** The events of these types, in order. */
export function only<T extends KnownEventType>(
  events: readonly KnownEvent[],
  ...types: readonly T[]
): Extract<KnownEvent, { type: T }>[] {
  const wanted: ReadonlySet<string> = new Set(types)
  return events.filter((event): event is Extract<KnownEvent, { type: T }> => wanted.has(event.type))
}
