import type { SyncEvent } from '../model/event.ts'
import type { Playbook } from '../model/playbook.ts'
import type { Problem, Result } from '../model/problem.ts'
import type { PullAnswer, PushAnswer, Receipt } from '../model/wire.ts'

/**
 * What a round of sync needs of the local database. Implemented in lib/store. Each method is one
 * transaction: when it fails (`store-full`, `store-failed`, `store-newer`), nothing was changed.
 */
interface SyncStore {
  /** Claims up to `limit` waiting events under a lease, oldest first; an expired lease is claimable again. */
  claimBatch(now: number, limit: number, maxBytes: number): Promise<Result<readonly SyncEvent[]>>
  /**
   * Accepted and duplicate rows go; rejected ones move to quarantine (the number is answered); `retry`
   * waits for a minute, `held` for a quarter of an hour.
   */
  settle(receipts: readonly Receipt[], now: number): Promise<Result<{ setAside: number }>>
  /** Gives a claimed batch back after a failure that says nothing about its events. */
  release(ids: readonly string[]): Promise<Result<null>>
  /** Sets one event aside that the server cannot digest, with the reason. */
  setAside(id: string, reason: string, now: number): Promise<Result<null>>
  cursor(): Promise<Result<string | null>>
  /** Applies each event and moves the cursor, in one transaction. Unreadable events go to quarantine. */
  receive(
    events: readonly unknown[],
    cursor: string,
    now: number,
  ): Promise<Result<{ applied: number; setAside: number }>>
  /** The server went back in time: own events are queued once more, and the cursor is forgotten. */
  rewind(now: number): Promise<Result<null>>
  /** The tag of the newest playbook met, in force or refused. */
  playbookTag(): Promise<Result<string | null>>
  /** `playbook` is unparsed: an invalid one is refused and the old one stays in force. */
  savePlaybook(playbook: unknown, tag: string | null, now: number): Promise<Result<Playbook>>
  retryState(): Promise<Result<RetryState>>
  saveRetryState(state: RetryState): Promise<Result<null>>
  /** When the next waiting event may be claimed; null when none waits. */
  nextClaimAt(): Promise<Result<number | null>>
}

/** Kept in the database, so that back-off survives the death of the worker. */
export interface RetryState {
  /** Rounds that failed since the last one that did not. */
  readonly attempt: number
  readonly nextTryAt: number
  readonly problem: Problem | null
  readonly lastOkAt: number | null
  /** Batch size after 413: halved, then grown again. */
  readonly batchLimit: number
}

/**
 * The server, over HTTP. Every answer is parsed; nothing throws for what can happen in the world.
 * A push whose content the server could not digest fails with `invalid` (400, 422), `too-large` (413) or
 * `bad-answer` with the detail `status 500`: any of them may be the fault of one event.
 */
export interface SyncApi {
  push(events: readonly SyncEvent[]): Promise<Result<PushAnswer>>
  /** Fails with `not-found` and the detail `rewound` when the server's log does not hold the cursor's place. */
  pull(cursor: string | null): Promise<Result<PullAnswer>>
  /** Null: not changed since `tag`. */
  playbook(tag: string | null): Promise<Result<{ playbook: unknown; tag: string | null } | null>>
}

export interface SyncPorts {
  readonly store: SyncStore
  readonly api: SyncApi
  now(): number
  /** 0 ≤ x < 1. */
  random(): number
}

export interface RoundReport {
  readonly pushed: number
  readonly received: number
  readonly setAside: number
  readonly playbookChanged: boolean
  readonly problem: Problem | null
  /** When to come again, milliseconds since the epoch; null when nothing waits. */
  readonly nextTryAt: number | null
}
