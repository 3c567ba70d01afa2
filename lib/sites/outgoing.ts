import type { PageSeen } from '../model/page.ts'
import type { Result } from '../model/problem.ts'

interface Ports {
  send(seen: PageSeen): Promise<Result<unknown>>
  later(work: () => void, ms: number): unknown
  /** The extension was updated or removed: nobody will ever listen to this reader again. */
  onOrphaned(): void
}

/** Tries after a failure, milliseconds. A worker that is just being replaced is back within seconds. */
const WAITS = [500, 2_000, 8_000, 30_000]

/**
 * Messages of a visit, one at a time and in order. One that does not arrive is tried again; after the last
 * try it is dropped, and the next visit starts anew.
 */
export function createOutgoing({ send, later, onOrphaned }: Ports) {
  let waiting: PageSeen[] = []
  let busy = false
  let tries = 0

  async function next(): Promise<void> {
    const [seen] = waiting
    if (busy || !seen) return
    busy = true
    const reply = await send(seen).catch(() => null)
    busy = false
    if (reply && !reply.ok && reply.problem.code === 'stale-page') return onOrphaned()
    // The visit changed meanwhile: what failed is of no interest any more.
    const stillFirst = waiting[0] === seen
    const wait = reply?.ok || !stillFirst ? undefined : WAITS[tries]
    if (wait !== undefined) {
      tries++
      later(() => void next(), wait)
      return
    }
    tries = 0
    if (stillFirst) waiting.shift()
    return next()
  }

  return {
    push(seen: PageSeen): void {
      waiting.push(seen)
      if (tries === 0) void next()
    },
    /** Forgets what waits: it is about a page that is gone. */
    clear(): void {
      waiting = []
      tries = 0
    },
  }
}
