/** Faults that were made elsewhere, put in on purpose: each must be seen by the simulation. */
import { hlcTime } from '../../lib/model/hlc.ts'
import { ok } from '../../lib/model/problem.ts'
import { z } from '../../lib/model/zod.ts'
import type { SyncApi, SyncPorts } from '../../lib/sync/ports.ts'
import { withDisk } from '../../scripts/simulate/disk.ts'
import type { EventStore } from '../../server/store.ts'

const Typed = z.looseObject({ type: z.string() })
const Stamped = z.looseObject({ seq: z.int(), hlc: z.string() })

/** Pages by clock stamp, as in `where updated_at > ?`: what arrives late, with an old stamp, is never seen. */
export function cursorByTimestamp(store: EventStore): EventStore {
  return {
    ...store,
    page: async (workspaceId, request) => {
      const whole = await store.page(workspaceId, { ...request, after: null, limit: 10_000 })
      if (whole.status !== 'page') return whole
      const since = request.after?.seq ?? 0
      const events = whole.events.filter((event) => hlcTime(Stamped.parse(event).hlc) > since)
      const last = Math.max(since, ...events.map((event) => hlcTime(Stamped.parse(event).hlc)))
      return { ...whole, events, next: { ...whole.next, seq: last }, hasMore: false }
    },
  }
}

/** Takes silence for a yes: an answer that was lost empties the outbox all the same. */
export function droppedReceipt(api: SyncApi): SyncApi {
  return {
    ...api,
    push: async (events, epoch) => {
      const answer = await api.push(events, epoch)
      if (answer.ok || answer.problem.code !== 'offline') return answer
      const receipts = events.map(({ id }) => ({ id, status: 'duplicate' as const, seq: 1 }))
      return ok({ receipts, head: 0, serverTime: 0 })
    },
  }
}

/** Says of every event that it is stored, and stores all but the first. */
export function storedAllButOne(store: EventStore): EventStore {
  return {
    ...store,
    append: async (workspaceId, entries, now) => {
      if (entries.length < 2) return store.append(workspaceId, entries, now)
      const { outcomes, head } = await store.append(workspaceId, entries.slice(1), now)
      return { outcomes: [{ status: 'accepted', seq: head }, ...outcomes], head }
    },
  }
}

/** Forgets that a repeat is a repeat. */
export function repeatsStoredAgain(store: EventStore): EventStore {
  return {
    ...store,
    append: async (workspaceId, entries, now) => {
      const fresh = entries.map(({ event, contentHash }) => ({
        event: { ...event, id: crypto.randomUUID() },
        contentHash,
      }))
      const { outcomes } = await store.append(workspaceId, entries, now)
      if (!outcomes.some(({ status }) => status === 'duplicate'))
        return store.append(workspaceId, entries, now)
      return store.append(workspaceId, fresh, now)
    },
  }
}

/** Lets in whoever was let in once. */
export function shutOutAndLetIn(store: EventStore): EventStore {
  const known = new Map<string, Awaited<ReturnType<EventStore['session']>>>()
  return {
    ...store,
    session: async (workspaceId, hash, now) => {
      const key = Buffer.from(hash).toString('hex')
      const found = await store.session(workspaceId, hash, now)
      if (found.status === 'valid') known.set(key, found)
      return found.status === 'revoked' ? (known.get(key) ?? found) : found
    },
  }
}

/** Does not tell devices who was erased. */
export function erasedInSilence(store: EventStore): EventStore {
  return {
    ...store,
    page: async (workspaceId, request) => {
      const page = await store.page(workspaceId, request)
      if (page.status !== 'page') return page
      const events = page.events.filter((event) => Typed.parse(event).type !== 'subject.erased')
      return { ...page, events, erasures: [] }
    },
  }
}

/** Moves on past a page that the disk had no room for. */
export function movedOnWithoutRoom(store: SyncPorts['store']): SyncPorts['store'] {
  return {
    ...store,
    receiveSnapshot: async (page, now) => {
      const received = await store.receiveSnapshot(page, now)
      if (received.ok || received.problem.code !== 'store-full') return received
      await withDisk(false, () => store.receiveSnapshot({ ...page, events: [] }, now))
      return ok({ applied: 0, setAside: 0 })
    },
    receive: async (events, cursor, now, more) => {
      const received = await store.receive(events, cursor, now, more)
      if (received.ok || received.problem.code !== 'store-full') return received
      await withDisk(false, () => store.receive([], cursor, now, more))
      return ok({ applied: 0, setAside: 0 })
    },
  }
}
