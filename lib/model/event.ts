import { FACT_KINDS, IdentitySchema, MemberSchema } from './contact.ts'
import { isHlc } from './hlc.ts'
import { AudienceSchema, InteractionSchema } from './interaction.ts'
import { LIMITS } from './limits.ts'
import { SiteIdSchema, WebUrlSchema } from './thread.ts'
import { z } from './zod.ts'

/**
 * The envelope of everything in the log: CloudEvents 1.0 in JSON, with our extensions in lower case as
 * the specification asks (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md).
 * Unknown fields are kept, so that a newer client's event survives a round trip through an older one.
 */
const envelope = {
  specversion: z.literal('1.0'),
  /** UUID version 7, made on the device. The key by which the server knows a repeat. */
  id: z.uuid(),
  /** `urn:device:<device id>`, or `urn:earshot:server`. */
  source: z.string().max(200),
  /** The contact this is about. */
  subject: z.uuid().optional(),
  /** Claimed time of what happened. */
  time: z.iso.datetime(),
  workspaceid: z.uuid(),
  /** Who did it. Set by the server from the token; a client's word is ignored. */
  actorid: z.uuid(),
  deviceid: z.uuid(),
  /** Counts up by one for each event of a device, never reused. */
  devicen: z.int().nonnegative(),
  hlc: z.string().refine(isHlc, 'not a clock stamp'),
  /** Version of the event's type. */
  ev: z.int().min(1).max(LIMITS.eventVersion),
  audience: AudienceSchema,
} as const

/** Set by the server when it has stored the event. */
const stored = {
  seq: z.int().min(1).optional(),
  receivedat: z.iso.datetime().optional(),
} as const

function event<T extends string, D extends z.ZodType>(type: T, data: D) {
  return z.looseObject({ ...envelope, ...stored, type: z.literal(type), data })
}

export const InteractionLoggedSchema = event('interaction.logged', InteractionSchema)

/** Only the fields present are changed. The interaction is `data.interactionId`, an event id. */
export const InteractionAmendedSchema = event(
  'interaction.amended',
  z.looseObject({
    interactionId: z.uuid(),
    changes: InteractionSchema.pick({
      outcome: true,
      learned: true,
      gave: true,
      promise: true,
      routedTo: true,
      replyPermalink: true,
    }).partial(),
  }),
)

export const InteractionRetractedSchema = event(
  'interaction.retracted',
  z.looseObject({ interactionId: z.uuid() }),
)

/** `subject` is the contact. Idempotent: two devices may both send it. */
export const ContactCreatedSchema = event(
  'contact.created',
  z.looseObject({ contactId: z.uuid(), identity: IdentitySchema }),
)

/** Last writer wins, per field, by `hlc`. `base` is the stamp of the value that the person saw. */
export const ContactFieldsSetSchema = event(
  'contact.fields_set',
  z.looseObject({
    contactId: z.uuid(),
    fields: z.record(
      z.string().max(40),
      z.object({
        value: z.string().max(2_000),
        base: z.string().nullable(),
        /** Stamps of values that had lost to another, and that the person saw when they chose this one. */
        settles: z.array(z.string().refine(isHlc, 'not a clock stamp')).max(50).optional(),
      }),
    ),
  }),
)

/** Handles are an observed-remove set (Shapiro et al. 2011): the element is this event, or `contact.created`. */
export const ContactHandleLinkedSchema = event(
  'contact.handle_linked',
  z.looseObject({ contactId: z.uuid(), identity: IdentitySchema }),
)

/** Elements of an observed-remove set that the person saw: what somebody adds meanwhile stays. */
const removes = z.array(z.uuid()).min(1).max(500)

/** Takes a handle off. `removes`: the `contact.created` and `contact.handle_linked` that say it. */
export const ContactHandleUnlinkedSchema = event(
  'contact.handle_unlinked',
  z.looseObject({ contactId: z.uuid(), removes }),
)

/**
 * Two contacts are one person. The smaller id stands for both, whoever says it and in which order; one who
 * names them the other way round means the same.
 */
export const ContactMergedSchema = event(
  'contact.merged',
  z.looseObject({ contactId: z.uuid(), mergedId: z.uuid() }),
)

/** They are not. `removes`: the merges that the person saw; one made meanwhile stays. */
export const ContactUnmergedSchema = event(
  'contact.unmerged',
  z.looseObject({ contactId: z.uuid(), mergedId: z.uuid(), removes }),
)

/** Out of sight, with everything about them: last writer by `hlc`. Whatever is written later brings them back. */
export const ContactDeletedSchema = event('contact.deleted', z.looseObject({ contactId: z.uuid() }))

export const ContactRestoredSchema = event('contact.restored', z.looseObject({ contactId: z.uuid() }))

/** A word on a contact that colleagues sort by; an observed-remove set whose elements are these events. */
export const TagAddedSchema = event(
  'tag.added',
  z.looseObject({ contactId: z.uuid(), tag: z.string().trim().min(1).max(LIMITS.tag) }),
)

/** `removes`: the `tag.added` events of one tag that the person saw. */
export const TagRemovedSchema = event('tag.removed', z.looseObject({ contactId: z.uuid(), removes }))

/** Something known about a contact. The fact's id is the event's; who says so and when is in the envelope. */
export const FactAddedSchema = event(
  'fact.added',
  z.looseObject({
    contactId: z.uuid(),
    kind: z.enum(FACT_KINDS),
    text: z.string().min(1).max(2_000),
    /** Where it was said in public. */
    source: WebUrlSchema.nullable(),
    /** The day after which it is not shown as known; null: until somebody takes it back. */
    expires: z.iso.date().nullable(),
  }),
)

