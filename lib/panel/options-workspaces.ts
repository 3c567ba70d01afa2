import { computed, signal } from '@preact/signals'
import type { Problem } from '../model/problem.ts'
import type { Workspaces } from '../model/workspace.ts'
import { JOIN_FORM, type Joining } from './joining.ts'
import { type Bringing, bringActions } from './options-bring.ts'
import { joinActions } from './options-join.ts'
import { type Leaving, leaveActions } from './options-leave.ts'
import type { OptionsPorts } from './options-ports.ts'
import { stoppedActions } from './options-stopped.ts'

export type WorkspacesState = ReturnType<typeof createWorkspacesState>

/** Edits what is stored about the workspaces, as it is now. False: it could not be stored. */
export type Change = (edit: (before: Workspaces) => Workspaces) => Promise<boolean>

/** The workspaces of this browser: which there are, which one the panel shows, joining and leaving. */
export function createWorkspacesState(ports: OptionsPorts) {
  const workspaces = signal<Workspaces | null>(null)
  const problem = signal<Problem | null>(null)
  const joining = signal<Joining>(JOIN_FORM)
  const bringing = signal<Bringing | null>(null)
  const leaving = signal<Leaving | null>(null)
  const current = computed(
    () => workspaces.value?.all.find(({ id }) => id === workspaces.value?.current) ?? null,
  )

  async function load(signal: AbortSignal): Promise<void> {
    ports.watchWorkspaces((changed) => {
      workspaces.value = changed
    }, signal)
    take(await ports.readWorkspaces())
  }

  function take(read: Awaited<ReturnType<OptionsPorts['readWorkspaces']>>): boolean {
    if (read.ok) workspaces.value = read.value
    problem.value = read.ok ? null : read.problem
    return read.ok
  }

  /** Reads again just before writing, so that a change made in another page is not lost. */
  async function change(edit: (before: Workspaces) => Workspaces): Promise<boolean> {
    const before = await ports.readWorkspaces()
    if (!before.ok) return take(before)
    if (!take(await ports.saveWorkspaces(edit(before.value)))) return false
    await ports.tellChange()
    return true
  }

  const bring = bringActions(ports, { bringing, problem })
  return {
    workspaces,
    current,
    problem,
    joining,
    bringing,
    leaving,
    load,
    change,
    switchTo: (id: string) => change((before) => ({ ...before, current: id })),
    rename: (id: string, name: string) =>
      change((before) => ({
        ...before,
        all: before.all.map((one) =>
          one.id === id && name.trim() !== '' ? { ...one, name: name.trim() } : one,
        ),
      })),
    ...bring,
    ...joinActions(ports, joining, change, bring.askToBring),
    ...leaveActions(ports, { leaving, joining, problem }),
    ...stoppedActions(ports, { problem }),
  }
}
