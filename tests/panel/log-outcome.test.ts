import { describe, expect, it } from 'vitest'
import { fail, ok, type Result } from '../../lib/model/problem.ts'
import { createPanelActions } from '../../lib/panel/panel-actions.ts'
import { createPanelState } from '../../lib/panel/panel-state.ts'
import type { PanelPorts, PanelStore } from '../../lib/panel/ports.ts'
import { fakeWorld } from '../support/panel-ports.ts'
import { mentionView, wait } from '../support/panel-views.ts'

function panel(parts: { ports?: Partial<PanelPorts>; store?: Partial<PanelStore> } = {}) {
  const world = fakeWorld(parts)
  const state = createPanelState(world.ports, { order: 'page' }, new AbortController().signal)
  return { ...world, state, actions: createPanelActions(state, world.ports) }
}

const doors = (asked: readonly (readonly unknown[])[]) => asked.map(([door]) => door)

describe('logging', () => {
  it('logs with one gesture, says so, and pokes the sync', async () => {
    const { actions, state, asked } = panel()
    await actions.choose(mentionView(), 'listened')
    expect(asked).toEqual([
      ['logInteraction', wait.mention.key, { outcome: 'listened' }],
      ['send', 'sync.poke'],
    ])
    expect(state.toast.value).toMatchObject({ kind: 'logged', outcome: 'listened' })
  })

  it('logs once when the key is pressed twice before the first is stored', async () => {
    let store: (result: Result<{ interactionId: string; contactId: string }>) => void = () => undefined
    let writes = 0
    const { actions } = panel({
      store: {
        logInteraction: () => {
          writes++
          return new Promise((resolve) => {
            store = resolve
          })
        },
      },
    })
    const first = actions.choose(mentionView(), 'listened')
    await actions.choose(mentionView(), 'listened')
    store(ok({ interactionId: 'i', contactId: 'c' }))
    await first
    expect(writes).toBe(1)
  })

  it('asks where to before it logs "routed", and logs the place', async () => {
    const { actions, state, asked } = panel()
    await actions.choose(mentionView(), 'routed')
    expect(state.choosingRoute.value).toBe(true)
    expect(asked).toEqual([])
    await actions.routeTo(mentionView(), 'care')
    expect(asked[0]).toEqual(['logInteraction', wait.mention.key, { outcome: 'routed', routedTo: 'care' }])
    expect(state.choosingRoute.value).toBe(false)
  })

  it('logs "routed" at once where the playbook names no place', async () => {
    const { actions, asked } = panel()
    await actions.choose(mentionView({ playbook: null }), 'routed')
    expect(doors(asked)).toContain('logInteraction')
  })

  it('says that nothing was logged when the disk is full, and offers no undo', async () => {
    const { actions, state, asked } = panel({ store: { logInteraction: async () => fail('store-full') } })
    await actions.choose(mentionView(), 'answered')
    expect(state.notices.value).toMatchObject([{ during: 'log', problem: { code: 'store-full' } }])
    expect(state.toast.value).toBeNull()
    expect(asked).toEqual([])
    expect(state.busy.value).toBe(false)
  })

  it('takes the notice away when the next try works', async () => {
    let full = true
    const { actions, state } = panel({
      store: {
        logInteraction: async () => (full ? fail('store-full') : ok({ interactionId: 'i', contactId: 'c' })),
      },
    })
    await actions.choose(mentionView(), 'answered')
    full = false
    await actions.choose(mentionView(), 'answered')
    expect(state.notices.value).toEqual([])
  })

  it('shows a store that throws as a notice, not as a dead panel', async () => {
    const { actions, state } = panel({
      store: { logInteraction: () => Promise.reject(new Error('bug')) },
    })
    await actions.choose(mentionView(), 'answered')
    expect(state.notices.value).toMatchObject([{ problem: { code: 'unexpected' } }])
    expect(state.busy.value).toBe(false)
  })

  it('takes back what was logged last', async () => {
    const { actions, state, asked } = panel()
    await actions.choose(mentionView(), 'thanked')
    const logged = state.logged.value?.interactionId
    await actions.undo()
    expect(asked).toContainEqual(['retractInteraction', logged])
    expect(state.logged.value).toBeNull()
    expect(state.toast.value).toEqual({ kind: 'taken-back' })
  })
})

