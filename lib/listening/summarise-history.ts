import type { Contact, InteractionRow, Member } from '../model/contact.ts'
import type { Outcome } from '../model/interaction.ts'

interface Person {
  readonly id: string
  readonly name: string
  /** The person in front of the screen. */
  readonly me: boolean
}

/** One line about a contact; what the screens know as ContactSummary. */
export interface HistorySummary {
  readonly id: string
  readonly name: string
  readonly handle: string | null
  readonly site: string | null
  /** Interactions that stand. */
  readonly meetings: number
  readonly last: { readonly at: number; readonly by: Person; readonly outcome: Outcome } | null
  /** The oldest promise that stands; a promise is taken back by amending it away. */
  readonly promise: { readonly text: string; readonly due: string | null; readonly by: Person } | null
}

/**
 * Who of us met this contact last, how often, and what is still promised. `interactions` are this
 * contact's, in any order; those taken back do not count. `name` is empty for somebody of whom the site shows neither
 * name nor handle.
 */
export function summariseHistory(
  contact: Contact,
  interactions: readonly InteractionRow[],
  members: readonly Member[],
  me: string,
): HistorySummary {
  const standing = interactions.filter(({ retracted }) => !retracted).sort(byTime)
  const last = standing.at(-1)
  const promised = standing.find(({ promise }) => promise !== null)
  const by = (id: string): Person => nameMember(id, members, me)
  return {
    id: contact.id,
    ...nameContact(contact),
    meetings: standing.length,
    last: last === undefined ? null : { at: last.at, by: by(last.actorId), outcome: last.outcome },
    promise: promised?.promise ? { ...promised.promise, by: by(promised.actorId) } : null,
  }
}

/** A member's name beside what they logged; empty while this device has not heard of them. */
export function nameMember(id: string, members: readonly Member[], me: string): Person {
  return { id, name: members.find((member) => member.id === id)?.name ?? '', me: id === me }
}

function nameContact({ fields, identities }: Contact): Pick<HistorySummary, 'name' | 'handle' | 'site'> {
  const first = identities[0]
  const handle = identities.find((identity) => identity.handle !== null)?.handle ?? null
  const shown = identities.find((identity) => identity.name !== null)?.name
  return { name: fields.name?.value || shown || handle || '', handle, site: first?.site ?? null }
}

/** Two devices must agree on which of two simultaneous meetings was the last. */
function byTime(a: InteractionRow, b: InteractionRow): number {
  return a.at - b.at || (a.id < b.id ? -1 : 1)
}
