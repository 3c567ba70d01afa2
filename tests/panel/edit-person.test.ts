import { describe, expect, it } from 'vitest'
import { fail } from '../../lib/model/problem.ts'
import { claimOn, refusedOn } from '../../lib/panel/on-thread.ts'
import { createPanelActions } from '../../lib/panel/panel-actions.ts'
import { createPanelState } from '../../lib/panel/panel-state.ts'
import type { PanelStore } from '../../lib/panel/ports.ts'
import { currentRoute } from '../../lib/panel/route.ts'
import { ids, NOW } from '../support/panel-names.ts'
import { fakeWorld } from '../support/panel-ports.ts'
import { busyAna, claimOf, entry } from '../support/panel-sync.ts'
import { mentionView, wait } from '../support/panel-views.ts'

function begin(store: Partial<PanelStore> = {}) {
  const world = fakeWorld({ store })
  const state = createPanelState(world.ports, { order: 'page' }, new AbortController().signal)
  const actions = createPanelActions(state, world.ports)
  const asked = (door: string) => world.asked.filter(([name]) => name === door)
  return { world, state, actions, asked }
}

describe('editing a person', () => {
  it('writes the fields that changed alone, with the stamp of what was seen, and one step takes them back', async () => {
    const { actions, asked, state } = begin()
    expect(
      await actions.saveFields(busyAna, { name: '', role: ' Roaster ', organisation: 'Slow Pour' }),
    ).toBe(true)
    expect(asked('setFields')).toEqual([['setFields', ids.ana, { role: { value: 'Roaster', base: 'b' } }]])
    expect(state.toast.value?.kind).toBe('fields-saved')
    await actions.undo()
    expect(asked('setFields')[1]?.[2]).toMatchObject({ role: { value: 'Café owner' } })
  })

  it('asks nothing of the store when nothing changed', async () => {
    const { actions, asked } = begin()
    await actions.saveFields(busyAna, { role: 'Café owner', organisation: 'Slow Pour' })
    expect(asked('setFields')).toEqual([])
  })

  it('says so when it could not be stored, and offers no undo of what did not happen', async () => {
    const { actions, state } = begin({ removeTag: async () => fail('store-full') })
    expect(await actions.removeTag(ids.ana, 'café owner')).toBe(false)
    expect(state.notices.value.map(({ during, problem }) => [during, problem.code])).toEqual([
      ['person', 'store-full'],
    ])
    expect(state.toast.value).toBeNull()
  })

  it('takes the value that lost, by one press, and back', async () => {
    const { actions, asked } = begin()
    const [concurrent] = busyAna.concurrent
    if (concurrent === undefined) throw new Error('Ana has two roles')
    await actions.useValue(busyAna, concurrent)
    expect(asked('useThis')).toEqual([['useThis', ids.ana, 'role', 'a']])
    await actions.undo()
    expect(asked('setFields')[0]?.[2]).toEqual({ role: { value: 'Café owner', base: null } })
  })

  it('goes on with the one who stands for both after joining, and undoing parts them', async () => {
    const { actions, asked, state } = begin()
    actions.showTab('people')
    actions.open({ screen: 'person', contactId: ids.tom, from: null })
    await actions.merge(ids.tom, ids.ana)
    expect(currentRoute(state.trail.value)).toMatchObject({ screen: 'person', contactId: ids.ana })
    expect(state.toast.value?.kind).toBe('merged')
    await actions.undo()
    expect(asked('unmergeContacts')).toEqual([['unmergeContacts', ids.ana, ids.tom]])
  })

  it('goes back from a person who was deleted, and the undo brings them back', async () => {
    const { actions, asked, state } = begin()
    actions.showTab('people')
    actions.open({ screen: 'person', contactId: ids.ana, from: null })
    await actions.deletePerson(ids.ana)
    expect(currentRoute(state.trail.value)).toEqual({ screen: 'people' })
    await actions.undo()
    expect(asked('restoreContact')).toEqual([['restoreContact', ids.ana]])
  })

  it('confirms something known for as long again as it was meant to hold', async () => {
    const { actions, asked } = begin()
    const [fact] = busyAna.facts
    if (fact === undefined) throw new Error('something is known of Ana')
    await actions.confirmFact(fact)
    const [, , until] = asked('confirmFact')[0] ?? []
    expect(Date.parse(String(until))).toBeGreaterThan(NOW)
  })
})

