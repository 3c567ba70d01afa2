/** Faults of the two stores: the server's files, and the browser's databases. */
import { join } from 'node:path'
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { exportBackup } from '../../../lib/store/backup.ts'
import { takeClaim } from '../../../lib/store/claims.ts'
import { readSyncStatus } from '../../../lib/store/read-sync-status.ts'
import { restoreBackup } from '../../../lib/store/restore-backup.ts'
import { createSyncStore } from '../../../lib/store/sync-store.ts'
import { changeMember } from '../../../server/change-member.ts'
import { eraseContacts } from '../../../server/erase-contacts.ts'
import { replayErasures } from '../../../server/replay-erasures.ts'
import { serveInMemory } from '../../server/serve-in-memory.ts'
import { must } from '../../store/quillon.ts'
import { type Browser, CALM, HOUR, MINUTE, startTeam, type Team } from './team.ts'

let team: Team
let maya: Browser
let sam: Browser

beforeEach(async () => {
  team = await startTeam()
  maya = await team.browser('Maya Osei')
  sam = await team.browser('Sam Lindqvist')
})
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await team.close()
})

const shown = async ({ db }: Browser) => ({
  contacts: (await db().contacts.toCollection().primaryKeys()).sort(),
  interactions: (await db().interactions.toCollection().primaryKeys()).sort(),
})

const rounds = async (times: number) => {
  for (let n = 0; n < times; n++) for (const one of [maya, sam]) await one.sync()
}

test.for<[string, number]>([
  ['a few minutes', 5 * MINUTE],
  ['a day', 24 * HOUR],
])(
  'a server goes back to its state of %s ago: devices notice, send again what it lost, all show the same, and nobody erased returns',
  async ([, ago]) => {
    const { contactId: gone } = await maya.log('tamper_tom')
    await maya.log('brewbert')
    await rounds(2)
    const copy = join(team.server().dataDir, 'yesterday.sqlite')
    const { store, ports } = team.server()
    await store.copyTo(team.workspaceId, copy)
    team.later(ago)
    await sam.log('crema_kai')
    await maya.log('grindlord')
    await eraseContacts(ports, team.workspaceId, [gone], maya.team.member.id)
    await rounds(2)
    const before = await shown(maya)
    expect(before.contacts).toHaveLength(3)
    const { epoch } = await team.verify()
    const at = new Date(team.server().clock.now).toISOString()
    const listed = (await store.erasures(team.workspaceId, 0)).map(({ marks }) => ({
      workspaceId: team.workspaceId,
      marks: [...marks],
      at,
    }))
    await store.restoreFrom(copy, crypto.randomUUID())
    expect(await replayErasures(ports, team.workspaceId, listed)).toMatchObject({ erasures: 1, events: 2 })
    team.later(20 * MINUTE)
    await rounds(3)
    for (const one of [maya, sam]) {
      expect(await readSyncStatus(one.db(), 'team')).toMatchObject({ waiting: 0, setAside: 0, problem: null })
      expect(await shown(one)).toEqual(before)
    }
    expect(await team.verify()).toMatchObject({ gaps: 0, duplicates: 0 })
    expect((await team.verify()).epoch).not.toBe(epoch)
    const newcomer = await team.browser('Nina Falk')
    await newcomer.sync()
    expect(await shown(newcomer)).toEqual(before)
  },
)

test('a server goes back to before a member was removed: they are a member again for everybody', async () => {
  await maya.log('brewbert')
  await rounds(2)
  const { store, ports, dataDir } = team.server()
  const copy = join(dataDir, 'yesterday.sqlite')
  await store.copyTo(team.workspaceId, copy)
  await changeMember(ports, team.workspaceId, {
    memberId: sam.team.member.id,
    actorId: null,
    disabled: true,
  })
  await rounds(1)
  const samAt = async ({ db }: Browser) => (await db().members.get(sam.team.member.id))?.disabledAt ?? null
  expect(await samAt(maya)).not.toBeNull()
  await store.restoreFrom(copy, crypto.randomUUID())
  team.later(20 * MINUTE)
  await rounds(2)
  for (const one of [maya, sam]) {
    expect(await samAt(one)).toBeNull()
    expect(await one.db().members.count()).toBe(2)
  }
})

test('a server goes back to before a conversation was taken, and somebody else takes it first: everybody is told of them alone', async () => {
  await rounds(2)
  const { store, dataDir } = team.server()
  const copy = join(dataDir, 'yesterday.sqlite')
  await store.copyTo(team.workspaceId, copy)
  const thread = { site: 'practice', threadKey: 'practice/third-set', title: null }
  await sam.log('brewbert')
  must(await takeClaim(sam.db(), sam.actor, thread))
  await rounds(2)
  await store.restoreFrom(copy, crypto.randomUUID())
  const nina = await team.browser('Nina Falk')
  must(await takeClaim(nina.db(), nina.actor, thread))
  await nina.sync()
  for (let n = 0; n < 3; n++) {
    team.later(20 * MINUTE)
    await rounds(1)
    await nina.sync()
  }
  for (const one of [maya, sam, nina])
    expect((await one.db().claims.toArray()).map(({ memberId }) => memberId)).toEqual([nina.team.member.id])
})

test('a member is removed, a person is erased, and the member is let in again: nothing about the person is left with them', async () => {
  const { contactId } = await maya.log('brewbert')
  await rounds(2)
  const { ports } = team.server()
  const setDisabled = (disabled: boolean) =>
    changeMember(ports, team.workspaceId, { memberId: sam.team.member.id, actorId: null, disabled })
  await setDisabled(true)
  await sam.log('brewbert')
  await eraseContacts(ports, team.workspaceId, [contactId], maya.team.member.id)
  for (let minutes = 0; minutes < 5; minutes++) {
    await maya.sync()
    team.later(MINUTE)
  }
  await setDisabled(false)
  team.later(20 * MINUTE)
  await sam.sync()
  const kept = await Promise.all(sam.db().tables.map((table) => table.toArray()))
  expect(JSON.stringify(kept)).not.toContain('brewbert')
})

