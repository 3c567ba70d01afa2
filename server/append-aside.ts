import { Worker } from 'node:worker_threads'
import { textOf } from './rows/append.ts'
import type { Appended, LogStore, NewEvent } from './store.ts'

/** Of SHA-256. */
export const HASH_BYTES = 32

/** What one thread asks of the other. Texts and one row of hashes cross far faster than as many events do. */
export interface Batch {
  readonly n: number
  readonly workspaceId: string
  readonly now: number
  readonly texts: readonly string[]
  readonly hashes: Uint8Array<ArrayBuffer>
}

/** The thread has begun, or what became of batch `n`: committed and flushed, or nothing of it done. */
export type Told = 'ready' | Added

export type Added =
  | { readonly n: number; readonly appended: Appended }
  | { readonly n: number; readonly failed: { readonly message: string; readonly errcode?: unknown } }

export interface AppendAside {
  /**
   * As `LogStore.append`, while this thread goes on with other requests. Rejects, too, when the other thread ended
   * before it answered: then nobody knows whether the batch was committed, and its ids tell.
   */
  readonly append: LogStore['append']
  /** Whether an append would begin at once. The first to ask, or to append, starts the thread, which takes a moment. */
  isReady(): boolean
  /** Ends the other thread, which closes its files first. The next append starts another one. */
  end(): Promise<void>
}

/**
 * Appends to the files of the embedded store below `dataDir` in a second thread, which is started by the first of
 * them. SQLite works and flushes in the thread that asks it: in this one nobody would be read, judged or answered meanwhile.
 */
export function appendingAside(dataDir: string): AppendAside {
  let running: Thread | null = null
  const thread = () => {
    running ??= startThread(dataDir, (ended) => {
      if (running === ended) running = null
    })
    return running
  }
  return {
    append: (workspaceId, entries, now) => thread().add({ workspaceId, now, ...written(entries) }),
    isReady: () => thread().isReady(),
    end: async () => {
      const ending = running
      running = null
      await ending?.end()
    },
  }
}

interface Thread {
  isReady(): boolean
  add(batch: Omit<Batch, 'n'>): Promise<Appended>
  end(): Promise<void>
}

function startThread(dataDir: string, onEnd: (thread: Thread) => void): Thread {
  const worker = new Worker(new URL('append-thread.ts', import.meta.url), { workerData: dataDir })
  const waiting = new Map<number, PromiseWithResolvers<Appended>>()
  let batches = 0
  let ready = false
  const fail = (error: Error) => {
    onEnd(thread)
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  // A process that waits for nothing else may end.
  worker.unref()
  worker.on('message', (told: Told) => {
    ready = true
    if (told !== 'ready') answered(told)
  })
  const answered = (added: Added) => {
    const answer = waiting.get(added.n)
    waiting.delete(added.n)
    if (waiting.size === 0) worker.unref()
    if ('appended' in added) answer?.resolve(added.appended)
    else answer?.reject(errorOf(added.failed))
  }
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('the thread that appends has ended')))
  const thread: Thread = {
    isReady: () => ready,
    add: (batch) => {
      const n = ++batches
      const answer = Promise.withResolvers<Appended>()
      waiting.set(n, answer)
      worker.ref()
      worker.postMessage({ n, ...batch } satisfies Batch, [batch.hashes.buffer])
      return answer.promise
    },
    end: async () => {
      worker.ref()
      const ended = new Promise((resolve) => worker.once('exit', resolve))
      worker.postMessage('end')
      await ended
    },
  }
  return thread
}

function written(entries: readonly NewEvent[]): Pick<Batch, 'texts' | 'hashes'> {
  const hashes = new Uint8Array(entries.length * HASH_BYTES)
  for (const [n, { contentHash }] of entries.entries()) hashes.set(contentHash, n * HASH_BYTES)
  return { texts: entries.map(({ event, text }) => text ?? textOf(event)), hashes }
}

/** `errcode` says whether the fault may pass (see unavailable.ts). */
function errorOf({ message, errcode }: { readonly message: string; readonly errcode?: unknown }): Error {
  return Object.assign(new Error(message), errcode === undefined ? {} : { errcode })
}
