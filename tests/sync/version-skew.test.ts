import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import { HOUR, pair } from './device.ts'

describe('an older Earshot and a newer server', () => {
  test('fields that it does not know do not disturb it, in any answer', async () => {
    const { server, one } = pair()
    server.state.snapshots = true
    server.state.fault = async (_asked, answer) => {
      const given = answer()
      if (given.status !== 200) return given
      const body = (await given.json()) as { events?: object[]; receipts?: object[] }
      const more = { weather: 'fine', nested: { deeply: [1, { of: 'course' }] } }
      return Response.json({
        ...body,
        ...more,
        ...(body.events && { events: body.events.map((event) => ({ ...event, ...more })) }),
        ...(body.receipts && { receipts: body.receipts.map((receipt) => ({ ...receipt, ...more })) }),
      })
    }
    await one.log('brewbert')
    expect(await one.round()).toMatchObject({ pushed: 2, problem: null })
    expect(await one.round()).toMatchObject({ problem: null, setAside: 0 })
    expect(await one.db.outbox.count()).toBe(0)
  })

  test('a receipt of a kind that it does not know leaves its entry waiting and the others settled', async () => {
    const { server, one } = pair()
    const { interactionId } = await one.log('brewbert')
    server.state.fault = async ({ path }, answer) => {
      if (path !== '/push') return answer()
      const body = (await answer().json()) as { receipts: { id: string }[] }
      const receipts = body.receipts.map((receipt) =>
        receipt.id === interactionId ? { id: receipt.id, status: 'pondered', until: 'Friday' } : receipt,
      )
      return Response.json({ ...body, receipts })
    }
    server.state.pageSize = 0
    expect(await one.round()).toMatchObject({ pushed: 1, setAside: 0 })
    expect(await one.db.outbox.toCollection().primaryKeys()).toEqual([interactionId])
    const [row] = await one.db.outbox.toArray()
    expect(row?.leaseUntil).toBe(one.clock.now + 60_000)
    server.state.fault = () => null
    server.state.pageSize = 500
    one.later(HOUR)
    await one.round()
    expect(await one.db.outbox.count()).toBe(0)
  })

  test('a refusal of a kind that it does not know is kept for a person, with the server’s words', async () => {
    const { server, one } = pair()
    const { interactionId } = await one.log('brewbert')
    server.state.fault = ({ path, events }) =>
      path === '/push'
        ? Response.json({
            receipts: events.map(({ id }) => ({
              id,
              status: 'rejected',
              code: 'not_on_sundays',
              detail: 'try Monday',
            })),
            head: 0,
            serverTime: 0,
          })
        : null
    expect(await one.round()).toMatchObject({ setAside: 2 })
    const row = await one.db.quarantine.get(`refused:${interactionId}`)
    expect(row?.reason).toBe('not_on_sundays: try Monday')
  })

  test('smaller limits than ours are kept to', async () => {
    const { server, one } = pair()
    for (const handle of ['brewbert', 'grindlord', 'crema_kai']) await one.log(handle)
    server.state.fault = async ({ path }, answer) => {
      if (path !== '/push') return answer()
      const body = (await answer().json()) as object
      return Response.json({ ...body, limits: { events: 2, bytes: 4_096 } })
    }
    await one.round()
    await one.log('tamper_tom')
    await one.log('slowpour_ana')
    server.asked.length = 0
    await one.round()
    const sizes = server.asked.filter(({ path }) => path === '/push').map(({ events }) => events.length)
    expect(sizes.slice(1).every((size) => size <= 2)).toBe(true)
    expect(server.log).toHaveLength(10)
  })
})

describe('a newer Earshot and an older server', () => {
  test('no epoch, no erasures, no snapshot and no server time are no hindrance', async () => {
    const { server, one } = pair()
    server.state.fault = async ({ path }, answer) => {
      const given = answer()
      if (given.status !== 200 || path === '/playbook') return given
      const { events, cursor, hasMore, head, receipts, serverTime } = (await given.json()) as Record<
        string,
        unknown
      >
      return Response.json(
        path === '/push' ? { receipts, head, serverTime } : { events, cursor, hasMore, head },
      )
    }
    await one.log('brewbert')
    expect(await one.round()).toMatchObject({ pushed: 2, problem: null })
    expect(server.paths()).toEqual(['/push', '/playbook', '/snapshot', '/pull'])
    const [{ init } = {}] = server.asked
    expect(JSON.parse(String(init?.body))).not.toHaveProperty('epoch')
    await one.log('slowpour_ana')
    expect(await one.round()).toMatchObject({ pushed: 2, problem: null })
  })

  test('an entry that the server is too old for is held, and goes out once it is updated', async () => {
    const { server, one } = pair()
    await one.log('brewbert')
    server.state.fault = ({ path, events }) =>
      path === '/push'
        ? Response.json({
            receipts: events.map(({ id }) => ({ id, status: 'held' })),
            head: 0,
            serverTime: 0,
          })
        : null
    expect(await one.round()).toMatchObject({ pushed: 0, setAside: 0, problem: null })
    server.state.fault = () => null
    one.later(60_000)
    expect(await one.round()).toMatchObject({ pushed: 0 })
    one.later(15 * 60_000)
    expect(await one.round()).toMatchObject({ pushed: 2 })
  })
})
