import { beforeEach, describe, expect, test, vi } from 'vitest'

type Clicked = (clicked: object, tab?: object) => void
type Changed = (changes: Record<string, unknown>, area: string) => void

const clicks: Clicked[] = []
const changes: Changed[] = []
let slot: Record<string, unknown> = {}
let windowId = 3
let reply: unknown
const order: string[] = []

const browser = {
  i18n: { getMessage: (name: string) => `text of ${name}` },
  contextMenus: {
    create: vi.fn(),
    removeAll: vi.fn(async () => undefined),
    onClicked: { addListener: (listener: Clicked) => clicks.push(listener) },
  },
  sidePanel: {
    open: vi.fn(async () => {
      order.push('open')
    }),
  } as { open: ReturnType<typeof vi.fn> } | undefined,
  sidebarAction: { open: vi.fn(async () => undefined) },
  tabs: {
    sendMessage: vi.fn(async () => {
      order.push('ask')
      if (reply instanceof Error) throw reply
      return reply
    }),
  },
  windows: { getCurrent: async () => ({ id: windowId }) },
  storage: {
    session: {
      get: async (key: string) => ({ [key]: slot[key] }),
      set: async (values: Record<string, unknown>) => {
        slot = { ...slot, ...values }
        for (const changed of [...changes]) changed(values, 'session')
      },
      remove: async (key: string) => {
        delete slot[key]
      },
    },
    onChanged: {
      addListener: (listener: Changed) => changes.push(listener),
      removeListener: (listener: Changed) => changes.splice(changes.indexOf(listener), 1),
    },
  },
}
vi.mock('../../lib/platform/browser.ts', () => ({ browser }))
const { addSelectionMenu, onSelectionMenu } = await import('../../lib/platform/selection-menu.ts')
const { watchPicked } = await import('../../lib/platform/picked-text.ts')

const NOW = 1_772_000_000_000
const TAB = { id: 7, windowId: 3, title: 'Loose arms' }
const CLICK = {
  menuItemId: 'log-selection',
  selectionText: 'The arm came loose.',
  pageUrl: 'https://mill.example/t/9',
  frameId: 0,
}
const NOBODY_THERE = new Error('Could not establish connection. Receiving end does not exist.')

let life = new AbortController()

beforeEach(() => {
  vi.clearAllMocks()
  life.abort()
  life = new AbortController()
  for (const list of [clicks, changes, order]) list.length = 0
  slot = {}
  windowId = 3
  reply = NOBODY_THERE
  browser.sidePanel ??= { open: vi.fn(async () => undefined) }
  onSelectionMenu(() => NOW)
})

const click = (clicked: object = CLICK, tab: object = TAB) => clicks[0]?.(clicked, tab)

/** Everything that a panel of this window is given from now on. */
function panel(now = NOW): { text: string; author: unknown }[] {
  const given: { text: string; author: unknown }[] = []
  watchPicked(
    (selection) => given.push(selection),
    life.signal,
    () => now,
  )
  return given
}

describe('the menu of selected text', () => {
  test('has one entry, on selections alone', async () => {
    await addSelectionMenu()
    expect(browser.contextMenus.removeAll).toHaveBeenCalledOnce()
    expect(browser.contextMenus.create).toHaveBeenCalledExactlyOnceWith({
      id: 'log-selection',
      title: 'text of log_selection',
      contexts: ['selection'],
    })
  })

  test('opens the panel in the turn of the click, before anything else', async () => {
    click()
    expect(order[0]).toBe('open')
    expect(browser.sidePanel?.open).toHaveBeenCalledExactlyOnceWith({ windowId: 3 })
  })

  test('opens the sidebar where the browser has no side panel', () => {
    browser.sidePanel = undefined
    click()
    expect(browser.sidebarAction.open).toHaveBeenCalledOnce()
  })

  test('gives the panel the words and the address where no reader is', async () => {
    const given = panel()
    click()
    await vi.waitFor(() => expect(given).toHaveLength(1))
    expect(given).toEqual([
      {
        text: 'The arm came loose.',
        author: null,
        permalink: 'https://mill.example/t/9',
        title: 'Loose arms',
        site: 'generic',
      },
    ])
  })

  test('gives the panel what a reader knows of the author, but not for words in a frame', async () => {
    const author = { key: 'u/ana', handle: 'ana', name: 'Ana', url: null, stableId: null }
    const selection = { text: 'The arm', author, permalink: null, title: null, site: 'generic' }
    reply = { ok: true, value: { selection } }
    const given = panel()
    click()
    await vi.waitFor(() => expect(given).toEqual([selection]))
    click({ ...CLICK, frameId: 4 })
    await vi.waitFor(() => expect(given).toHaveLength(2))
    expect(given[1]).toMatchObject({ text: 'The arm came loose.', author: null })
  })

  test('believes no answer from beside a page that is not as it should be', async () => {
    reply = { ok: true, value: { selection: { text: 'x', author: 'mallory', permalink: 'javascript:1' } } }
    const given = panel()
    click()
    await vi.waitFor(() => expect(given).toHaveLength(1))
    expect(given[0]).toMatchObject({ text: 'The arm came loose.', author: null })
  })

  test('keeps no address but of the web, cuts a megabyte, and leaves blank words alone', async () => {
    const given = panel()
    click({ ...CLICK, pageUrl: 'file:///home/ana/diary.html', selectionText: 'x'.repeat(1_000_000) })
    await vi.waitFor(() => expect(given).toHaveLength(1))
    expect(given[0]).toMatchObject({ permalink: null, text: 'x'.repeat(20_000) })
    click({ ...CLICK, selectionText: ' ' })
    click({ ...CLICK, menuItemId: 'of-another' })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(given).toHaveLength(1)
    expect(slot).toEqual({})
  })
})

describe('words on their way to the panel', () => {
  test('wait for a panel that opens later, and are given once', async () => {
    click()
    await vi.waitFor(() => expect(slot).toHaveProperty('picked-text'))
    const first = panel()
    await vi.waitFor(() => expect(first).toHaveLength(1))
    expect(slot).toEqual({})
    const second = panel()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(second).toEqual([])
  })

  test('are not for the panel of another window', async () => {
    windowId = 8
    const given = panel()
    click()
    await vi.waitFor(() => expect(slot).toHaveProperty('picked-text'))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(given).toEqual([])
  })

  test('are forgotten when no panel came, and when they are not what they should be', async () => {
    click()
    await vi.waitFor(() => expect(slot).toHaveProperty('picked-text'))
    const late = panel(NOW + 600_000)
    await vi.waitFor(() => expect(slot).toEqual({}))
    slot = { 'picked-text': { windowId: 3, at: NOW, selection: { text: 7 } } }
    const odd = panel()
    await vi.waitFor(() => expect(slot).toEqual({}))
    expect([late, odd]).toEqual([[], []])
  })
})
