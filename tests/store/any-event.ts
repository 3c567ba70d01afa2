import fc from 'fast-check'
import type { SyncEvent } from '../../lib/model/event.ts'
import { tickHlc } from '../../lib/model/hlc.ts'
import { MAYA, MORNING, SAM } from './quillon.ts'

/** A UUID that a test can name. */
export function uuid(kind: string, n: number): string {
  return `${kind.padEnd(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
}

export const WORKSPACE = uuid('aaaa', 1)

export function eventOf(
  n: number,
  about: { type: string; data: Record<string, unknown> } & Partial<SyncEvent>,
): SyncEvent {
  const deviceid = uuid('dd', n % 3)
  return {
    specversion: '1.0',
    id: uuid('e', n),
    source: `urn:device:${deviceid}`,
    time: new Date(MORNING + n * 1_000).toISOString(),
    workspaceid: WORKSPACE,
    actorid: n % 2 === 0 ? MAYA : SAM,
    deviceid,
    devicen: n,
    hlc: tickHlc(null, MORNING + n * 1_000, deviceid),
    ev: 1,
    audience: 'team',
    ...about,
  }
}

export function identity(handle: string) {
  return { site: 'reddit', key: handle, handle, name: `${handle} Ünal`, url: null, stableId: null }
}

export function interaction(contact: number) {
  return {
    contactId: uuid('c', contact),
    outcome: 'answered',
    site: 'reddit',
    permalink: null,
    threadKey: 'reddit:t1',
    threadTitle: null,
    postKey: `p${contact}`,
    excerpt: 'My Quillon jams',
    topics: ['brand'],
    playbookVersion: 1,
    learned: null,
    gave: null,
    promise: null,
    routedTo: null,
  }
}

const small = fc.integer({ min: 0, max: 2 })
/** Any of the events of a set, also one that is not in it. */
const target = fc.integer({ min: 0, max: 11 })
const handle = fc.constantFrom('brewbert', 'grindlord', 'crema_kai')
const text = fc.string({ maxLength: 5 })
const targets = fc.array(target, { minLength: 1, maxLength: 3 })
const idsOf = (numbers: readonly number[]) => numbers.map((n) => uuid('e', n))

const said = <T extends Record<string, unknown>>(type: string, parts: fc.Arbitrary<T>) =>
  parts.map((data) => ({ type, data, subject: String(data.contactId ?? uuid('c', 0)) }))

const contactId = small.map((n) => uuid('c', n))

const anyOfContacts = fc.oneof(
  said('contact.created', fc.record({ contactId, identity: handle.map(identity) })),
  said('contact.handle_linked', fc.record({ contactId, identity: handle.map(identity) })),
  said('contact.handle_unlinked', fc.record({ contactId, removes: targets.map(idsOf) })),
  said(
    'contact.fields_set',
    fc.record({
      contactId,
      fields: fc.record({
        name: fc.record({ value: text, base: fc.option(small.map((clock) => stamp(clock, clock))) }),
      }),
    }),
  ),
  said('contact.deleted', fc.record({ contactId })),
  said('contact.restored', fc.record({ contactId })),
  said('tag.added', fc.record({ contactId, tag: fc.constantFrom('vip', 'roaster') })),
  said('tag.removed', fc.record({ contactId, removes: targets.map(idsOf) })),
  said('contact.merged', fc.record({ contactId, mergedId: contactId })),
  said('contact.unmerged', fc.record({ contactId, mergedId: contactId, removes: targets.map(idsOf) })),
)

const anyOfOthers = fc.oneof(
  small.map((n) => ({ type: 'interaction.logged', data: interaction(n), subject: uuid('c', n) })),
  said(
    'interaction.amended',
    fc.record({ interactionId: target.map((n) => uuid('e', n)), changes: fc.record({ learned: text }) }),
  ),
  said('interaction.retracted', fc.record({ interactionId: target.map((n) => uuid('e', n)) })),
  said(
    'note.revised',
    fc
      .record({ n: small, base: fc.option(target.map((n) => uuid('e', n))), body: text })
      .map(({ n, ...rest }) => ({ noteId: uuid('b', n), contactId: uuid('c', n), ...rest })),
  ),
  said(
    'note.deleted',
    small.map((n) => ({ noteId: uuid('b', n), contactId: uuid('c', n) })),
  ),
  said(
    'fact.added',
    fc.record({
      contactId,
      kind: fc.constant('interest'),
      text: fc.string({ minLength: 1, maxLength: 5 }),
      source: fc.constant(null),
      expires: fc.constant(null),
    }),
  ),
  said(
    'fact.confirmed',
    fc.record({
      factId: target.map((n) => uuid('e', n)),
      contactId,
      expires: fc.constantFrom('2027-01-01', '2027-02-02', null),
    }),
  ),
  said('fact.retracted', fc.record({ factId: target.map((n) => uuid('e', n)), contactId })),
  fc.constant({
    type: 'claim.taken',
    data: { site: 'reddit', threadKey: 'reddit:t1', title: null, until: new Date(MORNING + 4).toISOString() },
  }),
  fc.constant({ type: 'claim.released', data: { site: 'reddit', threadKey: 'reddit:t1' } }),
  small.map((n) => ({ type: 'member.joined', data: { member: { id: uuid('f', n), name: `Member ${n}` } } })),
  small.map((n) => ({ type: 'member.changed', data: { member: { id: uuid('f', n), name: `M ${n}` } } })),
  small.map((n) => ({ type: 'device.revoked', data: { deviceId: uuid('dd', n), memberId: uuid('f', n) } })),
  fc.constant({ type: 'idea.raised', data: { text: 'from a newer version' } }),
)

/** Somebody asked to be forgotten. */
const erasure = small.map((n) => ({
  type: 'subject.erased',
  data: { contactIds: [uuid('c', n)], marks: [] },
}))

/** What a few devices may say about a few people, in any order and also about what nobody has logged yet. */
const anySaying = fc.oneof(
  { weight: 10, arbitrary: anyOfContacts },
  { weight: 8, arbitrary: anyOfOthers },
  { weight: 1, arbitrary: erasure },
)

/** A stamp out of few, so that two edits often happen in the same tick. */
function stamp(clock: number, device: number): string {
  return tickHlc(null, MORNING + clock, uuid('dd', device % 3))
}

/** A set of events whose clocks disagree with the order of their ids. */
export const anyEvents: fc.Arbitrary<SyncEvent[]> = fc
  .array(fc.record({ saying: anySaying, clock: fc.integer({ min: 0, max: 8 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((sayings) =>
    truthful(sayings.map(({ saying, clock }, n) => eventOf(n, { ...saying, hlc: stamp(clock, n) }))),
  )

/** As every device writes it: what changes an interaction or a fact names the contact that this is about. */
function truthful(events: readonly SyncEvent[]): SyncEvent[] {
  const contacts = new Map(events.map(({ id, data }) => [id, data.contactId]))
  return events.map((event) => {
    const contact = contacts.get(String(event.data.interactionId ?? event.data.factId))
    if (typeof contact !== 'string') return event
    const { factId, contactId: _, ...data } = event.data
    const about = factId === undefined ? data : { ...data, factId, contactId: contact }
    return { ...event, subject: contact, data: about }
  })
}
