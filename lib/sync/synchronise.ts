import { LIMITS } from '../model/limits.ts'
import type { Problem } from '../model/problem.ts'
import { REWOUND } from './ask.ts'
import { nextTry } from './backoff.ts'
import type { RetryState, RoundReport, SyncPorts } from './ports.ts'
import { type PullRound, pullEvents } from './pull-events.ts'
import { type PushRound, pushEvents } from './push-events.ts'

const MINUTE = 60_000
/** A device that is not let in comes back rarely: only a person can mend that. */
const PAUSE = 15 * MINUTE
/** No waiting time is longer; a later one was given by a clock that has since been put back. */
const LONGEST_WAIT = 61 * MINUTE
/** An event that fails alone so often, and is so old, is at fault even if nothing else proves the server well. */
const SUSPECT_ROUNDS = 5
const SUSPECT_AGE = 60 * MINUTE
/** How long nothing is pushed to a server that asked for a newer Earshot. */
const HOUR = 60 * MINUTE
/** So many pulls that bring nothing, in so many milliseconds, are a fault and not chance. */
const STALLS = 5
const STALL_SPAN = 10_000

type Round = PushRound & PullRound & { playbookChanged: boolean; pushPaused: boolean }

/**
 * One round of sync: push until the outbox is empty, pull until there is no more, fetch the playbook if
 * it changed. Answers what happened; a failure of the world is `problem`, with nothing lost. Before its
 * time has come a round does nothing; `force` skips our own back-off, never a wait that the server
 * asked for. One round at a time: the caller holds the lock.
 */
export async function synchronise(ports: SyncPorts, { force }: { force: boolean }): Promise<RoundReport> {
  const kept = await ports.store.retryState()
  if (!kept.ok) return reportOf(newRound(LIMITS.batchEvents, 0), kept.problem, ports.now() + MINUTE)
  const state = kept.value
  const round = newRound(state.batchLimit, state.attempt)
  const until = force ? Math.min(state.nextTryAt, state.problem?.retryAt ?? 0) : state.nextTryAt
  const now = ports.now()
  if (until > now && until <= now + LONGEST_WAIT) return reportOf(round, state.problem, state.nextTryAt)
  round.pushPaused = !force && state.pushAfter > now && state.pushAfter <= now + LONGEST_WAIT
  return conclude(ports, state, round, await run(ports, round))
}

/** Push and pull do not wait for each other, unless what stopped one would stop the other. */
async function run(ports: SyncPorts, round: Round): Promise<Problem | null> {
  const pushed = await push(ports, round)
  const goOn = pushed === null || !stopsAll(pushed)
  const first = goOn ? await fetchFirstPlaybook(ports, round) : null
  const pulled = goOn ? await pullEvents(ports, round) : null
  const judged = await judgeSuspects(ports, round, goOn && pulled === null)
  const released = await ports.store.release(round.unanswered)
  const unanswered: Problem | null = released.ok
    ? round.unanswered.length > 0
      ? { code: 'bad-answer', detail: 'a receipt is missing' }
      : null
    : released.problem
  const problem = pushed ?? judged ?? unanswered ?? pulled
  if (problem !== null) return problem
  return first === 'not wanted' ? await fetchPlaybook(ports, round) : first
}

/** A server that went back in time is no failure: what it lost is queued again, for the next round. */
async function push(ports: SyncPorts, round: Round): Promise<Problem | null> {
  if (round.pushPaused) return null
  const { store, now } = ports
  const place = await store.place()
  if (!place.ok) return place.problem
  round.epoch = place.value.epoch
  const pushed = await pushEvents(ports, round)
  if (pushed?.detail === REWOUND) {
    const rewound = await store.rewind(now())
    return rewound.ok ? null : rewound.problem
  }
  if (pushed?.code === 'too-old') {
    round.pushPaused = true
    return null
  }
  return pushed
}

const STOPPERS: ReadonlySet<string> = new Set([
  'offline',
  'not-authorised',
  'revoked',
  'too-many',
  'store-full',
  'store-failed',
  'store-newer',
])

function stopsAll({ code }: Problem): boolean {
  return STOPPERS.has(code)
}

/**
 * Events that failed alone are set aside when the server was well with others in this round, or after
 * five failed rounds and an hour while pulling works. Otherwise they wait.
 */
