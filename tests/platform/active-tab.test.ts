import { expect, test, vi } from 'vitest'

type Listener = (change: object) => void

/** Stands for the browser's tabs: what each question gets, and a way to tell of a change. */
const tabs = vi.hoisted(() => {
  const heard = new Set<Listener>()
  const event = {
    addListener: (l: Listener) => heard.add(l),
    removeListener: (l: Listener) => heard.delete(l),
  }
  const silent = { addListener: () => {}, removeListener: () => {} }
  return { heard, event, silent, answer: vi.fn<() => Promise<object[]>>() }
})

vi.mock('../../lib/platform/browser.ts', () => ({
  browser: {
    windows: { getCurrent: async () => ({ id: 1 }) },
    tabs: {
      query: () => tabs.answer(),
      onActivated: tabs.event,
      onUpdated: tabs.silent,
      onRemoved: tabs.silent,
      onAttached: tabs.silent,
    },
    permissions: { onAdded: tabs.event, onRemoved: tabs.silent },
    extension: { getViews: () => [] },
  },
}))

const { watchActiveTab } = await import('../../lib/platform/active-tab.ts')

const PAGE = { id: 7, url: 'https://beans.example/' }
const changed = () => {
  for (const listener of tabs.heard) listener({ windowId: 1 })
}

test('a browser that answers nothing for a moment does not hide the page that is there after it', async () => {
  const seen: unknown[] = []
  const until = new AbortController()
  tabs.answer.mockResolvedValue([PAGE])
  watchActiveTab((tab) => seen.push(tab), until.signal)
  await vi.waitFor(() => expect(seen).toHaveLength(1))
  tabs.answer.mockRejectedValue(new Error('Tabs cannot be queried right now (user may be dragging a tab).'))
  changed()
  await vi.waitFor(() => expect(seen).toHaveLength(2))
  tabs.answer.mockResolvedValue([PAGE])
  changed()
  await vi.waitFor(() => expect(seen).toHaveLength(3))
  expect(seen).toEqual([{ tabId: 7, url: PAGE.url }, null, { tabId: 7, url: PAGE.url }])
  until.abort()
  expect(tabs.heard.size).toBe(0)
})

test('an answer that comes after a newer one is no news', async () => {
  const seen: unknown[] = []
  const slow = Promise.withResolvers<object[]>()
  tabs.answer.mockReturnValueOnce(slow.promise).mockResolvedValue([PAGE])
  watchActiveTab((tab) => seen.push(tab), new AbortController().signal)
  await vi.waitFor(() => expect(tabs.answer).toHaveBeenCalled())
  changed()
  await vi.waitFor(() => expect(seen).toEqual([{ tabId: 7, url: PAGE.url }]))
  slow.reject(new Error('late'))
  await new Promise((resolve) => setTimeout(resolve))
  expect(seen).toEqual([{ tabId: 7, url: PAGE.url }])
})
