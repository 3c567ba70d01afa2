import type { Workspace } from '../model/workspace.ts'
import { watchVisible } from '../platform/visible.ts'
import { watchLive } from '../sync/live.ts'
import { sessionOf } from './team-session.ts'

interface LiveCalls {
  /** The log has grown: ask the background to sync. At most once a second. */
  onHead(): void
  /** Members with the panel open at this moment; empty while no hints come. */
  onHere(memberIds: readonly string[]): void
  onState(state: 'live' | 'polling'): void
}

/** Hints closer together than this, in milliseconds, are one. */
const TOGETHER = 1_000

/** Listens to a team's server for as long as this page is in view, until `signal` aborts. */
export function openLive(
  team: Extract<Workspace, { kind: 'team' }>,
  { onHead, onHere, onState }: LiveCalls,
  signal: AbortSignal,
): void {
  const hint = atMostOnce(onHead, TOGETHER)
  watchVisible((hidden) => {
    const until = AbortSignal.any([signal, hidden])
    // What it meets in the world ends a stream and nothing else; it never rejects.
    void watchLive(
      {
        server: team.server,
        workspaceId: team.id,
        session: sessionOf(team),
        fetch: (...asked) => fetch(...asked),
        now: () => Date.now(),
        random: () => Math.random(),
        wait: pause,
        onHead: hint,
        onHere,
        onState,
      },
      until,
    ).then(() => onHere([]))
  }, signal)
}

/** At once, and once more after a pause where it was asked for again meanwhile. */
function atMostOnce(call: () => void, pauseFor: number): () => void {
  let waiting = false
  let again = false
  return function ask() {
    again = waiting
    if (waiting) return
    waiting = true
    call()
    setTimeout(() => {
      waiting = false
      if (again) ask()
    }, pauseFor)
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
