import { LIMITS } from '../model/limits.ts'
import type { Problem, Result } from '../model/problem.ts'
import { nextTry } from './backoff.ts'
import type { DeliverPorts, DeliveryBatch, DeliveryState } from './deliver-ports.ts'
import { type Sent, sendBatch } from './send-batch.ts'

const MINUTE = 60_000
/** What only a person can mend is tried again rarely. */
const PAUSE = 15 * MINUTE
/** No waiting time is longer; a later one was given by a clock that has since been put back. */
const LONGEST_WAIT = 61 * MINUTE
/** 500 may be a bad hour of the collector: only its third round in a row is worth a search for one event. */
const BREAKS_BEFORE_SEARCH = 2
/** An event that is refused alone so often, for so long, is at fault even if no other proves the collector well. */
const SUSPECT_ROUNDS = 5
const SUSPECT_AGE = 60 * MINUTE

interface Round {
  delivered: number
  limit: number
  tooLarge: boolean
  gone: boolean
  /** A batch of one event that was not taken, while nothing else was: who is at fault is still open. */
  suspect: { readonly batch: DeliveryBatch; readonly problem: Problem } | null
}

/**
 * Delivers what waits to the workspace's own collector, in the order in which it was written, each event
 * at least once; a batch keeps its id over retries, so a receiver can know a repeat. Null: nothing waits
 * any more. A Problem: some still waits, and `retryAt` says from when on another try is made; none is
 * made before (`force` skips our own back-off, never a wait that the collector asked for), and
 * none at all after "gone" unless forced. One call at a time: the caller holds a lock.
 */
export async function deliver(ports: DeliverPorts, { force } = { force: false }): Promise<Problem | null> {
  const { store, collector, now } = ports
  const kept = await store.state()
  if (!kept.ok) return { ...kept.problem, retryAt: now() + MINUTE }
  const state = kept.value?.url === collector.url ? kept.value : freshState(collector.url)
  const until = force ? Math.min(state.nextTryAt, state.problem?.retryAt ?? 0) : state.nextTryAt
  const waits = until > now() && until <= now() + LONGEST_WAIT
  if (state.problem !== null && (waits || (state.gone && !force)))
    return { ...state.problem, retryAt: state.nextTryAt }
  const round: Round = {
    delivered: 0,
    limit: state.batchLimit,
    tooLarge: false,
    gone: false,
    suspect: null,
  }
  const stopped = await run(ports, state, round)
  return conclude(ports, state, round, stopped ?? (await judgeSuspect(ports, state, round)))
}

/** Until nothing is left, or something says that going on makes no sense. */
async function run(ports: DeliverPorts, state: DeliveryState, round: Round): Promise<Problem | null> {
  for (;;) {
    const claimed = await ports.store.claim({
      limit: round.limit,
      maxBytes: LIMITS.batchBytes,
      skip: round.suspect === null ? [] : [round.suspect.batch.id],
    })
    if (!claimed.ok) return claimed.problem
    if (claimed.value === null) return null
    const sent = await sendBatch(ports, claimed.value)
    const stopped = await settle(ports, state, round, claimed.value, sent)
    if (stopped !== null) return stopped
  }
}

async function settle(
  ports: DeliverPorts,
  state: DeliveryState,
  round: Round,
  batch: DeliveryBatch,
  sent: Sent,
): Promise<Problem | null> {
  const { store } = ports
  switch (sent.kind) {
    case 'delivered': {
      round.delivered += batch.events.length
      const done = await store.delivered(batch.id)
      return problemOf(done) ?? acquitCollector(ports, round)
    }
    case 'gone':
      round.gone = true
      return sent.problem
    case 'failed':
      return sent.problem
    case 'broke':
      if (state.attempt < BREAKS_BEFORE_SEARCH) return sent.problem
      return search(ports, round, batch, sent.problem)
    case 'too-large':
      round.tooLarge = true
      round.limit = Math.max(1, Math.min(round.limit, Math.ceil(batch.events.length / 2)))
      return search(ports, round, batch, sent.problem)
    case 'not-taken':
      return search(ports, round, batch, sent.problem)
    default:
      return sent satisfies never
  }
}

/** Halves a batch until the event at fault stands alone. Two in a row that stand alone: it is the collector. */
async function search(
  ports: DeliverPorts,
  round: Round,
  batch: DeliveryBatch,
  problem: Problem,
): Promise<Problem | null> {
  if (batch.events.length > 1) return problemOf(await ports.store.split(batch.id))
  if (round.suspect !== null) return problem
  round.suspect = { batch, problem }
  return round.delivered > 0 ? acquitCollector(ports, round) : null
}

/** It took something in this round: a suspect is at fault itself. */
async function acquitCollector(ports: DeliverPorts, round: Round): Promise<Problem | null> {
  if (round.suspect === null) return null
  const { batch, problem } = round.suspect
  round.suspect = null
  const reason = `${problem.code}: ${problem.detail ?? ''}`
  return problemOf(await ports.store.setAside(batch.id, reason, ports.now()))
}

/** A suspect that has nobody beside it is given time, but does not block the way for ever. */
async function judgeSuspect(
  ports: DeliverPorts,
  state: DeliveryState,
  round: Round,
): Promise<Problem | null> {
  if (round.suspect === null) return null
  const since = state.failingSince ?? ports.now()
  const old = state.attempt + 1 >= SUSPECT_ROUNDS && ports.now() - since >= SUSPECT_AGE
  return old ? acquitCollector(ports, round) : round.suspect.problem
}

async function conclude(
  { store, now, random }: DeliverPorts,
  state: DeliveryState,
  round: Round,
  problem: Problem | null,
): Promise<Problem | null> {
  const failed = problem !== null
  const attempt = failed ? state.attempt + 1 : 0
  const nextTryAt = failed ? whenAfter(problem, attempt, now(), random()) : 0
  const grown = round.tooLarge || round.delivered === 0 ? round.limit : round.limit * 2
  const saved = await store.saveState({
    url: state.url,
    attempt,
    failingSince: failed ? (state.failingSince ?? now()) : null,
    nextTryAt,
    problem,
    gone: round.gone,
    lastOkAt: round.delivered > 0 || !failed ? now() : state.lastOkAt,
    batchLimit: Math.max(1, Math.min(LIMITS.batchEvents, grown)),
  })
  if (failed) return { ...problem, retryAt: nextTryAt }
  return saved.ok ? null : { ...saved.problem, retryAt: now() + MINUTE }
}

function whenAfter({ code, retryAt }: Problem, attempt: number, now: number, random: number): number {
  const tried = nextTry({ now, attempt, random, notBefore: retryAt ?? null })
  const forPerson = code === 'not-authorised' || code === 'not-found'
  return forPerson ? Math.max(tried, now + PAUSE) : tried
}

function freshState(url: string): DeliveryState {
  return {
    url,
    attempt: 0,
    failingSince: null,
    nextTryAt: 0,
    problem: null,
    gone: false,
    lastOkAt: null,
    batchLimit: LIMITS.batchEvents,
  }
}

function problemOf(result: Result<null>): Problem | null {
  return result.ok ? null : result.problem
}
