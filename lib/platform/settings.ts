import { fail, ok, type Result } from '../model/problem.ts'
import { type Workspace, WorkspaceSchema, type Workspaces, WorkspacesSchema } from '../model/workspace.ts'
import { z } from '../model/zod.ts'
import { browser } from './browser.ts'
import { keepAside } from './kept-aside.ts'

const WORKSPACES = 'workspaces'
const PREFERENCES = 'preferences'

const PreferencesSchema = z.object({
  /** `auto`: the browser's own. The last two are pseudo-locales for checks. */
  locale: z.enum(['auto', 'en', 'de', 'en-XA', 'ar-XB']).default('auto').catch('auto'),
  appearance: z.enum(['system', 'light', 'dark']).default('system').catch('system'),
  /** Order of the mentions on the screen Here. */
  order: z.enum(['page', 'urgency']).default('page').catch('page'),
  /** A button on each mention asks the browser's own language model. */
  secondOpinion: z.boolean().default(false).catch(false),
})

export type Preferences = z.infer<typeof PreferencesSchema>

/**
 * The workspaces of this browser; at first use a personal one is made. Settings that do not parse are
 * kept aside under another key (`kept-aside.ts`), each workspace that still parses stays. Fails with
 * `store-failed` or `store-full`.
 */
export function readWorkspaces(): Promise<Result<Workspaces>> {
  return underLock(async () => {
    const stored = (await browser.storage.local.get(WORKSPACES))[WORKSPACES]
    const parsed = WorkspacesSchema.safeParse(stored)
    if (parsed.success && parsed.data.all.some(({ id }) => id === parsed.data.current)) return parsed.data
    if (stored !== undefined) await keepAside(WORKSPACES, stored)
    const mended = salvage(stored)
    await browser.storage.local.set({ [WORKSPACES]: mended })
    return mended
  })
}

/** Replaces the workspaces. Fails with `invalid` and changes nothing when they do not follow the schema. */
export async function saveWorkspaces(workspaces: Workspaces): Promise<Result<Workspaces>> {
  const parsed = WorkspacesSchema.safeParse(workspaces)
  if (!parsed.success) return fail('invalid', { path: parsed.error.issues[0]?.path.join('.') ?? '' })
  return underLock(async () => {
    await browser.storage.local.set({ [WORKSPACES]: parsed.data })
    return parsed.data
  })
}

/** Calls back with the workspaces after each change, also one from another page, until `signal` aborts. */
export function watchWorkspaces(onChange: (workspaces: Workspaces) => void, signal: AbortSignal): void {
  watchKey(
    WORKSPACES,
    (value) => {
      const parsed = WorkspacesSchema.safeParse(value)
      if (parsed.success) onChange(parsed.data)
    },
    signal,
  )
}

/** Look, language and order. What is missing or unreadable is its default: nothing here was written by hand. */
export async function readPreferences(): Promise<Preferences> {
  try {
    return preferencesFrom((await browser.storage.local.get(PREFERENCES))[PREFERENCES])
  } catch {
    return preferencesFrom(undefined)
  }
}

/** Changes the given ones, leaves the others. */
export function savePreferences(changes: Partial<Preferences>): Promise<Result<Preferences>> {
  return underLock(async () => {
    const stored = (await browser.storage.local.get(PREFERENCES))[PREFERENCES]
    const next = preferencesFrom({ ...preferencesFrom(stored), ...changes })
    await browser.storage.local.set({ [PREFERENCES]: next })
    return next
  })
}

/** Calls back with the preferences after each change, until `signal` aborts. */
export function watchPreferences(onChange: (preferences: Preferences) => void, signal: AbortSignal): void {
  watchKey(PREFERENCES, (value) => onChange(preferencesFrom(value)), signal)
}

/** The workspace that the panel shows. */
export function currentWorkspace(workspaces: Workspaces): Workspace {
  const current = workspaces.all.find(({ id }) => id === workspaces.current) ?? workspaces.all[0]
  if (current === undefined) throw new Error('WorkspacesSchema allows no empty list')
  return current
}

function preferencesFrom(stored: unknown): Preferences {
  const parsed = PreferencesSchema.safeParse(stored ?? {})
  return parsed.success ? parsed.data : PreferencesSchema.parse({})
}

function salvage(stored: unknown): Workspaces {
  const held = z.looseObject({ current: z.unknown(), all: z.array(z.unknown()) }).safeParse(stored)
  const all = (held.success ? held.data.all : []).flatMap((row) => {
    const parsed = WorkspaceSchema.safeParse(row)
    return parsed.success ? [parsed.data] : []
  })
  const current = held.success ? all.find(({ id }) => id === held.data.current) : undefined
  const first = current ?? all[0] ?? newPersonalWorkspace()
  return { current: first.id, all: all.length === 0 ? [first] : all }
}

/** Its names are the person's to change, so they are stored as text and not translated again. */
export function newPersonalWorkspace(): Workspace {
  return {
    kind: 'personal',
    id: crypto.randomUUID(),
    name: 'My listening',
    member: { id: crypto.randomUUID(), name: 'Me' },
    deviceId: crypto.randomUUID(),
  }
}

/** Panel, background and Welcome start at the same moment: without a lock each would make a personal workspace. */
async function underLock<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return await navigator.locks.request('earshot-settings', async () => ok(await work()))
  } catch (error) {
    const full = error instanceof Error && /quota/i.test(error.message)
    return fail(full ? 'store-full' : 'store-failed', { detail: 'storage.local' })
  }
}

function watchKey(key: string, onValue: (value: unknown) => void, signal: AbortSignal): void {
  const listen = (changes: Record<string, { newValue?: unknown }>, area: string) => {
    const change = changes[key]
    if (area === 'local' && change !== undefined) onValue(change.newValue)
  }
  browser.storage.onChanged.addListener(listen)
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listen), { once: true })
}
