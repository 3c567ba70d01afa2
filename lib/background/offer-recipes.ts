/** Repaired recipes: which of them a reader is offered, and what became of them on its pages. */
import {
  type KeptRecipes,
  type OfferedRecipe,
  offersFor,
  type PackagedRecipe,
  type RecipeGround,
  withRolledBack,
} from '../model/kept-recipes.ts'
import type { Result } from '../model/problem.ts'
import type { ReadReport } from '../model/thread.ts'
import { readPlaybookRecipes } from '../store/playbook.ts'
import type { BackgroundPorts } from './ports.ts'

/** What is needed of the build and the browser's settings. */
export interface RecipePorts {
  readonly sites: readonly PackagedRecipe[]
  readKept(): Promise<Result<KeptRecipes>>
  /** Writes nothing when `change` answers what it was given. */
  changeKept(change: (kept: KeptRecipes) => KeptRecipes): Promise<Result<KeptRecipes>>
}

/**
 * Recipes that a page of this site is to try: those of the team whose workspace the panel shows (another
 * team's have no say in it) and those of the release list. Where the settings or the database can't be read,
 * none: the built-in one reads.
 */
export async function offerRecipes(
  ports: BackgroundPorts,
  recipes: RecipePorts,
  site: string,
): Promise<readonly OfferedRecipe[]> {
  const kept = await recipes.readKept()
  return kept.ok ? offersFor(site, { sites: recipes.sites, kept: kept.value, team: await teamOf(ports) }) : []
}

/** Remembers what a page's report says was rolled back, so that it is shown and not tried again. */
export async function noteRolledBack(
  ports: BackgroundPorts,
  recipes: RecipePorts,
  report: ReadReport | null,
): Promise<void> {
  const rolledBack = report?.recipe.rolledBack ?? []
  if (report === null || rolledBack.length === 0) return
  const team = await teamOf(ports)
  await recipes.changeKept((kept) =>
    withRolledBack({ sites: recipes.sites, kept, team }, report.site, rolledBack, ports.now()),
  )
}

async function teamOf(ports: BackgroundPorts): Promise<RecipeGround['team']> {
  const workspaces = await ports.readWorkspaces()
  if (!workspaces.ok) return null
  const { all, current } = workspaces.value
  const shown = all.find(({ id }) => id === current)
  if (shown?.kind !== 'team') return null
  try {
    const { recipes } = await readPlaybookRecipes(ports.openDatabase(shown.id))
    return { workspace: shown.id, recipes }
  } catch {
    return null
  }
}
