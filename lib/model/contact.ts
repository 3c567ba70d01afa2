import { AudienceSchema, InteractionSchema } from './interaction.ts'
import { LIMITS } from './limits.ts'
import { SiteIdSchema, WebUrlSchema } from './thread.ts'
import { z } from './zod.ts'

const label = z.string().max(LIMITS.label)

export const FACT_KINDS = ['note', 'date', 'boundary', 'interest', 'other'] as const

/** A handle of a contact on one site. `key` is `Author.key`. */
export const IdentitySchema = z.looseObject({
  site: SiteIdSchema,
  key: label.min(1),
  handle: label.nullable(),
  name: label.nullable(),
  url: WebUrlSchema.nullable(),
  stableId: label.nullable(),
})

/** One field's value with the stamp that decides between two writers. */
const FieldSchema = z.object({
  value: z.string().max(2_000),
  hlc: z.string(),
  /** Who wrote it and when; a row from before version 4 of the database does not say. */
  actorId: z.uuid().optional(),
  at: z.number().optional(),
})

/** Who did something, and when, milliseconds since the epoch. */
const DeedSchema = z.object({ actorId: z.uuid(), at: z.number() })

/** A field's value that lost to another written without knowing of it. `lostAt`: when that other was written. */
export const LostValueSchema = DeedSchema.extend({
  field: z.string(),
  value: z.string().max(2_000),
  hlc: z.string(),
  lostAt: z.number(),
})

/**
 * Row `contacts`: what the reducer makes of a person's events. Of contacts that were merged only the one with
 * the smallest id has a row, and everything about the others is in it.
 */
export const ContactSchema = z.object({
  id: z.uuid(),
  /** The other contacts that this one stands for. */
  mergedIds: z.array(z.uuid()).default([]),
  fields: z.record(z.string(), FieldSchema),
  lost: z.array(LostValueSchema).default([]),
  tags: z.array(z.string()).default([]),
  identities: z.array(IdentitySchema),
  /** Lower-case, accent-free words of every name and handle: what search-as-you-type looks up. */
  words: z.array(z.string()),
  firstAt: z.number(),
  /** Time of the newest interaction or note, milliseconds since the epoch. */
  lastAt: z.number(),
  deleted: z.boolean(),
  /** The newest deletion that nobody took back. */
  deletion: DeedSchema.extend({ hlc: z.string() }).nullable().default(null),
  /** Who wrote about them after they were deleted, and so brought them back. */
  revived: DeedSchema.nullable().default(null),
})

/** Row `interactions`: a logged touchpoint with who logged it and when. */
export const InteractionRowSchema = InteractionSchema.extend({
  id: z.uuid(),
  actorId: z.uuid(),
  audience: AudienceSchema,
  /** Claimed time, milliseconds since the epoch. */
  at: z.number(),
  retracted: z.boolean(),
  /** Stamp of the newest amendment, or of the event itself. */
  hlc: z.string(),
})

/** One standing revision of a note. Two or more at once are siblings: shown side by side, none dropped. */
export const NoteRevisionSchema = z.object({
  rev: z.uuid(),
  body: z.string().max(LIMITS.noteBody),
  actorId: z.uuid(),
  at: z.number(),
})

/** Row `notes`. */
export const NoteSchema = z.object({
  id: z.uuid(),
  contactId: z.uuid(),
  audience: AudienceSchema,
  heads: z.array(NoteRevisionSchema),
  /** Revisions that a later one was based on: an old one arriving late must not come back as a sibling. */
  superseded: z.array(z.uuid()),
  deleted: z.boolean(),
  lastAt: z.number(),
  /** Stamp of the newest revision. */
  hlc: z.string().default(''),
})

/** Row `facts`: something known about a contact, who said so, and who said last that it is still so. */
export const FactSchema = z.object({
  id: z.uuid(),
  contactId: z.uuid(),
  kind: z.enum(FACT_KINDS),
  text: z.string().min(1).max(2_000),
  source: WebUrlSchema.nullable(),
  /** YYYY-MM-DD; after that day it is not shown as known. */
  expires: z.iso.date().nullable(),
  audience: AudienceSchema,
  actorId: z.uuid(),
  at: z.number(),
  confirmed: DeedSchema.nullable(),
  retracted: z.boolean(),
  /** Stamp of the newest event about it. */
  hlc: z.string(),
})

/** Row `claims`: who is on a thread. `key`: site, a space, the thread's key. It holds until `until`. */
export const ClaimSchema = z.object({
  key: z.string(),
  site: SiteIdSchema,
  threadKey: z.string().max(LIMITS.url),
  title: label.nullable(),
  memberId: z.uuid(),
  /** Milliseconds since the epoch. */
  since: z.number(),
  until: z.number(),
})

/** What a member may do; docs/protocol.md says which. */
export const RoleSchema = z.enum(['owner', 'editor', 'member'])

/** A member of the workspace, for names beside interactions. */
export const MemberSchema = z.object({
  id: z.uuid(),
  name: label.min(1),
  /** Left out by a server that does not say, or that has roles which this build does not know. */
  role: RoleSchema.optional().catch(undefined),
  /** Milliseconds since the epoch; null or left out: may read and write. */
  disabledAt: z.number().nullable().optional(),
})

/** Row `members`. */
export const MemberRowSchema = MemberSchema.extend({ revokedDevices: z.array(z.uuid()).default([]) })

export type Identity = z.infer<typeof IdentitySchema>
export type LostValue = z.infer<typeof LostValueSchema>
export type Contact = z.infer<typeof ContactSchema>
export type InteractionRow = z.infer<typeof InteractionRowSchema>
export type Note = z.infer<typeof NoteSchema>
export type Fact = z.infer<typeof FactSchema>
export type Claim = z.infer<typeof ClaimSchema>
export type Member = z.infer<typeof MemberSchema>
export type MemberRow = z.infer<typeof MemberRowSchema>
