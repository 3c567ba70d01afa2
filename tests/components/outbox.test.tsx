// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { describe, expect, it } from 'vitest'
import { Panel } from '../../components/panel/Panel.tsx'
import { fail } from '../../lib/model/problem.ts'
import { createPanelActions } from '../../lib/panel/panel-actions.ts'
import { createPanelState } from '../../lib/panel/panel-state.ts'
import type { PanelStore } from '../../lib/panel/ports.ts'
import { doing, drawPanels, life, place } from '../support/draw-panel.ts'
import { ids, NOW } from '../support/panel-names.ts'
import { anaWithSiblings } from '../support/panel-person.ts'
import { fakeWorld } from '../support/panel-ports.ts'
import { busyAna, ENTRIES, engine, syncStatus } from '../support/panel-sync.ts'

drawPanels()

async function open(store: Partial<PanelStore>, screen: 'here' | 'set-aside' | 'person' = 'here') {
  const world = fakeWorld({ store })
  const state = createPanelState(world.ports, { order: 'page' }, life.signal)
  const actions = createPanelActions(state, world.ports)
  const asked: string[] = []
  await doing(() => {
    render(
      <Panel
        state={state}
        actions={actions}
        sites={world.ports.sites}
        siteNames={new Map()}
        team
        onOptions={(section) => asked.push(section ?? '')}
        onPractice={() => undefined}
      />,
      place,
    )
    if (screen === 'set-aside') actions.open({ screen, from: null })
    if (screen === 'person') actions.open({ screen, contactId: ids.ana, from: null })
  })
  return { world, asked }
}

const dock = () => place.querySelector('.dock')?.textContent ?? ''
const status = (more: Parameters<typeof syncStatus>[0]) => ({ readSyncStatus: syncStatus(more) })

function button(name: string): HTMLElement {
  const found = [...place.querySelectorAll('button')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
  )
  if (found === undefined) throw new Error(`no button "${name}" in: ${place.textContent}`)
  return found
}

async function click(name: string) {
  await doing(() => button(name).click())
}

describe('the line that says what waits', () => {
  const waiting = { waiting: 3, oldestAt: NOW - 12 * 60_000 }
  const lateness = () => place.querySelector('.sync p')?.className

  it('counts, tells the age, and turns with it', async () => {
    await open(status({ waiting: 1, oldestAt: NOW - 59_000 }))
    expect(dock()).toContain('1 waiting')
    expect(dock()).not.toContain('0 min')

    await open(status({ waiting: 3, oldestAt: NOW - 60_000 }))
    expect(dock()).toContain('3 waiting, oldest 1 min')
    expect(lateness()).not.toContain('late')
    await open(status(waiting))
    expect(dock()).toContain('3 waiting, oldest 12 min')
    expect(lateness()).toContain('late')
    await open(status({ waiting: 3, oldestAt: NOW - 25 * 3_600_000 }))
    expect(lateness()).toContain('stuck')
  })

  it('says when it is tried again, and lets a person try now', async () => {
    const { world } = await open(
      status({
        ...waiting,
        ...engine('backing-off'),
        problem: { code: 'offline' },
        nextTryAt: NOW + 120_000,
      }),
    )
    expect(dock()).toMatch(/The server can’t be reached\..*Next try at/)
    await click('Try now')
    expect(world.asked).toContainEqual(['send', 'sync.poke'])
  })

  it('leads from a sign-in that ended to joining again, and offers no try that can’t help', async () => {
    const { asked } = await open(status({ ...waiting, ...engine('paused-auth') }))
    expect(dock()).toContain('3 entries wait here, safe.')
    expect(place.textContent).not.toContain('Send now')
    await click('Join again')
    expect(asked).toEqual(['workspaces'])
  })

  it('lets a person save what was never sent when this browser was shut out', async () => {
    const { world } = await open(status({ ...waiting, ...engine('paused-revoked') }))
    await click('Save 3 unsent entries to a file')
    expect(world.asked.find(([door]) => door === 'saveFile')?.[1]).toBe('earshot-unsent-2026-11-09.json')
  })

  it('shows how far the first sync is, in numbers and as a bar', async () => {
    await open(status(engine('resyncing', { done: 12_400, of: 100_000 })))
    expect(dock()).toContain('12,400 of 100,000')
    expect(place.querySelector('progress')?.value).toBe(12_400)
  })

  it('says after an absence how old what it shows is, and that somebody in it may have been erased', async () => {
    await open(status({ lastOkAt: NOW - 40 * 24 * 3_600_000 }))
    expect(dock()).toContain('Not refreshed for a while')
    expect(dock()).toContain('Somebody who has asked to be forgotten since then may still be shown here.')
  })

  it('says nothing of that to someone whose device heard of the team today', async () => {
    await open(status({ lastOkAt: NOW - 3_600_000 }))
    expect(dock()).not.toContain('Not refreshed')
  })

  it('says that entries were lost until it was read', async () => {
    const { world } = await open(status({ lost: 4, lostAt: NOW }))
    expect(dock()).toContain('4 unsent entries were lost.')
    await click('I have read this')
    expect(world.asked).toContainEqual(['acknowledgeLost'])
  })
})

