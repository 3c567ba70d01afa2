import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { createSqliteStore } from '../../server/sqlite-store.ts'
import { ownProcesses } from './own-processes.ts'
import { entry, idsOf, pageOf, typed } from './store/store-under-test.ts'

// Each command is a process of its own, on machines that may be busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

const DAY_MS = 86_400_000
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

const processes = ownProcesses()

/** Whether any file of the workspaces still has these words in it. */
function isOnDisk(words: string): boolean {
  const files = readdirSync(processes.at('data', 'workspaces'))
  return files.some((name) => readFileSync(processes.at('data', 'workspaces', name)).includes(words))
}

it('trimming takes the content out of what is old and taken back, leaves what counts, and the log stays sound', async () => {
  const store = createSqliteStore(processes.at('data'))
  const workspaceId = randomUUID()
  await store.createWorkspace({ id: workspaceId, name: 'Quillon' }, randomUUID(), Date.now())
  const maya = { workspaceId, memberId: randomUUID(), deviceId: randomUUID() }
  const takingBack = ({ event }: ReturnType<typeof entry>) =>
    typed(maya, 'interaction.retracted', { interactionId: event.id })
  const [old, standing, recent] = [
    entry(maya, {}, { excerpt: 'said a week ago in error' }),
    entry(maya, {}, { excerpt: 'said a week ago and meant' }),
    entry(maya, {}, { excerpt: 'said just now in error' }),
  ]
  const before = Date.now() - 7 * DAY_MS
  await store.append(workspaceId, [old, standing, takingBack(old)], before)
  await store.append(workspaceId, [recent, takingBack(recent)], Date.now())
  const { next } = await pageOf(store, maya, { limit: 1 })
  await store.close()

  const trimming = ['trim', 'Quillon', '--before', dayOf(Date.now() - DAY_MS)]
  const trimmed = await processes.run(trimming)
  expect(trimmed).toMatchObject({ status: 0, err: '' })
  expect(trimmed.out).toContain('1 entry from before')
  expect(trimmed.out).toContain('nothing newer than entry 3 begin anew')
  expect(isOnDisk('said a week ago in error')).toBe(false)
  for (const words of ['said a week ago and meant', 'said just now in error'])
    expect(isOnDisk(words)).toBe(true)
  const verified = await processes.run(['verify', '--json'])
  expect(JSON.parse(verified.out)).toMatchObject({ sound: true, head: 5, gaps: 0, hashMismatches: 0 })
  expect((await processes.run(['audit', 'Quillon'])).out).toContain('log.trimmed')
  expect((await processes.run(trimming)).out).toContain('0 entries from before')

  const again = createSqliteStore(processes.at('data'))
  const asked = { after: next, reader: maya.memberId, limit: 500, maxBytes: 1e6 }
  expect(await again.page(workspaceId, asked)).toEqual({ status: 'below-floor', floor: 3 })
  const snapshot = await again.snapshot(workspaceId, { ...asked, from: null })
  if (snapshot.status !== 'page') throw new Error(snapshot.status)
  expect(idsOf(snapshot)).toContain(standing.event.id)
  expect(idsOf(snapshot)).not.toContain(old.event.id)
  await again.close()
})

it('trimming by something that is no day is refused, and drops nothing', async () => {
  await processes.run(['sample'])
  for (const day of ['yesterday', '2026-13-45', '', '01/02/2026'])
    expect(await processes.run(['trim', 'Quillon', '--before', day])).toMatchObject({ status: 2, out: '' })
})
