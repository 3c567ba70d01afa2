// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { expect, test, vi } from 'vitest'
import { Panel } from '../../components/panel/Panel.tsx'
import { createPanelStore } from '../../entrypoints/sidepanel/panel-store.ts'
import { createPanelActions } from '../../lib/panel/panel-actions.ts'
import { createPanelState } from '../../lib/panel/panel-state.ts'
import { applyErasures } from '../../lib/store/erase-contacts.ts'
import { discardSetAside, readSetAside } from '../../lib/store/quarantine.ts'
import { must, post, see, seen } from '../store/quillon.ts'
import { doing, drawPanels, life, place } from '../support/draw-panel.ts'
import { scratchIn } from '../support/options-ports.ts'
import { fakeWorld } from '../support/panel-ports.ts'
import { pair } from '../sync/device.ts'

drawPanels()

const ANA = post('slowpour_ana', 'My Quillon jams on light roasts', { key: 'post-of-ana' })

/** The panel over a real database and sync engine, at a note about Ana, who was answered before. */
async function writing() {
  const { server, one } = pair()
  const { contactId } = await one.log('slowpour_ana')
  await see(one.db, seen([ANA], { visit: crypto.randomUUID() }), 7)
  await one.round()
  const kept = new Map<string, string>()
  const { ports } = fakeWorld({
    ports: { scratch: scratchIn(kept), newId: one.actor.newId },
    store: createPanelStore(one.db, one.actor, 'team'),
  })
  const state = createPanelState(ports, { order: 'page' }, life.signal)
  const actions = createPanelActions(state, ports)
  const nothing = () => undefined
  await doing(() =>
    render(
      <Panel
        {...{ state, actions, team: true, sites: ports.sites, siteNames: new Map() }}
        {...{ onOptions: nothing, onPractice: nothing }}
      />,
      place,
    ),
  )
  const key = `reddit:t1 ${ANA.key}`
  await doing(() => actions.open({ screen: 'mention', key, from: null }))
  await vi.waitFor(() => expect(place.querySelector('#note')).not.toBeNull(), PATIENCE)
  return { server, one, contactId, kept }
}

/** A live query answers in its own time. */
const PATIENCE = { timeout: 8_000 }
const saw = (text: string) =>
  vi.waitFor(() => doing(nothingMore).then(() => expect(place.textContent).toContain(text)), PATIENCE)
const nothingMore = () => undefined

async function type(text: string) {
  const box = document.getElementById('note') as HTMLTextAreaElement
  await doing(() => {
    box.focus()
    box.value = text
    box.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await saw('Saved · team can read')
  return box
}

async function leave(box: HTMLTextAreaElement) {
  await doing(() => box.blur())
}

test('a note about somebody who was erased meanwhile is not called saved: its words stand on the screen alone', async () => {
  const { server, one, contactId, kept } = await writing()
  await leave(await type('Wants her money back'))
  await vi.waitFor(async () => expect(await one.db.outbox.count()).toBe(1), PATIENCE)
  server.state.fault = ({ path, events }) =>
    path === '/push'
      ? Response.json({
          receipts: events.map(({ id }) => ({ id, status: 'rejected', code: 'erased' })),
          ...{ head: 3, serverTime: 0 },
        })
      : null
  await one.round()
  await one.db.transaction('rw', one.db.tables, async () =>
    applyErasures(one.db, [{ contactIds: [contactId] }]),
  )

  await saw('This person was erased from your team’s memory.')
  expect(place.textContent).not.toContain('Saved ·')
  expect((document.getElementById('lost-note') as HTMLTextAreaElement).value).toBe('Wants her money back')
  expect(JSON.stringify([...kept, await one.db.unsavedNotes.toArray()])).not.toContain('money')

  // The page is still open, and read again.
  await see(one.db, seen([ANA], { visit: crypto.randomUUID() }), 7)
  await saw('Not saved. Your text is still here. This person was erased from your team’s memory.')
  const box = document.getElementById('note') as HTMLTextAreaElement
  await doing(() => {
    box.value = 'Wants her money back, soon'
    box.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await leave(box)
  await saw('Not saved.')
  expect(place.textContent).not.toContain('Save again')
  expect(JSON.stringify([...kept, await one.db.unsavedNotes.toArray()])).not.toContain('money')
})

test('a note that the server refused is not called saved, until it was decided on', async () => {
  const { server, one } = await writing()
  await leave(await type('Wants her money back'))
  await vi.waitFor(async () => expect(await one.db.outbox.count()).toBe(1), PATIENCE)
  server.state.fault = ({ path, events }) =>
    path === '/push'
      ? Response.json({
          receipts: events.map(({ id }) => ({ id, status: 'rejected', code: 'invalid' })),
          ...{ head: 3, serverTime: 0 },
        })
      : null
  await one.round()
  await saw('Your team’s server did not take this. It is set aside, with the reason.')
  expect(place.textContent).not.toContain('Saved ·')
  const [entry] = await readSetAside(one.db)
  must(await discardSetAside(one.db, entry?.id ?? ''))
  await vi.waitFor(() => expect(place.textContent).not.toContain('did not take this'), PATIENCE)
})
