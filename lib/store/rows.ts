/** Rows that only the store knows. Those that screens draw are in lib/model. */
import { SyncEventSchema } from '../model/event.ts'
import { AudienceSchema } from '../model/interaction.ts'
import { LIMITS } from '../model/limits.ts'
import { PageRowSchema } from '../model/page.ts'
import { PlaybookSchema, withoutBadRecipes } from '../model/playbook.ts'
import { PROBLEM_CODES } from '../model/problem.ts'
import { RefusedRecipeSchema } from '../model/recipe.ts'
import { WebUrlSchema } from '../model/thread.ts'
import { z } from '../model/zod.ts'

/**
 * The retained log, as received, unknown fields and types included. `about` names the row that is made
 * from it: `contact:<id>`, `interaction:<id>`, `note:<id>`, `fact:<id>`, `member:<id>`, `merge:<id> <id>` (the
 * smaller first), `claim:<site> <thread>`, `erasure:<id>`, or `newer:<subject>` for an event that this version
 * does not understand.
 */
export const EventRowSchema = z.object({ id: z.uuid(), about: z.string(), event: SyncEventSchema })

/**
 * What the server has not acknowledged. What is on its way at this moment has a lease beside it (leases.ts), which ends
 * by itself: a worker that dies in the middle of a push needs no one to tidy up after it.
 */
export const OutboxRowSchema = z.object({
  id: z.uuid(),
  /** `devicen` of the event: the order in which they were written. */
  n: z.int().nonnegative(),
  /** Says nothing any more. An older Earshot marked here what was on its way, and may open this database again. */
  state: z.literal('pending').catch('pending'),
  /** The server asked for patience until then, milliseconds since the epoch; 0: now. */
  leaseUntil: z.number(),
  /** So often the server has said that its id is another event's. */
  attempts: z.int().nonnegative(),
  queuedAt: z.number(),
  event: SyncEventSchema,
})

/** Something that could not be used, kept whole so that nothing is lost. */
export const SetAsideSchema = z.object({
  id: z.string(),
  /**
   * `refused`: by the server. `remote`: came from it. `row`: of this database. `restore`: of a backup.
   * `collector`: stored by the server, refused by the workspace's own collector.
   */
  origin: z.enum(['refused', 'remote', 'row', 'restore', 'collector']),
  /** For a developer or a report; never alone on a screen. */
  reason: z.string(),
  raw: z.unknown(),
  at: z.number(),
})

/** Text typed and not yet published. `base`: the revision that stood when typing began. */
export const UnsavedNoteSchema = z.object({
  noteId: z.uuid(),
  contactId: z.uuid(),
  text: z.string().max(LIMITS.noteBody),
  audience: AudienceSchema,
  base: z.uuid().nullable(),
})

export const DraftSchema = z.object({
  key: z.string().max(LIMITS.url + LIMITS.label + 1),
  text: z.string().max(LIMITS.draftText),
  at: z.number(),
})

/**
 * A reply that was put into the site's box, or copied, and may show up in the thread. `key`: of the mention that
 * it answers. `before`: marks of the keys of posts that were there already; null: not known.
 */
export const AwaitedReplySchema = z.object({
  key: z.string(),
  threadKey: z.string(),
  site: z.string(),
  postKey: z.string(),
  /** Of the mention: who wrote it does not answer it in our words. */
  authorKey: z.string().nullable(),
  text: z.string().max(LIMITS.draftText),
  /** Milliseconds since the epoch. */
  since: z.number(),
  before: z.array(z.number()).nullable(),
  /** The post that it became. `at`: the post's time, else when it was noticed. */
  noticed: z.object({ postKey: z.string(), permalink: WebUrlSchema.nullable(), at: z.number() }).nullable(),
})

/** What a person said of one mention and one of its topics. `key`: the topic's id, a space, the mention's key. */
export const VerdictSchema = z.object({
  key: z.string(),
  topic: z.string().max(64),
  mentionKey: z.string(),
  verdict: z.enum(['us', 'not-us']),
  at: z.number(),
})

export const ProblemSchema = z.object({
  code: z.enum(PROBLEM_CODES),
  detail: z.string().optional(),
  path: z.string().optional(),
  retryAt: z.number().optional(),
})

/**
 * One row, key `current`. `refused`: a newer one that does not parse; the old one stays in force.
 * `refusedRecipes`: those that came with the one in force and are left out of it.
 */
export const PlaybookRowSchema = z.object({
  key: z.literal('current'),
  // A recipe that a stricter version of ours no longer takes must not make the guidance unreadable.
  playbook: z.preprocess((given) => withoutBadRecipes(given).playbook, PlaybookSchema.nullable()),
  tag: z.string().nullable(),
  fetchedAt: z.number(),
  refused: z.object({ tag: z.string().nullable(), problem: ProblemSchema }).nullable(),
  refusedRecipes: z.array(RefusedRecipeSchema).default([]),
})

/** A page with the visits that it had before: a late message of one of those is not of this page. */
const TabRowSchema = PageRowSchema.extend({ earlier: z.array(z.string()) })

/** One handle of one contact. `hlc`: stamp of the newest event that says so. */
export const IdentityRowSchema = z.object({
  contactId: z.uuid(),
  site: z.string(),
  key: z.string(),
  stableId: z.string().nullable(),
  hlc: z.string(),
})

/**
 * A contact that another stands for: `survivorId` is the smallest id of all that were merged with one another. The
 * survivor itself has no row.
 */
export const MergedSchema = z.object({ id: z.uuid(), survivorId: z.uuid() })

const digest = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * A contact about whom nothing may be kept. `mark`: see `markOf` in erase-contacts.ts; the id itself, which can be
 * worked out from a handle, is not kept. `key`: of a mark that the server made.
 */
export const ErasedSchema = z.object({ mark: digest, key: digest.optional() })

/** What the workspace's own collector has not confirmed. */
export const DeliverySchema = z.object({
  /** Of the event. */
  id: z.uuid(),
  /** `devicen` of the event: the order in which they were written. */
  n: z.int().nonnegative(),
  /** Id of the request that carries it, kept over retries. Null: in none yet. */
  batch: z.uuid().nullable(),
  queuedAt: z.number(),
  event: SyncEventSchema,
})

/** Keys: `cursor`, `hlc`, `devicen`, `retry`, `lease` and others, each read by a schema of its own. */
export const SyncStateSchema = z.object({ key: z.string(), value: z.unknown() })

export type EventRow = z.infer<typeof EventRowSchema>
export type OutboxRow = z.infer<typeof OutboxRowSchema>
export type SetAside = z.infer<typeof SetAsideSchema>
export type UnsavedNote = z.infer<typeof UnsavedNoteSchema>
export type AwaitedReply = z.infer<typeof AwaitedReplySchema>
export type Verdict = z.infer<typeof VerdictSchema>
export type Draft = z.infer<typeof DraftSchema>
export type PlaybookRow = z.infer<typeof PlaybookRowSchema>
export type TabRow = z.infer<typeof TabRowSchema>
export type IdentityRow = z.infer<typeof IdentityRowSchema>
export type MergedRow = z.infer<typeof MergedSchema>
export type ErasedRow = z.infer<typeof ErasedSchema>
export type DeliveryRow = z.infer<typeof DeliverySchema>
export type SyncStateRow = z.infer<typeof SyncStateSchema>
