import { expect, test } from 'vitest'
import { ok } from '../../lib/model/problem.ts'
import { askFirst } from '../../lib/panel/ask-first.ts'
import type { SyncStatus } from '../../lib/store/views.ts'

const NOW = Date.UTC(2026, 10, 21, 9)
const DAY = 24 * 3_600_000
const STATUS: SyncStatus = {
  kind: 'team',
  waiting: 0,
  oldestAt: null,
  setAside: 0,
  lastOkAt: NOW - 60 * DAY,
  problem: null,
  nextTryAt: null,
  engine: { kind: 'idle', progress: null },
  lost: 0,
  lostAt: null,
}

/** A panel that opens; `later`: how sync stands after so many milliseconds. */
async function opened(
  first: Partial<SyncStatus>,
  later: (waited: number) => Partial<SyncStatus> = () => ({}),
) {
  let waited = 0
  let asking = false
  const sent: unknown[] = []
  await askFirst(
    {
      store: {
        readSyncStatus: async () => ({ ...STATUS, ...first, ...(sent.length > 0 ? later(waited) : {}) }),
      },
      send: (async (name: string, request: unknown) => {
        sent.push([name, request])
        return ok(null)
      }) as never,
      now: () => NOW + waited,
      wait: async (milliseconds) => {
        waited += milliseconds
      },
    },
    () => {
      asking = true
    },
  )
  return { waited, asking, sent }
}

test('after two months nothing is drawn until the server has answered', async () => {
  const { waited, asking, sent } = await opened({}, (after) =>
    after < 1_500 ? {} : { lastOkAt: NOW + after },
  )
  expect(asking).toBe(true)
  expect(sent).toEqual([['sync.poke', { now: true }]])
  expect(waited).toBeGreaterThanOrEqual(1_500)
  expect(waited).toBeLessThan(2_000)
})

test('without a network the panel opens as soon as that is known', async () => {
  const { waited } = await opened({}, (after) =>
    after < 600 ? {} : { problem: { code: 'offline' }, nextTryAt: NOW + 5_000 },
  )
  expect(waited).toBeLessThan(1_000)
})

test('a server that never answers keeps nobody waiting for more than eight seconds', async () => {
  expect((await opened({})).waited).toBe(8_000)
})

test.each([
  ['someone who was here this morning', { lastOkAt: NOW - DAY / 2 }],
  ['someone who has just joined', { lastOkAt: null }],
  ['a workspace without a team', { kind: 'personal' as const, lastOkAt: NOW - 60 * DAY }],
])('%s waits for nothing', async (_who, status) => {
  expect(await opened(status)).toEqual({ waited: 0, asking: false, sent: [] })
})
