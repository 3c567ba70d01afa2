import { wasAbsent } from '../model/waiting.ts'
import type { PanelPorts } from './ports.ts'

/** A person who opens the panel waits no longer than this, in milliseconds. */
const PATIENCE = 8_000
const LOOK = 200

/**
 * After an absence of more than a day the server is asked before anything is drawn: somebody may have been erased
 * meanwhile. Ends when a round has worked, when one has failed, or after eight seconds; then the panel opens as
 * it is, and says how old it is. `onAsking` is called when there is something to wait for.
 */
export async function askFirst(
  {
    store,
    send,
    now,
    wait,
  }: Pick<PanelPorts, 'send' | 'now' | 'wait'> & {
    readonly store: Pick<PanelPorts['store'], 'readSyncStatus'>
  },
  onAsking: () => void,
): Promise<void> {
  const before = await store.readSyncStatus()
  if (!wasAbsent(before, now())) return
  onAsking()
  const asked = await send('sync.poke', { now: true })
  if (!asked.ok) return
  for (let waited = 0; waited < PATIENCE; waited += LOOK) {
    await wait(LOOK)
    const { lastOkAt, nextTryAt } = await store.readSyncStatus()
    if (lastOkAt !== before.lastOkAt || (nextTryAt !== null && nextTryAt !== before.nextTryAt)) return
  }
}
