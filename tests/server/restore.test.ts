import { randomUUID } from 'node:crypto'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type SyncEvent, SyncEventSchema } from '../../lib/model/event.ts'
import { createSyncApi } from '../../lib/sync/api.ts'
import { joinWorkspace } from '../../lib/sync/join.ts'
import { type RunningServer, startServer } from '../../server/start-server.ts'
import { loggedEvent } from './make-events.ts'
import { temporaryDirectory } from './serve-in-memory.ts'

// Every commit here is flushed to a real disk, which may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let directory: ReturnType<typeof temporaryDirectory>
let running: RunningServer
let dataDir: string

beforeEach(async () => {
  directory = temporaryDirectory()
  dataDir = join(directory.path, 'data')
  running = await startServer({ dataDir, sample: true })
})
afterEach(async () => {
  await running.stop()
  directory.remove()
})

async function joinAs(name: string) {
  const deviceId = randomUUID()
  const code = running.invitation?.code ?? ''
  const joined = await joinWorkspace({ server: running.url, code, name, deviceId, fetch })
  if (!joined.ok) throw new Error(joined.problem.code)
  const { workspace, member, token } = joined.value
  const session = { workspaceId: workspace.id, memberId: member.id, deviceId }
  const api = () => createSyncApi({ server: running.url, workspaceId: workspace.id, token, fetch })
  return {
    workspaceId: workspace.id,
    log: () => SyncEventSchema.parse(loggedEvent(session)),
    push: async (events: readonly SyncEvent[]) => {
      const answer = await api().push(events, null)
      return answer.ok ? answer.value.receipts.map(({ status }) => status) : answer.problem
    },
    pull: (cursor: string | null) => api().pull(cursor),
  }
}

/** As server/README.md says: with the database's own command, while the server runs. */
async function backUp(workspaceId: string): Promise<string> {
  const place = join(directory.path, 'backup')
  rmSync(place, { recursive: true, force: true })
  cpSync(dataDir, place, { recursive: true, filter: (path) => !path.includes('.sqlite') })
  for (const file of ['control.sqlite', join('workspaces', `${workspaceId}.sqlite`)]) {
    const db = new DatabaseSync(join(dataDir, file))
    await backup(db, join(place, file))
    db.close()
  }
  return place
}

async function restore(place: string): Promise<void> {
  await running.stop()
  rmSync(dataDir, { recursive: true })
  cpSync(place, dataDir, { recursive: true })
  running = await startServer({ dataDir })
}

describe('a server restored from a backup', () => {
  it('tells a device that is ahead of it, takes its entries again, and both agree', async () => {
    const maya = await joinAs('Maya')
    const place = await backUp(maya.workspaceId)
    const lost = [maya.log(), maya.log()]
    expect(await maya.push(lost)).toEqual(['accepted', 'accepted'])
    const before = await maya.pull(null)
    if (!before.ok) throw new Error(before.problem.code)

    await restore(place)
    expect(await maya.pull(before.value.cursor)).toMatchObject({
      ok: false,
      problem: { detail: 'rewound' },
    })
    expect(await maya.push(lost)).toEqual(['accepted', 'accepted'])
    const after = await maya.pull(null)
    const ids = (page: typeof after) =>
      page.ok ? page.value.events.map((event) => SyncEventSchema.parse(event).id) : []
    expect(ids(after)).toEqual(ids(before))
  })

  it('is noticed also when its log has grown past the old place with other entries', async () => {
    const maya = await joinAs('Maya')
    const place = await backUp(maya.workspaceId)
    await maya.push([maya.log()])
    const before = await maya.pull(null)
    if (!before.ok) throw new Error(before.problem.code)
    await restore(place)
    await maya.push([maya.log(), maya.log(), maya.log()])
    expect(await maya.pull(before.value.cursor)).toMatchObject({ problem: { detail: 'rewound' } })
  })
})
