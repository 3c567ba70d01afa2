import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { joinWorkspace } from '../../lib/sync/join.ts'
import { type RunningServer, startServer } from '../../server/start-server.ts'
import { must } from '../store/quillon.ts'
import { loggedEvent } from './make-events.ts'
import { temporaryDirectory } from './serve-in-memory.ts'
import { serverProcesses } from './server-process.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let directory: ReturnType<typeof temporaryDirectory>
let running: RunningServer

beforeEach(async () => {
  directory = temporaryDirectory()
  running = await startServer({
    dataDir: directory.path,
    sample: true,
    metrics: { host: '127.0.0.1', port: 0 },
  })
})
afterEach(async () => {
  await running.stop()
  directory.remove()
})

async function joined() {
  const deviceId = randomUUID()
  const code = running.invitation?.code ?? ''
  const answer = must(await joinWorkspace({ server: running.url, code, name: 'Maya', deviceId, fetch }))
  const session = { workspaceId: answer.workspace.id, memberId: answer.member.id, deviceId }
  const path = `/v1/w/${session.workspaceId}`
  const authorization = `Bearer ${answer.token}`
  return { session, path, authorization }
}
type Joined = Awaited<ReturnType<typeof joined>>

const pushBody = ({ session }: Joined) =>
  JSON.stringify({ batchId: randomUUID(), deviceId: session.deviceId, events: [loggedEvent(session)] })

const push = (who: Joined) =>
  fetch(`${running.url}${who.path}/push`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: who.authorization },
    body: pushBody(who),
  })

describe('who looks after the server', () => {
  it('sees how much is asked and stored, and never who asks or what', async () => {
    const maya = await joined()
    await push(maya)
    await fetch(`${running.url}/v1/w/${maya.session.workspaceId}/secret-handle`)
    const text = await (await fetch(running.metricsUrl ?? '')).text()
    expect(text).toContain(
      'earshot_requests_total{method="POST",route="/v1/w/:workspace/push",status="200"} 1',
    )
    expect(text).toContain('earshot_receipts_total{status="accepted"} 1')
    expect(text).toMatch(/earshot_append_seconds_count [1-9]/)
    expect(text).toContain('earshot_streams_open 0')
    for (const hidden of [...Object.values(maya.session), 'secret-handle', 'Maya'])
      expect(text).not.toContain(hidden)
  })

  it('finds the figures at their own address alone', async () => {
    expect((await fetch(`${running.url}/metrics`)).status).toBe(404)
    expect((await fetch((running.metricsUrl ?? '').replace('/metrics', '/health'))).status).toBe(404)
  })

  it('is told that requests may be sent, and not any more as soon as the server is told to stop', async () => {
    const processes = serverProcesses({ EARSHOT_DATA_DIR: join(directory.path, 'other') })
    try {
      const { child, ended, url } = await processes.serve({ EARSHOT_NOTICE_SECONDS: '600' })
      expect(await (await fetch(`${url}/ready`)).json()).toEqual({ status: 'ready' })
      child.kill('SIGTERM')
      let ready = await fetch(`${url}/ready`)
      while (ready.status === 200) ready = await fetch(`${url}/ready`)
      expect(ready.status).toBe(503)
      expect(await ready.json()).toMatchObject({ error: { code: 'stopping' } })
      // Whoever asks all the same is still answered.
      expect((await fetch(`${url}/health`)).status).toBe(200)
      child.kill('SIGTERM')
      expect(await ended).toBe(130)
    } finally {
      processes.endAll()
    }
  })

  it('sees open streams end when the server stops', async () => {
    const maya = await joined()
    const stream = await fetch(`${running.url}${maya.path}/live`, {
      headers: { authorization: maya.authorization },
    })
    const text = stream.text()
    await running.stop()
    expect(await text).toContain('event: head')
  })
})
