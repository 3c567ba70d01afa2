import type { ReadonlySignal } from '@preact/signals'
import type { Problem } from '../model/problem.ts'
import type { Workspace } from '../model/workspace.ts'
import type { SyncStatus } from '../store/views.ts'
import { type Live, live } from './live.ts'
import type { OptionsPorts } from './options-ports.ts'

/** Sending and fetching have stopped, and go on only when a person does something. Null: they have not. */
export function stopOf({ kind, engine }: SyncStatus): 'shut-out' | 'signed-out' | null {
  if (kind !== 'team') return null
  if (engine.kind === 'paused-revoked') return 'shut-out'
  return engine.kind === 'paused-auth' ? 'signed-out' : null
}

/** How sync stands in each team of this browser, also in those that the panel does not show, and what is unsent there. */
export function stoppedActions(ports: OptionsPorts, { problem }: { problem: { value: Problem | null } }) {
  const statuses = new Map<string, ReadonlySignal<Live<SyncStatus>>>()
  return {
    /** Follows the database for as long as somebody looks. */
    statusOf(workspace: Workspace): ReadonlySignal<Live<SyncStatus>> {
      const known = statuses.get(workspace.id)
      if (known !== undefined) return known
      const made = live(() => ports.storeOf(workspace).readSyncStatus(), ports.wait)
      statuses.set(workspace.id, made)
      return made
    },
    /** Offers what was never sent as a file. */
    async saveUnsentOf(workspace: Workspace): Promise<void> {
      const file = await ports.storeOf(workspace).exportUnsent()
      problem.value = file.ok ? null : file.problem
      const day = new Date(ports.now()).toISOString().slice(0, 10)
      if (file.ok) ports.saveFile(`earshot-unsent-${day}.json`, file.value)
    },
  }
}
