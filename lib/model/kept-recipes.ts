/** What a browser keeps of repaired recipes, and which of them readers are offered. */
import type { ShippedRecipe } from './recipe.ts'
import { faultOfAim, type KnownSite, TakenListSchema } from './recipe-list.ts'
import { SiteIdSchema } from './thread.ts'
import { z } from './zod.ts'

/** Rolled back on some page, because it read less there than the built-in recipe. */
const RolledBackSchema = z.object({
  site: SiteIdSchema,
  source: z.enum(['team', 'release']),
  version: z.int().nonnegative(),
  /** Of the team that shipped it; null: of the release list. */
  workspace: z.uuid().nullable(),
  /** Milliseconds since the epoch. */
  at: z.number(),
})

/** The row in the browser's settings. */
export const KeptRecipesSchema = z.object({
  /** The release list taken last; null: none yet. */
  list: TakenListSchema.nullable().default(null),
  /** The person wants the built-in recipes everywhere. */
  offAll: z.boolean().default(false),
  /** …or for these sites. */
  off: z.array(SiteIdSchema).max(1_000).default([]),
  /** Newest last. */
  rolledBack: z.array(RolledBackSchema).max(200).default([]),
})

export type KeptRecipes = z.infer<typeof KeptRecipesSchema>
type RolledBack = z.infer<typeof RolledBackSchema>

/** A shipped recipe and where it came from, as a reader is told of it. */
export interface OfferedRecipe extends ShippedRecipe {
  readonly source: 'team' | 'release'
  /** It read less on a page of this site before, and is not to be tried again. */
  readonly refused?: boolean | undefined
}

/** A site with the version of the recipe that is built in. */
export interface PackagedRecipe extends KnownSite {
  readonly version: number
}

/** Everything that shipped recipes are held against. */
export interface RecipeGround {
  readonly sites: readonly PackagedRecipe[]
  readonly kept: KeptRecipes
  /** The team whose workspace the panel shows; null: it shows a personal one. */
  readonly team: { readonly workspace: string; readonly recipes: readonly ShippedRecipe[] } | null
}

/** `offered`: tried on the site's pages. `older`: what is built in is as new. `off`: the person wants the built-in one. */
export type RecipeStanding = 'offered' | 'older' | 'off' | 'rolled-back' | 'unknown-site' | 'foreign-host'

/** Every shipped recipe, and how it stands; the team's first, each newest first. */
export function standingsOf(
  ground: RecipeGround,
): readonly { readonly offer: OfferedRecipe; readonly standing: RecipeStanding }[] {
  const { team, kept, sites } = ground
  const shipped = [
    ...(team?.recipes ?? []).map((one) => ({ ...one, source: 'team' as const })),
    ...(kept.list?.recipes ?? []).map((one) => ({ ...one, source: 'release' as const })),
  ]
  return shipped
    .toSorted((a, b) => b.recipe.version - a.recipe.version)
    .map((offer) => ({ offer, standing: standingOf(offer, sites, kept, team?.workspace ?? null) }))
}

function standingOf(
  offer: OfferedRecipe,
  sites: readonly PackagedRecipe[],
  kept: KeptRecipes,
  workspace: string | null,
): RecipeStanding {
  const aim = faultOfAim(offer, sites)
  if (aim !== null) return aim
  const site = sites.find(({ id }) => id === offer.site)
  if (site === undefined || offer.recipe.version <= site.version) return 'older'
  if (kept.offAll || kept.off.includes(offer.site)) return 'off'
  const of = offer.source === 'team' ? workspace : null
  return kept.rolledBack.some((one) => isOf(one, offer, of)) ? 'rolled-back' : 'offered'
}

/**
 * What the reader of a page of this site is to try, newest first. A recipe that read less on a site's own
 * hosts is told as refused. Software that runs on any host has a skin of its own on each, and a page there
 * could be made to fail on purpose: such a recipe is tried anew on every page.
 */
export function offersFor(site: string, ground: RecipeGround): readonly OfferedRecipe[] {
  const runsAnywhere = ground.sites.some(({ id, hosts }) => id === site && hosts.length === 0)
  return standingsOf(ground)
    .filter(({ offer }) => offer.site === site)
    .flatMap(({ offer, standing }) => {
      if (standing === 'offered') return [offer]
      if (standing !== 'rolled-back') return []
      return [runsAnywhere ? offer : { ...offer, refused: true }]
    })
    .slice(0, 10)
}

/**
 * Remembers what a reader rolled back; only of recipes that it could have been offered, since a reader stands
 * beside a page. The same object where nothing is new.
 */
export function withRolledBack(
  ground: RecipeGround,
  site: string,
  rolledBack: readonly { readonly source: 'team' | 'release'; readonly version: number }[],
  now: number,
): KeptRecipes {
  const offers = offersFor(site, ground)
  const fresh = rolledBack
    .filter(({ source, version }) =>
      offers.some((offer) => offer.source === source && offer.recipe.version === version),
    )
    .map(({ source, version }): RolledBack => {
      const workspace = source === 'team' ? (ground.team?.workspace ?? null) : null
      return { site, source, version, workspace, at: now }
    })
    .filter((one) => !ground.kept.rolledBack.some((other) => isSame(one, other)))
  if (fresh.length === 0) return ground.kept
  return { ...ground.kept, rolledBack: [...ground.kept.rolledBack, ...fresh].slice(-200) }
}

function isOf(one: RolledBack, { site, source, recipe }: OfferedRecipe, workspace: string | null): boolean {
  return isSame(one, { site, source, version: recipe.version, workspace })
}

function isSame(one: RolledBack, other: Omit<RolledBack, 'at'>): boolean {
  return (
    one.site === other.site &&
    one.source === other.source &&
    one.version === other.version &&
    one.workspace === other.workspace
  )
}
