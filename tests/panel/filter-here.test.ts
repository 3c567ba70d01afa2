import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPanelActions } from '../../lib/panel/panel-actions.ts'
import { createPanelState } from '../../lib/panel/panel-state.ts'
import { MIXED } from '../support/panel-needs.ts'
import { fakeWorld, settle } from '../support/panel-ports.ts'
import { hereView } from '../support/panel-views.ts'

const COMPLAINTS = { needs: ['complaint'], topics: [] } as const
const FIRST = { tabId: 7, url: 'https://www.reddit.com/r/espresso/comments/jam/' }
const SECOND = { tabId: 8, url: 'https://www.reddit.com/r/espresso/comments/other/' }
let life: AbortController

beforeEach(() => {
  life = new AbortController()
})

afterEach(() => life.abort())

/** A panel beside two tabs with a thread each. */
async function panel() {
  const base = hereView(MIXED)
  const other = hereView(MIXED, {
    address: { url: SECOND.url, threadKey: 'reddit other', title: 'Another one', community: null },
  })
  const world = fakeWorld({
    tab: FIRST,
    store: { readHere: async (tabId) => (tabId === FIRST.tabId ? base : other) },
  })
  const state = createPanelState(world.ports, { order: 'page' }, life.signal)
  const stop = state.filter.subscribe(() => undefined)
  life.signal.addEventListener('abort', stop)
  await settle()
  return { world, state, actions: createPanelActions(state, world.ports) }
}

describe('the filter of Here', () => {
  it('stays with its thread: another tab is shown whole, and the way back finds it again', async () => {
    const { world, state, actions } = await panel()
    actions.toggleFilter()
    actions.chooseFilter(COMPLAINTS)
    expect(state.filter.value).toMatchObject({ chosen: COMPLAINTS, open: true })
    world.show(SECOND)
    await settle()
    expect(state.filter.value).toMatchObject({ chosen: { needs: [], topics: [] }, open: false })
    world.show(FIRST)
    await settle()
    expect(state.filter.value).toMatchObject({ chosen: COMPLAINTS, open: true })
  })

  it('stays while a mention is open, and when the page is read again', async () => {
    const { state, actions } = await panel()
    actions.chooseFilter(COMPLAINTS)
    actions.open({ screen: 'mention', key: MIXED[0]?.mention.key ?? '', from: null })
    actions.back()
    actions.readAgain()
    await settle()
    expect(state.filter.value.chosen).toEqual(COMPLAINTS)
  })

  it('starts anew with the first choice made for another thread', async () => {
    const { world, state, actions } = await panel()
    actions.chooseFilter(COMPLAINTS)
    world.show(SECOND)
    await settle()
    actions.toggleFilter()
    expect(state.filter.value.chosen).toEqual({ needs: [], topics: [] })
    world.show(FIRST)
    await settle()
    expect(state.filter.value.chosen).toEqual({ needs: [], topics: [] })
  })

  it('is left in two steps: first everything is shown again, then the choices are put away', async () => {
    const { state, actions } = await panel()
    actions.toggleFilter()
    actions.chooseFilter(COMPLAINTS)
    expect(actions.leaveFilter()).toBe(true)
    expect(state.filter.value).toMatchObject({ chosen: { needs: [], topics: [] }, open: true })
    expect(actions.leaveFilter()).toBe(true)
    expect(state.filter.value.open).toBe(false)
    expect(actions.leaveFilter()).toBe(false)
  })
})
