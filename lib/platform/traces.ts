/**
 * What names a workspace or device in the browser's stores beside the databases: settings, tokens, mirrors, scratch
 * copies of text boxes, settings that were kept aside. An id is random, so that it occurs nowhere by chance.
 */
import { browser } from './browser.ts'

/** Deletes every entry that names one of these ids; the setting `workspaces` is the caller's. */
export async function forgetTraces(ids: readonly string[]): Promise<void> {
  for (const area of [browser.storage.local, browser.storage.session]) {
    const all = await area.get(null)
    for (const [key, value] of Object.entries(all)) {
      if (key === 'workspaces' || !names(ids, key, value)) continue
      const rest = withoutKeys(ids, value)
      if (names(ids, key, rest)) await area.remove(key)
      else await area.set({ [key]: rest })
    }
  }
  for (const key of scratchKeys())
    if (names(ids, key, localStorage.getItem(key))) localStorage.removeItem(key)
}

/** Keys of entries that name one of these ids. */
export async function findTraces(ids: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const area of ['local', 'session'] as const)
    for (const [key, value] of Object.entries(await browser.storage[area].get(null)))
      if (names(ids, key, value)) found.push(`storage.${area} ${key}`)
  for (const key of scratchKeys())
    if (names(ids, key, localStorage.getItem(key))) found.push(`localStorage ${key}`)
  return found
}

/** A server's tokens name their workspace without hyphens. */
function names(ids: readonly string[], key: string, value: unknown): boolean {
  const text = `${key} ${JSON.stringify(value)}`
  return ids.some((id) => text.includes(id) || text.includes(id.replaceAll('-', '')))
}

/** A record of many workspaces loses the one and keeps the others. */
function withoutKeys(ids: readonly string[], value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => !ids.includes(key)))
}

function scratchKeys(): string[] {
  return Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at)).filter(
    (key) => key !== null,
  )
}
