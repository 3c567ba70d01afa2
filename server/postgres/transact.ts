import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import type { Steps } from '../rows/step.ts'
import { isCutOff, isWorthRetrying } from './postgres-faults.ts'
import { runSteps } from './postgres-steps.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const TRIES = 6
const FIRST_PAUSE_MS = 20

export interface Limits {
  readonly statementMs: number
  readonly lockMs: number
}

export interface Transacting {
  readonly pool: pg.Pool
  readonly limits: Limits
  /** Its workers must be told of `app.ws` too. */
  readonly citus: boolean
  /** From 0 to 1. */
  readonly chance: () => number
}

export interface Transaction<T> {
  readonly workspaceId: string
  readonly steps: () => Steps<T>
  readonly mode: 'read' | 'write'
  /** Doing it twice is doing it once: it may be tried again when nobody knows how the commit ended. */
  readonly repeatable: boolean
}

export function isWorkspaceId(id: string): boolean {
  return UUID.test(id)
}

/** Runs the steps for one workspace, and again after failures that pass at once. */
export function transact<T>(transacting: Transacting, transaction: Transaction<T>): Promise<T> {
  return persist(transacting.chance, () => tryOnce(transacting, transaction))
}

/** One statement that belongs to no workspace and may be done twice. */
export function askOnce<T>({ chance }: Pick<Transacting, 'chance'>, work: () => Promise<T>): Promise<T> {
  return persist(chance, async () => {
    try {
      return { ok: true, value: await work() }
    } catch (error) {
      return { ok: false, error, again: isWorthRetrying(error) }
    }
  })
}

/** Full jitter between the tries: those who ran into each other do not do it again at the same time. */
async function persist<T>(chance: () => number, once: () => Promise<Ended<T>>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const ended = await once()
    if (ended.ok) return ended.value
    if (tries === TRIES || !ended.again) throw ended.error
    await wait(chance() * FIRST_PAUSE_MS * 2 ** tries)
  }
}

type Ended<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: unknown; readonly again: boolean }

async function tryOnce<T>(transacting: Transacting, transaction: Transaction<T>): Promise<Ended<T>> {
  const { workspaceId, steps, mode, repeatable } = transaction
  const opening = openingFor(transacting, transaction)
  let client: pg.PoolClient | undefined
  let committing = false
  try {
    client = await transacting.pool.connect()
    const asking = { client, workspaceId, citus: transacting.citus }
    // The first statement goes right behind the opening. Without it the statement fails: it needs `app.ws`.
    const [, value] = await Promise.all([client.query(opening), runSteps(asking, steps())])
    committing = true
    const ended = client.query('commit')
    if (mode === 'read') void putBackAfter(client, ended)
    else {
      await ended
      client.release()
    }
    return { ok: true, value }
  } catch (error) {
    const cutOff = isCutOff(error)
    if (client !== undefined) await putBack(client, cutOff)
    return { ok: false, error, again: isWorthRetrying(error) && (repeatable || !(committing && cutOff)) }
  }
}

/**
 * Plans made without a look at the values. With one, a batch's ids are so many that PostgreSQL reads the whole log of the
 * workspace in their place as long as it takes the log for short: in a table that grew since it was last analysed, an
 * append to 50,000 entries took 32 ms for this, and takes one.
 */
const BY_INDEX = 'set local plan_cache_mode = force_generic_plan'

/**
 * What is asked for in the order of an index is read along it, and no further than a page goes. Without statistics
 * of the newest log PostgreSQL expects a handful of rows behind a cursor, fetches all that there are and sorts them:
 * until the table was analysed, a minute after half a million entries had come in, each page read the rest of its log.
 * Plans made without values did the same. Where no index gives the order, rows are sorted as before.
 */
const IN_ORDER = 'set local enable_sort = off'

/** One message: each setting ends with the transaction, so that no connection in a pool carries a workspace on. */
export function openingFor(
  { limits, citus }: Transacting,
  { workspaceId, mode }: Pick<Transaction<unknown>, 'workspaceId' | 'mode'>,
): string {
  // The id becomes part of the text, because SET takes no parameter: nothing but an id may.
  if (!isWorkspaceId(workspaceId)) throw new Error('this is not the id of a workspace')
  return [
    // A page and the head that it is told with must be of one state of the log.
    mode === 'read'
      ? 'begin isolation level repeatable read read only'
      : 'begin isolation level read committed',
    `set local statement_timeout = ${limits.statementMs}`,
    `set local lock_timeout = ${limits.lockMs}`,
    ...(citus ? [] : [mode === 'write' ? BY_INDEX : IN_ORDER]),
    ...(citus ? ["set local citus.propagate_set_commands = 'local'"] : []),
    `set local app.ws = '${workspaceId}'`,
  ].join('; ')
}

/** What was read stands, however its transaction ends: nobody waits for that, except who wants the connection next. */
async function putBackAfter(client: pg.PoolClient, ended: Promise<unknown>): Promise<void> {
  try {
    await ended
    client.release()
  } catch {
    client.release(true)
  }
}

async function putBack(client: pg.PoolClient, cutOff: boolean): Promise<void> {
  if (cutOff) {
    client.release(true)
    return
  }
  try {
    await client.query('rollback')
    client.release()
  } catch {
    client.release(true)
  }
}
