import { describe, expect, it } from 'vitest'
import { fail, ok } from '../../lib/model/problem.ts'
import { createPanelActions } from '../../lib/panel/panel-actions.ts'
import { createPanelState } from '../../lib/panel/panel-state.ts'
import type { PanelPorts, PanelStore } from '../../lib/panel/ports.ts'
import { fakeWorld, settle } from '../support/panel-ports.ts'
import { mentionView, wait } from '../support/panel-views.ts'

function panel(parts: { ports?: Partial<PanelPorts>; store?: Partial<PanelStore> } = {}) {
  const world = fakeWorld(parts)
  const state = createPanelState(world.ports, { order: 'page' }, new AbortController().signal)
  return { ...world, state, actions: createPanelActions(state, world.ports) }
}

const doors = (asked: readonly (readonly unknown[])[]) => asked.map(([door]) => door)

describe('telling more after the gesture', () => {
  it('amends only the field that was filled', async () => {
    const { actions, asked } = panel()
    await actions.choose(mentionView(), 'asked')
    await actions.amend('learned', ' Silence hurts. ')
    expect(asked).toContainEqual(['amendInteraction', 'interaction-1', { learned: 'Silence hurts.' }])
  })

  it('keeps a date until there is a promise, then sends both', async () => {
    const { actions, asked } = panel()
    await actions.choose(mentionView(), 'asked')
    await actions.amend('due', '2026-11-20')
    expect(doors(asked)).not.toContain('amendInteraction')
    await actions.amend('promise', 'call back')
    expect(asked).toContainEqual([
      'amendInteraction',
      'interaction-1',
      { promise: { text: 'call back', due: '2026-11-20' } },
    ])
  })

  it('keeps the words when they could not be stored, and tries again', async () => {
    let full = true
    const { actions, state } = panel({
      store: { amendInteraction: async () => (full ? fail('store-full') : ok(null)) },
    })
    await actions.choose(mentionView(), 'asked')
    await actions.amend('gave', 'a burr set')
    expect(state.logged.value).toMatchObject({ gave: 'a burr set', state: 'not-saved' })
    full = false
    await actions.amend('gave', 'a burr set')
    expect(state.logged.value).toMatchObject({ state: 'saved' })
  })

  it('stores a line once the typing rests, in case the panel is closed on it', async () => {
    const { actions, asked, passTime } = panel()
    await actions.choose(mentionView(), 'asked')
    void actions.amendSoon('learned', 'Silen')
    void actions.amendSoon('learned', 'Silence hurts')
    expect(doors(asked)).not.toContain('amendInteraction')
    await passTime()
    await actions.amend('learned', 'Silence hurts')
    expect(asked.filter(([door]) => door === 'amendInteraction')).toEqual([
      ['amendInteraction', 'interaction-1', { learned: 'Silence hurts' }],
    ])
  })

  it('keeps lines that could not be stored when the screen is left, and stores them all at the next try', async () => {
    let full = true
    const stored: unknown[] = []
    const { actions, state } = panel({
      store: {
        amendInteraction: async (_id, changes) => {
          if (full) return fail('store-full')
          stored.push(changes)
          return ok(null)
        },
      },
    })
    await actions.choose(mentionView(), 'asked')
    await actions.amend('gave', 'a burr set')
    // The second Escape may come before the store has answered the first.
    const answered = actions.amend('promise', 'call back')
    actions.showTab('people')
    await answered
    actions.showTab('here')
    expect(state.logged.value).toMatchObject({ gave: 'a burr set', promise: 'call back' })
    full = false
    await actions.amendAgain()
    expect(stored).toEqual([{ gave: 'a burr set', promise: { text: 'call back', due: null } }])
    full = true
    await actions.amend('gave', 'two burr sets')
    full = false
    await actions.amend('learned', 'Silence hurts')
    expect(stored.at(-1)).toMatchObject({ gave: 'two burr sets', learned: 'Silence hurts' })
    expect(state.logged.value).toMatchObject({ state: 'saved' })
  })
})

