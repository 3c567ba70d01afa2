import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { readSyncStatus } from '../../lib/store/read-sync-status.ts'
import { must, SAM } from '../store/quillon.ts'
import { deviceElsewhere, deviceOf, fill, HOUR, pair } from './device.ts'

/** A log of so many entries by a colleague, and a device that has read none of them. */
async function grown(entries: number) {
  const { server, one } = pair()
  server.state.snapshots = true
  await fill(one.db, one.actor, entries)
  await one.round()
  const other = deviceElsewhere(server, one.db.workspaceId, SAM)
  server.asked.length = 0
  return { server, one, other }
}

test('a device that joins reads a snapshot, then pulls from where it ends', async () => {
  const { server, other } = await grown(9)
  server.state.pageSize = 4
  server.state.superseded.add(String(server.log[2]?.id))
  expect(await other.round()).toMatchObject({ received: 8, problem: null })
  expect(server.paths()).toEqual(['/playbook', '/snapshot', '/snapshot', '/pull'])
  expect(must(await other.store.place())).toMatchObject({ cursor: 'at-9', seq: 9, snapshot: null })
  expect(await other.db.events.count()).toBe(8)
  await other.round()
  expect(server.paths().slice(4)).toEqual(['/playbook', '/pull'])
})

test('a worker that dies in a snapshot goes on at the page it died in, and the status says how far it is', async () => {
  const { server, other } = await grown(9)
  server.state.pageSize = 3
  server.state.fault = ({ url }) => (url.searchParams.get('cursor') === '6/9' ? new Response('') : null)
  expect(await other.round()).toMatchObject({ problem: { code: 'bad-answer' } })
  expect((await readSyncStatus(other.db, 'team')).engine).toEqual({
    kind: 'resyncing',
    progress: { done: 6, of: 9 },
  })
  server.state.fault = () => null
  server.asked.length = 0
  const reborn = deviceOf(other.db, other.actor, server)
  expect(await reborn.round(true)).toMatchObject({ received: 3, problem: null })
  const [first] = server.asked.filter(({ path }) => path === '/snapshot')
  expect(first?.url.searchParams.get('cursor')).toBe('6/9')
  expect((await readSyncStatus(other.db, 'team')).engine).toEqual({ kind: 'idle', progress: null })
  expect(await other.db.events.count()).toBe(9)
})

test('what is logged while a snapshot is taken arrives by the pull after it', async () => {
  const { server, other } = await grown(5)
  server.state.pageSize = 3
  server.state.fault = ({ path, url }) => {
    if (path === '/snapshot' && url.searchParams.get('cursor') !== null && server.log.length === 5)
      server.log.push({ ...server.log[0], id: crypto.randomUUID(), seq: 6 })
    return null
  }
  await other.round()
  expect(await other.db.events.count()).toBe(6)
})

test('a place that the server keeps no more is left for a snapshot, and nothing waiting is lost', async () => {
  const { server, one } = await grown(4)
  await one.log('brewbert')
  server.state.fault = ({ path }) =>
    path === '/pull' && !server.paths().includes('/snapshot')
      ? Response.json({ error: { code: 'resync', message: '' } }, { status: 410 })
      : null
  expect(await one.round()).toMatchObject({ pushed: 2, problem: null })
  expect(server.paths()).toEqual(['/push', '/playbook', '/pull', '/snapshot', '/pull'])
  expect(await one.db.outbox.count()).toBe(0)
  expect(await one.db.events.count()).toBe(6)
})

test('a server without snapshots is read from its first event', async () => {
  const { server, other } = await grown(3)
  server.state.snapshots = false
  expect(await other.round()).toMatchObject({ received: 3, problem: null })
  expect(server.paths()).toEqual(['/playbook', '/snapshot', '/pull'])
})

test('a snapshot that does not move, or goes in a circle, ends in a bad answer', async () => {
  const { server, other } = await grown(3)
  const page = { events: [], pullCursor: 'at-3', done: false, count: 3, at: 3 }
  server.state.fault = ({ path, url }) =>
    path === '/snapshot'
      ? Response.json({ ...page, snapshotCursor: url.searchParams.get('cursor') === 'a' ? 'b' : 'a' })
      : null
  expect(await other.round()).toMatchObject({ problem: { code: 'bad-answer' } })
  expect(server.paths().filter((path) => path === '/snapshot')).toHaveLength(3)
  server.state.fault = ({ path }) =>
    path === '/snapshot' ? Response.json({ ...page, snapshotCursor: null }) : null
  other.later(HOUR)
  expect(await other.round()).toMatchObject({ problem: { code: 'bad-answer' } })
})

test('a snapshot whose cursor the server no longer holds begins anew', async () => {
  const { server, other } = await grown(6)
  server.state.pageSize = 2
  let refused = false
  server.state.fault = ({ url }) => {
    if (refused || url.searchParams.get('cursor') !== '2/6') return null
    refused = true
    return Response.json({ error: { code: 'resync', message: '' } }, { status: 410 })
  }
  expect(await other.round()).toMatchObject({ problem: null })
  expect(await other.db.events.count()).toBe(6)
})