/** Still so, as far as this member knows. Last writer of `expires` by `hlc`. */
export const FactConfirmedSchema = event(
  'fact.confirmed',
  z.looseObject({ factId: z.uuid(), contactId: z.uuid(), expires: z.iso.date().nullable() }),
)

/** Stands for ever; who was right after all adds the fact anew. */
export const FactRetractedSchema = event(
  'fact.retracted',
  z.looseObject({ factId: z.uuid(), contactId: z.uuid() }),
)

/** A revision chain: `base` is the revision that was edited (an event id), null for a new note. */
export const NoteRevisedSchema = event(
  'note.revised',
  z.looseObject({
    noteId: z.uuid(),
    contactId: z.uuid(),
    base: z.uuid().nullable(),
    body: z.string().max(LIMITS.noteBody),
    /** Further revisions that this one stands for: siblings that a person joined into one text. */
    joins: z.array(z.uuid()).max(100).optional(),
  }),
)

export const NoteDeletedSchema = event(
  'note.deleted',
  z.looseObject({ noteId: z.uuid(), contactId: z.uuid() }),
)

const conversation = { site: SiteIdSchema, threadKey: z.string().min(1).max(LIMITS.url) } as const

/**
 * "I am on this thread": compared and set by the server in the order of the log. A live claim of another member
 * refuses it, one's own is made longer. It has no `subject`.
 */
export const ClaimTakenSchema = event(
  'claim.taken',
  z.looseObject({
    ...conversation,
    title: z.string().max(LIMITS.label).nullable(),
    until: z.iso.datetime(),
  }),
)

/** Only one's own: another member's claim is not ended by it. */
export const ClaimReleasedSchema = event('claim.released', z.looseObject({ ...conversation }))

/** Appended by the server when an invitation is taken: names for the timeline, also offline. */
export const MemberJoinedSchema = event('member.joined', z.looseObject({ member: MemberSchema }))

/** From the server: a new name or role, or an account that was closed or opened again. */
export const MemberChangedSchema = event('member.changed', z.looseObject({ member: MemberSchema }))

/** From the server: this device reads and writes no more. */
export const DeviceRevokedSchema = event(
  'device.revoked',
  z.looseObject({ deviceId: z.uuid(), memberId: z.uuid() }),
)

/**
 * From the server: nothing about these contacts may be kept, now or ever. `contactIds` is emptied once every
 * device has erased them, because an id can be worked out from a handle; `marks` are for the server to check.
 */
export const SubjectErasedSchema = event(
  'subject.erased',
  z.looseObject({
    contactIds: z.array(z.uuid()).max(LIMITS.erasedContacts),
    marks: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(LIMITS.erasedContacts),
  }),
)

/** Every event type this version understands. A new type is one member here; the compiler then names what must change. */
export const KnownEventSchema = z.discriminatedUnion('type', [
  InteractionLoggedSchema,
  InteractionAmendedSchema,
  InteractionRetractedSchema,
  ContactCreatedSchema,
  ContactFieldsSetSchema,
  ContactHandleLinkedSchema,
  ContactHandleUnlinkedSchema,
  ContactMergedSchema,
  ContactUnmergedSchema,
  ContactDeletedSchema,
  ContactRestoredSchema,
  TagAddedSchema,
  TagRemovedSchema,
  NoteRevisedSchema,
  NoteDeletedSchema,
  FactAddedSchema,
  FactConfirmedSchema,
  FactRetractedSchema,
  ClaimTakenSchema,
  ClaimReleasedSchema,
  MemberJoinedSchema,
  MemberChangedSchema,
  DeviceRevokedSchema,
  SubjectErasedSchema,
])

/** Any well-formed envelope, also of a type or version that this build does not know. */
export const SyncEventSchema = z.looseObject({
  ...envelope,
  ...stored,
  type: z
    .string()
    .regex(/^[a-z]+(\.[a-z_]+)+$/)
    .max(100),
  data: z.record(z.string(), z.unknown()),
})

export type KnownEvent = z.infer<typeof KnownEventSchema>
export type KnownEventType = KnownEvent['type']
export type EventOf<T extends KnownEventType> = Extract<KnownEvent, { type: T }>
export type SyncEvent = z.infer<typeof SyncEventSchema>

/** The newest version (`ev`) of each type that this build understands; older ones are raised to it when read. */
export const NEWEST: Readonly<Record<KnownEventType, number>> = {
  'interaction.logged': 1,
  'interaction.amended': 1,
  'interaction.retracted': 1,
  'contact.created': 1,
  'contact.fields_set': 1,
  'contact.handle_linked': 1,
  'contact.handle_unlinked': 1,
  'contact.merged': 1,
  'contact.unmerged': 1,
  'contact.deleted': 1,
  'contact.restored': 1,
  'tag.added': 1,
  'tag.removed': 1,
  'note.revised': 1,
  'note.deleted': 1,
  'fact.added': 1,
  'fact.confirmed': 1,
  'fact.retracted': 1,
  'claim.taken': 1,
  'claim.released': 1,
  'member.joined': 1,
  'member.changed': 1,
  'device.revoked': 1,
  'subject.erased': 1,
}

export function isKnownType(type: string): type is KnownEventType {
  return Object.hasOwn(NEWEST, type)
}
