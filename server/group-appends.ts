import type { Appended, LogStore, NewEvent } from './store.ts'

/**
 * Entries in one transaction; one batch may come on top. More would save little: SQLite serves nobody else meanwhile,
 * and PostgreSQL would have nothing to do while so many are judged.
 */
const GROUP_AT_LEAST = 400

interface Waiting {
  readonly entries: readonly NewEvent[]
  readonly now: number
  readonly resolve: (appended: Appended) => void
  readonly reject: (error: unknown) => void
}

/**
 * Appends that wait for the same log at the same time become one transaction with one flush; each is answered when
 * that is committed, with what became of its own entries, as if it had come alone and in its turn. When the
 * transaction fails, each is tried by itself, so that no batch can keep another one out.
 */
export function groupingAppends(append: LogStore['append']): LogStore['append'] {
  const queues = new Map<string, Waiting[]>()
  const drain = async (workspaceId: string, queue: Waiting[]) => {
    for (await gather(queue); queue.length > 0; await gather(queue))
      await appendGroup(append, workspaceId, takeGroup(queue))
    queues.delete(workspaceId)
  }
  return (workspaceId, entries, now) =>
    new Promise((resolve, reject) => {
      const waiting: Waiting = { entries, now, resolve, reject }
      const queue = queues.get(workspaceId)
      if (queue !== undefined) {
        queue.push(waiting)
        return
      }
      const begun = [waiting]
      queues.set(workspaceId, begun)
      void drain(workspaceId, begun)
    })
}

/** Until nobody came in two turns: what others have sent by now is read and judged before anything is flushed. */
async function gather(queue: readonly Waiting[]): Promise<void> {
  for (let before = -1; before < queue.length && entriesOf(queue) < GROUP_AT_LEAST; ) {
    before = queue.length
    await nextTurn()
    await nextTurn()
  }
}

function entriesOf(queue: readonly Waiting[]): number {
  return queue.reduce((sum, { entries }) => sum + entries.length, 0)
}

function takeGroup(queue: Waiting[]): readonly Waiting[] {
  let entries = 0
  const end = queue.findIndex((waiting) => {
    entries += waiting.entries.length
    return entries >= GROUP_AT_LEAST
  })
  return queue.splice(0, end === -1 ? queue.length : end + 1)
}

async function appendGroup(
  append: LogStore['append'],
  workspaceId: string,
  group: readonly Waiting[],
): Promise<void> {
  const alone = async ({ entries, now, resolve, reject }: Waiting) => {
    await append(workspaceId, entries, now).then(resolve, reject)
  }
  const [first] = group
  if (group.length === 1 && first !== undefined) return alone(first)
  const all = group.flatMap(({ entries }) => entries)
  const latest = Math.max(...group.map(({ now }) => now))
  let appended: Appended
  try {
    appended = await append(workspaceId, all, latest)
  } catch {
    await Promise.all(group.map(alone))
    return
  }
  let begin = 0
  for (const { entries, resolve } of group) {
    resolve({ ...appended, outcomes: appended.outcomes.slice(begin, begin + entries.length) })
    begin += entries.length
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
