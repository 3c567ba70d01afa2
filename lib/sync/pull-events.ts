import type { Problem } from '../model/problem.ts'
import { RESYNC, REWOUND } from './ask.ts'
import type { Place, SyncPorts } from './ports.ts'
import { isOtherLog, outOfOrder, takeSnapshot } from './take-snapshot.ts'

/** Pages in one round: half a million events, more than a log has, fewer than a server can invent. */
const PAGES = 1_000

/** So many rounds in a row must have failed before an older head is believed. */
const BELIEVED_AFTER = 2

export interface PullRound {
  received: number
  setAside: number
  /** The server said that it has more, and gave nothing. */
  stalled: boolean
  /** Rounds that failed before this one. */
  readonly failedBefore: number
}

/**
 * Pulls until there is no more; null when that worked. A device that has read nothing yet, or whose place the
 * server no longer keeps, takes a snapshot first. A server whose log went back in time is read from its beginning,
 * once a round. A cursor that does not move, or moves in a circle, and a page out of order end in `bad-answer`, with the
 * page thrown away.
 */
export async function pullEvents(ports: SyncPorts, round: PullRound): Promise<Problem | null> {
  const { store, now } = ports
  for (let healed = false; ; healed = true) {
    const problem = (await takeSnapshot(ports, round)) ?? (await pullPages(ports, round))
    const back = problem?.detail === REWOUND || (problem === OLDER && round.failedBefore >= BELIEVED_AFTER)
    if (healed || (!back && problem?.detail !== RESYNC)) return problem
    const begun = back ? await store.rewind(now()) : await store.resync()
    if (!begun.ok) return begun.problem
  }
}

/** Compared by identity. A cache on the way may have answered, so it is not believed at once. */
const OLDER: Problem = { code: 'bad-answer', detail: 'an older answer than before' }

const OTHER: Problem = { code: 'not-found', detail: REWOUND }

async function pullPages({ store, api, now }: SyncPorts, round: PullRound): Promise<Problem | null> {
  const kept = await store.place()
  if (!kept.ok) return kept.problem
  let place: Place = kept.value
  const met = new Set<string>()
  for (;;) {
    const answer = await api.pull(place.cursor)
    if (!answer.ok) return answer.problem
    const { events, cursor: next, hasMore, head, epoch, erasures = [], erasureKey } = answer.value
    const stuck = next === place.cursor || met.has(next) || met.size >= PAGES
    if (hasMore && stuck) return { code: 'bad-answer', detail: 'the cursor does not move' }
    if (isOtherLog(place, epoch)) return OTHER
    if (head < place.head) return OLDER
    if (outOfOrder(events, place.seq, head)) return { code: 'bad-answer', detail: 'out of order' }
    met.add(next)
    if (events.length > 0 || erasures.length > 0 || next !== place.cursor || head !== place.head) {
      round.stalled ||= events.length === 0 && next === place.cursor && head > place.head
      const received = await store.receive(events, next, now(), { erasures, erasureKey, head, epoch })
      if (!received.ok) return received.problem
      round.received += received.value.applied
      round.setAside += received.value.setAside
    }
    if (!hasMore) return null
    const moved = await store.place()
    if (!moved.ok) return moved.problem
    place = moved.value
  }
}
