import type { ListedErasure } from './erasure-list.ts'
import { nextOwnEvent } from './own-event.ts'
import type { Ports } from './ports.ts'

/**
 * Erases anew, in a log that was put back, whom the list names and the log does not know as erased. Marks of
 * people who are not in this log are kept too: their devices will push what they wrote, and it must be refused.
 */
export async function replayErasures(
  { store, now, newId }: Pick<Ports, 'store' | 'now' | 'newId'>,
  workspaceId: string,
  listed: readonly ListedErasure[],
): Promise<{ readonly erasures: number; readonly events: number }> {
  const known = new Set((await store.erasures(workspaceId, 0)).flatMap(({ marks }) => marks))
  const missing = new Set(
    listed
      .filter((erasure) => erasure.workspaceId === workspaceId)
      .flatMap(({ marks }) => marks)
      .filter((mark) => !known.has(mark)),
  )
  if (missing.size === 0) return { erasures: 0, events: 0 }
  const marks = [...missing].sort()
  const contactIds = await store.contactsMarked(workspaceId, marks)
  const at = now()
  const words = { type: 'subject.erased', actorId: workspaceId, data: { contactIds, marks } }
  const entry = await nextOwnEvent({ store, newId }, workspaceId, words, at)
  const { events } = await store.erase(workspaceId, { contactIds, marks, entry, now: at })
  return { erasures: marks.length, events }
}
