import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { readPlaybook } from '../../lib/store/playbook.ts'
import { readSetAside } from '../../lib/store/quarantine.ts'
import { readSyncStatus } from '../../lib/store/read-sync-status.ts'
import { eventOf, interaction } from '../store/any-event.ts'
import { must, PLAYBOOK } from '../store/quillon.ts'
import { HOUR, pair } from './device.ts'

test('an unreadable event of the server is set aside, and the rest and the cursor go on', async () => {
  const { server, one } = pair()
  const good = {
    ...eventOf(1, { type: 'interaction.logged', data: interaction(1) }),
    workspaceid: one.db.workspaceId,
  }
  server.log.push({ id: 'evil', type: '<script>' }, good)
  expect(await one.round()).toMatchObject({ received: 1, setAside: 1, problem: null })
  expect(must(await one.store.place()).cursor).toBe('at-2')
  expect((await readSetAside(one.db))[0]).toMatchObject({ origin: 'remote', raw: { id: 'evil' } })
  expect(await one.db.interactions.get(good.id)).toBeDefined()
})

test('a server that always has more is asked no more in this round', async () => {
  const { server, one } = pair()
  server.state.fault = ({ path }) =>
    path === '/pull' ? Response.json({ events: [], cursor: 'again', hasMore: true, head: 9 }) : null
  expect(await one.round()).toMatchObject({ problem: { code: 'bad-answer' } })
  expect(server.asked.filter(({ path }) => path === '/pull')).toHaveLength(2)
})

test('a server restored from an old copy gets our entries again and gives theirs', async () => {
  const { server, one } = pair()
  await one.log('brewbert')
  await one.round()
  const entries = server.ids()
  server.log.length = 0
  one.later(HOUR)
  expect(await one.round()).toMatchObject({ problem: null, nextTryAt: one.clock.now })
  expect(await one.round()).toMatchObject({ pushed: 2, problem: null })
  expect(server.ids().sort()).toEqual(entries.sort())
})

test('an entry that comes back by pull needs no receipt any more', async () => {
  const { server, one } = pair()
  await one.log('brewbert')
  for (const { event } of await one.db.outbox.toArray())
    server.log.push({ ...event, seq: server.log.length + 1 })
  server.state.fault = ({ path }) => (path === '/push' ? new Response('lost') : null)
  await one.round()
  expect(await one.db.outbox.count()).toBe(0)
})

test('the playbook is fetched when it changed, and a broken one leaves the old in force', async () => {
  const { server, one } = pair()
  server.state.playbook = { text: JSON.stringify(PLAYBOOK), tag: '"1"' }
  expect(await one.round()).toMatchObject({ playbookChanged: true })
  expect(await one.round()).toMatchObject({ playbookChanged: false })
  server.state.playbook = { text: JSON.stringify({ ...PLAYBOOK, topics: 'all' }), tag: '"2"' }
  expect(await one.round()).toMatchObject({ playbookChanged: false, problem: null })
  expect((await readPlaybook(one.db))?.playbook.version).toBe(7)
  expect((await readSyncStatus(one.db, 'team')).problem).toMatchObject({ code: 'invalid', path: 'topics' })
  await one.round()
  expect(server.asked.at(-1)?.headers.get('if-none-match')).toBe('"2"')
})

test('a newcomer has the playbook before the first pull, which may take minutes', async () => {
  const { server, one } = pair()
  server.state.playbook = { text: JSON.stringify(PLAYBOOK), tag: '"1"' }
  server.state.fault = ({ path }) => (path === '/pull' ? new Response('not now', { status: 503 }) : null)
  expect(await one.round()).toMatchObject({ playbookChanged: true, problem: { code: 'bad-answer' } })
  expect((await readPlaybook(one.db))?.playbook.version).toBe(7)
})

test('a full disk while receiving moves no cursor and is reported', async () => {
  const { server, one } = pair()
  const good = {
    ...eventOf(1, { type: 'interaction.logged', data: interaction(1) }),
    workspaceid: one.db.workspaceId,
  }
  server.log.push(good)
  const real = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given) {
    if (this.name === 'interactions') throw new DOMException('no space', 'QuotaExceededError')
    return real.apply(this, given)
  }
  const report = await one.round()
  IDBObjectStore.prototype.put = real
  expect(report).toMatchObject({ received: 0, problem: { code: 'store-full' } })
  expect(must(await one.store.place()).cursor).toBeNull()
  expect(await one.db.events.count()).toBe(0)
})
