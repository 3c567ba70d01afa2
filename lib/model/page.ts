import { LIMITS } from './limits.ts'
import { PageKindSchema, PostSchema, ReadReportSchema, ThreadSchema } from './thread.ts'
import { z } from './zod.ts'

/**
 * What a reader says of the page it is in; the payload of `thread.seen`. A visit is one look at one
 * address: a new id for every load and every in-page navigation. Within a visit each message carries
 * only posts that are new or changed; `report` is of the whole visit so far.
 */
export const PageSeenSchema = z.object({
  visit: z.string().min(8).max(64),
  /** Null: no site knows this page. */
  thread: ThreadSchema.omit({ posts: true }).nullable(),
  /** `order` grows down the page, with gaps, so that a post which appears later finds its place. */
  posts: z.array(z.object({ order: z.int().nonnegative(), post: PostSchema })).max(LIMITS.postsPerMessage),
  report: ReadReportSchema.nullable(),
  /** The first pass over the page is done. Until then the panel says "reading". */
  complete: z.boolean(),
  /** The adapter threw: the page is shown as failed. */
  failed: z.boolean(),
})

/** Row `pages`, one a tab, forgotten when the tab closes or moves on. Of a page without a mention no word is kept, not even its address. */
export const PageRowSchema = z.object({
  tabId: z.int(),
  visit: z.string(),
  site: z.string().nullable(),
  page: PageKindSchema.nullable(),
  report: ReadReportSchema.nullable(),
  complete: z.boolean(),
  failed: z.boolean(),
  /** Keys of this visit's mentions, in page order. */
  mentions: z.array(z.string()),
  /** Contacts among the authors of this page, mentioned or not. */
  known: z.array(z.uuid()),
  /** Only once a mention was found. */
  address: z
    .object({
      url: z.string(),
      threadKey: z.string(),
      title: z.string().nullable(),
      community: z.string().nullable(),
    })
    .nullable(),
  at: z.number(),
})

export type PageSeen = z.infer<typeof PageSeenSchema>
export type PageRow = z.infer<typeof PageRowSchema>
