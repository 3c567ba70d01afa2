import type { SyncEvent } from '../model/event.ts'
import type { Problem, Result } from '../model/problem.ts'
import type { Collector } from '../model/workspace.ts'

/** What is sent in one request. The same `id` always stands for the same events. */
export interface DeliveryBatch {
  readonly id: string
  readonly events: readonly SyncEvent[]
}

interface Claim {
  /** Events; counts only for a batch that is made now. */
  readonly limit: number
  /** Of JSON. One event is always claimed, however large. */
  readonly maxBytes: number
  /** Batches to pass over for the moment. */
  readonly skip: readonly string[]
}

/** How delivering went. Kept in the database, so that back-off survives the death of the worker. */
export interface DeliveryState {
  /** The collector this is about; what was learnt of another address does not count. */
  readonly url: string
  /** Rounds that failed since the last one that did not. */
  readonly attempt: number
  /** When the first of them failed; milliseconds since the epoch. */
  readonly failingSince: number | null
  readonly nextTryAt: number
  readonly problem: Problem | null
  /** The collector said that it is gone: nothing is sent until its address changes or a person asks. */
  readonly gone: boolean
  readonly lastOkAt: number | null
  /** Events a request, halved after 413 and then grown again. */
  readonly batchLimit: number
}

/**
 * What delivering needs of the local database. Implemented in lib/store/deliveries.ts. Each method is one
 * transaction: when it fails, nothing was changed.
 */
interface DeliveryStore {
  /** The next batch in the order of writing: one that was made before, or a new one. Null: none waits. */
  claim(claim: Claim): Promise<Result<DeliveryBatch | null>>
  /** Cuts a batch into two new ones of about the same size. */
  split(batchId: string): Promise<Result<null>>
  /** The collector has it. */
  delivered(batchId: string): Promise<Result<null>>
  /** Moves a batch's events to quarantine, with the reason. */
  setAside(batchId: string, reason: string, now: number): Promise<Result<null>>
  /** Null before the first round. */
  state(): Promise<Result<DeliveryState | null>>
  saveState(state: DeliveryState): Promise<Result<null>>
}

export interface DeliverPorts {
  readonly store: DeliveryStore
  readonly collector: Collector
  readonly fetch: typeof globalThis.fetch
  /** Milliseconds for one request. */
  readonly timeout: number
  now(): number
  /** 0 ≤ x < 1. */
  random(): number
}
