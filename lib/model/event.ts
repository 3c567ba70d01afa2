import { IdentitySchema, MemberSchema } from './contact.ts'
import { isHlc } from './hlc.ts'
import { AudienceSchema, InteractionSchema } from './interaction.ts'
import { LIMITS } from './limits.ts'
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
  ev: z.int().min(1),
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
      z.object({ value: z.string().max(2_000), base: z.string().nullable() }),
    ),
  }),
)

export const ContactHandleLinkedSchema = event(
  'contact.handle_linked',
  z.looseObject({ contactId: z.uuid(), identity: IdentitySchema }),
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

/** Appended by the server when an invitation is taken: names for the timeline, also offline. */
export const MemberJoinedSchema = event('member.joined', z.looseObject({ member: MemberSchema }))

/** Every event type this version understands. A new type is one member here; the compiler then names what must change. */
export const KnownEventSchema = z.discriminatedUnion('type', [
  InteractionLoggedSchema,
  InteractionAmendedSchema,
  InteractionRetractedSchema,
  ContactCreatedSchema,
  ContactFieldsSetSchema,
  ContactHandleLinkedSchema,
  NoteRevisedSchema,
  NoteDeletedSchema,
  MemberJoinedSchema,
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

export const KNOWN_TYPES: ReadonlySet<string> = new Set(
  KnownEventSchema.options.map((option) => option.shape.type.value),
)
