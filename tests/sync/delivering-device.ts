import { createDeliveryStore, readDeliveryStatus } from '../../lib/store/deliveries.ts'
import { queueDeliveries } from '../../lib/store/queue-deliveries.ts'
import { deliver } from '../../lib/sync/deliver.ts'
import { eventOf, interaction } from '../store/any-event.ts'
import { freshDatabase, MORNING } from '../store/quillon.ts'
import { SECRET } from './start-collector.ts'

/** A device with a collector. Its clock stands still unless a test moves it. */
export function startDevice(collector: { readonly url: string }) {
  const db = freshDatabase()
  // The reference library refuses what is older than five minutes, by the real clock.
  const clock = { now: Date.now() }
  const now = () => clock.now
  const portsOf = (more: { timeout?: number; url?: string; secret?: string } = {}) => ({
    store: createDeliveryStore(db, { now, newId: () => crypto.randomUUID() }),
    collector: { url: more.url ?? collector.url, secret: more.secret ?? SECRET, token: 'a-token' },
    fetch: globalThis.fetch,
    timeout: more.timeout ?? 5_000,
    now,
    random: () => 0.5,
  })
  const log = async (count: number, from = 0): Promise<string[]> => {
    const events = Array.from({ length: count }, (_, at) =>
      eventOf(from + at, {
        type: 'interaction.logged',
        data: interaction(from + at),
        id: crypto.randomUUID(),
        workspaceid: db.workspaceId,
        devicen: from + at,
      }),
    )
    await db.transaction('rw', db.deliveries, () => queueDeliveries(db, events, MORNING))
    return events.map(({ id }) => id)
  }
  const alterState = async (fields: { nextTryAt?: number; failingSince?: number }) => {
    const { store } = portsOf()
    const state = await store.state()
    if (state.ok && state.value !== null) await store.saveState({ ...state.value, ...fields })
  }
  /** Without the waiting. */
  const deliverAll = async (): Promise<void> => {
    for (let round = 0; round < 60; round += 1) {
      if ((await deliver(portsOf())) === null) return
      await alterState({ nextTryAt: 0 })
    }
  }
  return {
    db,
    clock,
    portsOf,
    log,
    deliverAll,
    alterState,
    status: () => readDeliveryStatus(db, collector.url),
  }
}
