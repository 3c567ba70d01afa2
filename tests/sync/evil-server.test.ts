import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSyncApi } from '../../lib/sync/api.ts'
import { watchLive } from '../../lib/sync/live.ts'
import { lastingSession } from '../../lib/sync/session.ts'
import { eventOf, interaction } from '../store/any-event.ts'
import { PLAYBOOK } from '../store/quillon.ts'
import { bent } from '../support/bend.ts'
import { runs } from '../support/runs.ts'
import { fill, HOUR, pair } from './device.ts'

const anyId = fc.oneof(fc.uuid(), fc.string(), fc.constant('__proto__'))
const anySeq = fc.oneof(fc.integer(), fc.double(), fc.constant('7'), fc.constant(null))

/** From nearly right to anything at all. */
const anyEvent = fc.oneof(
  fc.jsonValue({ maxDepth: 6 }),
  fc.record({ id: anyId, seq: anySeq, more: fc.jsonValue() }).map(({ id, seq, more }) => ({
    ...eventOf(1, { type: 'interaction.logged', data: interaction(1) }),
    id,
    seq,
    workspaceid: crypto.randomUUID(),
    more,
  })),
)
const anyCursor = fc.oneof(fc.string({ maxLength: 2_000 }), fc.constant('at-1'), fc.constant(''))

const anyPull = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      events: fc.oneof(fc.array(anyEvent, { maxLength: 6 }), fc.jsonValue()),
      cursor: anyCursor,
      hasMore: fc.boolean(),
      head: fc.oneof(fc.nat(), fc.integer()),
      erasures: fc.oneof(fc.jsonValue(), fc.constant([{ seq: 1, contactIds: [], marks: [] }])),
      snapshotCursor: fc.option(anyCursor),
      pullCursor: anyCursor,
      done: fc.boolean(),
      count: fc.nat(),
      at: fc.nat(),
      epoch: fc.oneof(fc.string(), fc.jsonValue()),
    },
    { requiredKeys: ['events', 'cursor', 'hasMore', 'head'] },
  ),
)

const anyStatus = fc.constantFrom(200, 200, 200, 200, 400, 401, 403, 404, 409, 410, 413, 426, 429, 500)
const anyReceipt = (ids: readonly string[]) =>
  fc.oneof(
    fc.jsonValue(),
    fc.record({
      id: fc.oneof(fc.constantFrom(...ids), anyId),
      status: fc.constantFrom('rejected', 'retry', 'held', 'pondered', '', 'duplicated'),
      code: fc.string(),
    }),
  )

test('whatever a server answers to pulls and snapshots, nothing throws and nothing that waits is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ body: anyPull, status: anyStatus }), { minLength: 1, maxLength: 8 }),
      async (answers) => {
        const { server, one } = pair()
        const ids = await fill(one.db, one.actor, 3)
        let n = 0
        server.state.fault = ({ path }) => {
          if (path === '/push') return new Response('', { status: 503 })
          const answer = answers[n++ % answers.length]
          return Response.json(answer?.body ?? null, { status: answer?.status ?? 200 })
        }
        for (let round = 0; round < 2; round++) {
          await one.round(true)
          one.later(HOUR)
        }
        expect((await one.db.outbox.toCollection().primaryKeys()).sort()).toEqual([...ids].sort())
        expect(server.asked.length).toBeLessThan(60)
      },
    ),
    runs(25),
  )
})

test('whatever a server answers to pushes, an entry leaves the outbox only by a receipt that names it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat()), anyStatus, async (stream, status) => {
      const { server, one } = pair()
      const ids = await fill(one.db, one.actor, 4)
      const named = new Set<string>()
      server.state.fault = ({ path }) => {
        if (path !== '/push') return Response.json({ events: [], cursor: 'c', hasMore: false, head: 0 })
        const [receipts] = fc.sample(fc.array(anyReceipt(ids), { maxLength: 8 }), {
          numRuns: 1,
          seed: stream.next().value ?? 0,
        })
        for (const one of receipts ?? []) if (isRejection(one)) named.add((one as { id: string }).id)
        return Response.json({ receipts, head: 0, serverTime: 0 }, { status })
      }
      await one.round(true)
      const left = new Set(await one.db.outbox.toCollection().primaryKeys())
      const setAside = new Set((await one.db.quarantine.toArray()).map(({ id }) => id))
      for (const id of ids) {
        expect(left.has(id) !== setAside.has(`refused:${id}`)).toBe(true)
        if (!named.has(id)) expect(left.has(id)).toBe(true)
      }
    }),
    runs(25),
  )
})

function isRejection(one: unknown): boolean {
  return typeof one === 'object' && one !== null && 'status' in one && one.status === 'rejected'
}

