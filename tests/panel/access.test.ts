import { describe, expect, it } from 'vitest'
import { fail, ok } from '../../lib/model/problem.ts'
import { type Access, findAccess } from '../../lib/panel/access.ts'
import type { PanelPorts, PanelTab } from '../../lib/panel/ports.ts'
import { fakeWorld } from '../support/panel-ports.ts'
import { hereView } from '../support/panel-views.ts'

const TAB: PanelTab = { tabId: 7, url: 'https://www.reddit.com/r/espresso/' }
const EMPTY = {
  readHere: async () => ({ page: null, mentions: [], setAside: [], alsoHere: [], listening: true }),
}

async function told(tab: PanelTab | null, ports: Partial<PanelPorts> = {}, store = {}) {
  const world = fakeWorld({ ports: { wait: async () => undefined, ...ports }, store })
  const said: Access[] = []
  await findAccess(tab, world.ports, (access) => said.push(access), new AbortController().signal)
  return { said, last: said.at(-1), asked: world.asked }
}

/** The background puts a reader into the page; whether a reader is there already is another question. */
const startable: Partial<PanelPorts> = {
  send: (async (name: string) =>
    name === 'reader.start' ? ok(null) : fail('not-found')) as PanelPorts['send'],
}

describe('what the panel may see of a tab', () => {
  it('is hidden without an address', async () => {
    expect((await told({ tabId: 7, url: null })).last).toMatchObject({ kind: 'hidden' })
    expect((await told(null)).last).toMatchObject({ kind: 'hidden' })
  })

  it('offers no site that is allowed already: a page of it would not be hidden', async () => {
    const offered = async (ports: Partial<PanelPorts>) => {
      const { last } = await told(null, ports)
      return last?.kind === 'hidden' ? last.sites.map(({ name }) => name) : null
    }
    expect(await offered({})).toEqual(['Hacker News', 'Reddit', 'X'])
    const reddit = async (origins: readonly string[]) => origins.includes('https://*.reddit.com/*')
    expect(await offered({ hasOrigins: reddit })).toEqual(['Hacker News', 'X'])
    expect(await offered({ hasOrigins: async () => true })).toEqual([])
  })

  it.each([
    'chrome://settings/',
    'about:config',
    'file:///home/x.html',
    'data:text/html,hi',
    'not an address',
  ])('is a page of the browser: %s', async (url) => {
    expect((await told({ tabId: 7, url })).last).toEqual({ kind: 'browser' })
  })

  it('tells its own pages from a page of another extension', async () => {
    const own = await told({ tabId: 7, url: 'chrome-extension://earshot/practice.html?thread=happy' })
    expect(own.last).toEqual({ kind: 'own', practice: true })
    expect((await told({ tabId: 7, url: 'chrome-extension://earshot/options.html' })).last).toEqual({
      kind: 'own',
      practice: false,
    })
    expect((await told({ tabId: 7, url: 'chrome-extension://earshotx/practice.html' })).last).toEqual({
      kind: 'browser',
    })
  })

  it('leaves a reader alone that has reported already', async () => {
    const { last, asked } = await told(TAB)
    expect(last).toMatchObject({ kind: 'open', always: true, reader: 'there' })
    expect(asked.filter(([door]) => door === 'send')).toEqual([])
  })

  it('offers the site by name where nothing allows reading', async () => {
    const { last } = await told(TAB, { hasOrigin: async () => false }, EMPTY)
    expect(last).toMatchObject({ kind: 'closed', known: true, site: { name: 'Reddit' } })
  })

  it('offers an unknown site by its host, for that host alone', async () => {
    const tab = { tabId: 7, url: 'https://forum.example:8443/t/1' }
    const { last } = await told(tab, { hasOrigin: async () => false }, EMPTY)
    expect(last).toEqual({
      kind: 'closed',
      known: false,
      site: { id: 'generic', name: 'forum.example', origins: ['https://forum.example/*'] },
    })
  })

  it('reads for now when the toolbar button was clicked, without a permission', async () => {
    const { said } = await told(TAB, { hasOrigin: async () => false, ...startable }, EMPTY)
    expect(said[0]).toMatchObject({ kind: 'open', always: false, reader: 'awaited' })
  })

  it('says so when an allowed page never answers', async () => {
    const { last } = await told(TAB, startable, EMPTY)
    expect(last).toMatchObject({ kind: 'open', reader: { problem: { code: 'unreadable' } } })
  })

  it('waits for a page that is slow to come, and calls its reader once it is there', async () => {
    let [turns, calls] = [0, 0]
    const { said } = await told(
      TAB,
      {
        isLoading: async () => turns < 9,
        wait: async () => void turns++,
        send: (async (name: string) => {
          if (name === 'reader.start') calls++
          return name === 'reader.start' && turns >= 9 ? ok(null) : fail('not-found')
        }) as PanelPorts['send'],
      },
      { readHere: async () => (calls === 2 ? hereView() : EMPTY.readHere()) },
    )
    expect(said.slice(0, -1)).toSatisfy((all: Access[]) =>
      all.every((one) => one.kind === 'open' && one.reader === 'awaited'),
    )
    expect(said.at(-1)).toMatchObject({ kind: 'open', reader: 'there' })
  })

  it('asks at once for a site that is not allowed, also while its page loads', async () => {
    const ports = {
      hasOrigin: async () => false,
      isLoading: async () => true,
      send: (async (name: string) =>
        fail(name === 'reader.start' ? 'not-permitted' : 'not-found')) as PanelPorts['send'],
    }
    expect((await told(TAB, ports, EMPTY)).last).toMatchObject({ kind: 'closed', known: true })
  })

  it('calls again where a reload took the reader with it', async () => {
    let calls = 0
    const { last } = await told(
      TAB,
      {
        send: (async (name: string) => {
          if (name !== 'reader.start') return fail('not-found')
          return ++calls === 1 ? ok(null) : fail('not-permitted')
        }) as PanelPorts['send'],
      },
      EMPTY,
    )
    expect(last).toMatchObject({ kind: 'open', reader: { problem: { code: 'not-permitted' } } })
  })

  it('says nothing more after the panel has moved on', async () => {
    const turn = new AbortController()
    const said: Access[] = []
    const world = fakeWorld({ ports: { wait: async () => turn.abort() }, store: EMPTY })
    await findAccess(TAB, world.ports, (access) => said.push(access), turn.signal)
    expect(said).toHaveLength(1)
  })
})