describe('erasing a person', () => {
  it('counts first, and erases exactly what was counted, merged entries included', async () => {
    const { actions, asked, state } = begin()
    const merged = { ...busyAna, contact: { ...busyAna.contact, mergedIds: [ids.tom] } }
    await actions.erase(merged)
    expect(asked('erase')).toEqual([])
    await actions.askToErase(merged)
    expect(asked('countErasure')).toEqual([['countErasure', [ids.ana, ids.tom]]])
    expect(state.erasing.value).toMatchObject({ step: 'confirm', events: 14 })
    await actions.erase(merged)
    expect(asked('erase')).toEqual([['erase', [ids.ana, ids.tom], 'exactly-these']])
    expect(state.toast.value?.kind).toBe('erased')
  })

  it('is given up by going elsewhere', async () => {
    const { actions, state } = begin()
    await actions.askToErase(busyAna)
    actions.showTab('people')
    expect(state.erasing.value).toEqual({ step: 'idle' })
  })
})

describe('a claim on a thread', () => {
  const thread = { site: wait.mention.site, threadKey: wait.mention.threadKey }

  it('holds until its time is over, and on its own thread alone', () => {
    const claims = [claimOf('maya')]
    expect(claimOn(claims, thread, NOW)?.by.name).toBe('Maya Osei')
    expect(claimOn(claims, thread, NOW + 26 * 60_000)).toBeNull()
    expect(claimOn(claims, { ...thread, threadKey: 'another' }, NOW)).toBeNull()
  })

  it('that came too late names who was quicker, while their time runs', () => {
    const until = NOW + 600_000
    const late = entry({
      id: 'refused:9',
      reason: `claimed_by: ${JSON.stringify({ memberId: ids.maya, until })}`,
      raw: { type: 'claim.taken', data: thread },
    })
    const view = { entries: [entry(), late], names: { [ids.maya]: 'Maya Osei' } }
    expect(refusedOn(view, thread, NOW)).toEqual({ id: 'refused:9', holder: { name: 'Maya Osei', until } })
    expect(refusedOn(view, thread, until + 1)).toBeNull()
    expect(refusedOn({ ...view, names: {} }, thread, NOW)?.holder).toBeNull()
  })

  it('is taken for the thread of the mention, and the undo releases it', async () => {
    const { actions, asked, state } = begin()
    await actions.takeThread(mentionView())
    expect(asked('takeClaim')).toEqual([
      ['takeClaim', { ...thread, title: "Anyone else's Quillon grinder stuck?" }],
    ])
    expect(state.toast.value?.kind).toBe('claimed')
    await actions.undo()
    expect(asked('releaseClaim')).toEqual([['releaseClaim', thread]])
  })
})

describe('what was set aside', () => {
  it('is sent again with its new words, and stays where it is when that fails', async () => {
    const { actions, asked, state, world } = begin()
    expect(await actions.sendAgain('refused:1', { body: 'shorter' })).toBe(true)
    expect(asked('resendSetAside')).toEqual([['resendSetAside', 'refused:1', { body: 'shorter' }]])
    expect(world.asked.at(-1)).toEqual(['send', 'sync.poke'])
    expect(state.toast.value?.kind).toBe('sent-again')
    const failing = begin({ resendSetAside: async () => fail('too-large') })
    expect(await failing.actions.sendAgain('refused:1', {})).toBe(false)
    expect(failing.state.notices.value[0]).toMatchObject({ during: 'set-aside' })
  })

  it('is discarded with a way back', async () => {
    const { actions, asked, state } = begin()
    await actions.discard('refused:1')
    expect(state.toast.value?.kind).toBe('discarded')
    await actions.undo()
    expect(asked('restoreSetAside')).toHaveLength(1)
    expect(state.toast.value?.kind).toBe('kept-again')
  })

  it('is offered as a file, one or all, and so is what was never sent', async () => {
    const { actions, asked } = begin()
    await actions.saveSetAside('refused:1')
    await actions.saveUnsent()
    expect(asked('saveFile').map(([, name]) => name)).toEqual([
      'earshot-set-aside-2026-11-09.json',
      'earshot-unsent-2026-11-09.json',
    ])
  })
})
