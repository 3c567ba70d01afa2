import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { LIMITS } from '../lib/model/limits.ts'
import type { AppendAside } from './append-aside.ts'
import { type ControlFile, openControlFile } from './control-file.ts'
import { copyLogFile, restoreLogFile } from './copy-log-file.ts'
import { type LogFile, openLogFile } from './log-file.ts'
import { makeDirectory } from './make-directory.ts'
import { MissingLogError } from './rows/log-row.ts'
import type { RandomBytes } from './secrets.ts'
import type { EventStore, WorkspaceRecord } from './store.ts'
import { storeOver } from './store-over.ts'
import { takingTurns } from './take-turns.ts'

/** Open log files kept at hand; each costs three file descriptors, and up to 8 MB of cache as it is used. */
const OPEN_LOGS = 100
const KEY_BYTES = 32
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** More than one push may hold: several devices wait, and this thread has the next ones to read and judge. */
const MANY_ENTRIES = LIMITS.batchEvents + 1

/**
 * The embedded store: `control.sqlite` and one `workspaces/<id>.sqlite` a workspace below `dataDir`,
 * which is made if missing. Several processes may use one directory at a time. With `aside`, over the same directory,
 * many entries at once are appended there. The store ends it when it closes.
 */
export function createSqliteStore(
  dataDir: string,
  random: RandomBytes = randomBytes,
  aside: AppendAside | null = null,
): EventStore {
  const logsDir = join(resolve(dataDir), 'workspaces')
  makeDirectory(logsDir)
  const control = openControlFile(join(dataDir, 'control.sqlite'))
  const pathOf = (id: string) => {
    // The id becomes part of a path: nothing but an id may.
    if (!UUID.test(id)) throw new Error('this is not the id of a workspace')
    return join(logsDir, `${id}.sqlite`)
  }
  const logs = createLogCache((id) => openWhole(control, id, pathOf(id), random))
  // Of two connections that write to one file one waits, and this thread would wait with it.
  const inTurn = takingTurns()
  const store = storeOver(
    {
      knows: async (id) => UUID.test(id) && control.findWorkspace(id)?.id === id,
      read: async (id, steps) => logs.open(id).read(steps),
      write: (id, steps) => inTurn(id, () => logs.open(id).write(steps)),
    },
    {
      createWorkspace: async (workspace, epoch, now) => {
        // The log first: a crash between the two leaves a file that nothing names, not a name without a log.
        if (control.findWorkspace(workspace.name) !== null) return null
        const log = openLogFile(pathOf(workspace.id))
        log.make(workspace, epoch, random(KEY_BYTES), now)
        log.close()
        return control.insertWorkspace(workspace, now) ? workspace : null
      },
      findWorkspace: async (idOrName) => control.findWorkspace(idOrName),
      workspaces: async () => control.workspaces(),
      point: async (hashes, workspaceId) => {
        if (hashes.length > 0) control.point(hashes, workspaceId)
      },
      pointed: async (hash) => control.pointed(hash),
    },
    {
      copyTo: async (id, path) => {
        // Opened once first, so that a file of the first version is whole before it is copied.
        logs.open(id)
        await copyLogFile(pathOf(id), path)
        return true
      },
      restoreFrom: async (path, epoch) => {
        // It may have the file open whose place the copy takes.
        await aside?.end()
        const { workspace, pointers } = restoreLogFile({
          path,
          epoch,
          logsDir,
          close: logs.close,
          pathOf,
          accept,
        })
        control.insertWorkspace(workspace, Date.now())
        control.point(pointers, workspace.id)
        return workspace
      },
      damage: async (id) => logs.open(id).damage(),
      ping: async () => control.ping(),
      close: async () => {
        await aside?.end()
        logs.closeAll()
        control.close()
      },
    },
  )
  /** A name leads to one workspace. */
  function accept({ id, name }: WorkspaceRecord): void {
    const named = control.findWorkspace(name)
    if (named !== null && named.id !== id) throw new Error(`another workspace is called "${name}" here`)
  }
  return {
    ...store,
    append: (id, entries, now) =>
      entries.length >= MANY_ENTRIES && aside?.isReady()
        ? inTurn(id, () => aside.append(id, entries, now))
        : store.append(id, entries, now),
    erase: async (id, erasure) => {
      const erased = await store.erase(id, erasure)
      await inTurn(id, () => logs.open(id).settle())
      return erased
    },
  }
}

function openWhole(control: ControlFile, id: string, path: string, random: RandomBytes): LogFile {
  const workspace = control.findWorkspace(id)
  // An empty log in place of a lost one would tell every device that it is the truth.
  if (workspace === null || !existsSync(path))
    throw new MissingLogError(`The log of a workspace is missing: ${path}`)
  const log = openLogFile(path)
  const waiting = control.waiting(id)
  log.complete(workspace, random(KEY_BYTES), waiting)
  if (waiting !== null) control.forgetWaiting(id)
  return log
}

/** Every use of a log is synchronous, so that closing the least recently used one never cuts a transaction. */
function createLogCache(openAnew: (id: string) => LogFile) {
  const open = new Map<string, LogFile>()
  const keep = (id: string, log: LogFile): LogFile => {
    open.delete(id)
    open.set(id, log)
    for (const [oldest, file] of open) {
      if (open.size <= OPEN_LOGS) break
      open.delete(oldest)
      file.close()
    }
    return log
  }
  return {
    open: (id: string) => keep(id, open.get(id) ?? openAnew(id)),
    close: (id: string) => {
      open.get(id)?.close()
      open.delete(id)
    },
    closeAll: () => {
      for (const log of open.values()) log.close()
      open.clear()
    },
  }
}
