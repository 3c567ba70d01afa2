import { type ReadonlySignal, signal } from '@preact/signals'
import { liveQuery, type Subscription } from 'dexie'
import { fail, ok, type Problem } from '../model/problem.ts'

/** What a live query knows now. After a failure the last value stays on the screen, with the problem beside it. */
export type Live<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly problem: Problem; readonly last: T | null }

/** First wait after a failed query, in milliseconds; doubled at each further failure. */
const FIRST_WAIT = 250
const LONGEST_WAIT = 30_000

/**
 * A store query as a signal, run again whenever a row it read changes, in this page or another one.
 * Lazy: it runs from the first reader to the last. `wait` is the pause before a new try.
 *
 * A live query whose first run failed stays deaf to later writes, and Dexie swallows the failure itself
 * where the database was closed: the screen would say "loading" for ever. So a failure is caught before
 * Dexie sees it, shown, and the query is subscribed anew.
 */
export function live<T>(
  query: () => Promise<T>,
  wait: (milliseconds: number) => Promise<void>,
): ReadonlySignal<Live<T>> {
  let subscription: Subscription | null = null
  let round = 0
  let last: T | null = null
  const state = signal<Live<T>>(
    { status: 'loading' },
    {
      watched: () => subscribe(++round, FIRST_WAIT),
      unwatched: () => {
        round++
        subscription?.unsubscribe()
        subscription = null
      },
    },
  )

  function subscribe(turn: number, pause: number): void {
    subscription?.unsubscribe()
    const failed = (error: unknown) => {
      if (turn !== round) return
      state.value = { status: 'failed', problem: problemOf(error), last }
      again(turn, pause)
    }
    // An `async` function, by its syntax: in any other Dexie loses sight of what is read after the first await,
    // and a change there never reached the screen.
    subscription = liveQuery(async () => {
      try {
        return ok(await query())
      } catch (error) {
        return { ok: false as const, error }
      }
    }).subscribe({
      next: (outcome) => {
        if (!outcome.ok) return failed(outcome.error)
        if (turn !== round) return
        last = outcome.value
        state.value = { status: 'ready', value: outcome.value }
      },
      error: failed,
    })
  }

  function again(turn: number, pause: number): void {
    wait(pause).then(
      () => {
        if (turn === round) subscribe(turn, Math.min(pause * 2, LONGEST_WAIT))
      },
      () => undefined,
    )
  }

  return state
}

/** The value to draw: the newest one, also when a later run failed. */
export function newestOf<T>(state: Live<T>): T | null {
  if (state.status === 'ready') return state.value
  return state.status === 'failed' ? state.last : null
}

function problemOf(error: unknown): Problem {
  const name = error instanceof Error ? error.name : 'unknown'
  return fail(name === 'VersionError' ? 'store-newer' : 'store-failed', { detail: name }).problem
}
