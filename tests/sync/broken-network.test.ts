import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import { readSyncStatus } from '../../lib/store/read-sync-status.ts'
import { MORNING, must } from '../store/quillon.ts'
import { deviceOf, failing, HOUR, pair } from './device.ts'

describe('what a broken network may answer', () => {
  test.each<[string, () => Response]>([
    ['a page of HTML', () => new Response('<html>Sign in to the hotel</html>')],
    ['half a body', () => new Response('{"receipts": [{"id"')],
    ['nothing', () => new Response('')],
    ['something else', () => Response.json({ hello: 'world' })],
    ['an answer without end', () => new Response('x'.repeat(2_000_000))],
    ['an error page', () => new Response('oops', { status: 502 })],
    ['an unknown protocol', () => new Response(null, { status: 204 })],
    ['please upgrade', () => Response.json({}, { status: 426 })],
  ])('%s is a bad answer, and nothing is lost', async (_, answer) => {
    const { server, one } = pair()
    await one.log('brewbert')
    server.state.fault = answer
    const report = await one.round()
    expect(report.problem?.code).toBe('bad-answer')
    expect(report.nextTryAt).toBeGreaterThan(one.clock.now)
    expect(await one.db.outbox.count()).toBe(2)
    expect(must(await one.store.place()).cursor).toBeNull()
    server.state.fault = () => null
    one.later(HOUR)
    expect(await one.round()).toMatchObject({ pushed: 2, problem: null })
  })
})

test('a token that is no longer accepted pauses sync and keeps every entry', async () => {
  const { server, one } = pair()
  await one.log('brewbert')
  server.state.fault = failing(401)
  const report = await one.round()
  expect(report).toMatchObject({
    problem: { code: 'not-authorised' },
    nextTryAt: one.clock.now + 15 * 60_000,
  })
  expect(server.asked).toHaveLength(1)
  expect(await readSyncStatus(one.db, 'team')).toMatchObject({
    waiting: 2,
    problem: { code: 'not-authorised' },
  })
})

test('no request is made before the time that the server asked for, also not by a new worker or by force', async () => {
  const { server, one } = pair()
  await one.log('brewbert')
  server.state.fault = failing(429, { 'retry-after': '120' })
  expect(await one.round()).toMatchObject({ problem: { code: 'too-many' } })
  server.state.fault = () => null
  const reborn = deviceOf(one.db, one.actor, server)
  reborn.later(119_000)
  const before = server.asked.length
  expect(await reborn.round(true)).toMatchObject({ pushed: 0, nextTryAt: MORNING + HOUR + 120_000 })
  expect(server.asked).toHaveLength(before)
  reborn.later(1_000)
  expect(await reborn.round()).toMatchObject({ pushed: 2, problem: null })
})

test("a person's impatience skips our own waiting", async () => {
  const { server, one } = pair()
  await one.log('brewbert')
  server.state.fault = () => {
    throw new TypeError('offline')
  }
  expect((await one.round()).problem?.code).toBe('offline')
  server.state.fault = () => null
  expect(await one.round()).toMatchObject({ pushed: 0, problem: { code: 'offline' } })
  expect(await one.round(true)).toMatchObject({ pushed: 2, problem: null })
})

test('every request carries the token, sends no cookie and follows no redirect', async () => {
  const { server, one } = pair()
  await one.log('brewbert')
  await one.round()
  expect(server.asked.map(({ path }) => path)).toEqual(['/push', '/playbook', '/snapshot', '/pull'])
  for (const { init } of server.asked) {
    expect(new Headers(init?.headers).get('authorization')).toBe('Bearer token-of-a-device')
    expect(init).toMatchObject({ redirect: 'error', credentials: 'omit', cache: 'no-store' })
  }
})
