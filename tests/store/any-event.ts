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
const handle = fc.constantFrom('brewbert', 'grindlord', 'crema_kai')

/** What a few devices may say about a few people, in any order and also about what nobody has logged yet. */
const anySaying = fc.oneof(
  small.map((n) => ({ type: 'interaction.logged', data: interaction(n) })),
  fc.record({ target: fc.integer({ min: 0, max: 11 }), learned: fc.string({ maxLength: 5 }) }).map((one) => ({
    type: 'interaction.amended',
    data: { interactionId: uuid('e', one.target), changes: { learned: one.learned } },
  })),
  fc.integer({ min: 0, max: 11 }).map((target) => ({
    type: 'interaction.retracted',
    data: { interactionId: uuid('e', target) },
  })),
  fc.record({ n: small, handle }).map((one) => ({
    type: 'contact.created',
    data: { contactId: uuid('c', one.n), identity: identity(one.handle) },
  })),
  fc.record({ n: small, handle }).map((one) => ({
    type: 'contact.handle_linked',
    data: { contactId: uuid('c', one.n), identity: identity(one.handle) },
  })),
  fc.record({ n: small, value: fc.string({ maxLength: 5 }) }).map((one) => ({
    type: 'contact.fields_set',
    data: { contactId: uuid('c', one.n), fields: { name: { value: one.value, base: null } } },
  })),
  fc
    .record({ n: small, body: fc.string({ maxLength: 5 }), base: fc.option(fc.integer({ min: 0, max: 11 })) })
    .map(({ n, body, base }) => ({
      type: 'note.revised',
      data: {
        noteId: uuid('b', n),
        contactId: uuid('c', n),
        base: base === null ? null : uuid('e', base),
        body,
      },
    })),
  small.map((n) => ({ type: 'note.deleted', data: { noteId: uuid('b', n), contactId: uuid('c', n) } })),
  small.map((n) => ({ type: 'member.joined', data: { member: { id: uuid('f', n), name: `Member ${n}` } } })),
  fc.constant({ type: 'idea.raised', data: { text: 'from a newer version' } }),
)

/** A set of events whose clocks disagree with the order of their ids. */
export const anyEvents: fc.Arbitrary<SyncEvent[]> = fc
  .array(fc.record({ saying: anySaying, clock: fc.integer({ min: 0, max: 8 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((sayings) =>
    sayings.map(({ saying, clock }, n) =>
      eventOf(n, { ...saying, hlc: tickHlc(null, MORNING + clock, uuid('dd', n % 3)) }),
    ),
  )
