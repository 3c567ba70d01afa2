import { z } from '../model/zod.ts'
import { browser } from './browser.ts'

const KEY = 'last-backup'
const LastBackupSchema = z.record(z.string(), z.number()).catch({})

/** When a workspace was last saved to a file, milliseconds since the epoch; null: never, or not known. */
export async function readLastBackup(workspaceId: string): Promise<number | null> {
  return LastBackupSchema.parse((await browser.storage.local.get(KEY))[KEY])[workspaceId] ?? null
}

export async function saveLastBackup(workspaceId: string, at: number): Promise<void> {
  const before = LastBackupSchema.parse((await browser.storage.local.get(KEY))[KEY])
  await browser.storage.local.set({ [KEY]: { ...before, [workspaceId]: at } })
}