test('a backup from before an erasure is taken in when every other device has forgotten the person: they do not come back', async () => {
  const { contactId } = await maya.log('brewbert')
  await sam.log('grindlord')
  await rounds(2)
  const owner = { kind: 'team', id: team.workspaceId, name: 'Quillon', member: sam.team.member } as const
  const backup = must(await exportBackup(sam.db(), owner))
  const { ports, store } = team.server()
  await eraseContacts(ports, team.workspaceId, [contactId], maya.team.member.id)
  for (let minutes = 0; minutes < 5; minutes++) {
    await rounds(1)
    team.later(MINUTE)
  }
  expect((await store.erasures(team.workspaceId, 0)).map(({ contactIds }) => contactIds)).toEqual([[]])
  const newcomer = await team.browser('Sam Lindqvist')
  must(await restoreBackup(newcomer.db(), backup, owner))
  await newcomer.sync()
  const kept = await Promise.all(newcomer.db().tables.map((table) => table.toArray()))
  expect(JSON.stringify(kept)).not.toContain('brewbert')
  expect(JSON.stringify(kept)).toContain('grindlord')
  await restoreBackup(newcomer.db(), backup, owner)
  expect(await newcomer.db().contacts.get(contactId)).toBeUndefined()
})

test("a copy of the database file runs as a second server under the same epoch: the last entry's id gives it away, and nothing is lost", async () => {
  await maya.log('brewbert')
  await rounds(2)
  const original = team.server()
  const copy = () => serveInMemory({ copyOf: original.dataDir })
  const [first, second] = [copy(), copy()]
  team.moveTo(first)
  await original.close()
  await maya.log('crema_kai')
  await maya.sync()
  const { epoch } = await team.verify()
  team.moveTo(second)
  await sam.log('grindlord')
  await sam.log('slowpour_ana')
  await sam.sync()
  expect((await team.verify()).epoch).toBe(epoch)
  const answers: string[] = []
  maya.network.passes = async (path, reach) => {
    const answer = await reach()
    answers.push(`${path} ${answer.status}`)
    return answer
  }
  await maya.sync()
  expect(answers).toContain('/pull 409')
  await rounds(3)
  expect(await shown(maya)).toEqual(await shown(sam))
  expect((await shown(maya)).interactions).toHaveLength(4)
  expect(await team.verify()).toMatchObject({ gaps: 0, duplicates: 0 })
  await first.close()
})

test('the disk fills up while entries are taken in: nothing is half taken in, the place stays, the state says that the disk is full, and later all is there', async () => {
  await maya.log('brewbert')
  await maya.sync()
  const place = async () => must(await createSyncStore(sam.db(), sam.team.deviceId).place()).cursor
  const real = IDBObjectStore.prototype.put
  const full = vi.spyOn(IDBObjectStore.prototype, 'put')
  full.mockImplementation(function (this: IDBObjectStore, ...given) {
    if (this.name === 'interactions') throw new DOMException('no space', 'QuotaExceededError')
    return real.apply(this, given)
  })
  const before = await place()
  expect(await sam.sync()).toMatchObject({ engine: { kind: 'store-full' } })
  expect(await place()).toBe(before)
  expect(await sam.db().events.count()).toBe(0)
  expect(await sam.db().contacts.count()).toBe(0)
  full.mockRestore()
  team.later(HOUR)
  expect(await sam.sync()).toMatchObject({ engine: { kind: 'idle' }, problem: null })
  expect(await sam.db().interactions.count()).toBe(1)
})

/** What the browser's database does until the browser gives a new one. */
const LOST: [string, (open: () => Promise<unknown>) => Promise<void>][] = [
  ['wiped', async () => {}],
  [
    'corrupted',
    async (sync) => {
      vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
        throw new DOMException('Internal error opening backing store', 'UnknownError')
      })
      expect(await sync()).toMatchObject({ problem: { code: 'store-failed' } })
    },
  ],
  [
    'silent when it is opened',
    async (sync) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => ({}) as never)
      const answer = sync()
      await vi.advanceTimersByTimeAsync(10_000)
      expect(await answer).toMatchObject({ problem: { code: 'store-failed', detail: 'open hangs' } })
    },
  ],
]
test.for(LOST)(
  'the database is %s: the server is not troubled, the log comes back by snapshot, and what was unsent is sent from its second copy',
  async ([, befall]) => {
    await sam.log('grindlord')
    await sam.sync()
    await maya.log('brewbert')
    await maya.sync()
    maya.network.passes = () => Promise.reject(new TypeError('offline'))
    await maya.log('crema_kai')
    await maya.sync()
    maya.network.passes = CALM
    maya.wipe()
    const asked = maya.asked.length
    await befall(() => maya.sync())
    expect(maya.asked).toHaveLength(asked)
    vi.useRealTimers()
    vi.restoreAllMocks()
    maya.wipe()
    team.later(HOUR)
    expect(await maya.sync()).toMatchObject({ waiting: 0, lost: 0, problem: null })
    expect(maya.asked.slice(asked)).toContain('/snapshot')
    expect(await maya.db().interactions.count()).toBe(3)
    await sam.sync()
    expect(await shown(maya)).toEqual(await shown(sam))
    expect(await team.verify()).toMatchObject({ duplicates: 0 })
  },
)
