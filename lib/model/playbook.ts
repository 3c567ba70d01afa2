import { LIMITS } from './limits.ts'
import { isTwice, type RefusedRecipe, ShippedRecipesSchema, takeRecipes } from './recipe.ts'
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
  id: id.describe('Name used by cards and replies, and kept with every logged interaction. Never reuse one.'),
  name: line.describe('What people call this topic.'),
  kind: z
    .enum(['own', 'competitor', 'industry', 'question'])
    .default('own')
    .describe('Our own brand, another one, the trade, or something we want to understand.'),
  query: z
    .string()
    .trim()
    .min(1)
    .max(10_000)
    .describe('What to look for, in the query language: (quillon OR @quillon) NOT sword.'),
  context: text
    .optional()
    .describe('One sentence that tells people what this topic is about. Not used for matching.'),
  disambiguation: z
    .object({
      context: lines.default([]).describe('Words of our trade: one of them in the post speaks for us.'),
      exclusions: lines.default([]).describe('Phrases in which the name means something else.'),
      weights: z
        .object({
          handle: z.number().min(0).max(10).default(3),
          context: z.number().min(0).max(10).default(2),
          capital: z.number().min(0).max(10).default(1),
          exclusion: z.number().min(-10).max(0).default(-2),
        })
        .prefault({})
        .describe('What each sign adds.'),
      threshold: z.number().min(-10).max(20).default(2).describe('The sum from which a post is about us.'),
    })
    .optional()
    .describe('For a name that is also an ordinary word: the query finds posts, and these signs decide.'),
  sites: z
    .array(SiteIdSchema)
    .max(60)
    .optional()
    .describe('Sites to look on, by id: hackernews, reddit, x … Left out: all.'),
  priority: z
    .int()
    .min(0)
    .max(3)
    .default(1)
    .describe('0 is the quietest, 3 the most pressing. Orders mentions whose needs are equally urgent.'),
  purpose: z
    .object({
      question: line.describe('What we want to understand by listening here.'),
      until: z.iso.date().optional().describe('When we stop, or ask ourselves again.'),
    })
    .optional()
    .describe('Listening without a purpose can hurt: an open question, and when it ends.'),
  examples: z
    .object({
      hit: lines.default([]).describe('Posts that the query must find.'),
      miss: lines.default([]).describe('Posts that it must leave alone.'),
    })
    .optional()
    .describe('Tried out whenever the playbook is checked.'),
})

export const DisclosureSchema = z.object({
  relation: z
    .enum(['employee', 'agency', 'partner', 'gifted', 'former'])
    .default('employee')
    .describe('Who must say so.'),
  wording: line.describe('The words, to be put in the post itself.'),
})

/** What to do about a topic, and optionally about one need in it. */
export const GuidanceCardSchema = z.object({
  id,
  title: line,
  topics: z.array(id).min(1, 'name at least one topic').describe('Topics this card is for.'),
  needs: z
    .array(NeedSchema)
    .default([])
    .describe('Needs this card is for; empty: whatever the author needs.'),
  listenFor: z
    .array(line)
    .min(1, 'a card begins with what to listen for')
    .max(30)
    .describe('What to hear out before anything else. A card begins with it.'),
  ask: lines.default([]).describe('Questions to ask oneself before answering.'),
  tone: lines.default([]).describe('How to sound.'),
  do: lines.default([]),
  dont: lines.default([]),
  facts: z
    .array(
      z.object({
        text: line,
        source: line.optional().describe('Where it can be looked up.'),
        checked: z.iso.date().optional().describe('When somebody last made sure.'),
      }),
    )
    .max(30)
    .default([])
    .describe('What may be stated as true.'),
  disclose: z.array(DisclosureSchema).max(10).default([]).describe('How to say whom one works for.'),
  routes: z
    .array(
      z.object({
        when: line.describe('The sign that this is for them.'),
        to: id.describe('The id of a route.'),
      }),
    )
    .max(20)
    .default([])
    .describe('Whom to hand it to, and when.'),
  owner: line.optional().describe('Who keeps this card true.'),
  verified: z.iso.date().optional().describe('When the owner last read it through.'),
  reviewEvery: z
    .int()
    .min(1)
    .max(1_000)
    .default(90)
    .describe('Days after "verified" until the card is shown as needing review.'),
})

