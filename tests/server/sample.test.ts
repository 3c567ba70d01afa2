import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { contactIdFor } from '../../lib/model/contact-id.ts'
import { KnownEventSchema } from '../../lib/model/event.ts'
import { PlaybookSchema } from '../../lib/model/playbook.ts'
import { ensureSample } from '../../server/sample.ts'
import { startServer } from '../../server/start-server.ts'
import { serveInMemory, temporaryDirectory } from './serve-in-memory.ts'

// Every commit here is flushed to a real disk, which may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

describe('the sample workspace', () => {
  let server: ReturnType<typeof serveInMemory>
  beforeEach(() => {
    server = serveInMemory()
  })
  afterEach(() => server.close())

  it('has the sample playbook, two colleagues, and only events that every client understands', async () => {
    const { id } = await ensureSample(server.ports)
    const newcomer = await server.join(id, 'Newcomer')
    expect(PlaybookSchema.parse(await (await server.get(newcomer, 'playbook')).json()).organisation).toBe(
      'Quillon',
    )
    const names = (await server.store.members(id)).map(({ name }) => name)
    expect(names).toEqual(['Maya Osei', 'Newcomer', 'Sam Lindqvist'])
    const { events, hasMore } = await server.pull(newcomer)
    expect(hasMore).toBe(false)
    const types = events.map((event) => KnownEventSchema.parse(event).type)
    expect(types.filter((type) => type === 'interaction.logged')).toHaveLength(3)
    expect(types.filter((type) => type === 'note.revised')).toHaveLength(1)
  })

  it('knows slowpour_ana of the practice town, and a promise to her that is overdue', async () => {
    const { id } = await ensureSample(server.ports)
    const { events } = await server.pull(await server.join(id, 'Newcomer'))
    const ana = await contactIdFor(id, 'practice', 'slowpour_ana')
    const maya = (await server.store.members(id)).find(({ name }) => name === 'Maya Osei')
    const today = new Date(server.clock.now).toISOString().slice(0, 10)
    const met = events
      .map((event) => KnownEventSchema.parse(event))
      .flatMap((event) => (event.type === 'interaction.logged' && event.subject === ana ? [event] : []))
    expect(met).toHaveLength(1)
    expect(met[0]).toMatchObject({ actorid: maya?.id, data: { outcome: 'made-right', contactId: ana } })
    expect((met[0]?.data.promise?.due ?? today) < today).toBe(true)
    const days = (server.clock.now - Date.parse(met[0]?.time ?? '')) / 86_400_000
    expect(days).toBeCloseTo(21)
  })

  it('is made once', async () => {
    const first = await ensureSample(server.ports)
    const { head } = await server.store.head(first.id)
    expect(await ensureSample(server.ports)).toEqual(first)
    expect((await server.store.head(first.id)).head).toBe(head)
  })

  it('is left out entirely when its playbook is broken', async () => {
    await expect(ensureSample(server.ports, { id: 'broken' })).rejects.toThrow()
    expect(await server.store.findWorkspace('Quillon')).toBeNull()
  })

  it('comes with a fresh invitation at every start of a server', async () => {
    const directory = temporaryDirectory()
    for (let start = 0; start < 2; start++) {
      const running = await startServer({ dataDir: directory.path, sample: true })
      const { code = '', workspaceId = '' } = running.invitation ?? {}
      const response = await fetch(`${running.url}/v1/join`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code, name: 'Newcomer', deviceId: crypto.randomUUID() }),
      })
      expect(response.status).toBe(200)
      expect((await running.store.head(workspaceId)).head).toBeGreaterThan(8)
      await Promise.all([running.stop(), running.stop()])
    }
    directory.remove()
  })
})
