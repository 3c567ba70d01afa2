import { v4, v7 } from 'uuid'
import type { SyncEvent } from '../../lib/model/event.ts'
import type { Admission } from '../../scripts/simulate/server.ts'
import { loggedEvent } from '../../scripts/torture/logged-event.ts'

/** A team talks with so many people; entries come about all of them in turn. */
const CONTACTS = 1_000

/** Entries of one device, as it would write them now. Each call goes on where the last one ended. */
export function createDeviceEntries(workspaceId: string, device: Admission): (count: number) => SyncEvent[] {
  const contacts = Array.from({ length: CONTACTS }, () => v4())
  let devicen = 0
  return (count) =>
    Array.from({ length: count }, () => {
      devicen += 1
      const contactId = contacts[devicen % CONTACTS] ?? ''
      return loggedEvent({ id: v7(), contactId, workspaceId, device, devicen, now: Date.now() })
    })
}

/** So many at a time; the last may be shorter. */
export function inBatches<T>(entries: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(entries.length / size) }, (_, n) =>
    entries.slice(n * size, (n + 1) * size),
  )
}
