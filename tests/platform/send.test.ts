import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PROBLEM_CODES } from '../../lib/model/problem.ts'
import { bent } from '../support/bend.ts'
import { runs } from '../support/runs.ts'

const toBackground = vi.fn()
const toTab = vi.fn()
vi.mock('../../lib/platform/browser.ts', () => ({
  browser: { runtime: { sendMessage: toBackground }, tabs: { sendMessage: toTab } },
}))
const { send } = await import('../../lib/platform/send.ts')

beforeEach(() => {
  vi.useFakeTimers()
  vi.resetAllMocks()
})
afterEach(() => vi.useRealTimers())

test('a message to a tab goes to its top frame, and its answer comes back', async () => {
  toTab.mockResolvedValue({ ok: true, value: { found: true } })
  expect(await send('reader.locate', { postKey: 'a' }, { tabId: 4 })).toEqual({
    ok: true,
    value: { found: true },
  })
  expect(toTab).toHaveBeenCalledWith(
    4,
    { earshot: 'reader.locate', request: { postKey: 'a' } },
    { frameId: 0 },
  )
})

test('a problem of the other side comes back as it is', async () => {
  toBackground.mockResolvedValue({ ok: false, problem: { code: 'store-full' } })
  expect(await send('sync.poke', { now: true })).toEqual({ ok: false, problem: { code: 'store-full' } })
})

test.each([
  ['nobody there', 'Could not establish connection. Receiving end does not exist.', 'not-found'],
  ['a tab that is gone', 'No tab with id: 4.', 'not-found'],
  ['a page that goes away meanwhile', 'The message port closed before a response was received.', 'not-found'],
  ['a reader from before an update', 'Extension context invalidated.', 'stale-page'],
  ['anything else', 'Something new', 'unexpected'],
])('%s is a problem, not an exception', async (_what, message, code) => {
  toTab.mockRejectedValue(new Error(message))
  expect(await send('reader.reread', null, { tabId: 4 })).toMatchObject({ ok: false, problem: { code } })
})

test('a reader whose browser API was taken away says so', async () => {
  toBackground.mockImplementation(() => {
    throw new TypeError("Cannot read properties of undefined (reading 'sendMessage')")
  })
  expect(await send('workspace.changed', null)).toMatchObject({ ok: false, problem: { code: 'stale-page' } })
})

test('silence ends after five seconds', async () => {
  toBackground.mockReturnValue(new Promise(() => undefined))
  const answer = send('sync.poke', { now: false })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await answer).toMatchObject({ ok: false, problem: { code: 'not-found' } })
})

test.each([
  [{ ok: true, value: { found: 'yes' } }],
  [{ ok: true }],
  [{ ok: 'true', value: { found: true } }],
  [{ ok: false, problem: 'no' }],
  [{ ok: false, problem: { code: 'made-up' } }],
  ['<b>found</b>'],
  [[]],
])('an answer of the wrong shape, %j, is not believed', async (answer) => {
  toTab.mockResolvedValue(answer)
  expect(await send('reader.locate', { postKey: 'a' }, { tabId: 4 })).toMatchObject({
    ok: false,
    problem: { code: 'bad-answer' },
  })
})

test('whatever comes back from a page, it is an answer of the right shape or a problem', async () => {
  const names = ['reader.locate', 'reader.posts', 'reader.reread', 'reader.report', 'draft.insert'] as const
  const right = fc.constantFrom<unknown>(
    {
      ok: true,
      value: { found: true, keys: ['a'], visit: 'v', report: 'r', outcome: 'inserted', held: null },
    },
    { ok: false, problem: { code: 'unreadable', detail: 'x' } },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.oneof(bent(right), fc.jsonValue()),
      async (name, answer) => {
        toTab.mockResolvedValue(answer)
        const said = await send(name, null as never, { tabId: 4 })
        if (!said.ok) expect(PROBLEM_CODES).toContain(said.problem.code)
        else if (name === 'reader.posts') expect(said.value).toMatchObject({ keys: expect.any(Array) })
        else expect(typeof said.value).toBe('object')
      },
    ),
    runs(300),
  )
})
