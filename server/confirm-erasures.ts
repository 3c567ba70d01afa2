import type { EventStore } from './store.ts'

/** A laptop may sleep for months: what waits for it is not looked at with every request of the others. */
const LOOK_MS = 60_000

/**
 * The store, which forgets whom it erased as soon as every device has said that it did: an id can be worked
 * out from a handle, so it must not stay. Looked at when a device tells how far it is, while one waits.
 */
export function confirmingErasures(store: EventStore, now: () => number): EventStore {
  /** When to look again, by workspace; `Infinity`: nothing waits there. Not known: look. */
  const nextLook = new Map<string, number>()
  const look = async (workspaceId: string) => {
    if ((nextLook.get(workspaceId) ?? 0) > now()) return
    await store.eraseConfirmed(workspaceId)
    const waits = (await store.erasures(workspaceId, 0)).some(({ contactIds }) => contactIds.length > 0)
    nextLook.set(workspaceId, waits ? now() + LOOK_MS : Number.POSITIVE_INFINITY)
  }
  const noteWaiting = (workspaceId: string) => {
    if (nextLook.get(workspaceId) === Number.POSITIVE_INFINITY) nextLook.delete(workspaceId)
  }
  return {
    ...store,
    async erase(workspaceId, erasure) {
      const erased = await store.erase(workspaceId, erasure)
      noteWaiting(workspaceId)
      return erased
    },
    async page(workspaceId, request) {
      const page = await store.page(workspaceId, request)
      // Erased by another process, such as the command line.
      if (page.status === 'page' && page.erasures.some(({ contactIds }) => contactIds.length > 0))
        noteWaiting(workspaceId)
      return page
    },
    async acknowledge(workspaceId, deviceId, seq, at) {
      await store.acknowledge(workspaceId, deviceId, seq, at)
      await look(workspaceId)
    },
  }
}
