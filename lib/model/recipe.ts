import { LIMITS } from './limits.ts'
import { faultOfPlace, faultOfSelector, faultOfWatched, PLACE_LENGTH } from './recipe-place.ts'
import { PageKindSchema, SiteIdSchema } from './thread.ts'
import { z } from './zod.ts'

/** Text that `faultOf` finds nothing wrong with; its words become the issue's. */
function text(faultOf: (source: string) => string | null, called: string) {
  return z
    .string()
    .trim()
    .min(1)
    .max(PLACE_LENGTH)
    .superRefine((source, context) => {
      const fault = faultOf(source)
      if (fault) context.addIssue({ code: 'custom', message: `this ${called} ${fault}` })
    })
}

/** Names that every object answers to: looked up in a recipe that lacks them, they would find a function. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype))

/** Selectors, attribute names and numbers: a recipe can point at things in a page and do nothing else. */
export const RecipeSchema = z.strictObject({
  version: z.int().min(1).max(1_000_000).describe('Counts up with every change of this recipe.'),
  selectors: z
    .record(
      z
        .string()
        .regex(/^[a-zA-Z][a-zA-Z0-9_]{0,39}$/, 'use letters, digits and _, 40 at most')
        .refine((name) => !INHERITED.has(name), 'this name has a meaning of its own: choose another'),
      text(faultOfPlace, 'place'),
    )
    .refine((selectors) => Object.keys(selectors).length <= 80, 'there are too many: 80 places at most')
    .describe(
      'Name → where it stands: a selector, selector@attribute or @attribute; alternatives parted by " | ".',
    ),
  expects: z
    .array(
      z.strictObject({
        // As long as a report may name it: FailedExpectationSchema.
        selector: text(faultOfSelector, 'selector').max(500),
        least: z.int().min(1).max(1_000),
        on: z.array(PageKindSchema).min(1).max(4),
      }),
    )
    .max(50)
    .describe('On a page of these kinds each selector finds at least so many.'),
  watches: z
    .array(text(faultOfWatched, 'name'))
    .max(30)
    .optional()
    .describe('Attributes whose change makes a post worth reading again.'),
})

/** A repaired recipe on its way to readers, from a workspace's server or the signed release list. */
export const ShippedRecipeSchema = z.strictObject({
  site: SiteIdSchema.describe('Id of the site it reads.'),
  /** Read by it on these hosts only, each within the site's own; left out: wherever the site is read. */
  hosts: z
    .array(
      z
        .string()
        .regex(/^(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/, 'write a bare host name, as reddit.com'),
    )
    .min(1)
    .max(50)
    .optional()
    .describe('Hosts it is for, each within the site’s own. Left out: all of them.'),
  recipe: RecipeSchema,
})

/** Repaired recipes as a playbook carries them. */
export const ShippedRecipesSchema = z
  .array(ShippedRecipeSchema)
  .max(LIMITS.recipes)
  .refine(
    (recipes) => JSON.stringify(recipes).length <= LIMITS.recipeBytes,
    `together they are too long: keep them to ${LIMITS.recipeBytes / 1024} KiB`,
  )

export type ShippedRecipe = z.infer<typeof ShippedRecipeSchema>

/** A shipped recipe that is not used, and why. Holds no words of it but its own names. */
export const RefusedRecipeSchema = z.object({
  /** Null where not even that could be read. */
  site: SiteIdSchema.nullable(),
  version: z.int().nullable(),
  reason: z.enum(['malformed', 'unknown-site', 'foreign-host', 'older', 'too-many']),
  /** Where and what, for the person who wrote it. */
  detail: z.string().max(500),
})

export type RefusedRecipe = z.infer<typeof RefusedRecipeSchema>

/** Takes each recipe alone, so that one bad one does not spoil the others. `given` is anything that JSON can say. */
export function takeRecipes(given: unknown): {
  readonly recipes: readonly ShippedRecipe[]
  readonly refused: readonly RefusedRecipe[]
} {
  if (given === undefined || given === null) return { recipes: [], refused: [] }
  if (!Array.isArray(given))
    return { recipes: [], refused: [{ site: null, version: null, reason: 'malformed', detail: 'recipes' }] }
  const recipes: ShippedRecipe[] = []
  const refused: RefusedRecipe[] = []
  let length = 0
  for (const [at, one] of given.slice(0, LIMITS.recipes + 1).entries()) {
    const parsed = ShippedRecipeSchema.safeParse(one)
    if (parsed.success) length += JSON.stringify(parsed.data).length
    if (at >= LIMITS.recipes || length > LIMITS.recipeBytes) {
      refused.push({ ...nameOf(one), reason: 'too-many', detail: `recipes.${at}` })
      break
    }
    if (parsed.success && recipes.some((other) => isTwice(parsed.data, other)))
      refused.push({ ...nameOf(one), reason: 'malformed', detail: `recipes.${at}: there twice` })
    else if (parsed.success) recipes.push(parsed.data)
    else {
      const [issue] = parsed.error.issues
      const detail = `recipes.${at}.${issue?.path.map(String).join('.')}: ${issue?.message}`.slice(0, 500)
      refused.push({ ...nameOf(one), reason: 'malformed', detail })
    }
  }
  return { recipes, refused }
}

/** Two recipes between which nothing chooses: the same version for the same site and hosts. */
export function isTwice(one: ShippedRecipe, other: ShippedRecipe): boolean {
  const hostsOf = ({ hosts = [] }: ShippedRecipe) => hosts.toSorted().join(' ')
  return (
    one.site === other.site && one.recipe.version === other.recipe.version && hostsOf(one) === hostsOf(other)
  )
}

const NamedSchema = z.object({
  site: SiteIdSchema.nullable().catch(null),
  recipe: z.object({ version: z.int().nullable().catch(null) }).catch({ version: null }),
})

function nameOf(one: unknown): Pick<RefusedRecipe, 'site' | 'version'> {
  const named = NamedSchema.safeParse(one)
  return named.success
    ? { site: named.data.site, version: named.data.recipe.version }
    : { site: null, version: null }
}

/** Is `host` one of these, or below one of them? */
export function isWithin(host: string, hosts: readonly string[]): boolean {
  return hosts.some((one) => host === one || host.endsWith(`.${one}`))
}
