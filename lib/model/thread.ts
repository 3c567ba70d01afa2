import { LIMITS } from './limits.ts'
import { z } from './zod.ts'

const label = z.string().max(LIMITS.label)

/** Only web addresses ever leave a page: `javascript:` and `data:` links in a hostile page become null. */
export const WebUrlSchema = z
  .string()
  .max(LIMITS.url)
  .regex(/^https?:\/\//i)

export const SiteIdSchema = z.string().regex(/^[a-z0-9-]{1,40}$/)

/** Who wrote a post, as the site shows them. */
export const AuthorSchema = z.object({
  /** Identifies the author on this site for good: the stable id where the site shows one on every post, else the handle, folded. */
  key: label.min(1),
  handle: label.nullable(),
  name: label.nullable(),
  url: WebUrlSchema.nullable(),
  /** The site's own permanent id, where this page has one. */
  stableId: label.nullable(),
})

const count = z.int().nonnegative().nullable()

/**
 * What the page counts under a post, whole numbers; null: not shown, or shown in a way that can't be read exactly.
 * Likes are votes up less votes down where a site counts those, and may be below nought.
 */
export const PostCountsSchema = z.object({
  likes: z.int().nullable(),
  replies: count,
  shares: count,
  views: count,
})

/** Where a post's parent is known from. `inferred`: from order or indentation, not from the page's own word. */
export const ParentSchema = z.object({ key: label.min(1), inferred: z.boolean() })

export const PostSchema = z.object({
  /** Identity in its thread and across readings: the site's post id, else its permalink, else a hash of author and text. */
  key: label.min(1),
  permalink: WebUrlSchema.nullable(),
  /** Null: the site shows none (a deleted post, a job advert). */
  author: AuthorSchema.nullable(),
  text: z.string().max(LIMITS.postText),
  /** The text was longer than the limit, or the page itself shows only a beginning. */
  truncated: z.boolean(),
  /** Text of a quoted post inside this one: never the author's own words. */
  quoted: z.string().max(LIMITS.postText).nullable(),
  /** ISO 8601 in UTC; null when the page gives no exact time. */
  time: z.iso.datetime().nullable(),
  /** The time as the page words it, where it gives no exact one. */
  timeText: label.nullable(),
  parent: ParentSchema.nullable(),
  state: z.enum(['shown', 'collapsed', 'deleted', 'limited']),
  /** BCP 47, where the page says so. */
  lang: z.string().max(35).nullable(),
  /** Null: the page shows none under this post. */
  counts: PostCountsSchema.nullable().default(null),
  /** Who passed it on to this reader (a repost, a boost, "liked by"), as the page words it; never its author. */
  sharedBy: label.nullable().default(null),
  /** The page marks it as paid for. */
  promoted: z.boolean().default(false),
})

export const PageKindSchema = z.enum(['thread', 'feed', 'profile', 'search'])

/** A conversation page. Posts are in page order. */
export const ThreadSchema = z.object({
  site: SiteIdSchema,
  /** The same for every address of the same conversation. */
  key: z.string().min(1).max(LIMITS.url),
  url: WebUrlSchema.or(
    z
      .string()
      .regex(/^(chrome|moz)-extension:\/\//)
      .max(LIMITS.url),
  ),
  page: PageKindSchema,
  title: label.nullable(),
  /** Subreddit, instance, forum: where this is being said. */
  community: label.nullable(),
  posts: z.array(PostSchema),
})

export const FailedExpectationSchema = z.object({
  selector: z.string().max(500),
  least: z.int().nonnegative(),
  found: z.int().nonnegative(),
})

/**
 * Whose selectors read this page: those of the package, of the workspace's server (`team`) or of the signed
 * release list. `refused`: a shipped recipe was tried on this page and read less, so it was rolled back.
 */
export const RecipeInForceSchema = z.object({
  source: z.enum(['packaged', 'team', 'release']),
  version: z.int().nonnegative(),
  refused: z.boolean(),
  /** Which ones, where there are any. */
  rolledBack: z
    .array(z.object({ source: z.enum(['team', 'release']), version: z.int().nonnegative() }))
    .max(10)
    .optional(),
})

/** What the site's adapter found and missed. Holds counts and selectors, never words of the page. */
export const ReadReportSchema = z.object({
  site: SiteIdSchema,
  posts: z.int().nonnegative(),
  missing: z.object({
    author: z.int().nonnegative(),
    text: z.int().nonnegative(),
    time: z.int().nonnegative(),
    permalink: z.int().nonnegative(),
  }),
  failed: z.array(FailedExpectationSchema).max(50),
  collapsed: z.int().nonnegative(),
  /** Posts that the page says exist but has not loaded; null when it does not say. */
  unloaded: z.int().nonnegative().nullable(),
  /** Which recipe is in force on this page. */
  recipe: RecipeInForceSchema,
  /** There where the page says nothing of what it holds: its posts were told by their shape, and may be none. */
  guessed: z.literal(true).optional(),
})

export type PostCounts = z.infer<typeof PostCountsSchema>
export type RecipeInForce = z.infer<typeof RecipeInForceSchema>
export type Author = z.infer<typeof AuthorSchema>
export type Post = z.infer<typeof PostSchema>
export type PageKind = z.infer<typeof PageKindSchema>
export type Thread = z.infer<typeof ThreadSchema>
export type ReadReport = z.infer<typeof ReadReportSchema>

/** The page is one this adapter should read, and it read less than it expects of such a page. */
export function isDegraded(report: ReadReport): boolean {
  if (report.failed.length > 0) return true
  return report.posts > 0 && report.missing.author * 2 > report.posts
}
