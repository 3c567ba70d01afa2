import type { Problem } from '../model/problem.ts'
import type { PersonView } from '../store/views.ts'
import type { PanelState } from './panel-state.ts'
import type { PanelPorts } from './ports.ts'

/** Where an owner is on the way to erase a person for ever. */
export type Erasing =
  | { readonly step: 'idle' }
  | { readonly step: 'asking' }
  /** The server counted what goes; `confirmation` is its word for exactly that. */
  | { readonly step: 'confirm'; readonly events: number; readonly confirmation: string }
  | { readonly step: 'erasing' }
  | { readonly step: 'failed'; readonly problem: Problem }

/** Erasing in two steps: what goes is counted first, and only that very count can be confirmed. */
export interface EraseActions {
  askToErase(view: PersonView): Promise<void>
  erase(view: PersonView): Promise<void>
  cancelErase(): void
}

export function createEraseActions(
  state: PanelState,
  ports: PanelPorts,
  leaveGone: () => void,
): EraseActions {
  const { erasing } = state
  const idsOf = ({ contact }: PersonView) => [contact.id, ...contact.mergedIds]
  return {
    async askToErase(view) {
      if (ports.team === null) return
      erasing.value = { step: 'asking' }
      const counted = await ports.team.countErasure(idsOf(view))
      if (erasing.value.step !== 'asking') return
      erasing.value = counted.ok
        ? { step: 'confirm', ...counted.value }
        : { step: 'failed', problem: counted.problem }
    },
    async erase(view) {
      const asked = erasing.value
      if (ports.team === null || asked.step !== 'confirm') return
      erasing.value = { step: 'erasing' }
      const done = await ports.team.erase(idsOf(view), asked.confirmation)
      if (!done.ok) {
        erasing.value = { step: 'failed', problem: done.problem }
        return
      }
      // This device erases like every other: when it hears of it from the log.
      await ports.send('sync.poke', { now: true })
      leaveGone()
      state.toast.value = { kind: 'erased' }
    },
    cancelErase() {
      erasing.value = { step: 'idle' }
    },
  }
}
