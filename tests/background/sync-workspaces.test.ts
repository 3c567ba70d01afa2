import { describe, expect, test } from 'vitest'
import { alarmMinutes, badgeOf } from '../../lib/background/sync-workspaces.ts'
import type { SyncStatus } from '../../lib/store/views.ts'

const NOW = Date.UTC(2026, 10, 21, 9)
const status = (more: Partial<SyncStatus>): SyncStatus => ({
  kind: 'team',
  waiting: 0,
  oldestAt: null,
  setAside: 0,
  lastOkAt: null,
  problem: null,
  nextTryAt: null,
  engine: { kind: 'idle', progress: null },
  lost: 0,
  lostAt: null,
  ...more,
})

describe('the badge', () => {
  test.each([
    ['nothing waits', [status({})], { state: 'calm', count: 0 }],
    ['an entry is on its way', [status({ waiting: 3, oldestAt: NOW - 60_000 })], { state: 'calm', count: 0 }],
    [
      'entries have waited eleven minutes',
      [status({ waiting: 3, oldestAt: NOW - 11 * 60_000 })],
      { state: 'late', count: 3 },
    ],
    [
      'entries have waited more than a day',
      [status({ waiting: 2, oldestAt: NOW - 25 * 3_600_000 })],
      { state: 'stuck', count: 2 },
    ],
    ['something was set aside', [status({ setAside: 1 })], { state: 'stuck', count: 1 }],
    [
      'two teams have something each',
      [status({ setAside: 1 }), status({ waiting: 2, oldestAt: NOW - 11 * 60_000 })],
      { state: 'stuck', count: 3 },
    ],
    [
      'the server is away but nothing waits',
      [status({ problem: { code: 'offline' }, nextTryAt: NOW + 1 })],
      { state: 'calm', count: 0 },
    ],
  ] as const)('when %s', (_when, statuses, badge) => {
    expect(badgeOf(statuses, NOW)).toEqual(badge)
  })
})

test('the alarm rings twice a minute while anything waits, else every five minutes', () => {
  expect(alarmMinutes([])).toBe(5)
  expect(alarmMinutes([status({ problem: { code: 'offline' } })])).toBe(5)
  expect(alarmMinutes([status({}), status({ waiting: 1 })])).toBe(0.5)
})
