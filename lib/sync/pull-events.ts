import type { Problem } from '../model/problem.ts'
import type { SyncPorts } from './ports.ts'

/** Pages in one round: half a million events, more than a log has, fewer than a server can invent. */
const PAGES = 1_000

export interface PullRound {
  received: number
  setAside: number
}

/**
 * Pulls until there is no more; null when that worked. A server whose log went back in time is read from
 * its beginning, once. A cursor that does not move, or moves in a circle, ends in `bad-answer`.
 */
export async function pullEvents({ store, api, now }: SyncPorts, round: PullRound): Promise<Problem | null> {
  const kept = await store.cursor()
  if (!kept.ok) return kept.problem
  let cursor = kept.value
  let rewound = false
  const met = new Set<string>()
  for (;;) {
    const answer = await api.pull(cursor)
    if (!answer.ok) {
      if (answer.problem.detail !== 'rewound' || cursor === null || rewound) return answer.problem
      const again = await store.rewind(now())
      if (!again.ok) return again.problem
      rewound = true
      cursor = null
      met.clear()
      continue
    }
    const { events, cursor: next, hasMore } = answer.value
    const stuck = next === cursor || met.has(next) || met.size >= PAGES
    if (hasMore && stuck) return { code: 'bad-answer', detail: 'the cursor does not move' }
    met.add(next)
    if (events.length > 0 || next !== cursor) {
      const received = await store.receive(events, next, now())
      if (!received.ok) return received.problem
      round.received += received.value.applied
      round.setAside += received.value.setAside
    }
    cursor = next
    if (!hasMore) return null
  }
}
