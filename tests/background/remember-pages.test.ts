import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { BackgroundPorts } from '../../lib/background/ports.ts'
import {
  emptyTopicCache,
  forgetTab,
  readPagesAgain,
  rememberPage,
  tabMovedOn,
  tidyUp,
} from '../../lib/background/remember-pages.ts'
import { ok } from '../../lib/model/problem.ts'
import type { Workspace, Workspaces } from '../../lib/model/workspace.ts'
import { type EarshotDatabase, openDatabase } from '../../lib/store/database.ts'
import { savePlaybook } from '../../lib/store/playbook.ts'
import { MORNING, PLAYBOOK, post, seen } from '../store/quillon.ts'

const about = post('slowpour_ana', 'Third burr set from Quillon in a year')

/** A browser in which `readers` names the tabs that have a reader, and `reread` those that were asked. */
function world() {
  const databases = new Map<string, EarshotDatabase>()
  const personal = (): Workspace => ({
    kind: 'personal',
    id: crypto.randomUUID(),
    name: 'My listening',
    member: { id: crypto.randomUUID(), name: 'Me' },
    deviceId: crypto.randomUUID(),
  })
  const [one, other] = [personal(), personal()]
  const state = {
    workspaces: { current: one.id, all: [one, other] } as Workspaces,
    readers: new Set<number>(),
    reread: [] as number[],
    now: MORNING,
  }
  const ports: BackgroundPorts = {
    readWorkspaces: async () => ok(state.workspaces),
    openDatabase(id) {
      const db = databases.get(id) ?? openDatabase(id)
      databases.set(id, db)
      return db
    },
    async reread(tabId) {
      state.reread.push(tabId)
      return state.readers.has(tabId)
    },
    alone: (name, work) => navigator.locks.request(name, work),
    unlessRunning: (_name, work) => work(),
    now: () => state.now,
  }
  return {
    ports,
    state,
    db: ports.openDatabase(one.id),
    other: ports.openDatabase(other.id),
    otherId: other.id,
  }
}

let here = world()
beforeEach(async () => {
  here = world()
  await savePlaybook(here.db, PLAYBOOK, null, MORNING)
})

const tabs = async (db: EarshotDatabase) => (await db.pages.toArray()).map(({ tabId }) => tabId)

describe('what a reader sends', () => {
  test('is matched with the topics of the workspace that the panel shows, and with no other', async () => {
    const answer = await rememberPage(here.ports, emptyTopicCache(), { tabId: 1, seen: seen([about]) })
    expect(answer).toEqual({ ok: true, value: { marks: [] } })
    expect(await here.db.mentions.count()).toBe(1)
    expect(await here.other.pages.count()).toBe(0)
  })

  test('is matched with a topic that was written a moment ago', async () => {
    const cache = emptyTopicCache()
    const beans = post('brewbert', 'I freeze my beans')
    await rememberPage(here.ports, cache, { tabId: 1, seen: seen([beans]) })
    expect(await here.db.mentions.count()).toBe(0)
    const topics = [
      ...PLAYBOOK.topics,
      { id: 'beans', name: 'Beans', kind: 'own', priority: 1, query: 'beans' },
    ]
    await savePlaybook(here.db, { ...PLAYBOOK, version: 8, topics }, null, MORNING + 1)
    await rememberPage(here.ports, cache, { tabId: 1, seen: seen([beans], { visit: 'visit-0002' }) })
    expect(await here.db.mentions.count()).toBe(1)
  })

  test('of one tab is taken in the order it came', async () => {
    const cache = emptyTopicCache()
    const visits = ['visit-0001', 'visit-0002', 'visit-0003', 'visit-0004']
    await Promise.all(
      visits.map((visit) => rememberPage(here.ports, cache, { tabId: 1, seen: seen([about], { visit }) })),
    )
    expect(await here.db.pages.toArray()).toMatchObject([{ visit: 'visit-0004' }])
  })
})

describe('a page that is gone', () => {
  test('is forgotten when its tab closes', async () => {
    await rememberPage(here.ports, emptyTopicCache(), { tabId: 1, seen: seen([about]) })
    await forgetTab(here.ports, 1)
    expect(await tabs(here.db)).toEqual([])
  })

  test('is forgotten when the tab loads something and no reader answers', async () => {
    await rememberPage(here.ports, emptyTopicCache(), { tabId: 1, seen: seen([about]) })
    await tabMovedOn(here.ports, 1)
    expect(await tabs(here.db)).toEqual([])
  })

  test('stays on record where its reader still answers', async () => {
    await rememberPage(here.ports, emptyTopicCache(), { tabId: 1, seen: seen([about]) })
    here.state.readers.add(1)
    await tabMovedOn(here.ports, 1)
    expect(await tabs(here.db)).toEqual([1])
  })

  test('a tab that nobody reads is not asked anything', async () => {
    await tabMovedOn(here.ports, 99)
    expect(here.state.reread).toEqual([])
  })
})

describe('when topics, contacts or the workspace change', () => {
  test('every page on record is read again, and one without a reader is forgotten', async () => {
    for (const tabId of [1, 2])
      await rememberPage(here.ports, emptyTopicCache(), { tabId, seen: seen([about]) })
    here.state.readers.add(1)
    await readPagesAgain(here.ports)
    expect(here.state.reread.toSorted()).toEqual([1, 2])
    expect(await tabs(here.db)).toEqual([1])
  })

  test('another workspace takes the open pages over', async () => {
    await rememberPage(here.ports, emptyTopicCache(), { tabId: 1, seen: seen([about]) })
    here.state.readers.add(1)
    here.state.workspaces = { ...here.state.workspaces, current: here.otherId }
    await readPagesAgain(here.ports)
    expect(here.state.reread).toEqual([1])
    expect(await tabs(here.db)).toEqual([])
    await rememberPage(here.ports, emptyTopicCache(), {
      tabId: 1,
      seen: seen([about], { visit: 'visit-0002' }),
    })
    expect(await tabs(here.other)).toEqual([1])
  })
})

test('after a restart no page of before is open, and old mentions have had their time', async () => {
  await rememberPage(here.ports, emptyTopicCache(), { tabId: 1, seen: seen([about]) })
  await tidyUp(here.ports)
  expect(await tabs(here.db)).toEqual([])
  expect(await here.db.mentions.count()).toBe(1)
  here.state.now = MORNING + 31 * 86_400_000
  await tidyUp(here.ports)
  expect(await here.db.mentions.count()).toBe(0)
})