describe('another outcome right after the first', () => {
  it('changes the entry, keeps its lines, says so, and is undone as a whole', async () => {
    const { actions, state, asked } = panel()
    await actions.choose(mentionView(), 'listened')
    await actions.amend('learned', 'Silence hurts')
    await actions.choose(mentionView(), 'answered')
    expect(asked.filter(([door]) => door === 'logInteraction')).toHaveLength(1)
    expect(asked).toContainEqual([
      'amendInteraction',
      'interaction-1',
      { outcome: 'answered', routedTo: null },
    ])
    expect(state.logged.value).toMatchObject({ outcome: 'answered', learned: 'Silence hurts' })
    expect(state.toast.value).toMatchObject({ kind: 'changed', outcome: 'answered' })
    await actions.undo()
    expect(asked).toContainEqual(['retractInteraction', 'interaction-1'])
    expect(state.logged.value).toBeNull()
  })

  it('is not lost when it is pressed before the first is stored', async () => {
    const { actions, state, asked } = panel()
    const first = actions.choose(mentionView(), 'listened')
    await actions.choose(mentionView(), 'answered')
    await first
    expect(asked).toContainEqual([
      'amendInteraction',
      'interaction-1',
      { outcome: 'answered', routedTo: null },
    ])
    expect(state.logged.value?.outcome).toBe('answered')
  })

  it('is logged by itself when the first one failed', async () => {
    let tries = 0
    const { actions, state } = panel({
      store: {
        logInteraction: async () =>
          ++tries === 1 ? fail('store-full') : ok({ interactionId: 'i', contactId: 'c' }),
      },
    })
    const first = actions.choose(mentionView(), 'listened')
    await actions.choose(mentionView(), 'answered')
    await first
    expect(state.logged.value).toMatchObject({ interactionId: 'i', outcome: 'answered' })
    expect(state.notices.value).toEqual([])
  })

  it('forgets the place when it is no longer routed', async () => {
    const { actions, asked } = panel()
    await actions.routeTo(mentionView(), 'care')
    await actions.choose(mentionView(), 'thanked')
    expect(asked).toContainEqual([
      'amendInteraction',
      'interaction-1',
      { outcome: 'thanked', routedTo: null },
    ])
  })

  it('stays as it was, in words, when the change can not be stored', async () => {
    const { actions, state } = panel({ store: { amendInteraction: async () => fail('store-full') } })
    await actions.choose(mentionView(), 'listened')
    await actions.choose(mentionView(), 'answered')
    expect(state.logged.value?.outcome).toBe('listened')
    expect(state.notices.value).toMatchObject([{ during: 'change' }])
  })

  it('is another meeting when another window took the first entry back', async () => {
    const { actions, state, asked } = panel({ store: { amendInteraction: async () => fail('not-found') } })
    await actions.choose(mentionView(), 'listened')
    await actions.choose(mentionView(), 'answered')
    expect(asked.filter(([door]) => door === 'logInteraction')).toHaveLength(2)
    expect(state.logged.value).toMatchObject({ interactionId: 'interaction-2', outcome: 'answered' })
    expect(state.notices.value).toEqual([])
  })

  it('is another meeting once the mention was left', async () => {
    const { actions, asked } = panel()
    await actions.choose(mentionView(), 'listened')
    actions.showTab('here')
    await actions.choose(mentionView(), 'answered')
    expect(asked.filter(([door]) => door === 'logInteraction')).toHaveLength(2)
  })
})
