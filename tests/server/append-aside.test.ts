import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LIMITS } from '../../lib/model/limits.ts'
import { type AppendAside, appendingAside } from '../../server/append-aside.ts'
import { groupingAppends } from '../../server/group-appends.ts'
import { createSqliteStore } from '../../server/sqlite-store.ts'
import type { EventStore, NewEvent } from '../../server/store.ts'
import { describeEventStore } from './event-store-conformance.ts'
import { temporaryDirectory } from './serve-in-memory.ts'
import { enter, entry, eraseContact, idsOf, leave, NOW, pageOf, typed } from './store/store-under-test.ts'

describeEventStore('SQLite with every append in the other thread', async () => {
  const directory = temporaryDirectory()
  return {
    open: async () => {
      const aside = appendingAside(directory.path)
      return { ...createSqliteStore(directory.path, randomBytes, aside), append: aside.append }
    },
    remove: async () => directory.remove(),
  }
})

/** More than one push holds, so that they are appended in the other thread. */
const MANY = LIMITS.batchEvents + 50

/** The thread, begun, and how many entries each batch had that it was given. */
async function watched(directory: string, append?: AppendAside['append']) {
  const aside = appendingAside(directory)
  await begun(aside)
  const given: number[] = []
  const watching: AppendAside = {
    append: (workspaceId, entries, now) => {
      given.push(entries.length)
      return (append ?? aside.append)(workspaceId, entries, now)
    },
    isReady: aside.isReady,
    end: aside.end,
  }
  return { aside: watching, given }
}

const begun = (aside: AppendAside) => vi.waitFor(() => expect(aside.isReady()).toBe(true), 30_000)

