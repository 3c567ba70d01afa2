// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { describe, expect, it } from 'vitest'
import { Panel } from '../../components/panel/Panel.tsx'
import { fail } from '../../lib/model/problem.ts'
import { createPanelActions } from '../../lib/panel/panel-actions.ts'
import { createPanelState } from '../../lib/panel/panel-state.ts'
import type { PanelPorts, PanelStore } from '../../lib/panel/ports.ts'
import { doing, drawPanels, life, place } from '../support/draw-panel.ts'
import { ana } from '../support/panel-person.ts'
import { type FakeWorld, fakeWorld } from '../support/panel-ports.ts'
import { author, card, hereView, jam, mentionView, post, wait } from '../support/panel-views.ts'

drawPanels()

async function open(
  parts: { ports?: Partial<PanelPorts>; store?: Partial<PanelStore>; team?: boolean } = {},
): Promise<FakeWorld> {
  const world = fakeWorld(parts)
  const state = createPanelState(world.ports, { order: 'page' }, life.signal)
  const actions = createPanelActions(state, world.ports)
  const nothing = () => undefined
  await doing(() => {
    render(
      <Panel
        state={state}
        actions={actions}
        sites={world.ports.sites}
        siteNames={new Map([['reddit', 'Reddit']])}
        team={parts.team ?? true}
        onOptions={nothing}
        onPractice={nothing}
      />,
      place,
    )
  })
  return world
}

async function press(key: string, target: Element = document.activeElement ?? document.body, repeat = false) {
  await doing(() => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, repeat }))
  })
}

