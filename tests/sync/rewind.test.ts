import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { must, SAM } from '../store/quillon.ts'
import { deviceElsewhere, deviceOf, HOUR, pair } from './device.ts'

async function two() {
  const { server, one } = pair()
  server.state.epoch = 'first'
  server.state.snapshots = true
  const other = deviceElsewhere(server, one.db.workspaceId, SAM)
  return { server, one, other }
}

test('a server restored to yesterday gets today again from everybody, and all show the same', async () => {
  const { server, one, other } = await two()
  await one.log('brewbert')
  await one.round()
  await other.log('slowpour_ana')
  await other.round()
  await one.log('grindlord')
  await one.round()
  const ids = server.ids()
  server.restore(2, 'second')
  // The log grows again, past where it was, before anybody has noticed.
  await other.log('crema_kai')
  for (let n = 0; n < 2; n++)
    for (const device of [other, one]) {
      device.later(HOUR)
      expect(await device.round()).toMatchObject({ problem: null })
    }
  for (const device of [other, one]) await device.round()
  expect(server.ids()).toEqual(expect.arrayContaining(ids))
  expect(server.log).toHaveLength(8)
  for (const { db, store } of [one, other]) {
    expect(must(await store.place())).toMatchObject({ epoch: 'second' })
    const rows = (await db.events.toArray()).map(({ event }) => [event.id, event.seq])
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(server.log.map(({ id, seq }) => [id, seq])))
  }
})

test('a push finds out before a pull does, and what it wanted to send goes out afterwards', async () => {
  const { server, one } = await two()
  await one.log('brewbert')
  await one.round()
  const epochs = () =>
    server.asked
      .filter(({ path }) => path === '/push')
      .map(({ init }) => (JSON.parse(String(init?.body)) as { epoch?: string }).epoch)
  await one.log('slowpour_ana')
  server.restore(0, 'second')
  expect(await one.round()).toMatchObject({ pushed: 0, problem: null })
  await one.round()
  expect(epochs()).toEqual([undefined, 'first', 'second'])
  expect(server.log).toHaveLength(4)
  expect(await one.db.outbox.count()).toBe(0)
})

test('only what the server lost is sent again: the log is pulled whole before, and not by snapshot', async () => {
  const { server, one } = await two()
  await one.log('brewbert')
  await one.log('slowpour_ana')
  await one.round()
  await one.round()
  const kept = server.ids().slice(0, 3)
  server.restore(3, 'second')
  server.asked.length = 0
  await one.round()
  await one.round()
  const sent = server.asked.filter(({ path }) => path === '/push').flatMap(({ events }) => events)
  expect(sent).toHaveLength(1)
  expect(kept).not.toContain(sent[0]?.id)
  expect(server.paths()).not.toContain('/snapshot')
})

test('what the server had refused before is not pushed on it again', async () => {
  const { server, one } = await two()
  const { interactionId } = await one.log('brewbert')
  server.state.fault = ({ path, events }, answer) => {
    if (path !== '/push') return null
    const body = answer()
    return body.json().then(({ receipts, ...rest }: { receipts: { id: string }[] }) =>
      Response.json({
        ...rest,
        receipts: receipts.map((receipt) =>
          receipt.id === interactionId && events.length > 0
            ? { id: receipt.id, status: 'rejected', code: 'invalid' }
            : receipt,
        ),
      }),
    ) as unknown as Response
  }
  await one.round()
  server.restore(0, 'second')
  server.state.fault = () => null
  one.later(HOUR)
  await one.round()
  await one.round()
  expect(server.ids()).not.toContain(interactionId)
  expect(await one.db.quarantine.count()).toBe(1)
})

test('a log that never finds its place does not make a device push for ever in one round', async () => {
  const { server, one } = await two()
  await one.log('brewbert')
  await one.round()
  server.state.fault = ({ path }) =>
    path === '/pull'
      ? Response.json({ error: { code: 'rewound', message: '' }, epoch: 'x', head: 0 }, { status: 409 })
      : null
  server.asked.length = 0
  expect(await one.round()).toMatchObject({ problem: { detail: 'rewound' } })
  expect(server.asked.length).toBeLessThan(6)
})

test('a device that died right after its first receipts, and has pulled nothing, notices that the server went back', async () => {
  const { server, one } = pair()
  server.state.epoch = 'before'
  await one.log('brewbert')
  const batch = must(await one.store.claimBatch(one.clock.now, 200, 1e6))
  const { receipts, epoch = null, head } = must(await one.api.push(batch, null))
  must(await one.store.settle(receipts, one.clock.now, { epoch, head }))
  server.restore(0, 'after')
  const reborn = deviceOf(one.db, one.actor, server)
  for (let n = 0; n < 3; n++) {
    await reborn.round()
    reborn.later(HOUR)
  }
  expect(server.ids().sort()).toEqual(batch.map(({ id }) => id).sort())
})
