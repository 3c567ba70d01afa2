import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SyncEventSchema } from '../../lib/model/event.ts'
import type { JoinAnswer } from '../../lib/model/wire.ts'
import { createSyncApi } from '../../lib/sync/api.ts'
import { joinWorkspace } from '../../lib/sync/join.ts'
import { type RunningServer, startServer } from '../../server/start-server.ts'
import { loggedEvent } from './make-events.ts'
import { temporaryDirectory } from './serve-in-memory.ts'

// Every commit here is flushed to a real disk, which may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let directory: ReturnType<typeof temporaryDirectory>
let running: RunningServer

beforeEach(async () => {
  directory = temporaryDirectory()
  running = await startServer({ dataDir: directory.path, sample: true })
})
afterEach(async () => {
  await running.stop()
  directory.remove()
})

async function join(name: string) {
  const deviceId = randomUUID()
  const code = running.invitation?.code ?? ''
  const joined = await joinWorkspace({ server: running.url, code, name, deviceId, fetch })
  if (!joined.ok) throw new Error(joined.problem.code)
  return { ...joined.value, deviceId }
}
const apiFor = ({ workspace, token }: JoinAnswer, over: { token?: string; workspaceId?: string } = {}) =>
  createSyncApi({ server: running.url, workspaceId: workspace.id, token, fetch, ...over })

describe("the extension's own client over a real connection", () => {
  it('carries what one member logs to another', async () => {
    const [newcomer, colleague] = [await join('Newcomer'), await join('Colleague')]
    const session = {
      workspaceId: newcomer.workspace.id,
      memberId: newcomer.member.id,
      deviceId: newcomer.deviceId,
    }
    const event = SyncEventSchema.parse(loggedEvent(session))
    const pushed = await apiFor(newcomer).push([event], null)
    expect(pushed).toMatchObject({ ok: true, value: { receipts: [{ id: event.id, status: 'accepted' }] } })
    const pulled = await apiFor(colleague).pull(null)
    if (!pulled.ok) throw new Error(pulled.problem.code)
    expect(pulled.value.events.at(-1)).toMatchObject({ id: event.id, actorid: newcomer.member.id })
    expect(await apiFor(colleague).pull(pulled.value.cursor)).toMatchObject({
      ok: true,
      value: { events: [] },
    })
  })

  it('fetches the playbook once, and learns that it has not changed', async () => {
    const api = apiFor(await join('Newcomer'))
    const first = await api.playbook(null)
    if (!first.ok || first.value === null) throw new Error('no playbook')
    expect(first.value.playbook).toMatchObject({ organisation: 'Quillon' })
    expect(await api.playbook(first.value.tag)).toEqual({ ok: true, value: null })
  })

  it('is told in its own terms when a token, a workspace, a cursor or a code is not accepted', async () => {
    const newcomer = await join('Newcomer')
    const code = (answer: { ok: boolean; problem?: { code: string } }) => answer.problem?.code
    expect(code(await apiFor(newcomer, { token: `es_${'A'.repeat(43)}` }).pull(null))).toBe('not-authorised')
    expect(code(await apiFor(newcomer, { workspaceId: randomUUID() }).pull(null))).toBe('not-found')
    expect((await apiFor(newcomer).pull('nonsense')).ok).toBe(false)
    const wrong = { server: running.url, code: 'wrong', name: 'A', deviceId: randomUUID(), fetch }
    expect(code(await joinWorkspace(wrong))).toBe('not-authorised')
    const again = { ...wrong, code: running.invitation?.code ?? '', deviceId: newcomer.deviceId }
    await apiFor(newcomer).pull(null)
    expect(code(await joinWorkspace(again))).toBe('id-conflict')
  })
})