/** Somewhere a thing can be sent. */
export const RouteSchema = z.object({
  id,
  name: line,
  audience: line.optional().describe('Who is there.'),
  hours: line.optional().describe('When somebody is there.'),
  respondWithin: z
    .number()
    .positive()
    .max(10_000)
    .optional()
    .describe('Hours within which they promise to answer.'),
  contact: line.optional().describe('How to reach them.'),
})

/** Text to start from. Blanks are written `{{what goes here}}`. */
export const SavedReplySchema = z.object({
  id,
  name: line,
  text: z
    .string()
    .trim()
    .min(1)
    .max(LIMITS.draftText)
    .describe('Text to start from. What must be filled in stands in double braces: {{their name}}.'),
  topics: z.array(id).default([]).describe('Topics it fits; empty: all.'),
})

export const PolicySchema = z.object({
  mayReply: text.optional().describe('Who may answer in public.'),
  forbidden: lines.default([]).describe('What is never said or done.'),
  sensitive: lines.default([]).describe('What needs a second pair of eyes.'),
  monitoringNotice: text
    .optional()
    .describe('Shown at joining: what the company sees of what a member logs.'),
  rightsNotice: text.optional().describe('What members may always say and do for themselves.'),
  contact: line.optional().describe('Whom to ask about this policy.'),
})

const PlaybookShape = z.object({
  $schema: z.string().max(LIMITS.url).optional(),
  id,
  organisation: line.describe('Whose playbook this is.'),
  version: z
    .int()
    .min(1)
    .describe('Counts up with every published change; an interaction keeps the version that was shown.'),
  locale: z.string().max(35).default('en').describe('Language of the guidance, as BCP 47.'),
  updated: z.iso.date().optional(),
  topics: z.array(TopicSchema).max(500).describe('What to listen for.'),
  cards: z.array(GuidanceCardSchema).max(500).default([]).describe('What to do about it.'),
  routes: z.array(RouteSchema).max(200).default([]).describe('Where it can be sent.'),
  replies: z.array(SavedReplySchema).max(500).default([]).describe('Text to start an answer from.'),
  policy: PolicySchema.default({ forbidden: [], sensitive: [] }),
  recipes: ShippedRecipesSchema.optional().describe(
    'Repaired recipes for sites that changed their pages (docs/recipes.md).',
  ),
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
  const recipes = playbook.recipes ?? []
  for (const [at, one] of recipes.entries())
    if (recipes.slice(0, at).some((other) => isTwice(one, other)))
      context.addIssue({
        code: 'custom',
        path: ['recipes', at, 'recipe', 'version'],
        message: `version ${one.recipe.version} of the recipe for "${one.site}" is there twice: give the newer one a higher version`,
      })
})

/**
 * A playbook on its way in, and the recipes in it that are left out: a bad recipe must not keep the guidance
 * from people. Of anything that is no playbook `playbook` is what was given.
 */
export function withoutBadRecipes(given: unknown): {
  readonly playbook: unknown
  readonly refused: readonly RefusedRecipe[]
} {
  if (typeof given !== 'object' || given === null || !('recipes' in given))
    return { playbook: given, refused: [] }
  const { recipes, refused } = takeRecipes(given.recipes)
  return { playbook: { ...given, recipes }, refused }
}

/** Without the cross-checks, which JSON Schema cannot say: the source of the exported JSON Schema. */
export const PlaybookShapeSchema = PlaybookShape

export type Need = z.infer<typeof NeedSchema>
export type Topic = z.infer<typeof TopicSchema>
export type GuidanceCard = z.infer<typeof GuidanceCardSchema>
export type Route = z.infer<typeof RouteSchema>
export type SavedReply = z.infer<typeof SavedReplySchema>
export type Playbook = z.infer<typeof PlaybookSchema>
