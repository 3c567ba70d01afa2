import type { Attempted } from './log-outcome.ts'
import type { PanelState } from './panel-state.ts'
import { pokeSync } from './poke-sync.ts'
import type { PanelPorts } from './ports.ts'

/** What can be done with entries that were set aside, and with what was never sent. */
export interface SetAsideActions {
  /** Writes the entry anew with these texts, as a new event of this device, and takes the old one off the list. */
  sendAgain(id: string, changes: Readonly<Record<string, string>>): Promise<boolean>
  discard(id: string): Promise<void>
  /** Offers one entry as a JSON file; null: all of them. */
  saveSetAside(id: string | null): Promise<void>
  /** Offers what was never sent as a file. */
  saveUnsent(): Promise<void>
  /** The person has read how many entries were lost. */
  knowLost(): Promise<void>
}

export function createSetAsideActions(
  state: PanelState,
  ports: PanelPorts,
  attempted: Attempted,
): SetAsideActions {
  const { store } = ports
  const day = () => new Date(ports.now()).toISOString().slice(0, 10)
  const save = async (name: string, make: () => Promise<Blob>) => {
    const made = await attempted('save-file', async () => ({ ok: true as const, value: await make() }))
    if (!made.ok) return
    ports.saveFile(name, made.value)
    state.toast.value = { kind: 'file-saved' }
  }
  return {
    async sendAgain(id, changes) {
      const sent = await attempted('set-aside', () => store.resendSetAside(id, changes))
      if (!sent.ok) return false
      state.toast.value = { kind: 'sent-again' }
      void pokeSync(ports)
      return true
    },
    async discard(id) {
      const gone = await attempted('set-aside', () => store.discardSetAside(id))
      if (!gone.ok) return
      const { restore } = gone.value
      state.toast.value = {
        kind: 'discarded',
        revert: async () => {
          const back = await attempted('set-aside', restore)
          if (back.ok) state.toast.value = { kind: 'kept-again' }
        },
      }
    },
    saveSetAside: (id) =>
      save(`earshot-set-aside-${day()}.json`, () => store.exportSetAside(id === null ? null : [id])),
    saveUnsent: () => save(`earshot-unsent-${day()}.json`, store.exportUnsent),
    async knowLost() {
      await attempted('sync', store.acknowledgeLost)
    },
  }
}