describe('text boxes', () => {
  it('keep what was typed when it can not be stored, and store it at the next try', async () => {
    let full = true
    const written: string[] = []
    const { state } = panel({
      store: {
        saveDraft: async (_key, text) => {
          if (full) return fail('store-full')
          written.push(text)
          return ok(null)
        },
      },
    })
    const box = state.draftBox(mentionView())
    box.type('Hello Ana')
    await box.settled()
    expect(box.state.value).toMatchObject({ kind: 'not-saved', problem: { code: 'store-full' } })
    expect(box.text.value).toBe('Hello Ana')
    full = false
    box.retry()
    await box.settled()
    expect(box.state.value.kind).toBe('saved')
    expect(written).toEqual(['Hello Ana'])
  })

  it('store the newest letters last, however the writes run', async () => {
    const written: string[] = []
    const { state } = panel({
      store: {
        saveDraft: async (_key, text) => {
          await settle()
          written.push(text)
          return ok(null)
        },
      },
    })
    const box = state.draftBox(mentionView())
    for (const text of ['H', 'He', 'Hel', 'Hello']) box.type(text)
    await box.settled()
    expect(written.at(-1)).toBe('Hello')
    expect(box.state.value.kind).toBe('saved')
  })

  it('keep a draft by permalink, so that it is there again on another tab', async () => {
    const { state, asked } = panel()
    const box = state.draftBox(mentionView())
    box.type('Hello')
    await box.settled()
    expect(asked).toEqual([['saveDraft', wait.mention.post.permalink, 'Hello', '']])
    expect(state.draftBox(mentionView())).toBe(box)
  })

  it('make no contact until the first letter of a note', async () => {
    let made = 0
    const { state, asked } = panel({
      store: {
        contactForMention: async () => {
          made++
          return ok('contact')
        },
      },
    })
    const box = state.noteBox(mentionView())
    expect(made).toBe(0)
    box.type('She')
    box.type('She runs a café')
    await box.settled()
    expect(made).toBe(1)
    expect(asked.at(-1)).toMatchObject(['keepUnsavedNote', { text: 'She runs a café', audience: 'team' }])
  })

  it('publish a note once, also when the box is left twice', async () => {
    const { state, asked, actions } = panel()
    const box = state.noteBox(mentionView())
    box.type('She runs a café')
    await actions.finishNote(box.publish)
    await actions.finishNote(box.publish)
    expect(doors(asked).filter((door) => door === 'publishNote')).toHaveLength(1)
  })

  it('do not publish what is not even kept, and stay when the screen is left', async () => {
    const { state, asked, actions } = panel({ store: { keepUnsavedNote: async () => fail('store-full') } })
    const box = state.noteBox(mentionView())
    box.type('She runs a café')
    await actions.finishNote(box.publish)
    expect(doors(asked)).not.toContain('publishNote')
    await state.closeBoxes()
    expect(state.noteBox(mentionView()).text.value).toBe('She runs a café')
  })

  it('begin again with a note that was typed and never finished', () => {
    const view = mentionView()
    const [open] = view.person?.notes ?? []
    if (view.person === null || open === undefined) throw new Error('the sample has a note')
    const { state } = panel()
    const box = state.noteBox({
      ...view,
      person: { ...view.person, notes: [{ ...open, unsaved: 'half a' }] },
    })
    expect(box.text.value).toBe('half a')
    expect(box.noteId.value).toBe(open.note.id)
  })
})

describe('the page beside', () => {
  it('asks for a permission in the very turn of the click', () => {
    const { actions, asked } = panel()
    actions.allowSite({ id: 'x', name: 'X', origins: ['https://*.x.com/*'] })
    expect(asked).toContainEqual(['requestOrigins', ['https://*.x.com/*']])
  })

  it('says in words that a permission was refused', async () => {
    const { actions, state } = panel({ ports: { requestOrigins: async () => false } })
    actions.allowSite({ id: 'x', name: 'X', origins: ['https://*.x.com/*'] })
    await settle()
    expect(state.notices.value).toMatchObject([{ during: 'permission', problem: { code: 'not-permitted' } }])
  })

  it('says that a post is gone from the page', async () => {
    const { actions, state } = panel({
      ports: { send: (async () => ok({ found: false })) as unknown as PanelPorts['send'] },
    })
    await actions.locate('ana-1')
    expect(state.toast.value).toEqual({ kind: 'not-on-page' })
  })

  it('says the same of a page that nobody reads, and takes back an older complaint', async () => {
    let answer = fail('bad-answer') as unknown
    const { actions, state } = panel({
      ports: { send: (async () => answer) as unknown as PanelPorts['send'] },
    })
    await actions.locate('ana-1')
    expect(state.notices.value).toMatchObject([{ during: 'locate' }])
    answer = fail('not-found')
    await actions.locate('ana-1')
    expect(state.notices.value).toEqual([])
    expect(state.toast.value).toEqual({ kind: 'not-on-page' })
  })

  it('says that the browser kept the clipboard shut', async () => {
    const { actions, state } = panel({ ports: { copy: async () => false } })
    await actions.copy(mentionView(), 'Hello')
    expect(state.notices.value).toMatchObject([{ during: 'copy' }])
  })
})
