/** Faults of the network, against the real server. */
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PullAnswerSchema, PushAnswerSchema } from '../../../lib/model/wire.ts'
import { type Browser, CALM, HOUR, startTeam, type Team } from './team.ts'

let team: Team
let maya: Browser

beforeEach(async () => {
  team = await startTeam()
  maya = await team.browser('Maya Osei')
})
afterEach(() => team.close())

const seqs = async (one: Browser) =>
  Object.fromEntries((await one.db().events.toArray()).map(({ event }) => [event.id, event.seq]))

test('a reply lost after the server stored the entry: it is sent again, answered as a duplicate, and stands once, under the number it had', async () => {
  await maya.log('brewbert')
  const said: string[][] = []
  const numbers: (number | undefined)[][] = []
  maya.network.passes = async (path, reach) => {
    const answer = await reach()
    if (path !== '/push') return answer
    const { receipts } = PushAnswerSchema.parse(await answer.clone().json())
    said.push(receipts.map(({ status }) => status))
    numbers.push(receipts.map((receipt) => ('seq' in receipt ? receipt.seq : undefined)))
    if (said.length === 1) throw new TypeError('connection reset')
    return answer
  }
  expect(await maya.sync()).toMatchObject({ waiting: 2, problem: { code: 'offline' } })
  team.later(HOUR)
  expect(await maya.sync()).toMatchObject({ waiting: 0, problem: null })
  expect(said).toEqual([
    ['accepted', 'accepted'],
    ['duplicate', 'duplicate'],
  ])
  expect(numbers[1]).toEqual(numbers[0])
  expect(await team.verify()).toMatchObject({ head: 3, events: 3, gaps: 0, duplicates: 0 })
  expect(await maya.db().interactions.count()).toBe(1)
})

test('429 with Retry-After: 120: no request for 120 seconds, whoever is impatient and however many workers die', async () => {
  await maya.log('brewbert')
  maya.network.passes = async () =>
    Response.json(
      { error: { code: 'too_many', message: 'Later.' } },
      { status: 429, headers: { 'retry-after': '120' } },
    )
  await maya.sync()
  const asked = maya.asked.length
  maya.network.passes = CALM
  for (let second = 0; second < 119; second += 17) {
    // The database is all that a new worker knows.
    maya.db().close({ disableAutoOpen: false })
    expect(await maya.sync(second % 2 === 0)).toMatchObject({ waiting: 2, problem: { code: 'too-many' } })
    team.later(17_000)
  }
  expect(maya.asked).toHaveLength(asked)
  team.later(1_000)
  expect(await maya.sync(false)).toMatchObject({ waiting: 0, problem: null })
})

test.for<[string, (reach: () => Promise<Response>) => Promise<Response>]>([
  [
    'a captive portal',
    async () =>
      new Response('<!doctype html><title>Welcome</title>', { headers: { 'content-type': 'text/html' } }),
  ],
  [
    'HTML under the type of JSON',
    async () => new Response('<p>Sign in</p>', { headers: { 'content-type': 'application/json' } }),
  ],
  ['JSON of something else', async () => Response.json({ ok: true, receipts: 'all' })],
  ['JSON cut short', async (reach) => new Response((await (await reach()).text()).slice(0, -9))],
  ['nothing, with status 200', async () => new Response('')],
])('%s answers with 200: it counts as a bad network, and the outbox stays as it is', async ([, answer]) => {
  await maya.log('brewbert')
  const outbox = async () => (await maya.db().outbox.toArray()).map(({ id, event }) => [id, event])
  const before = await outbox()
  maya.network.passes = (_path, reach) => answer(reach)
  const status = await maya.sync()
  expect(status).toMatchObject({ waiting: 2, setAside: 0, engine: { kind: 'backing-off' } })
  expect(status.problem).toMatchObject({ code: 'bad-answer' })
  expect(await outbox()).toEqual(before)
  expect(await maya.db().events.count()).toBe(2)
  maya.network.passes = CALM
  team.later(HOUR)
  expect(await maya.sync()).toMatchObject({ waiting: 0, problem: null })
  expect(await team.verify()).toMatchObject({ head: 3, duplicates: 0 })
})

test('a proxy replays an old pull: it is thrown away, and what the device knows stays', async () => {
  const sam = await team.browser('Sam Lindqvist')
  const kept: Response[] = []
  sam.network.passes = async (path, reach) => {
    const answer = await reach()
    if (path === '/pull') kept.push(answer.clone())
    return answer
  }
  await maya.log('brewbert')
  await maya.sync()
  await sam.sync()
  await sam.sync()
  await maya.log('crema_kai')
  await maya.sync()
  const [old] = kept
  if (old === undefined) throw new Error('a pull was meant to be kept')
  sam.network.passes = CALM
  await sam.sync()
  const before = await seqs(sam)
  sam.network.passes = (path, reach) => (path === '/pull' ? Promise.resolve(old.clone()) : reach())
  expect(await sam.sync()).toMatchObject({ problem: { code: 'bad-answer' } })
  expect(await seqs(sam)).toEqual(before)
  sam.network.passes = CALM
  team.later(HOUR)
  await maya.log('grindlord')
  await maya.sync()
  expect(await sam.sync()).toMatchObject({ problem: null })
  expect(await sam.db().interactions.count()).toBe(3)
})

test('a proxy gives the same cursor five times in ten seconds: the device leaves it alone for a while', async () => {
  await maya.sync()
  let head = 100
  maya.network.passes = async (path, reach) => {
    const answer = await reach()
    if (path !== '/pull') return answer
    const page = PullAnswerSchema.parse(await answer.json())
    head += 1
    return Response.json({ ...page, events: [], head })
  }
  for (let n = 0; n < 4; n++) {
    expect(await maya.sync()).toMatchObject({ problem: null })
    team.later(1_000)
  }
  const status = await maya.sync()
  expect(status).toMatchObject({ problem: { code: 'bad-answer' }, engine: { kind: 'backing-off' } })
  expect(status.nextTryAt).toBeGreaterThan(team.server().clock.now)
  const asked = maya.asked.length
  await maya.sync(false)
  expect(maya.asked).toHaveLength(asked)
})