describe('the screen of what was set aside', () => {
  const kept = { readSetAside: async () => ({ entries: ENTRIES, names: { [ids.maya]: 'Maya Osei' } }) }

  it('is reached from the line, and says why each entry stands there', async () => {
    await open({ ...kept, ...status({ setAside: 3 }) })
    await click('3 set aside')
    const text = place.querySelector('main')?.textContent ?? ''
    expect(text).toContain('A note: slowpour_ana')
    expect(text).toContain('The server could not make sense of a part of it.')
    expect(text).toContain('Maya Osei was on this thread already')
    expect(text).toContain('An entry of a newer Earshot')
  })

  it('sends an entry again with the words that were changed', async () => {
    const { world } = await open(kept, 'set-aside')
    await click('Edit and send again: A note: slowpour_ana')
    const box = place.querySelector('textarea')
    if (box === null) throw new Error('no box to edit in')
    await doing(() => {
      box.value = 'She runs a café.'
      box.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await doing(() => box.form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })))
    expect(world.asked).toContainEqual(['resendSetAside', 'refused:1', { body: 'She runs a café.' }])
  })

  it('keeps what was typed when it could not be sent', async () => {
    await open({ ...kept, resendSetAside: async () => fail('store-full') }, 'set-aside')
    await click('Edit and send again: A note: slowpour_ana')
    await doing(() =>
      place.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })),
    )
    expect(place.querySelector('textarea')?.value).toBe('She runs a small café in Aarhus now.')
    expect(dock()).toContain('There is no room left on this disk.')
  })

  it('says that nothing is set aside when nothing is', async () => {
    await open({}, 'set-aside')
    expect(place.querySelector('main')?.textContent).toContain('Nothing is set aside')
  })
})

describe('a person whom several of us wrote about', () => {
  it('shows who wrote today, the value that lost, where each entry is stored, and newer entries', async () => {
    await open({ readPerson: async () => busyAna }, 'person')
    const text = place.querySelector('main')?.textContent ?? ''
    expect(text).toContain('Maya Osei wrote to slowpour_ana today')
    expect(text).toContain('Maya Osei set Role to “Roaster”')
    expect(text).toContain('Stored by the server as #131, arrived there 30 minutes ago')
    expect(text).toContain('Waiting to be sent')
    expect(text).toContain('2 newer entries. Update Earshot to see them.')
  })

  it('shows what stood before two notes, marks what each says anew, and takes one of them whole', async () => {
    const { world } = await open({ readPerson: async () => anaWithSiblings }, 'person')
    const marks = [...place.querySelectorAll('.note mark')].map((mark) => mark.textContent)
    expect(marks.join('')).toContain('never before noon')
    expect(marks.join('')).toContain('Aarhus')
    const [before] = [...place.querySelectorAll('.notes .note')].map((shown) => shown.textContent)
    expect(before).toMatch(/Before that.*Prefers a message to a call\..*Sam Lindqvist/)
    await click('Use this one: Maya Osei')
    await click('Keep as one')
    expect(world.asked).toContainEqual([
      'joinNoteSiblings',
      ids.note,
      'Prefers a message to a call, never before noon.',
    ])
  })

  it('proposes one note that has what each of them changed', async () => {
    const { world } = await open({ readPerson: async () => anaWithSiblings }, 'person')
    await click('Keep as one')
    expect(world.asked).toContainEqual([
      'joinNoteSiblings',
      ids.note,
      'Opened a café in Aarhus in March.\nPrefers a message to a call, never before noon.',
    ])
  })
})
