import type { SyncEvent } from '../model/event.ts'
import type { EarshotDatabase } from './database.ts'
import type { DeliveryRow } from './rows.ts'

/**
 * Queues one's own events for the collector, in the transaction that writes them to the log. What is
 * meant for this member alone stays out: a collector is the company's.
 */
export async function queueDeliveries(
  db: EarshotDatabase,
  events: readonly SyncEvent[],
  queuedAt: number,
): Promise<void> {
  const rows = events
    .filter(({ audience }) => audience === 'team')
    .map((event): DeliveryRow => ({ id: event.id, n: event.devicen, batch: null, queuedAt, event }))
  if (rows.length > 0) await db.deliveries.bulkPut(rows)
}
