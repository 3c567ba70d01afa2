import type { Contact, Identity, LostValue } from '../model/contact.ts'
import type { EventOf } from '../model/event.ts'
import { type Hlc, hlcTime } from '../model/hlc.ts'
import { byClock } from './by-clock.ts'
import { searchWords } from './search-words.ts'

/** The events that are folded into a contact. */
export const CONTACT_TYPES = [
  'contact.created',
  'contact.fields_set',
  'contact.handle_linked',
  'contact.handle_unlinked',
  'contact.deleted',
  'contact.restored',
  'tag.added',
  'tag.removed',
] as const

export type ContactEvent = EventOf<(typeof CONTACT_TYPES)[number]>

/** A contact as its events make it. `lastAt` and `deleted` hang on interactions and notes too, so they are not here. */
export interface FoldedContact {
  readonly contact: Omit<Contact, 'lastAt' | 'deleted'>
  /** Each identity with the stamp of the newest event that says so. */
  readonly identities: readonly { readonly identity: Identity; readonly hlc: Hlc }[]
}

/**
 * A person from all events about them and about the contacts merged into them, in whatever order they came:
 * handles and tags are observed-remove sets, each field has its last writer. Null until one event
 * names an identity.
 */
export function foldContact(
  id: string,
  mergedIds: readonly string[],
  events: readonly ContactEvent[],
): FoldedContact | null {
  const sorted = [...events].sort(byClock)
  const met = sorted.filter(
    (event) => event.type === 'contact.created' || event.type === 'contact.handle_linked',
  )
  if (met.length === 0) return null
  const removed = new Set(
    sorted.flatMap((event) =>
      event.type === 'contact.handle_unlinked' || event.type === 'tag.removed' ? event.data.removes : [],
    ),
  )
  const standing = new Map<string, { identity: Identity; hlc: Hlc }>()
  for (const { id: element, hlc, data } of met)
    if (!removed.has(element))
      standing.set(`${data.identity.site} ${data.identity.key}`, { identity: data.identity, hlc })
  const identities = [...standing.values()]
  const tags = sorted.flatMap((event) =>
    event.type === 'tag.added' && !removed.has(event.id) ? [event.data.tag] : [],
  )
  const { fields, lost } = foldFields(sorted.filter((event) => event.type === 'contact.fields_set'))
  const names = identities.flatMap(({ identity }) => [identity.name ?? '', identity.handle ?? ''])
  const words = searchWords([fields.name?.value ?? '', ...names].join(' '))
  return {
    contact: {
      id,
      mergedIds: [...mergedIds].sort(),
      fields,
      lost,
      tags: [...new Set(tags)].sort(),
      identities: identities.map(({ identity }) => identity),
      words: words.sort().slice(0, 50),
      firstAt: Math.min(...met.map(({ time }) => Date.parse(time))),
      ...foldDeletion(sorted),
    },
    identities,
  }
}

type FieldsSet = EventOf<'contact.fields_set'>

/**
 * The last writer of each field, and the values that lost to somebody who had not seen them: the writer's
 * `base` names another value, and it was not one written on the same device before. A value that was chosen
 * after all, or that somebody settled, is lost no more.
 */
function foldFields(sorted: readonly FieldsSet[]): Pick<Contact, 'fields' | 'lost'> {
  const current = new Map<string, { event: FieldsSet; value: string }>()
  const lost = new Map<string, LostValue>()
  const settled = new Set<string>()
  for (const event of sorted) {
    for (const [field, { value, base, settles = [] }] of Object.entries(event.data.fields)) {
      for (const hlc of settles) settled.add(`${field} ${hlc}`)
      const before = current.get(field)
      current.set(field, { event, value })
      if (before === undefined || before.event.hlc === base || isLaterHere(event, before.event)) continue
      const { hlc, actorid, time } = before.event
      const at = Date.parse(time)
      lost.set(`${field} ${hlc}`, {
        field,
        value: before.value,
        hlc,
        actorId: actorid,
        at,
        lostAt: hlcTime(event.hlc),
      })
    }
  }
  const stands = ({ field, hlc, value }: LostValue) =>
    !settled.has(`${field} ${hlc}`) && current.get(field)?.value !== value
  return {
    fields: Object.fromEntries(
      [...current].map(([name, { value, event }]) => [
        name,
        { value, hlc: event.hlc, actorId: event.actorid, at: Date.parse(event.time) },
      ]),
    ),
    lost: [...lost.values()].filter(stands),
  }
}

/** A device knows what it wrote itself, also while the server gives that another stamp. */
function isLaterHere(event: FieldsSet, before: FieldsSet): boolean {
  return event.deviceid === before.deviceid && event.devicen > before.devicen
}

/** The deletion that stands as far as the contact's own events say, and who undid the last one by an edit. */
function foldDeletion(sorted: readonly ContactEvent[]): Pick<Contact, 'deletion' | 'revived'> {
  let deletion: Contact['deletion'] = null
  let revived: Contact['revived'] = null
  for (const { type, hlc, actorid, time } of sorted) {
    const deed = { actorId: actorid, at: Date.parse(time) }
    switch (type) {
      case 'contact.deleted':
        deletion = { ...deed, hlc }
        revived = null
        break
      case 'contact.restored':
        deletion = null
        revived = null
        break
      case 'contact.created':
        // Two devices may meet the same stranger: that is no word on whether they should stay.
        break
      default:
        if (deletion !== null) revived = deed
        deletion = null
    }
  }
  return { deletion, revived }
}
