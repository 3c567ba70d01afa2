import type { SyncEvent } from '../model/event.ts'
import type { Problem } from '../model/problem.ts'
import type { LogFacts, SyncPorts } from './ports.ts'

/** Bytes that a batch's wrapping may take. */
const WRAPPING = 512

/** What a round of pushing has come to. Changed as it goes. */
export interface PushRound {
  pushed: number
  setAside: number
  /** Events a request. */
  limit: number
  /** A batch was refused for its size. */
  tooLarge: boolean
  /** Rounds that failed before this one. */
  readonly failedBefore: number
  /** Events that failed when they were alone in their request, with why. */
  readonly suspects: { readonly event: SyncEvent; readonly problem: Problem }[]
  /** Events for which the server gave no receipt. */
  readonly unanswered: string[]
  /** Bytes a request. */
  maxBytes: number
  /** Which log the server is, as far as we know. */
  epoch: string | null
}

/**
 * Pushes until nothing is left to claim; null when that worked. A batch that the server cannot digest is
 * halved until the events at fault stand alone; these are `suspects` and keep their lease, while the
 * others go on. Two suspects and nothing accepted: the server is ill, not the events, and pushing ends.
 */
export async function pushEvents(ports: SyncPorts, round: PushRound): Promise<Problem | null> {
  for (;;) {
    const batch = await ports.store.claimBatch(ports.now(), round.limit, round.maxBytes - WRAPPING)
    if (!batch.ok) return batch.problem
    if (batch.value.length === 0) return null
    const problem = await pushBatch(ports, round, batch.value)
    if (problem !== null) return problem
  }
}

async function pushBatch(
  ports: SyncPorts,
  round: PushRound,
  batch: readonly SyncEvent[],
): Promise<Problem | null> {
  const answer = await ports.api.push(batch, round.epoch)
  if (answer.ok) {
    const { receipts, head, epoch, limits } = answer.value
    round.epoch = epoch ?? round.epoch
    round.limit = Math.min(round.limit, limits?.events ?? round.limit)
    round.maxBytes = Math.max(2 * WRAPPING, Math.min(round.maxBytes, limits?.bytes ?? round.maxBytes))
    return settle(ports, round, batch, receipts, { epoch: round.epoch, head })
  }
  const { problem } = answer
  if (!mayBeOneEvent(problem, round)) return (await giveBack(ports, batch)) ?? problem
  const [first] = batch
  if (batch.length === 1 && first !== undefined) {
    round.suspects.push({ event: first, problem })
    return round.pushed === 0 && round.suspects.length > 1 ? problem : null
  }
  const half = Math.ceil(batch.length / 2)
  if (problem.code === 'too-large') {
    round.tooLarge = true
    round.limit = Math.min(round.limit, half)
  }
  const stopped = await pushBatch(ports, round, batch.slice(0, half))
  if (stopped === null) return pushBatch(ports, round, batch.slice(half))
  return (await giveBack(ports, batch.slice(half))) ?? stopped
}

async function settle(
  { store, now }: SyncPorts,
  round: PushRound,
  batch: readonly SyncEvent[],
  receipts: Parameters<typeof store.settle>[0],
  said: LogFacts,
): Promise<Problem | null> {
  const sent = new Set(batch.map(({ id }) => id))
  // A receipt for what was not sent must not empty the outbox.
  const ours = receipts.filter(({ id }) => sent.delete(id))
  const settled = await store.settle(ours, now(), said)
  if (!settled.ok) return settled.problem
  round.pushed += ours.filter(({ status }) => status === 'accepted' || status === 'duplicate').length
  round.setAside += settled.value.setAside
  round.unanswered.push(...sent)
  return ours.length === 0 ? { code: 'bad-answer', detail: 'no receipts' } : null
}

/** 500 may be a bad hour of the server: only its third time in a row is it worth a search. */
function mayBeOneEvent({ code, detail }: Problem, { failedBefore }: PushRound): boolean {
  if (code === 'too-large' || code === 'invalid') return true
  return code === 'bad-answer' && detail === 'status 500' && failedBefore >= 2
}

async function giveBack({ store }: SyncPorts, batch: readonly SyncEvent[]): Promise<Problem | null> {
  const released = await store.release(batch.map(({ id }) => id))
  return released.ok ? null : released.problem
}
