import { LIMITS } from './limits.ts'
import { NeedSchema } from './playbook.ts'
import { PostSchema, SiteIdSchema } from './thread.ts'
import { z } from './zod.ts'

/**
 * Why a post matched. `start` and `end` are UTF-16 offsets into the post's own text, end exclusive. When
 * it is the author's handle that matched, `text` is empty, both offsets are 0, and `part` names it.
 */
export const EvidenceSchema = z.object({
  /** The words as they stand in the page. */
  text: z.string().max(LIMITS.label),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  /** The part of the query that these words satisfy, as its author wrote it: `"grinder jam"`, `#northwind`. */
  part: z.string().max(LIMITS.label),
})

/** UTF-16 offsets into a post's own text, end exclusive. */
const SpanSchema = z.object({ start: z.int().nonnegative(), end: z.int().nonnegative() })

export const TopicMatchSchema = z.object({
  topic: z.string().max(64),
  /** 0 to 1. */
  score: z.number().min(0).max(1),
  /** What the score is made of, for a topic that weighs signs; empty where a plain query decided. */
  parts: z
    .array(
      z.object({
        name: z.enum(['handle', 'context', 'capital', 'exclusion']),
        weight: z.number(),
        /** The first words of the post that are this sign; absent for a handle, which the evidence names. */
        span: SpanSchema.optional(),
      }),
    )
    .max(20)
    .default([]),
  evidence: z.array(EvidenceSchema).max(50),
})

/** A need found in a post, with the span that shows it, or null and a reason. */
export const FoundNeedSchema = z.object({
  label: NeedSchema,
  /** Calibrated: of all labels shown with 0.8, eight in ten are right. */
  p: z.number().min(0).max(1),
  /** False: perhaps. Shown as "unsure", never as a plain label. */
  sure: z.boolean().default(true),
  /** The topic that the need is towards; null where the post leaves that open. */
  topic: z.string().max(64).nullable().default(null),
  span: SpanSchema.nullable(),
  why: z.string().max(LIMITS.label),
  /** Words of the post that speak for the need or against it, each with what it adds to the log-odds. */
  reasons: z
    .array(z.object({ start: z.int().nonnegative(), end: z.int().nonnegative(), weight: z.number() }))
    .max(50)
    .default([]),
  /** What the log-odds hold beside the reasons: how common the need is, and signs that are no word. */
  rest: z.number().default(0),
})

/** How the needs of a post were judged: in full, by cue words alone, or not at all in its language. */
export const JudgedSchema = z.enum(['full', 'cues', 'none'])

/** A post that matches at least one topic, with the evidence. The only posts whose words are stored. */
export const MentionSchema = z.object({
  /** `threadKey`, a space and the post's key: one mention a post. */
  key: z.string().max(LIMITS.url + LIMITS.label + 1),
  threadKey: z.string().max(LIMITS.url),
  /** Position in the page when last read. */
  order: z.int().nonnegative(),
  site: SiteIdSchema,
  page: z.object({
    url: z.string().max(LIMITS.url),
    title: z.string().max(LIMITS.label).nullable(),
    community: z.string().max(LIMITS.label).nullable(),
  }),
  post: PostSchema,
  /**
   * The page itself says that it answers a post. `post.parent` names that one only where it is a mention too: nothing
   * of a post that matches nothing is kept.
   */
  isReply: z.boolean().default(false),
  contactId: z.uuid().nullable(),
  matches: z.array(TopicMatchSchema).min(1),
  needs: z.array(FoundNeedSchema),
  judged: JudgedSchema.default('full'),
  /** Milliseconds since the epoch. */
  firstSeenAt: z.number(),
  seenAt: z.number(),
})

export type Evidence = z.infer<typeof EvidenceSchema>
export type TopicMatch = z.infer<typeof TopicMatchSchema>
export type Judged = z.infer<typeof JudgedSchema>
export type FoundNeed = z.infer<typeof FoundNeedSchema>
export type Mention = z.infer<typeof MentionSchema>