async function judgeSuspects(ports: SyncPorts, round: Round, pullWorks: boolean): Promise<Problem | null> {
  const { store, now } = ports
  let waiting: Problem | null = null
  for (const { event, problem } of round.suspects) {
    const old = now() - Date.parse(event.time) >= SUSPECT_AGE && round.failedBefore + 1 >= SUSPECT_ROUNDS
    if (round.pushed > 0 || (old && pullWorks)) {
      const done = await store.setAside(event.id, `${problem.code}: ${problem.detail ?? ''}`, now())
      if (!done.ok) return done.problem
      round.setAside += 1
    } else {
      waiting = problem
      const released = await store.release([event.id])
      if (!released.ok) return released.problem
    }
  }
  return waiting
}

/** Without a playbook nothing on any page is a mention, and a newcomer's first pull may take minutes. */
async function fetchFirstPlaybook(ports: SyncPorts, round: Round): Promise<Problem | null | 'not wanted'> {
  const tag = await ports.store.playbookTag()
  if (!tag.ok || tag.value !== null) return 'not wanted'
  const problem = await fetchPlaybook(ports, round)
  if (round.playbookChanged) ports.playbookCame?.()
  return problem
}

async function fetchPlaybook({ store, api, now }: SyncPorts, round: Round): Promise<Problem | null> {
  const tag = await store.playbookTag()
  if (!tag.ok) return tag.problem
  const answer = await api.playbook(tag.value)
  if (!answer.ok) return answer.problem
  if (answer.value === null) return null
  const saved = await store.savePlaybook(answer.value.playbook, answer.value.tag, now())
  round.playbookChanged ||= saved.ok
  // One that was refused is no failure of sync: the old one stays in force, and the status says so.
  return saved.ok || !stopsAll(saved.problem) ? null : saved.problem
}

async function conclude(
  ports: SyncPorts,
  state: RetryState,
  round: Round,
  met: Problem | null,
): Promise<RoundReport> {
  const { store, now, random } = ports
  const stalls = round.stalled ? stalledAgain(state.stalls, now()) : null
  const stalled = stalls !== null && stalls.count >= STALLS
  const problem = met ?? (stalled ? { code: 'bad-answer', detail: 'the cursor stands still' } : null)
  const attempt = problem === null ? 0 : state.attempt + 1
  const grown = round.tooLarge || round.pushed === 0 ? round.limit : round.limit * 2
  const nextTryAt = problem === null ? 0 : whenAfter(problem, attempt, now(), random())
  const pushAfter = round.pushPaused ? Math.max(state.pushAfter, now() + HOUR) : 0
  const saved = await store.saveRetryState({
    attempt,
    nextTryAt,
    problem: problem ?? (round.pushPaused ? { code: 'too-old' } : null),
    lastOkAt: problem === null ? now() : state.lastOkAt,
    batchLimit: Math.max(1, Math.min(LIMITS.batchEvents, grown)),
    pushAfter,
    stalls,
  })
  if (!saved.ok) return reportOf(round, problem ?? saved.problem, now() + MINUTE)
  if (problem !== null) return reportOf(round, problem, nextTryAt)
  const claimable = await store.nextClaimAt()
  const waits = claimable.ok && claimable.value !== null
  return reportOf(round, null, waits ? Math.max(claimable.value, now(), pushAfter) : null)
}

function stalledAgain(before: RetryState['stalls'], now: number) {
  const same = before !== null && now >= before.since && now - before.since <= STALL_SPAN
  return same ? { since: before.since, count: before.count + 1 } : { since: now, count: 1 }
}

function whenAfter(problem: Problem, attempt: number, now: number, random: number): number {
  if (problem.code === 'not-authorised' || problem.code === 'revoked') return now + PAUSE
  return nextTry({ now, attempt, random, notBefore: problem.retryAt ?? null })
}

function newRound(limit: number, failedBefore: number): Round {
  return {
    pushed: 0,
    received: 0,
    setAside: 0,
    playbookChanged: false,
    limit,
    maxBytes: LIMITS.batchBytes,
    epoch: null,
    stalled: false,
    pushPaused: false,
    tooLarge: false,
    failedBefore,
    suspects: [],
    unanswered: [],
  }
}

function reportOf(round: Round, problem: Problem | null, nextTryAt: number | null): RoundReport {
  const { pushed, received, setAside, playbookChanged } = round
  return { pushed, received, setAside, playbookChanged, problem, nextTryAt }
}
