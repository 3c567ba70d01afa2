import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { EventStore } from './store.ts'

/** What is counted: routes as patterns, statuses and times; never an id, an address or a text. */
export interface Meter {
  request(asked: {
    readonly method: string
    readonly route: string
    readonly status: number
    readonly seconds: number
  }): void
  /** Receipts of one push: how many of each status. */
  receipts(counts: Readonly<Record<string, number>>): void
  appended(seconds: number): void
  storeError(operation: string): void
}

/** Counts nothing. */
export const SILENT_METER: Meter = {
  request: () => undefined,
  receipts: () => undefined,
  appended: () => undefined,
  storeError: () => undefined,
}

/** Counts for Prometheus. `streams` is asked whenever somebody looks. */
export function createMeter(streams: () => number): Meter & { readonly registry: Registry } {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Counter({
    name: 'earshot_requests_total',
    help: 'Requests by method, route and status',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const seconds = new Histogram({
    name: 'earshot_request_seconds',
    help: 'Time until an answer began, by route',
    labelNames: ['route'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  })
  const receipts = new Counter({
    name: 'earshot_receipts_total',
    help: 'Receipts for pushed entries, by status',
    labelNames: ['status'],
    registers,
  })
  const appends = new Histogram({
    name: 'earshot_append_seconds',
    help: 'Time until a batch was stored and flushed, its turn included',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
    registers,
  })
  const errors = new Counter({
    name: 'earshot_store_errors_total',
    help: 'Times that the storage failed, by operation',
    labelNames: ['operation'],
    registers,
  })
  new Gauge({
    name: 'earshot_streams_open',
    help: 'Open streams of hints',
    registers,
    collect() {
      this.set(streams())
    },
  })
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    request({ method, route, status, seconds: taken }) {
      // A method may be anything that somebody sends; labels must stay few.
      const known = METHODS.has(method) ? method : 'other'
      requests.inc({ method: known, route, status: String(status) })
      seconds.observe({ route }, taken)
    },
    receipts(counts) {
      for (const [status, count] of Object.entries(counts)) receipts.inc({ status }, count)
    },
    appended: (taken) => appends.observe(taken),
    storeError: (operation) => errors.inc({ operation }),
  }
}

const METHODS = new Set(['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'])

/** The store, with its failures counted and the time that appending takes. `clock` in milliseconds. */
export function metered(store: EventStore, meter: Meter, clock: () => number): EventStore {
  const counted = Object.entries(store).map(([operation, work]) => {
    const asked = work as (...given: unknown[]) => Promise<unknown>
    const call = async (...given: unknown[]) => {
      const begun = clock()
      try {
        const answer = await asked(...given)
        if (operation === 'append') meter.appended((clock() - begun) / 1_000)
        return answer
      } catch (error) {
        meter.storeError(operation)
        throw error
      }
    }
    return [operation, call] as const
  })
  return Object.fromEntries(counted) as unknown as EventStore
}
