import { LIMITS } from './limits.ts'
import { SiteIdSchema } from './thread.ts'
import { z } from './zod.ts'

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'use lower-case letters, digits and hyphens, 64 at most')
const line = z.string().trim().min(1).max(500)
const lines = z.array(line).max(30)
const text = z.string().trim().max(4_000)

/** What a post's author seems to want. Labels describe posts, never people. */
export const NEEDS = [
  'question',
  'complaint',
  'praise',
  'idea',
  'buying',
  'leaving',
  'safety',
  'helping',
  'spam',
  'other',
] as const
export const NeedSchema = z.enum(NEEDS)

/** A named query with a purpose. */
export const TopicSchema = z.object({
  id,
  name: line,
  kind: z.enum(['own', 'competitor', 'industry', 'question']).default('own'),
  /** The query language of docs/query-language.md. */
  query: z.string().trim().min(1).max(10_000),
  /** One sentence that tells people what this topic is about. Not used for matching. */
  context: text.optional(),
  sites: z.array(SiteIdSchema).max(60).optional(),
  priority: z.int().min(0).max(3).default(1),
  /** Listening without a purpose can hurt: an open question, and when it ends. */
  purpose: z.object({ question: line, until: z.iso.date().optional() }).optional(),
  examples: z.object({ hit: lines.default([]), miss: lines.default([]) }).optional(),
})

export const DisclosureSchema = z.object({
  relation: z.enum(['employee', 'agency', 'partner', 'gifted', 'former']).default('employee'),
  wording: line,
})

/** What to do about a topic, and optionally about one need in it. */
export const GuidanceCardSchema = z.object({
  id,
  title: line,
  /** Topics this card is for. */
  topics: z.array(id).min(1, 'name at least one topic'),
  /** Needs this card is for; empty: any need. */
  needs: z.array(NeedSchema).default([]),
  listenFor: z.array(line).min(1, 'a card begins with what to listen for').max(30),
  ask: lines.default([]),
  tone: lines.default([]),
  do: lines.default([]),
  dont: lines.default([]),
  facts: z
    .array(z.object({ text: line, source: line.optional(), checked: z.iso.date().optional() }))
    .max(30)
    .default([]),
  disclose: z.array(DisclosureSchema).max(10).default([]),
  routes: z
    .array(z.object({ when: line, to: id }))
    .max(20)
    .default([]),
  owner: line.optional(),
  verified: z.iso.date().optional(),
  /** Days after `verified` until the card is shown as needing review. */
  reviewEvery: z.int().min(1).max(1_000).default(90),
})

/** Somewhere a thing can be sent. */
export const RouteSchema = z.object({
  id,
  name: line,
  audience: line.optional(),
  hours: line.optional(),
  /** Hours within which they promise to answer. */
  respondWithin: z.number().positive().max(10_000).optional(),
  contact: line.optional(),
})

/** Text to start from. Blanks are written `{{what goes here}}`. */
export const SavedReplySchema = z.object({
  id,
  name: line,
  text: z.string().trim().min(1).max(LIMITS.draftText),
  topics: z.array(id).default([]),
})

export const PolicySchema = z.object({
  /** Who may answer in public. */
  mayReply: text.optional(),
  forbidden: lines.default([]),
  sensitive: lines.default([]),
  /** Shown at joining: what the company sees of an employee's log. */
  monitoringNotice: text.optional(),
  rightsNotice: text.optional(),
  contact: line.optional(),
})

const PlaybookShape = z.object({
  $schema: z.string().max(LIMITS.url).optional(),
  id,
  organisation: line,
  /** Counts up with every published change; an interaction keeps the version that was shown. */
  version: z.int().min(1),
  locale: z.string().max(35).default('en'),
  updated: z.iso.date().optional(),
  topics: z.array(TopicSchema).max(500),
  cards: z.array(GuidanceCardSchema).max(500).default([]),
  routes: z.array(RouteSchema).max(200).default([]),
  replies: z.array(SavedReplySchema).max(500).default([]),
  policy: PolicySchema.default({ forbidden: [], sensitive: [] }),
})

/**
 * The workspace's listening guidance. References between parts must resolve, so that a screen never
 * meets a card without its topic. Unknown fields are dropped: a newer playbook still parses.
 */
export const PlaybookSchema = PlaybookShape.superRefine((playbook, context) => {
  const topics = new Set(playbook.topics.map((topic) => topic.id))
  const routes = new Set(playbook.routes.map((route) => route.id))
  const missing = (path: (string | number)[], kind: string, name: string) =>
    context.addIssue({
      code: 'custom',
      path,
      message: `no ${kind} has the id "${name}": add it, or mend the name`,
    })
  for (const part of ['topics', 'cards', 'routes', 'replies'] as const) {
    const seen = new Set<string>()
    for (const [at, entry] of playbook[part].entries()) {
      if (seen.has(entry.id))
        context.addIssue({
          code: 'custom',
          path: [part, at, 'id'],
          message: `the id "${entry.id}" is used twice in ${part}: give each its own`,
        })
      seen.add(entry.id)
    }
  }
  for (const [at, card] of playbook.cards.entries()) {
    for (const [n, topic] of card.topics.entries())
      if (!topics.has(topic)) missing(['cards', at, 'topics', n], 'topic', topic)
    for (const [n, route] of card.routes.entries())
      if (!routes.has(route.to)) missing(['cards', at, 'routes', n, 'to'], 'route', route.to)
  }
  for (const [at, reply] of playbook.replies.entries())
    for (const [n, topic] of reply.topics.entries())
      if (!topics.has(topic)) missing(['replies', at, 'topics', n], 'topic', topic)
})

/** Without the cross-checks, which JSON Schema cannot say: the source of the exported JSON Schema. */
export const PlaybookShapeSchema = PlaybookShape

export type Need = z.infer<typeof NeedSchema>
export type Topic = z.infer<typeof TopicSchema>
export type GuidanceCard = z.infer<typeof GuidanceCardSchema>
export type Route = z.infer<typeof RouteSchema>
export type SavedReply = z.infer<typeof SavedReplySchema>
export type Policy = z.infer<typeof PolicySchema>
export type Playbook = z.infer<typeof PlaybookSchema>
