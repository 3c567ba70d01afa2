/** Runs in the thread that append-aside.ts starts: adds to the files of the embedded store, one batch after the other. */
import { parentPort, workerData } from 'node:worker_threads'
import type { SyncEvent } from '../lib/model/event.ts'
import { type Added, type Batch, HASH_BYTES, type Told } from './append-aside.ts'
import { createSqliteStore } from './sqlite-store.ts'
import type { NewEvent } from './store.ts'

const port = parentPort
if (port === null) throw new Error('this is a thread beside another one')
const store = createSqliteStore(String(workerData))

const tell = (told: Told) => port.postMessage(told)
let done: Promise<void> = Promise.resolve()

port.on('message', async (asked: Batch | 'end') => {
  if (asked !== 'end') {
    done = Promise.all([add(asked), done]).then(([added]) => tell(added))
    return
  }
  await done
  await store.close()
  port.close()
})

tell('ready')

async function add(batch: Batch): Promise<Added> {
  const { n, workspaceId, now } = batch
  try {
    return { n, appended: await store.append(workspaceId, entriesOf(batch), now) }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return {
      n,
      failed: { message: error.message, ...('errcode' in error ? { errcode: error.errcode } : {}) },
    }
  }
}

/** Judged, or written by the server itself, in the other thread. */
function entriesOf({ texts, hashes }: Batch): NewEvent[] {
  return texts.map((text, n) => ({
    event: JSON.parse(text) as SyncEvent,
    contentHash: hashes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES),
    text,
  }))
}
