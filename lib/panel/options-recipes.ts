import { computed, type Signal, signal } from '@preact/signals'
import { type KeptRecipes, type RecipeStanding, standingsOf } from '../model/kept-recipes.ts'
import { fail, type Problem, type Result } from '../model/problem.ts'
import type { RefusedRecipe, ShippedRecipe } from '../model/recipe.ts'
import { openSignedList, SIGNED_LIST_LENGTH } from '../model/recipe-list.ts'
import type { Workspace } from '../model/workspace.ts'
import type { OptionsPorts } from './options-ports.ts'

/** A repaired recipe on the list. */
export interface RecipeRow {
  readonly key: string
  readonly site: string
  /** What people call the site. */
  readonly name: string
  readonly source: 'team' | 'release'
  readonly version: number
  /** Version that is built in; null: no site of that name. */
  readonly packaged: number | null
  readonly hosts: readonly string[]
  readonly standing: RecipeStanding
}

/** One that could not be taken at all. */
export interface RefusedRow extends RefusedRecipe {
  readonly source: 'team' | 'release'
}

/** What the last check or import came to. */
export interface ListTaken {
  readonly version: number
  readonly issued: string
  readonly recipes: number
  /** The list was the one already here. */
  readonly known: boolean
}

/** Why a list was not taken, where that can be said of the list itself. */
export type ListRefusal = 'signature' | 'key' | 'version' | 'list' | 'file' | 'none'

/** Null: the list is not to blame, and the problem's general words stand. */
export function listRefusalOf({ code, path = '' }: Problem): ListRefusal | null {
  if (code === 'not-found') return 'none'
  if (code === 'unreadable') return 'file'
  if (code === 'bad-answer' || code === 'too-large') return 'list'
  if (code !== 'invalid') return null
  return path === 'signature' || path === 'key' || path === 'version' ? path : 'list'
}

export type RecipesState = ReturnType<typeof createRecipesState>

interface Team {
  readonly workspace: string
  readonly recipes: readonly ShippedRecipe[]
  readonly refused: readonly RefusedRecipe[]
}

/** Which recipes read which site: the built-in ones, and repaired ones from the team or the release list. */
export function createRecipesState(ports: OptionsPorts) {
  const { recipes: doors } = ports
  const kept = signal<KeptRecipes | null>(null)
  const team = signal<Team | null>(null)
  const busy = signal<'check' | 'import' | null>(null)
  const problem = signal<Problem | null>(null)
  const taken = signal<ListTaken | null>(null)
  /** What was kept before could not be read, and lies with the settings set aside. */
  const setAside = signal(false)

  const nameOf = (site: string) => ports.sites.find(({ id }) => id === site)?.name ?? site

  async function load(of: Workspace): Promise<void> {
    const read = await doors.readKept()
    if (read.ok) kept.value = read.value
    problem.value = read.ok ? null : read.problem
    setAside.value = (await ports.readKept()).some(({ setting }) => setting === 'recipes')
    try {
      team.value =
        of.kind === 'team' ? { workspace: of.id, ...(await ports.storeOf(of).readRecipes()) } : null
    } catch {
      problem.value = { code: 'store-failed' }
    }
  }

  const rows = computed<readonly RecipeRow[]>(() => {
    if (kept.value === null) return []
    const ground = { sites: doors.packaged, kept: kept.value, team: team.value }
    return standingsOf(ground).map(({ offer, standing }) => ({
      key: `${offer.source} ${offer.site} ${offer.recipe.version} ${offer.hosts?.join(' ') ?? ''}`,
      site: offer.site,
      name: nameOf(offer.site),
      source: offer.source,
      version: offer.recipe.version,
      packaged: doors.packaged.find(({ id }) => id === offer.site)?.version ?? null,
      hosts: offer.hosts ?? [],
      standing,
    }))
  })
  const refused = computed<readonly RefusedRow[]>(() => [
    ...(team.value?.refused ?? []).map((one) => ({ ...one, source: 'team' as const })),
    ...(kept.value?.list?.refused ?? []).map((one) => ({ ...one, source: 'release' as const })),
  ])

  const state = { kept, busy, problem, taken }
  return {
    ...state,
    rows,
    refused,
    setAside,
    packaged: doors.packaged.map(({ id, version }) => ({ id, name: nameOf(id), version })),
    address: doors.address,
    load,
    check: () => take(ports, state, 'check', doors.fetchList),
    importFile: (file: Blob) => take(ports, state, 'import', () => readFile(file)),
    /** Uses the built-in recipe of one site, or the repaired one again. */
    switchSite: (site: string, repaired: boolean) =>
      change(ports, state, (now) => ({
        ...now,
        off: repaired ? now.off.filter((one) => one !== site) : [...new Set([...now.off, site])],
      })),
    /** Uses the built-in recipes everywhere, or repaired ones again. */
    switchAll: (repaired: boolean) => change(ports, state, (now) => ({ ...now, offAll: !repaired })),
  }
}

interface Held {
  readonly kept: Signal<KeptRecipes | null>
  readonly busy: Signal<'check' | 'import' | null>
  readonly problem: Signal<Problem | null>
  readonly taken: Signal<ListTaken | null>
}

async function take(
  ports: OptionsPorts,
  { kept, busy, problem, taken }: Held,
  how: 'check' | 'import',
  fetchSigned: () => Promise<Result<unknown>>,
): Promise<void> {
  if (busy.value !== null) return
  busy.value = how
  problem.value = null
  taken.value = null
  const { recipes: doors } = ports
  try {
    const signed = await fetchSigned()
    const before = await doors.readKept()
    const held = before.ok ? before.value.list : null
    const ground = { keys: doors.keys, sites: doors.packaged, held, now: ports.now() }
    const opened = !before.ok ? before : signed.ok ? await openSignedList(signed.value, ground) : signed
    if (!opened.ok) {
      problem.value = opened.problem
      return
    }
    const list = opened.value
    // Judged against the list that was held then; another page of ours may have taken a newer one meanwhile.
    const saved = await doors.changeKept((now) =>
      now.list !== null && now.list.version > list.version ? now : { ...now, list },
    )
    if (!saved.ok) {
      problem.value = saved.problem
      return
    }
    kept.value = saved.value
    taken.value = {
      version: list.version,
      issued: list.issued,
      recipes: list.recipes.length,
      known: held?.version === list.version,
    }
    await ports.tellChange()
  } finally {
    busy.value = null
  }
}

async function change(
  ports: OptionsPorts,
  { kept, problem }: Held,
  how: (kept: KeptRecipes) => KeptRecipes,
): Promise<void> {
  const saved = await ports.recipes.changeKept(how)
  if (!saved.ok) {
    problem.value = saved.problem
    return
  }
  kept.value = saved.value
  problem.value = null
  await ports.tellChange()
}

async function readFile(file: Blob): Promise<Result<unknown>> {
  if (file.size > SIGNED_LIST_LENGTH) return fail('too-large', { detail: 'recipe list' })
  try {
    const text = await file.text()
    return { ok: true, value: parse(text) }
  } catch {
    return fail('unreadable', { detail: 'recipe list' })
  }
}

/** What is no JSON is no signed list: `openSignedList` says so. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return null
  }
}
