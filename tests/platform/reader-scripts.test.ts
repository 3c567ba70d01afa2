import { beforeEach, describe, expect, test, vi } from 'vitest'

interface Script {
  id: string
  matches: string[]
}

const state = { origins: [] as string[], scripts: [] as Script[], tabs: [] as { id: number; url?: string }[] }
const executeScript = vi.fn(async (_script: { target: { tabId: number } }) => [])
const send = vi.fn()
vi.mock('../../lib/platform/send.ts', () => ({ send }))
const readWorkspaces = vi.fn()
vi.mock('../../lib/platform/settings.ts', () => ({ readWorkspaces, watchWorkspaces: vi.fn() }))
vi.mock('../../lib/platform/browser.ts', () => ({
  browser: {
    permissions: { getAll: async () => ({ origins: state.origins }) },
    tabs: {
      query: async ({ url }: { url?: string[] }) =>
        url === undefined ? state.tabs : state.tabs.filter((tab) => tab.url !== undefined),
    },
    scripting: {
      executeScript,
      getRegisteredContentScripts: async () => state.scripts,
      registerContentScripts: async (added: Script[]) => {
        if (state.scripts.length > 0) throw new Error("Duplicate script ID 'earshot-reader'")
        state.scripts = added
      },
      updateContentScripts: async (changed: Script[]) => {
        state.scripts = changed
      },
      unregisterContentScripts: async () => {
        state.scripts = []
      },
    },
  },
}))
const { registerReader, startOpenTabs, startReader, stopForbiddenReaders } = await import(
  '../../lib/platform/reader-scripts.ts'
)

const absent = { ok: false, problem: { code: 'not-found' } }
const present = { ok: true, value: { visit: 'visit-0001' } }

beforeEach(() => {
  vi.clearAllMocks()
  Object.assign(state, { origins: [], scripts: [], tabs: [] })
  send.mockResolvedValue(absent)
  readWorkspaces.mockResolvedValue({ ok: true, value: { all: [{ kind: 'personal' }] } })
})

describe('where the reader runs by itself', () => {
  test('nowhere, before a site is allowed', async () => {
    await registerReader()
    expect(state.scripts).toEqual([])
  })

  test('on the sites that are allowed, and on no more when one is taken back', async () => {
    state.origins = ['https://*.reddit.com/*', 'https://mastodon.example/*']
    await registerReader()
    expect(state.scripts).toMatchObject([{ matches: state.origins, js: ['/content-scripts/reader.js'] }])
    state.origins = ['https://mastodon.example/*']
    await registerReader()
    expect(state.scripts).toMatchObject([{ matches: ['https://mastodon.example/*'] }])
    state.origins = []
    await registerReader()
    expect(state.scripts).toEqual([])
  })

  test('two permissions at the same moment register it once', async () => {
    state.origins = ['https://*.reddit.com/*']
    await Promise.all([registerReader(), registerReader()])
    expect(state.scripts).toHaveLength(1)
  })

  test("never on the server of a team, whose address is allowed for the team's sake", async () => {
    const team = { kind: 'team', server: 'https://earshot.quillon.example:8443' }
    readWorkspaces.mockResolvedValue({ ok: true, value: { all: [{ kind: 'personal' }, team] } })
    state.origins = ['https://earshot.quillon.example/*', 'https://a.example/*']
    await registerReader()
    expect(state.scripts).toMatchObject([{ matches: ['https://a.example/*'] }])
    state.origins = ['https://earshot.quillon.example/*']
    state.tabs = [{ id: 1, url: 'https://earshot.quillon.example/' }]
    await startOpenTabs()
    expect(executeScript).not.toHaveBeenCalled()
  })

  test('never on addresses that are not of the web', async () => {
    state.origins = ['file:///*', 'chrome-extension://abc/*', 'https://a.example/*']
    await registerReader()
    expect(state.scripts).toMatchObject([{ matches: ['https://a.example/*'] }])
  })
})

describe('pages that are open already', () => {
  test('get the reader once their site is allowed', async () => {
    Object.assign(state, {
      origins: ['https://a.example/*'],
      tabs: [{ id: 1, url: 'https://a.example/t' }, { id: 2 }],
    })
    await startOpenTabs()
    expect(executeScript.mock.calls.map(([{ target }]) => target.tabId)).toEqual([1])
  })

  test('where a reader answers no second one is put', async () => {
    send.mockResolvedValue(present)
    expect(await startReader(1)).toEqual({ ok: true, value: null })
    expect(executeScript).not.toHaveBeenCalled()
  })

  test('a page that the browser keeps closed is a problem', async () => {
    executeScript.mockRejectedValueOnce(new Error('Cannot access a chrome:// URL'))
    expect(await startReader(1)).toMatchObject({ ok: false, problem: { code: 'not-permitted' } })
  })

  test('stop being read when the permission is taken back', async () => {
    state.tabs = [{ id: 1, url: 'https://still-allowed.example/' }, { id: 2 }, { id: 3 }]
    send.mockImplementation(async (name: string, _request: null, { tabId }: { tabId: number }) =>
      name === 'reader.stop' && tabId === 2 ? { ok: true, value: null } : absent,
    )
    expect(await stopForbiddenReaders()).toEqual([2])
    expect(send.mock.calls.map(([, , { tabId }]) => tabId)).toEqual([2, 3])
  })
})
