/**
 * A second copy of what is unsent, in another of the browser's stores: where one is wiped or broken, the other
 * mostly is not. Its shape is the store's own (lib/store/mirror.ts).
 */
import { browser } from './browser.ts'

const PREFIX = 'mirror:'

export async function readMirror(workspaceId: string): Promise<unknown> {
  const key = `${PREFIX}${workspaceId}`
  return (await browser.storage.local.get(key))[key]
}

export async function saveMirror(workspaceId: string, mirror: unknown): Promise<void> {
  await browser.storage.local.set({ [`${PREFIX}${workspaceId}`]: mirror })
}
