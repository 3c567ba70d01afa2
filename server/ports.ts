import { randomBytes, randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import type { RandomBytes } from './secrets.ts'
import type { EventStore } from './store.ts'

/** What the server's work needs of the world. */
export interface Ports {
  readonly store: EventStore
  /** Milliseconds since the epoch. */
  now(): number
  readonly random: RandomBytes
  /** UUID version 7, for events. */
  newId(): string
  /** UUID version 4, for workspaces, members and epochs: spread evenly over a sharded store. */
  newRandomId(): string
}

/** The real clock and the real chance, around a store. */
export function realPorts(store: EventStore): Ports {
  return {
    store,
    now: () => Date.now(),
    random: (count) => randomBytes(count),
    newId: () => v7(),
    newRandomId: () => randomUUID(),
  }
}
