import { LIMITS } from './limits.ts'
import { SiteIdSchema, WebUrlSchema } from './thread.ts'
import { z } from './zod.ts'

/** What came of meeting a post, quiet outcomes first: silence is as good an outcome as a reply. */
export const OUTCOMES = [
  'listened',
  'let-stand',
  'thanked',
  'asked',
  'answered',
  'corrected',
  'made-right',
  'routed',
  'moved-private',
  'waited',
] as const
export const OutcomeSchema = z.enum(OUTCOMES)

/** `me`: only the same member's devices. `team`: everyone in the workspace. */
export const AudienceSchema = z.enum(['me', 'team'])

const shortText = z.string().max(2_000)

/** Something promised, and by when. */
export const PromiseSchema = z.object({
  text: shortText.min(1),
  due: z.iso.date().nullable(),
})

/** A logged touchpoint with an author. Fields beyond these, from a newer version, are kept. */
export const InteractionSchema = z.looseObject({
  contactId: z.uuid(),
  outcome: OutcomeSchema,
  site: SiteIdSchema,
  /** Null when the page gives none. */
  permalink: z.string().max(LIMITS.url).nullable(),
  threadKey: z.string().max(LIMITS.url),
  threadTitle: z.string().max(LIMITS.label).nullable(),
  postKey: z.string().max(LIMITS.label),
  /** What was met: the first words of the post, so that the timeline can be read later. */
  excerpt: z.string().max(500),
  topics: z.array(z.string().max(64)).max(50),
  /** Version of the playbook whose guidance was shown; null without a playbook. */
  playbookVersion: z.int().nullable(),
  /** What we learned. */
  learned: shortText.nullable(),
  /** What they got. */
  gave: shortText.nullable(),
  promise: PromiseSchema.nullable(),
  routedTo: z.string().max(64).nullable(),
  /** Address of the answer that was given in public. */
  replyPermalink: WebUrlSchema.optional(),
})

export type Outcome = z.infer<typeof OutcomeSchema>
export type Audience = z.infer<typeof AudienceSchema>
export type Interaction = z.infer<typeof InteractionSchema>