async function type(id: string, text: string) {
  const field = document.getElementById(id) as HTMLTextAreaElement
  await doing(() => {
    field.focus()
    field.value = text
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
  return field
}

async function click(element: Element | null | undefined) {
  await doing(() => {
    ;(element as HTMLElement).click()
  })
}

const heading = () => place.querySelector('h1')?.textContent
const names = (world: FakeWorld) => world.asked.map(([door]) => door)
const row = () => document.activeElement?.getAttribute('data-focus')

it('lists no key that does nothing here: “I am on this” is for a team', async () => {
  const keys = () => [...place.querySelectorAll('.keys dt')].map(({ textContent }) => textContent)
  await open()
  expect(keys()).toContain('m')
  render(null, place)
  await open({ team: false })
  expect(keys()).not.toContain('m')
  expect(keys()).toContain('n')
})

describe('a page without anything to listen for', () => {
  it('says that a topic is missing, and not that nothing is about you', async () => {
    await open({ store: { readHere: async () => ({ ...hereView([]), listening: false }) } })
    expect(place.textContent).toContain('Nothing to listen for yet')
    expect(place.textContent).not.toContain('Nothing about you here')
  })
})

describe('after the one gesture', () => {
  it('leads from the words that it was logged to the lines that may be added', async () => {
    await open()
    await press('j', document.body)
    await press('j')
    await click(document.activeElement)
    await press('1')
    const add = [...place.querySelectorAll('button')].find(({ textContent }) => textContent === 'Add a line')
    await click(add)
    expect(document.activeElement?.id).toBe('after-learned')
    await press('Escape')
    await press('Escape')
    expect(heading()).not.toBe('slowpour_ana')
    expect(place.textContent).not.toContain('Add a line')
  })
})

describe('the panel by keyboard', () => {
  it('walks the mentions, opens one, logs it, and comes back to the same row', async () => {
    const world = await open()
    await press('j', document.body)
    expect(row()).toBe(jam.mention.key)
    await press('j')
    expect(row()).toBe(wait.mention.key)
    await click(document.activeElement)
    expect(heading()).toBe('slowpour_ana')
    expect(document.activeElement).toBe(place.querySelector('h1'))
    await press('1')
    expect(world.asked).toContainEqual(['logInteraction', wait.mention.key, { outcome: 'listened' }])
    expect(place.textContent).toContain('Logged: Listened')
    await press('Escape')
    expect(heading()).toBe("Anyone else's Quillon grinder stuck?")
    expect(row()).toBe(wait.mention.key)
  })

  it('logs nothing while a number is typed into a note', async () => {
    const world = await open()
    await click(place.querySelector(`[data-focus="${wait.mention.key}"]`))
    const note = await type('note', 'call at 1')
    await press('1', note)
    expect(names(world)).not.toContain('logInteraction')
  })

  it('goes back with Escape from where to route it to that outcome', async () => {
    await open()
    await click(place.querySelector(`[data-focus="${wait.mention.key}"]`))
    await press('8')
    expect(document.activeElement?.textContent).toContain('Care')
    await press('Escape')
    expect(row()).toBe('routed')
  })

  it('keeps a key that comes before its mention, and drops what was typed after it', async () => {
    const loaded = Promise.withResolvers<void>()
    const world = await open({
      store: { readMention: () => loaded.promise.then(() => mentionView()) },
    })
    await click(place.querySelector(`[data-focus="${wait.mention.key}"]`))
    await press('n')
    await press('1')
    expect(place.querySelector('#note')).toBeNull()
    await doing(() => loaded.resolve())
    expect(document.activeElement?.id).toBe('note')
    expect(names(world)).not.toContain('logInteraction')
  })

  it('forgets a key that came before its mention when the person went back meanwhile', async () => {
    const loaded = Promise.withResolvers<void>()
    const world = await open({
      store: { readMention: () => loaded.promise.then(() => mentionView()) },
    })
    await click(place.querySelector(`[data-focus="${wait.mention.key}"]`))
    await press('1')
    await press('Escape')
    await doing(() => loaded.resolve())
    expect(names(world)).not.toContain('logInteraction')
    await click(place.querySelector(`[data-focus="${wait.mention.key}"]`))
    expect(names(world)).not.toContain('logInteraction')
  })

  it('logs once while a key is held down', async () => {
    const world = await open()
    await click(place.querySelector(`[data-focus="${wait.mention.key}"]`))
    await press('1')
    await press('1', document.body, true)
    expect(names(world).filter((door) => door === 'logInteraction')).toHaveLength(1)
  })

  it('is back where it was when the undo it pressed has gone', async () => {
    await open()
    await click(place.querySelector(`[data-focus="${wait.mention.key}"]`))
    const thanked = place.querySelector<HTMLElement>('[data-outcome="thanked"]')
    thanked?.focus()
    await click(thanked)
    const undo = [...place.querySelectorAll<HTMLElement>('.toast button')].find(
      (button) => button.textContent === 'Undo',
    )
    undo?.focus()
    await click(undo)
    expect(place.textContent).toContain('Taken back')
    expect(document.activeElement).toBe(thanked)
    const close = place.querySelector<HTMLElement>('.toast .plain')
    thanked?.blur()
    close?.focus()
    await click(close)
    expect(document.activeElement).toBe(place.querySelector('h1'))
  })

  it('goes to the search from anywhere', async () => {
    await open()
    await press('/', document.body)
    expect(document.activeElement?.id).toBe('search')
  })

  it('leaves a field before it leaves the screen', async () => {
    await open()
    await click(place.querySelector(`[data-focus="${wait.mention.key}"]`))
    await press('n', document.body)
    expect(document.activeElement?.id).toBe('note')
    await press('Escape')
    expect(heading()).toBe('slowpour_ana')
    await press('Escape', document.body)
    expect(heading()).toBe("Anyone else's Quillon grinder stuck?")
  })
})

describe('what went wrong', () => {
  it('stands on the screen with the text still in its box', async () => {
    await open({
      store: {
        keepUnsavedNote: async () => fail('store-full'),
        logInteraction: async () => fail('store-full'),
      },
    })
    await click(place.querySelector(`[data-focus="${wait.mention.key}"]`))
    const note = await type('note', 'She runs a café')
    expect(place.textContent).toContain('Not saved. Your text is still here.')
    expect(note.value).toBe('She runs a café')
    await press('1', document.body)
    expect(place.querySelector('[role="alert"]')).not.toBeNull()
    expect(place.textContent).toContain('Nothing was logged.')
    expect(place.textContent).not.toContain('Undo')
  })
})

describe('hostile names and words', () => {
  it('are shown as text on every screen', async () => {
    const name = '<img src=x onerror=alert(1)>'
    const evil = card(
      post('evil-1', { ...author('evil'), name }, '<script>alert(1)</script> Quillon', 1),
      'Quillon',
      [['question', null]],
    )
    await open({ store: { readHere: async () => hereView([evil]) } })
    expect(place.textContent).toContain(name)
    expect(place.textContent).toContain('<script>alert(1)</script>')
    expect(place.querySelector('img, script')).toBeNull()
  })
})

describe('permission', () => {
  it('is one tap, named after the site', async () => {
    const world = await open({
      ports: { hasOrigin: async () => false },
      store: {
        readHere: async () => ({ page: null, mentions: [], setAside: [], alsoHere: [], listening: true }),
      },
    })
    const button = [...place.querySelectorAll('button')].find(
      (one) => one.textContent === 'Let Earshot read Reddit',
    )
    await click(button)
    expect(world.asked).toContainEqual(['requestOrigins', ['https://*.reddit.com/*']])
  })
})

describe('undo', () => {
  it('takes the last entry back', async () => {
    const world = await open()
    await click(place.querySelector(`[data-focus="${wait.mention.key}"]`))
    await press('3', document.body)
    await click([...place.querySelectorAll('button')].find((one) => one.textContent === 'Undo'))
    expect(world.asked).toContainEqual(['retractInteraction', 'interaction-1'])
    expect(place.textContent).toContain('Taken back.')
  })

  it("is offered for one's own older entries, and not for a colleague's", async () => {
    const world = await open()
    await press('g', document.body)
    await press('p', document.body)
    await click(place.querySelector('[data-row]'))
    const offers = [...place.querySelectorAll('.timeline button')]
    expect(offers.map((one) => one.getAttribute('aria-label'))).toEqual(['Take back: Listened, yesterday'])
    await click(offers[0])
    expect(world.asked).toContainEqual(['retractInteraction', ana.timeline[0]?.interaction.id])
    expect(place.textContent).toContain('Taken back.')
    expect(document.activeElement?.tagName).toBe('LI')
  })

  it('is not offered for an entry that was taken back already', async () => {
    const [first] = ana.timeline
    if (first === undefined) throw new Error('the sample has an entry')
    const retracted = { ...first, interaction: { ...first.interaction, retracted: true } }
    await open({ store: { readPerson: async () => ({ ...ana, timeline: [retracted] }) } })
    await press('g', document.body)
    await press('p', document.body)
    await click(place.querySelector('[data-row]'))
    expect(place.querySelector('.timeline')?.textContent).toBe('Taken back by you, yesterday')
    expect(place.querySelectorAll('.timeline button')).toHaveLength(0)
  })
})

describe('the sync line', () => {
  it('counts what waits in the outbox, and since when', async () => {
    const now = fakeWorld().ports.now()
    await open({
      store: {
        readSyncStatus: async () => ({
          kind: 'team',
          waiting: 3,
          oldestAt: now - 125_000,
          setAside: 1,
          lastOkAt: null,
          problem: { code: 'offline' },
          nextTryAt: null,
          engine: { kind: 'idle', progress: null },
          lost: 0,
          lostAt: null,
        }),
      },
    })
    const line = place.querySelector('.sync')?.textContent ?? ''
    expect(line).toContain('3 waiting, oldest 2 min')
    expect(line).toContain('1 set aside')
  })
})
