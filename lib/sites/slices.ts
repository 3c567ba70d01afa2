import { isHidden } from './dom.ts'
import { readPass, tell, type Watching } from './pass.ts'

/** Longest stretch of work at once, milliseconds: a frame at 120 Hz stays whole. */
const SLICE = 4
/** How often to look whether the page has come to rest, milliseconds. */
const CHECK = 200
/** A page that no site knows by then is left alone until it navigates. */
const GIVE_UP = 15_000
/**
 * A page that never stops changing gets a pass after so many times the length of the one before, so that
 * reading takes at most about a fortieth of the main thread; and never rests longer than this, milliseconds.
 */
const REST = 40
const LONGEST_REST = 2_000

interface SlicePorts {
  idle(work: (deadline: { timeRemaining(): number }) => void): unknown
  now(): number
}

/** Work in idle slices: one pass at a time, a new one when something changed meanwhile. */
export function createSlices(
  watching: Watching,
  { idle, now }: SlicePorts,
  later: (work: () => void, ms: number) => unknown,
  stopped: AbortSignal,
) {
  let steps: Generator<void, void> | null = null
  let wanted = false
  let notBefore = 0
  let spent = 0
  let idling = false
  let checking = false

  function want(): void {
    wanted = true
    schedule()
  }

  function schedule(): void {
    if (idling || stopped.aborted || isHidden(watching.document)) return
    if (watching.site === null && now() - watching.waitingSince > GIVE_UP) return
    if (now() < notBefore) {
      checkLater()
      return
    }
    idling = true
    idle(slice)
  }

  function slice(deadline: { timeRemaining(): number }): void {
    idling = false
    if (stopped.aborted || isHidden(watching.document)) return
    const start = now()
    const end = start + Math.min(SLICE, Math.max(1, deadline.timeRemaining()))
    try {
      while (now() < end && (steps || wanted)) {
        if (!steps) {
          wanted = false
          steps = readPass(watching)
        }
        if (steps.next().done) {
          steps = null
          rest(spent + now() - start)
          break
        }
      }
    } catch {
      steps = null
      watching.complete = true
      tell(watching, { posts: [], report: null, thread: null, failed: true })
    }
    spent = steps ? spent + now() - start : 0
    if (steps || wanted) schedule()
    else if (!watching.complete) checkLater()
  }

  /** What changes meanwhile is read together, by the next pass. A page that still loads is looked at more often. */
  function rest(work: number): void {
    const longest = watching.complete ? LONGEST_REST : CHECK
    notBefore = Math.max(notBefore, now() + Math.min(longest, REST * work))
  }

  function checkLater(): void {
    if (checking || stopped.aborted) return
    checking = true
    later(() => {
      checking = false
      if (!watching.complete) wanted = true
      if (steps || wanted) schedule()
    }, CHECK)
  }

  function restart(from: number): void {
    steps = null
    notBefore = from
    want()
  }

  return { want, restart }
}
