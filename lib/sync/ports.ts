import type { SyncEvent } from '../model/event.ts'
import type { Playbook } from '../model/playbook.ts'
import type { Problem, Result } from '../model/problem.ts'
import type { PullAnswer, PushAnswer, Receipt } from '../model/wire.ts'

/** What a round of sync needs of the local database. Implemented in lib/store. */
export interface SyncStore {
  /** Claims up to `limit` waiting events under a lease, oldest first; an expired lease is claimable again. */
  claimBatch(now: number, limit: number, maxBytes: number): Promise<readonly SyncEvent[]>
  /** Accepted and duplicate rows go; rejected ones move to quarantine; the rest wait. One transaction. */
  settle(receipts: readonly Receipt[], now: number): Promise<void>
  /** Gives a claimed batch back after a failure that says nothing about its events. */
  release(ids: readonly string[]): Promise<void>
  /** Sets one event aside that the server cannot digest, with the reason. */
  setAside(id: string, reason: string, now: number): Promise<void>
  cursor(): Promise<string | null>
  /** Applies each event and moves the cursor, in one transaction. Unreadable events go to quarantine. */
  receive(
    events: readonly unknown[],
    cursor: string,
    now: number,
  ): Promise<{ applied: number; setAside: number }>
  playbookTag(): Promise<string | null>
  /** `playbook` is unparsed: an invalid one is refused and the old one stays in force. */
  savePlaybook(playbook: unknown, tag: string | null, now: number): Promise<Result<Playbook>>
  retryState(): Promise<RetryState>
  saveRetryState(state: RetryState): Promise<void>
}

/** Kept in the database, so that back-off survives the death of the worker. */
export interface RetryState {
  readonly attempt: number
  readonly nextTryAt: number
  readonly problem: Problem | null
  readonly lastOkAt: number | null
  /** Batch size after 413 or a poison event: halved, then grown again. */
  readonly batchLimit: number
}

/** The server, over HTTP. Every answer is parsed; nothing throws for what can happen in the world. */
export interface SyncApi {
  push(events: readonly SyncEvent[]): Promise<Result<PushAnswer>>
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
