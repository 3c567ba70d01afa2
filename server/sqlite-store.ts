import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openControlFile } from './control-file.ts'
import { type LogFile, openLogFile } from './log-file.ts'
import type { EventStore } from './store.ts'

/** Open log files kept at hand; each costs three file descriptors. */
const OPEN_LOGS = 100

/**
 * The embedded store: `control.sqlite` and one `workspaces/<id>.sqlite` a workspace below `dataDir`,
 * which is made if missing. Several processes may use one directory at a time.
 */
export function createSqliteStore(dataDir: string): EventStore {
  const logsDir = join(dataDir, 'workspaces')
  mkdirSync(logsDir, { recursive: true, mode: 0o700 })
  const control = openControlFile(join(dataDir, 'control.sqlite'))
  const logs = createLogCache(logsDir)
  return {
    createWorkspace: async (workspace, epoch, now) => {
      // The log first: a crash between the two leaves a file that nothing names, not a name without a log.
      if (control.findWorkspace(workspace.name) !== null) return null
      logs.make(workspace.id, epoch)
      return control.insertWorkspace(workspace, now) ? workspace : null
    },
    findWorkspace: async (idOrName) => control.findWorkspace(idOrName),
    addMember: async (workspaceId, member, now) => control.insertMember(workspaceId, member, now),
    members: async (workspaceId) => control.members(workspaceId),
    addInvitation: async (invitation, now) => control.insertInvitation(invitation, now),
    redeem: async (redemption) => control.redeem(redemption),
    session: async (_workspaceId, tokenHash, now) => control.session(tokenHash, now),
    nextOwnNumber: async (workspaceId) => control.nextOwnNumber(workspaceId),
    append: async (workspaceId, entries, now) => logs.open(workspaceId).append(entries, now),
    page: async (workspaceId, request) => logs.open(workspaceId).page(request),
    head: async (workspaceId) => logs.open(workspaceId).head(),
    authors: async (workspaceId, eventIds) => logs.open(workspaceId).authors(eventIds),
    playbook: async (workspaceId) => logs.open(workspaceId).playbook(),
    savePlaybook: async (workspaceId, playbook, now) => logs.open(workspaceId).savePlaybook(playbook, now),
    workspaces: notYet,
    invitations: notYet,
    withdrawInvitation: notYet,
    eventsAbout: notYet,
    copyTo: notYet,
    restoreFrom: notYet,
    setMember: notYet,
    memberOfSubject: notYet,
    linkSubject: notYet,
    invitedTo: notYet,
    addDevice: notYet,
    devices: notYet,
    revokeDevice: notYet,
    acknowledge: notYet,
    issueTokens: notYet,
    rotate: notYet,
    tokens: notYet,
    revokeToken: notYet,
    snapshot: notYet,
    claims: notYet,
    newEpoch: notYet,
    setFloor: notYet,
    verify: notYet,
    erasureKey: notYet,
    erase: notYet,
    erasures: notYet,
    eraseConfirmed: notYet,
    contactsMarked: notYet,
    audit: notYet,
    auditTrail: notYet,
    ping: async () => control.ping(),
    close: async () => {
      logs.closeAll()
      control.close()
    },
  }
}

const notYet = async (): Promise<never> => {
  throw new Error('not yet')
}

/** Every use of a log is synchronous, so that closing the least recently used one never cuts a transaction. */
function createLogCache(directory: string) {
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
  const pathOf = (id: string) => join(directory, `${id}.sqlite`)
  return {
    make: (id: string, epoch: string) => keep(id, openLogFile(pathOf(id), epoch)),
    open: (id: string) => {
      const known = open.get(id)
      if (known !== undefined) return keep(id, known)
      // An empty log in place of a lost one would tell every device that it is the truth.
      if (!existsSync(pathOf(id))) throw new Error('the log file of a workspace is missing')
      return keep(id, openLogFile(pathOf(id), null))
    },
    closeAll: () => {
      for (const log of open.values()) log.close()
      open.clear()
    },
  }
}
