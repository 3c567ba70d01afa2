import { expect, it } from 'vitest'
import { groupingAppends } from '../../server/group-appends.ts'
import { createSqliteStore } from '../../server/sqlite-store.ts'
import type { EventStore } from '../../server/store.ts'
import { describeEventStore } from './event-store-conformance.ts'
import { temporaryDirectory } from './serve-in-memory.ts'
import { enter, entry, leave, NOW, pageOf, type Scene, typed } from './store/store-under-test.ts'

const grouped = (store: EventStore): EventStore => ({ ...store, append: groupingAppends(store.append) })

function place() {
  const directory = temporaryDirectory()
  return {
    open: async () => createSqliteStore(directory.path),
    remove: async () => directory.remove(),
  }
}

describeEventStore('the store with appends that share a flush', async () => {
  const { open, remove } = place()
  return { open: async () => grouped(await open()), remove }
})

/** A scene, and of how many entries each transaction was. `fails` says which of them cannot be stored. */
async function watched(fails: (entries: number) => boolean = () => false) {
  const scene = await enter(place())
  const transactions: number[] = []
  const append = groupingAppends(async (workspaceId, entries, now) => {
    transactions.push(entries.length)
    if (fails(entries.length)) throw new Error('the disk is full')
    return scene.store.append(workspaceId, entries, now)
  })
  return { scene, transactions, append }
}

const seqsIn = async ({ store, maya }: Scene) =>
  (await pageOf(store, maya)).events.map((event) => (event as { seq: number }).seq)

it('what comes at the same time is stored in one transaction, in the order in which it came', async () => {
  const { scene, transactions, append } = await watched()
  const { maya, sam, workspaceId } = scene
  const [first, second, third] = [entry(maya), entry(sam), entry(sam)]
  const answers = await Promise.all([
    append(workspaceId, [first], NOW),
    append(workspaceId, [second, third], NOW),
    append(workspaceId, [first], NOW),
  ])
  expect(transactions).toEqual([4])
  expect(answers.map(({ outcomes }) => outcomes)).toEqual([
    [{ status: 'accepted', seq: 1 }],
    [
      { status: 'accepted', seq: 2 },
      { status: 'accepted', seq: 3 },
    ],
    [{ status: 'duplicate', seq: 1 }],
  ])
  expect(await seqsIn(scene)).toEqual([1, 2, 3])
  await leave(scene)
})

it('of two members who take a thread at the same time the first has it', async () => {
  const { scene, append } = await watched()
  const { maya, sam, workspaceId } = scene
  const until = NOW + 3_600_000
  const words = { site: 'practice', threadKey: 'k', title: null, until: new Date(until).toISOString() }
  const taken = (speaker: typeof maya) => typed(speaker, 'claim.taken', words, { subject: undefined })
  const [hers, his] = await Promise.all([
    append(workspaceId, [taken(maya)], NOW),
    append(workspaceId, [taken(sam)], NOW),
  ])
  expect(hers.outcomes).toEqual([{ status: 'accepted', seq: 1 }])
  expect(his.outcomes).toEqual([{ status: 'claimed', memberId: maya.memberId, until }])
  await leave(scene)
})

it('a batch that cannot be stored keeps none of the others out', async () => {
  const { scene, append } = await watched((entries) => entries >= 3)
  const { maya, sam, workspaceId } = scene
  const [one, three, another] = await Promise.allSettled([
    append(workspaceId, [entry(maya)], NOW),
    append(workspaceId, [entry(sam), entry(sam), entry(sam)], NOW),
    append(workspaceId, [entry(maya)], NOW),
  ])
  expect(one).toMatchObject({ status: 'fulfilled', value: { outcomes: [{ status: 'accepted' }] } })
  expect(three).toMatchObject({ status: 'rejected' })
  expect(another).toMatchObject({ status: 'fulfilled', value: { outcomes: [{ status: 'accepted' }] } })
  expect(await seqsIn(scene)).toEqual([1, 2])
  await leave(scene)
})

it('a crowd waits for transactions of some hundred entries, not for one of all', async () => {
  const { scene, transactions, append } = await watched()
  const { maya, workspaceId } = scene
  const batches = Array.from({ length: 7 }, () => Array.from({ length: 150 }, () => entry(maya)))
  await Promise.all(batches.map((batch) => append(workspaceId, batch, NOW)))
  expect(transactions).toEqual([450, 450, 150])
  expect((await scene.store.head(workspaceId)).head).toBe(1_050)
  await leave(scene)
})

it('one workspace does not wait for another', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const append = groupingAppends(async (workspaceId, entries) => {
    if (workspaceId === 'slow') await held
    return {
      outcomes: entries.map((_entry, n) => ({ status: 'accepted', seq: n + 1 })),
      head: entries.length,
    }
  })
  const slow = append('slow', [], NOW)
  expect(await append('quick', [], NOW)).toEqual({ outcomes: [], head: 0 })
  release()
  await slow
})
