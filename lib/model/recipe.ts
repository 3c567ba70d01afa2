import { PageKindSchema, SiteIdSchema } from './thread.ts'
import { z } from './zod.ts'

/** `selector`, `selector@attribute` or `@attribute`, alternatives parted by ` | ` (lib/sites/fields.ts). */
const place = z.string().trim().min(1).max(500)

/** Selectors, attribute names and numbers: a recipe can point at things in a page and do nothing else. */
export const RecipeSchema = z.strictObject({
  version: z.int().min(1).max(1_000_000),
  selectors: z
    .record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/), place)
    .refine((selectors) => Object.keys(selectors).length <= 60, 'at most 60 selectors'),
  expects: z
    .array(
      z.strictObject({
        selector: z.string().trim().min(1).max(500),
        least: z.int().min(1).max(1_000),
        on: z.array(PageKindSchema).min(1).max(4),
      }),
    )
    .max(50),
  watches: z
    .array(z.string().regex(/^[a-z_][a-z0-9_.:-]{0,60}$/i))
    .max(30)
    .optional(),
})

/** A repaired recipe on its way to readers, from a workspace's server or the signed release list. */
export const ShippedRecipeSchema = z.strictObject({
  site: SiteIdSchema,
  /** Read by it on these hosts only, each within the site's own; left out: wherever the site is read. */
  hosts: z
    .array(z.string().regex(/^[a-z0-9.-]{1,253}$/))
    .min(1)
    .max(50)
    .optional(),
  recipe: RecipeSchema,
})

export type ShippedRecipe = z.infer<typeof ShippedRecipeSchema>
