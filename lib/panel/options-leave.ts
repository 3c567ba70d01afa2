import type { Problem } from '../model/problem.ts'
import type { Workspace } from '../model/workspace.ts'
import { JOIN_FORM, type Joining } from './joining.ts'
import type { OptionsPorts } from './options-ports.ts'
import { stopOf } from './options-stopped.ts'
import { forgetServer } from './options-team-origin.ts'

/** What leaving a team would cost, and what came of it. */
export type Leaving =
  | {
      readonly step: 'ask'
      readonly workspace: Workspace
      /** Entries that no server has. */
      readonly unsent: number
      readonly setAside: number
      /** Entries of one's own, which may go along to the personal workspace. */
      readonly own: number
      readonly keepMine: boolean
      readonly exported: boolean
      readonly sending: boolean
      /** Why nothing can be sent from here any more; null: it can. */
      readonly stopped: 'shut-out' | 'signed-out' | null
    }
  | { readonly step: 'leaving'; readonly workspace: Workspace }
  /** `rest`: what of the team is still on this computer; empty: it was looked for, and nothing is. */
  | {
      readonly step: 'left'
      readonly workspace: Workspace
      readonly kept: boolean
      readonly rest: readonly string[]
      /** The team's server could be told. */
      readonly ended: boolean
    }

interface LeaveSignals {
  readonly leaving: { value: Leaving | null }
  readonly joining: { value: Joining }
  readonly problem: { value: Problem | null }
}

/** So often, a second apart, is looked whether everything was sent. */
const LOOKS = 15

/** Leaving a team: the question what becomes of what was never sent, and of one's own. */
export function leaveActions(ports: OptionsPorts, { leaving, joining, problem }: LeaveSignals) {
  const asking = () => (leaving.value?.step === 'ask' ? leaving.value : null)
  const count = async (workspace: Workspace) => {
    const status = await ports.storeOf(workspace).readSyncStatus()
    return { unsent: status.waiting, setAside: status.setAside, stopped: stopOf(status) }
  }
  return {
    async askToLeave(workspace: Workspace): Promise<void> {
      const own = await ports.countOwn(workspace)
      leaving.value = {
        step: 'ask',
        workspace,
        ...(await count(workspace)),
        own: own.ok ? own.value.interactions + own.value.notes + own.value.facts + own.value.tags : 0,
        keepMine: true,
        exported: false,
        sending: false,
      }
    },
    keepMine(keep: boolean): void {
      const asked = asking()
      if (asked !== null) leaving.value = { ...asked, keepMine: keep }
    },
    /** Sends now what waits, and looks whether it went. */
    async sendBeforeLeaving(): Promise<void> {
      const asked = asking()
      if (asked === null) return
      leaving.value = { ...asked, sending: true }
      await ports.sendNow()
      for (let look = 0; look < LOOKS; look++) {
        const found = await count(asked.workspace)
        const now = asking()
        if (now?.workspace.id !== asked.workspace.id) return
        leaving.value = { ...now, ...found }
        if (found.unsent === 0) break
        await ports.wait(1_000)
      }
      const now = asking()
      if (now?.workspace.id === asked.workspace.id) leaving.value = { ...now, sending: false }
    },
    /** Takes the team out of this browser, and its local copy with it, and looks whether it is gone. */
    async leave(): Promise<void> {
      const asked = asking()
      if (asked === null) return
      const { workspace, keepMine, own } = asked
      leaving.value = { step: 'leaving', workspace }
      const gone = await ports.leaveTeam(workspace, { keepMine: keepMine && own > 0 })
      if (!gone.ok) {
        problem.value = gone.problem
        leaving.value = asked
        return
      }
      problem.value = null
      leaving.value = {
        step: 'left',
        workspace,
        kept: keepMine && own > 0,
        rest: gone.value.left,
        ended: gone.value.ended,
      }
      joining.value = JOIN_FORM
      const rest = await ports.readWorkspaces()
      if (rest.ok) await forgetServer(ports, workspace, rest.value.all)
      await ports.tellChange()
    },
    ...exporting(ports, { leaving, problem }),
    ...afterwards(ports, leaving),
  }
}

function exporting(ports: OptionsPorts, { leaving, problem }: Pick<LeaveSignals, 'leaving' | 'problem'>) {
  return {
    async exportBeforeLeaving(): Promise<void> {
      const asked = leaving.value
      if (asked?.step !== 'ask') return
      const file = await ports.storeOf(asked.workspace).exportBackup()
      if (!file.ok) {
        problem.value = file.problem
        return
      }
      ports.saveFile(`${asked.workspace.name}.earshot-backup`, file.value)
      leaving.value = { ...asked, exported: true }
    },
  }
}

function afterwards(ports: OptionsPorts, leaving: LeaveSignals['leaving']) {
  return {
    /** Not all of it went: deletes and looks once more. */
    async leaveRest(): Promise<void> {
      const left = leaving.value
      if (left?.step !== 'left') return
      const gone = await ports.leaveTeam(left.workspace, { keepMine: false })
      if (gone.ok && leaving.value === left) leaving.value = { ...left, rest: gone.value.left }
    },
    stay(): void {
      leaving.value = null
    },
  }
}
