/** The release list: repaired recipes for everybody, signed by those who publish Earshot. */
import { LIMITS } from './limits.ts'
import { fail, ok, type Problem, type Result } from './problem.ts'
import {
  isWithin,
  type RefusedRecipe,
  RefusedRecipeSchema,
  ShippedRecipeSchema,
  takeRecipes,
} from './recipe.ts'
import { z } from './zod.ts'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const

/** Longest signed file, characters: the list as a JSON string, whose quotes are escaped. */
export const SIGNED_LIST_LENGTH = 2 * LIMITS.recipeBytes

const KEY_ID = /^[a-z0-9][a-z0-9-]{0,39}$/

/** A public key that lists are accepted from. `key`: SubjectPublicKeyInfo, base64. */
export interface PinnedKey {
  readonly id: string
  readonly key: string
}

/** As published: the list's exact text, and a signature over its UTF-8 bytes by the key of that id. */
const SignedListSchema = z.strictObject({
  list: z.string().min(2).max(LIMITS.recipeBytes),
  key: z.string().regex(KEY_ID),
  /** 64 bytes, `r` and `s`, base64. */
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
})

/** What is signed. Recipes are checked one by one: a newer list may name sites that this version does not know. */
const ListSchema = z.strictObject({
  /** Counts up with every list: an older one is never taken for a newer. */
  version: z.int().min(1).max(1_000_000_000),
  issued: z.iso.date(),
  recipes: z.array(z.unknown()).max(LIMITS.recipes),
})

/** A list that was taken, as it is kept. */
export const TakenListSchema = z.object({
  version: z.int().min(1),
  issued: z.iso.date(),
  /** Id of the key that signed it. */
  key: z.string(),
  /** Milliseconds since the epoch. */
  takenAt: z.number(),
  recipes: z.array(ShippedRecipeSchema).max(LIMITS.recipes),
  refused: z.array(RefusedRecipeSchema).max(2 * LIMITS.recipes),
})

export type TakenList = z.infer<typeof TakenListSchema>

/** What a site is known by here: its own hosts; none for software that runs on any. */
export interface KnownSite {
  readonly id: string
  readonly hosts: readonly string[]
}

/** What a signed list is held against. */
export interface ListGround {
  readonly keys: readonly PinnedKey[]
  readonly sites: readonly KnownSite[]
  /** The list taken before; null: none. */
  readonly held: TakenList | null
  /** Milliseconds since the epoch. */
  readonly now: number
}

/**
 * Checks a signed list and takes what this version can use of it. Fails with `invalid` and a `path`:
 * `signature` (changed after it was signed, or signed by another key), `key` (none that is pinned here),
 * `version` (older than the one held), `list` or the place in it (not a list).
 * @param signed the published file, parsed as JSON; of unproven shape
 */
export async function openSignedList(signed: unknown, ground: ListGround): Promise<Result<TakenList>> {
  const envelope = SignedListSchema.safeParse(signed)
  if (!envelope.success) return fail('invalid', { path: 'list', detail: 'no signed list' })
  const { list: text, key: keyId, signature } = envelope.data
  const pinned = ground.keys.find(({ id }) => id === keyId)
  if (pinned === undefined) return fail('invalid', { path: 'key', detail: keyId })
  if (!(await isSignedBy(text, signature, pinned)))
    return fail('invalid', { path: 'signature', detail: keyId })
  const list = parseList(text)
  if (!list.ok) return list
  const { version, issued, recipes } = list.value
  const { held } = ground
  if (held !== null && version < held.version)
    return fail('invalid', { path: 'version', detail: `${version} after ${held.version}` })
  const taken = takeRecipes(recipes)
  const judged = judge(taken.recipes, ground)
  return ok({
    ...{ version, issued, key: keyId, takenAt: ground.now },
    recipes: judged.recipes,
    refused: [...taken.refused, ...judged.refused],
  })
}

/** Only recipes of known sites, for hosts of theirs, none older than the one held for the same place, which then stays. */
function judge(given: ReturnType<typeof takeRecipes>['recipes'], { sites, held }: ListGround) {
  const recipes: TakenList['recipes'] = []
  const refused: RefusedRecipe[] = []
  for (const one of given) {
    const before = held?.recipes.find((other) => isForSame(one, other))
    const fault =
      faultOfAim(one, sites) ?? (before && before.recipe.version > one.recipe.version ? 'older' : null)
    if (fault === null) recipes.push(one)
    else {
      refused.push({
        site: one.site,
        version: one.recipe.version,
        reason: fault,
        detail: (one.hosts ?? []).join(' ').slice(0, 500),
      })
      if (fault === 'older' && before) recipes.push(before)
    }
  }
  return { recipes, refused }
}

function isForSame(one: TakenList['recipes'][number], other: TakenList['recipes'][number]): boolean {
  return one.site === other.site && `${one.hosts?.toSorted()}` === `${other.hosts?.toSorted()}`
}

/** May a recipe be for this site and these hosts? A site with hosts of its own is never read elsewhere. */
export function faultOfAim(
  { site, hosts }: { readonly site: string; readonly hosts?: readonly string[] | undefined },
  sites: readonly KnownSite[],
): 'unknown-site' | 'foreign-host' | null {
  const known = sites.find(({ id }) => id === site)
  if (known === undefined) return 'unknown-site'
  const foreign = known.hosts.length > 0 && hosts?.some((host) => !isWithin(host, known.hosts))
  return foreign ? 'foreign-host' : null
}

function parseList(text: string): Result<z.infer<typeof ListSchema>> {
  const said = readJson(text)
  const parsed = ListSchema.safeParse(said)
  if (parsed.success) return ok(parsed.data)
  const path = parsed.error.issues[0]?.path.map(String).join('.')
  return fail('invalid', { path: path ? `list.${path}` : 'list', detail: parsed.error.issues[0]?.code ?? '' })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Faults of a list before it is signed: unlike a reader, who skips what it does not know, its writer must
 * mend everything. Empty: it can be signed.
 */
export function faultsOfList(text: string, sites: readonly KnownSite[]): readonly string[] {
  const list = parseList(text)
  if (!list.ok) return [describe(list.problem)]
  const taken = takeRecipes(list.value.recipes)
  return [
    ...taken.refused.map(({ detail }) => detail),
    ...taken.recipes.flatMap((one) => {
      const fault = faultOfAim(one, sites)
      return fault === null ? [] : [`${one.site} ${one.recipe.version}: ${fault}`]
    }),
  ]
}

function describe({ path, detail }: Problem): string {
  return [path, detail].filter(Boolean).join(': ')
}

/** Signs the exact text of a list. */
export async function signList(text: string, keyId: string, key: CryptoKey): Promise<unknown> {
  const signature = await crypto.subtle.sign(SIGNING, key, new TextEncoder().encode(text))
  return SignedListSchema.parse({ list: text, key: keyId, signature: toBase64(new Uint8Array(signature)) })
}

async function isSignedBy(text: string, signature: string, { key }: PinnedKey): Promise<boolean> {
  try {
    const imported = await crypto.subtle.importKey('spki', fromBase64(key), ALGORITHM, false, ['verify'])
    return await crypto.subtle.verify(
      SIGNING,
      imported,
      fromBase64(signature),
      new TextEncoder().encode(text),
    )
  } catch {
    return false
  }
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
