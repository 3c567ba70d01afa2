import { afterEach, beforeEach, expect, test, vi } from 'vitest'

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
  ['<b>found</b>'],
  [[]],
])('an answer of the wrong shape, %j, is not believed', async (answer) => {
  toTab.mockResolvedValue(answer)
  expect(await send('reader.locate', { postKey: 'a' }, { tabId: 4 })).toMatchObject({
    ok: false,
    problem: { code: 'bad-answer' },
  })
})