test('however a server bends right pages, snapshots and playbooks, what waits stays, and is sent once it is honest again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.boolean(), async (first, snapshots) => {
      const { server, one } = pair()
      Object.assign(server.state, { snapshots, epoch: 'e1', pageSize: 3 })
      server.state.playbook = { text: JSON.stringify(PLAYBOOK), tag: '"7"' }
      for (let n = 1; n <= 7; n++)
        server.log.push({
          ...eventOf(n, { type: 'interaction.logged', data: interaction(n) }),
          ...{ workspaceid: one.db.workspaceId, seq: n },
        })
      const ids = await fill(one.db, one.actor, 2)
      let seed = first
      server.state.fault = async ({ path }, answer) => {
        if (path === '/push') return new Response('', { status: 503 })
        const right: unknown = await answer().json()
        const [wrong] = fc.sample(bent(fc.constant(right)), { numRuns: 1, seed: seed++ })
        return Response.json(wrong, { headers: { etag: '"8"' } })
      }
      for (let round = 0; round < 3; round++) {
        await one.round(true)
        one.later(HOUR)
      }
      expect((await one.db.outbox.toCollection().primaryKeys()).sort()).toEqual([...ids].sort())
      expect(server.asked.length).toBeLessThan(80)

      server.state.fault = () => null
      for (let round = 0; round < 4; round++) {
        await one.round(true)
        one.later(HOUR)
      }
      expect(await one.db.outbox.count()).toBe(0)
      expect(server.ids()).toEqual(expect.arrayContaining(ids))
    }),
    runs(40),
  )
  expect(Object.hasOwn(Object.prototype, 'bent')).toBe(false)
})

test('events of another workspace are set aside and shown nowhere', async () => {
  const { server, one } = pair()
  const foreign = { ...eventOf(1, { type: 'interaction.logged', data: interaction(1) }), seq: 1 }
  server.log.push(foreign)
  expect(await one.round()).toMatchObject({ received: 0, setAside: 1, problem: null })
  expect(await one.db.interactions.count()).toBe(0)
})

test('a page whose numbers go back is thrown away whole', async () => {
  const { server, one } = pair()
  const event = (n: number, seq: number) => ({
    ...eventOf(n, { type: 'interaction.logged', data: interaction(n) }),
    workspaceid: one.db.workspaceId,
    seq,
  })
  server.state.fault = ({ path }) =>
    path === '/pull'
      ? Response.json({ events: [event(1, 2), event(2, 1)], cursor: 'at-2', hasMore: false, head: 2 })
      : null
  expect(await one.round()).toMatchObject({ problem: { code: 'bad-answer', detail: 'out of order' } })
  expect(await one.db.events.count()).toBe(0)
})

test('a page whose numbers leap beyond the end of the log is thrown away whole, and the right one is taken', async () => {
  const { server, one } = pair()
  const pageWith = (seq: number) => {
    const event = { ...eventOf(1, { type: 'interaction.logged', data: interaction(1) }), seq }
    return {
      events: [{ ...event, workspaceid: one.db.workspaceId }],
      cursor: 'at-1',
      hasMore: false,
      head: 1,
    }
  }
  let seq = 1_000_001
  server.state.fault = ({ path }) => (path === '/pull' ? Response.json(pageWith(seq)) : null)
  expect(await one.round()).toMatchObject({ problem: { code: 'bad-answer', detail: 'out of order' } })
  expect(await one.db.events.count()).toBe(0)
  seq = 1
  one.later(HOUR)
  expect(await one.round()).toMatchObject({ received: 1, problem: null })
})

test('JSON nested a hundred thousand deep is no protocol, and does not end the worker', async () => {
  const { server, one } = pair()
  const ids = await fill(one.db, one.actor, 2)
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  server.state.fault = ({ path }) =>
    path === '/push'
      ? new Response(`{"receipts":${deep},"head":0,"serverTime":0}`)
      : new Response(`{"events":[${deep}],"cursor":"c","hasMore":false,"head":0}`)
  await one.round()
  expect(await one.db.outbox.count()).toBe(ids.length)
  expect(await one.db.events.count()).toBe(0)
})

test('a page without end is cut off long before it is read', async () => {
  let sent = 0
  const api = createSyncApi({
    server: 'https://sync.example',
    workspaceId: crypto.randomUUID(),
    token: 'token-of-a-device',
    fetch: async () =>
      new Response(
        new ReadableStream({
          pull(stream) {
            sent += 1_048_576
            stream.enqueue(new Uint8Array(1_048_576).fill(0x20))
          },
        }),
      ),
  })
  expect(await api.pull(null)).toMatchObject({ ok: false, problem: { detail: 'answer too large' } })
  expect(sent).toBeLessThan(20 * 1_048_576)
})

test('whatever lines a stream of hints has, only hints that follow the protocol come through', async () => {
  const line = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.constantFrom(
      'event: head',
      'event: here',
      'data: {"head":-1}',
      'data: {"members":["x"]}',
      '',
      'retry: x',
    ),
    fc.jsonValue().map((json) => `data: ${JSON.stringify(json)}`),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 40 }), async (lines) => {
      const stop = new AbortController()
      const heads: number[] = []
      const members: string[] = []
      await watchLive(
        {
          server: 'https://sync.example',
          workspaceId: crypto.randomUUID(),
          session: lastingSession('token-of-a-device'),
          fetch: async () =>
            new Response(lines.join('\n'), { headers: { 'content-type': 'text/event-stream' } }),
          now: () => 0,
          random: () => 0,
          wait: async () => stop.abort(),
          onHead: (head) => heads.push(head),
          onHere: (here) => members.push(...here),
          onState: () => undefined,
        },
        stop.signal,
      )
      expect(heads.every((head) => Number.isSafeInteger(head) && head >= 0)).toBe(true)
      expect(members.every((id) => /^[0-9a-f-]{36}$/i.test(id))).toBe(true)
    }),
    runs(200),
  )
})
