import { randomUUID } from 'node:crypto'
import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { openLogFile } from './log-file.ts'
import { newEpoch } from './rows/log-row.ts'
import type { WorkspaceRecord } from './store.ts'

/** All pages in one go, in a thread of their own: one state of the file, with writers at work beside it. */
const ALL_PAGES = 2 ** 31 - 1

/** @throws when there is a file at `to`. */
export async function copyLogFile(from: string, to: string): Promise<void> {
  if (existsSync(to)) throw new Error(`${to} exists already`)
  const source = new DatabaseSync(from, { readOnly: true })
  try {
    await backup(source, to, { rate: ALL_PAGES })
  } finally {
    source.close()
  }
}

export interface Restoring {
  readonly path: string
  readonly epoch: string
  readonly logsDir: string
  pathOf(id: string): string
  /** Closes the file that is about to be replaced. */
  close(id: string): void
  /** Throws when this workspace may not be put here. */
  accept(workspace: WorkspaceRecord): void
}

/**
 * Puts a copy in the place of a workspace's file. Everything is done to a copy beside it, which then takes its
 * name: whatever fails before leaves what was there.
 */
export function restoreLogFile({ path, epoch, logsDir, pathOf, close, accept }: Restoring): {
  workspace: WorkspaceRecord
  pointers: readonly Uint8Array[]
} {
  const beside = join(logsDir, `${randomUUID()}.restoring`)
  try {
    copyFileSync(path, beside)
    const log = openLogFile(beside)
    let workspace: WorkspaceRecord | null
    let pointers: readonly Uint8Array[]
    try {
      const damage = log.damage()
      if (damage.length > 0) throw new Error(`${path} is damaged: ${damage[0]}`)
      workspace = log.owner()
      if (workspace === null) throw new Error(`${path} does not say whose it is`)
      accept(workspace)
      log.write(() => newEpoch(epoch))
      pointers = log.pointers()
      log.settle()
    } finally {
      log.close()
    }
    const place = pathOf(workspace.id)
    close(workspace.id)
    // Of the file that goes; beside the new one they would be taken for its own.
    for (const rest of ['-wal', '-shm']) rmSync(place + rest, { force: true })
    flush(beside)
    renameSync(beside, place)
    flush(dirname(place))
    return { workspace, pointers }
  } finally {
    for (const rest of ['', '-wal', '-shm', '-journal']) rmSync(beside + rest, { force: true })
  }
}

function flush(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
