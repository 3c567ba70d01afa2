import type { SyncEvent } from '../model/event.ts'
import type { Playbook } from '../model/playbook.ts'
import type { Problem, Result } from '../model/problem.ts'
import type { Erasure, PullAnswer, PushAnswer, Receipt, SnapshotAnswer } from '../model/wire.ts'

/**
 * What a round of sync needs of the local database. Implemented in lib/store. Each method is one
 * transaction: when it fails (`store-full`, `store-failed`, `store-newer`), nothing was changed.
 */
interface SyncStore {
  /** Claims up to `limit` waiting events under a lease, oldest first; an expired lease is claimable again. */
  claimBatch(now: number, limit: number, maxBytes: number): Promise<Result<readonly SyncEvent[]>>
  /**
   * Accepted and duplicate rows go; rejected ones move to quarantine (the number is answered); `retry`
   * waits for a minute, `held` for a quarter of an hour. What the server said of its log is kept with it: a device
   * that knows that something is stored must know where, or it could not tell that the log went back.
   */
  settle(receipts: readonly Receipt[], now: number, said: LogFacts): Promise<Result<{ setAside: number }>>
  /** Gives a claimed batch back after a failure that says nothing about its events. */
  release(ids: readonly string[]): Promise<Result<null>>
  /** Sets one event aside that the server cannot digest, with the reason. */
  setAside(id: string, reason: string, now: number): Promise<Result<null>>
  /** How far this device has read the log. */
  place(): Promise<Result<Place>>
  /**
   * Applies erasures, then each event, and moves the cursor, in one transaction. Unreadable events go to
   * quarantine.
   */
  receive(
    events: readonly unknown[],
    cursor: string,
    now: number,
    more?: PageFacts,
  ): Promise<Result<{ applied: number; setAside: number }>>
  /** The same for a page of a snapshot; after its last page, pulling goes on where the snapshot ends. */
  receiveSnapshot(page: SnapshotAnswer, now: number): Promise<Result<{ applied: number; setAside: number }>>
  /** The server keeps too little to go on from our place: the log is read anew, beginning with a snapshot. */
  resync(): Promise<Result<null>>
  /**
   * The server went back in time: own events are queued once more, and the log is pulled from its beginning.
   * Which of them the server still has shows in that pull, before anything is pushed.
   */
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

/** What an answer to a push says of the server's log. */
export interface LogFacts {
  /** Null: the server does not say. */
  readonly epoch: string | null
  /** `seq` of its newest event. */
  readonly head: number
}

/** What a page says beside its events. */
export interface PageFacts {
  readonly erasures: readonly Erasure[]
  /** Of the marks of erasures that name nobody any more. */
  readonly erasureKey?: string | undefined
  /** `seq` of the newest event at the server when it answered. */
  readonly head: number
  /** Which log it is, where the server says so. */
  readonly epoch?: string | undefined
}

/** How far this device has read the log. */
export interface Place {
  /** Opaque; null: nothing was pulled yet, or the log is to be read anew. */
  readonly cursor: string | null
  /** Highest `seq` that a pull brought; 0: none. */
  readonly seq: number
  /** Highest `head` that this log's server has said. */
  readonly head: number
  /** Which log it is, where the server says so. */
  readonly epoch: string | null
  /** A snapshot under way. */
  readonly snapshot: { readonly cursor: string; readonly done: number; readonly of: number } | null
  /** The log is to be pulled from its beginning, without a snapshot: one leaves out what was superseded. */
  readonly plain: boolean
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
  /** Nothing is pushed before, milliseconds since the epoch: the server asked for a newer Earshot. 0: no pause. */
  readonly pushAfter: number
  /** Pulls in a row that brought nothing although the server said that it has more. */
  readonly stalls: { readonly since: number; readonly count: number } | null
}

export type PushAnswered = Omit<PushAnswer, 'receipts'> & { readonly receipts: readonly Receipt[] }

/**
 * The server, over HTTP. Every answer is parsed; nothing throws for what can happen in the world.
 * A push whose content the server could not digest fails with `invalid` (400, 422), `too-large` (413) or
 * `bad-answer` with the detail `status 500`: any of them may be the fault of one event.
 */
export interface SyncApi {
  /**
   * A receipt of a status that this version does not know counts as `retry`. `epoch`: the log that we know. Fails
   * with `not-found` and the detail `rewound` when the server's is another, `too-old` when it takes events from a newer
   * Earshot only.
   */
  push(events: readonly SyncEvent[], epoch: string | null): Promise<Result<PushAnswered>>
  /**
   * Fails with `not-found` and the detail `rewound` when the server's log does not hold the cursor's place, or
   * `resync` when it keeps too little to go on from there.
   */
  pull(cursor: string | null): Promise<Result<PullAnswer>>
  /** Null: this server knows no snapshots. Fails as `pull` does. */
  snapshot(cursor: string | null): Promise<Result<SnapshotAnswer | null>>
  /** Null: not changed since `tag`. */
  playbook(tag: string | null): Promise<Result<{ playbook: unknown; tag: string | null } | null>>
}

export interface SyncPorts {
  readonly store: SyncStore
  readonly api: SyncApi
  now(): number
  /** 0 ≤ x < 1. */
  random(): number
  /** The first playbook is in force, with most of the round still to come. */
  playbookCame?(): void
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