describe('a store that appends many entries in another thread', () => {
  let directory: ReturnType<typeof temporaryDirectory>
  beforeEach(() => {
    directory = temporaryDirectory()
  })
  afterEach(() => directory.remove())

  const place = (open: () => EventStore) => ({ open: async () => open(), remove: async () => undefined })

  it('says and keeps the same as one that does not, of repeats, claims and the erased too', async () => {
    const { aside, given } = await watched(directory.path)
    const scene = await enter(place(() => createSqliteStore(directory.path, randomBytes, aside)))
    const { store, workspaceId, maya, sam } = scene
    const plain = createSqliteStore(join(directory.path, 'plain'))
    await plain.createWorkspace(
      { id: workspaceId, name: 'Quillon' },
      (await store.head(workspaceId)).epoch,
      NOW,
    )
    const gone = randomUUID()
    for (const one of [store, plain]) await eraseContact({ ...scene, store: one }, [gone])
    const until = new Date(NOW + 3_600_000).toISOString()
    const claim = (speaker: typeof maya) =>
      typed(
        speaker,
        'claim.taken',
        { site: 'practice', threadKey: 'k', title: null, until },
        { subject: undefined },
      )
    const entries = Array.from({ length: MANY }, (_, n) => entry(n % 2 ? maya : sam))
    const [first] = entries as [NewEvent]
    const other = entry(sam, { id: first.event.id }, { excerpt: 'not the same' })
    const batch = [
      ...entries,
      ...[first, other, claim(maya), claim(sam)],
      entry(maya, { subject: gone }, { contactId: gone }),
    ]
    const answers = [await store.append(workspaceId, batch, NOW), await plain.append(workspaceId, batch, NOW)]
    expect(given).toEqual([batch.length])
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.outcomes.slice(MANY).map(({ status }) => status)).toEqual([
      ...['duplicate', 'conflict', 'accepted', 'claimed', 'erased'],
    ])
    const pages = [await pageOf(store, maya), await pageOf(plain, maya)]
    expect(pages[0]?.events.slice(1)).toEqual(pages[1]?.events.slice(1))
    expect(await store.verify(workspaceId)).toMatchObject({ gaps: 0, hashMismatches: 0, damage: [] })
    await plain.close()
    await leave(scene)
  })

  it('writes everything else of that log meanwhile in its turn, and reads without waiting', async () => {
    const { aside, given } = await watched(directory.path)
    const scene = await enter(place(() => createSqliteStore(directory.path, randomBytes, aside)))
    const { store, workspaceId, maya } = scene
    const batches = Array.from({ length: 5 }, () => Array.from({ length: MANY }, () => entry(maya)))
    const order: string[] = []
    const appends = batches.map(async (batch, n) => {
      const { head } = await store.append(workspaceId, batch, NOW)
      order.push(`batch ${n}`)
      return head
    })
    const single = store.append(workspaceId, [entry(maya)], NOW).then(({ head }) => {
      order.push('single')
      return head
    })
    const written = store.addMember(
      workspaceId,
      { id: maya.memberId, name: 'Maya Osei', role: 'member' },
      NOW,
    )
    const read = store.head(workspaceId).then(({ head }) => order.push(`read ${head}`))
    await Promise.all([...appends, single, written, read])
    expect(await Promise.all(appends)).toEqual([1, 2, 3, 4, 5].map((n) => n * MANY))
    expect(await single).toBe(5 * MANY + 1)
    expect(order).toEqual(['read 0', ...batches.map((_, n) => `batch ${n}`), 'single'])
    expect(given).toEqual(batches.map((batch) => batch.length))
    expect(await store.members(workspaceId)).toMatchObject([{ name: 'Maya Osei' }])
    await leave(scene)
  })

  it('loses and doubles nothing when that thread dies between its commit and its answer', async () => {
    const real = appendingAside(directory.path)
    const { aside, given } = await watched(directory.path, async (...batch) => {
      await real.append(...batch)
      throw new Error('the thread that appends has ended')
    })
    const scene = await enter(place(() => createSqliteStore(directory.path, randomBytes, aside)))
    const { store, workspaceId, maya, sam } = scene
    const append = groupingAppends(store.append)
    const [hers, his] = [maya, sam].map((who) => Array.from({ length: 150 }, () => entry(who))) as [
      NewEvent[],
      NewEvent[],
    ]
    const answers = await Promise.all([hers, his].map((batch) => append(workspaceId, batch, NOW)))
    expect(given).toEqual([300])
    expect(answers.flatMap(({ outcomes }) => outcomes)).toEqual(
      Array.from({ length: 300 }, (_, n) => ({ status: 'duplicate', seq: n + 1 })),
    )
    expect(idsOf(await pageOf(store, maya))).toEqual([...hers, ...his].map(({ event }) => event.id))
    await real.end()
    await leave(scene)
  })

  it('goes on in a new thread when one was ended, and in the file that a restore put there', async () => {
    const { aside, given } = await watched(directory.path)
    const scene = await enter(place(() => createSqliteStore(directory.path, randomBytes, aside)))
    const { store, workspaceId, maya } = scene
    const [kept, lost, after] = [0, 1, 2].map(() => Array.from({ length: MANY }, () => entry(maya))) as [
      NewEvent[],
      NewEvent[],
      NewEvent[],
    ]
    await store.append(workspaceId, kept, NOW)
    const copy = join(directory.path, 'copy.sqlite')
    await store.copyTo(workspaceId, copy)
    await store.append(workspaceId, lost, NOW)
    await store.restoreFrom(copy, randomUUID())
    await begun(aside)
    expect(await store.append(workspaceId, after, NOW)).toMatchObject({ head: 2 * MANY })
    expect(given).toEqual([MANY, MANY, MANY])
    const { events } = await pageOf(store, maya, { limit: 3 * MANY })
    expect(idsOf({ events })).toEqual([...kept, ...after].map(({ event }) => event.id))
    await leave(scene)
  })

  it('appends in its own thread until the other one has begun', async () => {
    const aside = appendingAside(directory.path)
    const scene = await enter(place(() => createSqliteStore(directory.path, randomBytes, aside)))
    const { store, workspaceId, maya } = scene
    const batches = Array.from({ length: 2 }, () => Array.from({ length: MANY }, () => entry(maya)))
    for (const [n, batch] of batches.entries()) {
      expect(aside.isReady()).toBe(n > 0)
      expect(await store.append(workspaceId, batch, NOW)).toMatchObject({ head: (n + 1) * MANY })
      await begun(aside)
    }
    await leave(scene)
  })

  it('rejects for a workspace that is not there', async () => {
    const { aside, given } = await watched(directory.path)
    const store = createSqliteStore(directory.path, randomBytes, aside)
    const stranger = { workspaceId: randomUUID(), memberId: randomUUID(), deviceId: randomUUID() }
    const batch = Array.from({ length: MANY }, () => entry(stranger))
    await expect(store.append(stranger.workspaceId, batch, NOW)).rejects.toThrow('missing')
    expect(given).toEqual([MANY])
    await store.close()
  })
})
