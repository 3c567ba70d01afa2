import { AudienceSchema, InteractionSchema } from './interaction.ts'
import { LIMITS } from './limits.ts'
import { SiteIdSchema, WebUrlSchema } from './thread.ts'
import { z } from './zod.ts'

const label = z.string().max(LIMITS.label)

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
const FieldSchema = z.object({ value: z.string().max(2_000), hlc: z.string() })

/** Row `contacts`: what the reducer makes of a contact's events. */
export const ContactSchema = z.object({
  id: z.uuid(),
  fields: z.record(z.string(), FieldSchema),
  identities: z.array(IdentitySchema),
  /** Lower-case, accent-free words of every name and handle: what search-as-you-type looks up. */
  words: z.array(z.string()),
  firstAt: z.number(),
  /** Time of the newest interaction or note, milliseconds since the epoch. */
  lastAt: z.number(),
  deleted: z.boolean(),
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
})

/** A member of the workspace, for names beside interactions. */
export const MemberSchema = z.object({
  id: z.uuid(),
  name: label.min(1),
})

export type Identity = z.infer<typeof IdentitySchema>
export type Contact = z.infer<typeof ContactSchema>
export type InteractionRow = z.infer<typeof InteractionRowSchema>
export type Note = z.infer<typeof NoteSchema>
export type Member = z.infer<typeof MemberSchema>
