import { type KeptRecipes, KeptRecipesSchema } from '../model/kept-recipes.ts'
import { fail, ok, type Result } from '../model/problem.ts'
import { z } from '../model/zod.ts'
import { browser } from './browser.ts'
import { keepAside } from './kept-aside.ts'

const KEY = 'recipes'

const PartsSchema = z.looseObject({
  list: KeptRecipesSchema.shape.list.catch(null),
  offAll: KeptRecipesSchema.shape.offAll.catch(false),
  off: KeptRecipesSchema.shape.off.catch([]),
  rolledBack: KeptRecipesSchema.shape.rolledBack.catch([]),
})

/**
 * What this browser keeps of repaired recipes. What can't be read is kept aside under another key
 * (`kept-aside.ts`) and the parts that can be read stay. Fails with `store-failed` or `store-full`.
 */
export function readKeptRecipes(): Promise<Result<KeptRecipes>> {
  return underLock(read)
}

/** Changes it; `change` may answer what it was given, then nothing is written. */
export function changeKeptRecipes(change: (kept: KeptRecipes) => KeptRecipes): Promise<Result<KeptRecipes>> {
  return underLock(async () => {
    const before = await read()
    const after = change(before)
    if (after !== before) await browser.storage.local.set({ [KEY]: KeptRecipesSchema.parse(after) })
    return after
  })
}

async function read(): Promise<KeptRecipes> {
  const stored = (await browser.storage.local.get(KEY))[KEY]
  const parsed = KeptRecipesSchema.safeParse(stored ?? {})
  if (parsed.success) return parsed.data
  await keepAside(KEY, stored)
  const { list, offAll, off, rolledBack } = PartsSchema.catch({
    list: null,
    offAll: false,
    off: [],
    rolledBack: [],
  }).parse(stored)
  const mended = { list, offAll, off, rolledBack }
  await browser.storage.local.set({ [KEY]: mended })
  return mended
}

/** Readers in many tabs report at once, while the person may be at the options. */
async function underLock<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return await navigator.locks.request('earshot-recipes', async () => ok(await work()))
  } catch (error) {
    const full = error instanceof Error && /quota/i.test(error.message)
    return fail(full ? 'store-full' : 'store-failed', { detail: 'storage.local' })
  }
}
