import type { Problem } from '../model/problem.ts'
import { REWOUND } from './ask.ts'
import type { Place, SyncPorts } from './ports.ts'

/** Pages in one round; see pull-events.ts. */
const PAGES = 1_000

/**
 * Reads the log without what no longer counts, where this device has read nothing yet. Each page is a transaction
 * with its own place, so that a worker that dies goes on at the page it died in. Null: done, not wanted, or this
 * server knows no snapshots and is pulled from its beginning.
 */
export async function takeSnapshot(
  { store, api, now }: SyncPorts,
  round: { received: number; setAside: number },
): Promise<Problem | null> {
  const place = await store.place()
  if (!place.ok) return place.problem
  if (place.value.cursor !== null || place.value.plain) return null
  let cursor = place.value.snapshot?.cursor ?? null
  const met = new Set<string>()
  for (;;) {
    const answer = await api.snapshot(cursor)
    if (!answer.ok) return answer.problem
    const page = answer.value
    if (page === null) return null
    if (isOtherLog(place.value, page.epoch)) return { code: 'not-found', detail: REWOUND }
    const next = page.snapshotCursor
    const stuck = next === null || next === cursor || met.has(next) || met.size >= PAGES
    if (!page.done && stuck) return { code: 'bad-answer', detail: 'the snapshot does not move' }
    if (outOfOrder(page.events, 0, page.at)) return { code: 'bad-answer', detail: 'out of order' }
    const received = await store.receiveSnapshot(page, now())
    if (!received.ok) return received.problem
    round.received += received.value.applied
    round.setAside += received.value.setAside
    if (page.done || next === null) return null
    met.add(next)
    cursor = next
  }
}

/**
 * The server answers from another log than the one that it said it had when it took our events: it went back in time
 * before anything of it was pulled, so that no cursor could tell.
 */
export function isOtherLog(place: Pick<Place, 'epoch'>, epoch: string | undefined): boolean {
  return place.epoch !== null && epoch !== undefined && epoch !== place.epoch
}

/**
 * A page is in order of `seq`, after what was read before and not beyond the newest that the server has. A proxy that
 * repeats an old page is found by that; and a number beyond the end would make every page to come look old.
 */
export function outOfOrder(events: readonly unknown[], after: number, head: number): boolean {
  let last = after
  for (const event of events) {
    const seq = typeof event === 'object' && event !== null && 'seq' in event ? event.seq : undefined
    // Unreadable ones are set aside one by one.
    if (typeof seq !== 'number') continue
    if (seq <= last || seq > head) return true
    last = seq
  }
  return false
}
